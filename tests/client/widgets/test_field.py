import pygame
import pytest

from game.client import widgets as w
from game.client.interface import clipboard

CONTROL = pygame.KMOD_LCTRL
SHIFT = pygame.KMOD_LSHIFT


class Form:
    def __init__(self, value="", **options):
        self.value, self.options, self.sent = value, options, 0

    def build(self, ui):
        self.value = w.text_field(ui, "name", w.Rect(40, 40, 200, 40), "Name", self.value, **self.options)
        self.sent += w.entered(ui, "name")
        w.button(ui, "next", w.Rect(40, 100, 200, 40), "Next")


@pytest.fixture
def make(pilot):
    def made(value="", language="en", **options):
        form = Form(value, **options)
        desk = pilot(form.build, language=language)
        desk.form = form
        return desk

    return made


def test_typing_after_a_click(make):
    desk = make()
    desk.click("name")
    desk.type("Kenya")
    assert desk.form.value == "Kenya"
    desk.press(pygame.K_LEFT, pygame.K_LEFT, pygame.K_BACKSPACE, pygame.K_DELETE)
    assert desk.form.value == "Kea"
    desk.press(pygame.K_HOME)
    desk.type("X")
    assert desk.form.value == "XKea"


def test_arriving_by_keyboard_selects_all(make):
    desk = make("old name")
    desk.tab_to("name")
    desk.type("n")
    assert desk.form.value == "n"


def test_selecting_with_shift_and_dragging(make):
    desk = make("abcdef")
    desk.tab_to("name")
    desk.press(pygame.K_END)
    desk.press(pygame.K_LEFT, pygame.K_LEFT, mods=SHIFT)
    desk.press(pygame.K_BACKSPACE)
    assert desk.form.value == "abcd"
    rect = desk.node("name").rect
    desk.drag((rect.x + 13, rect.centre[1]), (rect.right - 5, rect.centre[1]))
    desk.type("z")
    assert desk.form.value == "z"


def test_a_double_click_selects_a_word(make):
    desk = make("one two three")
    at = desk.node("name").rect.x + 12 + desk.ui.look.text.width("one tw")
    desk.click((at, 60))
    desk.click((at, 60))
    desk.type("X")
    assert desk.form.value == "one X three"


def test_copy_cut_and_paste(make):
    desk = make("secret plan")
    desk.tab_to("name")
    desk.press(pygame.K_x, mods=CONTROL)
    assert desk.form.value == ""
    desk.press(pygame.K_v, mods=CONTROL)
    desk.press(pygame.K_v, mods=CONTROL)
    assert desk.form.value == "secret plansecret plan"
    desk.press(pygame.K_a, pygame.K_c, mods=CONTROL)
    assert clipboard.paste() == "secret plansecret plan"


def test_a_secret_is_neither_shown_nor_copied(make):
    clipboard.copy("before")
    desk = make("1234", secret=True)
    desk.tab_to("name")
    desk.press(pygame.K_c, mods=CONTROL)
    assert clipboard.paste() == "before"
    assert desk.node("name").value == "••••"


def test_limits_hold_for_typing_and_pasting(make):
    clipboard.copy("12ab34567890")
    desk = make("", limit=6, allowed="0123456789")
    desk.click("name")
    desk.press(pygame.K_v, mods=CONTROL)
    desk.type("x9")
    assert desk.form.value == "123456"


def test_words_at_a_time(make):
    desk = make("one two three")
    desk.click("name")
    desk.press(pygame.K_END)
    desk.press(pygame.K_BACKSPACE, mods=CONTROL)
    assert desk.form.value == "one two "


def test_arrows_move_as_they_point_in_arabic(make):
    desk = make("قطر", language="ar")
    desk.click("name")
    desk.press(pygame.K_HOME, pygame.K_LEFT, pygame.K_DELETE)
    assert desk.form.value == "قر"


def test_an_accent_goes_with_its_letter(make):
    desk = make("e\u0301a")
    desk.click("name")
    desk.press(pygame.K_HOME, pygame.K_RIGHT)
    desk.type("x")
    assert desk.form.value == "e\u0301xa"


def test_composing_shows_before_it_is_taken(make):
    desk = make("ab")
    desk.click("name")
    desk.send(pygame.event.Event(pygame.TEXTEDITING, text="zhong", start=0, length=5))
    assert desk.form.value == "ab"
    desk.press(pygame.K_BACKSPACE)
    assert desk.form.value == "ab"
    desk.send(pygame.event.Event(pygame.TEXTEDITING, text="", start=0, length=0))
    desk.send(pygame.event.Event(pygame.TEXTINPUT, text="中"))
    assert desk.form.value == "ab中"


def test_enter_is_heard_and_escape_is_not_taken(make):
    desk = make("a")
    desk.tab_to("name")
    desk.press(pygame.K_RETURN)
    assert desk.form.sent == 1
    desk.press(pygame.K_TAB, pygame.K_RETURN)
    assert desk.form.sent == 1


def test_a_long_text_scrolls_with_the_caret(make):
    desk = make("x" * 100)
    desk.click("name")
    desk.press(pygame.K_END)
    rect = desk.node("name").rect
    bar = desk.ui.colours.accent
    row = [desk.ui.surface.get_at((x, rect.centre[1]))[:3] for x in range(rect.x + 8, rect.right - 4)]
    assert bar in row
    desk.press(pygame.K_HOME)
    assert desk.ui.surface.get_at((rect.x + 12, rect.centre[1]))[:3] == bar


@pytest.mark.parametrize("value", ["", "قطر 12", "\u2068", "中" * 50])
def test_strange_texts_do_no_harm(make, value):
    desk = make(value)
    desk.tab_to("name")
    desk.press(pygame.K_LEFT, pygame.K_RIGHT, pygame.K_HOME, pygame.K_DELETE, pygame.K_END, pygame.K_BACKSPACE)
    assert len(desk.form.value) <= len(value)
