"""Teams lent to other delegations: they count for the borrower, come home after notice, and never multiply."""

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Loan:
    """Teams away from home from turn ``since`` to turn ``until`` (None: until they are recalled)."""

    lender: str
    borrower: str
    teams: int
    since: int
    until: int | None = None
    source: str = ""  # the agreement that it is lent under

    def away(self, turn: int) -> bool:
        """Tell whether the teams are with the borrower in ``turn``."""
        return self.since <= turn and (self.until is None or turn <= self.until)


def teams_at_hand(seat: str, base: int, loans: Iterable[Loan], turn: int) -> int:
    """Return the teams that ``seat`` can post in ``turn``: its own ``base`` without those lent, with those borrowed."""
    present = [loan for loan in loans if loan.away(turn)]
    lent = sum(loan.teams for loan in present if loan.lender == seat)
    borrowed = sum(loan.teams for loan in present if loan.borrower == seat)
    return base - lent + borrowed


def teams_lent(lender: str, borrower: str, loans: Iterable[Loan], turn: int) -> int:
    """Return how many teams of ``lender`` are with ``borrower`` in ``turn``."""
    return sum(loan.teams for loan in loans if (loan.lender, loan.borrower) == (lender, borrower) and loan.away(turn))


def recallable(lender: str, borrower: str, loans: Iterable[Loan]) -> int:
    """Return how many teams of ``lender`` are with ``borrower``, not recalled yet and not promised by an agreement."""
    return sum(loan.teams for loan in loans if _is_free(loan, lender, borrower))


def _is_free(loan: Loan, lender: str, borrower: str) -> bool:
    return (loan.lender, loan.borrower, loan.until, loan.source) == (lender, borrower, None, "")


def own_at_home(lender: str, base: int, loans: Iterable[Loan], turn: int) -> int:
    """Return how many of its own teams ``lender`` has at home in ``turn``: borrowed ones cannot be lent on."""
    return base - sum(loan.teams for loan in loans if loan.lender == lender and loan.away(turn))


def least_at_home(lender: str, base: int, loans: Iterable[Loan], first: int, last: int) -> int:
    """Return the fewest of its own teams that ``lender`` has at home in any turn from ``first`` to ``last``."""
    running = tuple(loans)
    return min(own_at_home(lender, base, running, turn) for turn in range(first, max(first, last) + 1))


def recalled(loans: tuple[Loan, ...], lender: str, borrower: str, teams: int, until: int) -> tuple[Loan, ...]:
    """Return the loans after ``teams`` are called home, the last lent first, to stay ``until`` that turn."""
    left, after = teams, []
    for loan in reversed(loans):
        called = min(left, loan.teams) if _is_free(loan, lender, borrower) else 0
        if called:
            left -= called
            after.append(replace(loan, teams=called, until=until))
        if loan.teams > called:
            after.append(replace(loan, teams=loan.teams - called))
    return tuple(reversed(after))


def ended_with(loans: tuple[Loan, ...], source: str, last: int) -> tuple[Loan, ...]:
    """Return the loans after the agreement ``source`` ended, which sends its teams home after turn ``last``."""
    return tuple(
        replace(loan, until=last) if loan.source == source and (loan.until is None or loan.until > last) else loan
        for loan in loans
    )


def still_running(loans: Iterable[Loan], turn: int) -> tuple[Loan, ...]:
    """Return the loans that are not over before ``turn``."""
    return tuple(loan for loan in loans if loan.until is None or loan.until >= turn)
