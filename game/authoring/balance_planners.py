"""The fixed ways of playing that the balance report tries, as planners of :func:`game.session.line.play_line`."""

from collections.abc import Callable, Iterable, Mapping

from game.authoring.balance_plays import Kind, Play
from game.bots.policy import POLICIES
from game.model.measures import MeasureId
from game.model.taxonomy import BlockId
from game.session import legal
from game.session.desk import Draft, Order, Target
from game.session.events import Event
from game.session.line import NOTHING, Orders, Planner
from game.session.needs import Need, Outlook, half_amount, measure_needs, spread
from game.session.plans import Plan, agreed_by, offered, planner_of, team_posts
from game.session.quantities import quantity_key
from game.session.rulebook import Rulebook
from game.session.state import State

_ASSISTED = (BlockId.JUDICIAL_SYSTEM, BlockId.LAW_ENFORCEMENT, BlockId.ANTI_MONEY_LAUNDERING)
_SLOW = frozenset(
    {
        MeasureId.AUDIT,
        MeasureId.JUDICIAL_TRAINING,
        MeasureId.LAW_ENFORCEMENT_TRAINING,
        MeasureId.VICTIM_SUPPORT,
        MeasureId.PREVENTION,
        MeasureId.DEMAND_REDUCTION,
        MeasureId.CORRIDOR_PROTECTION,
        MeasureId.REGULAR_PATHWAYS,
        MeasureId.TECHNICAL_ASSISTANCE,
    }
)
_BOUND = frozenset(
    {Kind.PLAN, Kind.HOME, Kind.KEEPS, Kind.STOPS, Kind.WITHOUT, Kind.EARLY}
)  # all agree what the plan says
_EARLY = 2.0 / 3.0  # part of the turns in which an early play acts


def plain_plan(book: Rulebook) -> Plan:
    """Return a cooperative plan without much thought: projects first, links, every measure weighed alike."""
    return Plan(dict.fromkeys(offered(book), 1.0), projects=True, investigations=False)


def usable_measures(book: Rulebook) -> tuple[str, ...]:
    """Return the measures that some delegation can point at something, in the order of the scenario."""
    choices = book.public.choices.values()
    return tuple(offer.id for offer in book.scenario.measures if any(places[offer.id] for places in choices))


def is_slow(book: Rulebook, measure: str) -> bool:
    """Tell whether a measure works slowly and lasts."""
    return book.public.measures[measure].rule in _SLOW


def is_paid(book: Rulebook, measure: str) -> bool:
    """Tell whether a measure takes funds."""
    return book.public.rule(measure).funds


def agreed_in(play: Play, state: State, book: Rulebook) -> tuple[Event, ...]:
    """Return what is decided at the first briefing of a fixed play, by those too who will not keep it."""
    return agreed_by(state, book, play.plan) if play.plan is not None and play.kind in _BOUND else ()


def planner_for(play: Play, state: State, book: Rulebook) -> Planner:
    """Return who orders what in a fixed play.

    Raises
    ------
    ValueError
        For a kind of play in which computers decide, or which needs a plan and has none.
    """
    simple: Mapping[Kind, Callable[[], Planner]] = {
        Kind.IDLE: lambda: _nothing,
        Kind.ALONE: lambda: _at_home(book),
        Kind.PLAIN: lambda: planner_of(state, book, plain_plan(book)),
        Kind.LINKS: lambda: _with_teams(_nothing, state, book),
        Kind.LINKED: lambda: _with_teams(_at_home(book), state, book),
        Kind.ONLY: lambda: _single(play.subject, state, book),
        Kind.FIRST: lambda: _until(1, _single(play.subject, state, book)),
    }
    if play.kind in simple:
        return simple[play.kind]()
    if play.plan is None:
        raise ValueError(f"{play.kind} needs a plan")
    plan = planner_of(state, book, play.plan)
    match play.kind:
        case Kind.PLAN:
            return plan
        case Kind.HOME:
            return _but(plan, play.subject, _at_home(book))
        case Kind.KEEPS:
            return _but(plan, play.subject, _nothing)
        case Kind.STOPS:
            return _but(plan, play.subject, _until(_two_thirds(state), plan))
        case Kind.JOINS:
            return _but(_at_home(book), play.subject, plan)
        case Kind.WITHOUT:
            return planner_of(state, book, play.plan, leaves_out=play.subject)
        case Kind.EARLY:
            return _until(_two_thirds(state), plan)
    raise ValueError(f"no planner for {play.kind}")


