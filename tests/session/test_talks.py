"""What is agreed and adopted in a session, and what it brings at the outcome: orders, means, the model, knowledge."""

import pytest

from game.model.expression import evaluate
from game.model.expression_parser import parse_expression
from game.session import commands as cm
from game.session import legal
from game.session.commitments import doses, grants_of, modifiers, standing_of
from game.session.desk import Draft, Occupant, Order, Phase, Target
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.plenary import CaucusKind
from game.session.negotiation.voting import Vote
from game.session.news import NewsKind
from game.session.play import Table
from game.session.published import RESOLUTION, Cause
from game.session.quantities import lookup
from game.session.rulebook import Rulebook
from game.session.views import PublicView
from tests.session.conftest import advance, begin, done, refused, to_desks, to_phase

TSAVO = Target(habitat="tsavo", jurisdiction="KEN")
MKOMAZI = Target(habitat="mkomazi", jurisdiction="TZA")


def agree(table: Table, *clauses: Clause, binding: bool = True, turns: int | None = None) -> str:
    """Record an agreement at the table and return its id."""
    parties = tuple(dict.fromkeys(seat for clause in clauses for seat in (clause.by, clause.to) if seat))
    parties = (
        parties
        if len(parties) > 1
        else (*parties, next(seat for seat in table.book.delegations if seat not in parties))
    )
    done(table, nc.RecordAgreement(Terms(parties, clauses, binding=binding, turns=turns)))
    return list(table.public_view().negotiation.public.agreements)[-1]


def secret(table: Table, *clauses: Clause, binding: bool = True) -> str:
    """Offer at the desk of the first party, sign at the desk of the second."""
    parties = tuple(dict.fromkeys(seat for clause in clauses for seat in (clause.by, clause.to) if seat))
    done(table, nc.ProposeAgreement(parties[0], Terms(parties, clauses, secret=True, binding=binding)))
    name = list(table.seat_view(parties[1]).negotiation.seat(parties[1]).secrets)[-1]
    done(table, nc.SignAgreement(parties[1], name))
    return name


def adopt(
    table: Table, draft: str = "L.1", vote: tuple[Vote, ...] = (Vote.YES, Vote.YES, Vote.NO), **settled: int
) -> None:
    """Settle the brackets and carry the draft by a roll call in the plenary."""
    to_phase(table, Phase.PLENARY)
    view = table.public_view().negotiation.public.resolutions[draft]
    for bracket in view.open_brackets:
        done(table, nc.SettleBracket("referee", draft, bracket.id, settled.get(bracket.id, 0)))
    done(table, nc.SignDraft("malaysia", draft))
    done(table, nc.PutQuestion(draft))
    done(table, nc.RequestVote("asia"))
    votes = dict(zip(("kenya", "malaysia", "asia"), vote, strict=True))
    while (question := table.public_view().negotiation.public.plenary.question) is not None:
        voter = question.next_voter(tuple(votes))
        done(table, nc.CastVote(voter, votes[voter]))


def ask(table: Table, text: str) -> float | bool:
    """Return what a formula gives for what is true today."""
    state = table.state
    quantities = state.truth.quantities
    now = lookup(table.book.scenario, state.public, len(quantities) - 1, quantities[-1].get, state.negotiation.public)
    return evaluate(parse_expression(text), now)


def end_turn(table: Table) -> PublicView:
    advance(to_desks(table))
    return table.public_view()


# --- phases ------------------------------------------------------------------------------------------------------


