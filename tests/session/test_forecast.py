"""Two worlds: what is promised is kept in one of them, what binds in both, and nobody sees more than is known."""

from dataclasses import replace

import pytest

from game.session import commands as cm
from game.session import forecast_course
from game.session.desk import Draft, Occupant, Phase, Target
from game.session.forecast import Band, BoardForecast, DeskForecast, TwoWorlds
from game.session.forecast_course import Basis, Supposed, course
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.resolutions import Resolution
from game.session.play import Table
from game.session.rulebook import Rulebook
from tests.session.conftest import advance, begin, done, to_desks, to_phase
from tests.session.test_talks import adopt, agree, secret

TSAVO = Target(habitat="tsavo", jurisdiction="KEN")
HERD = "population(tsavo)"
RANGERS = Clause(ClauseKind.FUND_AT_LEAST, "kenya", "malaysia", 6, measure="ranger_patrol", target=TSAVO)
RUNS = 32


def end(band: Band) -> float:
    return band.likely[-1]


def board(table: Table) -> BoardForecast:
    return BoardForecast(table.public_view(), RUNS)


def desk(table: Table, seat: str) -> TwoWorlds:
    view = table.seat_view(seat)
    return DeskForecast(view, RUNS).curves(view.desk.draft, (HERD,), RUNS)[HERD]


def herd(forecast: BoardForecast, proposal: object = None) -> TwoWorlds:
    return forecast.curves(proposal, (HERD,), RUNS)[HERD]  # type: ignore[arg-type]


def draft_of(table: Table, *, settled: bool = True) -> Resolution:
    draft = table.public_view().negotiation.public.resolutions["L.1"]
    for bracket in draft.open_brackets if settled else ():
        draft = draft.settle(bracket.id, 0)
    return draft


def test_without_promises_both_worlds_are_the_same(meeting: Rulebook) -> None:
    worlds = herd(board(begin(meeting)))
    assert worlds.nothing_new == worlds.pledges_kept


def test_a_pledge_counts_in_the_world_in_which_it_is_kept(meeting: Rulebook) -> None:
    table = begin(meeting)
    before = herd(board(table))
    agree(table, RANGERS, binding=False)
    worlds = herd(board(table))
    assert worlds.nothing_new == before.nothing_new
    assert end(worlds.pledges_kept) > end(worlds.nothing_new) + 100
    for seat in ("malaysia", "kenya"):
        own = desk(to_desks(table), seat)
        assert end(own.pledges_kept) > end(own.nothing_new) + 100, "everybody: the others and oneself"


def test_what_binds_is_carried_out_in_both_worlds(meeting: Rulebook) -> None:
    table = begin(meeting)
    before = herd(board(table))
    agree(table, RANGERS)
    worlds = herd(board(table))
    assert worlds.nothing_new == worlds.pledges_kept
    assert end(worlds.nothing_new) > end(before.nothing_new) + 100
    to_desks(table)
    view = table.seat_view("kenya")
    forecast = DeskForecast(view, RUNS)
    nothing = forecast.curves(Draft(), (HERD,), RUNS)[HERD]
    more = forecast.curves(Draft().with_order("ranger_patrol", TSAVO, 5), (HERD,), RUNS)[HERD]
    assert end(more.nothing_new) > end(nothing.nothing_new), "one's own orders come on top of what binds"


def test_a_promise_counts_in_its_own_turns_only(meeting: Rulebook) -> None:
    table = begin(meeting, turns=5)
    forecast = board(table)
    terms = Terms(("kenya", "malaysia"), (replace(RANGERS, after=2, turns=1),))
    plain, with_terms = herd(forecast).pledges_kept, herd(forecast, terms).pledges_kept
    assert plain.likely[:3] == with_terms.likely[:3]
    assert plain.likely[3] != with_terms.likely[3]


def test_terms_are_tried_before_they_are_agreed(meeting: Rulebook) -> None:
    table = begin(meeting)
    forecast = board(table)
    pledge = Terms(("kenya", "malaysia"), (RANGERS,))
    plain, tried = herd(forecast), herd(forecast, pledge)
    assert tried.nothing_new == plain.nothing_new
    assert end(tried.pledges_kept) > end(plain.pledges_kept) + 100
    bound = herd(forecast, replace(pledge, binding=True))
    assert bound.nothing_new == bound.pledges_kept == tried.pledges_kept
    assert herd(forecast) == plain, "trying leaves no trace"
    agree(table, RANGERS, binding=False)
    assert herd(board(table)) == tried, "what was tried is what then comes"


def test_each_party_tries_terms_by_what_it_believes_itself(meeting: Rulebook) -> None:
    table = begin(meeting)
    advance(to_desks(table))
    to_desks(table)
    terms = Terms(("kenya", "malaysia"), (RANGERS,))
    ends = []
    for seat in ("kenya", "malaysia"):
        view = table.seat_view(seat)
        forecast = DeskForecast(view, RUNS)
        plain = forecast.curves(view.desk.draft, (HERD,), RUNS)[HERD]
        tried = forecast.supposing(terms).curves(view.desk.draft, (HERD,), RUNS)[HERD]
        assert end(tried.pledges_kept) > end(plain.pledges_kept)
        assert tried.nothing_new == plain.nothing_new
        ends.append(tried.pledges_kept.likely[0])
    assert ends[0] != ends[1], "they start from their own reports"


