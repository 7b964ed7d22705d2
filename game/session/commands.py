"""Commands: what the referee or a seat asks for; each is stored as it was given."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from game.model.text import _
from game.session import wire
from game.session.desk import DeskStyle, Occupant, Phase, Target
from game.session.negotiation.commands import NegotiationCommand
from game.session.negotiation.facts import REFEREE  # names the host in ``by``; every other name is a seat
from game.session.refusal import Refusal


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """Who takes a seat at the start; ``temperament`` (computer only) is drawn by lot where it is None."""

    delegation: str
    occupant: Occupant
    temperament: str | None = None
    people: str = ""  # who sits there, as they want to be shown


@dataclass(frozen=True, slots=True)
class Options:
    """What is chosen at set-up.

    ``turns`` None: as the scenario says. ``desk_seconds`` None: no time limit at a desk.
    ``prefill``: a person's desk opens with last turn's orders, and an empty seat repeats those that its dossier
    proposes. ``receipts``: each outcome explains who moved what.
    ``caucus_every``, ``plenary_every``: 1 for every turn, 2 for every second one from the first, 0 for never, None as
    the scenario says.
    """

    desk_style: DeskStyle = DeskStyle.PRIVATE
    turns: int | None = None
    desk_seconds: int | None = None
    prefill: bool = True
    receipts: bool = True
    caucus_every: int | None = None
    plenary_every: int | None = None


@dataclass(frozen=True, slots=True)
class StartSession:
    """Open a session of the scenario that the save holds."""

    TYPE: ClassVar[str] = "start_session"
    VERSION: ClassVar[int] = 2  # 2: when there are caucuses and plenaries
    seed: int
    seats: tuple[SeatPlan, ...]
    options: Options = Options()
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class AdvancePhase:
    """Leave a phase for the next; ``leaving`` guards against advancing twice on a double click."""

    TYPE: ClassVar[str] = "advance_phase"
    VERSION: ClassVar[int] = 1
    leaving: Phase
    turn: int
    seal_rest: bool = False  # seal every open draft as it stands
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """Sit down at the own desk: what is new is shown, and counted as read when the next desk is opened."""

    TYPE: ClassVar[str] = "open_desk"
    VERSION: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class SetOrder:
    """Fund a measure at a target with ``amount`` units (1: post the team); 0 takes the order away."""

    TYPE: ClassVar[str] = "set_order"
    VERSION: ClassVar[int] = 1
    by: str
    measure: str
    target: Target
    amount: int


@dataclass(frozen=True, slots=True)
class PostTeam:
    """Post a team (liaison, joint investigation) or call it back."""

    TYPE: ClassVar[str] = "post_team"
    VERSION: ClassVar[int] = 1
    by: str
    measure: str
    target: Target
    posted: bool = True


@dataclass(frozen=True, slots=True)
class Contribute:
    """Pay ``amount`` units into a joint project this turn; 0 takes it back."""

    TYPE: ClassVar[str] = "contribute"
    VERSION: ClassVar[int] = 1
    by: str
    project: str
    amount: int


@dataclass(frozen=True, slots=True)
class GiveFunds:
    """Give ``amount`` units to another delegation at the outcome; 0 takes it back."""

    TYPE: ClassVar[str] = "give_funds"
    VERSION: ClassVar[int] = 1
    by: str
    to: str
    amount: int


@dataclass(frozen=True, slots=True)
class JoinInstrument:
    """Join an instrument at the outcome, with all own jurisdictions, for political capital."""

    TYPE: ClassVar[str] = "join_instrument"
    VERSION: ClassVar[int] = 1
    by: str
    instrument: str
    joins: bool = True  # False: take the intention back


@dataclass(frozen=True, slots=True)
class LeaveInstrument:
    """Leave an instrument at the outcome, for political capital."""

    TYPE: ClassVar[str] = "leave_instrument"
    VERSION: ClassVar[int] = 1
    by: str
    instrument: str
    leaves: bool = True  # False: take the intention back


@dataclass(frozen=True, slots=True)
class ClearDraft:
    """Take everything off the own unsealed draft."""

    TYPE: ClassVar[str] = "clear_draft"
    VERSION: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class UndoDraft:
    """Undo the last change of the own unsealed draft."""

    TYPE: ClassVar[str] = "undo_draft"
    VERSION: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class Seal:
    """Seal the own draft: it opens at the outcome, and nobody changes it before."""

    TYPE: ClassVar[str] = "seal"
    VERSION: ClassVar[int] = 1
    by: str


@dataclass(frozen=True, slots=True)
class ChangeSeat:
    """Hand a seat to the computer, to a person, or leave it empty."""

    TYPE: ClassVar[str] = "change_seat"
    VERSION: ClassVar[int] = 1
    seat: str
    occupant: Occupant
    temperament: str | None = None
    people: str = ""
    by: str = REFEREE


@dataclass(frozen=True, slots=True)
class Rewind:
    """Go back to the briefing of an earlier turn; the line left is kept as a branch for the debrief."""

    TYPE: ClassVar[str] = "rewind"
    VERSION: ClassVar[int] = 1
    turn: int
    by: str = REFEREE


DraftCommand = SetOrder | PostTeam | Contribute | GiveFunds | JoinInstrument | LeaveInstrument | ClearDraft | UndoDraft
SeatCommand = DraftCommand | OpenDesk | Seal
RefereeCommand = StartSession | AdvancePhase | ChangeSeat | Rewind
Command = SeatCommand | RefereeCommand | NegotiationCommand

MOST_BYTES = 1_000_000  # of a command that is written down: more than the longest draft of a resolution
COMMANDS: Mapping[str, type[Command]] = {kind.TYPE: kind for kind in Command.__args__}


def command_to_json(command: Command) -> wire.Json:
    """Return ``command`` in its envelope."""
    return wire.envelope(command)


def command_from_json(raw: wire.Json) -> Command:
    """Return the command in an envelope."""
    return wire.open_envelope(COMMANDS, raw)


def as_written(command: Command) -> Command | Refusal:
    """Return ``command`` as it reads once it was written down: what no save can hold is refused before it happens.

    Amounts that are no whole numbers, words that are no text, values of another kind than the command has, and texts
    without end.
    """
    try:
        text = json.dumps(command_to_json(command), ensure_ascii=False, allow_nan=False)
        if len(text.encode()) > MOST_BYTES:
            sentence = _("This is too long to be written down. Use fewer words.")
            return Refusal("too_long", sentence)
        return command_from_json(json.loads(text))
    except (AttributeError, KeyError, TypeError, ValueError):
        sentence = _("This cannot be written down. Give whole numbers for amounts, and plain text for names.")
        return Refusal("not_writable", sentence)
