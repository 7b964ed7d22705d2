import pygame
import pytest

from game.client import widgets as w

COLUMNS = (w.Column("Name", 1), w.Column("Tonnes", numeric=True), w.Column("Note", sortable=False))
ROWS = [
    w.Row(f"r{n}", (f"Row {n:02d}", f"{(n * 7) % 30} t", "x" * n), (f"Row {n:02d}", (n * 7) % 30, ""))
    for n in range(30)
]


class Sheet:
    def __init__(self, rows=ROWS, selectable=True):
        self.rows, self.chosen, self.selectable = rows, "", selectable

    def build(self, ui):
        rect = w.Rect(20, 20, 500, 300)
        self.chosen = w.table(
            ui, "table", rect, "Indices", COLUMNS, self.rows, chosen=self.chosen, selectable=self.selectable
        )


@pytest.fixture
def sheet():
    return Sheet()


@pytest.fixture
def desk(pilot, sheet):
    return pilot(sheet.build)


def order(desk):
    return [node.id.partition(".")[2] for node in desk.ui.nodes if node.role == "row"]


def test_only_the_rows_that_are_seen_are_built(desk):
    assert 5 <= len(order(desk)) <= 9


def test_a_click_chooses_a_row(desk, sheet):
    desk.click("table.r3")
    assert sheet.chosen == "r3"


def test_a_click_on_a_head_sorts_and_another_turns_it_round(desk):
    desk.click("table/head.0")
    assert order(desk)[:2] == ["r0", "r1"]
    desk.click("table/head.0")
    assert order(desk)[0] == "r29"
    desk.click("table/head.1")
    highest = max(ROWS, key=lambda row: row.order[1])
    assert order(desk)[0] == highest.key
    assert desk.node("table/head.1").value == "descending"


def test_sorting_by_keyboard(desk):
    desk.tab_to("table/head.0")
    desk.press(pygame.K_RIGHT, pygame.K_RETURN)
    assert desk.focus == "table/head.1"
    assert desk.node("table/head.1").value == "descending"


def test_moving_by_keyboard_keeps_the_row_in_view(desk, sheet):
    desk.tab_to("table/rows")
    desk.press(pygame.K_DOWN, pygame.K_DOWN)
    assert sheet.chosen == "r1"
    desk.press(pygame.K_END)
    assert sheet.chosen == "r29"
    assert "r29" in order(desk)
    desk.press(pygame.K_PAGEUP)
    assert sheet.chosen not in {"r29", "r28"}
    desk.press(pygame.K_HOME)
    assert sheet.chosen == "r0"
    assert desk.node("table.r0").visible == desk.node("table.r0").rect


def test_the_head_stays_when_rows_scroll(desk):
    before = desk.node("table/head.0").rect
    desk.wheel("table.r2", -5)
    assert desk.node("table/head.0").rect == before
    assert "r0" not in order(desk)


def test_a_table_to_read_scrolls_without_choosing(pilot):
    sheet = Sheet(selectable=False)
    desk = pilot(sheet.build)
    desk.tab_to("table/rows")
    desk.press(pygame.K_PAGEDOWN)
    desk.click("table.r9")
    assert sheet.chosen == ""
    assert "r0" not in order(desk)


def test_columns_fill_the_width_and_give_way_when_it_is_too_small(pilot):
    desk = pilot(Sheet().build)
    heads = [desk.node(f"table/head.{n}").rect for n in range(3)]
    assert heads[0].x == 20
    assert 516 <= heads[-1].right <= 520
    narrow = pilot(Sheet().build, scale=2.0)
    assert narrow.node("table/head.2").rect.right <= 520


def test_an_empty_table_is_no_stop(pilot):
    desk = pilot(Sheet([]).build)
    assert desk.stops() == ["table/head.0"]


def test_a_table_of_a_thousand_rows_builds_few(pilot):
    rows = [w.Row(f"r{n}", (f"Row {n}", str(n), "")) for n in range(1000)]
    assert len(order(pilot(Sheet(rows).build))) < 12


def shares(width, rows):
    columns = [w.Column("Place"), w.Column("Wildlife crime", numeric=True), w.Column("Last turn", numeric=True)]

    def build(ui):
        w.table(ui, "places", w.Rect(20, 20, width, 300), "Places", columns, rows)

    return build


@pytest.mark.parametrize("width", [900, 420, 300])
def test_words_break_before_they_are_cut(pilot, width):
    rows = [w.Row("are", ("United Arab Emirates", "7.40", "−0.08 better ▼")), w.Row("ken", ("Kenya", "6.47", "–"))]
    desk = pilot(shares(width, rows))
    assert desk.ui.problems == []
    heads = [node for node in desk.ui.nodes if node.role == "columnheader"]
    assert sum(node.rect.w for node in heads) <= width
    text = desk.ui.look.text
    for number, node in enumerate(heads):
        room, lines = node.rect.w - 24, node.rect.h // text.line_height("strong")
        assert not text.layout(node.label, "strong", room, lines).shortened
        for row in rows:
            high = desk.node(f"places.{row.key}").rect.h
            assert not text.layout(row.cells[number], "body", room, high // text.line_height("body")).shortened


def test_what_has_no_room_at_all_can_be_left_out_and_no_number_is_broken(pilot):
    rows = [w.Row("are", ("United Arab Emirates", "7.40", "−0.08 better ▼"), tones=("", "", "better"))]
    columns = [w.Column("Place"), w.Column("Wildlife crime", numeric=True), w.Column("Last turn", numeric=True)]
    left = []

    def build(ui):
        left[:] = [w.table_fits(ui, columns, rows, room) for room in (900, 300, 200)]
        fewer, short = w.without_column(columns, rows, 1)
        assert [column.label for column in fewer] == ["Place", "Last turn"]
        assert short[0].cells == ("United Arab Emirates", "−0.08 better ▼")
        assert short[0].tones == ("", "better")
        w.table(ui, "places", w.Rect(20, 20, 200, 300), "Places", columns, rows)

    desk = pilot(build)
    assert left == [True, True, False]
    assert desk.node("places.are").rect.h == desk.ui.px(36)
