"""The words of an operative clause after its verb, made from what was chosen; brackets as ``{id}`` in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.negotiation import ActionKind, BracketField, Sharing
from game.model.text import _, ngettext
from game.session.negotiation.facts import Facts

if TYPE_CHECKING:
    from game.client.view_models.clause_form import ClauseForm

_THAT = {"Recommends", "Decides"}
"""Verbs after which a clause goes on with "that"; others go on with whom they address, and "to"."""


def sharing_words() -> dict[Sharing, str]:
    """Return the ways of sharing a sum as they stand in a text."""
    return {
        Sharing.EQUALLY: _("in equal parts"),
        Sharing.BY_INCOME: _("in proportion to their income"),
        Sharing.BY_HARM: _("in proportion to the harm that crime does them"),
    }


def written(form: ClauseForm, facts: Facts) -> str:
    """Return the words of the clause."""
    pattern = _patterns(facts, that=form.verb in _THAT)[form.kind]
    said = pattern.format(
        document=_(facts.rules.meeting.document),
        units=_units(form),
        sharing=_shared(form),
        purpose=_purpose(form, facts),
        measure=_aim(form.measure, form, facts),
        rule=facts.names.rule(form.rule),
        place=facts.names.place(form.jurisdiction),
        instrument=facts.names.instrument(form.instrument),
    )
    timeless = {ActionKind.TEXT, ActionKind.LISTING, ActionKind.DELISTING}
    if form.turns is None or form.kind in timeless or not said:
        return said
    sentence = ngettext("{clause}, for {turns} turn", "{clause}, for {turns} turns", form.turns)
    return sentence.format(clause=said, turns=form.turns)


def _patterns(facts: Facts, *, that: bool) -> dict[ActionKind, str]:
    """Return a pattern for each kind; a body whose decisions bind speaks of all who are present."""
    found = {ActionKind.TEXT: ""}
    if facts.rules.meeting.binding:
        found[ActionKind.POOLED_FUND] = _(
            "a pooled fund of {units} a turn for {purpose}, to which all delegations contribute {sharing}"
        )
    else:
        found[ActionKind.POOLED_FUND] = _(
            "a pooled fund of {units} a turn for {purpose}, to which the States supporting the present {document} "
            "contribute {sharing}"
        )
    if that:
        found |= {
            ActionKind.COMMON_PLEDGE: _(
                "that the States supporting the present {document} devote not less than {units} a turn each "
                "to {measure}"
            ),
            ActionKind.RULE: _("that the States supporting the present {document} bring in the following rule: {rule}"),
            ActionKind.LISTING: _("that {place} be put on the list of those that do not cooperate"),
            ActionKind.DELISTING: _("that {place} be taken off the list of those that do not cooperate"),
            ActionKind.MANDATE: _(
                "that {instrument} admit the officers of the States supporting the present {document}"
            ),
        }
        return found
    return found | {
        ActionKind.COMMON_PLEDGE: _(
            "the States supporting the present {document} to devote not less than {units} a turn each to {measure}"
        ),
        ActionKind.RULE: _("the States supporting the present {document} to bring in the following rule: {rule}"),
        ActionKind.LISTING: _("all States to treat {place} as one of those that do not cooperate"),
        ActionKind.DELISTING: _("all States to treat {place} as cooperating again"),
        ActionKind.MANDATE: _("{instrument} to admit the officers of the States supporting the present {document}"),
    }


def _open(form: ClauseForm, place: BracketField) -> str:
    return "{" + form.bracket_name(place) + "}"


def _units(form: ClauseForm) -> str:
    if len(form.amounts) == 1:
        return ngettext("{amount} unit", "{amount} units", form.amounts[0]).format(amount=form.amounts[0])
    return _("{amount} units").format(amount=_open(form, BracketField.AMOUNT))


def _shared(form: ClauseForm) -> str:
    if len(form.sharings) == 1:
        return sharing_words()[form.sharings[0]]
    return _open(form, BracketField.SHARING)


def _aim(measure: str, form: ClauseForm, facts: Facts) -> str:
    """Return a measure with its target, if it has one."""
    name = facts.names.measure(measure)
    if not form.places:
        return name
    at = facts.names.at(form.places[0]) if len(form.places) == 1 else _open(form, BracketField.AT)
    return _("{measure} ({target})").format(measure=name, target=at)


def _purpose(form: ClauseForm, facts: Facts) -> str:
    if form.aimed:
        return _aim(form.aimed, form, facts)
    kind, _colon, name = form.spend.partition(":")
    if kind == "project":
        return _("the joint project “{project}”").format(project=facts.names.project(name))
    if kind == "grants":
        return _("grants to the same States, {sharing}").format(sharing=sharing_words()[Sharing(name)])
    return ""
