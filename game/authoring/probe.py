"""Try a scenario in one go: nobody acts, and beside it every measure given to everybody, without shocks.

All trials run side by side through the model, so that trying twenty things takes little longer than one.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from game.model.expression import evaluate
from game.model.scenario import ScenarioEvent
from game.session.commitments import Standing, modifiers, order_rows
from game.session.desk import Order
from game.session.published import Fired, ProjectStatus
from game.session.quantities import index_figures, lookup, quantity_key
from game.session.rulebook import Rulebook
from game.session.state import PublicRecord
from game.session.world import figures_of, indices_of, start_of_play
from game.simulation.arrays import Floats
from game.simulation.indices import scores
from game.simulation.shocks import no_shocks
from game.simulation.turn import advance
from game.simulation.world import Flows, World, start_world

SECONDS = 3.0  # as long as trying may take; larger scenarios are left to the balance report


@dataclass(frozen=True, slots=True)
class Moment:
    """Figures by name after so many turns, and what the rules of play know then."""

    turn: int
    figures: Mapping[str, float]
    record: PublicRecord


@dataclass(frozen=True, slots=True)
class Probe:
    """What came of it.

    ``start`` and ``idle`` (the end of a game in which nobody acts) hold everything; ``ends`` holds the figures of
    every trial at the end of play and of the epilogue, ``names`` what was tried in it (a measure, or "" for nothing,
    "projects", "instruments"). ``moved``: how far each published index got from its start
    in any trial, by its name.
    """

    start: Moment
    idle: Moment
    ends: tuple[tuple[Mapping[str, float], ...], ...] = ()
    moved: Mapping[str, float] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def probe(book: Rulebook, seconds: float = SECONDS) -> Probe | None:
    """Try the scenario; None if that would take too long."""
    return _Trials(book).run(seconds)


class _Trials:
    """Run 0: nobody acts. Then one run for each measure, one for all projects, one for all instruments."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._scenario = book.scenario
        offers = book.public.measures
        self.runs = 1 + len(offers) + bool(book.scenario.projects) + bool(book.scenario.instruments)
        self._doses = np.zeros((book.network.slots.size, self.runs))
        for column, offer in enumerate(offers, start=1):
            for row, amount in self._orders(offer):
                self._doses[row, column] = amount
        self._fired: tuple[Fired, ...] = ()

    def _orders(self, offer: str) -> Iterator[tuple[int, float]]:
        """Give every row that a measure can fill, and what its delegation could pay for it."""
        rule = self._book.public.rule(offer)
        for delegation in self._scenario.delegations:
            amount = max(1, delegation.funds) if rule.funds else 1
            for target in self._book.public.choices[delegation.id][offer]:
                for row in order_rows(self._book.public, delegation.id, Order(offer, target, amount)):
                    yield row, float(amount)

    def run(self, seconds: float) -> Probe | None:
        """Play all runs to the end of the epilogue."""
        network, rules = self._book.network, self._scenario.rules
        deadline = time.monotonic() + seconds
        world = start_world(network).repeat(self.runs)
        still, nothing = no_shocks(network, self.runs), np.zeros_like(self._doses)
        start = self._start()
        first = scores(network, world)
        before = [np.array(part) for part in (first.criminality, first.resilience)]
        far = [np.zeros(part.shape[0]) for part in before]
        last = rules.turns + network.epilogue_turns
        idle, ends = start, []
        for turn in range(1, last + 1):
            self._fire(idle, turn)
            doses = self._doses if turn <= rules.turns else nothing
            world, flows = advance(network, network.constants, world, doses, self._modifiers(turn), still)
            now = scores(network, world)
            for number, part in enumerate((now.criminality, now.resilience)):
                far[number] = np.maximum(far[number], np.abs(part - before[number]).max(axis=-1))
            idle = self._moment(turn, world, flows)
            if turn in {rules.turns, last}:
                ends.append(tuple(self._figures(world, flows, run, turn) for run in range(self.runs)))
            if time.monotonic() > deadline:
                return None
        moved = {
            quantity_key(function, place): float(far[number][row])
            for number, function in enumerate(("criminality", "resilience"))
            for row, place in enumerate(network.jurisdictions)
        }
        return Probe(start, idle, tuple(zip(*ends, strict=True)), moved, self._names())

    def _names(self) -> tuple[str, ...]:
        names = ["", *self._book.public.measures]
        names += ["projects"] if self._scenario.projects else []
        names += ["instruments"] if self._scenario.instruments else []
        return tuple(names)

    def _start(self) -> Moment:
        computed = start_of_play(self._book.network)
        return Moment(0, {**computed.figures, **self._funds(0)}, self._record())

    def _moment(self, turn: int, world: World, flows: Flows) -> Moment:
        figures = self._figures(world, flows, 0, turn)
        return Moment(turn, {**figures, **self._funds(turn)}, self._record())

    def _figures(self, world: World, flows: Flows, run: int, turn: int) -> dict[str, float]:
        one = world.take(run)
        flow = Flows.from_arrays({name: array[..., run : run + 1] for name, array in flows.to_arrays().items()})
        indices = indices_of(self._book.network, scores(self._book.network, one), turn)
        return figures_of(self._book.network, one, flow) | index_figures(indices)

    def _funds(self, turn: int) -> dict[str, float]:
        """Give what delegations hold that spend nothing."""
        return {
            quantity_key("funds", item.id): float(min(item.funds_cap, item.funds * (turn + 1)))
            for item in self._scenario.delegations
        }

    def _record(self) -> PublicRecord:
        return PublicRecord(
            fired=self._fired,
            projects={item.id: ProjectStatus() for item in self._scenario.projects},
            parties={item.id: dict.fromkeys(item.parties, 0) for item in self._scenario.instruments},
        )

    def _fire(self, before: Moment, turn: int) -> None:
        """Let events happen as they would if nobody acted; one that is left to chance if it is likelier than not."""
        if turn > self._scenario.rules.turns:
            return
        for event in self._scenario.events:
            happened = event.once and any(fired.event == event.id for fired in self._fired)
            if not happened and event.chance >= 0.5 and self._holds(event, before):
                self._fired = (*self._fired, Fired(turn, event.id, event.headline, event.text, event.effects))

    def _holds(self, event: ScenarioEvent, before: Moment) -> bool:
        record = replace(before.record, fired=self._fired)
        now = lookup(self._scenario, record, before.turn, before.figures.get)
        start = self._book.public.start
        at_start = lookup(self._scenario, self._record(), 0, {**start.figures, **self._funds(0)}.get)
        return bool(evaluate(event.when, now, at_start))

    def _modifiers(self, turn: int) -> Floats:
        """Give what events add in every run, and projects and instruments in their own."""
        public, record = self._book.public, self._record()
        common = Standing(self._fired, {}, record.parties)
        values = np.repeat(modifiers(public, common, turn), self.runs, axis=1)
        column = 1 + len(public.measures)
        if self._scenario.projects:
            started = {item.id: ProjectStatus(started=1) for item in self._scenario.projects}
            values[:, column] = modifiers(public, replace(common, projects=started), turn)[:, 0]
            column += 1
        if self._scenario.instruments:
            everywhere = dict.fromkeys((item.id for item in self._scenario.jurisdictions), 0)
            parties = {item.id: everywhere for item in self._scenario.instruments}
            values[:, column] = modifiers(public, replace(common, parties=parties), turn)[:, 0]
        return values
