"""What a proposal would do, in words: each headline figure at the end, without it and with it, in both worlds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.client.canvas.chart_model import BandPoint, LineChart, Projection, World
from game.client.view_models import figures, words
from game.client.view_models.figures import Figure, Verdict
from game.client.view_models.projection import year_text
from game.model.text import _
from game.session.forecast import Band, TwoWorlds
from game.session.quantities import quantity_key, year_at
from game.session.rulebook import PublicBook
from game.session.views import PublicView, SeatView

Curves = Mapping[str, TwoWorlds]
_MONEY = quantity_key("integrated")
_MOST_MOVERS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure that is shown, and the figures of which it is the sum."""

    key: str
    figure: Figure
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a figure ends: low, likely, high."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a figure in one world, without the proposal and with it; ``words`` as "5.93 → 5.86"."""

    without: Reach
    with_it: Reach
    words: str
    change: str
    direction: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One figure in both worlds; ``span`` holds all that is drawn of it."""

    key: str
    title: str
    unit: str
    alone: Effect
    together: Effect
    span: tuple[float, float]

    @property
    def sentence(self) -> str:
        """The whole row for those who read instead of looking."""
        pattern = _("{title}: {alone} if others do nothing new, {together} if everybody keeps their pledges ({unit}).")
        return pattern.format(
            title=self.title, alone=effect_words(self.alone), together=effect_words(self.together), unit=self.unit
        )


def headline_measures(book: PublicBook) -> tuple[Measured, ...]:
    """Return the figures that sum the world up, as the briefing shows them."""
    animals = tuple(quantity_key("population", item.id) for item in book.scenario.habitats)
    found = [
        Measured("criminality", figures.figure_of(book, figures.WORLD_CRIMINALITY), (figures.WORLD_CRIMINALITY,)),
        Measured("resilience", figures.figure_of(book, figures.WORLD_RESILIENCE), (figures.WORLD_RESILIENCE,)),
    ]
    if animals:
        shown = Figure("animals", _("Animals in the wild"), _("animals"), lower_is_better=False, places=-1)
        found.append(Measured("animals", shown, animals))
    shown = Figure("money", _("Money laundered"), _("USD million a year"), lower_is_better=True, places=2)
    return (*found, Measured("money", shown, (_MONEY,)))


def asked_names(book: PublicBook) -> tuple[str, ...]:
    """Return the figures that the board has worked out: those of the headlines, and each place's criminality."""
    listed = [name for item in headline_measures(book) for name in item.names]
    return tuple(dict.fromkeys((*listed, *_places(book))))


def _places(book: PublicBook) -> tuple[str, ...]:
    return tuple(quantity_key("criminality", item.id) for item in book.scenario.jurisdictions)


def desk_measures(view: SeatView, most: int = 4) -> tuple[Measured, ...]:
    """Return the figures that matter most to one delegation: its own places, its aims, and the world."""
    own = figures.watched(view)
    listed = (
        (*own[: most - 1], figures.WORLD_CRIMINALITY) if figures.WORLD_CRIMINALITY not in own[:most] else own[:most]
    )
    book = view.public.book
    return tuple(Measured(name, figures.figure_of(book, name), (name,)) for name in listed)


def effect_rows(measures: Sequence[Measured], without: Curves, with_it: Curves) -> tuple[EffectRow, ...]:
    """Return what becomes of each figure at the end of the epilogue."""
    return tuple(_row(item, without, with_it) for item in measures)


def _row(item: Measured, without: Curves, with_it: Curves) -> EffectRow:
    pairs = [
        (_end(band_of(without, item, kept=kept)), _end(band_of(with_it, item, kept=kept))) for kept in (False, True)
    ]
    alone, together = (_effect(item.figure, before, after) for before, after in pairs)
    reaches = [reach for pair in pairs for reach in pair]
    span = (min(reach.low for reach in reaches), max(reach.high for reach in reaches))
    return EffectRow(item.key, item.figure.title, item.figure.unit, alone, together, span)


def _effect(figure: Figure, before: Reach, after: Reach) -> Effect:
    write = figure.write
    change, direction, verdict = figures.change_words(figure, after.likely - before.likely)
    said = _("{before} → {after}").format(before=write(before.likely), after=write(after.likely))
    return Effect(before, after, said if direction else write(after.likely), change, direction, verdict)


def _end(band: Band) -> Reach:
    return Reach(band.low[-1], band.likely[-1], band.high[-1])


