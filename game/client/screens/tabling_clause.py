"""The controls with which an operative clause is put together: what it does, how much, where, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from game.client import widgets as w
from game.client.screens.agreement_chips import chips, kinds
from game.client.view_models import clause_form as cf
from game.client.view_models.agreement_form import Option
from game.client.view_models.clause_form import ClauseForm
from game.model.negotiation import ActionKind, Sharing
from game.model.text import _
from game.session.negotiation.facts import Facts
from game.session.negotiation.resolution_text import clause_words
from game.session.negotiation.resolutions import Resolution

_LETTERS = 1200
_TIMED = {ActionKind.POOLED_FUND, ActionKind.COMMON_PLEDGE, ActionKind.RULE, ActionKind.MANDATE}


def clause_editor(ui: w.Ui, area: w.Area, form: ClauseForm, facts: Facts) -> ClauseForm:
    """Show the controls of a clause; return what has been chosen."""
    options = cf.kind_options(facts)
    kind = kinds(ui, "does", area, _("What the clause does"), options, form.kind.value)
    if kind != form.kind.value:
        form = cf.choose_kind(form, ActionKind(kind), facts)
    area.skip(ui.px(4))
    fields = _Fields(ui, area)
    verbs = cf.verb_options(form.kind, facts)
    form = replace(form, verb=fields.drop("verb", _("Verb"), verbs, form.verb))
    form = _subject(fields, form, facts)
    if form.kind in _TIMED:
        now = "" if form.turns is None else str(form.turns)
        turns = fields.drop("clause-turns", _("For how long"), cf.turn_options(facts), now)
        form = replace(form, turns=int(turns) if turns else None)
    form = cf.settled(form, facts)
    form = _alternatives(ui, area, form, facts)
    return _words(ui, area, form, facts)


def _subject(fields: _Fields, form: ClauseForm, facts: Facts) -> ClauseForm:
    """Show what the clause points at."""
    match form.kind:
        case ActionKind.POOLED_FUND:
            return replace(form, spend=fields.drop("spend", _("What it pays for"), cf.spend_options(facts), form.spend))
        case ActionKind.COMMON_PLEDGE:
            return replace(form, measure=fields.drop("aim", _("Measure"), cf.measure_options(facts), form.measure))
        case ActionKind.RULE:
            return replace(form, rule=fields.drop("rule-of", _("Rule"), cf.rule_options(facts), form.rule))
        case ActionKind.LISTING | ActionKind.DELISTING:
            options = cf.listing_options(facts)
            return replace(form, jurisdiction=fields.drop("listed", _("Place"), options, form.jurisdiction))
        case ActionKind.MANDATE:
            options = cf.instrument_options(facts)
            return replace(form, instrument=fields.drop("platform", _("Platform"), options, form.instrument))
    return form


def _alternatives(ui: w.Ui, area: w.Area, form: ClauseForm, facts: Facts) -> ClauseForm:
    """Show amounts, ways of sharing and places; several of them stay in brackets."""
    if form.amounts:
        _caption(ui, area, _("Units a turn; several stay in brackets"))
        pressed = chips(ui, "units", area, cf.amount_options(form), [str(amount) for amount in form.amounts])
        form = cf.toggle_amount(form, int(pressed)) if pressed else form
    if form.kind is ActionKind.POOLED_FUND:
        _caption(ui, area, _("Who pays how much"))
        pressed = chips(ui, "shared", area, cf.sharing_options(), [item.value for item in form.sharings])
        form = cf.toggle_sharing(form, Sharing(pressed)) if pressed else form
    places = cf.place_choices(form, facts)
    if len(places) > 1:
        pledge = form.kind is ActionKind.COMMON_PLEDGE
        _caption(ui, area, _("Where; none leaves it to each") if pledge else _("Where"))
        options = [Option(str(number), words) for number, (_at, words) in enumerate(places)]
        chosen = [str(number) for number, (at, _words) in enumerate(places) if at in form.places]
        pressed = chips(ui, "where", area, options, chosen)
        form = cf.toggle_place(form, places[int(pressed)][0], facts) if pressed else form
    return form


def _words(ui: w.Ui, area: w.Area, form: ClauseForm, facts: Facts) -> ClauseForm:
    """Let the words of the clause be changed."""
    by_hand = bool(form.own) or form.kind is ActionKind.TEXT
    if by_hand:
        label = _("In these words, after the verb")
        place = w.field(ui, area, label)
        form = replace(form, own=w.text_field(ui, "clause-words", place, label, form.own, limit=_LETTERS))
    if form.kind is ActionKind.TEXT:
        return form
    words, icon = (_("Words as chosen"), "rotate-ccw") if by_hand else (_("Change the words"), "pencil")
    wide = min(area.rect.w, w.button_width(ui, words, icon))
    place = ui.area(area.cut_top(ui.px(40)), gap=0).cut_start(wide)
    if w.button(ui, "clause-own", place, words, kind="quiet", icon=icon):
        form = replace(form, own="" if by_hand else cf.clause_of(form, facts).text)
    return form


def clause_reads(ui: w.Ui, area: w.Area, form: ClauseForm, facts: Facts) -> None:
    """Show how the clause reads, where it is always in sight."""
    sentence = clause_sentence(form, facts)
    pad = ui.px(12)
    high = ui.look.text.height(sentence, "strong", max(1, area.rect.w - 2 * pad)) + 2 * pad
    rect = area.cut_top(high)
    ui.fill(rect, ui.colours.sunken, 8)
    w.label(ui, rect.inset(pad, pad), sentence, "strong", lines=None, valign="top", id_="clause-sentence")


def clause_sentence(form: ClauseForm, facts: Facts) -> str:
    """Return the clause as it reads, with its brackets."""
    clause = cf.clause_of(form, facts)
    if not clause.text.strip():
        return _("{verb} …").format(verb=_(clause.verb))
    read = clause_words(Resolution("", "", (), (clause,), 0), clause)
    return _("{verb} {text}").format(verb=_(clause.verb), text=read)


def _caption(ui: w.Ui, area: w.Area, words: str) -> None:
    w.paragraph(ui, area, words, "caption_strong", "text_muted", gap=4)


class _Fields:
    """Lists to choose from, with captions, as many on a line as there is room for."""

    def __init__(self, ui: w.Ui, area: w.Area) -> None:
        self._ui, self._area = ui, area
        self._across = 3 if area.rect.w >= ui.px(640) else 2 if area.rect.w >= ui.px(440) else 1
        self._free: list[w.Rect] = []

    def drop(self, id_: str, words: str, options: Sequence[Option], chosen: str) -> str:
        """Show one list; return the key of the chosen one."""
        ui = self._ui
        if not self._free:
            high = ui.look.text.line_height("caption_strong") + ui.px(4 + 40)
            rect = self._area.cut_top(high)
            self._free = list(w.columns(rect, self._across, ui.px(12), rtl=ui.look.rtl))
        place = w.field(ui, ui.area(self._free.pop(0), gap=4), words)
        choices = [w.Choice(item.key, item.label) for item in options]
        return w.dropdown(ui, id_, place, words, choices, chosen, placeholder=_("nothing to choose"))
