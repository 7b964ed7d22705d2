"""What a case is worth: to a seat by its mandate and its own indices, to others by what everybody may know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.bots.prospect import Figures
from game.model.expression import Call, Lookup, calls, evaluate
from game.model.scenario import Objective
from game.session.quantities import lookup, quantity_key
from game.session.views import SeatView, believed_start
from game.simulation.arrays import Floats

_CRIMINALITY = 1.0  # worth of a point of criminality less in an own jurisdiction
_RESILIENCE = 0.5  # of a point of resilience more
_HERDS = 3.0  # of a herd that is e times as large
_ROOM = 3.0  # of a point less of criminality, or more of resilience, in the world, for who cares
_BEYOND_GOLD = 0.1  # what counts of what is better than gold
_WORST = -4.0


@dataclass(frozen=True)
class Interests:
    """What a seat wants, from its own view."""

    view: SeatView
    common: float = 0.0  # weight of the room

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every figure that its worth, and that of the others, is made of."""
        book = self.view.public.book
        names = [quantity_key("world_criminality"), quantity_key("world_resilience")]
        for place in book.network.jurisdictions:
            names += [quantity_key("criminality", place), quantity_key("resilience", place)]
        names += [quantity_key("population", habitat) for habitat in book.network.habitats]
        names += [quantity_key("flow", leg) for leg in self.own_legs]
        names += [str(call) for objective in self.objectives for call in calls(objective.quantity)]
        return tuple(dict.fromkeys(names))

    @cached_property
    def own_legs(self) -> tuple[str, ...]:
        """Legs with an own end."""
        book = self.view.public.book
        own = set(book.places_of[self.view.seat])
        return tuple(leg.id for leg in book.scenario.legs if own & {leg.origin, leg.destination})

    @property
    def objectives(self) -> tuple[Objective, ...]:
        """Those of the mandate."""
        return self.view.dossier.objectives

    def own(self, figures: Figures) -> Floats:
        """Return what each case is worth to the seat [case]."""
        worth = self.of(self.view.seat, figures) + self.common * _room(figures)
        for objective in self.objectives:
            worth = worth + self._progress(objective, figures)
        return worth

    def of(self, seat: str, figures: Figures) -> Floats:
        """Return what each case is worth to ``seat`` as far as everybody can tell [case]."""
        book = self.view.public.book
        own = book.places_of[seat]
        worth = np.zeros(1)
        for place in own:
            crime, strength = quantity_key("criminality", place), quantity_key("resilience", place)
            worth = worth - _CRIMINALITY * _both(figures, crime) + _RESILIENCE * _both(figures, strength)
        for habitat, place in book.habitat_places.items():
            if place in own:
                worth = worth + _HERDS * np.log(np.maximum(figures.after[quantity_key("population", habitat)], 1.0))
        return worth

    def _progress(self, objective: Objective, figures: Figures) -> Floats:
        """Return how far an objective is reached [case]: 0 at bronze, 1 at gold."""
        span = objective.gold - objective.bronze
        if not span or not any(str(call) in figures.after for call in calls(objective.quantity)):
            return np.zeros(1)
        cases = len(next(iter(figures.after.values())))
        reached = [self._reached(objective, figures, number) for number in range(cases)]
        share = (np.array(reached) - objective.bronze) / span
        return np.asarray(np.where(share > 1.0, 1.0 + _BEYOND_GOLD * (share - 1.0), np.maximum(share, _WORST)))

    def _reached(self, objective: Objective, figures: Figures, number: int) -> float:
        def now(function: str, ids: tuple[str, ...]) -> float | bool:
            series = figures.after.get(quantity_key(function, *ids))
            return self._today(function, ids) if series is None else float(series[number])

        return float(evaluate(objective.quantity, now, self._start))

    @cached_property
    def _today(self) -> Lookup:
        public = self.view.public
        figures = {name: item.likely for name, item in self.view.beliefs.items()}
        figures[quantity_key("funds", self.view.seat)] = float(self.view.desk.funds)
        table = self.view.negotiation.public
        return lookup(public.book.scenario, public.record, public.turn, figures.get, table)

    @cached_property
    def _start(self) -> Lookup:
        return believed_start(self.view.public.record, self.view.public.book, self.view.beliefs)

    @property
    def reserve(self) -> int:
        """Units that the mandate asks to hold at the end; 0 if none."""
        own = quantity_key("funds", self.view.seat)
        marks = [
            objective.gold
            for objective in self.objectives
            if isinstance(objective.quantity, Call) and str(objective.quantity) == own
        ]
        return int(max((mark for mark in marks), default=0.0))


def _both(figures: Figures, name: str) -> Floats:
    """Return the mean of what a figure is after the last turn and after the epilogue [case]."""
    return np.asarray((figures.at_end[name] + figures.after[name]) / 2.0, dtype=np.float64)


def _room(figures: Figures) -> Floats:
    crime, strength = quantity_key("world_criminality"), quantity_key("world_resilience")
    return _ROOM * (_both(figures, strength) - _both(figures, crime))


def present_others(view: SeatView) -> Sequence[str]:
    """Return the other delegations at the table."""
    return [seat for seat in view.facts.present if seat != view.seat]
