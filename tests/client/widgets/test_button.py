import pygame
import pytest

from game.client import widgets as w


@pytest.fixture
def desk(pilot):
    presses = []

    def build(ui):
        area = ui.area(inset=20)
        kinds = ("primary", "secondary", "quiet", "danger")
        presses.extend(k for k in kinds if w.button(ui, k, area.cut_top(40), k, kind=k, icon="send"))
        if w.button(ui, "off", area.cut_top(40), "Off", enabled=False):
            presses.append("off")
        if w.icon_button(ui, "icon", area.cut_top(40), "settings", "Settings"):
            presses.append("icon")

    made = pilot(build)
    made.presses = presses
    return made


def test_by_mouse(desk):
    for name in ("primary", "secondary", "quiet", "danger", "icon"):
        desk.click(name)
    assert desk.presses == ["primary", "secondary", "quiet", "danger", "icon"]


def test_by_keyboard(desk):
    desk.tab_to("quiet")
    desk.press(pygame.K_SPACE)
    desk.tab_to("icon")
    desk.press(pygame.K_RETURN)
    assert desk.presses == ["quiet", "icon"]


def test_a_disabled_button_is_passed_over(desk):
    desk.click("off")
    assert desk.presses == []
    assert "off" not in desk.stops()


def test_the_words_of_an_icon_button_are_its_tooltip(desk):
    desk.tab_to("icon")
    assert desk.node("icon/tip").label == "Settings"


def test_a_button_asks_for_the_width_of_its_words(pilot):
    def build(ui):
        wide = w.button_width(ui, "Seal the orders", "lock")
        w.button(ui, "seal", ui.area().cut_start(wide).middle(wide, 40), "Seal the orders", icon="lock")

    for scale in (1.0, 1.5, 2.0):
        assert pilot(build, scale=scale).ui.problems == []
