import pytest

from game.client.view_models.table_plan import first_plan, minutes_of, seed_of
from game.model.places import scenarios_folder
from game.scenario.load import load_scenario
from game.session.desk import DeskStyle, Occupant


@pytest.fixture(scope="module")
def plan():
    return first_plan(load_scenario(scenarios_folder() / "ivory_corridor.yaml").scenario, 7)


def test_people_sit_everywhere_at_first(plan):
    assert plan.persons == len(plan.seats) == 6
    assert not plan.reason_to_wait
    command = plan.command()
    assert command.seed == 7
    assert command.options.turns is None
    assert command.options.desk_style is DeskStyle.PRIVATE


def test_one_person_keeps_a_seat_that_was_taken(plan):
    moved = plan.seated("kenya", Occupant.EMPTY).one_person()
    assert moved.occupants["china"] is Occupant.PERSON
    assert moved.persons == 1
    assert moved.occupants["kenya"] is Occupant.COMPUTER
    assert moved.all_people().persons == 6


def test_without_people_it_waits(plan):
    for seat in plan.seats:
        plan = plan.seated(seat.id, Occupant.COMPUTER)
    assert plan.reason_to_wait
    assert plan.one_person().occupants["kenya"] is Occupant.PERSON


def test_names_belong_to_people_only(plan):
    named = plan.named("kenya", "  Amina ").named("china", "Li").seated("china", Occupant.COMPUTER)
    people = {seat.delegation: seat.people for seat in named.command().seats}
    assert people["kenya"] == "Amina"
    assert people["china"] == ""


def test_more_people_and_turns_take_longer():
    assert minutes_of(8, 1) < minutes_of(8, 6) < minutes_of(12, 6)
    assert minutes_of(1, 1) >= 5


@pytest.mark.parametrize(
    ("text", "seed"), [("7", 7), (" 12 ", 12), ("", None), ("x", None), ("-1", None), ("٣", None), ("9" * 19, None)]
)
def test_only_whole_numbers_are_seeds(text, seed):
    assert seed_of(text) == seed


def test_a_lesson_takes_its_turns_and_seats_and_the_whole_game_gives_them_back(plan):
    assert plan.lesson == 0
    short = plan.for_lesson(45)
    assert short.turns == 4
    assert short.persons == 4
    assert short.occupants["viet_nam"] is Occupant.EMPTY
    assert short.summary == "4 turns, made for 45 minutes"
    assert short.command().options.turns is None, "the lesson's own text has its turns"
    whole = short.for_lesson(0)
    assert (whole.turns, whole.persons) == (8, 6)
    assert "about" in whole.summary


def test_a_game_that_is_a_lesson_as_it_is_says_for_how_many_minutes_it_is_made():
    first = first_plan(load_scenario(scenarios_folder() / "first_steps.yaml").scenario, 7)
    assert first.summary == "4 turns, made for 15 minutes"
