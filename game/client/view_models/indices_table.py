"""The table of indices: the same facts as the map, for reading and sorting."""

from dataclasses import dataclass

from game.client.view_models import figures, words
from game.model.text import _
from game.session.quantities import index_figures, quantity_key
from game.session.views import PublicView


@dataclass(frozen=True, slots=True)
class IndexColumn:
    """A column: its head, and what it says in full."""

    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One jurisdiction: its cells as text, as numbers for sorting, and the tone of each cell."""

    place: str
    cells: tuple[str, ...]
    order: tuple[float | str, ...]
    tones: tuple[str, ...]


def columns(view: PublicView) -> tuple[IndexColumn, ...]:
    """Return the columns: place, criminality with its change, each market, and resilience."""
    markets = [words.market_name(market) for market in _markets(view)]
    return (
        IndexColumn(_("Place")),
        IndexColumn(_("Criminality"), _("Score 1–10, lower is better")),
        IndexColumn(_("Last turn"), _("Change of criminality in the last turn")),
        *(IndexColumn(name, _("Score 1–10, lower is better")) for name in markets),
        IndexColumn(_("Resilience"), _("Score 1–10, higher is better")),
    )


def dispensable(view: PublicView) -> tuple[int, ...]:
    """Return the columns that may be left out where there is no room, by their numbers, the last one first."""
    markets = len(_markets(view))
    return (*range(2 + markets, 2, -1), 2, 2)  # the markets, then the change, then what has come to its place


def _markets(view: PublicView) -> tuple[str, ...]:
    markets = tuple(str(market.id) for market in view.book.scenario.markets)
    return markets if figures.money_name() in markets else (*markets, figures.money_name())


def rows(view: PublicView) -> tuple[IndexRow, ...]:
    """Return a row for each jurisdiction of the scenario."""
    now = index_figures(view.indices[-1])
    before = index_figures(view.indices[-2]) if len(view.indices) > 1 else now
    write = words.decimals(2)
    found = []
    for place in view.book.scenario.jurisdictions:
        name = quantity_key("criminality", place.id)
        change = now[name] - before[name]
        figure = figures.figure_of(view.book, name)
        said, direction, verdict = figures.change_words(figure, change)
        arrow = {1: "▲", -1: "▼", 0: ""}[direction]
        markets = [now.get(quantity_key("criminality", place.id, market)) for market in _markets(view)]
        resilience = now[quantity_key("resilience", place.id)]
        values: list[float | str] = [place.name, now[name], change, *(m or 0.0 for m in markets), resilience]
        cells = (
            place.name,
            write(now[name]),
            _change_cell(said, verdict, arrow),
            *("–" if m is None else write(m) for m in markets),
            write(resilience),
        )
        tones = ("", "", verdict, *("" for _market in markets), "")
        found.append(IndexRow(place.id, cells, tuple(values), tones))
    return tuple(found)


def _change_cell(said: str, verdict: str, arrow: str) -> str:
    patterns = {
        "worse": _("{change} worse {arrow}"),
        "better": _("{change} better {arrow}"),
    }
    return patterns[verdict].format(change=said, arrow=arrow) if verdict in patterns else said
