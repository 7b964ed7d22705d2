import pygame
import pytest

from game.client import widgets as w

STYLES = (
    w.Choice("paper", "Paper"),
    w.Choice("private", "Private", enabled=False),
    w.Choice("open", "Open", detail="No secrets"),
)


class Rules:
    def __init__(self):
        self.public, self.style, self.pace = False, "paper", "half"

    def build(self, ui):
        area = ui.area(inset=20)
        self.public = w.checkbox(ui, "public", area.cut_top(ui.px(36)), "Public votes", self.public)
        self.style = w.radio_group(ui, "style", area, "Desk style", STYLES, self.style)
        paces = (w.Choice("half", "Half a year"), w.Choice("year", "A year"))
        rect = area.cut_top(ui.px(40))
        self.pace = w.segmented(ui, "pace", rect, "Turn", paces, self.pace)


@pytest.fixture
def rules():
    return Rules()


@pytest.fixture
def desk(pilot, rules):
    return pilot(rules.build)


def test_by_mouse(desk, rules):
    desk.click("public")
    desk.click("style.open")
    desk.click("pace.year")
    assert (rules.public, rules.style, rules.pace) == (True, "open", "year")
    assert desk.node("public").value == "on"
    assert desk.node("style.open").value == "on"
    assert desk.node("style.paper").value == "off"


def test_by_keyboard(desk, rules):
    desk.tab_to("public")
    desk.press(pygame.K_SPACE)
    desk.tab_to("style.paper")
    desk.press(pygame.K_DOWN)
    assert desk.focus == "style.open"
    desk.tab_to("pace.half")
    desk.press(pygame.K_RIGHT)
    assert (rules.public, rules.style, rules.pace) == (True, "open", "year")


def test_a_group_is_one_stop_and_its_barred_choice_none(desk, rules):
    assert desk.stops() == ["public", "style.paper", "pace.half"]
    desk.click("style.private")
    assert rules.style == "paper"


def test_home_and_end_go_to_the_ends(desk, rules):
    desk.tab_to("style.paper")
    desk.press(pygame.K_END)
    assert rules.style == "open"
    desk.press(pygame.K_HOME)
    assert rules.style == "paper"
