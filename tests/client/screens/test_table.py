import shutil
from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.client.demonstration import Studio
from game.client.live import LiveGame
from game.client.navigation import Enter, Pop, Wait
from game.client.screens.play import PlayScreen
from game.client.screens.table import TableScreen
from game.model.places import scenarios_folder
from game.storage.errors import SaveError

IVORY = str(scenarios_folder() / "ivory_corridor.yaml")


def started(pilot) -> object:
    answer = pilot.results[-1]
    assert isinstance(answer, Wait)
    return answer.work()


def test_choices_become_the_session(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(TableScreen(made.app, IVORY, 11))
    pilot.click("style.open")
    pilot.click("turns.less")
    pilot.click("turns.less")
    pilot.click("seed")
    pilot.press(pygame.K_a, mods=pygame.KMOD_CTRL)
    pilot.type("42x")
    pilot.click("seat-china.computer")
    pilot.click("start")
    answer = started(pilot)
    assert isinstance(answer, Enter)
    assert isinstance(answer.screen, PlayScreen)
    game = made.app.game
    assert game.public.turns == 6
    assert game.public.options.desk_style.value == "open"
    assert game.public.seats["china"].occupant.value == "computer"
    assert game.state.seed == 42


def test_the_keyboard_comes_to_the_start_after_all_choices(studio: Callable[..., Studio]) -> None:
    made = studio()
    ids = [node.id for node in made.pilot(TableScreen(made.app, IVORY, 1)).ui.nodes if node.focusable]
    assert ids[-1] == "start"


def test_a_lesson_of_the_scenario_is_chosen_and_played(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(TableScreen(made.app, IVORY, 1))
    pilot.click("lesson")
    pilot.click("lesson.45")
    assert pilot.node("summary").label == "4 turns, made for 45 minutes"
    pilot.click("start")
    started(pilot)
    game = made.app.game
    assert game.public.turns == 4
    assert game.seat("kenya").desk.book.scenario.rules.turn_years == 1
    assert game.public.seats["viet_nam"].occupant.value == "empty"


def test_turns_cut_by_hand_are_an_own_length(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(TableScreen(made.app, IVORY, 1))
    assert pilot.node("lesson").value == "Whole game"
    pilot.tab_to("turns")
    pilot.press(pygame.K_LEFT)
    assert pilot.node("lesson").value == "Own length"
    pilot.click("lesson")
    pilot.click("lesson.45")
    assert pilot.node("lesson").value == "Lesson of 45 minutes"
    pilot.tab_to("turns")
    pilot.press(pygame.K_LEFT)
    assert pilot.node("lesson").value == "Own length, rules of the 45 minutes"
    pilot.click("lesson")
    pilot.click("lesson.0")
    assert pilot.node("lesson").value == "Whole game"
    assert pilot.node("summary").label.startswith("8 turns")


def test_the_length_follows_the_choices(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(TableScreen(made.app, IVORY, 1))
    before = pilot.node("summary").label
    pilot.click("one")
    assert pilot.node("summary").label != before
    assert pilot.node("summary").label.startswith("8 turns, about ")


def test_without_people_it_does_not_begin_and_says_why(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(TableScreen(made.app, IVORY, 1))
    pilot.click("one")
    pilot.click("seat-kenya.empty")
    assert not pilot.node("start").enabled
    assert "needs people" in pilot.words()
    pilot.press(pygame.K_RETURN)
    assert not [answer for answer in pilot.results if isinstance(answer, Wait)]


def test_another_number_is_drawn(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(TableScreen(made.app, IVORY, 1))
    drawn = set()
    for _time in range(4):
        pilot.click("again")
        drawn.add(pilot.node("seed").value)
    assert len(drawn) > 1


def test_a_broken_scenario_shows_its_problems(studio: Callable[..., Studio], tmp_path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("title: Not yet\nmarkets: 7\n", encoding="utf-8")
    made = studio()
    pilot = made.pilot(TableScreen(made.app, str(path), 1))
    assert "broken.yaml cannot be played yet" in pilot.words()
    shutil.copy(IVORY, path)
    pilot.press(pygame.K_ESCAPE)
    assert isinstance(pilot.results[-1], Pop)


@pytest.mark.parametrize(
    "error", [SaveError("The disk is full."), ValueError("The disk is full."), OSError(28, "The disk is full.")]
)
def test_what_keeps_it_from_beginning_is_said(studio: Callable[..., Studio], monkeypatch, error) -> None:
    def full(*_rest: object) -> None:
        raise error

    monkeypatch.setattr(LiveGame, "begin", full)
    made = studio()
    pilot = made.pilot(TableScreen(made.app, IVORY, 1))
    pilot.click("start")
    assert started(pilot) is None
    pilot.ui.draw(pilot.build)
    assert "The disk is full." in pilot.words()
    pilot.press(pygame.K_RETURN)
    assert "The disk is full." not in pilot.words()
    assert made.app.game is None


@pytest.mark.parametrize("look", [("light", 1.0, (1280, 720)), ("dark", 2.0, (1280, 720)), ("light", 1.0, (400, 300))])
def test_twelve_delegations_with_long_names(studio: Callable[..., Studio], look, tmp_path) -> None:
    from game.client.interface import checks

    path = Path(tmp_path / "crowd.yaml")
    path.write_text(crowd(), encoding="utf-8")
    made = studio(*look)
    screen = TableScreen(made.app, str(path), 1)
    pilot = made.pilot(screen)
    assert "crowd" not in pilot.words()
    assert checks.flaws(pilot.ui) == []
    pilot.click("one")
    assert checks.flaws(pilot.ui) == []


def crowd() -> str:
    codes = ("KEN", "CHN", "MYS", "SGP", "TZA", "MOZ", "VNM", "COG", "GAB", "NGA", "THA", "ARE")
    name = "The Permanent Delegation of the United Republic of Far {} and W"
    lines = ["title: A plenary", "stylised: true", "jurisdictions:"]
    lines += [f"- {{id: {code}, corruption: 0.5, resilience: 5, markets: {{counterfeit: 6}}}}" for code in codes]
    lines += ["markets:", "- id: counterfeit", "  unit_value: 2", "  origins: [{jurisdiction: CHN, supply: 20}]"]
    lines += ["  destinations: [{jurisdiction: KEN}]", "legs:", "- {id: chn_ken, from: CHN, to: KEN, mode: air}"]
    lines += ["delegations:"]
    lines += [
        f"- {{id: d{number}, name: {name.format(code)[:60]}, jurisdictions: [{code}], position: We are here.}}"
        for number, code in enumerate(codes)
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("size", [(1366, 768), (800, 600)])
def test_in_a_low_window_one_thing_scrolls_and_the_way_on_stays_in_sight(
    studio: Callable[..., Studio], size: tuple[int, int]
) -> None:
    made = studio(size=size, scale=2.0)
    pilot = made.pilot(TableScreen(made.app, IVORY, 1))
    for tab in ("seats", "rules"):
        pilot.click(f"parts.{tab}")
        assert [node.id for node in pilot.ui.nodes if node.role == "scroll"] == ["page"]
        start = pilot.node("start")
        assert start.visible == start.rect
    pilot.click("parts.seats")
    last = next(name for name in pilot.stops() if name.startswith("seat-central_africa"))
    pilot.tab_to(last)
    assert pilot.node(last).visible == pilot.node(last).rect, "what has the keyboard comes into view"
