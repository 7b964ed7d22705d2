"""The offers of one delegation: what waits for its signature, what it has offered, and what it is bound by."""

from dataclasses import dataclass
from enum import StrEnum

from game.client.view_models import words
from game.client.view_models.talks import AgreementRow, agreement_row
from game.model.text import _
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Agreement, Status
from game.session.negotiation.carry_out import Done
from game.session.negotiation.clause_text import plain_sentence
from game.session.negotiation.clauses import ClauseKind
from game.session.negotiation.commands import NegotiationCommand
from game.session.negotiation.decide import decide_negotiation
from game.session.refusal import Refusal
from game.session.views import SeatView


class Pile(StrEnum):
    """Where an agreement lies for one delegation."""

    TO_ME = "to_me"
    FROM_ME = "from_me"
    SIGNED = "signed"  # by this delegation, not yet by all
    HOLDS = "holds"


class Act(StrEnum):
    """What a delegation can do about an agreement."""

    SIGN = "sign"
    DECLINE = "decline"
    COUNTER = "counter"
    WITHDRAW = "withdraw"
    END = "end"
    BREAK = "break"
    TRY = "try"


@dataclass(frozen=True, slots=True)
class Move:
    """A button; ``why_not`` where it is closed. Countering opens the editor, trying shows the effect: no commands."""

    act: Act
    label: str
    icon: str
    command: NegotiationCommand | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An agreement with what can be done about it."""

    row: AgreementRow
    secret: bool
    origin: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Locked:
    """What a binding clause does this turn, whatever the orders are."""

    key: str
    sentence: str
    amount: str


def piles(view: SeatView) -> dict[Pile, tuple[OfferRow, ...]]:
    """Return the agreements of a delegation that are open or hold, by where they lie."""
    found: dict[Pile, list[OfferRow]] = {pile: [] for pile in Pile}
    for item in view.negotiation.agreements().values():
        pile = _pile(view, item)
        if pile is not None:
            found[pile].append(_row(view, item, pile))
    return {pile: tuple(rows) for pile, rows in found.items()}


def pile_words(pile: Pile) -> str:
    """Return the title of a pile."""
    return {
        Pile.TO_ME: _("Offers to you"),
        Pile.FROM_ME: _("Your offers"),
        Pile.SIGNED: _("Signed by you, not yet by all"),
        Pile.HOLDS: _("What holds"),
    }[pile]


def waiting(view: SeatView) -> int:
    """Return how many offers wait for the delegation's answer."""
    return len(piles(view)[Pile.TO_ME])


def _pile(view: SeatView, item: Agreement) -> Pile | None:
    if view.seat not in item.parties:
        return None
    if item.status is Status.IN_FORCE:
        return Pile.HOLDS
    if item.status is not Status.OFFERED:
        return None
    if view.seat not in item.signed:
        return Pile.TO_ME
    return Pile.FROM_ME if item.by == view.seat else Pile.SIGNED


def _row(view: SeatView, item: Agreement, pile: Pile) -> OfferRow:
    names = view.facts.names
    origin = ""
    if pile is Pile.TO_ME and item.by in view.facts.seats:
        origin = _("from {delegation}").format(delegation=names.delegation(item.by))
    return OfferRow(agreement_row(item, view.facts, view.negotiation), item.secret, origin, _moves(view, item, pile))


def _moves(view: SeatView, item: Agreement, pile: Pile) -> tuple[Move, ...]:
    seat = view.seat
    match pile:
        case Pile.TO_ME:
            return (
                _move(view, Act.SIGN, _("Sign"), "check", nc.SignAgreement(seat, item.id)),
                Move(Act.COUNTER, _("Counter"), "pencil", None),
                _move(view, Act.DECLINE, _("Decline"), "x", nc.DeclineAgreement(seat, item.id)),
                Move(Act.TRY, _("What would it do?"), "chart-line", None),
            )
        case Pile.FROM_ME:
            return (_move(view, Act.WITHDRAW, _("Withdraw"), "undo-2", nc.WithdrawOffer(seat, item.id)),)
        case Pile.HOLDS:
            broken = tuple(other for other in item.breaches if other != seat)
            ending = _move(view, Act.END, _end_words(view, item), "log-out", nc.EndAgreement(seat, item.id))
            if not broken:
                return (ending,)
            words_ = _("Declare it broken")
            return (_move(view, Act.BREAK, words_, "unlink", nc.DeclareBroken(seat, item.id)), ending)
    return ()


def _end_words(view: SeatView, item: Agreement) -> str:
    cost = view.facts.rules.leaving_cost
    if item.secret or view.desk.political_capital is None or not cost:
        return _("Give notice")
    return _("Give notice ({cost})").format(cost=words.capital(cost))


def _move(view: SeatView, act: Act, label: str, icon: str, command: NegotiationCommand) -> Move:
    decision = decide_negotiation(view.negotiation, view.facts, command)
    return Move(act, label, icon, command, decision.sentence if isinstance(decision, Refusal) else "")


def locked(view: SeatView) -> tuple[Locked, ...]:
    """Return what binding clauses do this turn before the orders."""
    return tuple(_locked(view, number, item) for number, item in enumerate(view.desk.done_by_itself))


def _locked(view: SeatView, number: int, item: Done) -> Locked:
    clause = item.obligation.terms
    amount = ""
    if clause.kind is ClauseKind.LINK:
        amount = words.teams(1)
    elif clause.funds or clause.kind is ClauseKind.SHARE_ASSETS:
        amount = words.units(item.amount)
    return Locked(f"{item.obligation.source}-{number}", plain_sentence(clause, view.facts.names), amount)
