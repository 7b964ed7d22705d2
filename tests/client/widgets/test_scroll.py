import pygame
import pytest

from game.client import widgets as w


class Pages:
    def __init__(self, count=40):
        self.count, self.presses = count, []

    def build(self, ui):
        with w.card(ui, "card", w.Rect(20, 20, 400, 300)) as card, w.scroll(ui, "list", card.rect) as area:
            for number in range(self.count):
                if w.button(ui, f"b{number}", area.cut_top(ui.px(40)), f"Button {number}"):
                    self.presses.append(number)


@pytest.fixture
def pages():
    return Pages()


@pytest.fixture
def desk(pilot, pages):
    return pilot(pages.build)


def seen(desk, name):
    node = desk.node(name)
    return node.visible == node.rect


def test_the_wheel_moves_it_and_stops_at_the_ends(desk, pages):
    assert seen(desk, "b0")
    desk.wheel("b2", -3)
    assert not seen(desk, "b0")
    desk.wheel((100, 100), 500)
    assert seen(desk, "b0")
    desk.wheel((100, 100), -500)
    assert seen(desk, f"b{pages.count - 1}")


def test_what_gets_the_focus_comes_into_view(desk):
    desk.tab_to("b30")
    assert seen(desk, "b30")
    desk.press(pygame.K_RETURN)
    desk.tab_to("b0")
    assert seen(desk, "b0")


def test_every_button_inside_is_reached_by_tab(desk, pages):
    assert desk.stops() == [f"b{number}" for number in range(pages.count)]


def test_what_is_scrolled_away_cannot_be_clicked(desk, pages):
    place = desk.node("b0").rect.centre
    desk.wheel(place, -100)
    desk.click(place)
    assert 0 not in pages.presses


def test_the_bar_can_be_dragged(desk, pages):
    bar = desk.node("list/bar").rect
    desk.drag((bar.centre[0], bar.y + 8), (bar.centre[0], bar.bottom))
    assert seen(desk, f"b{pages.count - 1}")
    desk.drag((bar.centre[0], bar.bottom - 8), (bar.centre[0], bar.y))
    assert seen(desk, "b0")


def test_page_keys_move_it(desk):
    desk.press(pygame.K_PAGEDOWN)
    assert not seen(desk, "b0")
    desk.press(pygame.K_PAGEUP)
    assert seen(desk, "b0")


def test_without_need_there_is_no_bar(pilot):
    desk = pilot(Pages(3).build)
    assert not desk.has("list/bar")


def test_it_follows_when_its_content_shrinks(desk, pages):
    desk.wheel("b2", -100)
    pages.count = 8
    desk.ui.redraw()
    desk.send()
    assert seen(desk, "b7")


def test_the_bar_lies_at_the_end_of_the_line(pilot, pages):
    left = pilot(pages.build).node("list/bar").rect
    right = pilot(pages.build, language="ar").node("list/bar").rect
    assert left.x > 400
    assert right.x < 40


def test_words_alone_are_scrolled_with_the_keyboard_too(pilot):
    def build(ui):
        area = ui.area(inset=20)
        w.button(ui, "next", area.cut_bottom(40), "Next")
        with w.scroll(ui, "story", w.Rect(20, 20, 300, 120)) as lines:
            w.paragraph(ui, lines, "A long story about ports and the people who watch them. " * 12)
        with w.scroll(ui, "short", w.Rect(400, 20, 300, 120)) as lines:
            w.paragraph(ui, lines, "Short.")
        with w.scroll(ui, "buttons", w.Rect(400, 160, 300, 80)) as lines:
            for number in range(4):
                w.button(ui, f"b{number}", lines.cut_top(40), f"Button {number}")

    desk = pilot(build)
    assert desk.stops()[:2] == ["next", "story"]
    assert "short" not in desk.stops()
    assert "buttons" not in desk.stops()
    desk.tab_to("story")

    def top():
        return min(node.rect.y for node in desk.ui.nodes if node.label.startswith("A long story"))

    start = top()
    desk.press(pygame.K_DOWN)
    assert top() == start - 60
    desk.press(pygame.K_PAGEDOWN)
    assert top() < start - 100
    desk.press(pygame.K_END, pygame.K_DOWN)
    end = top()
    desk.press(pygame.K_DOWN)
    assert top() == end
    desk.press(pygame.K_HOME)
    assert top() == start