def test_a_turn_has_the_stages_that_scenario_and_set_up_say(meeting: Rulebook, book: Rulebook) -> None:
    five = (Phase.BRIEFING, Phase.CAUCUS, Phase.PLENARY, Phase.DESKS, Phase.OUTCOME)
    table = begin(meeting)
    seen = []
    for _step in range(5):
        assert table.public_view().phases == five
        seen.append(table.public_view().phase)
        advance(table)
    assert tuple(seen) == five
    table = begin(meeting, caucus_every=0, plenary_every=2)
    assert Phase.PLENARY in table.public_view().phases
    assert Phase.CAUCUS not in table.public_view().phases
    end_turn(table)
    advance(table)
    assert table.public_view().phases == (Phase.BRIEFING, Phase.DESKS, Phase.OUTCOME)
    assert begin(book).public_view().phases == (Phase.BRIEFING, Phase.DESKS, Phase.OUTCOME)
    assert begin(book, caucus_every=1).public_view().phases[1] is Phase.CAUCUS


def test_no_negative_rhythm_of_meetings(meeting: Rulebook) -> None:
    seats = tuple(cm.SeatPlan(seat, Occupant.PERSON) for seat in meeting.delegations)
    start = cm.StartSession(1, seats, cm.Options(caucus_every=-1))
    assert refused(Table(meeting), start) == "meetings_out_of_range"


def test_a_vote_is_finished_before_the_desks(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.PLENARY)
    for bracket, number in (("size", 0), ("place", 1), ("way", 2)):
        done(table, nc.SettleBracket("kenya", "L.1", bracket, number))
    done(table, nc.SponsorDraft("malaysia", "L.1"))
    done(table, nc.PutQuestion("L.1"))
    assert refused(table, cm.AdvancePhase(Phase.PLENARY, 1)) == "voting"
    done(table, nc.DeclareConsensus())
    advance(table)
    assert table.public_view().phase is Phase.DESKS


def test_a_caucus_closes_when_the_desks_open(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.CAUCUS)
    done(table, nc.OpenCaucus(CaucusKind.UNMODERATED, 300))
    advance(table)
    assert table.public_view().negotiation.public.plenary.caucus is not None
    to_desks(table)
    assert table.public_view().negotiation.public.plenary.caucus is None


def test_agreements_work_without_meetings_too(book: Rulebook) -> None:
    table = begin(book)
    name = agree(table, Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 2))
    end_turn(table)
    assert table.seat_view("kenya").ledgers[-1].received == 2
    assert table.public_view().negotiation.public.agreements[name].status is Status.IN_FORCE


# --- binding clauses ---------------------------------------------------------------------------------------------


def test_a_binding_clause_is_paid_before_anything_else(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(
        table,
        Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=4, measure="ranger_patrol", target=TSAVO),
        Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 3),
        Clause(ClauseKind.LINK, "kenya", "asia"),
    )
    to_desks(table)
    desk = table.seat_view("kenya").desk
    assert (desk.funds, desk.claim.funds, desk.claim.teams) == (11, 4, 1)
    assert (desk.funds_left, desk.teams_left) == (7, 1)
    assert len(desk.done_by_itself) == 2
    assert legal.largest_order(desk, "audit", Target(jurisdiction="KEN")) == 7
    decision = table.submit(cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 8))
    assert "of which 4 are promised" in str(decision)
    done(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 7))
    done(table, cm.PostTeam("kenya", "liaison", Target(delegation="asia")))  # the same team as the promised one
    assert table.seat_view("kenya").desk.teams_left == 1
    advance(table)
    opened = table.public_view().opened[-1]
    assert opened["kenya"].amount("ranger_patrol", TSAVO) == 4
    assert opened["asia"].gifts == {"kenya": 3}
    assert opened["asia"].amount("liaison", Target(delegation="kenya")) == 1
    ledger = table.seat_view("kenya").ledgers[-1]
    assert (ledger.spent, ledger.received) == (11, 3)
    entries = table.public_view().negotiation.public.entries
    assert all(entry.kept and entry.due for entry in entries)
    assert len(entries) == 4, "a link is owed by both"


