"""Who may know of an event; the default is the referee alone."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may know of an event: everybody, some seats, or (neither) the referee alone."""

    public: bool = False
    seats: tuple[str, ...] = ()

    def includes(self, seat: str) -> bool:
        """Tell whether ``seat`` may know."""
        return self.public or seat in self.seats

    def __str__(self) -> str:
        return "public" if self.public else ",".join(("seats", *self.seats)) if self.seats else "referee"


PUBLIC = Audience(public=True)
REFEREE_ONLY = Audience()


class PublicEvent:
    """An event that everybody may know."""

    __slots__ = ()

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return PUBLIC


class OwnSeatEvent:
    """An event for the one seat that it names."""

    __slots__ = ()
    seat: str

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return Audience(seats=(self.seat,))


class RefereeEvent:
    """An event for the referee alone."""

    __slots__ = ()

    @property
    def audience(self) -> Audience:
        """Return who may know of this event."""
        return REFEREE_ONLY
