"""Events: what happened, each with its audience; the default audience is the referee alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from game.session import wire
from game.session.audience import PUBLIC, Audience, OwnSeatEvent, PublicEvent, RefereeEvent
from game.session.commands import Options
from game.session.desk import Draft, Occupant, Phase
from game.session.negotiation.events import NegotiationEvent
from game.session.published import Fired, Indices, Ledger, Observed, Result, TurnReceipts


@dataclass(frozen=True, slots=True)
class SessionStarted(PublicEvent):
    """The session opened with these seats."""

    TYPE: ClassVar[str] = "session_started"
    VERSION: ClassVar[int] = 2  # 2: options for caucuses and plenaries
    rules_version: int
    scenario: str
    turns: int
    seats: Mapping[str, Occupant]
    people: Mapping[str, str]  # names of those who sit there
    options: Options
    projects: tuple[str, ...]
    parties: Mapping[str, Mapping[str, int]]  # instrument -> jurisdiction -> turn from which it is bound


@dataclass(frozen=True, slots=True)
class SecretsDrawn(RefereeEvent):
    """The seed, and the temperaments of computer seats."""

    TYPE: ClassVar[str] = "secrets_drawn"
    VERSION: ClassVar[int] = 1
    seed: int
    temperaments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DossierGiven(OwnSeatEvent):
    """A delegation received its means and its mandate (an id, empty where the scenario has none)."""

    TYPE: ClassVar[str] = "dossier_given"
    VERSION: ClassVar[int] = 1
    seat: str
    mandate: str
    funds: int
    teams: int
    political_capital: int


@dataclass(frozen=True, slots=True)
class PhaseEntered(PublicEvent):
    """A phase of play began."""

    TYPE: ClassVar[str] = "phase_entered"
    VERSION: ClassVar[int] = 1
    phase: Phase
    turn: int


@dataclass(frozen=True, slots=True)
class EventFired(PublicEvent):
    """An event of the scenario happened."""

    TYPE: ClassVar[str] = "event_fired"
    VERSION: ClassVar[int] = 1
    fired: Fired


@dataclass(frozen=True, slots=True)
class FundsGranted(OwnSeatEvent):
    """An event gave a delegation funds, or took them."""

    TYPE: ClassVar[str] = "funds_granted"
    VERSION: ClassVar[int] = 1
    seat: str
    amount: int


@dataclass(frozen=True, slots=True)
class DeskOpened(PublicEvent):
    """A delegation sat down at its desk."""

    TYPE: ClassVar[str] = "desk_opened"
    VERSION: ClassVar[int] = 1
    seat: str


@dataclass(frozen=True, slots=True)
class DraftPrepared:
    """A desk was laid out for the turn, with the orders of the last one where they are repeated."""

    TYPE: ClassVar[str] = "draft_prepared"
    VERSION: ClassVar[int] = 1
    seat: str
    draft: Draft
    open_desk: bool = False

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return PUBLIC if self.open_desk else Audience(seats=(self.seat,))


@dataclass(frozen=True, slots=True)
class DraftChanged:
    """An unsealed draft changed; ``undone`` where the change took another one back."""

    TYPE: ClassVar[str] = "draft_changed"
    VERSION: ClassVar[int] = 1
    seat: str
    draft: Draft
    undone: bool = False
    open_desk: bool = False

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return PUBLIC if self.open_desk else Audience(seats=(self.seat,))


@dataclass(frozen=True, slots=True)
class DraftSealed(PublicEvent):
    """A delegation sealed its orders; what they are opens at the outcome."""

    TYPE: ClassVar[str] = "draft_sealed"
    VERSION: ClassVar[int] = 1
    seat: str


@dataclass(frozen=True, slots=True)
class OrdersOpened(PublicEvent):
    """All sealed orders opened at once, with what binding agreements that are public add to them."""

    TYPE: ClassVar[str] = "orders_opened"
    VERSION: ClassVar[int] = 1
    turn: int
    orders: Mapping[str, Draft]


@dataclass(frozen=True, slots=True)
class OrdersCarriedOut(RefereeEvent):
    """What was carried out: the orders of those whose secret agreements add to what was opened."""

    TYPE: ClassVar[str] = "orders_carried_out"
    VERSION: ClassVar[int] = 1
    turn: int
    orders: Mapping[str, Draft]


@dataclass(frozen=True, slots=True)
class ProjectPaid(PublicEvent):
    """A joint project was paid for, in part by pooled funds; ``started`` is the first turn of its effects, once full.

    What a pooled fund paid counts as paid by those who paid into it.
    """

    TYPE: ClassVar[str] = "project_paid"
    VERSION: ClassVar[int] = 1
    project: str
    paid: Mapping[str, int]
    started: int | None


@dataclass(frozen=True, slots=True)
class ProjectReturned(PublicEvent):
    """A joint project that never started gave back what was paid in."""

    TYPE: ClassVar[str] = "project_returned"
    VERSION: ClassVar[int] = 1
    project: str
    returned: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class InstrumentJoined(PublicEvent):
    """Jurisdictions joined an instrument that binds them from ``in_force`` on."""

    TYPE: ClassVar[str] = "instrument_joined"
    VERSION: ClassVar[int] = 1
    instrument: str
    seat: str
    jurisdictions: tuple[str, ...]
    in_force: int


@dataclass(frozen=True, slots=True)
class InstrumentLeft(PublicEvent):
    """Jurisdictions left an instrument."""

    TYPE: ClassVar[str] = "instrument_left"
    VERSION: ClassVar[int] = 1
    instrument: str
    seat: str
    jurisdictions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeansSettled(OwnSeatEvent):
    """A delegation's funds were counted, its teams came home, and political capital was spent."""

    TYPE: ClassVar[str] = "means_settled"
    VERSION: ClassVar[int] = 1
    seat: str
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class WorldComputed(RefereeEvent):
    """The true state at the end of a turn, with what flowed and what was ordered; arrays as the simulation has them."""

    TYPE: ClassVar[str] = "world_computed"
    VERSION: ClassVar[int] = 1
    turn: int
    world: Mapping[str, np.ndarray]
    quantities: Mapping[str, float]  # as in session.quantities


