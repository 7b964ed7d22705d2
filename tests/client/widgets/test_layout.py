from game.client import widgets as w
from game.client.interface.checks import flaws

PANELS = (
    w.Panel("orders", "Orders", "coins"),
    w.Panel("map", "Map", "map", 2),
    w.Panel("text", "Dossier", "book-open"),
)


class Desk:
    def __init__(self):
        self.rects = {}

    def build(self, ui):
        self.rects = w.columns_or_tabs(ui, "desk", ui.window.inset(10), "Panels", PANELS)


def test_panels_stand_side_by_side_where_there_is_room(pilot):
    desk = Desk()
    pilot(desk.build)
    assert list(desk.rects) == ["orders", "map", "text"]
    assert desk.rects["map"].w > 1.9 * desk.rects["orders"].w


def test_panels_become_tabs_with_large_text_or_in_a_narrow_window(pilot):
    for options in ({"scale": 1.5}, {"size": (900, 700)}):
        desk = Desk()
        made = pilot(desk.build, **options)
        assert list(desk.rects) == ["orders"]
        made.click("desk.map")
        assert list(desk.rects) == ["map"]


def test_at_125_percent_panels_still_stand_side_by_side(pilot):
    desk = Desk()
    pilot(desk.build, size=(1366, 768), scale=1.25)
    assert len(desk.rects) == 3


def test_a_grid_has_as_many_columns_as_fit(pilot):
    found = {}

    def build(ui):
        found["cells"] = w.grid(ui, ui.area(w.Rect(0, 0, 640, 900)), 5, 200, 80)

    pilot(build)
    cells = found["cells"]
    assert len(cells) == 5
    assert [cell.y for cell in cells] == [0, 0, 0, 92, 92]
    assert abs(cells[0].w - cells[4].w) <= 1


def test_a_page_scrolls_only_where_the_window_is_too_low(pilot):
    def build(ui):
        with w.page(ui, "page", least=400) as page:
            w.button(ui, "top", page.cut_top(ui.px(40)), "Top")
            w.button(ui, "bottom", page.cut_bottom(ui.px(40)), "Bottom")

    roomy = pilot(build, size=(800, 600))
    assert not roomy.has("page/bar")
    assert roomy.node("bottom").rect.bottom == 584
    low = pilot(build, size=(800, 300))
    assert low.has("page/bar")
    low.tab_to("bottom")
    assert low.node("bottom").visible == low.node("bottom").rect
    assert flaws(low.ui) == []
