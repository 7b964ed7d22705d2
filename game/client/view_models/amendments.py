"""Amendments to a draft: what each changes in words, where it stands, and what can become of it."""

from dataclasses import dataclass

from game.client.view_models.people import is_played
from game.model.text import _
from game.session.negotiation.decide_meeting import may_put
from game.session.negotiation.resolution_text import clause_words
from game.session.negotiation.resolutions import (
    PENDING,
    Amendment,
    AmendmentStatus,
    Change,
    ChangeKind,
    Resolution,
)
from game.session.views import PublicView

_TONES = {AmendmentStatus.OPEN: "accent", AmendmentStatus.CONTESTED: "warning", AmendmentStatus.ACCEPTED: "better"}


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor that answers an amendment, and whether it has accepted it."""

    seat: str
    name: str
    accepted: bool
    computer: bool  # answers by itself


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """An amendment; ``answers`` of sponsors that are still asked, ``put_refusal`` why it cannot be voted on now."""

    key: str
    draft: str
    by: str
    title: str
    words: str
    status: str
    tone: str
    pending: bool
    answers: tuple[Sponsor, ...]
    put_refusal: str
    computer: bool  # moved by one that takes it back by itself


def amendment_rows(view: PublicView, item: Resolution) -> tuple[AmendmentRow, ...]:
    """Return the amendments to a draft, those that are open first."""
    rows = [_row(view, item, each) for each in item.amendments if each.status is not AmendmentStatus.WITHDRAWN]
    return tuple(sorted(rows, key=lambda row: not row.pending))


def _row(view: PublicView, item: Resolution, each: Amendment) -> AmendmentRow:
    names = view.facts.names
    refusal = may_put(view.negotiation, view.facts, each.id)
    asked = each.status is AmendmentStatus.OPEN
    sponsors = tuple(seat for seat in item.sponsors if view.facts.is_present(seat)) if asked else ()
    title = _("{amendment}, moved by {delegation}").format(amendment=each.id, delegation=names.delegation(each.by))
    return AmendmentRow(
        each.id,
        item.id,
        each.by,
        title,
        change_words(item, each.change),
        _status(each),
        _TONES.get(each.status, "text_muted"),
        each.status in PENDING,
        tuple(
            Sponsor(seat, names.delegation(seat), seat in each.accepted, not is_played(view, seat)) for seat in sponsors
        ),
        refusal.sentence if refusal else "",
        not is_played(view, each.by),
    )


def _status(each: Amendment) -> str:
    return {
        AmendmentStatus.OPEN: _("waits for the sponsors"),
        AmendmentStatus.CONTESTED: _("not accepted by the sponsors: has to be voted on"),
        AmendmentStatus.ACCEPTED: _("in the text now"),
        AmendmentStatus.REJECTED: _("not adopted"),
        AmendmentStatus.WITHDRAWN: _("withdrawn"),
    }[each.status]


def change_words(item: Resolution, change: Change) -> str:
    """Return what an amendment does, as one would read it out."""
    number = next((at for at, clause in enumerate(item.operative, start=1) if clause.id == change.clause), 0)
    if change.kind is ChangeKind.DELETE:
        return _("Strike out clause {number}.").format(number=number) if number else _("Strike out a clause.")
    if change.wording is None:
        return ""
    text = _("{verb} {text}").format(verb=_(change.wording.verb), text=clause_words(item, change.wording))
    if change.kind is ChangeKind.ADD:
        return _("Add: “{text}”").format(text=text)
    if not number:
        return _("A clause shall read: “{text}”").format(text=text)
    return _("Clause {number} shall read: “{text}”").format(number=number, text=text)


def words_of(view: PublicView, subject: str) -> str:
    """Return what the amendment ``subject`` does; empty where it is none."""
    item = view.negotiation.public.resolutions.get(subject.split("/", maxsplit=1)[0])
    found = item.amendment(subject) if item is not None else None
    return change_words(item, found.change) if item is not None and found is not None else ""


def contested(view: PublicView, item: Resolution | None) -> tuple[AmendmentRow, ...]:
    """Return the amendments of a draft that have to be voted on before it."""
    if item is None:
        return ()
    return tuple(row for row in amendment_rows(view, item) if row.pending and not row.answers and not row.put_refusal)
