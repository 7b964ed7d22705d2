"""One scenario twice, in the kernels and in the reference, with one way to name what goes in and what comes out."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game import simulation
from game.model.measures import MeasureId
from game.model.parameters import Parameters
from game.model.scenario import Scenario
from game.model.taxonomy import BlockId
from game.scenario.parameters import load_parameters
from tests.reference import state as reference
from tests.reference.advance import Scores, advance, score
from tests.reference.network import MONEY, Network, compile_scenario
from tests.reference.start import solve_start

Floats = NDArray[np.float64]
Key = tuple[str, ...]
Figures = dict[str, dict[Key, float]]  # name of a quantity -> item -> value
Chances = Mapping[Key, float]

# The words of a slot that make up the reference's target, by kind of measure; the others are aimed at a jurisdiction.
_WORDS: dict[MeasureId, tuple[str, ...]] = {
    MeasureId.PATROL: ("leg", "jurisdiction"),
    MeasureId.JOINT_INVESTIGATION: ("leg", "jurisdiction"),
    MeasureId.LIAISON: ("jurisdiction", "other"),
    MeasureId.PREVENTION: ("market", "jurisdiction"),
    MeasureId.DEMAND_REDUCTION: ("market", "jurisdiction"),
    MeasureId.RANGER_PATROL: ("habitat",),
    MeasureId.CORRIDOR_PROTECTION: ("corridor",),
    MeasureId.TECHNICAL_ASSISTANCE: ("jurisdiction", "block"),
}


@dataclass(frozen=True)
class Twin:
    """A scenario compiled by both sides."""

    scenario: Scenario
    parameters: Parameters

    @classmethod
    def of(cls, scenario: Scenario) -> "Twin":
        """Compile with the parameters that come with the game."""
        return cls(scenario, load_parameters())

    @cached_property
    def network(self) -> simulation.Network:
        """Give the arrays of the kernels."""
        return simulation.compile_network(self.scenario, self.parameters)

    @cached_property
    def other(self) -> Network:
        """Give the network of the reference."""
        return compile_scenario(self.scenario, {name: parameter.value for name, parameter in self.parameters.items()})

    @cached_property
    def start(self) -> reference.Start:
        """Give the solved start of the reference."""
        return solve_start(self.other)

    @cached_property
    def dose_keys(self) -> list[Key]:
        """Name the rows of doses as the reference does."""
        return [_dose_key(row) for row in self.network.slots.rows]

    @cached_property
    def modifier_keys(self) -> list[Key]:
        """Name the rows of modifiers as the reference does."""
        return [(str(kind), *map(str, target)) for kind, target in self.network.modifiers.keys]

    @cached_property
    def _group_names(self) -> list[Key]:
        return [_text(group) for group in self.network.groups]

    def doses(self, *amounts: Mapping[Key, float]) -> Floats:
        """Lay amounts out for the kernels, one run for each mapping."""
        return _table(self.dose_keys, amounts)

    def modifiers(self, *amounts: Mapping[Key, float]) -> Floats:
        """Lay modifiers out for the kernels, one run for each mapping."""
        return _table(self.modifier_keys, amounts)

    def shocks(self, *chances: Chances) -> simulation.Shocks:
        """Lay shocks out for the kernels, one run for each mapping."""
        habitats, places = self.network.habitats, self.network.jurisdictions
        return simulation.Shocks(
            organisations=_table([("organisations", *group) for group in self._group_names], chances),
            poaching=_table([("poaching", name, "") for name in habitats], chances),
            population=_table([("population", name, "") for name in habitats], chances),
            corruption=_table([("corruption", name, "") for name in places], chances),
        )

    def advance(
        self, world: simulation.World, amounts: Mapping[Key, float], modifiers: Mapping[Key, float], chances: Chances
    ) -> tuple[simulation.World, simulation.Flows]:
        """Play one turn with the kernels."""
        doses, added = self.doses(amounts), self.modifiers(modifiers)
        return simulation.advance(self.network, self.network.constants, world, doses, added, self.shocks(chances))

    def advance_other(
        self, world: reference.World, amounts: Mapping[Key, float], modifiers: Mapping[Key, float], chances: Chances
    ) -> tuple[reference.World, reference.Flows]:
        """Play one turn with the reference."""
        return advance(self.other, self.start, world, amounts, modifiers, chances)

    # What comes out of the kernels, by the reference's names.

    def figures(self, world: simulation.World, flows: simulation.Flows, run: int = 0) -> Figures:
        """Name what the kernels hold after a turn."""
        return {**self._state(world, run), **self._flows(flows, run), **self._scores(world, run)}

    def _state(self, world: simulation.World, run: int) -> Figures:
        network = self.network
        destinations = [_text(place) for place in network.destinations]
        of_markets = [(str(market), place) for market in network.markets for place in network.jurisdictions]
        pathways = [destinations[number] for number in network.smuggling.destinations]
        groups = self._group_names
        waiting = [groups[number] for number in network.smuggling.groups]
        persons = [destinations[number] for number in network.persons.destination]
        blocks = [(place, str(block)) for block in BlockId for place in network.jurisdictions]
        labels = [*network.goods.labels, *network.money.labels]
        shares = np.concatenate([world.share, world.money_share])
        paths = [(str(path.market), path.origin, path.destination, *path.passages) for path in labels]
        return {
            "shares": _named(paths, shares, run),
            "organisations": _named(groups, world.organisations, run),
            "prevention": _named(groups, world.prevention, run),
            "waiting": _named(waiting, world.waiting, run),
            "price": _named(destinations, world.price, run),
            "demand": _named(destinations, world.demand, run),
            "pathways": _named(pathways, world.pathways, run),
            "persons": _named(persons, world.persons, run),
            "poaching": _named(_single(network.habitats), world.poaching, run),
            "population": _named(_single(network.habitats), world.population, run),
            "quality": _named(_single(network.corridors), world.quality, run),
            "corruption": _named(_single(network.jurisdictions), world.corruption, run),
            "blocks": _named(blocks, world.resilience, run),
            "held": _named(_single(network.jurisdictions), world.frozen_held, run),
            "activity": _named(of_markets, world.activity, run),
        }

    def _flows(self, flows: simulation.Flows, run: int) -> Figures:
        network = self.network
        passages, habitats = _single(network.passages), _single(network.habitats)
        places, markets = _single(network.jurisdictions), _single(network.markets[:-1])
        destinations = [_text(place) for place in network.destinations]
        groups = self._group_names
        persons = [destinations[number] for number in network.persons.destination]
        smuggling = [destinations[number] for number in network.smuggling.destinations]
        found = {
            "entered": _named(passages, flows.passage_flow, run),
            "seized": _named(passages, flows.passage_seized, run),
            "hazard": _named(passages, flows.hazard, run),
            "arrests": _named(passages, flows.arrests, run),
            "supply": _named(markets, flows.supply, run),
            "arrived": _named(markets, flows.arrived, run),
            "danger": _named(markets, flows.danger, run),
            "regular": _named(smuggling, flows.regular, run),
            "launched": _named(groups, flows.launched, run),
            "arrivals": _named(destinations, flows.arrivals, run),
            "poached": _named(habitats, flows.poached, run),
            "pike": _named(habitats, flows.pike, run),
            "identified": _named(persons, flows.identified, run),
            "recorded": _named(persons, flows.recorded, run),
        }
        for name in ("proceeds", "frozen", "integrated", "recovered", "kept", "received", "fee"):
            found[name] = _named(places, getattr(flows, name), run)
        return found

    def _scores(self, world: simulation.World, run: int) -> Figures:
        network = self.network
        shown = simulation.scores(network, world)
        of_markets = [(str(market), place) for market in network.markets for place in network.jurisdictions]
        places = _single(network.jurisdictions)
        return {
            "score": _named(of_markets, shown.market, run),
            "criminality": _named(places, shown.criminality, run),
            "resilience": _named(places, shown.resilience, run),
            "world": _named(
                [("criminality",), ("resilience",)],
                np.stack([shown.world_criminality, shown.world_resilience]),
                run,
            ),
        }

    # What comes out of the reference, by the same names.

    def figures_other(self, world: reference.World, flows: reference.Flows) -> Figures:
        """Name what the reference holds after a turn."""
        return {
            **self._state_other(world),
            **self._flows_other(flows),
            **_scores_other(score(self.other, self.start, world)),
        }

    def _state_other(self, world: reference.World) -> Figures:
        network = self.other
        found: Figures = {
            "shares": {
                (*group, path.destination, *(network.passages[number].id for number in path.passages)): share
                for group, shares in world.shares.items()
                for share, path in zip(shares, network.itineraries[group], strict=True)
            },
            "blocks": {
                (place, str(block)): value for place, blocks in world.blocks.items() for block, value in blocks.items()
            },
        }
        for name in ("organisations", "prevention", "waiting", "price", "demand", "pathways", "persons", "activity"):
            found[name] = dict(getattr(world, name))
        for name in ("poaching", "population", "quality", "corruption", "held"):
            found[name] = _tuples(getattr(world, name))
        return found

    def _flows_other(self, flows: reference.Flows) -> Figures:
        network = self.other
        ids = [passage.id for passage in network.passages]
        found: Figures = {}
        for name in ("entered", "seized", "hazard", "arrests"):
            found[name] = _tuples(dict(zip(ids, getattr(flows, name), strict=True)))
        found["danger"] = {(market,): flows.danger.get(market, 1.0) for market in network.markets}
        found["launched"] = {group: flows.launched[group] for group in network.supply}
        found["arrivals"] = {place: flows.arrivals[place] for place in network.attraction if place[0] != MONEY}
        for name in ("regular", "identified", "recorded"):
            found[name] = dict(getattr(flows, name))
        for name in ("supply", "arrived", "poached", "pike"):
            found[name] = _tuples(getattr(flows, name))
        for name in ("proceeds", "frozen", "integrated", "recovered", "kept", "received", "fee"):
            found[name] = _tuples(getattr(flows, name))
        return found


def _scores_other(shown: Scores) -> Figures:
    world: dict[Key, float] = {("criminality",): shown.world_criminality, ("resilience",): shown.world_resilience}
    return {
        "score": _pairs(shown.markets),
        "criminality": _tuples(shown.criminality),
        "resilience": _tuples(shown.resilience),
        "world": world,
    }


# What is left over when two large figures are subtracted is as exact as those are.
_LEFT_OVER_FROM = {
    "waiting": "launched",
    "held": "proceeds",
    "frozen": "proceeds",
    "received": "proceeds",
    "regular": "launched",
}


def disagreements(one: Figures, other: Figures, tolerance: float = 1e-9) -> list[str]:
    """Say where two sets of figures differ: relative to the figure, or to 1e-3 of the largest of its kind."""
    found = []
    for name in one:
        if set(one[name]) != set(other[name]):
            found.append(f"{name}: items {sorted(set(one[name]) ^ set(other[name]))}")
            continue
        of_its_kind = (*other[name].values(), *other.get(_LEFT_OVER_FROM.get(name, name), {}).values())
        largest = max((abs(value) for value in of_its_kind), default=0.0)
        for key, value in one[name].items():
            expected = other[name][key]
            room = tolerance * max(abs(expected), 1e-3 * largest, 1e-6)
            if not (math.isfinite(value) and abs(value - expected) <= room):
                found.append(f"{name} {key}: kernels {value!r}, reference {expected!r}")
    return found


def _dose_key(row: simulation.Slot) -> Key:
    words = _WORDS.get(row.rule, ("jurisdiction",))
    return (str(row.measure), *(str(getattr(row, word)) for word in words))


def _table(keys: Sequence[tuple[str, ...]], columns: Iterable[Mapping[tuple[str, ...], float]]) -> Floats:
    filled = [[column.get(key, 0.0) for key in keys] for column in columns]
    return np.array(filled, dtype=np.float64).T.reshape(len(keys), len(filled))


def _text(key: Iterable[str]) -> Key:
    return tuple(str(part) for part in key)


def _single(ids: Iterable[str]) -> list[Key]:
    return [(str(id_),) for id_ in ids]


def _tuples(values: Mapping[str, float]) -> dict[Key, float]:
    return {(key,): value for key, value in values.items()}


def _pairs(values: Mapping[tuple[str, str], float]) -> dict[Key, float]:
    return {pair: value for pair, value in values.items()}  # noqa: C416 - widens the type of the keys


def _named(keys: Sequence[Key], values: NDArray[np.floating], run: int) -> dict[Key, float]:
    flat = values.reshape(-1, values.shape[-1])
    assert len(flat) == len(keys), (len(flat), len(keys))
    return {key: float(row[run if len(row) > 1 else 0]) for key, row in zip(keys, flat, strict=True)}