def test_a_draft_is_tried_before_the_vote(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.PLENARY)
    forecast = board(table)
    names = (HERD, "criminality(CHN)", "resilience(KEN)")
    plain = forecast.curves(None, names, RUNS)
    tried = forecast.curves(draft_of(table), names, RUNS)
    assert end(tried[HERD].pledges_kept) > end(plain[HERD].pledges_kept), "who supports it pays for rangers"
    assert end(tried[HERD].nothing_new) == pytest.approx(end(plain[HERD].nothing_new), rel=0.01)
    assert end(tried["resilience(KEN)"].nothing_new) > end(plain["resilience(KEN)"].nothing_new), "the register"
    few = forecast.supposing(draft_of(table), ("malaysia",)).curves(None, names, RUNS)
    assert few["resilience(KEN)"].nothing_new != tried["resilience(KEN)"].nothing_new, "Kenya does not support it"


def test_a_bracket_makes_a_difference_to_what_is_tried(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.PLENARY)
    forecast = board(table)
    open_draft = draft_of(table, settled=False)
    small, large = (open_draft.settle("size", number).settle("place", 0).settle("way", 0) for number in (0, 1))
    elsewhere = large.settle("place", 1)
    ends = [end(herd(forecast, draft).pledges_kept) for draft in (open_draft, small, large, elsewhere)]
    assert ends[0] < ends[1] < ends[2], "an open amount counts for nothing"
    assert ends[3] < ends[2]


def test_what_was_tried_comes_after_adoption(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.PLENARY)
    tried = board(table).supposing(draft_of(table), ("kenya", "malaysia")).curves(None, (HERD,), RUNS)[HERD]
    adopt(table)
    assert herd(board(table)) == tried


def test_the_board_tries_orders(meeting: Rulebook) -> None:
    forecast = board(begin(meeting))
    orders = {"kenya": Draft().with_order("ranger_patrol", TSAVO, 8)}
    assert end(herd(forecast, orders).nothing_new) > end(herd(forecast).nothing_new) + 100


def test_secrets_count_for_the_parties_and_nobody_else(meeting: Rulebook) -> None:
    table = to_desks(begin(meeting))
    before = {seat: desk(table, seat) for seat in ("malaysia", "asia")}
    wall = herd(board(table))
    secret(table, RANGERS, binding=False)
    assert desk(table, "asia") == before["asia"]
    assert herd(board(table)) == wall
    assert end(desk(table, "malaysia").pledges_kept) > end(before["malaysia"].pledges_kept)


def test_who_is_absent_keeps_no_promise(meeting: Rulebook) -> None:
    table = begin(meeting)
    agree(table, RANGERS, binding=False)
    done(table, cm.ChangeSeat("kenya", Occupant.EMPTY))
    worlds = herd(board(table))
    assert worlds.nothing_new == worlds.pledges_kept


def test_an_empty_seat_goes_on_with_what_was_opened_last(meeting: Rulebook) -> None:
    table = begin(meeting)
    done(table, cm.ChangeSeat("kenya", Occupant.EMPTY))
    first = table.public_view()
    advance(to_desks(table))
    advance(table)
    assert not first.opened
    assert table.public_view().opened[-1]["kenya"].amount("ranger_patrol", TSAVO) == 3
    view = table.public_view()
    plans = course(Basis(view, view.negotiation, view.facts), Supposed(), kept=True)
    assert {plan.orders["kenya"].amount("ranger_patrol", TSAVO) for plan in plans} == {3}


def test_joint_projects_start_when_promises_pay_for_them(meeting: Rulebook) -> None:
    table = begin(meeting)
    clauses = (
        Clause(ClauseKind.CONTRIBUTE, "asia", amount=5, project="scanners"),
        Clause(ClauseKind.CONTRIBUTE, "malaysia", amount=5, project="scanners"),
    )
    name = "seized(ken_mys)"
    plain = board(table).curves(None, (name,), RUNS)[name]
    tried = board(table).curves(Terms(("asia", "malaysia"), clauses), (name,), RUNS)[name]
    assert tried.pledges_kept.likely[:3] == plain.pledges_kept.likely[:3], "14 units take two turns"
    assert tried.pledges_kept.likely[3] > plain.pledges_kept.likely[3]


def test_slices_end_where_all_runs_do(meeting: Rulebook) -> None:
    table = to_phase(begin(meeting), Phase.PLENARY)
    forecast = BoardForecast(table.public_view(), 64)
    last = list(forecast.refined(draft_of(table), (HERD,)))[-1]
    assert last == forecast.curves(draft_of(table), (HERD,), 64)


def test_own_payments_into_a_fund_are_seen_at_the_desk(meeting: Rulebook) -> None:
    table = begin(meeting)
    adopt(table)
    to_desks(table)
    before = desk(table, "malaysia")
    (pool,) = table.public_view().negotiation.public.pools
    done(table, nc.PayIntoFund("malaysia", pool, 5))
    assert end(desk(table, "malaysia").nothing_new) > end(before.nothing_new)


def test_where_nothing_is_agreed_later_turns_are_worked_out_once(
    meeting: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = to_desks(begin(meeting)).seat_view("kenya")
    draft = view.desk.draft.with_order("ranger_patrol", TSAVO, 2)
    basis = Basis(view.public, view.negotiation, view.facts, view.seat)
    supposed = Supposed({"kenya": draft}, {"kenya": draft})
    short = [course(basis, supposed, kept=kept) for kept in (False, True)]
    monkeypatch.setattr(forecast_course, "_changes", lambda _talks: True)
    assert [course(basis, supposed, kept=kept) for kept in (False, True)] == short
    assert [plan.turn for plan in short[0]] == list(basis.turns)
