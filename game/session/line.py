"""Lines of play that nobody played: the idle world, and the best cooperative plan that a bounded search finds.

Both run by the rules of the live game, from its first briefing, with its seed: the same hidden draw, shocks and
events.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from game.model.measures import MEASURE_RULES, MeasureId
from game.session import legal
from game.session.desk import Draft, Occupant, Target
from game.session.needs import Outlook, link_worth, measure_needs, spread
from game.session.opening import begin_turn
from game.session.outcome import compute_turn, run_epilogue
from game.session.reducer import fold
from game.session.room import harm
from game.session.rulebook import Rulebook
from game.session.state import State

Planner = Callable[[State, str], Draft]  # state at the desks, seat -> orders

MOST_PLANS = 48  # tried in one search
_FEWEST_PLANS = 8
_TURNS = 900  # that are played in one search of an ordinary scenario
_ORDINARY = 60  # legs and channels of an ordinary scenario
_STRONGER, _WEAKER = 4.0, 0.0
_SMALL = 1e-9


def play_line(state: State, book: Rulebook, planner: Planner) -> State:
    """Return the end of the epilogue of a line that starts at the first briefing of ``state``."""
    line = state.briefings[1]
    line = replace(line, briefings={})
    for turn in range(1, line.public.turns + 1):
        if turn > 1:
            line = replace(fold(line, begin_turn(line, book, turn)), briefings={})
        for seat in line.seats:
            line = line.with_seat(seat, replace(line.seats[seat], draft=planner(line, seat)))
        line = fold(line, compute_turn(line, book, full=False))
    return fold(line, run_epilogue(line, book))


def idle_line(state: State, book: Rulebook) -> State:
    """Return the world in which nobody acts."""
    return play_line(state, book, lambda _state, _seat: Draft())


@dataclass(frozen=True, slots=True)
class Plan:
    """A way in which all delegations act together, the same in every turn.

    ``weights`` as in :func:`game.session.needs.measure_needs`; ``projects``: joint projects are paid first;
    ``investigations``: teams go into joint investigations of the busiest legs, else into liaison.
    """

    weights: Mapping[MeasureId, float]
    projects: bool
    investigations: bool

    @property
    def name(self) -> str:
        """Say what distinguishes it."""
        parts = ["projects first" if self.projects else "no projects"]
        parts.append("teams in joint investigations" if self.investigations else "teams in liaison")
        parts += [f"{rule} ×{weight:g}" for rule, weight in self.weights.items() if weight != 1.0]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Best:
    """The best plan found, and how many were tried."""

    harm: float
    plan: Plan
    tried: int

    @property
    def name(self) -> str:
        """Say what distinguishes the plan."""
        return self.plan.name


def best_plan(state: State, book: Rulebook) -> Best:
    """Search for the cooperative plan with the least harm.

    A few plans are tried; then, from the best, each measure in turn is weighed four times as much, and not at all,
    and what is better is kept, until nothing is or :func:`plans_to_try` have been tried. Not the best there is: the
    best that was found.
    """
    budget = plans_to_try(state, book)
    tried: dict[str, float] = {}

    def try_plan(plan: Plan) -> float:
        tried[plan.name] = harm(book, play_line(state, book, planner_of(state, book, plan)).truth)
        return tried[plan.name]

    best = min(_first_plans(book), key=try_plan)
    improved = True
    while improved and len(tried) < budget:
        improved = False
        for rule, factor in product(_offered(book), (_STRONGER, _WEAKER)):
            plan = _weighed(best, rule, factor)
            if plan.name in tried or len(tried) >= budget:
                continue
            if try_plan(plan) < tried[best.name] - _SMALL:
                best, improved = plan, True
    return Best(tried[best.name], best, len(tried))


def plans_to_try(state: State, book: Rulebook) -> int:
    """Return how many plans a search tries: fewer where a game is long or large, so that nobody waits for minutes."""
    ways = max(_ORDINARY, len(book.scenario.legs) + len(book.scenario.channels))
    length = state.public.turns + book.network.epilogue_turns
    return max(_FEWEST_PLANS, min(MOST_PLANS, _TURNS * _ORDINARY // (length * ways)))


def _offered(book: Rulebook) -> tuple[MeasureId, ...]:
    rules = dict.fromkeys(offer.rule for offer in book.scenario.measures)
    return tuple(rule for rule in rules if MEASURE_RULES[rule].funds and not MEASURE_RULES[rule].teams)


def _first_plans(book: Rulebook) -> Iterator[Plan]:
    even = dict.fromkeys(_offered(book), 1.0)
    for projects, investigations in product((True, False), (False, True)):
        yield Plan(even, projects, investigations)


def _weighed(plan: Plan, rule: MeasureId, factor: float) -> Plan:
    """Return the plan with one measure weighed otherwise."""
    return replace(plan, weights={**plan.weights, rule: plan.weights[rule] * factor})


def planner_of(state: State, book: Rulebook, plan: Plan, *, leaves_out: str = "") -> Planner:
    """Return what every delegation orders under ``plan``; empty seats order nothing.

    ``leaves_out`` names a measure on offer that nobody orders.
    """
    outlooks = _outlooks(state, book)
    needs = {
        seat: [need for need in measure_needs(outlook, plan.weights) if need.measure != leaves_out]
        for seat, outlook in outlooks.items()
    }
    teams = _teams(book, outlooks, investigations=plan.investigations, leaves_out=leaves_out)
    spent: dict[tuple[str, int], Draft] = {}

    def orders(line: State, seat: str) -> Draft:
        if seat not in outlooks:
            return Draft()
        desk = legal.desk_facts(line, book.public, seat)
        draft = teams.get(seat, Draft())
        if plan.projects:
            draft = _projects(replace(desk, draft=draft))
        left = replace(desk, draft=draft).funds_left
        if (seat, left) not in spent:
            spent[seat, left] = spread(needs[seat], left)
        draft = replace(draft, orders=(*draft.orders, *spent[seat, left].orders))
        return _instruments(replace(desk, draft=draft))

    return orders


def _projects(desk: legal.DeskFacts) -> Draft:
    draft = desk.draft
    for project in desk.book.scenario.projects:
        amount = legal.largest_contribution(replace(desk, draft=draft), project.id)
        if amount > 0:
            draft = draft.with_contribution(project.id, amount)
    return draft


def _instruments(desk: legal.DeskFacts) -> Draft:
    draft = desk.draft
    for instrument in desk.book.scenario.instruments:
        here = replace(desk, draft=draft)
        missing = legal.places_to_join(here, instrument.id)
        if missing and legal.within_means(here, draft.with_instrument(instrument.id, joins=True, leaves=False)) is None:
            draft = draft.with_instrument(instrument.id, joins=True, leaves=False)
    return draft


def team_posts(state: State, book: Rulebook, *, investigations: bool) -> dict[str, Draft]:
    """Return where each delegation that is present posts its teams: with a team at both ends."""
    return _teams(book, _outlooks(state, book), investigations=investigations)


def _outlooks(state: State, book: Rulebook) -> dict[str, Outlook]:
    start = book.public.start
    present = (seat for seat, occupant in state.public.seats.items() if occupant is not Occupant.EMPTY)
    return {seat: Outlook(book.public, seat, start.indices, start.figures) for seat in present}


def _teams(
    book: Rulebook, outlooks: Mapping[str, Outlook], *, investigations: bool, leaves_out: str = ""
) -> dict[str, Draft]:
    """Return posts with a team at both ends, the most worthwhile first, while both sides have one."""
    free = {seat: book.delegations[seat].teams for seat in outlooks}
    drafts = {seat: Draft() for seat in outlooks}
    wanted = (MeasureId.JOINT_INVESTIGATION, MeasureId.LIAISON) if investigations else (MeasureId.LIAISON,)
    for rule in wanted:
        measure = next((offer.id for offer in book.scenario.measures if offer.rule is rule), None)
        if measure is None or measure == leaves_out:
            continue
        posts = _legs(book, outlooks) if rule is MeasureId.JOINT_INVESTIGATION else _pairs(outlooks)
        for (one, one_target), (other, other_target) in posts:
            if free[one] and free[other]:
                free[one], free[other] = free[one] - 1, free[other] - 1
                drafts[one] = drafts[one].with_order(measure, one_target, 1)
                drafts[other] = drafts[other].with_order(measure, other_target, 1)
    return drafts


Post = tuple[tuple[str, Target], tuple[str, Target]]


def _pairs(outlooks: Mapping[str, Outlook]) -> list[Post]:
    worth = {seat: link_worth(outlook) for seat, outlook in outlooks.items()}
    pairs = [
        (worth[one][other] + worth[other].get(one, 0.0), one, other)
        for one in outlooks
        for other in worth[one]
        if other in outlooks and one < other
    ]
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    return [((one, Target(delegation=other)), (other, Target(delegation=one))) for _worth, one, other in pairs]


def _legs(book: Rulebook, outlooks: Mapping[str, Outlook]) -> list[Post]:
    found = []
    for leg in book.scenario.legs:
        one, other = (book.public.delegation_of.get(end, "") for end in (leg.origin, leg.destination))
        if one != other and one in outlooks and other in outlooks:
            flow = book.public.start.figures[f"flow({leg.id})"]
            posts = (
                (one, Target(leg=leg.id, jurisdiction=leg.origin)),
                (other, Target(leg=leg.id, jurisdiction=leg.destination)),
            )
            found.append((flow, posts))
    found.sort(key=lambda item: -item[0])
    return [posts for _flow, posts in found]
