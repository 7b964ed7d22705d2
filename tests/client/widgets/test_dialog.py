import pygame

from game.client import widgets as w
from game.client.interface.checks import flaws


class Question:
    def __init__(self, kind="primary", text="It cannot be undone.", yes="Leave"):
        self.answers, self.open, self.kind, self.text, self.yes = [], True, kind, text, yes

    def build(self, ui):
        if w.button(ui, "ask", w.Rect(20, 20, 200, 40), "Ask"):
            self.open = True
        if self.open:
            answer = w.confirm(ui, "q", "Leave the game?", self.text, self.yes, kind=self.kind)
            if answer is not None:
                self.open = False
                self.answers.append(answer)


def test_by_mouse(pilot):
    question = Question()
    desk = pilot(question.build)
    desk.click("q.yes")
    desk.click("ask")
    desk.click("q.no")
    assert question.answers == [True, False]


def test_by_keyboard(pilot):
    question = Question()
    desk = pilot(question.build)
    desk.press(pygame.K_RETURN)
    desk.tab_to("ask")
    desk.press(pygame.K_RETURN, pygame.K_TAB, pygame.K_SPACE)
    assert question.answers == [True, False]
    assert desk.focus == "ask"


def test_a_danger_begins_at_no(pilot):
    desk = pilot(Question(kind="danger").build)
    assert desk.focus == "q.no"


def test_a_long_dialog_stays_in_a_small_window_and_scrolls(pilot):
    question = Question(text="Many words. " * 80, yes="A long answer that says exactly what happens")
    desk = pilot(question.build, size=(400, 300))
    assert desk.ui.window.encloses(desk.node("q").rect)
    assert desk.node("q/body/bar").rect.h > 0
    # It opens at its beginning; the answers come into view when Tab goes to them.
    assert desk.node("q").rect.y < 40
    desk.press(pygame.K_TAB, pygame.K_TAB)
    assert desk.node("q.yes").visible == desk.node("q.yes").rect
    assert not flaws(desk.ui)


def test_buttons_that_do_not_fit_beside_each_other_are_stacked(pilot):
    desk = pilot(Question(yes="Leave without saving").build, size=(360, 400), scale=1.25)
    assert desk.node("q.no").rect.x == desk.node("q.yes").rect.x
    assert desk.node("q.no").rect.bottom < desk.node("q.yes").rect.y
    assert not flaws(desk.ui)


def test_a_dialog_over_a_dialog_takes_the_keyboard_and_gives_it_back(pilot):
    second = [False]

    def build(ui):
        with w.dialog(ui, "first", "First") as area:
            if w.button(ui, "more", area.cut_top(40), "More"):
                second[0] = True
        if second[0]:
            answer = w.confirm(ui, "second", "Second", "Really?", "Yes")
            if answer is not None:
                second[0] = False

    desk = pilot(build)
    desk.press(pygame.K_RETURN)
    assert desk.focus == "second.yes"
    desk.press(pygame.K_ESCAPE)
    assert desk.focus == "more"
