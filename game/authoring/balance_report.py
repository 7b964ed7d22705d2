"""The balance report: made from a scenario file by many plays, and written for a teacher or as JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from game.authoring.balance_figures import MEDALS, DelegationFigures, Figures
from game.authoring.balance_judge import judge
from game.authoring.balance_planners import is_slow
from game.authoring.balance_plays import Kind
from game.authoring.balance_promises import PromiseFigures, promise_figures
from game.authoring.balance_run import Progress, battery_for, run_battery
from game.authoring.balance_words import figure, of_hundred
from game.model.measures import MeasureId
from game.model.text import _, ngettext
from game.scenario.diagnostic import Diagnostic
from game.scenario.load import LoadResult
from game.scenario.parameters import load_parameters
from game.scenario.suppress import without_suppressed
from game.session.rulebook import make_rulebook

_SITUATIONS = (Kind.IDLE, Kind.ALONE, Kind.LINKED, Kind.LINKS, Kind.PLAIN, Kind.EARLY, Kind.PLAN, Kind.MIXED)


@dataclass(frozen=True, slots=True)
class Report:
    """What the plays came to, and what is wrong."""

    figures: Figures
    findings: tuple[Diagnostic, ...]
    file: str
    seed: int

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def balance(
    result: LoadResult,
    file: str,
    plays: int,
    seed: int,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Play a scenario many times and judge its balance.

    Parameters
    ----------
    result
        The scenario as read, without errors.
    file
        Name of its file.
    plays
        About how many games; at least every way of playing once.
    seed
        Of the first game; others follow it.
    workers
        Processes; None: one for each core.
    progress
        Told after each game.
    """
    assert result.scenario is not None  # noqa: S101 - whoever asks has read it
    assert result.composed is not None  # noqa: S101
    battery = battery_for(result, file, plays, seed)
    outcomes = run_battery(battery, workers, progress)
    figures = Figures(make_rulebook(result.scenario, load_parameters()), outcomes)
    found = judge(figures, result.composed)
    own = [one for one in result.suppressions if one.needs_balance]
    kept, idle = without_suppressed(found, own)
    return Report(figures, (*kept, *idle), file, seed)


def as_text(report: Report) -> Iterator[str]:
    """Yield the report for a teacher, line by line; findings come after it."""
    figures = report.figures
    games = len(figures.outcomes)
    head = ngettext("{title}: {games} game, seed {seed}", "{title}: {games} games, from seed {seed}", games)
    yield head.format(title=figures.book.scenario.title, games=games, seed=report.seed)
    yield ""
    yield _("WHAT HAPPENS")
    yield from (f"  {line}" for line in _room_lines(figures))
    yield ""
    yield _("WHO GAINS (a mandate in points: 0 as if nobody acted, 1 bronze, 2 silver, 3 gold; mean of its variants)")
    yield from _delegation_rows(figures)
    yield ""
    yield _("MEASURES (points of the room)")
    yield from _measure_rows(figures)
    if figures.aims:
        yield ""
        yield _("MANDATES AND OBJECTIVES (of 100 games of computers, how many reach the mark)")
        yield from _aim_rows(figures)
    yield ""
    yield _("LENGTH")
    yield from (f"  {line}" for line in _length_lines(figures))
    yield ""
    yield _("PROMISES")
    yield from (f"  {line}" for line in _promise_lines(report))


def _room_lines(figures: Figures) -> Iterator[str]:
    idle, plan = figures.of(Kind.IDLE)[0], figures.of(Kind.PLAN)[0]
    sentence = _("If nobody acts, world criminality goes from {c0} to {c1} and world resilience from {r0} to {r1}.")
    yield sentence.format(**_indices(idle.start, idle.indices))
    sentence = _("If all cooperate, criminality ends at {c1} and resilience at {r1}: the room has 100 points.")
    yield sentence.format(**_indices(plan.start, plan.indices))
    searched = figures.of(Kind.SEARCH)[0]
    if searched.plan is not None:
        sentence = _("That is the best cooperative plan that the computer found in {tried} tries: {plan}.")
        yield sentence.format(tried=searched.tried, plan=searched.plan.name)
    yield _("If all cooperate without much thought, the room has {points}.").format(points=_room(figures, Kind.PLAIN))
    yield _("If everybody acts alone, the room has {points}.").format(points=_room(figures, Kind.ALONE))
    sentence = _("Everybody alone and every team posted from turn 1: {both}. Teams only, no funds: {teams}.")
    yield sentence.format(both=_room(figures, Kind.LINKED), teams=_room(figures, Kind.LINKS))
    mixed = [figures.room_of(item) for item in figures.of(Kind.MIXED)]
    if mixed:
        sentence = _("In {games} games of computers the room has {low} to {high}, {mean} in the mean.")
        mean = figure(sum(mixed) / len(mixed))
        yield sentence.format(games=len(mixed), low=figure(min(mixed)), high=figure(max(mixed)), mean=mean)
    yield _("The room line is {line}: below it no mandate counts above bronze.").format(
        line=figure(figures.book.scenario.rules.room_line)
    )


