from game.client import widgets as w

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
