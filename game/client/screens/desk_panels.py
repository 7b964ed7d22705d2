"""What a desk can look at beside its orders: map, indices, dossier and news."""

from __future__ import annotations

from collections.abc import Sequence

from game.client import widgets as w
from game.client.canvas.map_canvas import Hit, MapOptions
from game.client.canvas.map_legend import borders_sentence
from game.client.canvas.map_scene import MapScene
from game.client.screens.map_panel import MapPanel
from game.client.view_models import dossier, headline, indices_table, map_scenes, map_words
from game.client.view_models.dossier import AimRow
from game.model.text import _
from game.session.quantities import quantity_key
from game.session.views import SeatView

_GRADE_ICONS = {"none": "circle", "bronze": "medal", "silver": "medal", "gold": "trophy"}
_FIGURE_OF = {"jurisdiction": "criminality", "leg": "flow", "habitat": "population"}


def panel_choices() -> tuple[w.Choice, ...]:
    """Return the tabs of a desk."""
    return (
        w.Choice("map", _("Map"), "map"),
        w.Choice("indices", _("Indices"), "table"),
        w.Choice("dossier", _("Dossier"), "book-open"),
        w.Choice("news", _("News"), "newspaper"),
    )


class DeskPanels:
    """The panels of one desk; :meth:`close` lets go of the map."""

    def __init__(self, *, threaded: bool) -> None:
        self._map = MapPanel(threaded=threaded)
        self._scene: MapScene | None = None
        self._place = ""
        self.borders = True  # whether the map itself says that borders express no opinion

    def build(self, ui: w.Ui, key: str, rect: w.Rect, view: SeatView) -> str:
        """Show the panel ``key``; return the figure that was asked for by a press on map or table."""
        match key:
            case "map":
                return self._draw_map(ui, rect, view)
            case "indices":
                return self._indices(ui, rect, view)
            case "dossier":
                dossier_panel(ui, rect, view)
            case "news":
                _news(ui, rect, view)
        return ""

    def close(self) -> None:
        """Let go of the map and of what it shows."""
        self._map.close()
        self._scene = None

    def _draw_map(self, ui: w.Ui, rect: w.Rect, view: SeatView) -> str:
        if self._scene is None:
            self._scene = map_scenes.seat_scene(view, self._place)
        tell = map_words.seat_teller(view)
        label = _("Map of criminality and flows as your delegation believes them")
        options = MapOptions(borders=self.borders)
        hit = self._map.build(ui, "map", rect, self._scene, label, options=options, tell=lambda at: _tell(tell, at))
        if hit is None or hit.kind not in _FIGURE_OF:
            return ""
        if hit.kind == "jurisdiction":
            self._choose(hit.id)
        return quantity_key(_FIGURE_OF[hit.kind], hit.id)

    def _choose(self, place: str) -> None:
        if place != self._place:
            self._place, self._scene = place, None

    def _indices(self, ui: w.Ui, rect: w.Rect, view: SeatView) -> str:
        public = view.public
        heads = [
            w.Column(column.label, 1.0 if number == 0 else 0.6, numeric=number > 0, hint=column.hint)
            for number, column in enumerate(indices_table.columns(public))
        ]
        rows = [w.Row(row.place, row.cells, row.order, row.tones) for row in indices_table.rows(public)]
        inner = w.Rect(rect.x, rect.y, rect.w - ui.px(10), rect.h)
        for number in indices_table.dispensable(public):
            if w.table_fits(ui, heads, rows, inner.w):
                break
            heads, rows = w.without_column(heads, rows, number)
        chosen = w.table(ui, "indices", inner, _("Indices of all places"), heads, rows, chosen=self._place)
        if chosen == self._place or not chosen:
            return ""
        self._choose(chosen)
        return quantity_key("criminality", chosen)


def borders_beside(ui: w.Ui, tabs: w.Rect, choices: Sequence[w.Choice]) -> bool:
    """Write that borders express no opinion at the end of the row of tabs; tell whether there was room."""
    words = borders_sentence()
    wide = ui.look.text.width(words, "caption")
    taken = sum(ui.look.text.width(choice.label, "strong") + ui.px(60) for choice in choices)
    if taken + wide > tabs.w:
        return False
    w.label(ui, ui.area(tabs, gap=0).cut_end(wide), words, "caption", "text_muted", align="end", id_="borders")
    return True


