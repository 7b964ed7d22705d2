"""Checks of hints: each is shown at some time, and points to something that is there."""

from game.model.hint import TARGETS, Hint, HintPhase
from game.model.scenario import Scenario
from game.model.text import _
from game.scenario import codes_hints as codes
from game.scenario.checks_findings import Findings
from game.scenario.diagnostic import listed, quoted
from game.scenario.positions import Path

_AFTERWARDS = (HintPhase.EPILOGUE, HintPhase.RESULTS)


def check_hints(scenario: Scenario, findings: Findings) -> None:
    """Find hints that nobody sees as they are meant, and what opens too late."""
    turns = scenario.most_turns
    for index, hint in enumerate(scenario.hints):
        _check_hint(scenario, hint, ("hints", index), turns, findings)
    opens = [(("measures", index), item.id, item.opens_on_turn) for index, item in enumerate(scenario.measures)]
    opens += [(("projects", index), item.id, item.opens_on_turn) for index, item in enumerate(scenario.projects)]
    for path, name, turn in opens:
        if turn > turns:
            message = _("{id} opens on turn {turn} of {turns}.").format(id=quoted(name), turn=turn, turns=turns)
            remedy = _("Let it open earlier, or leave it out.")
            findings.at(codes.NEVER_OPENS, (*path, "opens_on_turn"), message, remedy)


def _check_hint(scenario: Scenario, hint: Hint, path: Path, turns: int, findings: Findings) -> None:
    if hint.phase not in _AFTERWARDS and hint.turn > turns:
        message = _("This hint waits for turn {turn}, and the game has {turns}.").format(turn=hint.turn, turns=turns)
        findings.at(codes.NEVER_SHOWN, (*path, "turn"), message, _("Name an earlier turn."))
    if not _held(scenario, hint.phase):
        message = _("This scenario has no {phase}.").format(phase=hint.phase)
        remedy = _("Choose another phase, or say under negotiation how often it is held.")
        findings.at(codes.NEVER_SHOWN, (*path, "phase"), message, remedy)
    if hint.delegation and hint.phase is not HintPhase.DESKS:
        message = _("A hint for one delegation is shown at its desk only, and this one is shown elsewhere.")
        findings.at(codes.NEVER_SHOWN, (*path, "delegation"), message, _("Leave out delegation, or choose desks."))
    there = TARGETS[hint.phase]
    if hint.points_to is not None and hint.points_to not in there:
        message = _("There is no {target} to point to in the phase {phase}.")
        message = message.format(target=hint.points_to, phase=hint.phase)
        remedy = _("There: {names}.").format(names=listed(sorted(there)))
        findings.at(codes.POINTS_NOWHERE, (*path, "points_to"), message, remedy)


def _held(scenario: Scenario, phase: HintPhase) -> bool:
    match phase:
        case HintPhase.CAUCUS:
            return scenario.negotiation.caucus_every > 0
        case HintPhase.PLENARY:
            return scenario.negotiation.plenary_every > 0
    return True