def test_what_was_promised_is_not_prefilled_on_top(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(table, Clause(ClauseKind.FUND_AT_LEAST, "kenya", amount=4, measure="ranger_patrol", target=TSAVO))
    to_desks(table)
    done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 2))
    end_turn(table)
    assert table.public_view().opened[-1]["kenya"].amount("ranger_patrol", TSAVO) == 6
    to_desks(table)
    assert table.seat_view("kenya").desk.draft.amount("ranger_patrol", TSAVO) == 2
    end_turn(table)
    assert table.public_view().opened[-1]["kenya"].amount("ranger_patrol", TSAVO) == 6


def test_a_binding_promise_to_do_without_holds(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(
        table,
        Clause(ClauseKind.REFRAIN, "kenya", "", measure="audit"),
        Clause(ClauseKind.STAY, "kenya", instrument="cites"),
    )
    to_desks(table)
    assert refused(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 1)) == "bound_to_refrain"
    assert refused(table, cm.LeaveInstrument("kenya", "cites")) == "bound_to_stay"
    desk = table.seat_view("kenya").desk
    assert str(legal.refusal_of(desk, cm.LeaveInstrument("kenya", "cites"))).startswith("By A1")


def test_pledges_are_free_and_on_the_record(meeting: Rulebook) -> None:
    table = begin(meeting)
    name = agree(table, Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 4), binding=False)
    assert table.seat_view("asia").desk.claim.funds == 0
    end_turn(table)
    talks = table.public_view().negotiation.public
    assert [(entry.due, entry.delivered) for entry in talks.entries] == [(4, 0)]
    assert talks.trust["kenya"]["asia"] < 0
    assert talks.agreements[name].breaches == ("asia",)
    assert ask(table, "trust(kenya, asia)") < 0.5 == ask(table, "trust(asia, kenya)")
    assert ask(table, "delivered_share(asia)") == 0
    assert ask(table, "delivered_share(kenya)") == 1
    advance(table)
    done(table, nc.DeclareBroken("kenya", name))
    assert table.public_view().negotiation.public.agreements[name].status is Status.BROKEN
    to_desks(table)
    assert NewsKind.PROMISE in {line.kind for line in table.seat_view("malaysia").news}


