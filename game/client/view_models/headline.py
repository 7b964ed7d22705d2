"""What everybody hears at the briefing: headlines, and the figures that sum the world up."""

from dataclasses import dataclass, replace

from game.client.view_models import figures, words
from game.model.measures import TargetKind
from game.model.taxonomy import MarketKind
from game.model.text import _
from game.session.published import NewsKind
from game.session.quantities import RECORDED, quantity_key
from game.session.views import PublicView


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """A figure with its change since the last turn in words, and its course so far."""

    key: str
    title: str
    value: str
    unit: str
    change: str  # empty where there is nothing to compare
    direction: int
    verdict: figures.Verdict
    note: str  # how sure the figure is; empty where it is exact
    course: tuple[float, ...]
    band: tuple[tuple[float, float], ...] = ()  # low and high of each value of the course, where it is estimated
    least: float = 0.0  # the smallest difference that its course is drawn as high as it can be


@dataclass(frozen=True, slots=True)
class Headline:
    """One thing that happened, with its story."""

    key: str
    title: str
    text: str
    kind: str  # event, project, instrument, gift, means, promise (a broken one) ...


def headline_figures(view: PublicView) -> tuple[HeadlineFigure, ...]:
    """Return three or four figures that sum the world up, those that the scenario has."""
    book = view.book
    found = []
    for name, key in ((figures.WORLD_CRIMINALITY, "criminality"), (figures.WORLD_RESILIENCE, "resilience")):
        values = tuple(value for _year, value in figures.course(view, name))
        found.append(replace(_headline(key, figures.figure_of(book, name), values), least=figures.LEAST_SCORE))
    animals = tuple(quantity_key("population", item.id) for item in book.scenario.habitats)
    if animals:
        shown = figures.Figure("animals", _("Animals in the wild"), _("animals"), False, -2)
        found.append(_estimated("animals", shown, figures.summed_course(view, animals)))
    exploited = _where_people_are_exploited(view)
    if exploited:
        shown = figures.Figure("exploited", _("People exploited"), _("persons"), True, -2)
        found.append(_with_recorded(view, _estimated("exploited", shown, figures.summed_course(view, exploited))))
    money = tuple(quantity_key("integrated", item.id) for item in book.scenario.jurisdictions)
    shown = figures.Figure("money", _("Money laundered in a year"), _("USD million"), True, 1)
    found.append(_estimated("money", shown, figures.summed_course(view, money)))
    return tuple(item for item in found if item.course)


def persons(view: PublicView) -> tuple[HeadlineFigure, ...]:
    """Return what is estimated and what is recorded of people exploited, where the scenario has that crime."""
    exploited = _where_people_are_exploited(view)
    if not exploited:
        return ()
    shown = figures.Figure("exploited", _("People exploited, estimate"), _("persons"), True, -2)
    name = quantity_key(RECORDED)
    values = tuple(value for _year, value in figures.course(view, name))
    estimate = _estimated("exploited", shown, figures.summed_course(view, exploited))
    return tuple(
        item for item in (estimate, _headline(RECORDED, figures.figure_of(view.book, name), values)) if item.course
    )


def _where_people_are_exploited(view: PublicView) -> tuple[str, ...]:
    trade = MarketKind.TRAFFICKING_IN_PERSONS
    markets = [market for market in view.book.scenario.markets if market.kind is trade]
    places = dict.fromkeys(end.jurisdiction for market in markets for end in market.destinations)
    return tuple(quantity_key("people_exploited", place) for place in places)


def _with_recorded(view: PublicView, item: HeadlineFigure) -> HeadlineFigure:
    """Say beside the estimate how many victims the statistics have, and what moves that number."""
    name = quantity_key(RECORDED)
    values = [value for _year, value in figures.course(view, name)]
    if not values:
        return item
    write = figures.figure_of(view.book, name).write
    now, before = write(values[-1]), write(values[-2]) if len(values) > 1 else ""
    said = _(
        "{estimate}. Recorded: {now} a year; that rises when States look closer, and does not tell how many there are."
    )
    if before:
        said = _(
            "{estimate}. Recorded: {now} a year, {before} before; that rises when States look closer, and does not "
            "tell how many there are."
        )
    return replace(item, note=said.format(estimate=item.note, now=now, before=before))


def _headline(key: str, figure: figures.Figure, values: tuple[float, ...]) -> HeadlineFigure:
    if not values:
        return HeadlineFigure(key, figure.title, "", figure.unit, "", 0, "", "", ())
    write = figure.write
    found = HeadlineFigure(key, figure.title, write(values[-1]), figure.unit, "", 0, "", "", values)
    if len(values) < 2:
        return found
    change, direction, verdict = figures.change_words(figure, values[-1] - values[-2])
    return replace(found, change=change, direction=direction, verdict=verdict)


