"""Figures of the game by the names that expressions use, as in ``population(tsavo)`` or ``criminality(KEN, fauna)``.

Quantities of goods, persons, animals and money are per year, as authors write them.
"""

from collections.abc import Callable, Mapping

from game.model.expression import Lookup
from game.model.scenario import Scenario
from game.session.published import Indices
from game.session.state import PublicRecord

NEUTRAL_TRUST = 0.5


def quantity_key(function: str, *ids: str) -> str:
    """Return the name of a quantity as an expression writes it."""
    return f"{function}({', '.join(ids)})"


def index_figures(indices: Indices) -> dict[str, float]:
    """Return the published indices by name."""
    figures = {
        quantity_key("world_criminality"): indices.world_criminality,
        quantity_key("world_resilience"): indices.world_resilience,
    }
    for place, score in indices.criminality.items():
        figures[quantity_key("criminality", place)] = score
    for place, score in indices.resilience.items():
        figures[quantity_key("resilience", place)] = score
    for place, markets in indices.markets.items():
        figures |= {quantity_key("criminality", place, market): score for market, score in markets.items()}
    return figures


def year_at(scenario: Scenario, turn: int) -> float:
    """Return the calendar year at the end of ``turn``."""
    return scenario.rules.start_year + turn * scenario.rules.turn_years


def lookup(
    scenario: Scenario,
    public: PublicRecord,
    turn: int,
    figures: Callable[[str], float | None],
) -> Lookup:
    """Return what expressions ask: ``figures`` by name, and beside them what the rules of play know.

    Parameters
    ----------
    scenario
        For the jurisdictions of delegations and the calendar.
    public
        Projects, parties and flags.
    turn
        Turns that have been played.
    figures
        Gives a figure by its name, or None where it has none (then it counts as 0).
    """
    places = {item.id: item.jurisdictions for item in scenario.delegations}

    def member(who: str, instrument: str) -> bool:
        parties = public.parties.get(instrument, {})
        return all(parties.get(place, turn + 1) <= turn for place in places.get(who, (who,)))

    def ask(function: str, ids: tuple[str, ...]) -> float | bool:
        match function, ids:
            case "turn", ():
                return float(turn)
            case "year", ():
                return year_at(scenario, turn)
            case "member", (who, instrument):
                return member(who, instrument)
            case "flag", (name,):
                return name in public.flags
            case "project_started", (project,):
                status = public.projects.get(project)
                return status is not None and status.started is not None
            case "trust", _:
                return NEUTRAL_TRUST  # until promises move it
            case "delivered_share", _:
                return 1.0
        found = figures(quantity_key(function, *ids))
        return 0.0 if found is None else found

    return ask


def mapping_figures(figures: Mapping[str, float]) -> Callable[[str], float | None]:
    """Return ``figures`` as what :func:`lookup` asks."""
    return figures.get
