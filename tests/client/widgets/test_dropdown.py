import pygame
import pytest

from game.client import widgets as w

NAMES = (
    "Austria",
    "Brazil",
    "Belgium",
    "Chad",
    "Denmark",
    "Egypt",
    "France",
    "Ghana",
    "Hungary",
    "India",
    "Japan",
    "Kenya",
)
CHOICES = tuple(w.Choice(name.lower(), name, enabled=name != "Chad") for name in NAMES)


class Seat:
    def __init__(self, y=40):
        self.country, self.y, self.other = "", y, 0

    def build(self, ui):
        self.country = w.dropdown(
            ui, "country", w.Rect(40, self.y, 300, 40), "Country", CHOICES, self.country, placeholder="Choose"
        )
        self.other += w.button(ui, "other", w.Rect(40, 120, 300, 40), "Other")
        if ui.pressed(pygame.K_ESCAPE):
            return "back"
        return None


@pytest.fixture
def seat():
    return Seat()


@pytest.fixture
def desk(pilot, seat):
    return pilot(seat.build)


def test_by_mouse(desk, seat):
    assert desk.node("country").value == "Choose"
    desk.click("country")
    desk.click("country.belgium")
    assert seat.country == "belgium"
    assert desk.node("country").value == "Belgium"
    assert not desk.has("country/list")


def test_a_click_beside_it_closes_it_and_does_nothing_else(desk, seat):
    desk.click("country")
    desk.click((700, 600))
    assert not desk.has("country/list")
    desk.click("country")
    desk.click(desk.node("other").rect.centre)
    assert seat.other == 0


def test_by_keyboard(desk, seat):
    desk.tab_to("country")
    desk.press(pygame.K_DOWN, pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN)
    assert seat.country == "brazil"
    desk.press(pygame.K_SPACE, pygame.K_DOWN, pygame.K_DOWN, pygame.K_SPACE)
    assert seat.country == "denmark"


def test_escape_closes_the_list_before_the_screen(desk, seat):
    desk.tab_to("country")
    desk.press(pygame.K_RETURN, pygame.K_END, pygame.K_ESCAPE)
    assert seat.country == ""
    assert desk.results == []
    desk.press(pygame.K_ESCAPE)
    assert desk.results == ["back"]


def test_letters_lead_to_their_names(desk, seat):
    desk.tab_to("country")
    desk.type("b")
    assert seat.country == "brazil"
    desk.type("b")
    assert seat.country == "belgium"
    desk.press(pygame.K_RETURN)
    desk.type("k")
    desk.press(pygame.K_RETURN)
    assert seat.country == "kenya"


def test_the_lit_row_scrolls_into_view(desk):
    desk.tab_to("country")
    desk.press(pygame.K_RETURN, pygame.K_END)
    assert not desk.node("country.kenya").visible.empty
    assert desk.node("country.austria").visible.empty
    desk.wheel("country.kenya", 20)
    assert not desk.node("country.austria").visible.empty


def test_near_the_bottom_it_opens_upwards_and_stays_in_the_window(pilot):
    desk = pilot(Seat(y=660).build)
    desk.click("country")
    rect = desk.node("country/list").rect
    assert rect.bottom <= 660
    assert desk.ui.window.encloses(rect)


def test_tab_closes_and_goes_on(desk):
    desk.tab_to("country")
    desk.press(pygame.K_RETURN, pygame.K_TAB)
    assert not desk.has("country/list")
    assert desk.focus == "other"
