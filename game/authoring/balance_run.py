"""Play the plays of a balance report on all cores; the same seed gives the same report on any number of them."""

import contextlib
import multiprocessing
import multiprocessing.connection
import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace

from game.authoring.balance_mixed import draw_breaker, draw_seats, play_mixed
from game.authoring.balance_planners import agreed_in, is_paid, planner_for, usable_measures
from game.authoring.balance_plays import BARGAINING, Kind, Outcome, Play, open_table, outcome_of
from game.model.scenario import Scenario
from game.scenario.load import LoadResult, read_scenario
from game.scenario.parameters import load_parameters
from game.session.line import play_line
from game.session.plan_search import best_plan
from game.session.plans import Plan
from game.session.rulebook import Rulebook, make_rulebook
from game.session.state import State

_ONE = (Kind.HOME, Kind.KEEPS, Kind.STOPS, Kind.JOINS)  # in which one delegation plays otherwise than the rest
_LEAST_MIXED = 6
_MIXED_SHARE = 0.3  # of the plays, in which computers bargain
_PAIRED = 2  # every so manieth game of computers is played again with one that keeps no pledge
_ALL_BREAK = 6  # and every so manieth with nobody that keeps any
Progress = Callable[[int, int], None]  # plays done, plays in all


@dataclass(frozen=True, slots=True)
class Setting:
    """The rules of one length: ``minutes`` 0 for those of the file; the scenario as text that stands alone."""

    minutes: int
    text: str
    name: str
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Battery:
    """What is played: the settings, the first seed, how many seeds get every fixed play, and how many mixed plays."""

    settings: tuple[Setting, ...]
    seed: int
    seeds: int
    mixed: int


def settings_of(result: LoadResult, name: str) -> tuple[Setting, ...]:
    """Return the rules of the file and those of each of its lessons."""
    scenario = result.scenario
    lessons = scenario.lessons if scenario else ()
    return (
        Setting(0, result.text, name),
        *(Setting(item.minutes, result.text_for_lesson(item.minutes), name, item.seats) for item in lessons),
    )


def battery_for(result: LoadResult, name: str, plays: int, seed: int) -> Battery:
    """Return what ``plays`` plays are spent on; at least every fixed play once and a few mixed ones."""
    assert result.scenario is not None  # noqa: S101 - whoever asks has read it
    settings = settings_of(result, name)
    fixed = len(_fixed(result.scenario, make_rulebook(result.scenario, load_parameters()), seed))
    lessons = sum(len(_lesson_plays(_book(item), item, seed)) for item in settings[1:])
    mixed = max(_LEAST_MIXED, round(plays * _MIXED_SHARE))
    again = mixed // _PAIRED + mixed // _ALL_BREAK
    seeds = max(1, round((plays - mixed - again - lessons) / fixed))
    return Battery(settings, seed, seeds, mixed)


def run_battery(battery: Battery, workers: int | None = None, progress: Progress | None = None) -> tuple[Outcome, ...]:
    """Play everything, searches first.

    Parameters
    ----------
    battery
        What is played.
    workers
        Processes; None: as many as there are cores. 1: this process alone.
    progress
        Told after each play.

    Raises
    ------
    KeyboardInterrupt
        If the person stops it; no process is left.
    """
    number = min(workers or os.cpu_count() or 1, 61)  # more cannot be waited for on Windows
    total = len(battery.settings) + _count(battery)
    with _crew(battery.settings, number) as crew:
        done: list[Outcome] = []

        def collect(plays: Sequence[Play]) -> None:
            found: dict[int, Outcome] = {}
            for place, outcome in crew(plays):
                found[place] = outcome
                if progress:
                    progress(len(done) + len(found), total)
            done.extend(found[place] for place in range(len(plays)))

        collect([Play(Kind.SEARCH, battery.seed, minutes=item.minutes) for item in battery.settings])
        collect(_plays(battery, {outcome.play.minutes: outcome.plan for outcome in done}))
    return tuple(done)


Crew = Callable[[Sequence[Play]], Iterator[tuple[int, Outcome]]]  # plays -> their places and what came of them


@contextlib.contextmanager
def _crew(settings: tuple[Setting, ...], workers: int) -> Iterator[Crew]:
    """Give who plays: other processes, or this one."""
    if workers == 1:
        table = _Table(settings)
        yield lambda plays: ((place, table.play(play)) for place, play in enumerate(plays))
        return
    context = multiprocessing.get_context("spawn")  # the same on every system
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(settings,))
    try:
        yield lambda plays: _in_pool(pool, plays)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    pool.shutdown()


def _in_pool(pool: ProcessPoolExecutor, plays: Sequence[Play]) -> Iterator[tuple[int, Outcome]]:
    """Play the long games first, so that no process waits for another at the end."""
    order = sorted(range(len(plays)), key=lambda place: plays[place].kind not in BARGAINING)
    places = {_handed(pool, plays[place]): place for place in order}
    for future in as_completed(places):
        yield places[future], future.result()


