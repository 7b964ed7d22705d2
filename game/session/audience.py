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
