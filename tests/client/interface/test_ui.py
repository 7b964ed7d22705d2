import pygame
import pytest

from game.client import widgets as w
from game.client.interface.checks import flaws
from game.client.interface.events import merged
from game.client.interface.ui import Ui


class Form:
    """Two buttons, a field, and a dialog over them."""

    def __init__(self):
        self.asking = False
        self.presses = []
        self.name = ""
        self.passes = []

    def build(self, ui: Ui):
        self.passes.append((ui.input.kind, ui.drawing))
        area = ui.area(inset=20)
        for name in ("one", "two"):
            if w.button(ui, name, area.cut_top(ui.px(40)), name, hint=f"about {name}"):
                self.presses.append(name)
        self.name = w.text_field(ui, "name", area.cut_top(ui.px(40)), "Name", self.name)
        if self.asking:
            answer = w.confirm(ui, "sure", "Sure?", "It cannot be undone.", "Yes")
            if answer is not None:
                self.asking = False
                self.presses.append(answer)
        return "escape" if ui.pressed(pygame.K_ESCAPE) else None


@pytest.fixture
def form():
    return Form()


@pytest.fixture
def desk(pilot, form):
    return pilot(form.build)


def test_an_event_is_answered_in_one_pass_that_does_not_draw(desk, form):
    desk.click("one")
    assert form.presses == ["one"]
    kinds = [(kind, drawing) for kind, drawing in form.passes if kind != "none"]
    assert kinds == [("press", False), ("release", False)]


def test_nothing_is_done_when_nothing_has_changed(desk, form):
    assert not desk.ui.due()
    before = len(form.passes)
    desk.send(pygame.event.Event(pygame.KEYUP, key=pygame.K_a, mod=0))
    desk.send(pygame.event.Event(pygame.MOUSEMOTION, pos=(700, 700), rel=(0, 0), buttons=(0, 0, 0)))
    assert len(form.passes) == before


def test_letting_go_elsewhere_is_no_click(desk, form):
    desk.drag("one", (640, 600))
    assert form.presses == []


def test_tab_goes_round_both_ways(desk):
    assert desk.stops() == ["one", "two", "name"]
    desk.press(pygame.K_TAB)
    here = desk.focus
    desk.press(pygame.K_TAB)
    desk.press(pygame.K_TAB, mods=pygame.KMOD_SHIFT)
    assert desk.focus == here


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_SPACE, pygame.K_KP_ENTER])
def test_keys_press_what_has_the_focus(desk, form, key):
    desk.tab_to("two")
    desk.press(key)
    assert form.presses == ["two"]


def test_a_key_held_down_presses_once(desk, form):
    desk.tab_to("two")
    down = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0)
    desk.send(down, down, down)
    assert form.presses == ["two"]
    desk.send(pygame.event.Event(pygame.KEYUP, key=pygame.K_RETURN, mod=0), down)
    assert form.presses == ["two", "two"]


def test_the_pointer_shows_what_can_be_done(desk):
    desk.point("one")
    assert desk.ui.cursor == pygame.SYSTEM_CURSOR_HAND
    desk.point("name")
    assert desk.ui.cursor == pygame.SYSTEM_CURSOR_IBEAM
    desk.point((1200, 700))
    assert desk.ui.cursor == pygame.SYSTEM_CURSOR_ARROW


def test_the_ring_is_seen_with_the_keyboard_and_not_with_the_mouse(desk):
    focus = desk.ui.colours.focus
    desk.tab_to("one")
    rect = desk.node("one").rect
    assert desk.ui.surface.get_at((rect.x + 100, rect.y - 4))[:3] == focus
    desk.click("one")
    assert desk.ui.surface.get_at((rect.x + 100, rect.y - 4))[:3] != focus


def test_a_dialog_holds_the_keyboard_and_gives_it_back(desk, form):
    desk.tab_to("two")
    form.asking = True
    desk.ui.redraw()
    desk.send()
    assert desk.focus == "sure.yes"
    assert set(desk.stops()) == {"sure.no", "sure.yes"}
    desk.press(pygame.K_ESCAPE)
    assert form.presses == [False]
    assert desk.focus == "two"
    assert desk.results == []
    desk.press(pygame.K_ESCAPE)
    assert desk.results == ["escape"]


def test_what_a_dialog_covers_cannot_be_clicked(desk, form):
    form.asking = True
    desk.ui.redraw()
    desk.send()
    desk.click(desk.node("one").rect.centre)
    assert form.presses == []
    desk.click("sure.yes")
    assert form.presses == [True]