def _estimated(key: str, figure: figures.Figure, course: tuple[tuple[float, float, float], ...]) -> HeadlineFigure:
    """Return a figure that is only estimated: a change within the uncertainty is no change."""
    likely = tuple(value for _low, value, _high in course)
    found = replace(_headline(key, figure, likely), band=tuple((low, high) for low, _value, high in course))
    if not course:
        return found
    low, _value, high = course[-1]
    note = _("estimate: {low} to {high}").format(low=figure.write(low), high=figure.write(high))
    if len(course) > 1 and low <= course[-2][2] and course[-2][0] <= high:
        change = _("no clear change")
        return replace(found, change=change, direction=0, verdict="", note=note)
    return replace(found, note=note)


def headlines(view: PublicView) -> tuple[Headline, ...]:
    """Return what happened since the last briefing: broken promises first, events, what delegations did in public."""
    broken = (
        Headline(f"promise-{n}", line.sentence, "", str(line.kind))
        for n, line in enumerate(line for line in view.news if line.kind is NewsKind.PROMISE)
    )
    events = (
        Headline(fired.event, fired.headline, fired.text, "event") for fired in view.fired if fired.turn == view.turn
    )
    leaks = (
        Headline(f"leak-{line.subject}", _("A secret has come out"), line.sentence, "leak")
        for line in view.news
        if line.kind is NewsKind.LEAK
    )
    told = {NewsKind.EVENT, NewsKind.PROJECT, NewsKind.LEAK, NewsKind.PROMISE}
    rest = (
        Headline(f"{n}", line.sentence, "", str(line.kind)) for n, line in enumerate(view.news) if line.kind not in told
    )
    return (*broken, *events, *leaks, *_project_news(view), *rest)


def _project_news(view: PublicView) -> tuple[Headline, ...]:
    """Return what was paid into joint projects last turn, a line for each project."""
    opened = view.opened[-1] if view.opened else {}
    found = []
    for project in view.book.scenario.projects:
        payers = [
            _("{delegation} {amount}").format(delegation=view.seats[seat].name, amount=draft.contributions[project.id])
            for seat, draft in opened.items()
            if project.id in draft.contributions
        ]
        if not payers:
            continue
        status = view.projects[project.id]
        if status.started is not None:
            title = _("{project} is paid for and begins").format(project=project.name)
        else:
            title = _("{project}: {paid} of {cost} units paid").format(
                project=project.name, paid=status.total, cost=project.cost
            )
        text = _("Paid in units: {payers}.").format(payers=words.listed(payers))
        found.append(Headline(f"project-{project.id}", title, text, "project"))
    return tuple(found)


def persons_note(view: PublicView) -> str:
    """Say what is recorded and what is estimated of people exploited; empty where the scenario has no such crime."""
    if not _where_people_are_exploited(view):
        return ""
    return _("Recorded victims rise when States look closer; people exploited are an estimate of all, recorded or not.")


def model_note(view: PublicView) -> str:
    """Say what the scores of the world stand for."""
    kinds = {market.kind for market in view.book.scenario.markets}
    if kinds & {MarketKind.TRAFFICKING_IN_PERSONS, MarketKind.SMUGGLING_OF_MIGRANTS}:
        return _("Scores are for the markets and places of this scenario. People are never an amount to trade.")
    return _("Scores are for the markets and places of this scenario, from 1 to 10.")


_ICONS = {
    "event": "newspaper",
    "project": "package",
    "instrument": "file-text",
    "gift": "coins",
    "means": "wallet",
    "leak": "lock-open",
    "promise": "triangle-alert",
}


def headline_icon(kind: str) -> str:
    """Return the icon of a kind of news."""
    return _ICONS.get(kind, "info")


def headline_tone(kind: str) -> str:
    """Return the tone of news that nobody may overlook, a broken promise; empty for all other news."""
    return "worse" if kind == NewsKind.PROMISE else ""


def offers_teams(view: PublicView) -> bool:
    """Tell whether the scenario has measures that hold a team."""
    return any(view.book.rule(item.id).target is TargetKind.DELEGATION for item in view.book.scenario.measures)


def names_of(view: PublicView, seats: tuple[str, ...]) -> str:
    """Return the names of delegations, joined."""
    return words.listed([view.seats[seat].name for seat in seats])
