"""The orders on a desk: what is left to spend, a row for each order, and sealing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from game.client import widgets as w
from game.client.navigation import Answer, Submit
from game.client.screens.desk_promised import Promised, seal_question
from game.client.view_models import moments, orders, words
from game.client.view_models.orders import OrderRow, RowKey
from game.model.text import _, ngettext
from game.session import commands as cm
from game.session import legal
from game.session.desk import Draft
from game.session.legal import DeskFacts
from game.session.quantities import quantity_key
from game.session.views import SeatView

_TRACK = 26
_LOW = 300
_REMOVE = 32


@dataclass
class OrderList:
    """Which rows are on the desk, and what is being moved and not ordered yet."""

    seat: str
    rows: list[RowKey] = field(default_factory=list)
    moving: tuple[RowKey, int] | None = None
    adding: bool = False
    asking: bool = False
    promised: Promised = field(default_factory=Promised)

    def follow(self, draft: Draft) -> None:
        """Keep the rows in their places; what is new in the draft comes below."""
        self.rows += [key for key in orders.keys_of(draft) if key not in self.rows]

    def preview(self, draft: Draft) -> Draft:
        """Return the draft as it would be if what is being moved were let go now."""
        if self.moving is None:
            return draft
        key, amount = self.moving
        return legal.draft_after(draft, orders.command_for(self.seat, key, amount))

    def build(self, ui: w.Ui, area: w.Area, desk: DeskFacts, *, laid_out: bool = False) -> Answer | None:
        """Show means, rows and buttons; ``desk`` holds the draft as it was ordered, ``laid_out`` by the dossier."""
        self.follow(desk.draft)
        shown = replace(desk, draft=self.preview(desk.draft))
        low = area.rect.h < ui.px(_LOW) and not w.scrolls_as_one(ui)
        if not low:
            means(ui, area, shown)
        # The places of the buttons are cut off first; the keyboard comes to them after the rows.
        seal = area.cut_bottom(max(ui.px(44), w.button_height(ui, _seal_words(), area.rect.w, "lock")))
        changes = None if low else area.cut_bottom(ui.px(40))
        with w.scroll(ui, "orders", area.rect, gap=12) as lines:
            if low:
                means(ui, lines, shown)
            if laid_out:
                words = _("A first plan is laid out for you. Change it, or seal it.")
                w.paragraph(ui, lines, words, "body", "text_muted", gap=16, id_="laid-out")
            answer: Answer | None = self.promised.block(ui, lines, desk)
            answer = self._list(ui, lines, orders.order_rows(shown, self.rows)) or answer
            if changes is None:
                answer = self._changes(ui, lines.cut_top(ui.px(40)), desk) or answer
        if changes is not None:
            answer = self._changes(ui, changes, desk) or answer
        self._seal(ui, seal)
        return self._let_go(ui, desk) or answer

    def _list(self, ui: w.Ui, lines: w.Area, rows: tuple[OrderRow, ...]) -> Answer | None:
        answer: Answer | None = None
        for row in rows:
            answer = self._row(ui, lines, row) or answer
        if not rows:
            empty = _("Nothing is ordered yet. Add a measure, or seal and save your funds.")
            w.paragraph(ui, lines, empty, "body", "text_muted", gap=12)
        if w.button(ui, "add", lines.cut_top(ui.px(40)), _("Add a measure"), icon="plus"):
            self.adding = True
        return answer

    def _row(self, ui: w.Ui, lines: w.Area, row: OrderRow) -> Answer | None:
        if row.slides:
            return self._slider(ui, lines, row)
        return self._line(ui, lines, row)

    def _slider(self, ui: w.Ui, lines: w.Area, row: OrderRow) -> Answer | None:
        whole = lines.cut_top(2 * ui.look.text.line_height("body") + ui.px(_TRACK))
        line = ui.area(whole, gap=4)
        key = row.key
        cross = ui.area(whole, gap=0).cut_end(ui.px(_REMOVE))
        cross = w.Rect(cross.x, cross.y - ui.px(5), cross.w, ui.px(_REMOVE))
        line.cut_end(ui.px(_REMOVE))
        span = w.Range(0, row.most, limit=row.limit)
        amount = int(
            w.slider(
                ui,
                key.id,
                line.rect,
                row.title,
                row.amount,
                span,
                icon=row.icon,
                detail=row.detail,
                hint=row.hint,
                show=lambda value: words.units(int(value)),
                at_limit=row.at_limit,
            )
        )
        if amount != row.amount:
            self.moving = (key, amount)
            if ui.input.kind in {"key", "text"}:
                return self._order(key, amount)
        if w.icon_button(ui, f"{key.id}-off", cross, "x", _("Take off: {order}").format(order=row.title), size=16):
            return self._take_off(key, row)
        return None

    def _line(self, ui: w.Ui, lines: w.Area, row: OrderRow) -> Answer | None:
        text = ui.look.text
        high = text.line_height("strong")
        whole = lines.cut_top(2 * high)
        box = ui.area(whole, gap=4)
        cross = box.cut_end(ui.px(_REMOVE))
        cross = w.Rect(cross.x, cross.y - ui.px(5), cross.w, ui.px(_REMOVE))
        said = _("{order}: {detail}").format(order=row.title, detail=row.detail)
        ui.node(row.key.id, "text", box.rect, said, row.cost, focusable=False, hint=row.hint)
        first, second = ui.area(box.cut_top(high, 0), gap=8), ui.area(box.rect, gap=8)
        ui.icon(first.cut_start(ui.px(18)), row.icon, ui.colours.accent)
        second.cut_start(ui.px(18))
        ui.write(first.rect, row.title, "strong", shorten=True)
        ui.write(second.cut_end(text.width(row.cost, "strong")), row.cost, "strong", ui.colours.accent, align="end")
        ui.write(second.rect, row.detail, "caption", ui.colours.text_muted, shorten=True)
        if w.icon_button(ui, f"{row.key.id}-off", cross, "x", _("Take off: {order}").format(order=row.title), size=16):
            return self._take_off(row.key, row)
        return None

    def _take_off(self, key: RowKey, row: OrderRow) -> Answer | None:
        self.rows.remove(key)
        self.moving = None
        return self._order(key, 0) if row.amount else None

    def _order(self, key: RowKey, amount: int) -> Answer:
        self.moving = None
        return Submit(orders.command_for(self.seat, key, amount))

    def _let_go(self, ui: w.Ui, desk: DeskFacts) -> Answer | None:
        """Order what was moved, when it is let go: a drag is one command."""
        if self.moving is None or ui.input.kind != "release":
            return None
        key, amount = self.moving
        self.moving = None
        return self._order(key, amount) if amount != orders.amount_of(desk.draft, key) else None

    def add(self, desk: DeskFacts, key: RowKey) -> Answer | None:
        """Put a row on the desk, with one unit where the means allow it."""
        if key not in self.rows:
            self.rows.append(key)
        amount = orders.first_amount(desk, key)
        return self._order(key, amount) if amount != orders.amount_of(desk.draft, key) else None

    # Sealing

    def _seal(self, ui: w.Ui, rect: w.Rect) -> None:
        """Show the button that ends the work at the desk; it asks first, since nobody can change sealed orders."""
        if w.button(ui, "seal", rect, _seal_words(), kind="primary", icon="lock"):
            self.asking = True

    def _changes(self, ui: w.Ui, rect: w.Rect, desk: DeskFacts) -> Answer | None:
        """Show undo and clear beside each other."""
        answer: Answer | None = None
        pair = w.columns(rect, 2, ui.px(8), rtl=ui.look.rtl)
        may_undo = legal.may_undo(desk) is None
        if w.button(ui, "undo", pair[0], _("Undo"), kind="quiet", icon="undo-2", enabled=may_undo):
            answer = Submit(cm.UndoDraft(self.seat))
            self.rows.clear()
        if w.button(ui, "clear", pair[1], _("Clear"), kind="quiet", icon="trash-2", enabled=not desk.draft.empty):
            answer = Submit(cm.ClearDraft(self.seat))
            self.rows.clear()
        return answer

    def question(self, ui: w.Ui, view: SeatView) -> Answer | None:
        """Ask before the orders are sealed; build it last."""
        if not self.asking:
            return None
        desk = view.desk
        sentence = _unspent(view) if desk.funds_left > 0 else _("Nobody can change them then.")
        if desk.draft.empty:
            sentence = _("Nothing is ordered. {sentence}").format(sentence=sentence)
        found = seal_question(ui, self.promised, sentence, desk)
        self.asking = not isinstance(found, bool) and self.promised.wanted is None
        return Submit(cm.Seal(self.seat)) if found is True else found or None


def _unspent(view: SeatView) -> str:
    """Say what becomes of the funds that are left; after the last turn only an aim can ask for them."""
    desk = view.desk
    cap = desk.book.delegations[desk.seat].funds_cap
    saved = min(desk.funds_left, cap)
    if not moments.last_turn(view.public):
        sentence = ngettext(
            "{saved} unit is not spent. What is saved counts next turn, up to {cap} units in all.",
            "{saved} units are not spent. What is saved counts next turn, up to {cap} units in all.",
            saved,
        )
    elif _asks_for_savings(view):
        sentence = ngettext(
            "{saved} unit is not spent. No turn follows, but your aims count what is left, with the income that "
            "still comes, up to {cap} units.",
            "{saved} units are not spent. No turn follows, but your aims count what is left, with the income that "
            "still comes, up to {cap} units.",
            saved,
        )
    else:
        sentence = ngettext(
            "{saved} unit is not spent. No turn follows, and none of your aims asks for savings.",
            "{saved} units are not spent. No turn follows, and none of your aims asks for savings.",
            saved,
        )
    return sentence.format(saved=saved, cap=cap)


def _asks_for_savings(view: SeatView) -> bool:
    """Tell whether an aim of the delegation is read off its funds."""
    name = quantity_key("funds", view.seat)
    return any(name in str(aim.quantity) for aim in view.dossier.objectives)


def _seal_words() -> str:
    return _("Seal the orders")


def means(ui: w.Ui, area: w.Area, desk: DeskFacts) -> None:
    """Show what is left of funds as a bar, teams as dots, and political capital."""
    have = orders.means(desk)
    text = ui.look.text
    left = _("{left} of {all} units left").format(left=have.funds_left, all=have.funds)
    rect = area.cut_top(text.line_height("body") + ui.px(18), ui.px(4))
    w.progress(ui, "funds", rect, _("Funds"), have.funds_left / max(1, have.funds), left)
    promised = desk.claim.funds
    if promised:
        said = ngettext("{number} unit goes to agreements", "{number} units go to agreements", promised)
        said = said.format(number=promised)
        w.label(ui, area.cut_top(text.line_height("caption"), ui.px(4)), said, "caption", "text_muted", id_="promised")
    row = ui.area(area.cut_top(max(text.line_height("body"), ui.px(24)), ui.px(12)), gap=8)
    said = _("{left} of {all} free").format(left=have.teams_left, all=have.teams)
    ui.node("teams", "stat", row.rect, _("Teams"), said, focusable=False, pointer=False)
    ui.write(row.cut_start(text.width(_("Teams"), "body")), _("Teams"), "body")
    ui.write(row.cut_end(text.width(said, "strong")), said, "strong", align="end")
    dots(ui, row.rect, have.teams, have.teams_left)
    if have.shows_capital and have.capital_left != have.capital:
        spent = _("{left} of {all} political capital left").format(left=have.capital_left, all=have.capital)
        w.label(ui, area.cut_top(text.line_height("caption")), spent, "caption", "text_muted")


def dots(ui: w.Ui, rect: w.Rect, count: int, free: int) -> None:
    """Draw a person for each team: those that are free filled, those that are posted faint."""
    row = ui.area(rect, gap=2)
    for number in range(count):
        if row.rect.w < ui.px(18):
            break
        tone = ui.colours.accent if number < free else ui.colours.track
        ui.icon(row.cut_start(ui.px(18)), "users", tone, 16)