def _indices(start: Any, end: Any) -> dict[str, str]:
    return {
        "c0": f"{start['world_criminality()']:.2f}",
        "c1": f"{end['world_criminality()']:.2f}",
        "r0": f"{start['world_resilience()']:.2f}",
        "r1": f"{end['world_resilience()']:.2f}",
    }


def _room(figures: Figures, kind: Kind) -> str:
    return figure(figures.room(kind))


def _rows(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield a table in columns: the first to the left, the others to the right."""
    table = [heads, *rows]
    widths = [max(len(row[place]) for row in table) for place in range(len(heads))]
    for row in table:
        cells = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
        yield "  " + "  ".join([row[0].ljust(widths[0]), *cells]).rstrip()


def _delegation_rows(figures: Figures) -> Iterator[str]:
    situations = (_("all alone"), _("all cooperate"), _("spends at home"), _("keeps funds"), _("stops early"))
    heads = ("", *situations, _("joins alone"), _("computers"), _("room without it"))
    rows = []
    for item in figures.delegations:
        name = figures.book.delegations[item.seat].name
        values = (item.alone, item.cooperates, item.spends_at_home, item.keeps, item.stops, item.joins)
        mixed = "–" if item.mixed is None else figure(item.mixed)
        rows.append((name, *(figure(value) for value in values), mixed, figure(-item.leverage, signed=True)))
    yield from _rows(heads, rows)
    sentence = _("Spends at home, keeps funds, stops paying early: it alone, while the others follow the plan.")
    yield "  " + sentence
    yield "  " + _("Joins alone: it alone follows the plan.")


def _measure_rows(figures: Figures) -> Iterator[str]:
    heads = ("", _("alone"), _("the plan without it"), _("best for objectives"), _("slow"))
    rows = []
    for item in figures.measures:
        name = figures.book.public.measures[item.measure].name
        slow = _("slow") if is_slow(figures.book, item.measure) else ""
        rows.append((name, figure(item.alone), figure(-item.missed, signed=True), str(len(item.best_for)), slow))
    yield from _rows(heads, rows)
    liaison = [item for item in figures.measures if _is_liaison(figures, item.measure)]
    if liaison:
        yield "  " + _("Links beside spending at home: {points}.").format(points=figure(liaison[0].linked, signed=True))


def _is_liaison(figures: Figures, measure: str) -> bool:
    return figures.book.public.measures[measure].rule is MeasureId.LIAISON


def _aim_rows(figures: Figures) -> Iterator[str]:
    heads = ("", _("bronze"), _("silver"), _("gold"), _("games"))
    rows = []
    for variant in figures.variants:
        name = f"{variant.seat} · {variant.mandate}"
        rows.append((name, *(of_hundred(variant.shares[medal]) for medal in MEDALS), str(variant.games)))
        for item in figures.aims:
            if (item.seat, item.mandate) == (variant.seat, variant.mandate):
                shares = (of_hundred(item.shares[medal]) for medal in MEDALS)
                rows.append((f"    {item.aim.id}", *shares, str(item.games)))
    yield from _rows(heads, rows)


def _length_lines(figures: Figures) -> Iterator[str]:
    for minutes in (0, *(item.minutes for item in figures.book.scenario.lessons)):
        where = _("Lesson of {minutes} minutes").format(minutes=minutes) if minutes else _("Whole game")
        early = figure(figures.room(Kind.EARLY, minutes=minutes))
        yield _("{where}: the plan given up after two thirds of the turns brings {early}.").format(
            where=where, early=early
        )
        moves = figures.first_moves(minutes)
        if any(moves.values()):
            slow, worth = figures.best_first(minutes, slow=True)
            quick, other = figures.best_first(minutes, slow=False)
            names = {name: item.name for name, item in figures.book.public.measures.items()} | {"": "–"}
            sentence = _("{where}: turn 1 alone brings {worth} with {slow} (slow), {other} with {quick} (quick).")
            yield sentence.format(
                where=where, worth=figure(worth), slow=names[slow], other=figure(other), quick=names[quick]
            )


def _promise_lines(report: Report) -> Iterator[str]:
    found = promise_figures(report.figures)
    sentence = _("In a game of computers {agreements} agreements come into force and {resolutions} resolutions.")
    yield sentence.format(agreements=figure(found.agreements), resolutions=figure(found.resolutions))
    if found.pairs:
        yield from _breaker_lines(found)
    if found.nobody_pairs:
        sentence = ngettext(
            "If nobody keeps any pledge the room has {room} points, mandates end {points} ({pairs} pair of games).",
            "If nobody keeps any pledge the room has {room} points, mandates end {points} ({pairs} pairs of games).",
            found.nobody_pairs,
        )
        room, points = (figure(value, signed=True) for value in (found.nobody_room, found.nobody_points))
        yield sentence.format(room=room, points=points, pairs=found.nobody_pairs)


def _breaker_lines(found: PromiseFigures) -> Iterator[str]:
    sentence = ngettext(
        "{pairs} pair of games differs in one thing: a delegation, each in its turn, keeps none of its pledges.",
        "{pairs} pairs of games differ in one thing: a delegation, each in its turn, keeps none of its pledges.",
        found.pairs,
    )
    yield sentence.format(pairs=found.pairs)
    sentence = _("It saves {saved} units of funds and ends {points} of 3 points (give or take {doubt}).")
    points = figure(found.points, signed=True)
    yield sentence.format(saved=figure(found.saved), points=points, doubt=figure(found.doubt))
    sentence = _(
        "In the second half it gets {broken} agreements instead of {kept}; trust in it ends at {worse} instead of "
        "{better}; the room has {room} points."
    )
    (kept, broken), (better, worse) = found.later, found.trust
    yield sentence.format(
        broken=figure(broken),
        kept=figure(kept),
        worse=figure(worse, signed=True),
        better=figure(better, signed=True),
        room=figure(found.room, signed=True),
    )


def as_json(report: Report) -> dict[str, Any]:
    """Return everything as plain values; equal reports give equal bytes."""
    figures = report.figures
    searched = figures.of(Kind.SEARCH)[0]
    return {
        "scenario": figures.book.scenario.id,
        "file": report.file,
        "seed": report.seed,
        "games": len(figures.outcomes),
        "clean": report.clean,
        "plan": {"name": searched.plan.name if searched.plan else "", "tried": searched.tried},
        "room": {
            "line": figures.book.scenario.rules.room_line,
            "gain": figures.gain(),
            **{str(kind): figures.room(kind) for kind in _SITUATIONS if figures.of(kind)},
        },
        "indices": _indices_json(figures),
        "delegations": [_delegation_json(item) for item in figures.delegations],
        "measures": [
            {
                "measure": item.measure,
                "slow": is_slow(figures.book, item.measure),
                "alone": item.alone,
                "plan_without": -item.missed,
                "best_for": list(item.best_for),
            }
            for item in figures.measures
        ],
        "mandates": [
            {
                "delegation": item.seat,
                "mandate": item.mandate,
                "games": item.games,
                **{str(medal): item.shares[medal] for medal in MEDALS},
            }
            for item in figures.variants
        ],
        "objectives": [
            {
                "delegation": item.seat,
                "mandate": item.mandate,
                "objective": item.aim.id,
                "games": item.games,
                "idle": item.idle,
                "best": item.best,
                **{str(medal): item.shares[medal] for medal in MEDALS},
                "suggested": dict(zip(map(str, MEDALS), item.marks, strict=True)),
            }
            for item in figures.aims
        ],
        "lessons": [
            {
                "minutes": minutes,
                "two_thirds": figures.room(Kind.EARLY, minutes=minutes),
                "turn_1": figures.first_moves(minutes),
            }
            for minutes in (0, *(item.minutes for item in figures.book.scenario.lessons))
        ],
        "promises": _promises_json(report),
        "findings": [found.as_json() for found in report.findings],
    }


def _indices_json(figures: Figures) -> dict[str, dict[str, float]]:
    idle, plan = figures.of(Kind.IDLE)[0], figures.of(Kind.PLAN)[0]
    return {
        name: {
            "start": idle.start[name],
            "idle": idle.indices[name],
            "plan": plan.indices[name],
            "moved": figures.moved(name),
        }
        for name in idle.indices
    }


def _delegation_json(item: DelegationFigures) -> dict[str, Any]:
    return {
        "delegation": item.seat,
        "alone": item.alone,
        "cooperates": item.cooperates,
        "spends_at_home": item.spends_at_home,
        "keeps": item.keeps,
        "stops": item.stops,
        "joins": item.joins,
        "computers": item.mixed,
        "room_without": -item.leverage,
        "cooperation_pays": item.rewarded,
        "defection_tempts": item.tempted,
    }


def _promises_json(report: Report) -> dict[str, Any]:
    found = promise_figures(report.figures)
    return {
        "agreements": found.agreements,
        "resolutions": found.resolutions,
        "one_breaks": {
            "pairs": found.pairs,
            "saved": found.saved,
            "points": found.points,
            "points_standard_error": found.doubt,
            "later_agreements": {"kept": found.later[0], "broken": found.later[1]},
            "trust": {"kept": found.trust[0], "broken": found.trust[1]},
            "room": found.room,
        },
        "nobody_keeps": {"pairs": found.nobody_pairs, "points": found.nobody_points, "room": found.nobody_room},
    }
