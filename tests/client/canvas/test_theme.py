from itertools import combinations

import pytest

from game.client.canvas.theme import THEMES, TYPE, contrast, mix

TEXTS = ("text", "text_muted", "accent", "worse", "better", "warning")
SURFACES = ("ground", "card", "raised", "sunken", "accent_soft")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_text_stands_out_from_every_surface(theme):
    for text in TEXTS:
        for surface in SURFACES:
            found = contrast(getattr(theme.colours, text), getattr(theme.colours, surface))
            assert found >= theme.least_contrast, f"{text} on {surface}: {found:.2f}"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("on_danger", "danger"),
        ("on_tip", "tip"),
        ("text", "warning_soft"),
        ("warning", "warning_soft"),
        ("text", "band"),
    ],
)
def test_words_stand_out_from_their_ground(theme, words, ground):
    assert contrast(getattr(theme.colours, words), getattr(theme.colours, ground)) >= theme.least_contrast


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_controls_and_focus_can_be_made_out(theme):
    colours = theme.colours
    for surface in ("card", "ground", "raised"):
        assert contrast(colours.control_border, getattr(colours, surface)) >= 3
        assert contrast(colours.focus, getattr(colours, surface)) >= 3
    assert contrast(colours.text_disabled, colours.card) >= 3


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_lines_of_a_chart_can_be_told_apart(theme):
    for colour in (*theme.colours.series, theme.colours.line, theme.colours.line_alone):
        assert contrast(colour, theme.colours.card) >= 3
    assert all(first != second for first, second in combinations(theme.colours.series, 2))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_the_ramp_goes_one_way_in_lightness(theme):
    steps = [contrast(colour, theme.colours.card) for colour in theme.colours.ramp]
    assert steps == sorted(steps)


def test_the_wall_is_readable_from_the_last_row():
    assert all(step.size >= 40 for name, step in TYPE.items() if name.startswith("wall"))
    assert all(step.line >= step.size * 1.15 for step in TYPE.values())


def test_contrast_of_black_and_white_is_21():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert mix((0, 0, 0), (200, 100, 50), 0.5) == (100, 50, 25)
