import pygame
import pytest

from game.client import widgets as w


class Purse:
    def __init__(self, limit=None, step=1, low=0):
        self.value, self.teams = 10, 1
        self.range = w.Range(low, 40, step, limit)

    def build(self, ui):
        area = ui.area(inset=20)
        self.value = w.slider(ui, "funds", area.cut_top(ui.px(56)), "Funds", self.value, self.range, unit="units")
        self.teams = w.stepper(ui, "teams", area.cut_top(ui.px(40)), "Teams", self.teams, w.Range(0, 3))


@pytest.fixture
def purse():
    return Purse()


@pytest.fixture
def desk(pilot, purse):
    return pilot(purse.build)


def test_dragging_follows_the_pointer(desk, purse):
    rect = desk.node("funds").rect
    desk.drag((rect.x + rect.w // 4, rect.y + 38), (rect.x + rect.w // 2, rect.y + 38))
    assert purse.value == 20
    desk.drag((rect.x + rect.w // 2, rect.y + 38), (rect.x - 300, rect.y + 38))
    assert purse.value == 0
    assert desk.node("funds").value == "0 units"


def test_from_right_to_left_more_is_on_the_left(pilot, purse):
    desk = pilot(purse.build, language="ar")
    rect = desk.node("funds").rect
    desk.drag((rect.centre[0], rect.y + 38), (rect.x + 2, rect.y + 38))
    assert purse.value == 40
    desk.tab_to("funds")
    desk.press(pygame.K_RIGHT)
    assert purse.value == 39


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (pygame.K_RIGHT, 11),
        (pygame.K_UP, 11),
        (pygame.K_LEFT, 9),
        (pygame.K_DOWN, 9),
        (pygame.K_PAGEUP, 14),
        (pygame.K_PAGEDOWN, 6),
        (pygame.K_HOME, 0),
        (pygame.K_END, 40),
    ],
)
def test_keys(desk, purse, key, value):
    desk.tab_to("funds")
    desk.press(key)
    assert purse.value == value


def test_entering_a_number(desk, purse):
    desk.tab_to("funds")
    desk.type("27")
    assert purse.value == 10
    desk.press(pygame.K_RETURN)
    assert purse.value == 27
    desk.type("35")
    desk.press(pygame.K_BACKSPACE, pygame.K_RETURN)
    assert purse.value == 3
    desk.type("12")
    desk.press(pygame.K_ESCAPE, pygame.K_RETURN)
    assert purse.value == 3


def test_an_entry_is_taken_by_tab_and_kept_within_bounds(desk, purse):
    desk.tab_to("funds")
    desk.type("99")
    desk.press(pygame.K_TAB)
    assert purse.value == 40
    assert desk.focus == "teams"


@pytest.mark.parametrize("typed", ["-", "...", "1.2.3", ",,"])
def test_what_is_no_number_changes_nothing(desk, purse, typed):
    desk.tab_to("funds")
    desk.type(typed)
    desk.press(pygame.K_RETURN)
    assert purse.value == 10


def test_the_limit_is_the_highest_value_within_reach(pilot):
    purse = Purse(limit=15)
    desk = pilot(purse.build)
    rect = desk.node("funds").rect
    desk.drag((rect.centre[0], rect.y + 38), (rect.right, rect.y + 38))
    assert purse.value == 15
    desk.press(pygame.K_END, pygame.K_RIGHT)
    assert purse.value == 15


def test_whole_steps_give_whole_numbers():
    assert type(w.Range(0, 10).nearest(3.4)) is int
    assert w.Range(0, 1, 0.05).nearest(0.33) == pytest.approx(0.35)
    assert w.Range(0, 10, 4, limit=7).nearest(9) == 4
    assert w.Range(2, 10, 3).nearest(6) == 5


def test_a_stepper_by_mouse(desk, purse):
    desk.click("teams.more")
    desk.click("teams.more")
    assert purse.teams == 3
    assert not desk.node("teams.more").enabled
    desk.click("teams.more")
    assert purse.teams == 3
    desk.click("teams.less")
    assert purse.teams == 2


def test_a_stepper_by_keyboard(desk, purse):
    desk.tab_to("teams")
    desk.press(pygame.K_UP)
    assert purse.teams == 2
    desk.type("0")
    desk.press(pygame.K_RETURN)
    assert purse.teams == 0


def test_numbers_are_grouped_and_signed_typographically():
    assert w.number_words(-1234567) == w.isolate("−1\u202f234\u202f567")
    assert w.number_words(2.5, "t") == w.isolate("2.5\u00a0t")


class Order:
    """A slider in a list, with two lines, and another row below it."""

    def __init__(self, reason="no funds left"):
        self.value, self.reason = 4, reason

    def build(self, ui):
        area = ui.area(inset=20)
        column = ui.area(area.cut_start(ui.px(320)))
        self.value = w.slider(
            ui,
            "order",
            column.cut_top(ui.px(76)),
            "Rangers",
            self.value,
            w.Range(0, 12, limit=6),
            unit="units",
            detail="Tsavo",
            hint="More rangers in a habitat.",
            at_limit=self.reason,
        )
        w.button(ui, "next", column.cut_top(ui.px(40)), "Next")


def test_at_its_limit_it_says_why_it_goes_no_further(pilot):
    order = Order()
    desk = pilot(order.build)
    assert desk.node("order").value == "4\u00a0units" or "units" in desk.node("order").value
    assert "no funds left" not in desk.node("order").value
    desk.tab_to("order")
    desk.press(pygame.K_END)
    assert order.value == 6
    assert desk.node("order").value.endswith(", no funds left")
    desk.press(pygame.K_RIGHT)
    assert order.value == 6
    desk.press(pygame.K_LEFT)
    assert "no funds left" not in desk.node("order").value


def test_its_tooltip_covers_no_other_row(pilot):
    desk = pilot(Order().build)
    desk.tab_to("order")
    tip, below = desk.node("order/tip").rect, desk.node("next").rect
    assert tip.x >= below.right
