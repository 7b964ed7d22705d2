"""The dialog in which an agreement is put together: at the table, where all sign at once, or at a desk as an offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import pygame

from game.client import widgets as w
from game.client.screens.agreement_chips import chips, kinds
from game.client.view_models import agreement_form as af
from game.client.view_models.agreement_form import Form, Option
from game.model.negotiation import AgreementForce
from game.model.text import _
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clause_text import plain_sentence
from game.session.negotiation.clauses import CLAUSE_RULES, AmountUnit, ClauseKind
from game.session.negotiation.commands import NegotiationCommand, ProposeAgreement, RecordAgreement, SignAgreement
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import Facts
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.voting import Vote
from game.session.refusal import Refusal

_WIDTH, _HEIGHT = 760, 700


class Preview(Protocol):
    """What shows inside the dialog what terms would do."""

    def build(self, ui: w.Ui, area: w.Area, terms: Terms) -> None:
        """Cut what is to be said of ``terms`` off the top of ``area``."""


@dataclass
class AgreementDialog:
    """What has been put together so far; keep it as long as the dialog is open.

    ``tried`` says that it was asked what it would do: ``preview`` shows that at a desk, and the board at the table.
    What people agree among themselves is recorded; to ``computers``, who answer by themselves, it is offered.
    """

    form: Form
    preview: Preview | None = None
    tried: bool = False
    computers: frozenset[str] = frozenset()

    def build(self, ui: w.Ui, state: NegotiationState, facts: Facts) -> NegotiationCommand | bool:
        """Show the dialog; return the command, True while it is open, False once it is closed."""
        recording = not self.form.seat
        title = _("Record an agreement") if recording else _("Make an offer")
        if self.form.answers:
            title = _("Record a counter-offer") if recording else _("Make a counter-offer")
        answer: NegotiationCommand | bool = True

        def foot(below: w.Area) -> None:
            nonlocal answer
            answer = self._answer(ui, below, state, facts)

        first = "party." + _first(self.form, facts)
        with w.dialog(ui, "agreement", title, width=_WIDTH, height=_HEIGHT, first=first, foot=foot) as area:
            self._who(ui, area, facts)
            self._what(ui, area, state, facts)
            self._how_much(ui, area, state, facts)
            self._sentences(ui, area, facts)
            self._force(ui, area, facts)
        return answer

    def _who(self, ui: w.Ui, area: w.Area, facts: Facts) -> None:
        options = [Option(seat, facts.names.delegation(seat), enabled=seat != self.form.seat) for seat in facts.present]
        pressed = chips(ui, "party", area, options, self.form.parties)
        if pressed:
            self.form = af.toggle_party(self.form, pressed, facts)

    def _what(self, ui: w.Ui, area: w.Area, state: NegotiationState, facts: Facts) -> None:
        area.skip(ui.px(2))
        options = af.kind_options(state, facts)
        chosen = kinds(ui, "kind", area, _("What is promised"), options, self.form.kind.value)
        if chosen != self.form.kind.value:
            self.form = af.choose_kind(self.form, ClauseKind(chosen), facts)
        self.form = af.with_draft(self.form, state)

    def _how_much(self, ui: w.Ui, area: w.Area, state: NegotiationState, facts: Facts) -> None:
        """Show the choices that the kind of promise has, two on a line."""
        form = self.form
        if len(form.parties) < 2:
            return
        rule = CLAUSE_RULES[form.kind]
        row = _Fields(ui, area)
        sides = [Option(seat, facts.names.delegation(seat)) for seat in form.parties]
        by = row.drop("by", _("Who promises"), sides, form.by)
        if by != form.by:
            self.form = form = af.settled(replace(form, by=by), facts)
        if rule.receiver:
            others = [item for item in sides if item.key != form.by]
            form = replace(form, to=row.drop("to", _("To whom"), others, form.to))
        form = _subject(row, form, state, facts)
        if rule.unit is not AmountUnit.NONE:
            form = replace(form, amount=row.amount(form, facts))
        if not rule.vote:
            options = af.turn_options(facts, form.after)
            turns = row.drop("turns", _("For how long"), options, "" if form.turns is None else str(form.turns))
            form = replace(form, turns=int(turns) if turns else None)
            after = int(row.drop("after", _("It begins"), af.after_options(facts), str(form.after)))
            if after != form.after:
                form = af.settled(replace(form, after=after), facts)
        self.form = form

    def _sentences(self, ui: w.Ui, area: w.Area, facts: Facts) -> None:
        """Show the promises in words, the present one large."""
        for number, clause in enumerate(self.form.clauses):
            words = plain_sentence(clause, facts.names)
            high = max(ui.px(36), ui.look.text.height(words, "body", max(1, area.rect.w - ui.px(76))))
            line = ui.area(area.cut_top(high, ui.px(2)), gap=8)
            ui.icon(line.cut_start(ui.px(20)), "check", ui.colours.better, 18)
            drop = line.cut_end(ui.px(36)).middle(ui.px(36), ui.px(36))
            w.label(ui, line.rect, words, "body", lines=None, id_=f"clause-{number}")
            if w.icon_button(ui, f"drop-{number}", drop, "x", _("Take this promise out")):
                self.form = af.drop_clause(self.form, number)
        words = af.sentence_of(self.form, facts)
        ready = af.clause_of(self.form) is not None
        pad = ui.px(12)
        more = _("Add what comes in return")
        wide = w.button_width(ui, more, "plus") if ready else 0
        beside = ready and wide < area.rect.w // 2
        room = area.rect.w - 2 * pad - ui.px(28) - (wide + pad if beside else 0)
        high = max(ui.px(40), ui.look.text.height(words, "heading", max(1, room))) + 2 * pad
        rect = area.cut_top(high)
        ui.fill(rect, ui.colours.sunken, 8)
        line = ui.area(rect.inset(pad, pad), gap=8)
        ui.icon(line.cut_start(ui.px(20)), "handshake", ui.colours.accent, 20)
        place = line.cut_end(wide, pad).middle(wide, ui.px(40)) if beside else None
        w.label(ui, line.rect, words, "heading", "text" if ready else "text_muted", lines=None, id_="sentence")
        if not ready:
            return
        if place is None:
            place = area.cut_top(w.button_height(ui, more, area.rect.w, "plus"))
        if w.button(ui, "add-clause", place, more, kind="quiet", icon="plus"):
            self.form = af.add_clause(self.form, facts)
            w.bring_into_view(ui, "agreement/body", "sentence")  # below the promise that has just been added

    def _force(self, ui: w.Ui, area: w.Area, facts: Facts) -> None:
        if facts.rules.agreements is AgreementForce.CHOICE:
            choices = [
                w.Choice("pledge", _("A promise"), "hand"),
                w.Choice("binding", _("Binding: carried out first"), "lock"),
            ]
            wide = min(area.rect.w, w.segmented_width(ui, choices))
            line = _Line(ui, area)
            now = "binding" if self.form.binding else "pledge"
            chosen = w.segmented(ui, "force", line.place(wide), _("How firm it is"), choices, now)
            self.form = replace(self.form, binding=chosen == "binding")
        else:
            line = _Line(ui, area)
        options = [w.Choice(item.key, item.label) for item in af.end_options(facts)]
        place = line.place(min(area.rect.w, ui.px(280)))
        ends = w.dropdown(ui, "ends", place, _("When the agreement is over"), options, str(self.form.ends))
        self.form = replace(self.form, ends=int(ends))
        if self.form.seat and facts.rules.secret_agreements:
            words = _("Secret: only the parties know of it")
            rect = area.cut_top(w.checkbox_height(ui, words, area.rect.w))
            self.form = replace(self.form, secret=w.checkbox(ui, "secret", rect, words, self.form.secret))

    def _answer(self, ui: w.Ui, area: w.Area, state: NegotiationState, facts: Facts) -> NegotiationCommand | bool:
        command = self.command()
        refusal = self.refusal(state, facts)
        ready = af.clause_of(self.form) is not None
        if ready and refusal:
            high = ui.look.text.height(refusal, "body", max(1, area.rect.w - ui.px(28)))
            line = ui.area(area.cut_top(high), gap=8)
            mark = line.cut_start(ui.px(20))
            place = w.Rect(mark.x, mark.y, mark.w, ui.look.text.line_height("body"))
            ui.icon(place, "circle-alert", ui.colours.warning, 18)
            w.label(ui, line.rect, refusal, "body", "warning", lines=None, id_="refusal")
        yes = _("Sign and offer") if self.form.seat else self._yes()
        cancel = w.Action("agreement-cancel", _("Cancel"))
        done = w.Action("agreement-yes", yes, "primary", "check", enabled=ready and not refusal)
        trial = w.Action("agreement-try", _("What would it do?"), "quiet", "chart-line", enabled=ready)
        if self.preview is not None and self.tried and ready:
            self.preview.build(ui, area, af.terms_of(self.form))
        pressed = w.actions(ui, area, (trial, cancel, done))
        if pressed == "agreement-try":
            self.tried = not self.tried
            return True
        if pressed == "agreement-cancel" or ui.pressed(pygame.K_ESCAPE):
            return False
        return command if pressed else True

    def command(self) -> NegotiationCommand:
        """Return what the dialog asks for."""
        terms: Terms = af.terms_of(self.form)
        by = self.form.seat or (self._people[0] if self._offers and self._people else "")
        if by:
            return ProposeAgreement(by, terms, answers=self.form.answers)
        return RecordAgreement(terms, self.form.answers)

    def signatures(self, agreement: str) -> tuple[NegotiationCommand, ...]:
        """Return how the people at the table sign what is offered to computers as ``agreement``."""
        return tuple(SignAgreement(seat, agreement) for seat in self._people[1:]) if self._offers else ()

    @property
    def _offers(self) -> bool:
        """Whether computers are asked, who sign for themselves."""
        return not self.form.seat and not self.computers.isdisjoint(self.form.parties)

    @property
    def _people(self) -> tuple[str, ...]:
        return tuple(seat for seat in self.form.parties if seat not in self.computers)

    def _yes(self) -> str:
        return _("Offer: the computer answers") if self._offers else _("Record: all parties agree")

    def refusal(self, state: NegotiationState, facts: Facts) -> str:
        """Return why this cannot be agreed, as far as those at this screen may know; empty where it can."""
        if af.clause_of(self.form) is None:
            return ""
        missing = af.missing(self.form, state)
        if missing:
            return missing
        if self._offers and not self._people:
            return _("These delegations are played by the computer and agree by themselves. Add one of people.")
        decision = decide_negotiation(state, facts, self.command())
        return decision.sentence if isinstance(decision, Refusal) else ""


def _first(form: Form, facts: Facts) -> str:
    return next((seat for seat in facts.present if seat != form.seat), "")


def _subject(row: _Fields, form: Form, state: NegotiationState, facts: Facts) -> Form:
    """Show what the promise points at: measure and place, treaty, project, or draft and vote."""
    rule = CLAUSE_RULES[form.kind]
    if rule.measure:
        measure = row.drop("measure", _("Measure"), af.measure_options(form, facts), form.measure)
        if measure != form.measure:
            form = af.settled(replace(form, measure=measure), facts)
        targets = af.targets_of(form, facts)
        at = row.drop("target", _("Where"), af.target_options(form, facts), str(targets.index(form.target)))
        form = replace(form, target=targets[int(at)])
    if rule.instrument:
        listed = [item for item in af.instrument_options(form, facts) if item.enabled]
        form = replace(form, instrument=row.drop("instrument", _("Instrument"), listed, form.instrument))
    if rule.project:
        listed = [Option(name, facts.names.project(name)) for name in facts.projects]
        form = replace(form, project=row.drop("project", _("Joint project"), listed, form.project))
    if rule.vote:
        form = replace(form, resolution=row.drop("draft", _("Draft"), af.draft_options(state), form.resolution))
        form = replace(form, vote=Vote(row.drop("vote", _("Vote"), af.vote_options(), form.vote.value)))
    return form


class _Line:
    """Controls of their own widths, one beside the other as long as there is room."""

    def __init__(self, ui: w.Ui, area: w.Area) -> None:
        self._ui, self._area = ui, area
        self._free: w.Area | None = None

    def place(self, wide: int) -> w.Rect:
        """Return the place of the next control."""
        if self._free is None or self._free.rect.w < wide:
            self._free = self._ui.area(self._area.cut_top(self._ui.px(40)), gap=12)
        return self._free.cut_start(wide)


class _Fields:
    """Controls with captions, two on a line where there is room."""

    def __init__(self, ui: w.Ui, area: w.Area) -> None:
        self._ui, self._area = ui, area
        self._across = 3 if area.rect.w >= ui.px(640) else 2 if area.rect.w >= ui.px(440) else 1
        self._free: list[w.Rect] = []

    def place(self, words: str) -> w.Rect:
        """Return the place of the next control, below its caption."""
        ui = self._ui
        if not self._free:
            high = ui.look.text.line_height("caption_strong") + ui.px(4 + 40)
            rect = self._area.cut_top(high)
            self._free = list(w.columns(rect, self._across, ui.px(12), rtl=ui.look.rtl))
        return w.field(ui, ui.area(self._free.pop(0), gap=4), words)

    def drop(self, id_: str, words: str, options: Sequence[Option], chosen: str) -> str:
        """Show a choice."""
        choices = [w.Choice(item.key, item.label) for item in options]
        none = _("nothing to choose")
        return w.dropdown(self._ui, id_, self.place(words), words, choices, chosen, placeholder=none)

    def amount(self, form: Form, facts: Facts) -> int:
        """Show the amount with a button on each side."""
        step, most = af.amount_step(form), af.most_amount(form, facts)
        place = self.place(_("How much"))
        span = w.Range(step, max(step, most), step)
        shown = w.stepper(
            self._ui,
            "amount",
            place,
            "",
            form.amount,
            span,
            show=lambda units: af.amount_words(form.unit, round(units)),
        )
        return round(shown)
