"""The author's screen: findings, preview and tests of a file that is being written, and play-tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame
import pytest

from game.authoring.new import new_scenario
from game.client.demonstration import Studio
from game.client.demonstration_author import AUTHOR_SCENES
from game.client.interface import checks, clipboard
from game.client.play_test import Trial, TrialPlan
from game.client.screens.author import AuthorScreen
from game.client.screens.play import PlayScreen
from game.client.screens.title import TitleScreen
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters
from game.session.desk import DeskStyle, Occupant, Phase
from game.session.rulebook import make_rulebook
from tests.client.operate import Operator
from tests.client.screens.looks import LOOKS, MORE
from tests.client.screens.test_menu_looks import TINY

pytestmark = pytest.mark.usefixtures("fonts")

GOOD = new_scenario(Path("mine.yaml")).text
BROKEN = GOOD.replace("mode: sea", "mode: boat", 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def _opened(path: Path) -> Operator:
    hands = Operator()
    hands.app.push(AuthorScreen(hands.app, path))
    hands.step()
    return hands


@pytest.mark.parametrize("look", {**LOOKS, **TINY})
@pytest.mark.parametrize("name", AUTHOR_SCENES)
def test_no_flaw_in_any_look(studio: Callable[..., Studio], name: str, look: str) -> None:
    made = studio(*{**LOOKS, **TINY}[look])
    pilot = made.pilot(AUTHOR_SCENES[name](made))
    pilot.ui.audit = True
    pilot.ui.draw(pilot.build)
    assert checks.flaws(pilot.ui) == []
    wanted = {node.id for node in pilot.ui.nodes if node.focusable and node.enabled and node.layer >= pilot.ui.modal}
    assert wanted <= set(pilot.stops())


@pytest.mark.slow
@pytest.mark.parametrize("look", MORE)
@pytest.mark.parametrize("name", AUTHOR_SCENES)
def test_no_flaw_in_any_other_look(studio: Callable[..., Studio], name: str, look: str) -> None:
    made = studio(*MORE[look])
    pilot = made.pilot(AUTHOR_SCENES[name](made))
    pilot.ui.audit = True
    pilot.ui.draw(pilot.build)
    assert checks.flaws(pilot.ui) == []


def test_a_save_shows_at_once_and_what_is_older_says_so(file: Path) -> None:
    hands = _opened(file)
    assert "Nothing is wrong" in hands.words()
    assert not hands.has("stale")
    file.write_text(BROKEN, encoding="utf-8")
    hands.step()
    assert "Error E204" in hands.words()
    assert "boat" in hands.words()
    assert hands.node("stale").label.startswith("As of the last good reading")
    assert not hands.node("try").enabled
    hands.click("copy")
    assert "mine.yaml:46:43" in clipboard.paste()
    assert "E204" in clipboard.paste()
    file.write_text(GOOD, encoding="utf-8")
    hands.step()
    assert "Nothing is wrong" in hands.words()
    assert not hands.has("stale")
    assert hands.node("try").enabled


def test_a_file_that_was_never_good_has_no_preview_and_one_that_is_not_there_says_so(tmp_path: Path) -> None:
    hands = _opened(tmp_path / "missing.yaml")
    assert "There is no such file" in hands.words()
    assert not hands.has("preview-tabs")
    (tmp_path / "missing.yaml").write_text(GOOD, encoding="utf-8")
    hands.press(pygame.K_F5)
    assert hands.has("preview-tabs")


def test_start_values_and_tests_are_shown(file: Path) -> None:
    hands = _opened(file)
    for tab, words in (
        ("indices", "Kenya 6.25"),
        ("markets", "vnm_ken"),
        ("delegations", "1 variant"),
        ("tests", "1 test played, all passed"),
    ):
        hands.click(f"preview-tabs.{tab}")
        assert words.split()[-1] in hands.words(), tab
    file.write_text(GOOD.replace("> start(seized(mys_ken))", "> 1000"), encoding="utf-8")
    hands.step()
    assert "1 test played, 1 failed" in hands.words()
    assert "Expected (line" in hands.words()
    assert "turn 1:" in hands.words()


def test_a_play_test_begins_at_the_turn_that_was_chosen_and_leads_back(file: Path) -> None:
    hands = _opened(file)
    hands.click("try")
    hands.click("trial-turn.more")
    hands.click("trial-turn.more")
    hands.click("trial.yes")
    assert isinstance(hands.app.top, PlayScreen)
    game = hands.app.game
    assert game is not None
    assert (game.public.phase, game.public.turn) == (Phase.BRIEFING, 3)
    assert game.save is None
    assert game.public.options.desk_style is DeskStyle.OPEN
    assert {face.occupant for face in game.public.seats.values()} == {Occupant.PERSON}
    assert any(any(not draft.empty for draft in drafts.values()) for drafts in game.public.opened)
    assert "Play-test" in hands.words()
    hands.press(pygame.K_ESCAPE)
    hands.click("menu-leave")
    assert isinstance(hands.app.top, AuthorScreen)
    assert hands.app.game is None
    hands.press(pygame.K_ESCAPE)
    assert isinstance(hands.app.top, TitleScreen)


class _Slow:
    """A play-test that takes its time."""

    turn, reached, ready = 8, 3, False
    given_up = False

    def give_up(self) -> None:
        self.given_up = True


@pytest.mark.parametrize("look", {**LOOKS, **TINY})
def test_while_computers_play_one_sees_how_far_they_are_and_may_give_up(
    studio: Callable[..., Studio], look: str
) -> None:
    made = studio(*{**LOOKS, **TINY}[look])
    screen = AUTHOR_SCENES["author"](made)
    screen._trial = slow = _Slow()
    pilot = made.pilot(screen)
    pilot.ui.audit = True
    pilot.ui.draw(pilot.build)
    assert checks.flaws(pilot.ui) == []
    assert "3, up to 8" in pilot.node("made").value
    assert screen.tick(0.0) is None
    pilot.press(pygame.K_ESCAPE)
    assert slow.given_up
    assert not pilot.has("made")


def test_a_play_test_is_made_beside_the_drawing(file: Path) -> None:
    read = load_scenario(file)
    assert read.scenario is not None
    book = make_rulebook(read.scenario, load_parameters())
    trial = Trial(read, file.name, book, TrialPlan(3, tuple(book.delegations)), threaded=True)
    game = trial.game
    assert game is not None
    assert (game.public.turn, trial.reached) == (3, 2)
    given_up = Trial(read, file.name, book, TrialPlan(6, ()), threaded=True)
    given_up.give_up()
    assert given_up.game is None


def test_everything_by_keyboard(file: Path) -> None:
    hands = _opened(file)
    for _stop in range(40):
        hands.press(pygame.K_TAB)
        if hands.app.laptop.ui.state.focus == "try":
            break
    hands.press(pygame.K_RETURN)
    hands.press(pygame.K_RIGHT, pygame.K_RETURN)
    assert isinstance(hands.app.top, PlayScreen)
    assert hands.app.game is not None
    assert hands.app.game.public.turn == 2
