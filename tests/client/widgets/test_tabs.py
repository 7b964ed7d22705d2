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


@pytest.mark.parametrize("width", [900, 260, 150, 60])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_tab_that_is_seen_has_its_words(pilot, width, language):
    desk = pilot(Book(width=width).build, language=language)
    assert desk.ui.problems == []
    for node in desk.ui.nodes:
        if node.role == "tab":
            assert node.rect.w >= desk.ui.look.text.width(node.label, "caption_strong") or width == 60
            assert node.rect.x >= 20
            assert node.rect.right <= 20 + width


def test_with_little_room_the_words_stand_below_the_icons(pilot):
    desk = pilot(Book(width=260).build)
    assert [node.id for node in desk.ui.nodes if node.role == "tab"] == ["tabs.map", "tabs.table", "tabs.text"]
    beside = desk.ui.look.text.width("Table of indices", "strong")
    assert desk.node("tabs.table").rect.w < beside + 26


def test_with_less_room_arrows_lead_to_the_other_tabs(pilot):
    book = Book(width=150)
    desk = pilot(book.build)
    assert desk.has("tabs/after")
    assert not desk.has("tabs/before")
    assert not desk.has("tabs.text")
    while desk.has("tabs/after"):
        desk.click("tabs/after")
    assert book.page == "text"
    assert desk.has("tabs.text")
    desk.click("tabs/before")
    assert book.page == "table"
    desk.press(pygame.K_HOME)
    desk.click("tabs.text")
    assert book.page == "text"
    desk.click("tabs/before")
    desk.tab_to("tabs.table")
    desk.press(pygame.K_RIGHT)
    assert book.page == "text"
    assert desk.focus == "tabs.text"
    desk.press(pygame.K_HOME)
    assert desk.focus == "tabs.map"