def _handed(pool: ProcessPoolExecutor, play: Play) -> "Future[Outcome]":
    """Hand a play to the pool, which may start a process: one that is interrupted while it begins would complain."""
    if not hasattr(signal, "pthread_sigmask"):
        return pool.submit(_play, play)
    # A new process is born with what is blocked here, and stays deaf; what came meanwhile is heard here afterwards.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_play, play)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Table:
    """The rules of every setting, compiled once in each process."""

    def __init__(self, settings: Sequence[Setting]) -> None:
        self._settings = {item.minutes: item for item in settings}
        self._books: dict[int, Rulebook] = {}

    def play(self, play: Play) -> Outcome:
        """Play one game."""
        setting = self._settings[play.minutes]
        if play.minutes not in self._books:
            self._books[play.minutes] = _book(setting)
        book = self._books[play.minutes]
        if play.kind in BARGAINING:
            return play_mixed(play, book)
        state = open_table(book, play.seed, setting.seats)
        if play.kind is Kind.SEARCH:
            best = best_plan(state, book)
            line = _line(Play(Kind.PLAN, play.seed, plan=best.plan), state, book)
            return replace(outcome_of(play, line, book), plan=best.plan, tried=best.tried)
        return outcome_of(play, _line(play, state, book), book)


def _line(play: Play, state: State, book: Rulebook) -> State:
    return play_line(state, book, planner_for(play, state, book), agreed_in(play, state, book))


_tables: list[_Table] = []  # of this process, once it has begun


def _begin(settings: tuple[Setting, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started the program ends it, not each process by itself
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _tables[:] = [_Table(settings)]


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _play(play: Play) -> Outcome:
    return _tables[0].play(play)


def _book(setting: Setting) -> Rulebook:
    parameters = load_parameters()
    scenario = read_scenario(setting.text, setting.name, parameters).scenario
    if scenario is None:
        raise ValueError(setting.name)
    return make_rulebook(scenario, parameters)


def _fixed(scenario: Scenario, book: Rulebook, seed: int, plan: Plan | None = None) -> list[Play]:
    """Return every fixed play with one seed."""
    names = [item.id for item in scenario.delegations]
    measures = usable_measures(book)
    kinds = (Kind.IDLE, Kind.ALONE, Kind.PLAIN, Kind.LINKS, Kind.LINKED)
    plays = [Play(kind, seed) for kind in kinds]
    plays += [Play(kind, seed, plan=plan) for kind in (Kind.PLAN, Kind.EARLY)]
    plays += [Play(kind, seed, name, plan=plan) for kind in _ONE for name in names]
    plays += [Play(Kind.ONLY, seed, name) for name in measures]
    plays += [Play(Kind.WITHOUT, seed, name, plan=plan) for name in measures]
    if not scenario.lessons:
        plays += _first_moves(book, seed, 0)
    return plays


def _first_moves(book: Rulebook, seed: int, minutes: int) -> list[Play]:
    return [Play(Kind.FIRST, seed, name, minutes) for name in usable_measures(book) if is_paid(book, name)]


def _lesson_plays(book: Rulebook, setting: Setting, seed: int, plan: Plan | None = None) -> list[Play]:
    """Return what is played with the rules of a lesson."""
    minutes = setting.minutes
    plays = [Play(kind, seed, minutes=minutes, plan=plan) for kind in (Kind.IDLE, Kind.ALONE, Kind.PLAN, Kind.EARLY)]
    return plays + _first_moves(book, seed, minutes)


def _plays(battery: Battery, plans: dict[int, Plan | None]) -> list[Play]:
    first = battery.settings[0]
    book = _book(first)
    plays: list[Play] = []
    for seed in range(battery.seed, battery.seed + battery.seeds):
        plays += _fixed(book.scenario, book, seed, plans[0])
    for setting in battery.settings[1:]:
        plays += _lesson_plays(_book(setting), setting, battery.seed, plans[setting.minutes])
    for number in range(battery.mixed):
        # Every game of computers has a seed of its own, so that all mandates are drawn; idle and plan are its measure.
        seed = battery.seed + number
        if number >= battery.seeds:
            plays += [Play(Kind.IDLE, seed), Play(Kind.PLAN, seed, plan=plans[0])]
        plays += _games_of_computers(draw_seats(book, seed), seed, number)
    return plays


def _games_of_computers(seats: Mapping[str, str], seed: int, number: int) -> Iterator[Play]:
    """Yield a game of computers and, beside some, the same with broken words."""
    yield Play(Kind.MIXED, seed, seats=seats)
    breaker = draw_breaker(seats, number // _PAIRED)
    if number % _PAIRED == 0 and breaker:
        yield Play(Kind.BREAKS, seed, breaker, seats=seats)
    if number % _ALL_BREAK == 0:
        yield Play(Kind.NOBODY, seed, seats=seats)


def _count(battery: Battery) -> int:
    return len(_plays(battery, {item.minutes: None for item in battery.settings}))
