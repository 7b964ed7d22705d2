"""The author's screen in words: how the last reading went, the start values, and the tests."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from game.authoring.scenario_tests import Status, TestReport
from game.authoring.workbench import Reading
from game.client.view_models import figures, words
from game.model.scenario import Channel, Leg, Scenario
from game.model.text import _, ngettext
from game.scenario.codes import Severity
from game.scenario.diagnostic import Diagnostic
from game.session.quantities import quantity_key
from game.session.views import PublicView


def count_line(diagnostics: Sequence[Diagnostic]) -> str:
    """Return how many errors, warnings and hints there are."""
    counts = [sum(found.severity is severity for found in diagnostics) for severity in Severity]
    if not any(counts):
        return _("Nothing to say: no errors, no warnings, no hints.")
    errors, warnings, hints = counts
    said = []
    if errors:
        said.append(ngettext("{count} error", "{count} errors", errors).format(count=errors))
    if warnings:
        said.append(ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings))
    if hints:
        said.append(ngettext("{count} hint", "{count} hints", hints).format(count=hints))
    return _(", ").join(said)


def clock(seconds: float) -> str:
    """Return the time of day of ``seconds`` since 1970."""
    return time.strftime("%H:%M:%S", time.localtime(seconds))


def standing(reading: Reading) -> str:
    """Return when the file was read and what was found."""
    found = count_line(reading.diagnostics)
    if not reading.judged:
        found = _("{found}; the model is being tried …").format(found=found)
    return _("Read at {time} · {found}").format(time=clock(reading.at), found=found)


def texts(scenario: Scenario) -> str:
    """Return what students will read first, in the markup of rich text."""
    parts = [f"# {scenario.title}", scenario.summary or _("No summary yet: it stands on the shelf.")]
    length = ngettext("{turns} turn", "{turns} turns", scenario.rules.turns).format(turns=scenario.rules.turns)
    seats = ngettext("{count} delegation", "{count} delegations", len(scenario.delegations))
    parts.append(f"- {seats.format(count=len(scenario.delegations))}, {length}")
    for lesson in scenario.lessons:
        turns = lesson.turns or scenario.rules.turns
        words = ngettext("{turns} turn", "{turns} turns", turns).format(turns=turns)
        parts.append("- " + _("in {minutes} minutes: {turns}").format(minutes=lesson.minutes, turns=words))
    for title, lines in (
        (_("Briefing"), [scenario.briefing]),
        (_("What you can learn here"), [f"- {goal}" for goal in scenario.learning_goals]),
        (_("Content note"), [scenario.content_note]),
        (_("Debrief"), [f"- {question}" for question in scenario.debrief]),
    ):
        if any(lines):
            parts += [f"## {title}", *lines]
    return "\n".join(parts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of start values: its heads, which of them are numbers, and its rows."""

    key: str
    title: str
    heads: tuple[str, ...]
    weights: tuple[float, ...]  # 0: as wide as its words
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, tuple[str, ...], tuple[float | str, ...]], ...]  # key, cells, order


def markets(view: PublicView) -> Sheet:
    """Return the markets: what is counted, where it starts and ends, and what it is worth at the start."""
    scenario = view.book.scenario
    rows = []
    for market in scenario.markets:
        name = words.market_name(market.id)
        origins = _(", ").join(words.place_name(scenario, item.jurisdiction) for item in market.origins)
        ends = _(", ").join(words.place_name(scenario, item.jurisdiction) for item in market.destinations)
        value = words.plain_value(market.unit_value)
        order: tuple[float | str, ...] = (name, market.unit, origins, ends, market.unit_value)
        rows.append((str(market.id), (name, market.unit, origins, ends, value), order))
    heads = (_("Market"), _("Unit"), _("From"), _("To"), _("USD million a unit"))
    return Sheet(
        "markets", _("Markets"), heads, (0.8, 0.0, 1.0, 1.0, 0.0), (False, False, False, False, True), tuple(rows)
    )


def ways(view: PublicView) -> Sheet:
    """Return legs and channels with what they carry a year at the start, by public estimate."""
    scenario = view.book.scenario
    rows = []
    legs: tuple[Leg | Channel, ...] = (*scenario.legs, *scenario.channels)
    for way in legs:
        kind = words.market_name(way.market) if isinstance(way, Leg) else _("Laundered money")
        found = view.estimates.get(quantity_key("flow", way.id))
        likely = found.likely if found else 0.0
        flow = words.with_unit(words.decimals(2), likely, figures.flow_unit(scenario, way.id)) if found else "–"
        order: tuple[float | str, ...] = (way.name, way.id, kind, str(way.mode), way.base_cost, likely)
        rows.append((way.id, (way.name, way.id, kind, str(way.mode), f"{way.base_cost:g}", flow), order))
    heads = (_("Route"), _("id"), _("Carries"), _("Mode"), _("Cost"), _("At the start"))
    numeric = (False, False, False, False, True, True)
    return Sheet("ways", _("Routes"), heads, (1.0, 0.0, 0.0, 0.0, 0.0, 0.0), numeric, tuple(rows))


