"""The order of the meeting: agenda, roll, speakers' list and clock, with the dialogs that change the first two."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.client import widgets as w
from game.client.navigation import Submit
from game.client.screens.caucus_clock import CaucusClock
from game.client.screens.headings import heading
from game.client.view_models import meeting
from game.client.view_models.meeting import AgendaForm
from game.model.text import _
from game.session.negotiation import commands as nc
from game.session.negotiation.decide_meeting import MOST_ITEMS
from game.session.negotiation.voting import Presence
from game.session.views import PublicView

_LETTERS = 120


class MeetingCard:
    """The card of the meeting; keeps the agenda and the roll while they are being changed."""

    def __init__(self, clock: CaucusClock) -> None:
        self._clock = clock
        self._agenda: AgendaForm | None = None
        self._roll: dict[str, Presence] | None = None

    def build(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Submit | None:
        """Show how the meeting goes on."""
        with w.card(ui, "meeting", rect, padding=16, gap=8) as card:
            return self.content(ui, card.rect, view)

    def content(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Submit | None:
        """Show the same without a card around it."""
        with w.scroll(ui, "meeting/scroll", rect, gap=8) as area:
            answer = self._agenda_list(ui, area, view)
            self._presence(ui, area, view)
            heading(ui, area, _("Speakers and clock"), "timer")
            return self._clock.content(ui, area, view) or answer

    def dialogs(self, ui: w.Ui, view: PublicView) -> Submit | None:
        """Show the dialog that is open."""
        if self._agenda is not None:
            return self._change_agenda(ui)
        if self._roll is not None:
            return self._call_roll(ui, view)
        return None

    def _agenda_list(self, ui: w.Ui, area: w.Area, view: PublicView) -> Submit | None:
        heading(ui, area, _("Agenda"), "list-checks")
        items, now = meeting.agenda(view)
        if not items:
            w.paragraph(ui, area, _("Nothing is on the agenda."), "body", "text_muted")
        answer: Submit | None = None
        if items:
            choices = [
                w.Choice(str(number), _("{number}. {item}").format(number=number + 1, item=item))
                for number, item in enumerate(items)
            ]
            chosen = w.radio_group(ui, "agenda", area, _("Which item is dealt with"), choices, str(now))
            if chosen != str(now):
                answer = Submit(nc.SetAgenda(items, int(chosen)))
        if _wide_button(ui, area, "agenda-change", _("Change the agenda"), "pencil"):
            self._agenda = AgendaForm(items, now)
        return answer

    def _presence(self, ui: w.Ui, area: w.Area, view: PublicView) -> None:
        heading(ui, area, _("Who is there"), "user-check")
        w.paragraph(ui, area, meeting.roll_words(view), "body", id_="roll-words")
        voting = view.negotiation.public.plenary.question is not None
        if _wide_button(ui, area, "roll-call", _("Call the roll"), "users", enabled=not voting):
            self._roll = meeting.roll(view)

    def _change_agenda(self, ui: w.Ui) -> Submit | None:
        form = self._agenda
        if form is None:
            return None
        with w.dialog(ui, "agenda-dialog", _("The agenda"), width=640, first="agenda-words") as area:
            for number, item in enumerate(form.items):
                form = _item(ui, area, form, number, item)
            form = _new_item(ui, area, form)
            listed = (
                w.Action("agenda-cancel", _("Cancel")),
                w.Action("agenda-yes", _("Adopt the agenda"), "primary", "check"),
            )
            pressed = w.actions(ui, area, listed)
            escaped = ui.pressed(pygame.K_ESCAPE)
        self._agenda = None if pressed or escaped else form
        return Submit(nc.SetAgenda(form.items, form.item)) if pressed == "agenda-yes" else None

    def _call_roll(self, ui: w.Ui, view: PublicView) -> Submit | None:
        answers = dict(self._roll or {})
        words = meeting.presence_words()
        choices = [w.Choice(item.value, words[item]) for item in Presence]
        with w.dialog(ui, "roll-dialog", _("The roll"), width=680, first="roll-yes") as area:
            text = _("Who is present and voting may not abstain. Who is absent does not vote.")
            w.paragraph(ui, area, text, "body", "text_muted")
            for seat in view.facts.present:
                name = view.facts.names.delegation(seat)
                answers[seat] = _answer(ui, area, seat, name, choices, answers.get(seat, Presence.PRESENT))
            pressed = w.actions(
                ui,
                area,
                (
                    w.Action("roll-cancel", _("Cancel")),
                    w.Action("roll-all", _("All present")),
                    w.Action("roll-yes", _("Enter the roll"), "primary", "check"),
                ),
            )
            escaped = ui.pressed(pygame.K_ESCAPE)
        if pressed == "roll-all":
            self._roll = dict.fromkeys(view.facts.present, Presence.PRESENT)
            return None
        self._roll = None if pressed or escaped else answers
        return Submit(meeting.roll_command(answers)) if pressed == "roll-yes" else None


def _wide_button(ui: w.Ui, area: w.Area, id_: str, words: str, icon: str, *, enabled: bool = True) -> bool:
    wide = min(area.rect.w, w.button_width(ui, words, icon))
    place = ui.area(area.cut_top(w.button_height(ui, words, wide, icon)), gap=0).cut_start(wide)
    return w.button(ui, id_, place, words, kind="quiet", icon=icon, enabled=enabled)


def _item(ui: w.Ui, area: w.Area, form: AgendaForm, number: int, item: str) -> AgendaForm:
    """Show an item with the buttons that move it and take it out."""
    side = ui.px(36)
    room = area.rect.w - 3 * side - ui.px(8)
    words = _("{number}. {item}").format(number=number + 1, item=item)
    high = max(side, ui.look.text.height(words, "body", max(1, room)))
    line = ui.area(area.cut_top(high, ui.px(4)), gap=0)
    spots = [w.Rect(place.x, place.y, side, side) for place in (line.cut_end(side) for _part in range(3))]
    w.label(ui, line.rect, words, lines=None, id_=f"item-{number}")
    if w.icon_button(ui, f"item-{number}-up", spots[2], "arrow-up", _("One place up"), enabled=number > 0):
        return meeting.moved(form, number, -1)
    last = number == len(form.items) - 1
    if w.icon_button(ui, f"item-{number}-down", spots[1], "arrow-down", _("One place down"), enabled=not last):
        return meeting.moved(form, number, 1)
    if w.icon_button(ui, f"item-{number}-out", spots[0], "x", _("Take it off the agenda")):
        return meeting.dropped(form, number)
    return form


def _new_item(ui: w.Ui, area: w.Area, form: AgendaForm) -> AgendaForm:
    line = ui.area(area.cut_top(ui.px(40), ui.px(16)), gap=8)
    place = line.cut_end(ui.px(40))
    label = _("Another item")
    written = w.text_field(ui, "agenda-words", line.rect, label, form.written, placeholder=label, limit=_LETTERS)
    form = replace(form, written=written)
    ready = bool(written.strip()) and len(form.items) < MOST_ITEMS
    pressed = w.icon_button(ui, "agenda-add", place, "plus", _("Add it"), kind="secondary", enabled=ready)
    return meeting.added(form) if pressed or (ready and w.entered(ui, "agenda-words")) else form


def _answer(ui: w.Ui, area: w.Area, seat: str, name: str, choices: list[w.Choice], now: Presence) -> Presence:
    """Show how a delegation answers the roll."""
    wide = w.segmented_width(ui, choices)
    room = area.rect.w - wide - ui.px(12)
    if room >= ui.px(120):
        high = max(ui.px(40), ui.look.text.height(name, "body", room))
        line = ui.area(area.cut_top(high), gap=12)
        place = line.cut_end(wide).middle(wide, ui.px(40))
        w.label(ui, line.rect, name, lines=None)
    else:
        w.paragraph(ui, area, name, gap=4)
        if wide > area.rect.w:
            return Presence(w.radio_group(ui, f"roll-{seat}", area, name, choices, now.value))
        place = ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(wide)
    return Presence(w.segmented(ui, f"roll-{seat}", place, name, choices, now.value))
