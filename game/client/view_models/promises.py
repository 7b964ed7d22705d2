"""The ledger of promises in rows, and trust between delegations in words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from game.client.view_models import agreement_form, words
from game.model.text import _
from game.session.legal import DeskFacts
from game.session.negotiation.agreements import agreement_code
from game.session.negotiation.clause_text import agreed_sentences, plain_sentence
from game.session.negotiation.clauses import AmountUnit, ClauseKind
from game.session.negotiation.facts import Facts
from game.session.negotiation.ledger import Entry
from game.session.negotiation.settle import entries_of
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.trust import trust_between

SOME, MUCH = 0.1, 0.5
"""Trust from which words say that there is some, or much; the same below zero."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One promise in one turn."""

    key: str
    turn: int
    source: str
    sentence: str
    held: str  # what was due, and what came of it
    tone: str
    amounts: tuple[int, int, int]  # due, delivered, short


def ledger_rows(state: NegotiationState, facts: Facts, seat: str | None = None) -> tuple[LedgerRow, ...]:
    """Return the ledger as the public (None) or ``seat`` sees it, the newest turn on top."""
    listed = enumerate(entries_of(state, seat))
    rows = [_row(state, facts, number, entry) for number, entry in listed]
    return tuple(sorted(rows, key=lambda row: -row.turn))


def _row(state: NegotiationState, facts: Facts, number: int, entry: Entry) -> LedgerRow:
    if entry.lapsed:
        said = _promise(state, facts, entry)
        held = _("nothing was due: a party was absent")
        return LedgerRow(str(number), entry.turn, agreement_code(entry.source), said, held, "text_muted", (0, 0, 0))
    return LedgerRow(
        str(number),
        entry.turn,
        agreement_code(entry.source),
        _promise(state, facts, entry),
        _held(facts, entry),
        "worse" if entry.short else "better",
        (entry.due, entry.delivered, entry.short),
    )


def _held(facts: Facts, entry: Entry) -> str:
    """Return what was due of whom, and what came of it."""
    name = facts.names.delegation(entry.by)
    if entry.unit is AmountUnit.NONE:
        words_ = _("{delegation}: not done") if entry.short else _("{delegation}: done")
        return words_.format(delegation=name)
    due, delivered = _amount(entry.unit, entry.due), _amount(entry.unit, entry.delivered)
    if not entry.short:
        return _("{delegation}: due {due}, delivered {delivered}, kept").format(
            delegation=name, due=due, delivered=delivered
        )
    return _("{delegation}: due {due}, delivered {delivered}, short {short}").format(
        delegation=name, due=due, delivered=delivered, short=_amount(entry.unit, entry.short)
    )


def _amount(unit: AmountUnit, amount: int) -> str:
    if unit is AmountUnit.FUNDS:
        return words.units(amount)
    return agreement_form.amount_words(unit, amount)


def _promise(state: NegotiationState, facts: Facts, entry: Entry) -> str:
    agreement = state.agreements().get(entry.source)
    if agreement is not None and entry.clause < len(agreement.terms.clauses):
        return agreed_sentences(agreement.terms, facts.names)[entry.clause]
    kind = agreement_form.kind_words().get(entry.kind, _("Pay into a fund"))
    if not entry.to or len(entry.to) > 1:
        return _("{delegation}: {promise}").format(delegation=facts.names.delegation(entry.by), promise=kind)
    return _("{delegation} to {other}: {promise}").format(
        delegation=facts.names.delegation(entry.by), other=facts.names.delegation(entry.to[0]), promise=kind
    )


def missed(desk: DeskFacts, entry: Entry) -> str:
    """Return what the orders on a desk would fall short of one promise, in a sentence."""
    fields = {"source": agreement_code(entry.source), "promise": _due(desk, entry).rstrip(".")}
    if entry.unit is AmountUnit.NONE:
        return _("{source}: {promise}: not ordered.").format(**fields)
    done, due = str(entry.delivered), _amount(entry.unit, entry.due)
    return _("{source}: {promise}: {done} of {due}.").format(done=done, due=due, **fields)


def _due(desk: DeskFacts, entry: Entry) -> str:
    """Return what is promised; of a resolution too, where it is a measure, since the desk must know which."""
    for item in desk.negotiation.obligations():
        measured = item.terms.kind is ClauseKind.FUND_AT_LEAST
        if measured and (item.source, item.clause, item.by) == (entry.source, entry.clause, entry.by):
            return plain_sentence(replace(item.terms, by=item.by), desk.facts.names)
    return _promise(desk.negotiation, desk.facts, entry)


def summary(rows: Iterable[LedgerRow]) -> str:
    """Return how many promises were kept so far."""
    listed = [row for row in rows if row.amounts[0]]
    kept = sum(1 for row in listed if not row.amounts[2])
    if not listed:
        return _("Nothing was due yet. Promises are held against what is delivered at each outcome.")
    return _("{kept} of {all} promises were kept so far.").format(kept=kept, all=len(listed))


@dataclass(frozen=True, slots=True)
class TrustRow:
    """How much one delegation trusts another."""

    who: str
    whom: str
    words: str
    tone: str
    value: float


def trust_words(value: float) -> tuple[str, str]:
    """Return trust in [-1, 1] in words, and the tone of them."""
    if value >= MUCH:
        return _("trusts much"), "better"
    if value >= SOME:
        return _("trusts"), "better"
    if value <= -MUCH:
        return _("distrusts much"), "worse"
    if value <= -SOME:
        return _("distrusts"), "worse"
    return _("neutral"), "text_muted"


def trust_rows(state: NegotiationState, facts: Facts) -> tuple[TrustRow, ...]:
    """Return every pair of delegations with how much the first trusts the second."""
    found = []
    for who in facts.present:
        for whom in facts.present:
            if who == whom:
                continue
            value = trust_between(state.public.trust, who, whom)
            said, tone = trust_words(value)
            found.append(TrustRow(who, whom, said, tone, value))
    return tuple(found)
