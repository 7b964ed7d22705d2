"""Pooled funds: what a resolution establishes, who paid in, what was spent, and what goes back in the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from game.model.negotiation import Spending
from game.session.negotiation.apportion import apportion


@dataclass(frozen=True, slots=True)
class Pool:
    """A pooled fund; what was paid in is what was spent, is held, or went back."""

    id: str
    resolution: str
    title: str
    spending: Spending
    last: int | None  # turn in which it spends for the last time; None: it goes on
    quotas: Mapping[str, int]  # delegation -> units a turn
    paid: Mapping[str, int] = field(default_factory=dict)  # delegation -> units so far
    spent: int = 0
    returned: int = 0
    closed: bool = False

    @property
    def held(self) -> int:
        """Units in the fund."""
        return sum(self.paid.values()) - self.spent - self.returned

    def pay(self, payments: Mapping[str, int]) -> "Pool":
        """Return the fund after delegations paid in."""
        names = dict.fromkeys((*self.paid, *payments))
        return replace(self, paid={name: self.paid.get(name, 0) + payments.get(name, 0) for name in names})

    def spend(self, amount: int) -> "Pool":
        """Return the fund after ``amount`` units were spent.

        Raises
        ------
        ValueError
            If it does not hold as much.
        """
        if not 0 <= amount <= self.held:
            raise ValueError(f"the fund holds {self.held}, not {amount}")
        return replace(self, spent=self.spent + amount)

    def refunds(self) -> dict[str, int]:
        """Return what each payer gets back of what is held, in proportion to what it paid."""
        return {seat: units for seat, units in apportion(self.held, self.paid).items() if units}

    def close(self) -> "Pool":
        """Return the fund after everything that it held went back."""
        return replace(self, returned=self.returned + self.held, closed=True)


@dataclass(frozen=True, slots=True)
class Grant:
    """Units of a pooled fund that go to a delegation, a measure or a joint project at one outcome."""

    pool: str
    amount: int
    to: str = ""  # delegation that receives them, or at whose target the measure is carried out
    measure: str = ""
    at: tuple[str, ...] = ()
    project: str = ""
