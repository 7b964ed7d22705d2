"""Where the game stands: the line of time, the steps of a turn, and whose desk is next."""

from dataclasses import dataclass

from game.client.view_models import words
from game.model.text import _
from game.session.desk import DeskStyle, Occupant, Phase
from game.session.views import PublicView


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """One step of the turn as the strip shows it."""

    key: str
    label: str
    present: bool
    over: bool


def turn_words(view: PublicView) -> str:
    """Return which turn it is of how many."""
    if view.phase in {Phase.EPILOGUE, Phase.ENDED}:
        return _("After turn {turn} of {turns}").format(turn=view.turns, turns=view.turns)
    return _("Turn {turn} of {turns}").format(turn=view.turn, turns=view.turns)


def time_words(view: PublicView) -> str:
    """Return the time in which the turn lies."""
    scenario = view.book.scenario
    if view.phase in {Phase.EPILOGUE, Phase.ENDED}:
        start = scenario.rules.start_year + view.turns * scenario.rules.turn_years
        return words.period_words(start, scenario.rules.epilogue_years)
    return words.turn_period(scenario, view.turn)


def epilogue_moment(view: PublicView, share: float) -> str:
    """Return the words for the time at which ``share`` in [0, 1] of the epilogue is over, in whole half-years."""
    rules = view.book.scenario.rules
    passed = int(2 * rules.epilogue_years * share + 1e-6) / 2
    return words.year_words(rules.start_year + view.turns * rules.turn_years + passed)


def moment(view: PublicView) -> str:
    """Return turn and time on one line."""
    return _("{turn} · {time}").format(turn=turn_words(view), time=time_words(view))


def phase_steps(view: PublicView) -> tuple[PhaseStep, ...]:
    """Return the steps of a turn, or of the end, with the present one marked."""
    if view.phase in {Phase.EPILOGUE, Phase.ENDED}:
        listed = [(Phase.EPILOGUE, _("Epilogue")), (Phase.ENDED, _("Results"))]
    else:
        names = {
            Phase.BRIEFING: _("Briefing"),
            Phase.CAUCUS: _("Caucus"),
            Phase.PLENARY: _("Plenary"),
            Phase.DESKS: _("Desks"),
            Phase.OUTCOME: _("Outcome"),
        }
        listed = [(phase, names[phase]) for phase in view.phases]
    keys = [phase for phase, _label in listed]
    now = keys.index(view.phase) if view.phase in keys else 0
    return tuple(
        PhaseStep(str(phase), label, number == now, number < now) for number, (phase, label) in enumerate(listed)
    )


def next_words(view: PublicView) -> str:
    """Return the words of the button that leads from the table to what follows it."""
    at = view.phases.index(view.phase) + 1 if view.phase in view.phases else 0
    match view.phases[at] if at < len(view.phases) else Phase.DESKS:
        case Phase.CAUCUS:
            return _("To the caucus")
        case Phase.PLENARY:
            return _("To the plenary")
    return _("To the desks")


def desk_order(view: PublicView) -> tuple[str, ...]:
    """Return the seats of people in the order in which they sit down this turn; it rotates from turn to turn."""
    people = [seat for seat, face in view.seats.items() if face.occupant is Occupant.PERSON]
    if not people:
        return ()
    first = (view.turn - 1) % len(people)
    return (*people[first:], *people[:first])


def waiting_desks(view: PublicView) -> tuple[str, ...]:
    """Return the seats of people that have not sealed, in their order."""
    return tuple(seat for seat in desk_order(view) if not view.seats[seat].sealed)


def desks_open(view: PublicView) -> bool:
    """Tell whether desks hide nothing from each other."""
    return view.options.desk_style is DeskStyle.OPEN


def last_turn(view: PublicView) -> bool:
    """Tell whether no turn follows this one."""
    return view.turn >= view.turns
