import pygame

from game.client import widgets as w

CHOICES = tuple(w.Choice(f"s{n}", f"Scenario {n}", "map", detail="Eight turns", enabled=n != 1) for n in range(20))


class Shelf:
    def __init__(self):
        self.chosen = "s0"

    def build(self, ui):
        self.chosen = w.list_box(ui, "shelf", w.Rect(20, 20, 300, 260), "Scenarios", CHOICES, self.chosen)


def test_by_mouse(pilot):
    shelf = Shelf()
    desk = pilot(shelf.build)
    desk.click("shelf.s2")
    assert shelf.chosen == "s2"
    desk.click("shelf.s1")
    assert shelf.chosen == "s2"


def test_by_keyboard(pilot):
    shelf = Shelf()
    desk = pilot(shelf.build)
    assert desk.stops() == ["shelf"]
    desk.press(pygame.K_DOWN)
    assert shelf.chosen == "s2"
    desk.press(pygame.K_END)
    assert shelf.chosen == "s19"
    assert desk.node("shelf.s19").visible == desk.node("shelf.s19").rect
    desk.press(pygame.K_HOME, pygame.K_PAGEDOWN)
    assert shelf.chosen not in {"s0", "s2"}
