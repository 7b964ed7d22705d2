"""The effect of a proposal: a row for each figure, a column for each world, with the band in which it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.client import widgets as w
from game.client.canvas.chart_line import draw_line_chart
from game.client.canvas.chart_model import LineChart
from game.client.view_models.board_effect import Effect, EffectRow
from game.model.text import _

_TITLE_SHARE = 0.22
_LEAST_CELL = 210
"""Effective width below which the worlds stand one below the other."""
_BAR = 20
_PAD = 8


@dataclass(frozen=True, slots=True)
class Type:
    """The styles in which effects are written: those of a screen, or of the wall."""

    title: str = "strong"
    value: str = "strong"
    head: str = "caption_strong"
    small: str = "caption"


SCREEN = Type()
WALL = Type("wall_strong", "wall_strong", "wall", "wall")


def world_names() -> tuple[str, str]:
    """Return what the two worlds are called above their columns."""
    return _("If others do nothing new"), _("If everybody keeps their pledges")


def effect_table(
    ui: w.Ui, area: w.Area, rows: Sequence[EffectRow], type_: Type = SCREEN, chosen: str = "", most: int = 0
) -> str:
    """Show ``rows``; where one is ``chosen`` they can be pressed. Returns the key of the chosen one.

    With ``most`` they are spread over so many pixels, and the last ones left out where they do not fit; 0 shows all.
    """
    beside = _beside(ui, area, type_)
    if beside:
        _heads(ui, area, type_, _PAD if chosen else 0)
    heights = [_height(ui, area.rect.w, row, type_, beside=beside) for row in rows]
    spare = max(0, area.rect.h - sum(heights)) // max(1, len(rows)) if most else 0
    for row, high in zip(rows, heights, strict=True):
        if most and area.rect.h < high:
            break
        area.skip(spare // 2)
        if _row(ui, area, row, type_, chosen, beside=beside):
            chosen = row.key
        area.skip(spare // 2)
    return chosen


def _beside(ui: w.Ui, area: w.Area, type_: Type) -> bool:
    """Tell whether the columns of both worlds fit beside the titles."""
    cell = (area.rect.w * (1 - _TITLE_SHARE)) / 2
    return cell >= ui.px(_LEAST_CELL) * max(1.0, ui.look.text.line_height(type_.value) / ui.px(22))


def _columns(ui: w.Ui, rect: w.Rect) -> tuple[w.Rect, w.Rect, w.Rect]:
    side = (1 - _TITLE_SHARE) / 2
    one, two, three = w.columns(rect, (_TITLE_SHARE, side, side), ui.px(20), rtl=ui.look.rtl)
    return one, two, three


def _heads(ui: w.Ui, area: w.Area, type_: Type, pad: float) -> None:
    text = ui.look.text
    _title, *cells = _columns(ui, area.rect.inset(ui.px(pad), 0))
    high = max(text.height(words, type_.head, max(1, cell.w)) for words, cell in zip(world_names(), cells, strict=True))
    line = area.cut_top(high, ui.px(2)).inset(ui.px(pad), 0)
    for number, (words, cell) in enumerate(zip(world_names(), _columns(ui, line)[1:], strict=True)):
        w.label(ui, cell, words, type_.head, "text_muted", lines=None, id_=f"world-{number}")


def _row(ui: w.Ui, area: w.Area, row: EffectRow, type_: Type, chosen: str, *, beside: bool) -> bool:
    """Show one figure; tell whether it was pressed."""
    text = ui.look.text
    pad = (ui.px(_PAD), ui.px(4)) if chosen else (0, 0)
    wide = area.rect.w - 2 * pad[0]
    cell_high, title_high = _cell_height(ui, type_), _name_height(ui, wide, row, type_, beside=beside)
    rect = area.cut_top(_height(ui, wide, row, type_, beside=beside) + 2 * pad[1], ui.px(2 if beside else 10))
    pressed = _press(ui, rect, row, chosen)
    inner = ui.area(rect.inset(*pad), gap=0)
    if beside:
        place, *cells = _columns(ui, inner.rect)
    else:
        place = inner.cut_top(title_high)
        cells = []
        for name in world_names():
            spot = inner.cut_top(text.height(name, type_.head, wide))
            ui.write(spot, name, type_.head, ui.colours.text_muted, lines=None)
            cells.append(inner.cut_top(cell_high, ui.px(4)))
    _name(ui, place, row, type_, centred=beside)
    for effect, cell in zip((row.alone, row.together), cells, strict=True):
        _cell(ui, cell.middle(cell.w, cell_high), row, effect, type_)
    return pressed


def _cell_height(ui: w.Ui, type_: Type) -> int:
    line = ui.look.text.line_height(type_.value)
    return line + max(ui.px(_BAR), line * _BAR // 22)


def _name_height(ui: w.Ui, wide: int, row: EffectRow, type_: Type, *, beside: bool) -> int:
    text = ui.look.text
    room = _columns(ui, w.Rect(0, 0, wide, 1))[0].w if beside else wide
    return text.height(row.title, type_.title, room) + text.height(row.unit, type_.small, room)


def _height(ui: w.Ui, wide: int, row: EffectRow, type_: Type, *, beside: bool) -> int:
    name, cell = _name_height(ui, wide, row, type_, beside=beside), _cell_height(ui, type_)
    if beside:
        return max(name, cell)
    return name + sum(ui.look.text.height(words, type_.head, wide) + cell + ui.px(4) for words in world_names())


def _press(ui: w.Ui, rect: w.Rect, row: EffectRow, chosen: str) -> bool:
    name = f"effect-{row.key}"
    if not chosen:
        ui.node(name, "stat", rect, row.title, row.sentence, focusable=False, pointer=False)
        return False
    on = row.key == chosen
    touch = ui.node(name, "radio", rect, row.title, "on" if on else "off", hint=row.sentence)
    if ui.visible(rect):
        if on or touch.hovered:
            ui.fill(rect, ui.colours.accent_soft, 8)
        ui.focus_ring(rect, touch, 8)
    if touch.activated:
        ui.take()
    return touch.activated


def _name(ui: w.Ui, rect: w.Rect, row: EffectRow, type_: Type, *, centred: bool) -> None:
    text = ui.look.text
    high = text.height(row.title, type_.title, rect.w)
    below = text.height(row.unit, type_.small, rect.w)
    area = ui.area(rect.middle(rect.w, high + below) if centred else rect, gap=0)
    ui.write(area.cut_top(high), row.title, type_.title, lines=None)
    ui.write(area.cut_top(below), row.unit, type_.small, ui.colours.text_muted, lines=None)


def _cell(ui: w.Ui, rect: w.Rect, row: EffectRow, effect: Effect, type_: Type) -> None:
    """Write the change, with the band below it."""
    text = ui.look.text
    area = ui.area(rect, gap=0)
    line = ui.area(area.cut_top(text.line_height(type_.value)), gap=10)
    change = w.Change(effect.change, effect.direction, effect.verdict)
    said = change.sentence if effect.direction else _("unchanged")
    wide = text.width(effect.words, type_.value) + ui.px(2)
    ui.write(line.cut_start(wide), effect.words, type_.value, shorten=True)
    if text.width(said, type_.head) > line.rect.w:
        said = w.Change("", effect.direction, effect.verdict).sentence
    if line.rect.w >= ui.px(40):
        tone: tuple[int, int, int] = getattr(ui.colours, change.tone)
        ui.write(line.rect, said, type_.head, tone, shorten=True)
    _bar(ui, area.rect, row, effect)


def _bar(ui: w.Ui, rect: w.Rect, row: EffectRow, effect: Effect) -> None:
    """Draw where the figure ends: the grey band without the proposal, above the coloured one with it."""
    if not ui.visible(rect) or rect.w < ui.px(40):
        return
    low, high = row.span
    pad = ui.px(4)
    room, size = max(1, rect.w - 2 * pad), max(high - low, 1e-9)

    def at(value: float) -> int:
        return rect.x + pad + round(room * (value - low) / size)

    unit = max(1, rect.h // 10)
    thick = (rect.h - 2 * unit) // 2
    colours = ui.colours
    ui.fill(w.Rect(rect.x, rect.y + thick + unit // 2, rect.w, max(1, unit // 2)), colours.grid)
    for reach, band, mark, top in (
        (effect.without, colours.track, colours.line_alone, rect.y),
        (effect.with_it, colours.band_strong, colours.line, rect.y + thick + unit),
    ):
        first, last = at(reach.low), at(reach.high)
        ui.fill(w.Rect(first, top, max(2 * unit, last - first), thick), band, 3)
        spot = at(reach.likely)
        ui.fill(w.Rect(spot - unit, top, 2 * unit + 1, thick), mark, 1)


def effect_legend(ui: w.Ui, area: w.Area, type_: Type = SCREEN) -> None:
    """Say what the bands are, on one line, if there is room for it."""
    words = (_("without it"), _("with it"), _("The band goes from low to high, the mark is the likely value."))
    text = ui.look.text
    high = text.line_height(type_.small)
    wides = [text.width(item, type_.small) + ui.px(30) for item in words]
    line = ui.area(area.cut_top(high), gap=12)
    colours = ui.colours
    for item, wide, colour in zip(words, wides, (colours.line_alone, colours.line, None), strict=True):
        if line.rect.w < wide:
            return
        spot = ui.area(line.cut_start(wide), gap=8)
        if colour is not None:
            ui.fill(spot.cut_start(ui.px(16)).middle(ui.px(16), max(3, high // 3)), colour, 2)
        w.label(ui, spot.rect, item, type_.small, "text_muted")


def effect_charts(ui: w.Ui, rect: w.Rect, charts: Sequence[LineChart], titles: Sequence[str]) -> None:
    """Draw the course of one figure in both worlds, side by side, or one below the other where it is narrow."""
    side = rect.w >= ui.px(560)
    split = w.columns(rect, len(charts), ui.px(24), rtl=ui.look.rtl) if side else w.rows(rect, len(charts), ui.px(12))
    for number, (chart, title, part) in enumerate(zip(charts, titles, split, strict=True)):
        ui.node(f"effect-chart-{number}", "chart", part, chart.title, title, focusable=False, pointer=False)
        if ui.visible(part):
            draw_line_chart(ui.surface, part, chart, ui.look.theme, ui.look.text)
