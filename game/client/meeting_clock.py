"""The clock of a caucus: the rules have none, so the client tells them now and then how much time has passed."""

STEP = 5
"""Seconds after which what has passed is stored."""


class MeetingClock:
    """Counts the seconds that the rules do not know of yet; begins stopped, as after loading."""

    def __init__(self) -> None:
        self._kept = 0.0
        self._since: float | None = None

    @property
    def running(self) -> bool:
        """Whether time passes."""
        return self._since is not None

    def start(self, now: float) -> None:
        """Let time pass from ``now`` [s] on."""
        if self._since is None:
            self._since = now

    def pause(self, now: float) -> None:
        """Stop at ``now`` [s]; what has passed is kept."""
        self._kept, self._since = self.pending(now), None

    def reset(self) -> None:
        """Stop, and forget what has passed."""
        self._kept, self._since = 0.0, None

    def pending(self, now: float) -> float:
        """Return the seconds that have passed and are not stored."""
        return self._kept + (0.0 if self._since is None else max(0.0, now - self._since))

    def take(self, now: float, *, least: int = STEP) -> int:
        """Return the whole seconds that are to be stored now, 0 while they are fewer than ``least``."""
        whole = int(self.pending(now))
        if whole < max(1, least):
            return 0
        self._kept = self.pending(now) - whole
        self._since = None if self._since is None else now
        return whole
