"""The balance report: every finding comes up where it should and nowhere else, and the figures behind it are right."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from game.authoring.balance_figures import MEDALS, Figures, points_of
from game.authoring.balance_judge import codes_of, judge
from game.authoring.balance_planners import is_paid, planner_for, usable_measures
from game.authoring.balance_plays import Kind, Outcome, Play, open_table, outcome_of
from game.authoring.balance_promises import promise_figures
from game.authoring.balance_report import balance
from game.authoring.balance_words import figure, reached
from game.model.expression_parser import parse_expression
from game.model.places import scenarios_folder
from game.model.scenario import Objective
from game.scenario import codes_balance as codes
from game.scenario.load import LoadResult, load_scenario, read_scenario
from game.scenario.parameters import load_parameters
from game.session.line import play_line
from game.session.plans import Plan
from game.session.rulebook import Rulebook, make_rulebook

TABLE = """\
title: A table for judging
stylised: true
rules: {turns: 3}
jurisdictions:
- {id: KEN, markets: {counterfeit: 6}}
- {id: CHN, markets: {counterfeit: 7}}
markets:
- id: counterfeit
  origins: [{jurisdiction: KEN, supply: 5}]
  destinations: [{jurisdiction: CHN}]
legs:
- {id: direct, from: KEN, to: CHN, mode: sea}
measures:
- {id: patrol, half_amount: 4}
- liaison
- audit
- demand_reduction
delegations:
- id: kenya
  jurisdictions: [KEN]
  mandates:
  - id: first
    objectives:
    - {id: one, text: One, quantity: resilience(KEN), bronze: 1, silver: 2, gold: 3}
    - {id: two, text: Two, quantity: resilience(CHN), bronze: 1, silver: 2, gold: 3}
    - {id: three, text: Three, quantity: resilience(KEN) + resilience(CHN), bronze: 1, silver: 2, gold: 3}
- id: china
  jurisdictions: [CHN]
  mandates:
  - id: first
    objectives:
    - {id: one, text: One, quantity: resilience(KEN), bronze: 1, silver: 2, gold: 3}
    - {id: two, text: Two, quantity: resilience(CHN), bronze: 1, silver: 2, gold: 3}
    - {id: three, text: Three, quantity: funds(china), bronze: 1, silver: 2, gold: 3}
