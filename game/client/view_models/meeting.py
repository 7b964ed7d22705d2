"""The order of a meeting in words: its agenda, and who answered the roll how."""

from dataclasses import dataclass, replace

from game.model.text import _, ngettext
from game.session.negotiation import commands as nc
from game.session.negotiation.plenary import answers_roll
from game.session.negotiation.resolutions import ResolutionStatus
from game.session.negotiation.voting import Presence
from game.session.views import PublicView


@dataclass(frozen=True, slots=True)
class AgendaForm:
    """The agenda while it is changed; ``written`` is the item that is being added."""

    items: tuple[str, ...]
    item: int = 0
    written: str = ""


def agenda(view: PublicView) -> tuple[tuple[str, ...], int]:
    """Return the items of the agenda and which of them is dealt with; until one is set, the drafts in their order."""
    plenary = view.negotiation.public.plenary
    if plenary.agenda:
        return plenary.agenda, plenary.item
    return draft_items(view), 0


def draft_items(view: PublicView) -> tuple[str, ...]:
    """Return an item for each draft on the table."""
    pattern = _("{symbol}: {title}")
    listed = view.negotiation.public.resolutions.values()
    return tuple(
        pattern.format(symbol=item.id, title=item.title) for item in listed if item.status is ResolutionStatus.DRAFT
    )


def moved(form: AgendaForm, number: int, step: int) -> AgendaForm:
    """Return the agenda with an item one place further up or down; what is dealt with stays so."""
    at = number + step
    if not 0 <= at < len(form.items):
        return form
    listed = list(form.items)
    listed[number], listed[at] = listed[at], listed[number]
    item = {number: at, at: number}.get(form.item, form.item)
    return replace(form, items=tuple(listed), item=item)


def dropped(form: AgendaForm, number: int) -> AgendaForm:
    """Return the agenda without an item."""
    items = tuple(item for at, item in enumerate(form.items) if at != number)
    item = form.item - (number < form.item)
    return replace(form, items=items, item=max(0, min(item, len(items) - 1)))


def added(form: AgendaForm) -> AgendaForm:
    """Return the agenda with the item that was written."""
    words = form.written.strip()
    return replace(form, items=(*form.items, words), written="") if words else form


def roll(view: PublicView) -> dict[str, Presence]:
    """Return how each delegation counts: as it answered, or as present while no roll has been called."""
    return answers_roll(view.negotiation.public.plenary, view.facts.present)


def roll_words(view: PublicView) -> str:
    """Return the roll in a line."""
    answers = list(roll(view).values())
    there = len(answers) - answers.count(Presence.ABSENT)
    voting = answers.count(Presence.VOTING)
    if not view.negotiation.public.plenary.presence:
        return _("No roll has been called: all {members} count as present.").format(members=len(answers))
    sentence = ngettext(
        "{present} of {members} present, {voting} of them may not abstain",
        "{present} of {members} present, {voting} of them may not abstain",
        there,
    )
    return sentence.format(present=there, members=len(answers), voting=voting)


def presence_words() -> dict[Presence, str]:
    """Return the answers to the roll."""
    return {
        Presence.ABSENT: _("Absent"),
        Presence.PRESENT: _("Present"),
        Presence.VOTING: _("Present and voting"),
    }


def roll_command(answers: dict[str, Presence]) -> nc.CallRoll:
    """Return what enters the roll; who is absent is not named."""
    return nc.CallRoll({seat: answer for seat, answer in answers.items() if answer is not Presence.ABSENT})
