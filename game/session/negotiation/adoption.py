"""What an adopted resolution brings: pledges, pooled funds, rules, listings and mandates."""

from collections.abc import Iterator
from dataclasses import dataclass

from game.model.negotiation import Action, ActionKind, OperativeClause, Sharing
from game.session.negotiation.apportion import apportion
from game.session.negotiation.clauses import ANYWHERE, Clause, ClauseKind, Obligation, clause_term
from game.session.negotiation.facts import Facts
from game.session.negotiation.pools import Pool
from game.session.negotiation.resolutions import Resolution


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule of the scenario that delegations have brought in; ``until`` None: for the rest of the game."""

    rule: str
    resolution: str
    seats: tuple[str, ...]
    since: int
    until: int | None = None

    def holds_in(self, turn: int) -> bool:
        """Tell whether it is in force in ``turn``."""
        return self.since <= turn and (self.until is None or turn <= self.until)


@dataclass(frozen=True, slots=True)
class Mandate:
    """A platform's mandate: for its term ``seats`` take part in it without joining."""

    instrument: str
    resolution: str
    seats: tuple[str, ...]
    since: int
    until: int | None = None

    def holds_in(self, turn: int) -> bool:
        """Tell whether it is in force in ``turn``."""
        return self.since <= turn and (self.until is None or turn <= self.until)


@dataclass(frozen=True, slots=True)
class Listing:
    """A jurisdiction on the list, from turn ``since`` on."""

    jurisdiction: str
    resolution: str
    since: int


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a resolution brings from turn ``since`` on; ``bound`` are those whose pledge it is, or whom it obliges."""

    resolution: str
    since: int
    binding: bool
    bound: tuple[str, ...]
    clauses: tuple[Clause, ...] = ()
    pools: tuple[Pool, ...] = ()
    rules: tuple[RuleInForce, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    listed: tuple[Listing, ...] = ()
    delisted: tuple[str, ...] = ()


def adopt(resolution: Resolution, supporters: tuple[str, ...], facts: Facts) -> Adoption:
    """Return what ``resolution`` brings if ``supporters`` carry it; also for showing it before the vote.

    A body whose decisions bind obliges all who are present; a recommendation is a pledge of those who supported it.
    """
    binding = facts.rules.meeting.binding
    bound = facts.present if binding else tuple(seat for seat in facts.seats if seat in supporters)
    parts = [_Part(resolution, clause, bound, facts) for clause in resolution.operative]
    return Adoption(
        resolution=resolution.id,
        since=facts.turn,
        binding=binding,
        bound=bound,
        clauses=tuple(clause for part in parts for clause in part.clauses()),
        pools=tuple(pool for part in parts for pool in part.pools()),
        rules=tuple(rule for part in parts for rule in part.rules()),
        mandates=tuple(mandate for part in parts for mandate in part.mandates()),
        listed=tuple(listing for part in parts for listing in part.listed()),
        delisted=tuple(place for part in parts for place in part.delisted()),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One operative clause with those whom it binds."""

    resolution: Resolution
    clause: OperativeClause
    bound: tuple[str, ...]
    facts: Facts

    @property
    def action(self) -> Action:
        return self.resolution.settled_action(self.clause)

    @property
    def until(self) -> int | None:
        return None if self.action.turns is None else self.facts.turn + self.action.turns - 1

    def clauses(self) -> Iterator[Clause]:
        action = self.action
        if action.kind is ActionKind.COMMON_PLEDGE:
            yield from self._pledges()
        for pool in self.pools():
            for seat, amount in pool.quotas.items():
                project = pool.spending.project
                yield Clause(ClauseKind.PAY_IN, seat, amount=amount, turns=action.turns, project=project, fund=pool.id)

    def _pledges(self) -> Iterator[Clause]:
        action = self.action
        for seat in self.bound:
            found = self.facts.find_target(action.measure, action.at, seat)
            if found is None:  # it has no place where it could
                continue
            yield Clause(
                ClauseKind.FUND_AT_LEAST,
                seat,
                amount=action.amount,
                turns=action.turns,
                measure=action.measure,
                target=found[1] if action.at else ANYWHERE,
            )

    def pools(self) -> Iterator[Pool]:
        action = self.action
        if action.kind is not ActionKind.POOLED_FUND or not self.bound:
            return
        quotas = apportion(action.amount, sharing_weights(action.sharing, self.bound, self.facts))
        yield Pool(
            id=f"{self.resolution.id}/{self.clause.id}",
            resolution=self.resolution.id,
            title=self.resolution.title,
            spending=action.spending,
            last=self.until,
            quotas={seat: units for seat, units in quotas.items() if units},
        )

    def rules(self) -> Iterator[RuleInForce]:
        if self.action.kind is ActionKind.RULE:
            yield RuleInForce(self.action.rule, self.resolution.id, self.bound, self.facts.turn, self.until)

    def mandates(self) -> Iterator[Mandate]:
        if self.action.kind is ActionKind.MANDATE:
            yield Mandate(self.action.instrument, self.resolution.id, self.bound, self.facts.turn, self.until)

    def listed(self) -> Iterator[Listing]:
        if self.action.kind is ActionKind.LISTING:
            yield Listing(self.action.jurisdiction, self.resolution.id, self.facts.turn)

    def delisted(self) -> Iterator[str]:
        if self.action.kind is ActionKind.DELISTING:
            yield self.action.jurisdiction


def sharing_weights(sharing: Sharing, seats: tuple[str, ...], facts: Facts) -> dict[str, float]:
    """Return the weights by which ``seats`` share a sum."""
    match sharing:
        case Sharing.EQUALLY:
            return dict.fromkeys(seats, 1.0)
        case Sharing.BY_INCOME:
            return {seat: float(facts.seats[seat].income) for seat in seats}
        case Sharing.BY_HARM:
            return {seat: facts.seats[seat].harm for seat in seats}


def obligations(adoption: Adoption) -> Iterator[Obligation]:
    """Yield what a resolution makes each of those bound owe to the others."""
    for number, clause in enumerate(adoption.clauses):
        first, last = clause_term(clause, adoption.since, None)
        yield Obligation(
            source=adoption.resolution,
            clause=number,
            by=clause.by,
            to=tuple(seat for seat in adoption.bound if seat != clause.by),
            terms=clause,
            first=first,
            last=last,
            binding=adoption.binding,
        )
