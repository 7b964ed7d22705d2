"""Hints for beginners: a calm note under the strip, one at a time, with a frame around what it speaks of."""

from __future__ import annotations

from game.client import widgets as w
from game.client.canvas import draw
from game.client.view_models.hints import PLACES, hints_now
from game.model.hint import Hint, HintTarget
from game.model.text import _
from game.session.views import PublicView

_PAD, _EDGE, _MARK = 12, 4, 24
_BESIDE = 560
"""Width in design pixels from which the buttons stand beside the words."""


class Hints:
    """The hints of one game: which were put away, and the one that is shown."""

    def __init__(self) -> None:
        self._over: set[Hint] = set()
        self.off = False
        self._shown: Hint | None = None
        self._left: list[Hint] = []
        self._number = self._all = 0

    def again(self) -> None:
        """Show all of them anew."""
        self._over.clear()
        self.off = False

    def follow(self, view: PublicView, seat: str | None) -> None:
        """Choose the hint for the moment; ``seat`` is the open desk, empty elsewhere, None for no hint now."""
        listed = () if self.off or seat is None else hints_now(view, seat)
        self._left = [hint for hint in listed if hint not in self._over]
        self._number = len(listed) - len(self._left) + 1
        self._all = len(listed)
        self._shown = self._left[0] if self._left else None

    def height(self, ui: w.Ui, width: int) -> int:
        """Return the height in pixels that the note takes, 0 without one."""
        if self._shown is None:
            return 0
        return self._words_height(ui, width) + 2 * ui.px(_PAD) + ui.px(12)

    def build(self, ui: w.Ui, page: w.Area) -> None:
        """Cut the note off the top of ``page``, if there is one."""
        hint = self._shown
        if hint is None:
            return
        margin = ui.px(12 if ui.narrow else 16)
        whole = page.cut_top(self.height(ui, page.rect.w), 0)
        rect = w.Rect(whole.x + margin, whole.y + ui.px(12), whole.w - 2 * margin, whole.h - ui.px(12))
        ui.fill(rect, ui.colours.accent_soft, ui.look.theme.card_radius)
        ui.frame(rect, ui.colours.accent, ui.look.theme.card_radius)
        ui.node("hint", "card", rect, _("Hint"), hint.text, focusable=False, pointer=False)
        with ui.inside("hint"):
            area = ui.area(rect.inset(ui.px(_PAD)), gap=12)
            beside = self._beside(ui, page.rect.w)
            buttons = area.cut_end(self._buttons_width(ui)) if beside else area.cut_bottom(ui.px(40), ui.px(8))
            mark = area.cut_start(ui.px(_MARK))
            ui.icon(mark, "lightbulb", ui.colours.accent, 20)
            lines = ui.area(area.rect, gap=0)
            if self._all > 1:
                count = _("Hint {number} of {all}").format(number=self._number, all=self._all)
                place = lines.cut_top(ui.look.text.line_height("caption"))
                w.label(ui, place, count, "caption_strong", "accent", shorten=True)
            w.label(ui, lines.rect, hint.text, "body", lines=None, id_="hint-text")
            self._buttons(ui, buttons.middle(buttons.w, ui.px(40)), hint)

    def point(self, ui: w.Ui) -> None:
        """Draw a frame around what the hint speaks of; after everything else on the page."""
        hint = self._shown
        if hint is None or hint.points_to is None or not ui.drawing or ui.modal > ui.layer:
            return
        rect = target_rect(ui, hint.points_to)
        if rect is not None:
            around = rect.inset(-ui.px(6)).common(ui.window)
            draw.outline(ui.surface, around, ui.colours.accent, ui.px(10), ui.px(3))

    def _buttons(self, ui: w.Ui, rect: w.Rect, hint: Hint) -> None:
        row = ui.area(rect, gap=8)
        words = self._next_words()
        wide = w.button_width(ui, words, "check")
        if wide + ui.px(8 + 40) <= rect.w:
            pressed = w.button(ui, "hint-next", row.cut_start(wide), words, icon="check")
        else:
            pressed = w.icon_button(ui, "hint-next", row.cut_start(ui.px(40)), "check", words, kind="secondary")
        if pressed:
            self._over.add(hint)
        if w.icon_button(ui, "hint-off", row.cut_start(ui.px(40)), "x", _("Put all hints away")):
            self.off = True

    def _next_words(self) -> str:
        return _("Next hint") if len(self._left) > 1 else _("Got it")

    def _buttons_width(self, ui: w.Ui) -> int:
        return w.button_width(ui, self._next_words(), "check") + ui.px(8 + 40)

    def _beside(self, ui: w.Ui, width: int) -> bool:
        return width - self._buttons_width(ui) >= ui.px(_BESIDE)

    def _words_height(self, ui: w.Ui, width: int) -> int:
        hint, text = self._shown, ui.look.text
        if hint is None:
            return 0
        room = width - 2 * ui.px(12 if ui.narrow else 16) - 2 * ui.px(_PAD) - ui.px(_MARK + 12)
        beside = self._beside(ui, width)
        if beside:
            room -= self._buttons_width(ui) + ui.px(12)
        high = text.height(hint.text, "body", max(1, room))
        high += text.line_height("caption") if self._all > 1 else 0
        return max(high, ui.px(40)) if beside else max(high, ui.px(_MARK)) + ui.px(40 + 8)


def target_rect(ui: w.Ui, target: HintTarget) -> w.Rect | None:
    """Return where a target can be seen in this pass, or None."""
    for id_ in PLACES[target]:
        seen = [
            node.visible
            for node in ui.nodes
            if (node.id.startswith(id_) if id_.endswith("-") else node.id == id_) and node.layer == ui.layer
        ]
        seen = [rect for rect in seen if rect.w > 0 and rect.h > 0]
        if seen:
            left, top = min(rect.x for rect in seen), min(rect.y for rect in seen)
            right, bottom = max(rect.right for rect in seen), max(rect.bottom for rect in seen)
            return w.Rect(left, top, right - left, bottom - top)
    return None