def _two_thirds(state: State) -> int:
    return max(1, int(state.public.turns * _EARLY))


def _nothing(_line: State, _seat: str) -> Orders:
    return NOTHING


def _but(planner: Planner, seat: str, other: Planner) -> Planner:
    """Return the way of playing in which one delegation plays otherwise."""
    return lambda line, mover: (other if mover == seat else planner)(line, mover)


def _until(turn: int, planner: Planner) -> Planner:
    """Return the way of playing that stops after ``turn``."""
    return lambda line, seat: planner(line, seat) if line.public.turn <= turn else NOTHING


def _at_home(book: Rulebook) -> Planner:
    """Spend everything on what harms it most at home, by the figures of the start, and nothing with others."""
    weights = POLICIES["alone"].weights
    needs = {seat: measure_needs(_outlook(book, seat), weights) for seat in book.delegations}
    return _spending(needs, book)


def _spending(needs: Mapping[str, list[Need]], book: Rulebook) -> Planner:
    """Spend all that there is by need."""

    def orders(line: State, seat: str) -> Orders:
        desk = legal.desk_facts(line, book.public, seat)
        return Orders(spread(needs[seat], desk.funds_left))

    return orders


def _outlook(book: Rulebook, seat: str) -> Outlook:
    start = book.public.start
    return Outlook(book.public, seat, start.indices, start.figures)


def _with_teams(planner: Planner, state: State, book: Rulebook) -> Planner:
    """Post every team in liaison beside what else is ordered."""
    posts = team_posts(state, book, investigations=False)

    def orders(line: State, seat: str) -> Orders:
        found = planner(line, seat)
        return Orders(_joined(found.draft, posts.get(seat, Draft()).orders), found.payments)

    return orders


def _joined(draft: Draft, orders: Iterable[Order]) -> Draft:
    for order in orders:
        draft = draft.with_order(order.measure, order.target, order.amount)
    return draft


def _single(measure: str, state: State, book: Rulebook) -> Planner:
    """Put everything into one measure, where it is needed most; teams are posted if it takes teams alone."""
    offer, rule = book.public.measures[measure], book.public.rule(measure)
    if not rule.funds:
        posts = team_posts(state, book, investigations=offer.rule is MeasureId.JOINT_INVESTIGATION)
        chosen = {
            seat: Draft(tuple(order for order in draft.orders if order.measure == measure))
            for seat, draft in posts.items()
        }
        return lambda _line, seat: Orders(chosen.get(seat, Draft()))
    if rule.teams:
        return _assisting(measure, book)
    needs: dict[str, list[Need]] = {}
    for seat in book.delegations:
        found = measure_needs(_outlook(book, seat), {offer.rule: 1.0})
        own = [need for need in found if need.measure == measure]
        # Where nothing seems to need it, it is tried all the same: the report asks what it would do.
        half = half_amount(book.public, offer)
        needs[seat] = own or [Need(measure, target, 1.0, half) for target in book.public.choices[seat][measure]]
    return _spending(needs, book)


def _assisting(measure: str, book: Rulebook) -> Planner:
    """Help the weakest block of every other place, the weakest first: one team each, the funds in equal parts."""
    wanted = {seat: _helped(targets[measure], book) for seat, targets in book.public.choices.items()}
    seats = list(book.delegations)

    def orders(line: State, seat: str) -> Orders:
        desk = legal.desk_facts(line, book.public, seat)
        number = min(desk.teams_left, len(wanted[seat]), desk.funds_left)
        # Each begins elsewhere in the list, so that together they reach many places.
        first = seats.index(seat) * len(wanted[seat]) // len(seats) if wanted[seat] else 0
        draft = Draft()
        for place in range(number):
            units = desk.funds_left // number + (1 if place < desk.funds_left % number else 0)
            draft = draft.with_order(measure, wanted[seat][(first + place) % len(wanted[seat])], units)
        return Orders(draft)

    return orders


def _helped(targets: Iterable[Target], book: Rulebook) -> list[Target]:
    """Return the weakest block of each place, the weakest places first."""
    figures = book.public.start.figures
    weakest: dict[str, tuple[float, Target]] = {}
    for target in targets:
        if target.block not in _ASSISTED:
            continue
        now = figures.get(quantity_key("resilience", target.jurisdiction, target.block), 10.0), target
        weakest[target.jurisdiction] = min(now, weakest.get(target.jurisdiction, now))
    return [target for _score, target in sorted(weakest.values())]
