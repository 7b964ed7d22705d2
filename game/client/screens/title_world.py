"""The world on the title: quiet land with a few corridors along which lights run for a while."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from game.client import widgets as w
from game.client.canvas.map_canvas import MapCanvas, MapOptions, Playback
from game.client.canvas.map_legend import borders_sentence
from game.client.canvas.map_scene import Carries, JurisdictionMark, LegMark, MapScene
from game.client.canvas.theme import Theme

LIVELY_SECONDS = 12.0
"""How long lights run after something was done; then the title rests and costs nothing."""
_FRAME = 1 / 20
_OPTIONS = MapOptions(legend=False, labels=False, weight=0.4)

# Drawn for their looks alone: every part of the world is on some corridor, and no arrow says whose fault it is.
_CORRIDORS = (
    ("KEN", "ARE", 3.0),
    ("ARE", "HKG", 2.0),
    ("BRA", "PRT", 2.5),
    ("PRT", "DEU", 1.5),
    ("NGA", "FRA", 2.0),
    ("ZAF", "SGP", 2.5),
    ("SGP", "JPN", 2.0),
    ("USA", "MEX", 2.0),
    ("COL", "USA", 2.5),
    ("CAN", "GBR", 1.5),
    ("AUS", "SGP", 1.5),
    ("TUR", "DEU", 2.0),
    ("IND", "ARE", 1.5),
    ("KAZ", "TUR", 1.5),
    ("ARG", "ZAF", 1.5),
)


def _scene() -> MapScene:
    legs = tuple(
        LegMark(f"{origin}-{end}", origin, end, "lights", Carries.GOODS, "land", size, size)
        for origin, end, size in _CORRIDORS
    )
    names = sorted({name for origin, end, _size in _CORRIDORS for name in (origin, end)})
    marks = tuple(JurisdictionMark(name, "") for name in names)
    return MapScene(jurisdictions=marks, legs=legs, markets=(("lights", ""),))


@lru_cache(maxsize=4)
def _quiet(theme: Theme) -> Theme:
    """Return the theme with all land in one colour: no place is meant here more than another."""
    return replace(theme, colours=replace(theme.colours, text_muted=theme.colours.land))


class TitleWorld:
    """The map of the title and the clock of its lights."""

    def __init__(self, *, threaded: bool) -> None:
        self._canvas = MapCanvas(threaded=threaded)
        self._scene = _scene()
        self._canvas.atlas  # noqa: B018 - read here, in the thread that makes this
        self._moment = 0.0
        self._seen = 0.0
        self._lively_until = 0.0

    def build(self, ui: w.Ui, rect: w.Rect) -> None:
        """Draw the world into ``rect``; lights run while motion is on and somebody is there."""
        if ui.input.kind != "none" or self._lively_until == 0.0:
            self._lively_until = ui.now + LIVELY_SECONDS
        words = ui.area(rect.inset(ui.px(16), ui.px(12)), gap=0)
        line = words.cut_bottom(ui.look.text.line_height("caption") + ui.px(4))
        w.label(ui, line, borders_sentence(), "caption", "text_muted", align="end", shorten=True, id_="borders")
        if not ui.drawing:
            return
        lively = ui.look.motion and ui.now < self._lively_until
        self._moment += min(2 * _FRAME, ui.now - self._seen) if lively else 0.0
        self._seen = ui.now
        with ui.clipped(rect):
            place = w.Rect(rect.x, rect.y, rect.w, words.rect.bottom - rect.y)
            playback = Playback(1.0, self._moment, ui.look.motion)
            theme = _quiet(ui.look.theme)
            self._canvas.draw(ui.surface, place, self._scene, theme, ui.look.text, _OPTIONS, playback)
        if self._canvas.busy:
            ui.wake(0.03)
        elif lively:
            ui.wake(_FRAME)
