"""A small table for tests: four delegations, a herd, a port, a project, two instruments."""

from dataclasses import replace

from game.model.negotiation import (
    CRISIS_COMMITTEE,
    Action,
    ActionKind,
    Alternative,
    Bracket,
    BracketField,
    NegotiationRules,
    OpeningDraft,
    OperativeClause,
    PreambularClause,
    RuleOffer,
    Sharing,
    Spending,
)
from game.session.desk import Draft, Target
from game.session.negotiation.agreements import Terms
from game.session.negotiation.apply import fold_negotiation
from game.session.negotiation.carry_out import CarriedOut, carry_out
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.commands import NegotiationCommand
from game.session.negotiation.decide import decide_negotiation, open_negotiation
from game.session.negotiation.events import NegotiationEvent
from game.session.negotiation.facts import Facts, MeasureFacts, Names, SeatFacts, Stage
from game.session.negotiation.settle import settle_turn
from game.session.negotiation.state import NegotiationState
from game.session.refusal import Refusal

SEATS = ("kenya", "china", "vietnam", "gabon")
TSAVO = Target(habitat="tsavo", jurisdiction="KEN")
MINKEBE = Target(habitat="minkebe", jurisdiction="GAB")

OPENING = OpeningDraft(
    id="opening",
    title="A fund for rangers",
    preamble=(PreambularClause("Alarmed by", "the killing of elephants;"),),
    operative=(
        OperativeClause(
            "fund",
            "Decides to establish",
            "a fund of {size} units a turn, shared {sharing}",
            Action(
                ActionKind.POOLED_FUND,
                amount=0,
                turns=2,
                spending=Spending(measure="ranger_patrol", at=("tsavo",)),
            ),
            (
                Bracket("size", BracketField.AMOUNT, tuple(Alternative(str(n), amount=n) for n in (6, 9))),
                Bracket(
                    "sharing",
                    BracketField.SHARING,
                    (
                        Alternative("equally", sharing=Sharing.EQUALLY),
                        Alternative("by income", sharing=Sharing.BY_INCOME),
                    ),
                ),
            ),
        ),
        OperativeClause(
            "rangers",
            "Urges",
            "all members to pay rangers",
            Action(ActionKind.COMMON_PLEDGE, amount=2, turns=3, measure="ranger_patrol"),
        ),
    ),
)
RULES = NegotiationRules(
    opening_drafts=(OPENING,), rules=(RuleOffer("register", "Register of owners", "Who owns what."),)
)
NAMES = Names(
    delegations={"kenya": "Kenya", "china": "China", "vietnam": "Viet Nam", "gabon": "Gabon"},
    measures={"ranger_patrol": "ranger patrols", "liaison": "liaison", "audit": "audits"},
    instruments={"untoc": "UNTOC", "twix": "TWIX"},
    projects={"corridors": "Land for two corridors"},
    places={"tsavo": "Tsavo", "minkebe": "Minkébé"},
)
PLACES = {"kenya": ("KEN",), "china": ("CHN",), "vietnam": ("VNM",), "gabon": ("GAB", "COG")}


def seat_facts(seat: str, **changes: object) -> SeatFacts:
    base = SeatFacts(
        jurisdictions=PLACES[seat],
        income=10 if seat != "china" else 20,
        funds_cap=20 if seat != "china" else 40,
        base_teams=3,
        funds=10 if seat != "china" else 20,
        free_funds=10 if seat != "china" else 20,
        free_teams=3,
        capital=3,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def make_facts(stage: Stage = Stage.CAUCUS, turn: int = 1, **changes: object) -> Facts:
    facts = Facts(
        turn=turn,
        turns=8,
        stage=stage,
        seats={seat: seat_facts(seat) for seat in SEATS},
        rules=RULES,
        names=NAMES,
        measures={
            "ranger_patrol": MeasureFacts(),
            "audit": MeasureFacts(),
            "liaison": MeasureFacts(funds=False, teams=1, links=True),
        },
        targets={
            seat: {
                "liaison": tuple(Target(delegation=other) for other in SEATS if other != seat),
                "audit": tuple(Target(jurisdiction=place) for place in PLACES[seat]),
                "ranger_patrol": {"kenya": (TSAVO,), "gabon": (MINKEBE,)}.get(seat, ()),
            }
            for seat in SEATS
        },
        instruments={"untoc": 2, "twix": 1},
        projects={"corridors": 10},
        members={"untoc": ("KEN", "CHN", "VNM"), "twix": ()},
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def with_seat(facts: Facts, seat: str, **changes: object) -> Facts:
    return replace(facts, seats={**facts.seats, seat: replace(facts.seats[seat], **changes)})  # type: ignore[arg-type]


def crisis(facts: Facts) -> Facts:
    return replace(facts, rules=replace(facts.rules, body=CRISIS_COMMITTEE))


def start(facts: Facts | None = None) -> NegotiationState:
    return fold_negotiation(NegotiationState(), open_negotiation(facts or make_facts()))


def give(by: str, to: str, amount: int, **more: object) -> Clause:
    return Clause(ClauseKind.GIVE_FUNDS, by, to, amount, **more)  # type: ignore[arg-type]


def rangers(by: str, amount: int, **more: object) -> Clause:
    return Clause(ClauseKind.FUND_AT_LEAST, by, amount=amount, measure="ranger_patrol", **more)  # type: ignore[arg-type]


def terms(*clauses: Clause, **more: object) -> Terms:
    named = dict.fromkeys(seat for clause in clauses for seat in (clause.by, clause.to) if seat)
    parties = more.pop("parties", tuple(seat for seat in SEATS if seat in named))
    return Terms(parties, clauses, **more)  # type: ignore[arg-type]


def do(state: NegotiationState, facts: Facts, *commands: NegotiationCommand) -> NegotiationState:
    """Return the state after commands that must not be refused."""
    for command in commands:
        decision = decide_negotiation(state, facts, command)
        assert not isinstance(decision, Refusal), f"{command}: {decision}"
        state = fold_negotiation(state, decision)
    return state


def refused(state: NegotiationState, facts: Facts, command: NegotiationCommand) -> str:
    """Return the code of a refusal that there must be; its sentence must be one."""
    decision = decide_negotiation(state, facts, command)
    assert isinstance(decision, Refusal), f"not refused: {command}"
    assert decision.sentence.endswith(".")
    assert "{" not in decision.sentence
    return decision.code


def end_turn(
    state: NegotiationState, facts: Facts, drafts: dict[str, Draft] | None = None
) -> tuple[NegotiationState, tuple[NegotiationEvent, ...], CarriedOut]:
    """Return the state after the outcome of the turn, what happened, and what was carried out."""
    carried = carry_out(state, facts, {seat: (drafts or {}).get(seat, Draft()) for seat in facts.seats})
    events = settle_turn(state, facts, carried)
    return fold_negotiation(state, events), events, carried
