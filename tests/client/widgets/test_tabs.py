import pygame
import pytest

from game.client import widgets as w

PAGES = (
    w.Choice("map", "Map", "map"),
    w.Choice("table", "Table of indices", "table"),
    w.Choice("text", "Dossier", "book-open"),
)


class Book:
    def __init__(self, width=900):
        self.page, self.width = "map", width

    def build(self, ui):
        rect = w.Rect(20, 20, self.width, ui.px(44))
        self.page = w.tabs(ui, "tabs", rect, "Pages", PAGES, self.page)


@pytest.fixture
def book():
    return Book()


def test_by_mouse(pilot, book):
    desk = pilot(book.build)
    desk.click("tabs.table")
    assert book.page == "table"
    assert desk.node("tabs.table").value == "on"


def test_by_keyboard(pilot, book):
    desk = pilot(book.build)
    assert desk.stops() == ["tabs.map"]
    desk.press(pygame.K_RIGHT)
    assert book.page == "table"
    desk.press(pygame.K_END, pygame.K_RIGHT)
    assert book.page == "text"


def test_arrows_follow_the_direction_of_writing(pilot, book):
    desk = pilot(book.build, language="ar")
    desk.tab_to("tabs.map")
    desk.press(pygame.K_LEFT)
    assert book.page == "table"
    assert desk.node("tabs.map").rect.x > desk.node("tabs.table").rect.x


def test_where_words_do_not_fit_icons_stand_alone_with_their_words_as_tooltips(pilot):
    desk = pilot(Book(width=230).build)
    assert desk.ui.problems == []
    assert desk.node("tabs.table").hint == "Table of indices"
    assert desk.node("tabs.map").hint == ""
