"""The meeting: agenda, roll, speakers' list and caucuses; time passes only as it is told, there is no clock here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from game.model.text import _
from game.session.negotiation.voting import Presence, Vote
from game.session.refusal import Refusal

LONGEST = 4 * 60 * 60  # seconds


class CaucusKind(StrEnum):
    """Whether the chair gives the floor, or delegations walk about."""

    MODERATED = "moderated"
    UNMODERATED = "unmoderated"


@dataclass(frozen=True, slots=True)
class Caucus:
    """A caucus that is going on; times in seconds. ``per_speaker`` is 0 where nobody has the floor."""

    kind: CaucusKind
    topic: str
    total: int
    per_speaker: int = 0
    passed: int = 0

    @property
    def left(self) -> int:
        """Seconds until it ends."""
        return max(0, self.total - self.passed)


@dataclass(frozen=True, slots=True)
class Floor:
    """Who speaks, and for how long already [s]."""

    seat: str = ""
    spoken: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """What is being decided: first perhaps whether anybody objects, then by roll call.

    ``subject``: id of a draft or amendment. ``order``: who is called, from the lot-drawn start; empty while the
    question is whether there is an objection.
    """

    subject: str
    order: tuple[str, ...] = ()
    votes: Mapping[str, Vote] = field(default_factory=dict)
    presence: Mapping[str, Presence] = field(default_factory=dict)

    @property
    def asks_for_objections(self) -> bool:
        """Whether nobody is called yet."""
        return not self.order

    def next_voter(self, present: tuple[str, ...]) -> str:
        """Return who is called next, leaving out who is no longer there; empty where all have voted."""
        return next((seat for seat in self.order if seat in present and seat not in self.votes), "")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a delegation said of its vote."""

    seat: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Plenary:
    """The state of the meeting."""

    agenda: tuple[str, ...] = ()
    item: int = 0  # of the agenda, from 0
    presence: Mapping[str, Presence] = field(default_factory=dict)  # as answered at the last roll call
    speakers: tuple[str, ...] = ()
    floor: Floor = Floor()
    caucus: Caucus | None = None
    question: Question | None = None
    explanations: tuple[Explanation, ...] = ()

    @property
    def seconds_left(self) -> int | None:
        """Seconds that the one who has the floor may still speak; None without a limit."""
        if self.caucus is None or not self.caucus.per_speaker or not self.floor.seat:
            return None
        return max(0, min(self.caucus.per_speaker - self.floor.spoken, self.caucus.left))


def answers_roll(plenary: Plenary, seats: tuple[str, ...]) -> dict[str, Presence]:
    """Return how each of ``seats`` (those not empty) counts: as it answered, or present where no roll was called."""
    silent = Presence.ABSENT if plenary.presence else Presence.PRESENT
    return {seat: plenary.presence.get(seat, silent) for seat in seats}


def may_join_list(plenary: Plenary, seat: str) -> Refusal | None:
    """Tell whether ``seat`` can put itself on the speakers' list."""
    if seat in plenary.speakers:
        return Refusal("on_the_list", _("The delegation is on the speakers’ list already."))
    if plenary.caucus and plenary.caucus.kind is CaucusKind.UNMODERATED:
        return Refusal("unmoderated", _("In an unmoderated caucus nobody has the floor."))
    return None


def next_speaker(plenary: Plenary, present: tuple[str, ...]) -> str:
    """Return who may speak next: the first on the list who is there; empty where nobody is."""
    return next((seat for seat in plenary.speakers if seat in present), "")


def give_floor(plenary: Plenary, seat: str) -> Plenary:
    """Return the meeting with ``seat`` speaking and off the list ("": nobody speaks)."""
    return replace(plenary, floor=Floor(seat), speakers=tuple(name for name in plenary.speakers if name != seat))


def check_caucus(plenary: Plenary, caucus: Caucus) -> Refusal | None:
    """Tell whether ``caucus`` can begin."""
    if plenary.caucus is not None:
        return Refusal("caucus_running", _("A caucus is going on. Close it first."))
    if plenary.question is not None:
        return Refusal("voting", _("A vote is going on. Finish it first."))
    if not 0 < caucus.total <= LONGEST:
        return Refusal("time_impossible", _("A caucus lasts more than no time, and four hours at most."))
    moderated = caucus.kind is CaucusKind.MODERATED
    if moderated and not 0 < caucus.per_speaker <= caucus.total:
        return Refusal("time_impossible", _("A speaker’s time is more than none, and not more than the caucus."))
    if moderated and not caucus.topic.strip():
        return Refusal("no_topic", _("A moderated caucus needs a topic."))
    return None


def let_time_pass(plenary: Plenary, seconds: int) -> Plenary:
    """Return the meeting ``seconds`` later; times stand at their limit, and nothing else happens at zero."""
    floor = replace(plenary.floor, spoken=plenary.floor.spoken + seconds) if plenary.floor.seat else plenary.floor
    caucus = plenary.caucus
    if caucus is not None:
        caucus = replace(caucus, passed=min(caucus.total, caucus.passed + seconds))
        if caucus.per_speaker:
            floor = replace(floor, spoken=min(floor.spoken, caucus.per_speaker))
    return replace(plenary, floor=floor, caucus=caucus)