def test_trust_strengthens_the_link(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(
        table,
        Clause(ClauseKind.GIVE_FUNDS, "asia", "malaysia", 2),
        Clause(ClauseKind.FUND_AT_LEAST, "malaysia", "asia", 1, measure="audit", target=Target(jurisdiction="MYS")),
    )
    book = table.book.public
    row = book.network.modifiers.index("link", "mys_chn")
    assert modifiers(book, standing_of(table.state.public, table.state.negotiation.public), 1)[row, 0] == 0
    end_turn(table)
    assert modifiers(book, standing_of(table.state.public, table.state.negotiation.public), 2)[row, 0] > 0


def test_teams_are_lent_and_come_home(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.CAUCUS)
    done(table, nc.LendTeams("asia", "kenya", 2))
    to_desks(table)
    teams = {seat: table.seat_view(seat).desk.teams for seat in table.book.delegations}
    assert teams == {"kenya": 4, "malaysia": 2, "asia": 1}
    done(table, nc.RecallTeams("asia", "kenya", 2))
    end_turn(table)
    to_desks(table)
    assert table.seat_view("asia").desk.teams == 1, "notice: one whole turn more"
    end_turn(table)
    to_desks(table)
    assert table.seat_view("asia").desk.teams == 3


def test_shared_intelligence_narrows_what_the_other_believes(meeting: Rulebook) -> None:
    widths = []
    for tells in (False, True):
        table = to_desks(begin(meeting))
        done(table, nc.ShareIntelligence("kenya", "malaysia", tells)) if tells else None
        end_turn(table)
        belief = table.seat_view("malaysia").beliefs["population(tsavo)"]
        widths.append(belief.high / belief.low)
        others = table.seat_view("asia").beliefs["population(tsavo)"]
        widths.append(others.high / others.low)
        to_desks(table)
        told = NewsKind.INTELLIGENCE in {line.kind for line in table.seat_view("malaysia").news}
        assert told is tells
    assert widths[2] < widths[0]
    assert widths[3] == pytest.approx(widths[1])


def test_who_joins_by_an_agreement_is_a_member_after_the_delay(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(table, Clause(ClauseKind.JOIN, "malaysia", instrument="network"), turns=1)
    end_turn(table)
    assert table.public_view().parties["network"] == {"KEN": 0, "MYS": 3}
    assert table.seat_view("malaysia").desk.political_capital == 0
    assert not ask(table, "member(malaysia, network)")
    end_turn(table)
    end_turn(table)
    assert ask(table, "member(malaysia, network)")


# --- resolutions -------------------------------------------------------------------------------------------------


def test_an_adopted_draft_collects_and_spends(meeting: Rulebook) -> None:
    table = begin(meeting)
    adopt(table, size=1, place=0, way=0)
    table_now = table.public_view().negotiation.public
    pool = next(iter(table_now.pools.values()))
    assert sum(pool.quotas.values()) == 9
    to_desks(table)
    done(table, nc.PayIntoFund("kenya", pool.id, pool.quotas["kenya"]))
    done(table, nc.PayIntoFund("malaysia", pool.id, 2))
    desk = table.seat_view("malaysia").desk
    assert desk.funds_left == desk.funds - 2
    advance(table)
    grants = grants_of(table.state.public, 1)
    assert [(item.grant.measure, item.grant.amount, item.payers["malaysia"]) for item in grants] == [
        ("ranger_patrol", pool.quotas["kenya"] + 2, 2)
    ]
    columns = doses(table.book.public, {}, grants)
    assert columns.sum() == pytest.approx(pool.quotas["kenya"] + 2)
    assert (columns.sum(axis=0) > 0).tolist() == [True, True, False]
    assert table.seat_view("malaysia").ledgers[-1].paid == 2
    assert ask(table, "delivered_share(kenya)") == pytest.approx(
        5 / 6
    )  # five units for the fund, none of one for the audit
    shares = {share.delegation: share for share in table.public_view().receipts[0].this_turn[0].shares}
    assert "ranger_patrol" in {line.measure for line in shares["malaysia"].measures}


def test_a_rule_acts_in_the_places_of_those_who_brought_it_in(meeting: Rulebook) -> None:
    table = begin(meeting)
    adopt(table)
    book = table.book.public
    values = modifiers(book, standing_of(table.state.public, table.state.negotiation.public), 1)
    block = {
        place: book.network.modifiers.index("block", place, "anti_money_laundering") for place in ("KEN", "MYS", "CHN")
    }
    assert {place: float(values[row, 0]) for place, row in block.items()} == {"KEN": 0.5, "MYS": 0.5, "CHN": 0.0}
    later = modifiers(book, standing_of(table.state.public, table.state.negotiation.public), 2)
    assert later[block["KEN"], 0] == 0, "what happens once does not happen again"
    listed = book.network.modifiers.index("placement", "CHN")
    assert values[listed, 0] > 0
    assert later[listed, 0] > values[listed, 0], "the pressure grows while it stays on the list"
    link = book.network.modifiers.index("link", "ken_mys")
    assert values[link, 0] > 0, "by the mandate both take part in the network"
    end_turn(table)
    found = [
        line.measure
        for receipt in table.public_view().receipts[0].this_turn
        for share in receipt.shares
        for line in share.measures
    ]
    assert RESOLUTION in found
    after = modifiers(book, standing_of(table.state.public, table.state.negotiation.public), 3)
    assert after[link, 0] == 0, "the mandate was for two turns"


def test_receipts_with_all_that_was_agreed_sum_exactly(meeting: Rulebook) -> None:
    table = begin(meeting)
    adopt(table, place=1)
    to_desks(table)
    secret(table, Clause(ClauseKind.FUND_AT_LEAST, "kenya", "malaysia", 5, measure="ranger_patrol", target=TSAVO))
    for _turn in range(2):
        to_desks(table)
        for seat in ("kenya", "malaysia"):
            for pool in table.public_view().negotiation.public.pools.values():
                done(table, nc.PayIntoFund(seat, pool.id, 2))
        end_turn(table)
    for turn in table.public_view().receipts:
        for receipts in (turn.this_turn, turn.since_start):
            for receipt in receipts:
                total = sum(share.amount for share in receipt.shares)
                assert total == pytest.approx(receipt.after - receipt.before, abs=1e-9)
                for share in receipt.shares:
                    if share.measures:
                        assert sum(line.amount for line in share.measures) == pytest.approx(share.amount, abs=1e-9)


def test_political_capital_is_spent_by_tabling(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.CAUCUS)
    before = table.seat_view("malaysia").desk.political_capital
    clause = meeting.scenario.negotiation.opening_drafts[0].operative[2]
    for _draft in range(before):
        done(table, nc.TableDraft("malaysia", "Ours", (clause,)))
    assert table.seat_view("malaysia").desk.political_capital == 0
    assert refused(table, nc.TableDraft("malaysia", "Ours", (clause,))) == "beyond_capital"


# --- secrets -----------------------------------------------------------------------------------------------------


def test_what_a_secret_agreement_brings_is_pooled_as_not_public(meeting: Rulebook) -> None:
    table = to_desks(begin(meeting))
    name = secret(
        table, Clause(ClauseKind.FUND_AT_LEAST, "kenya", "malaysia", 5, measure="ranger_patrol", target=TSAVO)
    )
    assert table.seat_view("kenya").desk.claim.funds == 0, "signed at the desks: from the next turn on"
    end_turn(table)
    to_desks(table)
    assert table.seat_view("kenya").desk.claim.funds == 5
    end_turn(table)
    view = table.public_view()
    assert view.opened[-1]["kenya"].amount("ranger_patrol", TSAVO) == 0
    assert table.state.truth.carried_out[-1]["kenya"].amount("ranger_patrol", TSAVO) == 5
    assert table.seat_view("kenya").ledgers[-1].spent == 5
    causes = {share.cause for receipt in view.receipts[1].this_turn for share in receipt.shares}
    assert Cause.NOT_PUBLIC in causes
    assert Cause.NOT_PUBLIC not in {share.cause for receipt in view.receipts[0].this_turn for share in receipt.shares}
    assert name not in repr(view)
    assert name not in repr(table.seat_view("asia"))
    assert table.seat_view("malaysia").negotiation.seat("malaysia").entries[0].kept
    done(table, nc.RevealAgreement(name))
    assert name in table.public_view().negotiation.public.agreements


def test_secret_agreements_are_never_made_at_the_table(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.CAUCUS)
    terms = Terms(("kenya", "asia"), (Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 1),), secret=True)
    assert refused(table, nc.RecordAgreement(terms)) == "secret_at_the_table"


# --- people come and go ------------------------------------------------------------------------------------------


def test_who_leaves_owes_nothing_and_orders_nothing(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(table, Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 3))
    to_desks(table)
    done(table, cm.SetOrder("asia", "audit", Target(jurisdiction="CHN"), 2))
    done(table, cm.ChangeSeat("asia", Occupant.EMPTY))
    end_turn(table)
    assert table.public_view().opened[-1]["asia"] == Draft()
    assert table.seat_view("kenya").ledgers[-1].received == 0
    assert [entry.lapsed for entry in table.public_view().negotiation.public.entries] == [True]
    assert ask(table, "delivered_share(asia)") == 1


def test_who_comes_back_is_owed_again_and_drafts_are_cut(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(table, Clause(ClauseKind.GIVE_FUNDS, "kenya", "asia", 6))
    to_desks(table)
    done(table, cm.ChangeSeat("asia", Occupant.EMPTY))
    done(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 11))
    done(table, cm.Seal("kenya"))
    done(table, cm.ChangeSeat("asia", Occupant.PERSON))
    desk = table.seat_view("kenya").desk
    assert desk.draft.orders == (Order("audit", Target(jurisdiction="KEN"), 5),)
    assert desk.funds_left == 0
    end_turn(table)
    assert table.seat_view("asia").ledgers[-1].received == 6


def test_who_comes_back_is_paid_before_a_fund(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(table, Clause(ClauseKind.GIVE_FUNDS, "kenya", "asia", 6))
    adopt(table)
    to_desks(table)
    done(table, cm.ChangeSeat("asia", Occupant.EMPTY))
    (pool,) = table.public_view().negotiation.public.pools
    done(table, nc.PayIntoFund("kenya", pool, 10))
    done(table, cm.ChangeSeat("asia", Occupant.PERSON))
    assert table.seat_view("kenya").desk.funds_left == 0
    end_turn(table)
    ledger = table.seat_view("kenya").ledgers[-1]
    assert (ledger.before, ledger.given, ledger.paid) == (11, 6, 5)


def test_what_is_bound_to_be_left_undone_goes_from_orders_that_were_written_before(meeting: Rulebook) -> None:
    """By a slip that is recorded after last orders were laid out, or because the other side comes back."""
    audit = Target(jurisdiction="KEN")
    refrain = Clause(ClauseKind.REFRAIN, "kenya", "", measure="audit")
    stay = Clause(ClauseKind.STAY, "kenya", instrument="cites")
    for late in (False, True):
        table = begin(meeting)
        if not late:
            agree(table, refrain, stay)
        to_desks(table)
        done(table, cm.ChangeSeat("malaysia", Occupant.EMPTY))
        done(table, cm.SetOrder("kenya", "audit", audit, 2))
        done(table, cm.SetOrder("kenya", "ranger_patrol", TSAVO, 3))
        done(table, cm.LeaveInstrument("kenya", "cites"))
        done(table, cm.ChangeSeat("malaysia", Occupant.PERSON))
        if late:
            assert table.seat_view("kenya").desk.draft.amount("audit", audit) == 2
            agree(table, refrain, stay)
        assert table.seat_view("kenya").desk.draft == Draft().with_order("ranger_patrol", TSAVO, 3)
        end_turn(table)
        entries = table.public_view().negotiation.public.entries
        assert [entry.kept for entry in entries] == [True, True]


def test_who_has_left_tells_nothing(meeting: Rulebook) -> None:
    table = to_desks(begin(meeting))
    done(table, nc.ShareIntelligence("malaysia", "kenya"))
    done(table, cm.ChangeSeat("malaysia", Occupant.EMPTY))
    end_turn(table)
    assert not table.state.seats["kenya"].told


def test_going_back_takes_agreements_back(meeting: Rulebook) -> None:
    table = begin(meeting)
    end_turn(table)
    advance(table)
    agree(table, Clause(ClauseKind.GIVE_FUNDS, "asia", "kenya", 3), turns=1)
    adopt(table)
    end_turn(table)
    done(table, cm.Rewind(1))
    talks = table.public_view().negotiation.public
    assert not talks.agreements
    assert not talks.pools
    assert not talks.trust
    assert table.public_view().tables == {}
    assert list(talks.resolutions) == ["L.1"]
    end_turn(table)
    assert table.public_view().phase is Phase.OUTCOME


def test_a_seat_and_the_referee_get_the_same_answer_as_the_rules(meeting: Rulebook) -> None:
    from game.session.negotiation.decide import decide_negotiation

    table = to_desks(begin(meeting))
    done(table, cm.SetOrder("kenya", "audit", Target(jurisdiction="KEN"), 9))
    terms = Terms(("kenya", "asia"), (Clause(ClauseKind.GIVE_FUNDS, "kenya", "asia", 13),), binding=True)
    for command in (
        nc.ProposeAgreement("kenya", terms),
        nc.LendTeams("kenya", "asia", 3),
        nc.LendTeams("kenya", "asia", 2),
    ):
        view = table.seat_view("kenya")
        expected = decide_negotiation(view.negotiation, view.facts, command)
        assert table.submit(command) == expected
