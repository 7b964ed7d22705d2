"""The clock of the caucus: one large timer, and the speakers' list where the floor is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.client import widgets as w
from game.client.meeting_clock import MeetingClock
from game.client.navigation import Submit
from game.model.text import _, ngettext
from game.session.negotiation import commands as nc
from game.session.negotiation.plenary import LONGEST, CaucusKind
from game.session.negotiation.plenary import Caucus as Talk
from game.session.views import PublicView

_MINUTE = 60
_MOST_MINUTES = 60
_SPEAKER_STEP = 15
_LETTERS = 100


@dataclass
class CaucusClock:
    """The card of the clock; what is chosen before it starts."""

    clock: Callable[[], MeetingClock]
    minutes: int = 5
    speaker: int = 45
    kind: str = "unmoderated"
    topic: str = ""

    def build(self, ui: w.Ui, rect: w.Rect, view: PublicView) -> Submit | None:
        """Show the clock, or what starts it."""
        title = "" if ui.narrow else _("The clock")
        with (
            w.card(ui, "clock", rect, title, "timer", padding=16, gap=10) as card,
            w.scroll(ui, "clock/scroll", card.rect, gap=10) as area,
        ):
            return self.content(ui, area, view)

    def content(self, ui: w.Ui, area: w.Area, view: PublicView) -> Submit | None:
        """Show the same without a card around it."""
        talk = view.negotiation.public.plenary.caucus
        return self._start(ui, area) if talk is None else self._run(ui, area, view, talk)

    def tick(self, now: float, view: PublicView) -> Submit | None:
        """Store the seconds that have passed."""
        talk = view.negotiation.public.plenary.caucus
        if talk is None or not talk.left:  # once the time is up nobody counts on
            self.clock().reset()
            return None
        seconds = self.clock().take(now)
        return Submit(nc.PassTime(seconds)) if seconds else None

    def _start(self, ui: w.Ui, area: w.Area) -> Submit | None:
        kinds = [
            w.Choice("unmoderated", _("Free talk"), "messages-square", _("Everybody walks and talks")),
            w.Choice("moderated", _("Speakers’ list"), "list-checks", _("The chair gives the floor")),
        ]
        self.kind = w.radio_group(ui, "clock-kind", area, _("How you talk"), kinds, self.kind)
        moderated = self.kind == "moderated"
        place = w.field(ui, area, _("How long"))
        span = w.Range(1, _MOST_MINUTES)
        self.minutes = round(w.stepper(ui, "clock-minutes", place, "", self.minutes, span, show=_minutes))
        if moderated:
            place = w.field(ui, area, _("Each speaker"))
            most = self.minutes * _MINUTE
            span = w.Range(_SPEAKER_STEP, min(most, 5 * _MINUTE), _SPEAKER_STEP)
            self.speaker = min(self.speaker, most)
            self.speaker = round(w.stepper(ui, "clock-speaker", place, "", self.speaker, span, show=_seconds))
            label, usual = _("Topic"), _("What is on the table")
            place = w.field(ui, area, label)
            self.topic = w.text_field(ui, "clock-topic", place, label, self.topic, placeholder=usual, limit=_LETTERS)
        words = _("Start the clock")
        if not w.button(ui, "clock-start", area.cut_top(w.button_height(ui, words, area.rect.w, "play")), words):
            return None
        self.clock().reset()
        self.clock().start(ui.now)
        total = self.minutes * _MINUTE
        if moderated:
            topic = self.topic.strip() or _("What is on the table")
            return Submit(nc.OpenCaucus(CaucusKind.MODERATED, total, self.speaker, topic))
        return Submit(nc.OpenCaucus(CaucusKind.UNMODERATED, total))

    def _run(self, ui: w.Ui, area: w.Area, view: PublicView, talk: Talk) -> Submit | None:
        clock = self.clock()
        left = max(0.0, talk.left - clock.pending(ui.now))
        over = left <= 0
        label = _("Time is up") if over else _("left to talk")
        high = ui.look.text.line_height("display") + ui.px(8)
        w.timer(ui, "caucus-timer", area.cut_top(high), "", left, talk.total, style="display")
        said = label if clock.running or over else _("The clock is paused")
        w.paragraph(ui, area, said, "body", "text_muted", id_="clock-state")
        if talk.topic:
            w.paragraph(ui, area, talk.topic, "strong", id_="clock-subject")
        answer = self._buttons(ui, area, view, talk, over=over)
        if talk.kind is CaucusKind.MODERATED:
            answer = self._floor(ui, area, view) or answer
        return answer

    def _buttons(self, ui: w.Ui, area: w.Area, view: PublicView, talk: Talk, *, over: bool) -> Submit | None:
        clock = self.clock()
        running = clock.running
        words, icon = (_("Pause"), "pause") if running else (_("Go on"), "play")
        if w.button(ui, "clock-run", area.cut_top(ui.px(40)), words, icon=icon, enabled=not over):
            if running:
                clock.pause(ui.now)
            else:
                clock.start(ui.now)
            ui.redraw()
        if w.button(ui, "clock-more", area.cut_top(ui.px(40)), _("One minute more"), icon="plus"):
            return self._longer(ui, view, talk)
        if w.button(ui, "clock-stop", area.cut_top(ui.px(40)), _("End the talk"), kind="quiet", icon="square"):
            clock.reset()
            return Submit(nc.CloseCaucus())
        return None

    def _longer(self, ui: w.Ui, view: PublicView, talk: Talk) -> Submit:
        """Return what gives a minute more: the talk opened again as it stands, with the time that has passed.

        Who speaks keeps the floor and the time that is left; who waits keeps the place on the list.
        """
        clock, plenary = self.clock(), view.negotiation.public.plenary
        now = clock.take(ui.now, least=1)
        passed, speaking = talk.passed + now, plenary.floor.seat
        spoken = min(passed, plenary.floor.spoken + now) if speaking else 0
        total = min(LONGEST, max(talk.total, passed) + _MINUTE)
        also: list[nc.NegotiationCommand] = [nc.OpenCaucus(talk.kind, total, talk.per_speaker, talk.topic)]
        also += _time(passed - spoken)
        if speaking:
            also += [nc.RequestFloor(speaking), nc.CallSpeaker(), *_time(spoken)]
        also += [nc.RequestFloor(seat) for seat in plenary.speakers]
        clock.start(ui.now)
        return Submit(nc.CloseCaucus(), also=tuple(also))

    def _floor(self, ui: w.Ui, area: w.Area, view: PublicView) -> Submit | None:
        """Show who speaks, who waits, and who could."""
        plenary, names = view.negotiation.public.plenary, view.facts.names
        if plenary.floor.seat:
            left = plenary.seconds_left or 0
            spent = self.clock().pending(ui.now)
            shown = _("{delegation} speaks, {seconds} left").format(
                delegation=names.delegation(plenary.floor.seat), seconds=_seconds(max(0, round(left - spent)))
            )
            w.paragraph(ui, area, shown, "strong", id_="speaker")
        if plenary.speakers:
            said = _("Waiting: {names}").format(names=names.delegation_list(plenary.speakers))
            w.paragraph(ui, area, said, "body", "text_muted", id_="speakers")
        pressed = w.button(
            ui,
            "floor-next",
            area.cut_top(ui.px(40)),
            _("Next speaker"),
            icon="skip-forward",
            enabled=bool(plenary.speakers or plenary.floor.seat),
        )
        if pressed and ui.input.clicks == 1:  # a double click does not pass a speaker over
            return Submit(nc.CallSpeaker())
        waiting = [seat for seat in view.facts.present if seat not in plenary.speakers and seat != plenary.floor.seat]
        if not waiting:
            return None
        choices = [w.Choice(seat, names.delegation(seat)) for seat in waiting]
        place = area.cut_top(ui.px(40))
        chosen = w.dropdown(
            ui, "floor-list", place, _("Who wants to speak"), choices, "", placeholder=_("Who wants to speak")
        )
        return Submit(nc.RequestFloor(chosen)) if chosen else None


def _time(seconds: int) -> list[nc.NegotiationCommand]:
    return [nc.PassTime(seconds)] if seconds > 0 else []


def _minutes(value: float) -> str:
    return ngettext("{minutes} minute", "{minutes} minutes", round(value)).format(minutes=round(value))


def _seconds(value: float) -> str:
    return ngettext("{seconds} second", "{seconds} seconds", round(value)).format(seconds=round(value))
