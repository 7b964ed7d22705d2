"""Figures of the game by the names that expressions use, as in ``population(tsavo)`` or ``criminality(KEN, fauna)``.

Quantities of goods, persons, animals and money are per year, as authors write them.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from game.model.expression import Lookup
from game.model.scenario import Project, Scenario
from game.session.negotiation.instruments import bound
from game.session.negotiation.ledger import Entry
from game.session.negotiation.state import PublicTable
from game.session.negotiation.trust import promise_worth, trust_between
from game.session.published import Indices
from game.session.state import PublicRecord

RECORDED = "recorded"
"""Victims who enter the statistics [persons a year]: published as they are, and no quantity that an expression asks of,
since the number rises when States look closer."""


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
    table: PublicTable | None = None,
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
    table
        What was agreed in public; None at the start, when there is neither trust nor a promise.
    """
    table = table or PublicTable()
    places = {item.id: item.jurisdictions for item in scenario.delegations}
    setting = _flags_of_projects(scenario.projects)

    def member(who: str, instrument: str) -> bool:
        return bound(public.parties, instrument, turn).issuperset(places.get(who, (who,)))

    def started(project: str) -> bool:
        status = public.projects.get(project)
        return status is not None and status.started is not None

    kept = {"trust": partial(trust_share, table), "delivered_share": partial(delivered_share, table)}
    kept["promises"] = partial(promises, table)

    def ask(function: str, ids: tuple[str, ...]) -> float | bool:
        if function in kept:
            return kept[function](*ids)
        match function, ids:
            case "turn", ():
                return float(turn)
            case "year", ():
                return year_at(scenario, turn)
            case "member", (who, instrument):
                return member(who, instrument)
            case "flag", (name,):
                return name in public.flags or any(started(project) for project in setting.get(name, ()))
            case "project_started", (project,):
                return started(project)
        found = figures(quantity_key(function, *ids))
        return 0.0 if found is None else found

    return ask


@lru_cache(maxsize=16)
def _flags_of_projects(projects: tuple[Project, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return for each flag the joint projects that set it when they start."""
    found: dict[str, tuple[str, ...]] = {}
    for project in projects:
        for effect in project.effects:
            if effect.flag is not None:
                found[effect.flag] = (*found.get(effect.flag, ()), project.id)
    return found


def trust_share(table: PublicTable, who: str, whom: str) -> float:
    """Return how much ``who`` trusts ``whom``, from 0 over 0.5 (neutral) to 1."""
    return (1.0 + trust_between(table.trust, who, whom)) / 2.0


def delivered_share(table: PublicTable, who: str) -> float:
    """Return the share of what ``who`` owed in public so far that it delivered; 1 where nothing was due."""
    due = delivered = 0.0
    for entry in _due_from(table, who):
        weight = promise_worth(entry)
        due += weight
        delivered += weight * min(entry.due, entry.delivered) / entry.due
    return delivered / due if due else 1.0


def promises(table: PublicTable, who: str) -> float:
    """Return how many promises of ``who`` came due in public so far, each turn in which one was due for itself."""
    return float(sum(1 for _entry in _due_from(table, who)))


def _due_from(table: PublicTable, who: str) -> Iterator[Entry]:
    return (entry for entry in table.entries if entry.by == who and entry.due and not entry.lapsed)


def mapping_figures(figures: Mapping[str, float]) -> Callable[[str], float | None]:
    """Return ``figures`` as what :func:`lookup` asks."""
    return figures.get