def test_a_dialog_is_as_tall_as_its_content(desk, form):
    form.asking = True
    desk.ui.redraw()
    desk.send()
    dialog, yes = desk.node("sure").rect, desk.node("sure.yes").rect
    assert dialog.encloses(yes)
    assert dialog.bottom - yes.bottom < 60
    assert not flaws(desk.ui)


def test_shortcuts_are_silent_while_text_is_typed(pilot):
    heard = []
    name = [""]

    def build(ui):
        name[0] = w.text_field(ui, "name", ui.area().cut_top(40), "Name", name[0])
        if ui.pressed(pygame.K_h):
            heard.append("h")
        if ui.pressed(pygame.K_h, control=True):
            heard.append("control h")

    desk = pilot(build)
    desk.press(pygame.K_h)
    desk.click("name")
    desk.press(pygame.K_h)
    desk.press(pygame.K_h, mods=pygame.KMOD_LCTRL)
    assert heard == ["h", "control h"]


def test_a_tooltip_comes_after_half_a_second(desk, clock):
    desk.point("one")
    assert not desk.has("one/tip")
    clock.now += 0.3
    assert not desk.ui.due()
    clock.now += 0.3
    assert desk.ui.due()
    desk.send()
    assert desk.node("one/tip").label == "about one"


def test_a_tooltip_comes_at_once_with_the_keyboard(desk):
    desk.tab_to("two")
    assert desk.node("two/tip").label == "about two"


def test_a_toast_leaves_by_itself(desk, clock):
    desk.ui.toast("Saved.")
    desk.send()
    assert desk.node("toast-0").label == "Saved."
    clock.now += 5
    assert desk.ui.due()
    desk.send()
    assert not desk.has("toast-0")
    assert not desk.ui.due()


def test_a_value_glides_and_arrives(pilot, clock):
    target, seen = [0.0], []

    def build(ui):
        seen.append(ui.glide("index", target[0], 1.0))

    desk = pilot(build, motion=True)
    target[0] = 10.0
    desk.ui.redraw()
    desk.send()
    clock.now += 0.5
    assert desk.ui.due()
    desk.send()
    assert 0 < seen[-1] < 10
    clock.now += 0.6
    desk.send()
    assert seen[-1] == 10
    assert not desk.ui.due()


def test_without_motion_a_value_is_there_at_once(pilot):
    target, seen = [0.0], []

    def build(ui):
        seen.append(ui.glide("index", target[0], 1.0))

    desk = pilot(build, motion=False)
    target[0] = 10.0
    desk.ui.redraw()
    desk.send()
    assert seen[-1] == 10
    assert not desk.ui.due()


def test_each_screen_keeps_its_own_state(desk, form):
    desk.tab_to("two")
    mine, desk.ui.state = desk.ui.state, w.UiState()
    desk.ui.draw(form.build)
    assert desk.focus == ""
    desk.ui.state = mine
    desk.ui.draw(form.build)
    assert desk.focus == "two"


def test_focus_leaves_what_has_gone(pilot):
    shown = [True]

    def build(ui):
        area = ui.area()
        if shown[0] and w.button(ui, "gone", area.cut_top(40), "Go"):
            shown[0] = False
        w.button(ui, "stays", area.cut_top(40), "Stay")

    desk = pilot(build)
    desk.tab_to("gone")
    desk.press(pygame.K_RETURN)
    assert desk.focus == ""
    desk.press(pygame.K_TAB)
    assert desk.focus == "stays"


def test_a_row_of_motions_counts_once():
    def motion(x):
        return pygame.event.Event(pygame.MOUSEMOTION, pos=(x, 0), rel=(0, 0), buttons=(0, 0, 0))

    press = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(2, 0), button=1)
    kept = list(merged([motion(1), motion(2), press, motion(3), motion(4)]))
    assert [event.pos[0] for event in kept] == [2, 2, 4]


def test_pointer_positions_are_scaled_to_the_surface(desk, form):
    desk.ui.pointer_scale = 2.0
    x, y = desk.node("one").rect.centre
    desk.click((x // 2, y // 2))
    assert form.presses == ["one"]


def test_losing_the_window_lets_go(desk, form):
    place = desk.point("one")
    desk.send(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=place, button=1))
    desk.send(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    desk.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=place, button=1))
    assert form.presses == []
