"""Trust of one delegation in another, in [-1, 1], 0 neutral: public, moved by public deliveries, fading to neutral.

It enters the link between two delegations and what computers are willing to do; it is never points. What was promised
in secret moves it neither way, because everybody may see it. All constants are stylised:
a kept promise of four units moves trust a sixth of the way up, a broken one a third of the way down.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from game.session.negotiation.clauses import AmountUnit, ClauseKind
from game.session.negotiation.ledger import Entry

GAIN = 1 / 3  # of the way to 1, for a large promise kept
LOSS = 2 / 3  # of the way to -1, for a large promise broken: trust is lost faster than won (Slovic 1993)
FADE = 0.1  # of the way to 0, each turn
HALF_WEIGHT = 4.0  # units at which a promise counts half of a very large one
LARGEST_LINK = 0.2  # that full trust on both sides adds to the link

LEAK_LOSS = 0.15  # of the way to -1, for each party of a secret agreement that came out, with everybody left out of it

_WORTH = {AmountUnit.FUNDS: 1.0, AmountUnit.TEAMS: 4.0, AmountUnit.PERCENT: 1.0, AmountUnit.NONE: 2.0}  # in units
_BINDING = 0.5  # keeping what the rules carry out anyway proves less
_WORDS = {ClauseKind.LINK: 4.0, ClauseKind.JOIN: 4.0}  # promises without an amount that cost more than words

Trust = Mapping[str, Mapping[str, float]]  # who trusts -> whom -> how much; absent means neutral


@dataclass(frozen=True, slots=True)
class _Record:
    due: float = 0.0
    kept: float = 0.0


def trust_between(trust: Trust, who: str, whom: str) -> float:
    """Return how much ``who`` trusts ``whom``, in [-1, 1]."""
    return trust.get(who, {}).get(whom, 0.0)


def move_trust(trust: Trust, entries: Iterable[Entry]) -> dict[str, dict[str, float]]:
    """Return trust after a turn: it fades, then moves once for every pair with something due between them.

    With w the units due and k the share of them delivered, trust t moves by w/(w + 4) times
    k · GAIN · (1 − t) − (1 − k) · LOSS · (1 + t), which stays in [-1, 1].
    """
    return _moved(
        {who: {whom: value * (1.0 - FADE) for whom, value in row.items() if value} for who, row in trust.items()},
        entries,
    )


def trust_after_leak(
    trust: Trust, parties: tuple[str, ...], outsiders: Iterable[str], entries: Iterable[Entry]
) -> dict[str, dict[str, float]]:
    """Return trust after a secret agreement came out.

    What was kept and broken under it (``entries``) now moves its ``parties``' trust as if it had been public; each of
    ``outsiders``, those who were left out, trusts each party less: t falls by LEAK_LOSS · (1 + t).
    """
    after = _moved({who: dict(row) for who, row in trust.items()}, entries)
    for who in outsiders:
        row = after.setdefault(who, {})
        for whom in parties:
            row[whom] = row.get(whom, 0.0) - LEAK_LOSS * (1.0 + row.get(whom, 0.0))
    return {who: row for who, row in after.items() if row}


def _moved(after: dict[str, dict[str, float]], entries: Iterable[Entry]) -> dict[str, dict[str, float]]:
    """Move trust once for every pair with something due between them, in place."""
    for (who, whom), record in _records(entries).items():
        row = after.setdefault(who, {})
        before = row.get(whom, 0.0)
        share = record.kept / record.due
        pull = share * GAIN * (1.0 - before) - (1.0 - share) * LOSS * (1.0 + before)
        row[whom] = max(-1.0, min(1.0, before + pull * record.due / (record.due + HALF_WEIGHT)))
    return {who: row for who, row in after.items() if row}


def promise_worth(entry: Entry) -> float:
    """Return how much a promise weighs [units of funds]: what is due, in units, or for words a fixed amount."""
    return _WORDS.get(entry.kind, entry.due * _WORTH[entry.unit])


def _records(entries: Iterable[Entry]) -> dict[tuple[str, str], _Record]:
    records: dict[tuple[str, str], _Record] = {}
    for entry in entries:
        if entry.lapsed or entry.due <= 0:
            continue
        weight = promise_worth(entry)
        if entry.binding and entry.kept:
            weight *= _BINDING
        share = min(1.0, entry.delivered / entry.due)
        for creditor in entry.to:
            old = records.get((creditor, entry.by), _Record())
            records[creditor, entry.by] = _Record(old.due + weight, old.kept + weight * share)
    return records


def trust_link(trust: Trust, one: str, two: str) -> float:
    """Return what trust adds to the link between two delegations, in [0, 0.2]; the more doubtful side decides."""
    return LARGEST_LINK * max(0.0, min(trust_between(trust, one, two), trust_between(trust, two, one)))


def trust_links(trust: Trust, seats: tuple[str, ...]) -> dict[tuple[str, str], float]:
    """Return what trust adds for every pair of ``seats`` (each pair once, in their order) where that is more than 0."""
    pairs = ((one, two) for place, one in enumerate(seats) for two in seats[place + 1 :])
    links = {pair: trust_link(trust, *pair) for pair in pairs}
    return {pair: link for pair, link in links.items() if link > 0.0}
