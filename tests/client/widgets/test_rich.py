import pygame

from game.client import widgets as w
from game.client.widgets.rich import parsed

SOURCE = """# Title
See **strong [words]** and [an article](article:4), or the [[UNTOC]] and [[transit State|transit States]].
- A point
"""


class Page:
    def __init__(self, width=700):
        self.width, self.targets = width, []

    def build(self, ui):
        area = ui.area(w.Rect(20, 20, self.width, 600))
        target = w.rich_text(ui, "text", area, SOURCE)
        if target:
            self.targets.append(target)


def links(desk):
    return [node for node in desk.ui.nodes if node.role == "link"]


def test_by_mouse(pilot):
    page = Page()
    desk = pilot(page.build)
    for link in links(desk):
        desk.click(link.id)
    assert page.targets == ["article:4", "term:UNTOC", "term:transit State"]


def test_by_keyboard(pilot):
    page = Page()
    desk = pilot(page.build)
    assert len(desk.stops()) == 3
    desk.press(pygame.K_RETURN)
    assert page.targets == ["article:4"]


def test_a_link_over_two_lines_is_one_stop_and_two_places(pilot):
    desk = pilot(Page(width=150).build)
    split = [node for node in links(desk) if "/" in node.id]
    assert split
    assert len(desk.stops()) == 3


def test_marks_are_not_shown():
    assert "".join(span.text for span in parsed("a **b** [c](d) [[e|f]] [g] *h*")) == "a b c f [g] *h*"
    assert parsed("")[0].text == ""


def test_words_are_readable_from_the_nodes(pilot):
    desk = pilot(Page().build)
    assert "See strong [words] and an article, or the UNTOC and transit States." in desk.words()
