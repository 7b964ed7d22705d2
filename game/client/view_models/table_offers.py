"""Open offers as the table answers them: who may sign or say no, with why not where it may not."""

from dataclasses import dataclass

from game.client.view_models.people import is_played
from game.session.desk import Occupant
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Agreement, Status
from game.session.negotiation.commands import NegotiationCommand
from game.session.negotiation.decide import decide_negotiation
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.resolutions import Resolution
from game.session.refusal import Refusal
from game.session.views import PublicView


@dataclass(frozen=True, slots=True)
class Answer:
    """A delegation that has not signed yet; ``why_not`` where it may not sign now."""

    seat: str
    name: str
    signs: NegotiationCommand
    declines: NegotiationCommand
    computer: bool  # answers by itself
    why_not: str


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer on the table; ``withdraws`` takes it back for its author, where people play that."""

    agreement: Agreement
    answers: tuple[Answer, ...]
    author: str
    withdraws: NegotiationCommand | None


def open_offers(view: PublicView) -> dict[str, OpenOffer]:
    """Return the public offers that wait for signatures, by id; what is secret is signed at the desks."""
    listed = view.negotiation.public.agreements.values()
    return {item.id: _offer(view, item) for item in listed if item.status is Status.OFFERED}


def draft_withdrawal(view: PublicView, item: Resolution) -> NegotiationCommand | None:
    """Return what takes a draft off the table for its only sponsor, or for the chair; None where nobody here may."""
    there = [seat for seat in item.sponsors if view.facts.is_present(seat)]
    if len(there) > 1 or not all(is_played(view, seat) for seat in there):
        return None
    command = nc.WithdrawDraft(there[0] if there else REFEREE, item.id)
    decision = decide_negotiation(view.negotiation, view.facts, command)
    return None if isinstance(decision, Refusal) else command


def _offer(view: PublicView, item: Agreement) -> OpenOffer:
    by_seat = item.by != REFEREE and view.seats[item.by].occupant is not Occupant.COMPUTER
    return OpenOffer(
        item,
        tuple(_answer(view, item, seat) for seat in item.waiting_for if view.facts.is_present(seat)),
        view.facts.names.delegation(item.by) if by_seat else "",
        nc.WithdrawOffer(item.by, item.id) if by_seat else None,
    )


def _answer(view: PublicView, item: Agreement, seat: str) -> Answer:
    command = nc.SignAgreement(seat, item.id)
    decision = decide_negotiation(view.negotiation, view.facts, command)
    return Answer(
        seat,
        view.facts.names.delegation(seat),
        command,
        nc.DeclineAgreement(seat, item.id),
        view.seats[seat].occupant is Occupant.COMPUTER,
        decision.sentence if isinstance(decision, Refusal) else "",
    )