"""
SEATS = ("kenya", "china")
MEASURES = ("patrol", "liaison", "audit", "demand_reduction")
IDLE, BEST = 10.0, 7.0
PLAN = Plan({}, projects=True, investigations=False)
NONE = dict.fromkeys(SEATS, 0)
GAMES = (0.4, 0.8, 1.1, 1.3, 1.4, 1.6, 1.9, 2.1, 2.3, 2.6, 2.9, 3.1)  # points of games of computers


def room(points: float) -> float:
    """Return the harm at which the room has so many points."""
    return IDLE - (IDLE - BEST) * points / 100


def made(play: Play, harm: float, points: dict[str, float] | float) -> Outcome:
    """Return an outcome in which every objective of a delegation has its points, and indices follow harm."""
    own = points if isinstance(points, dict) else dict.fromkeys(SEATS, points)
    better = (IDLE - harm) / 3
    start = dict.fromkeys(INDICES, 5.0)
    end = {name: 5.0 + (better if "resilience" in name else -better) for name in INDICES}
    aims = {(seat, "first", aim): own.get(seat, 1.5) for seat in SEATS for aim in ("one", "two", "three")}
    drawn = dict.fromkeys(SEATS, "first")
    return Outcome(play, harm, dict.fromkeys(SEATS, harm), start, end, end, aims, drawn)


INDICES = (
    "criminality(KEN)",
    "criminality(CHN)",
    "resilience(KEN)",
    "resilience(CHN)",
    "world_criminality()",
    "world_resilience()",
)


def fair() -> list[Outcome]:
    """Return the outcomes of a scenario in which nothing is wrong."""
    rows = [
        made(Play(Kind.SEARCH, 1), BEST, 1.5),
        made(Play(Kind.IDLE, 1), IDLE, 0.0),
        made(Play(Kind.ALONE, 1), room(35), 0.8),
        made(Play(Kind.PLAIN, 1), room(75), 1.4),
        made(Play(Kind.PLAN, 1), BEST, 1.5),
        made(Play(Kind.EARLY, 1), room(70), 1.2),
        made(Play(Kind.LINKS, 1), room(3), 0.2),
        made(Play(Kind.LINKED, 1), room(40), 0.9),
    ]
    for seat in SEATS:
        rows.append(made(Play(Kind.HOME, 1, seat), room(85), {seat: 1.9}))
        rows.append(made(Play(Kind.KEEPS, 1, seat), room(80), {seat: 1.2}))
        rows.append(made(Play(Kind.JOINS, 1, seat), room(45), {seat: 0.5}))
    for measure, alone in zip(MEASURES, (12, 3, 18, 22), strict=True):
        rows.append(made(Play(Kind.ONLY, 1, measure), room(alone), 0.3))
        rows.append(made(Play(Kind.WITHOUT, 1, measure), room(95), 1.4))
    first = {"patrol": 2, "audit": 5, "demand_reduction": 6}
    rows += [made(Play(Kind.FIRST, 1, name), room(points), 0.1) for name, points in first.items()]
    for number, points in enumerate(GAMES):
        seed = 1 + number
        if number:
            rows += [made(Play(Kind.IDLE, seed), IDLE, 0.0), made(Play(Kind.PLAN, seed), BEST, 1.5)]
        game = made(Play(Kind.MIXED, seed), room(60), points)
        trusted = dict.fromkeys(SEATS, 0.3)
        rows.append(replace(game, later=dict.fromkeys(SEATS, 4), saved=NONE, trusted=trusted, agreed=4))
        breaker = SEATS[number % 2]
        broken = made(Play(Kind.BREAKS, seed, breaker), room(56), points - 0.2)
        trusted = dict.fromkeys(SEATS, 0.1) | {breaker: -0.5}
        later = dict.fromkeys(SEATS, 3) | {breaker: 1}
        rows.append(replace(broken, saved={**NONE, breaker: 6}, later=later, trusted=trusted))
        rows.append(made(Play(Kind.NOBODY, seed), room(50), points - 0.3))
    return rows


@pytest.fixture(scope="module")
def result() -> LoadResult:
    found = read_scenario(TABLE, "table.yaml")
    assert found.scenario is not None, found.diagnostics
    return found


@pytest.fixture(scope="module")
def book(result: LoadResult) -> Rulebook:
    assert result.scenario is not None
    return make_rulebook(result.scenario, load_parameters())


Change = Callable[[Outcome], Outcome]


def where(
    kinds: Iterable[Kind], change: Change, subject: str | None = None
) -> Callable[[list[Outcome]], list[Outcome]]:
    def changed(rows: list[Outcome]) -> list[Outcome]:
        return [change(row) if row.play.kind in kinds and subject in {None, row.play.subject} else row for row in rows]

    return changed


def harmed(points: float) -> Change:
    return lambda row: made(row.play, room(points), {seat: row.aims[seat, "first", "one"] for seat in SEATS})


def given(points: float, seat: str = "kenya", aims: tuple[str, ...] = ("one", "two", "three")) -> Change:
    return lambda row: replace(row, aims={**row.aims, **{(seat, "first", aim): points for aim in aims}})


def still(index: str) -> Change:
    return lambda row: replace(row, indices={**row.indices, index: 5.0})


def useless(rows: list[Outcome]) -> list[Outcome]:
    rows = where([Kind.ONLY], harmed(1), "audit")(rows)
    rows = where([Kind.ONLY], given(0.01), "audit")(rows)
    rows = where([Kind.ONLY], given(0.01, "china"), "audit")(rows)
    return where([Kind.WITHOUT], harmed(100), "audit")(rows)


def weak(rows: list[Outcome]) -> list[Outcome]:
    return [replace(row, harm=IDLE - (IDLE - row.harm) / 20) for row in rows]


def unseen(rows: list[Outcome]) -> list[Outcome]:
    return where([Kind.PLAN], lambda row: replace(row, after_play={**row.start}))(rows)


def faithless(rows: list[Outcome]) -> list[Outcome]:
    """Let those that break their word lose neither points nor agreements by it."""
    kept = {row.play.seed: row for row in rows if row.play.kind is Kind.MIXED}

    def turned(row: Outcome) -> Outcome:
        same = kept[row.play.seed]
        return replace(row, aims=same.aims, later=same.later)

    return where([Kind.BREAKS], turned)(rows)


EVERYWHERE = tuple(kind for kind in Kind if kind is not Kind.IDLE)
CASES = [
    (codes.ALONE_ENOUGH, where([Kind.ALONE], harmed(80))),
    (codes.NO_REWARD, where([Kind.PLAN], given(0.8))),
    (codes.NO_TEMPTATION, where([Kind.HOME], given(1.5), "kenya")),
    (codes.NO_LEVERAGE, where([Kind.KEEPS], harmed(99), "kenya")),
    (codes.NOTHING_HELPS, weak),
    (codes.NEVER_BOUGHT, useless),
    (codes.ALWAYS_BOUGHT, where([Kind.ONLY], harmed(65), "audit")),
    (codes.LINKS_ENOUGH, where([Kind.LINKS], harmed(45))),
    (codes.LINKS_ENOUGH, where([Kind.LINKED], harmed(90))),
    (codes.PATROLS_ENOUGH, where([Kind.ONLY], harmed(30), "patrol")),
    (codes.NEVER_MOVED, where(EVERYWHERE, still("criminality(CHN)"))),
    (codes.OUT_OF_EVERY_REACH, where(EVERYWHERE, given(0.5, aims=("one",)))),
    (codes.TOO_EASY, where([Kind.IDLE], given(1.2, aims=("one",)))),
    (codes.TOO_EASY, where([Kind.MIXED], given(3.2, aims=("one",)))),
    (codes.TOO_RARE, where([Kind.MIXED], given(0.5, aims=("one",)))),
    (codes.MEDAL_NEVER, where(EVERYWHERE, given(1.7, aims=("one",)))),
    (codes.UNEVEN, where([Kind.MIXED], given(0.1, aims=("one", "two")))),
    (codes.TOO_MANY_TURNS, where([Kind.EARLY], harmed(98))),
    (codes.TOO_FEW_TURNS, unseen),
    (codes.NO_SLOW_START, where([Kind.FIRST], harmed(9), "patrol")),
    (codes.PROMISES_IDLE, faithless),
    (codes.NOTHING_AGREED, where([Kind.MIXED], lambda row: replace(row, agreed=0))),
]


def judged(rows: list[Outcome], result: LoadResult, book: Rulebook) -> list[str]:
    assert result.composed is not None
    return codes_of(judge(Figures(book, rows), result.composed))


def test_a_fair_scenario_has_no_finding(result: LoadResult, book: Rulebook) -> None:
    assert judged(fair(), result, book) == []


@pytest.mark.parametrize(("code", "change"), CASES, ids=[code for code, _change in CASES])
def test_a_finding_comes_up(
    code: str, change: Callable[[list[Outcome]], list[Outcome]], result: LoadResult, book: Rulebook
) -> None:
    assert code in judged(change(fair()), result, book)


def test_every_finding_is_tried() -> None:
    assert {code for code, _change in CASES} == codes.CODES_OF_BALANCE


def test_findings_point_at_the_figure_to_change(result: LoadResult, book: Rulebook) -> None:
    assert result.composed is not None
    rows = where([Kind.MIXED], given(3.2, aims=("two",)))(fair())
    (found,) = (one for one in judge(Figures(book, rows), result.composed) if one.code == codes.TOO_EASY)
    assert result.source is not None
    assert "id: two" in found.excerpt
    assert found.excerpt[found.column - 1 :].startswith("3")
    assert "3.2" in found.remedy
    rows = where([Kind.ONLY], harmed(30), "patrol")(fair())
    (found,) = judge(Figures(book, rows), result.composed)
    assert found.excerpt[found.column - 1 :].startswith("4")


def test_what_no_play_improves_is_not_to_be_marked_where_it_stands(result: LoadResult, book: Rulebook) -> None:
    assert result.composed is not None
    unmoved = where(tuple(Kind), given(0.5, aims=("one",)))(fair())
    (found,) = (one for one in judge(Figures(book, unmoved), result.composed) if one.code == codes.OUT_OF_EVERY_REACH)
    assert "another quantity" in found.remedy
    better = where([Kind.PLAN], given(0.7, aims=("one",)))(unmoved)
    (found,) = (one for one in judge(Figures(book, better), result.composed) if one.code == codes.OUT_OF_EVERY_REACH)
    assert "0.7" in found.remedy


def test_few_games_are_no_reason_to_judge_shares(result: LoadResult, book: Rulebook) -> None:
    rows = [row for row in where([Kind.MIXED], given(3.2, aims=("one",)))(fair()) if row.play.seed < 4]
    assert codes.TOO_EASY not in judged(rows, result, book)


def test_a_word_is_worth_what_the_pairs_say(book: Rulebook) -> None:
    found = promise_figures(Figures(book, fair()))
    assert (found.pairs, found.nobody_pairs, found.saved) == (len(GAMES), len(GAMES), 6)
    assert found.points == pytest.approx(-0.2, abs=0.01)  # less where points end at 3
    assert 0.0 < found.doubt < 0.01
    assert (found.later, found.fewer) == ((4, 1), 0.75)
    assert found.trust == pytest.approx((0.3, -0.5))
    assert (found.room, found.nobody_room) == pytest.approx((-4, -10))
    assert found.nobody_points == pytest.approx(-0.3, abs=0.02)


def test_points_lost_within_their_error_and_no_fewer_agreements_are_no_cost(result: LoadResult, book: Rulebook) -> None:
    kept = {row.play.seed: row for row in fair() if row.play.kind is Kind.MIXED}

    def lost(by: Callable[[int], float]) -> list[Outcome]:
        def turned(row: Outcome) -> Outcome:
            same = kept[row.play.seed]
            aims = {key: value - by(row.play.seed) for key, value in same.aims.items()}
            return replace(row, aims=aims, later=same.later)

        return where([Kind.BREAKS], turned)(fair())

    assert codes.PROMISES_IDLE in judged(lost(lambda seed: 0.02 + (0.3 if seed % 2 else -0.3)), result, book)
    assert codes.PROMISES_IDLE not in judged(lost(lambda seed: 0.2 + (0.03 if seed % 2 else -0.03)), result, book)


def test_links_that_hardly_add_are_not_what_is_best(result: LoadResult, book: Rulebook) -> None:
    rows = where([Kind.ALONE], harmed(74))(fair())
    assert codes.LINKS_ENOUGH not in judged(where([Kind.LINKED], harmed(76))(rows), result, book)
    assert codes.LINKS_ENOUGH in judged(where([Kind.LINKED], harmed(86))(rows), result, book)


def test_below_the_room_line_no_mandate_has_more_than_bronze(book: Rulebook) -> None:
    rows = where([Kind.ALONE], given(2.5))(fair())
    kenya = Figures(book, rows).delegations[0]
    assert kenya.alone == 1.0
    above = Figures(book, where([Kind.ALONE], lambda row: replace(row, harm=room(45)))(rows)).delegations[0]
    assert above.alone == 2.5


def test_variants_are_graded_by_two_of_three(book: Rulebook) -> None:
    first = Figures(book, fair()).variants[0]
    assert (first.seat, first.mandate, first.games) == ("kenya", "first", len(GAMES))
    assert [round(first.shares[medal] * len(GAMES)) for medal in MEDALS] == [10, 5, 1]
    poor = where([Kind.MIXED], lambda row: replace(row, harm=room(20)))(fair())
    assert [round(Figures(book, poor).variants[0].shares[medal] * len(GAMES)) for medal in MEDALS] == [10, 0, 0]


def test_keeping_ones_own_means_is_no_gift_of_idleness(result: LoadResult, book: Rulebook) -> None:
    rows = where([Kind.IDLE], given(3.0, "china", ("three",)))(fair())
    assert codes.TOO_EASY not in judged(rows, result, book)


@pytest.mark.parametrize(
    ("value", "points"),
    [(9.0, 0.0), (8.0, 0.0), (7.0, 0.5), (6.0, 1.0), (5.5, 1.5), (4.0, 2.5), (3.0, 3.0), (1.0, 3.0)],
)
def test_points_lie_between_marks(value: float, points: float) -> None:
    aim = Objective("a", "A", parse_expression("turn"), bronze=6, silver=5, gold=3)
    assert points_of(aim, value, idle=8.0) == pytest.approx(points)


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "0"), (-0.0001, "0"), (25200.4, "25200"), (7.54, "7.54"), (-12.34, "−12.3"), (0.026, "0.026")],
)
def test_figures_are_short(value: float, words: str) -> None:
    assert figure(value) == words


@pytest.mark.parametrize(("rises", "words"), [(True, "7.38"), (False, "7.39")])
def test_a_mark_that_is_suggested_can_be_reached(rises: bool, words: str) -> None:
    assert reached(7.386 if rises else 7.381, rises=rises) == words
    assert (reached(7.38, rises=rises), reached(6.0, rises=rises)) == ("7.38", "6")


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted(scenarios_folder().glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_scenarios_are_balanced(path: Path) -> None:
    result = load_scenario(path)
    assert result.scenario is not None, result.diagnostics
    report = balance(result, path.name, plays=100, seed=1)
    assert [str(found) for found in report.findings] == []


def test_fixed_plays_do_what_they_are_called(book: Rulebook) -> None:
    state = open_table(book, 1)

    def played(kind: Kind, subject: str = "") -> tuple[Outcome, list[dict[str, set[str]]]]:
        play = Play(kind, 1, subject, plan=replace(PLAN, weights={offer.rule: 1.0 for offer in book.scenario.measures}))
        line = play_line(state, book, planner_for(play, state, book))
        ordered = [
            {seat: {order.measure for order in draft.orders} for seat, draft in drafts.items()}
            for drafts in line.public.opened
        ]
        return outcome_of(play, line, book), ordered

    assert played(Kind.IDLE)[1] == [{"kenya": set(), "china": set()}] * 3
    assert played(Kind.ONLY, "audit")[1] == [{"kenya": {"audit"}, "china": {"audit"}}] * 3
    assert played(Kind.LINKS)[1] == [{"kenya": {"liaison"}, "china": {"liaison"}}] * 3
    first = played(Kind.FIRST, "audit")[1]
    assert first == [{"kenya": {"audit"}, "china": {"audit"}}] + [{"kenya": set(), "china": set()}] * 2
    keeps = played(Kind.KEEPS, "kenya")[1]
    assert all(not orders["kenya"] and orders["china"] for orders in keeps)
    without = played(Kind.WITHOUT, "audit")[1]
    assert all("audit" not in orders["kenya"] and orders["kenya"] for orders in without)
    stops = played(Kind.STOPS, "china")[1]
    assert [bool(orders["china"]) for orders in stops] == [True, True, False]
    assert all(orders["kenya"] for orders in stops)
    early = played(Kind.EARLY)[1]
    assert [bool(orders["china"]) for orders in early] == [True, True, False]
    assert [name for name in usable_measures(book) if is_paid(book, name)] == ["patrol", "audit", "demand_reduction"]
    assert played(Kind.PLAN)[0].harm < played(Kind.IDLE)[0].harm