@dataclass(frozen=True, slots=True)
class IndicesPublished(PublicEvent):
    """The indices at the end of a turn were published."""

    TYPE: ClassVar[str] = "indices_published"
    VERSION: ClassVar[int] = 1
    indices: Indices


@dataclass(frozen=True, slots=True)
class KnowledgeReported:
    """What is believed of quantities that nobody knows exactly: by one seat, or (no seat) by the public."""

    TYPE: ClassVar[str] = "knowledge_reported"
    VERSION: ClassVar[int] = 1
    turn: int
    seat: str | None
    observed: tuple[Observed, ...]

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return PUBLIC if self.seat is None else Audience(seats=(self.seat,))


@dataclass(frozen=True, slots=True)
class ReceiptsPublished(PublicEvent):
    """Who and what moved the indices this turn."""

    TYPE: ClassVar[str] = "receipts_published"
    VERSION: ClassVar[int] = 1
    receipts: TurnReceipts


@dataclass(frozen=True, slots=True)
class SeatChanged(PublicEvent):
    """A seat went to a person, to the computer, or is empty."""

    TYPE: ClassVar[str] = "seat_changed"
    VERSION: ClassVar[int] = 1
    seat: str
    occupant: Occupant
    people: str = ""


@dataclass(frozen=True, slots=True)
class TemperamentDrawn(RefereeEvent):
    """The computer that took a seat has this temperament."""

    TYPE: ClassVar[str] = "temperament_drawn"
    VERSION: ClassVar[int] = 1
    seat: str
    temperament: str


@dataclass(frozen=True, slots=True)
class Rewound(PublicEvent):
    """The session went back to the briefing of an earlier turn."""

    TYPE: ClassVar[str] = "rewound"
    VERSION: ClassVar[int] = 1
    turn: int


@dataclass(frozen=True, slots=True)
class ResultComputed(PublicEvent):
    """The room and the mandates, and what was sealed until now."""

    TYPE: ClassVar[str] = "result_computed"
    VERSION: ClassVar[int] = 1
    result: Result


Event = (
    SessionStarted
    | SecretsDrawn
    | DossierGiven
    | PhaseEntered
    | EventFired
    | FundsGranted
    | DeskOpened
    | DraftPrepared
    | DraftChanged
    | DraftSealed
    | OrdersOpened
    | OrdersCarriedOut
    | ProjectPaid
    | ProjectReturned
    | InstrumentJoined
    | InstrumentLeft
    | MeansSettled
    | WorldComputed
    | IndicesPublished
    | KnowledgeReported
    | ReceiptsPublished
    | SeatChanged
    | TemperamentDrawn
    | Rewound
    | ResultComputed
    | NegotiationEvent
)

EVENTS: Mapping[str, type[Event]] = {kind.TYPE: kind for kind in Event.__args__}


def event_to_json(event: Event) -> wire.Json:
    """Return ``event`` in its envelope."""
    return wire.envelope(event)


def event_from_json(raw: wire.Json) -> Event:
    """Return the event in an envelope."""
    return wire.open_envelope(EVENTS, raw)
