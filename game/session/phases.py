"""Which stages a turn has: the scenario and the set-up decide whether there is a caucus, and a plenary."""

from game.model.negotiation import NegotiationRules
from game.session.commands import Options
from game.session.desk import Phase


def turn_phases(rules: NegotiationRules, options: Options, turn: int) -> tuple[Phase, ...]:
    """Return the stages of ``turn`` in their order."""
    caucus = rules.caucus_every if options.caucus_every is None else options.caucus_every
    plenary = rules.plenary_every if options.plenary_every is None else options.plenary_every
    meetings = ((Phase.CAUCUS, caucus), (Phase.PLENARY, plenary))
    held = (phase for phase, every in meetings if every and (turn - 1) % every == 0)
    return (Phase.BRIEFING, *held, Phase.DESKS, Phase.OUTCOME)


def phase_after(rules: NegotiationRules, options: Options, turn: int, phase: Phase) -> Phase:
    """Return the stage of ``turn`` that follows ``phase``, a stage before the outcome."""
    phases = turn_phases(rules, options, turn)
    if phase in phases:
        return phases[phases.index(phase) + 1]
    return Phase.DESKS
