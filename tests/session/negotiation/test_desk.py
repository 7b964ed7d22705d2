"""Teams lent and called home, knowledge shared, and instruments."""

from game.session.negotiation import commands as cm
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.facts import Stage
from game.session.negotiation.instruments import bound, in_force_from, safe_havens
from game.session.negotiation.standing import in_force
from tests.session.negotiation.table import do, end_turn, make_facts, refused, start, terms, with_seat

TABLE, DESK = make_facts(), make_facts(Stage.DESKS)


def teams(state: object, turn: int) -> tuple[int, ...]:
    return tuple(in_force(state, make_facts(turn=turn)).teams.values())  # type: ignore[arg-type]


def test_lent_at_the_table_from_this_turn_recalled_with_a_turns_notice() -> None:
    state = do(start(), TABLE, cm.LendTeams("kenya", "china", 2))
    assert teams(state, 1) == (1, 5, 3, 3)
    assert refused(state, TABLE, cm.LendTeams("kenya", "gabon", 2)) == "beyond_teams"
    assert refused(state, TABLE, cm.RecallTeams("kenya", "china", 3)) == "not_lent"
    assert refused(state, TABLE, cm.RecallTeams("kenya", "gabon", 1)) == "not_lent"
    state = do(state, make_facts(turn=2), cm.RecallTeams("kenya", "china", 1))
    assert [teams(state, turn)[:2] for turn in (2, 3, 4)] == [(1, 5), (1, 5), (2, 4)]


def test_borrowed_teams_are_not_lent_on() -> None:
    state = do(start(), TABLE, cm.LendTeams("kenya", "china", 3), cm.LendTeams("china", "gabon", 3))
    assert teams(state, 1) == (0, 3, 3, 6)
    assert refused(state, TABLE, cm.LendTeams("china", "gabon", 1)) == "beyond_teams"


def test_impossible_loans() -> None:
    assert refused(start(), TABLE, cm.LendTeams("kenya", "kenya", 1)) == "with_oneself"
    assert refused(start(), TABLE, cm.LendTeams("kenya", "x", 1)) == "delegation_unknown"
    assert refused(start(), TABLE, cm.LendTeams("kenya", "china", 0)) == "amount_too_small"
    assert refused(start(), DESK, cm.LendTeams("kenya", "china", -1)) == "amount_too_small"
    assert refused(start(), with_seat(DESK, "kenya", sealed=True), cm.LendTeams("kenya", "china", 1)) == "sealed"
    assert (
        refused(start(), with_seat(DESK, "china", present=False), cm.LendTeams("kenya", "china", 1)) == "party_absent"
    )
    assert refused(start(), make_facts(Stage.OUTCOME), cm.LendTeams("kenya", "china", 1)) == "not_now"


def test_lent_at_the_desk_from_the_next_turn() -> None:
    state = do(start(), DESK, cm.LendTeams("kenya", "china", 2), cm.LendTeams("kenya", "china", 1))
    assert refused(state, DESK, cm.LendTeams("kenya", "gabon", 3)) == "beyond_teams"
    assert teams(state, 2) == (3, 3, 3, 3)  # sealed until the outcome
    state, _, _ = end_turn(state, DESK)
    assert (teams(state, 1), teams(state, 2)) == ((3, 3, 3, 3), (2, 4, 3, 3))


def test_a_loan_under_a_binding_agreement_is_not_called_home() -> None:
    loan = terms(Clause(ClauseKind.LEND_TEAM, "kenya", "china", 2), binding=True)
    state = do(start(), TABLE, cm.RecordAgreement(loan))
    assert refused(state, TABLE, cm.RecallTeams("kenya", "china", 1)) == "not_lent"


def test_taking_an_instruction_back_leaves_nothing() -> None:
    state = do(start(), DESK, cm.ShareIntelligence("kenya", "china"), cm.LendTeams("kenya", "china", 1))
    state = do(state, DESK, cm.ShareIntelligence("kenya", "china", shares=False), cm.LendTeams("kenya", "china", 0))
    assert state.seat("kenya").instructions == start().seat("kenya").instructions


PARTIES = {"untoc": {"KEN": 0, "CHN": 3}, "twix": {"KEN": 0}}


def test_safe_havens_are_those_whom_an_instrument_does_not_bind() -> None:
    assert safe_havens(PARTIES, "untoc", ("KEN", "CHN", "ARE"), 2) == ("CHN", "ARE")
    assert safe_havens(PARTIES, "untoc", ("KEN", "CHN", "ARE"), 3) == ("ARE",)
    assert bound(PARTIES, "untoc", 3) == {"KEN", "CHN"}
    assert bound(PARTIES, "none", 3) == frozenset()
    assert in_force_from(4, 2) == 7
