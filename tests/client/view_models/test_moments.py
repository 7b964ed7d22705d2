from collections.abc import Callable
from dataclasses import replace

from game.client.view_models import moments, wall
from game.session.desk import DeskStyle, Occupant, Phase
from game.session.views import PublicView

Public = Callable[..., PublicView]


def test_the_moment_says_turn_and_time(public: Public) -> None:
    assert moments.moment(public(4)) == "Turn 4 of 8 · second half of 2027"
    after = public(8, Phase.EPILOGUE, 0)
    end = 2030 + after.book.scenario.rules.epilogue_years
    assert moments.moment(after) == f"After turn 8 of 8 · 2030 to {end:g}"


def test_the_epilogue_says_which_year_is_played(public: Public) -> None:
    view = public(8, Phase.EPILOGUE, 0)
    years = view.book.scenario.rules.epilogue_years
    assert moments.epilogue_moment(view, 0.0) == "2030"
    assert moments.epilogue_moment(view, 0.5 / years) == "mid-2030"
    assert moments.epilogue_moment(view, 1.0) == f"{2030 + years:g}"


def test_one_step_of_the_turn_is_present(public: Public) -> None:
    steps = moments.phase_steps(public(4, Phase.DESKS))
    assert [step.label for step in steps if step.present] == ["Desks"]
    assert next(step.label for step in steps if step.over) == "Briefing"
    assert [step.label for step in steps if not step.present and not step.over] == ["Outcome"]
    assert [step.label for step in moments.phase_steps(public(8, Phase.ENDED, 0))] == ["Epilogue", "Results"]


def test_the_order_of_desks_rotates_and_loses_nobody(public: Public) -> None:
    view = replace(public(4, Phase.DESKS, 3), turn=1)
    orders = [moments.desk_order(replace(view, turn=turn)) for turn in (1, 2, 3, 4)]
    assert orders[0] == ("kenya", "china", "straits")
    assert orders[1] == ("china", "straits", "kenya")
    assert orders[3] == orders[0]


def test_computers_and_empty_seats_have_no_desk(public: Public) -> None:
    view = public(4, Phase.DESKS)
    assert all(view.seats[seat].occupant is Occupant.PERSON for seat in moments.desk_order(view))
    assert moments.waiting_desks(public(4, Phase.DESKS, 0)) == ()


def test_a_sealed_desk_waits_no_longer(public: Public) -> None:
    view = public(4, Phase.DESKS)
    seat = moments.waiting_desks(view)[0]
    sealed = replace(view, seats={**view.seats, seat: replace(view.seats[seat], sealed=True)})
    assert seat not in moments.waiting_desks(sealed)
    assert wall.sealed_line(sealed) == "1 of 2 sealed"


def test_the_wall_names_the_desk_and_nothing_of_it(public: Public) -> None:
    view = public(4, Phase.DESKS)
    assert wall.now_line(view) == "Desks: next is China"
    assert wall.now_line(replace(view, active_desk="kenya")) == "Desks: Kenya is writing orders"
    assert wall.now_line(public(4, Phase.DESKS, 0)) == "All orders are sealed"
    assert wall.now_line(public(4, Phase.DESKS, 6, DeskStyle.OPEN)) == "Desks: the orders are discussed"
    assert {wall.now_line(public(8, phase, 0)) for phase in (Phase.OUTCOME, Phase.EPILOGUE, Phase.ENDED)} == {
        "The orders are open",
        f"{view.book.scenario.rules.epilogue_years:g} years later",
        "The results",
    }
