"""The best cooperative plan that a bounded search finds for one seed: what the room's result is measured by."""

from dataclasses import dataclass, replace
from itertools import product

from game.session.line import play_line
from game.session.negotiation.resolutions import Change, ChangeKind, Resolution
from game.session.plans import Plan, agreed_by, may_adopt, offered, opening_drafts, other_rules, planner_of
from game.session.room import harm
from game.session.rulebook import Rulebook
from game.session.state import State

MOST_PLANS = 64  # tried in one search
_FEWEST_PLANS = 12
_TURNS = 1200  # that are played in one search of an ordinary scenario
_ORDINARY = 60  # legs and channels of an ordinary scenario
_STRONGER, _WEAKER = 4.0, 0.0
_SMALL = 1e-9


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

    A few plans are tried; then, from the best, what could be agreed at the first briefing: the opening drafts, each
    bracket with each alternative, without each clause, and the rules that no draft brings in. Then each measure in
    turn is weighed four times as much, and not at all. What is better is kept, until nothing is or
    :func:`plans_to_try` have been tried. Not the best there is: the best that was found.
    """
    search = _Search(state, book)
    search.start()
    if may_adopt(state, book):
        search.talk()
    search.weigh()
    return Best(search.least, search.best, len(search.tried))


def plans_to_try(state: State, book: Rulebook) -> int:
    """Return how many plans a search tries: fewer where a game is long or large, so that nobody waits for minutes."""
    ways = max(_ORDINARY, len(book.scenario.legs) + len(book.scenario.channels))
    length = state.public.turns + book.network.epilogue_turns
    return max(_FEWEST_PLANS, min(MOST_PLANS, _TURNS * _ORDINARY // (length * ways)))


class _Search:
    """Tries plans, and keeps the best."""

    def __init__(self, state: State, book: Rulebook) -> None:
        self._state = state
        self._book = book
        self._budget = plans_to_try(state, book)
        self.tried: dict[str, float] = {}
        self.best = Plan(dict.fromkeys(offered(book), 1.0), projects=True, investigations=False)

    @property
    def least(self) -> float:
        """Harm under the best plan."""
        return self.tried[self.best.name]

    def start(self) -> None:
        """Try each combination of projects and of what teams do."""
        for projects, investigations in product((True, False), (False, True)):
            self._try(replace(self.best, projects=projects, investigations=investigations))

    def talk(self) -> None:
        """Try what could be agreed."""
        for rule in other_rules(self._state, self._book):
            self._try(replace(self.best, rules=(*self.best.rules, rule)))
        for draft in opening_drafts(self._state):
            self._adopt(draft)

    def _adopt(self, draft: Resolution) -> None:
        """Try a draft as a whole, or else each of its clauses alone; then every way to settle and to cut it."""
        before = self.best
        self._try(replace(before, drafts=(*before.drafts, draft)))
        for clause in draft.operative:
            if self.best is before:
                alone = replace(draft, operative=(clause,))
                self._try(replace(before, drafts=(*before.drafts, alone)))
        if self.best is before:
            return
        for _clause, bracket in draft.brackets:
            for number in range(1, len(bracket.alternatives)):
                self._try(self._with_last(self.best.drafts[-1].settle(bracket.id, number)))
        for clause in draft.operative:
            cut = self.best.drafts[-1].change(Change(ChangeKind.DELETE, clause.id))
            if cut.operative:
                self._try(self._with_last(cut))

    def weigh(self) -> None:
        """Weigh one measure after the other more or less."""
        improved = True
        while improved and len(self.tried) < self._budget:
            before = self.best
            for rule, factor in product(offered(self._book), (_STRONGER, _WEAKER)):
                weights = self.best.weights
                self._try(replace(self.best, weights={**weights, rule: weights[rule] * factor}))
            improved = self.best is not before

    def _with_last(self, draft: Resolution) -> Plan:
        return replace(self.best, drafts=(*self.best.drafts[:-1], draft))

    def _try(self, plan: Plan) -> None:
        if plan.name in self.tried or (self.tried and len(self.tried) >= self._budget):
            return
        planner = planner_of(self._state, self._book, plan)
        line = play_line(self._state, self._book, planner, agreed_by(self._state, self._book, plan))
        found = harm(self._book, line.truth)
        least = self.tried.get(self.best.name)
        self.tried[plan.name] = found
        if least is None or found < least - _SMALL:
            self.best = plan
