"""The seats of a table: a row for each delegation, with who plays it."""

from __future__ import annotations

from game.client import widgets as w
from game.client.view_models.table_plan import SeatRow, TablePlan
from game.model.text import _
from game.session.desk import Occupant

_WIDE = 700
"""Design pixels from which name, choice and names of people stand beside each other."""
_NAMES_LIMIT = 60


def seat_list(ui: w.Ui, rect: w.Rect, plan: TablePlan) -> TablePlan:
    """Show the card of all seats and return the plan with what was changed."""
    with w.card(ui, "seats", rect) as card:
        plan = _top(ui, card, plan)
        with w.scroll(ui, "seat-list", card.rect, gap=0) as area:
            return _rows(ui, area, plan)


def seat_rows(ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
    """Show all seats below each other on ``area``, which somebody else scrolls."""
    return _rows(ui, area, _top(ui, area, plan))


def _rows(ui: w.Ui, area: w.Area, plan: TablePlan) -> TablePlan:
    for number, seat in enumerate(plan.seats):
        if number:
            w.divider(ui, area, 0)
        plan = _seat(ui, area, seat, plan)
    if Occupant.COMPUTER in plan.occupants.values():
        area.skip(ui.px(8))
        said = _("A computer plays with a temperament that is drawn by lot; you learn which at the end.")
        w.paragraph(ui, area, said, "caption", "text_muted")
    return plan


def _top(ui: w.Ui, card: w.Area, plan: TablePlan) -> TablePlan:
    """Show the title of the card and beside it, or below where there is no room, the quick buttons."""
    title = _("Who plays?")
    listed = (("all", _("All people"), "users"), ("one", _("One person, rest computer"), "bot"))
    widths = [w.button_width(ui, words, icon) for _key, words, icon in listed]
    gap = ui.px(8)
    both = sum(widths) + gap
    beside = both + ui.look.text.width(title, "heading") + 2 * gap <= card.rect.w
    if beside:
        row = ui.area(card.cut_top(ui.px(40)), gap=8)
        buttons = row.sub(row.cut_end(both))
        w.label(ui, row.rect, title, "heading")
    else:
        w.paragraph(ui, card, title, "heading")
        buttons = card if both > card.rect.w else card.sub(card.cut_top(ui.px(40)), gap)
    for (key, words, icon), wide in zip(listed, widths, strict=True):
        tall = w.button_height(ui, words, card.rect.w, icon)
        place = card.cut_top(tall) if buttons is card else buttons.cut_start(wide)
        if w.button(ui, key, place, words, icon=icon):
            plan = plan.all_people() if key == "all" else plan.one_person()
    return plan


def _choices() -> tuple[w.Choice, ...]:
    return (
        w.Choice(Occupant.PERSON.value, _("People"), "users"),
        w.Choice(Occupant.COMPUTER.value, _("Computer"), "bot"),
        w.Choice(Occupant.EMPTY.value, _("Empty"), "minus"),
    )


def _seat(ui: w.Ui, area: w.Area, seat: SeatRow, plan: TablePlan) -> TablePlan:
    text = ui.look.text
    choices = _choices()
    asked = w.segmented_width(ui, choices)
    if area.rect.w >= ui.px(_WIDE):
        room = w.columns(area.rect, (1.0, 1.0), rtl=ui.look.rtl)[0].w
        room = area.rect.w - asked - ui.px(220) - 2 * ui.px(16)
        high = text.height(seat.name, "strong", room) + text.height(seat.detail, "caption", room)
        row = ui.area(area.cut_top(max(ui.px(40), high) + ui.px(20), 0).inset(0, ui.px(10)), gap=16)
        _name(ui, row.cut_start(room), seat)
        middle = row.cut_start(asked)
        who = middle.middle(asked, ui.px(40))
        names = row.rect.middle(row.rect.w, ui.px(40))
    else:
        area.skip(ui.px(10))
        room = area.rect.w
        high = text.height(seat.name, "strong", room) + text.height(seat.detail, "caption", room)
        _name(ui, area.cut_top(high, ui.px(6)), seat)
        who = area.cut_top(ui.px(40), ui.px(6))
        names = area.cut_top(ui.px(40), ui.px(10))
    plan = plan.seated(seat.id, _occupant(ui, who, seat, plan.occupants[seat.id]))
    return _names(ui, names, seat, plan)


def _occupant(ui: w.Ui, rect: w.Rect, seat: SeatRow, now: Occupant) -> Occupant:
    """Choose who plays: side by side, without icons or in a list where there is little room."""
    label, choices = _("Who plays {name}").format(name=seat.name), _choices()
    if w.segmented_width(ui, choices) > rect.w:
        choices = tuple(w.Choice(choice.key, choice.label) for choice in choices)
    if w.segmented_width(ui, choices) > rect.w:
        return Occupant(w.dropdown(ui, f"seat-{seat.id}", rect, label, choices, now.value))
    return Occupant(w.segmented(ui, f"seat-{seat.id}", rect, label, choices, now.value))


def _name(ui: w.Ui, rect: w.Rect, seat: SeatRow) -> None:
    lines = ui.area(rect.middle(rect.w, rect.h), gap=0)
    text = ui.look.text
    high = text.height(seat.name, "strong", rect.w)
    whole = high + text.height(seat.detail, "caption", rect.w)
    lines = lines.sub(rect.middle(rect.w, whole))
    w.label(ui, lines.cut_top(high, 0), seat.name, "strong", lines=None)
    w.label(ui, lines.rect, seat.detail, "caption", "text_muted", lines=None, valign="top")


def _names(ui: w.Ui, rect: w.Rect, seat: SeatRow, plan: TablePlan) -> TablePlan:
    match plan.occupants[seat.id]:
        case Occupant.PERSON:
            words = _("Who sits there: {name}").format(name=seat.name)
            people = w.text_field(
                ui,
                f"people-{seat.id}",
                rect,
                words,
                plan.people.get(seat.id, ""),
                placeholder=_("Names, if you like"),
                limit=_NAMES_LIMIT,
            )
            return plan.named(seat.id, people)
        case Occupant.COMPUTER:
            w.label(ui, rect, _("Temperament drawn by lot"), "caption", "text_muted", lines=2, shorten=True)
        case Occupant.EMPTY:
            w.label(
                ui,
                rect,
                _("Absent: keeps to its dossier's first orders, and does not negotiate"),
                "caption",
                "text_muted",
                lines=2,
                shorten=True,
            )
    return plan
