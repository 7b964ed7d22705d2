"""What everybody would order from now on, in either world of a forecast, and what would be in force with it.

*Nothing new*: everybody else repeats the orders that were opened last, and what binds is carried out. *Kept*: besides,
all that is promised is done, teams are answered, and joint projects that somebody supposed here pays into are
completed. All is worked out from what one seat, or everybody, knows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from game.model.measures import TargetKind
from game.session.commitments import Standing, standing_of
from game.session.desk import Draft, Target
from game.session.negotiation.agreements import Status
from game.session.negotiation.carry_out import plan, with_done
from game.session.negotiation.facts import Facts
from game.session.negotiation.pools import Grant, Pool
from game.session.negotiation.preview import keep_promises
from game.session.negotiation.state import NegotiationState
from game.session.published import PooledGrant, ProjectStatus
from game.session.rulebook import PublicBook
from game.session.views import PublicView

Drafts = Mapping[str, Draft]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a course is worked out from; ``talks`` and ``facts`` are as the one who asks knows them."""

    public: PublicView
    talks: NegotiationState
    facts: Facts
    seat: str = ""  # who asks; empty: everybody
    later: dict[int, Facts] = field(default_factory=dict, init=False, repr=False, compare=False)  # facts, kept by turn

    @property
    def book(self) -> PublicBook:
        """The rules."""
        return self.public.book

    @property
    def turns(self) -> range:
        """Turns that are still to be played."""
        return range(self.public.turn, max(self.public.turn, self.public.turns) + 1)


@dataclass(frozen=True, slots=True)
class Supposed:
    """Orders of some seats: of this turn, and of every later one."""

    now: Drafts = field(default_factory=dict)
    later: Drafts = field(default_factory=dict)

    def at(self, turn: int, first: int) -> Drafts:
        """Return what is ordered in ``turn``, where ``first`` is this one."""
        return self.now if turn == first else self.later


@dataclass(frozen=True, slots=True)
class TurnPlan:
    """Everybody's orders in one turn, and what pooled funds spend."""

    turn: int
    orders: Drafts
    grants: tuple[PooledGrant, ...] = ()


def course(basis: Basis, supposed: Supposed, *, kept: bool) -> tuple[TurnPlan, ...]:
    """Return what everybody orders in every turn that is left."""
    talks = basis.talks if kept else only_binding(basis.talks)
    plans: list[TurnPlan] = []
    for turn in basis.turns:
        # Where nothing is agreed, nothing falls due or ends: all later turns are as the second one.
        if len(plans) > 1 and not _changes(basis.talks):
            plans.append(replace(plans[-1], turn=turn))
        else:
            plans.append(_turn_plan(basis, talks, supposed, turn, kept=kept))
    return tuple(plans)


def _changes(talks: NegotiationState) -> bool:
    """Whether anything was agreed or adopted that can differ from turn to turn."""
    public = talks.public
    agreed = any(table.secrets for table in talks.seats.values()) or bool(public.agreements)
    return agreed or bool(public.adoptions or public.pools)


def only_binding(talks: NegotiationState) -> NegotiationState:
    """Return negotiation without what is merely promised."""
    public = talks.public
    return NegotiationState(
        public=replace(
            public,
            adoptions=tuple(item for item in public.adoptions if item.binding),
            agreements={name: item for name, item in public.agreements.items() if item.terms.binding},
        ),
        seats={
            seat: replace(table, secrets={name: item for name, item in table.secrets.items() if item.terms.binding})
            for seat, table in talks.seats.items()
        },
    )


def _turn_plan(basis: Basis, talks: NegotiationState, supposed: Supposed, turn: int, *, kept: bool) -> TurnPlan:
    first = basis.public.turn
    own = supposed.at(turn, first)
    last = basis.public.opened[-1] if basis.public.opened else {}
    repeated = {seat: Draft(orders=draft.orders) for seat, draft in last.items()}
    drafts = repeated | {seat: draft for seat, draft in own.items() if basis.facts.is_present(seat)}
    facts = _facts_in(basis, turn)
    # On top of one's own orders the rules carry out what binds; those of others, as opened, contain it.
    for seat in own:
        if seat in facts.seats:
            drafts = with_done(drafts, plan(only_binding(basis.talks), facts, seat))
    if not _promises(talks):
        promised, payments = drafts, {}
    else:
        found = keep_promises(talks, facts, drafts)
        promised, payments = dict(found.drafts), {seat: dict(paid) for seat, paid in found.payments.items()}
    if kept:
        for seat, draft in own.items():
            _answer(basis.book, seat, draft, promised)
    if turn == first and basis.seat:
        _add_instructions(basis, payments)
    # Nobody negotiates for an empty seat, or answers there; it goes on with its measures.
    absent = [seat for seat in promised if not basis.facts.is_present(seat)]
    orders = {**promised, **{seat: repeated.get(seat, Draft()) for seat in absent}}
    return TurnPlan(turn, orders, tuple(_grants(talks, facts, payments)))


