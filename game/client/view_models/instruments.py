"""Instruments that one can join: who is a party, what it does, and what joining or leaving takes."""

from dataclasses import dataclass

from game.client.view_models import words
from game.model.scenario import Instrument, InstrumentKind
from game.model.text import _, ngettext
from game.session import commands as cm
from game.session import legal
from game.session.commands import Command
from game.session.negotiation.instruments import safe_havens
from game.session.views import PublicView, SeatView


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """An instrument as everybody sees it."""

    key: str
    name: str
    kind: str
    text: str
    parties: str
    coming: str  # who joins later, and when; empty where nobody does
    brings: str  # what two parties have of it; empty where that is only words
    takes: str


@dataclass(frozen=True, slots=True)
class Joining:
    """What a desk can do about an instrument: one button; ``why_not`` where it is closed."""

    label: str
    icon: str
    command: Command
    note: str
    why_not: str


def instrument_rows(view: PublicView) -> tuple[InstrumentRow, ...]:
    """Return the instruments of the scenario in its order."""
    return tuple(_row(view, item) for item in view.book.scenario.instruments)


def _row(view: PublicView, item: Instrument) -> InstrumentRow:
    scenario, parties = view.book.scenario, view.parties.get(item.id, {})
    now = [words.place_name(scenario, place) for place, since in parties.items() if since <= view.turn]
    later = [(since, words.place_name(scenario, place)) for place, since in parties.items() if since > view.turn]
    outside = safe_havens(view.parties, item.id, [place.id for place in scenario.jurisdictions], view.turn)
    missing = [words.place_name(scenario, place) for place in outside]
    said = _("Parties: everybody here.")
    if missing and now:
        said = _("Parties: {names}. Not: {others}.").format(names=words.listed(now), others=words.listed(missing))
    elif not now:
        said = _("No parties yet.")
    pattern = _("{place} from turn {turn} on")
    coming = ", ".join(pattern.format(place=name, turn=since) for since, name in sorted(later))
    return InstrumentRow(item.id, item.name, _kind(item), item.text, said, coming, _brings(item), _takes(view, item))


def _brings(item: Instrument) -> str:
    link, narrower = f"{item.link:.0%}", f"{item.narrows:.0%}"
    if item.link and item.narrows:
        sentence = _(
            "Between two parties: the link grows by {link}; estimates of each other’s places are {narrower} narrower."
        )
    elif item.link:
        sentence = _("Between two parties: the link grows by {link}.")
    elif item.narrows:
        sentence = _("Between two parties: estimates of each other’s places are {narrower} narrower.")
    else:
        return ""
    return sentence.format(link=link, narrower=narrower)


def _kind(item: Instrument) -> str:
    return {
        InstrumentKind.TREATY: _("treaty"),
        InstrumentKind.STANDARD: _("standard"),
        InstrumentKind.PROGRAMME: _("programme"),
        InstrumentKind.PLATFORM: _("platform"),
    }[item.kind]


def _takes(view: PublicView, item: Instrument) -> str:
    delay = ngettext(
        "who joins is a party {delay} turn later", "who joins is a party {delay} turns later", item.delay
    ).format(delay=item.delay)
    if not view.book.scenario.rules.political_capital:
        return _("Free; {delay}.").format(delay=delay)
    return _("Joining or leaving takes {cost}; {delay}.").format(cost=words.capital(item.cost), delay=delay)


def joining(view: SeatView, instrument: str) -> Joining:
    """Return what this desk can do about an instrument now."""
    seat, draft, desk = view.seat, view.desk.draft, view.desk
    if instrument in draft.joins:
        back = cm.JoinInstrument(seat, instrument, joins=False)
        return Joining(_("Do not join"), "undo-2", back, _("You join at the outcome of this turn."), "")
    if instrument in draft.leaves:
        stay = cm.LeaveInstrument(seat, instrument, leaves=False)
        return Joining(_("Stay"), "undo-2", stay, _("You leave at the outcome of this turn."), "")
    if view.facts.is_member(seat, instrument):
        leave = cm.LeaveInstrument(seat, instrument)
        refusal = legal.refusal_of(desk, leave)
        return Joining(_("Leave"), "log-out", leave, _("You are a party."), refusal.sentence if refusal else "")
    join = cm.JoinInstrument(seat, instrument)
    refusal = legal.refusal_of(desk, join)
    return Joining(_("Join"), "plus", join, "", refusal.sentence if refusal else "")
