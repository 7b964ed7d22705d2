"""Spending by worth: what a measure brings, what the next unit brings, and a plan that keeps what is promised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.session.desk import Draft, Order, Target
from game.session.needs import Need
from game.simulation.arrays import Floats

Place = tuple[str, Target]  # a measure and what it is pointed at
_LEAST_PRICE = 1e-4  # worth of a unit to who knows nothing to spend it on


@dataclass(frozen=True)
class Purse:
    """What a delegation can do with funds: ``needs`` by what their full effect is worth to it."""

    needs: tuple[Need, ...] = ()

    def spend(self, units: int, floors: Mapping[Place, int] | None = None) -> dict[Place, int]:
        """Return how ``units`` are best spent, on top of ``floors``, which are promised and not counted.

        What each next unit brings falls, so that the best units of all are the best first units of each measure.
        """
        if not self.needs or units <= 0:
            return {}
        present = np.array([float((floors or {}).get((need.measure, need.target), 0)) for need in self.needs])
        steps = present[:, None] + np.arange(units + 1)
        effect = self._worth[:, None] * steps / (steps + self._half[:, None])
        order = np.argsort(-np.diff(effect, axis=1).ravel(), kind="stable")[:units]
        amounts = np.bincount(order // units, minlength=len(self.needs))
        pairs = zip(self.needs, amounts.tolist(), strict=True)
        return {(need.measure, need.target): amount for need, amount in pairs if amount}

    def plan(self, units: int, floors: Mapping[Place, int] | None = None) -> Draft:
        """Return the same as orders."""
        spent = self.spend(units, floors)
        orders = (Order(measure, target, amount) for (measure, target), amount in spent.items())
        return Draft(tuple(sorted(orders, key=lambda order: (order.measure, order.target))))

    def worth(self, units: int) -> float:
        """Return what ``units``, best spent, are worth."""
        spent = self.spend(units)
        return sum(part_of(need, spent.get((need.measure, need.target), 0)) for need in self.needs)

    def price(self, units: int) -> float:
        """Return what one unit less is worth where ``units`` are spent; never quite nothing."""
        return max(_LEAST_PRICE, self.worth(units) - self.worth(max(0, units - 1)))

    @cached_property
    def _worth(self) -> Floats:
        return np.array([need.worth for need in self.needs])

    @cached_property
    def _half(self) -> Floats:
        return np.array([need.half for need in self.needs])


def full_worth(gain: float, amount: int, half: float) -> float:
    """Return what the full effect is worth if ``amount`` brought ``gain``: effects are a/(a + half) of the full one."""
    return gain * (amount + half) / amount


def part_of(need: Need, amount: float) -> float:
    """Return what ``amount`` units of a measure are worth."""
    return need.worth * amount / (amount + need.half)


def merged(orders: Iterable[Order], more: Iterable[Order]) -> Draft:
    """Return both together, amounts at the same place added."""
    draft = Draft()
    for order in (*orders, *more):
        draft = draft.with_order(order.measure, order.target, draft.amount(order.measure, order.target) + order.amount)
    return draft


def best(needs: Sequence[Need], number: int) -> list[Need]:
    """Return the needs that are worth most, the first of equals first."""
    return sorted(needs, key=lambda need: -need.worth)[:number]