def _tell(tell: map_words.Teller, hit: Hit) -> str:
    return tell(hit.kind, hit.id)


def dossier_panel(ui: w.Ui, rect: w.Rect, view: SeatView) -> None:
    """Show the mandate, what one needs and offers, and what one says in public."""
    paper = view.dossier
    inner = w.Rect(rect.x, rect.y, rect.w - ui.px(10), rect.h)
    with w.scroll(ui, "dossier", inner) as area:
        listed = dossier.aims(view)
        if listed:
            _section(ui, area, _("Your mandate: private until the end"), "target")
            for aim in listed:
                _aim(ui, area, aim)
        for title, icon, lines in (
            (_("What you need from others"), "hand", paper.needs),
            (_("What you can offer"), "handshake", paper.offers),
        ):
            if lines:
                _section(ui, area, title, icon)
                w.rich_text(ui, f"dossier-{icon}", area, "\n".join(f"- {line}" for line in lines))
        if paper.position:
            _section(ui, area, _("What you say in public"), "message-square")
            w.paragraph(ui, area, paper.position)


def _section(ui: w.Ui, area: w.Area, title: str, icon: str) -> None:
    high = ui.look.text.height(title, "heading", max(1, area.rect.w - ui.px(28)))
    if area.used > ui.px(8):
        area.skip(ui.px(12))
    head = ui.area(area.cut_top(high, ui.px(6)), gap=8)
    ui.icon(head.cut_start(ui.px(20)), icon, ui.colours.accent, 20)
    w.label(ui, head.rect, title, "heading", lines=None)


def _aim(ui: w.Ui, area: w.Area, aim: AimRow) -> None:
    """Show one aim: what it says, where it stands today, and what each grade takes."""
    text, colours = ui.look.text, ui.colours
    pad, mark = ui.px(12), ui.px(28)
    room = max(1, area.rect.w - 2 * pad - mark)
    today = _("Today: {value}, {grade}").format(value=aim.today, grade=aim.grade_words)
    marks = dossier.marks_words(aim)
    heights = [
        text.height(aim.text, "strong", room),
        text.height(today, "body", room),
        text.height(marks, "caption", room),
    ]
    rect = area.cut_top(sum(heights) + 2 * pad - ui.px(4))
    ui.fill(rect, colours.sunken, 8)
    inner = ui.area(rect.inset(pad, pad - ui.px(2)), gap=0)
    side = inner.cut_start(mark, 0)
    place = w.Rect(side.x, side.y, ui.px(20), text.line_height("strong"))
    ui.icon(place, _GRADE_ICONS[aim.grade], colours.accent if aim.grade != "none" else colours.text_muted, 20)
    w.label(ui, inner.cut_top(heights[0]), aim.text, "strong", lines=None, id_=f"aim-{aim.key}")
    w.label(ui, inner.cut_top(heights[1]), today, "body", lines=None)
    w.label(ui, inner.rect, marks, "caption", "text_muted", lines=None, valign="top")


def _news(ui: w.Ui, rect: w.Rect, view: SeatView) -> None:
    inner = w.Rect(rect.x, rect.y, rect.w - ui.px(10), rect.h)
    with w.scroll(ui, "news", inner, gap=10) as area:
        _section(ui, area, _("New since you sat here last"), "newspaper")
        if not view.news:
            w.paragraph(ui, area, _("Nothing new."), "body", "text_muted")
        for line in view.news:
            row_high = ui.look.text.height(line.sentence, "body", max(1, area.rect.w - ui.px(28)))
            row = ui.area(area.cut_top(row_high), gap=8)
            mark = row.cut_start(ui.px(20))
            place = w.Rect(mark.x, mark.y, mark.w, ui.look.text.line_height("body"))
            tone = headline.headline_tone(str(line.kind)) or "text"
            ui.icon(place, headline.headline_icon(str(line.kind)), getattr(ui.colours, tone))
            w.label(ui, row.rect, line.sentence, tone=tone, lines=None)
