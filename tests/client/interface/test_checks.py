"""The checks must find what is wrong, else they prove nothing."""

import pytest

from game.client import widgets as w
from game.client.canvas.geometry import Rect
from game.client.interface.checks import flaws


def broken(pilot, build, audit=False):
    desk = pilot(build, size=(400, 300))
    desk.ui.audit = audit
    desk.ui.draw(build)
    return flaws(desk.ui)


def test_a_sound_screen_has_no_flaws(pilot):
    def build(ui):
        with w.card(ui, "card", ui.window.inset(10), "Title") as area:
            w.paragraph(ui, area, "Some words")
            w.button(ui, "ok", area.cut_top(40), "OK")

    assert broken(pilot, build, audit=True) == []


@pytest.mark.parametrize(
    ("kind", "build"),
    [
        ("overlap", lambda ui: [w.button(ui, n, Rect(10, y, 90, 40), n) for n, y in (("a", 10), ("b", 30))]),
        ("overlap", lambda ui: [w.label(ui, Rect(10, y, 90, 20), "words") for y in (10, 20)]),
        ("outside", lambda ui: w.button(ui, "a", Rect(350, 10, 90, 40), "Away")),
        ("outside", lambda ui: w.button(ui, "a", Rect(10, 280, 90, 40), "Below")),
        ("clipped", lambda ui: w.label(ui, Rect(10, 10, 40, 20), "Far too many words")),
        ("clipped", lambda ui: w.label(ui, Rect(10, 10, 60, 20), "Far too many words", lines=None)),
        ("contrast", lambda ui: w.label(ui, Rect(10, 10, 200, 20), "Faint", tone="track")),
        ("small", lambda ui: w.button(ui, "a", Rect(10, 10, 90, 12), "")),
        ("squeezed", lambda ui: w.label(ui, Rect(10, 10, 90, 0), "Words")),
        ("twins", lambda ui: [w.button(ui, "a", Rect(10, y, 90, 40), "A") for y in (10, 100)]),
        ("unreachable", lambda ui: ui.node("a", "button", Rect(10, 10, 90, 40), "A", focusable=False)),
    ],
)
def test_each_flaw_is_found(pilot, kind, build):
    assert any(flaw.startswith(kind) for flaw in broken(pilot, build, audit=True))


def test_what_leaves_its_card_is_found(pilot):
    def build(ui):
        with w.card(ui, "card", Rect(10, 10, 200, 100)):
            w.button(ui, "a", Rect(150, 40, 120, 40), "Out")

    assert any("leaves its card" in flaw for flaw in broken(pilot, build))


def test_what_may_be_shortened_is_no_flaw(pilot):
    assert broken(pilot, lambda ui: w.label(ui, Rect(10, 10, 60, 20), "Far too many words", shorten=True)) == []
