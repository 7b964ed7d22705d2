from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from game.client.canvas.geometry import Area, Rect, bounds, columns, mirrored, rows

SIZES = st.integers(0, 2000)
RECTS = st.builds(Rect, st.integers(-50, 50), st.integers(-50, 50), SIZES, SIZES)


@given(
    RECTS,
    st.lists(st.tuples(st.sampled_from("tbse"), st.integers(-5, 900), st.integers(0, 20)), max_size=6),
    st.booleans(),
)
def test_parts_lie_inside_and_apart(rect, cuts, rtl):
    area = Area(rect, rtl)
    names = {"t": "cut_top", "b": "cut_bottom", "s": "cut_start", "e": "cut_end"}
    parts = [getattr(area, names[side])(size, gap) for side, size, gap in cuts] + [area.rect]
    for number, part in enumerate(parts):
        assert part.empty or rect.encloses(part)
        assert part.w >= 0
        assert part.h >= 0
        assert all(part.beside(other) for other in parts[:number])


@given(RECTS, st.integers(0, 300), st.integers(0, 20))
def test_right_to_left_is_the_mirror_image(rect, size, gap):
    left, right = Area(rect), Area(rect, rtl=True)
    assert mirrored(left.cut_start(size, gap), rect) == right.cut_start(size, gap)
    assert mirrored(left.cut_end(size, gap), rect) == right.cut_end(size, gap)
    assert mirrored(left.rect, rect) == right.rect


@given(RECTS, st.lists(st.floats(0.1, 9), min_size=1, max_size=6), st.integers(0, 12))
def test_columns_fill_their_rectangle(rect, weights, gap):
    parts = columns(rect, weights, gap)
    if rect.w >= gap * (len(weights) - 1):
        assert parts[0].x == rect.x
        assert parts[-1].right == rect.right
    assert all(second.x == first.right + gap for first, second in pairwise(parts))


def test_rows_share_what_is_left_after_the_gaps():
    assert [row.h for row in rows(Rect(0, 0, 10, 100), (1, 2, 1), 10)] == [20, 40, 20]
    assert [row.y for row in rows(Rect(0, 0, 10, 100), 2, 10)] == [0, 55]


def test_common_and_holds_agree_on_edges():
    rect = Rect(10, 10, 20, 20)
    assert rect.holds((10, 10))
    assert not rect.holds((30, 30))
    assert rect.common(Rect(30, 10, 5, 5)).empty
    assert bounds([rect, Rect(0, 0, 0, 0), Rect(40, 5, 10, 10)]) == Rect(10, 5, 40, 25)
    assert rect.middle(100, 4) == Rect(10, 18, 20, 4)