def band_of(curves: Curves, item: Measured, *, kept: bool) -> Band:
    """Return the course of a figure in one world; of a sum, whose parts err independently, errors add as squares."""
    bands = [curves[name].pledges_kept if kept else curves[name].nothing_new for name in item.names]
    if len(bands) == 1:
        return bands[0]
    steps = range(len(bands[0].turns))
    likely = [sum(band.likely[step] for band in bands) for step in steps]
    below = [sum((band.likely[step] - band.low[step]) ** 2 for band in bands) ** 0.5 for step in steps]
    above = [sum((band.high[step] - band.likely[step]) ** 2 for band in bands) ** 0.5 for step in steps]
    low = tuple(value - less for value, less in zip(likely, below, strict=True))
    high = tuple(value + more for value, more in zip(likely, above, strict=True))
    return Band(bands[0].turns, low, tuple(likely), high)


def effect_words(effect: Effect) -> str:
    """Return a change in words, as "5.93 → 5.86 (better)", with the word before any colour."""
    if not effect.direction:
        return _("{value} (unchanged)").format(value=effect.words)
    if not effect.verdict:
        return effect.words
    said = _("better") if effect.verdict == "better" else _("worse")
    return _("{change} ({verdict})").format(change=effect.words, verdict=said)


def movers(view: PublicView, without: Curves, with_it: Curves) -> str:
    """Say which places change most if everybody keeps their pledges, better or worse; empty where none does."""
    book = view.book
    changes = []
    for place, name in zip(book.scenario.jurisdictions, _places(book), strict=True):
        figure = figures.figure_of(book, name)
        change = with_it[name].pledges_kept.likely[-1] - without[name].pledges_kept.likely[-1]
        said, direction, verdict = figures.change_words(figure, change)
        if direction:
            shown = _("better") if verdict == "better" else _("worse")
            text = _("{place} {change} ({verdict})").format(place=place.name, change=said, verdict=shown)
            changes.append((abs(change), text))
    if not changes:
        return ""
    listed = [text for _size, text in sorted(changes, key=lambda item: -item[0])[:_MOST_MOVERS]]
    return _("Criminality changes most in: {places}.").format(places=words.listed(listed))


def end_year(view: PublicView) -> str:
    """Return the words for the end of the epilogue, of which the figures are."""
    rules = view.book.scenario.rules
    return words.year_words(rules.start_year + view.turns * rules.turn_years + rules.epilogue_years)


def effect_chart(
    view: PublicView, item: Measured, without: Curves, with_it: Curves, *, kept: bool, span: tuple[float, float]
) -> LineChart:
    """Return the course of a figure in one world, without the proposal and with it."""
    before, after = band_of(without, item, kept=kept), band_of(with_it, item, kept=kept)
    write = item.figure.write
    same = write(before.likely[-1]) == write(after.likely[-1])
    drawn = [Projection(World.TOGETHER, _("with it"), _points(view, after))]
    if not same:
        drawn.insert(0, Projection(World.ALONE, _("without it"), _points(view, before)))
    scenario = view.book.scenario
    last = scenario.rules.start_year + view.turns * scenario.rules.turn_years + scenario.rules.epilogue_years
    return LineChart(
        title=_("If everybody keeps their pledges") if kept else _("If others do nothing new"),
        unit="",
        history=history_of(view, item),
        projections=tuple(drawn),
        times=tuple(float(year) for year in range(round(scenario.rules.start_year), int(last) + 1)),
        low=span[0],
        high=span[1],
        value_text=write,
        time_text=year_text,
    )


def chart_span(view: PublicView, item: Measured, without: Curves, with_it: Curves) -> tuple[float, float]:
    """Return one value axis for the charts of both worlds, so that they can be compared."""
    bands = [band_of(curves, item, kept=kept) for curves in (without, with_it) for kept in (False, True)]
    values = [value for _year, value in history_of(view, item)]
    for band in bands:
        values += [*band.low, *band.high]
    return min(values), max(values)


def history_of(view: PublicView, item: Measured) -> tuple[tuple[float, float], ...]:
    """Return (calendar year, value) of a figure so far."""
    if len(item.names) == 1:
        return figures.course(view, item.names[0])
    rows = figures.summed_course(view, item.names)
    return tuple((year_at(view.book.scenario, turn), likely) for turn, (_low, likely, _high) in enumerate(rows))


def _points(view: PublicView, band: Band) -> tuple[BandPoint, ...]:
    rows = zip(band.turns, band.low, band.likely, band.high, strict=True)
    return tuple(BandPoint(year_at(view.book.scenario, turn), low, likely, high) for turn, low, likely, high in rows)