def _promises(talks: NegotiationState) -> bool:
    secrets = (item for table in talks.seats.values() for item in table.secrets.values())
    agreements = (*talks.public.agreements.values(), *secrets)
    return bool(talks.public.adoptions) or any(item.status is Status.IN_FORCE for item in agreements)


def _facts_in(basis: Basis, turn: int) -> Facts:
    """Return the facts of a later turn, in which everybody has its income and nothing is written yet."""
    if turn == basis.facts.turn:
        return basis.facts
    if turn not in basis.later:
        seats = {seat: replace(own, funds=None, recovered=0) for seat, own in basis.facts.seats.items()}
        basis.later[turn] = replace(basis.facts, turn=turn, seats=seats)
    return basis.later[turn]


def _add_instructions(basis: Basis, payments: dict[str, dict[str, int]]) -> None:
    """Let the own seat pay at least what it is about to pay into pooled funds."""
    own = payments.setdefault(basis.seat, {})
    for fund, units in basis.talks.seat(basis.seat).instructions.payments.items():
        own[fund] = max(units, own.get(fund, 0))


def _grants(talks: NegotiationState, facts: Facts, payments: Mapping[str, Mapping[str, int]]) -> Iterator[PooledGrant]:
    """Yield what pooled funds spend on measures and projects of what is paid into them in the turn."""
    for pool in talks.public.pools.values():
        payers = {seat: paid[pool.id] for seat, paid in payments.items() if paid.get(pool.id)}
        if not payers or pool.closed or (pool.last is not None and facts.turn > pool.last):
            continue
        grant = _grant(pool, facts, sum(payers.values()))
        if grant is not None:
            yield PooledGrant(facts.turn, grant, payers)


def _grant(pool: Pool, facts: Facts, amount: int) -> Grant | None:
    spending = pool.spending
    if spending.project:
        return Grant(pool.id, amount, project=spending.project)
    found = facts.find_target(spending.measure, spending.at) if spending.measure else None
    return Grant(pool.id, amount, found[0], spending.measure, spending.at) if found is not None else None


def _answer(book: PublicBook, seat: str, draft: Draft, others: dict[str, Draft]) -> None:
    """Let every partner post the team that answers one in ``draft``."""
    for order in draft.orders:
        kind = book.rule(order.measure).target
        if kind is TargetKind.DELEGATION:
            partner, target = order.target.delegation, Target(delegation=seat)
        elif kind is TargetKind.LEG_OR_CHANNEL:
            one, other = book.ends[order.target.leg]
            end = other if order.target.jurisdiction == one else one
            partner, target = book.delegation_of.get(end, ""), Target(leg=order.target.leg, jurisdiction=end)
        else:
            continue
        if partner and partner != seat:
            others[partner] = others.get(partner, Draft()).with_order(order.measure, target, 1)


def standings(basis: Basis, plans: tuple[TurnPlan, ...], supposed: Supposed, *, kept: bool) -> Iterator[Standing]:
    """Yield what is in force in each turn that is left, and last what stays in the epilogue."""
    public, book = basis.public, basis.book
    standing = standing_of(public.record, basis.talks.public)
    projects = dict(standing.projects)
    paid = {name: status.total for name, status in projects.items()}
    parties = {name: dict(places) for name, places in standing.parties.items()}
    for item in plans:
        yield replace(standing, projects=dict(projects), parties={name: dict(rows) for name, rows in parties.items()})
        for seat, draft in item.orders.items():
            for name, amount in draft.contributions.items():
                paid[name] = paid.get(name, 0) + amount
            _change_parties(book, parties, seat, draft, item.turn)
        for grant in item.grants:
            if grant.grant.project in paid:
                paid[grant.grant.project] += grant.grant.amount
        wanted = supposed.at(item.turn, public.turn).values()
        completed = {name for draft in wanted for name, amount in draft.contributions.items() if amount} if kept else ()
        for name, status in projects.items():
            full = name in completed or paid[name] >= book.projects[name].cost
            if status.started is None and not status.returned and full:
                projects[name] = ProjectStatus(status.paid, item.turn + 1)
    yield replace(standing, projects=projects, parties=parties)


def _change_parties(book: PublicBook, parties: dict[str, dict[str, int]], seat: str, draft: Draft, turn: int) -> None:
    own = book.places_of.get(seat, ())
    for name in draft.joins:
        since = turn + 1 + book.instruments[name].delay
        parties[name] = {**dict.fromkeys(own, since), **parties.get(name, {})}
    for name in draft.leaves:
        parties[name] = {place: since for place, since in parties.get(name, {}).items() if place not in own}
