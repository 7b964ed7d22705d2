"""What a scenario looks like at its start: map, indices, markets, routes, delegations, and its own tests."""

from __future__ import annotations

from game.authoring.workbench import Reading
from game.client import widgets as w
from game.client.canvas.map_scene import MapScene
from game.client.screens.map_panel import MapPanel
from game.client.view_models import author, indices_table, map_scenes, map_words
from game.client.view_models.author import Sheet, TestCard
from game.model.text import _
from game.session.views import PublicView


def preview_choices(good: Reading | None) -> tuple[w.Choice, ...]:
    """Return the tabs of what there is to see."""
    if good is None:
        return ()
    herds = good.scenario is not None and bool(good.scenario.habitats)
    return (
        w.Choice("map", _("Map"), "map"),
        w.Choice("indices", _("Indices"), "table"),
        w.Choice("markets", _("Markets"), "package"),
        *((w.Choice("habitats", _("Habitats"), "paw-print"),) if herds else ()),
        w.Choice("delegations", _("Delegations"), "flag"),
        w.Choice("tests", _("Tests"), "circle-check"),
    )


class Preview:
    """The parts beside the findings; what is laid out stays until a newer good reading comes."""

    def __init__(self, *, threaded: bool) -> None:
        self._threaded = threaded
        self._map: MapPanel | None = None
        self._tab = "map"
        self._of: PublicView | None = None
        self._scene = MapScene()

    def rest(self) -> None:
        """Let go of the map's thread; it is made anew when it is wanted."""
        if self._map is not None:
            self._map.close()
            self._map = None

    def build(self, ui: w.Ui, rect: w.Rect, good: Reading | None, stale: str) -> None:
        """Show the tabs and the chosen part."""
        with w.card(ui, "preview", rect, padding=12, gap=8) as area:
            if good is None:
                w.paragraph(ui, area, _("The map and the start values come as soon as the file can be read."))
                return
            choices = preview_choices(good)
            self._tab = self._tab if self._tab in {choice.key for choice in choices} else "map"
            self._tab = w.tabs(ui, "preview-tabs", area.cut_top(ui.px(44)), _("Preview"), choices, self._tab)
            self._part(ui, area, self._tab, good, stale)

    def show(self, ui: w.Ui, rect: w.Rect, key: str, good: Reading | None, stale: str) -> None:
        """Show one part alone."""
        if good is not None:
            with w.card(ui, "preview", rect, padding=12, gap=8) as area:
                self._part(ui, area, key, good, stale)

    def _part(self, ui: w.Ui, area: w.Area, key: str, good: Reading, stale: str) -> None:
        view = good.view
        if view is None:
            return
        if stale:
            _stale(ui, area, stale)
        inner = w.Rect(area.rect.x, area.rect.y, area.rect.w - ui.px(10), area.rect.h)
        match key:
            case "map":
                self._draw_map(ui, area.rect, view)
            case "indices":
                _indices(ui, inner, view)
            case "tests":
                _tests(ui, area, good)
            case "markets":
                _markets(ui, area, inner, view)
            case "habitats":
                _sheet(ui, inner, author.habitats(view))
            case "delegations" if good.scenario is not None:
                _sheet(ui, inner, author.delegations(good.scenario))

    def _draw_map(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
        if self._map is None:
            self._map = MapPanel(threaded=self._threaded)
        if self._of is not view:
            self._of, self._scene = view, map_scenes.public_scene(view)
        tell = map_words.public_teller(view)
        words = _("Map of criminality and flows at the start, by public knowledge")
        self._map.build(ui, "map", rect, self._scene, words, tell=lambda hit: tell(hit.kind, hit.id))


def _stale(ui: w.Ui, area: w.Area, words: str) -> None:
    text = ui.look.text
    room = max(1, area.rect.w - ui.px(20 + 8 + 24))
    rect = area.cut_top(text.height(words, "strong", room) + ui.px(16))
    ui.fill(rect, ui.colours.warning_soft, 8)
    row = ui.area(rect.inset(ui.px(12), ui.px(8)), gap=8)
    ui.icon(row.cut_start(ui.px(20)), "triangle-alert", ui.colours.warning, 20)
    w.label(ui, row.rect, words, "strong", lines=None, id_="stale")


def _indices(ui: w.Ui, rect: w.Rect, view: PublicView) -> None:
    """Show the indices of every place, without the change of a last turn: there was none."""
    keep = [number for number in range(len(indices_table.columns(view))) if number != 2]
    every = indices_table.columns(view)
    heads = [w.Column(every[n].label, 1.0 if n == 0 else 0.6, numeric=n > 0, hint=every[n].hint) for n in keep]
    rows = [
        w.Row(row.place, tuple(row.cells[n] for n in keep), tuple(row.order[n] for n in keep))
        for row in indices_table.rows(view)
    ]
    w.table(ui, "start-indices", rect, _("Indices of all places at the start"), heads, rows, selectable=False)


def _markets(ui: w.Ui, area: w.Area, inner: w.Rect, view: PublicView) -> None:
    """Show the markets, and below them the routes that carry them."""
    found = author.markets(view)
    high = min(w.table_needs(ui, *_table_of(found), inner.w), area.rect.h // 2)
    _sheet(ui, w.Rect(inner.x, inner.y, inner.w, high), found)
    below = high + ui.px(16)
    _sheet(ui, w.Rect(inner.x, inner.y + below, inner.w, max(0, inner.h - below)), author.ways(view))


def _table_of(found: Sheet) -> tuple[list[w.Column], list[w.Row]]:
    columns = zip(found.heads, found.weights, found.numeric, strict=True)
    heads = [w.Column(head, weight, numeric=numeric) for head, weight, numeric in columns]
    return heads, [w.Row(key, cells, order) for key, cells, order in found.rows]


def _sheet(ui: w.Ui, rect: w.Rect, found: Sheet) -> None:
    heads, rows = _table_of(found)
    w.table(ui, f"start-{found.key}", rect, found.title, heads, rows, selectable=False)


# Tests


def _tests(ui: w.Ui, area: w.Area, good: Reading) -> None:
    w.paragraph(ui, area, author.tests_line(good), "strong", id_="tests-line")
    inner = w.Rect(area.rect.x, area.rect.y, area.rect.w - ui.px(10), area.rect.h)
    with w.scroll(ui, "tests", inner, gap=8) as lines:
        for number, card in enumerate(author.cards_of_tests(good)):
            _test(ui, lines, f"test-{number}", card)


def _test(ui: w.Ui, area: w.Area, id_: str, card: TestCard) -> None:
    text = ui.look.text
    pad, mark = ui.px(12), ui.px(28)
    room = max(1, area.rect.w - 2 * pad - mark)
    where = _("{word} · {place}").format(word=card.word, place=card.place)
    heights = [text.height(line, "caption", room) + ui.px(4) for _tone, line in card.lines]
    high = 2 * ui.px(8) + text.height(card.name, "strong", room) + text.line_height("caption") + sum(heights)
    rect = area.cut_top(high)
    ui.fill(rect, ui.colours.sunken, 8)
    ui.node(id_, "group", rect, card.name, card.word, focusable=False, pointer=False)
    with ui.inside(id_):
        lines = ui.area(rect.inset(pad, ui.px(8)), gap=0)
        side = lines.cut_start(mark, 0)
        place = w.Rect(side.x, side.y, ui.px(20), text.line_height("strong"))
        ui.icon(place, card.icon, getattr(ui.colours, card.tone), 20)
        w.label(ui, lines.cut_top(text.height(card.name, "strong", room)), card.name, "strong", lines=None)
        w.label(ui, lines.cut_top(text.line_height("caption")), where, "caption_strong", card.tone, shorten=True)
        for (tone, line), tall in zip(card.lines, heights, strict=True):
            w.label(ui, lines.cut_top(tall), line, "caption", tone, lines=None, valign="bottom")