def delegations(scenario: Scenario) -> Sheet:
    """Return the delegations with their means and aims."""
    rows = []
    for item in scenario.delegations:
        places = _(", ").join(words.place_name(scenario, place) for place in item.jurisdictions)
        aims = [len(mandate.objectives) for mandate in item.mandates]
        said = ngettext("{count} variant", "{count} variants", len(aims)).format(count=len(aims)) if aims else "–"
        cells = (item.name, places, f"{item.funds}", f"{item.teams}", f"{item.political_capital}", said)
        order: tuple[float | str, ...] = (
            item.name,
            places,
            item.funds,
            item.teams,
            item.political_capital,
            float(len(aims)),
        )
        rows.append((item.id, cells, order))
    heads = (_("Delegation"), _("Answers for"), _("Funds"), _("Teams"), _("Capital"), _("Mandate"))
    numeric = (False, False, True, True, True, True)
    return Sheet("delegations", _("Delegations"), heads, (1.0, 1.0, 0.0, 0.0, 0.0, 0.0), numeric, tuple(rows))


def habitats(view: PublicView) -> Sheet:
    """Return the herds."""
    scenario = view.book.scenario
    rows = []
    for item in scenario.habitats:
        place = words.place_name(scenario, item.jurisdiction)
        cells = (item.name, place, item.species, words.decimals(0)(item.population), f"{item.pike:.2f}")
        order: tuple[float | str, ...] = (item.name, place, item.species, item.population, item.pike)
        rows.append((item.id, cells, order))
    heads = (_("Habitat"), _("Place"), _("Species"), _("Animals"), _("Illegally killed"))
    numeric = (False, False, False, True, True)
    return Sheet("habitats", _("Habitats"), heads, (1.0, 0.0, 0.0, 0.0, 0.0), numeric, tuple(rows))


@dataclass(frozen=True, slots=True)
class TestCard:
    """A test inside the scenario and how it went; ``lines`` say what was expected, what came, and the course."""

    __test__ = False  # no test of pytest

    name: str
    word: str
    icon: str
    tone: str
    place: str
    lines: tuple[tuple[str, str], ...] = ()  # tone and words


def cards_of_tests(reading: Reading) -> tuple[TestCard, ...]:
    """Return a card for each test, the failed ones first; those still to be played come last."""
    if reading.scenario is None:
        return ()
    own = reading.result.source.file if reading.result.source is not None else ""
    cards = [_report_card(report, own) for report in reading.reports]
    order = {"danger": 0, "text_muted": 1, "better": 2}
    cards.sort(key=lambda card: order[card.tone])
    if reading.tested:
        return tuple(cards)
    waiting = reading.scenario.tests[len(reading.reports) :]
    return (
        *cards,
        *(TestCard(test.name, _("waits"), "clock", "text_muted", _("Line {line}").format(line=test.line))
          for test in waiting),
    )  # fmt: skip


def tests_line(reading: Reading) -> str:
    """Return how far the tests have come."""
    scenario = reading.scenario
    if scenario is None or not (scenario.tests or reading.reports):
        return _("This scenario has no tests inside yet. What they can say: docs/authors.md, step 10.")
    played = [report for report in reading.reports if report.status is not Status.NOT_APPLICABLE]
    failed = sum(report.status is Status.FAILED for report in played)
    if not reading.tested:
        return _("{played} of {all} tests played …").format(played=len(played), all=len(scenario.tests))
    said = ngettext("{count} test played", "{count} tests played", len(played)).format(count=len(played))
    if failed:
        return _("{said}, {failed} failed").format(said=said, failed=failed)
    return _("{said}, all passed").format(said=said)


def _report_card(report: TestReport, own: str) -> TestCard:
    place = _("Line {line}").format(line=report.line)
    if report.file and report.file != own:
        place = _("{place} of {file}").format(place=place, file=report.file)
    match report.status:
        case Status.PASSED:
            return TestCard(report.name, _("passed"), "circle-check", "better", place)
        case Status.NOT_APPLICABLE:
            why = (("text_muted", report.not_applicable),)
            return TestCard(report.name, _("not applicable"), "minus", "text_muted", place, why)
    lines: tuple[tuple[str, str], ...] = ()
    for item in report.failures:
        lines += (
            ("text", _("Expected (line {line}): {words}").format(line=item.line, words=item.expected)),
            ("danger", _("Came: {words}").format(words=item.actual)),
        )
    lines += tuple(("text_muted", str(told)) for told in report.course)
    return TestCard(report.name, _("failed"), "circle-alert", "danger", place, lines)
