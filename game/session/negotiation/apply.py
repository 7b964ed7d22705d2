"""``apply_negotiation(state, event) -> state``: what each event changes, in the parts of its audience only."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import singledispatch

from game.session.negotiation import events as ev
from game.session.negotiation.adoption import Listing
from game.session.negotiation.agreements import Agreement, Status
from game.session.negotiation.lending import ended_with, recalled, still_running
from game.session.negotiation.plenary import give_floor, let_time_pass
from game.session.negotiation.pools import Pool
from game.session.negotiation.resolutions import AmendmentStatus, Resolution, ResolutionStatus
from game.session.negotiation.state import Instructions, NegotiationState


def apply_negotiation(state: NegotiationState, event: ev.NegotiationEvent) -> NegotiationState:
    """Return the state after ``event``."""
    return _apply(event, state)


def fold_negotiation(state: NegotiationState, events: Iterable[ev.NegotiationEvent]) -> NegotiationState:
    """Return the state after all ``events``."""
    for event in events:
        state = apply_negotiation(state, event)
    return state


@singledispatch
def _apply(event: object, _state: NegotiationState) -> NegotiationState:
    raise TypeError(f"no rule for {type(event).__name__}")


def _public(state: NegotiationState, **changes: object) -> NegotiationState:
    return replace(state, public=replace(state.public, **changes))  # type: ignore[arg-type]


def _meeting(state: NegotiationState, **changes: object) -> NegotiationState:
    return _public(state, plenary=replace(state.public.plenary, **changes))  # type: ignore[arg-type]


def _seat(state: NegotiationState, seat: str, **changes: object) -> NegotiationState:
    return state.with_seat(seat, replace(state.seat(seat), **changes))  # type: ignore[arg-type]


def _agreement(
    state: NegotiationState, name: str, secret_to: tuple[str, ...], change: Callable[[Agreement], Agreement]
) -> NegotiationState:
    """Change an agreement where its audience keeps it."""
    if not secret_to:
        known = state.public.agreements
        return _public(state, agreements={**known, name: change(known[name])})
    for seat in secret_to:
        secrets = state.seat(seat).secrets
        state = _seat(state, seat, secrets={**secrets, name: change(secrets[name])})
    return state


def _resolution(state: NegotiationState, name: str, change: Callable[[Resolution], Resolution]) -> NegotiationState:
    known = state.public.resolutions
    return _public(state, resolutions={**known, name: change(known[name])})


@_apply.register
def _(event: ev.DraftKept, state: NegotiationState) -> NegotiationState:
    table = state.seat(event.seat)
    new = event.agreement.id not in table.drafts
    drafts = {**table.drafts, event.agreement.id: event.agreement}
    return _seat(state, event.seat, drafts=drafts, drafted=table.drafted + int(new))


@_apply.register
def _(event: ev.DraftDiscarded, state: NegotiationState) -> NegotiationState:
    drafts = {name: item for name, item in state.seat(event.seat).drafts.items() if name != event.draft}
    return _seat(state, event.seat, drafts=drafts)


@_apply.register
def _(event: ev.AgreementOffered, state: NegotiationState) -> NegotiationState:
    agreement = event.agreement
    if not event.secret_to:
        return _public(state, agreements={**state.public.agreements, agreement.id: agreement})
    for seat in event.secret_to:
        state = _seat(state, seat, secrets={**state.seat(seat).secrets, agreement.id: agreement})
    return state


@_apply.register
def _(event: ev.AgreementSigned, state: NegotiationState) -> NegotiationState:
    def sign(agreement: Agreement) -> Agreement:
        return replace(agreement, signed=(*agreement.signed, event.seat))

    return _agreement(state, event.agreement, event.secret_to, sign)


@_apply.register
def _(event: ev.AgreementInForce, state: NegotiationState) -> NegotiationState:
    def begin(agreement: Agreement) -> Agreement:
        return replace(agreement, status=Status.IN_FORCE, since=event.since, until=event.until)

    return _agreement(state, event.agreement, event.secret_to, begin)


@_apply.register
def _(event: ev.NoticeGiven, state: NegotiationState) -> NegotiationState:
    def give_notice(agreement: Agreement) -> Agreement:
        return replace(agreement, notices=(*agreement.notices, event.seat), until=event.until)

    return _agreement(state, event.agreement, event.secret_to, give_notice)


@_apply.register
def _(event: ev.PromiseBroken, state: NegotiationState) -> NegotiationState:
    def mark(agreement: Agreement) -> Agreement:
        return replace(agreement, breaches=tuple(dict.fromkeys((*agreement.breaches, *event.seats))))

    return _agreement(state, event.agreement, event.secret_to, mark)


@_apply.register
def _(event: ev.AgreementOver, state: NegotiationState) -> NegotiationState:
    def end(agreement: Agreement) -> Agreement:
        until = None if agreement.since is None else event.turn
        return replace(agreement, status=event.status, over=event.turn, until=until)

    state = _agreement(state, event.agreement, event.secret_to, end)
    if event.secret_to:
        return state
    return _public(state, loans=ended_with(state.public.loans, event.agreement, event.turn))


@_apply.register
def _(event: ev.AgreementRevealed, state: NegotiationState) -> NegotiationState:
    agreement = event.agreement
    for seat in agreement.parties:
        table = state.seat(seat)
        secrets = {name: item for name, item in table.secrets.items() if name != agreement.id}
        entries = tuple(entry for entry in table.entries if entry.source != agreement.id)
        told = tuple(item for item in table.statements if item.subject != agreement.id)
        state = _seat(state, seat, secrets=secrets, entries=entries, statements=told)
    known = {**state.public.agreements, agreement.id: agreement}
    return _public(state, agreements=known, entries=(*state.public.entries, *event.entries))


@_apply.register
def _(_event: ev.CapitalSpent, state: NegotiationState) -> NegotiationState:
    return state  # political capital is kept by the session


@_apply.register
def _(event: ev.InstructionGiven, state: NegotiationState) -> NegotiationState:
    return _seat(state, event.seat, instructions=Instructions(event.payments, event.loans, event.tells))


@_apply.register
def _(event: ev.TeamsLent, state: NegotiationState) -> NegotiationState:
    return _public(state, loans=(*state.public.loans, event.loan))


@_apply.register
def _(event: ev.TeamsRecalled, state: NegotiationState) -> NegotiationState:
    loans = recalled(state.public.loans, event.lender, event.borrower, event.teams, event.until)
    return _public(state, loans=loans)


@_apply.register
def _(_event: ev.IntelligenceShared, state: NegotiationState) -> NegotiationState:
    return state  # what the other one then knows, the session reports


@_apply.register
def _(event: ev.DraftTabled, state: NegotiationState) -> NegotiationState:
    known = state.public.resolutions
    return _public(state, resolutions={**known, event.resolution.id: event.resolution})


@_apply.register
def _(event: ev.SupportChanged, state: NegotiationState) -> NegotiationState:
    return _resolution(
        state,
        event.resolution,
        lambda draft: replace(draft, sponsors=event.sponsors, signatories=event.signatories),
    )


@_apply.register
def _(event: ev.BracketSettled, state: NegotiationState) -> NegotiationState:
    return _resolution(state, event.resolution, lambda draft: draft.settle(event.bracket, event.alternative))


@_apply.register
def _(event: ev.AmendmentChanged, state: NegotiationState) -> NegotiationState:
    def change(draft: Resolution) -> Resolution:
        accepted = event.amendment.status is AmendmentStatus.ACCEPTED
        draft = draft.with_amendment(event.amendment)
        return draft.change(event.amendment.change) if accepted else draft

    return _resolution(state, event.resolution, change)


@_apply.register
def _(event: ev.DraftWithdrawn, state: NegotiationState) -> NegotiationState:
    return _resolution(state, event.resolution, lambda draft: replace(draft, status=ResolutionStatus.WITHDRAWN))


@_apply.register
def _(event: ev.RollCalled, state: NegotiationState) -> NegotiationState:
    return _meeting(state, presence=event.presence)


@_apply.register
def _(event: ev.AgendaSet, state: NegotiationState) -> NegotiationState:
    return _meeting(state, agenda=event.items, item=event.item)


@_apply.register
def _(event: ev.SpeakersChanged, state: NegotiationState) -> NegotiationState:
    return _meeting(state, speakers=event.speakers)


@_apply.register
def _(event: ev.FloorGiven, state: NegotiationState) -> NegotiationState:
    return _public(state, plenary=give_floor(state.public.plenary, event.seat))


@_apply.register
def _(event: ev.CaucusOpened, state: NegotiationState) -> NegotiationState:
    state = _public(state, plenary=give_floor(state.public.plenary, ""))
    return _meeting(state, caucus=event.caucus, speakers=())


@_apply.register
def _(_event: ev.CaucusClosed, state: NegotiationState) -> NegotiationState:
    state = _public(state, plenary=give_floor(state.public.plenary, ""))
    return _meeting(state, caucus=None, speakers=())


@_apply.register
def _(event: ev.TimePassed, state: NegotiationState) -> NegotiationState:
    return _public(state, plenary=let_time_pass(state.public.plenary, event.seconds))


@_apply.register
def _(event: ev.QuestionPut, state: NegotiationState) -> NegotiationState:
    state = _meeting(state, question=event.question)
    if event.question.subject not in state.public.resolutions:  # an amendment
        return state
    return _resolution(state, event.question.subject, lambda draft: replace(draft, objected=event.objected))


@_apply.register
def _(event: ev.ConsensusFailed, state: NegotiationState) -> NegotiationState:
    state = _meeting(state, question=None)
    return _resolution(state, event.subject, lambda draft: replace(draft, objected=(*draft.objected, event.seat)))


@_apply.register
def _(event: ev.VoteCast, state: NegotiationState) -> NegotiationState:
    question = state.public.plenary.question
    if question is None:
        return state
    return _meeting(state, question=replace(question, votes={**question.votes, event.seat: event.vote}))


@_apply.register
def _(event: ev.QuestionDecided, state: NegotiationState) -> NegotiationState:
    state = _meeting(state, question=None)
    if event.subject not in state.public.resolutions:
        return state  # the amendment's own event follows
    status = ResolutionStatus.ADOPTED if event.tally.adopted else ResolutionStatus.REJECTED
    return _resolution(
        state,
        event.subject,
        lambda draft: replace(
            draft,
            status=status,
            tally=event.tally,
            votes=event.votes,
            supporters=event.supporters,
            decided=event.turn,
        ),
    )


@_apply.register
def _(event: ev.ResolutionAdopted, state: NegotiationState) -> NegotiationState:
    adoption, public = event.adoption, state.public
    gone = {*adoption.delisted, *(item.jurisdiction for item in adoption.listed)}
    kept = tuple(item for item in public.listings if item.jurisdiction not in gone)
    renewed = tuple(_since_first(item, public.listings, adoption.delisted) for item in adoption.listed)
    return _public(
        state,
        adoptions=(*public.adoptions, adoption),
        pools={**public.pools, **{pool.id: pool for pool in adoption.pools}},
        rules=(*public.rules, *adoption.rules),
        mandates=(*public.mandates, *adoption.mandates),
        listings=(*kept, *renewed),
    )


def _since_first(listing: Listing, before: tuple[Listing, ...], delisted: tuple[str, ...]) -> Listing:
    """Return the listing, counted from when the jurisdiction was listed first if it still is."""
    if listing.jurisdiction in delisted:
        return listing
    return next((item for item in before if item.jurisdiction == listing.jurisdiction), listing)


@_apply.register
def _(event: ev.VoteExplained, state: NegotiationState) -> NegotiationState:
    return _meeting(state, explanations=(*state.public.plenary.explanations, event.explanation))


@_apply.register
def _(event: ev.ReasonStated, state: NegotiationState) -> NegotiationState:
    if not event.secret_to:
        return _public(state, statements=(*state.public.statements, event.statement))
    for seat in event.secret_to:
        state = _seat(state, seat, statements=(*state.seat(seat).statements, event.statement))
    return state


@_apply.register
def _(event: ev.FundPaid, state: NegotiationState) -> NegotiationState:
    pool = state.public.pools[event.fund].pay(event.payments)
    return _pool(state, pool.spend(sum(grant.amount for grant in event.grants)))


@_apply.register
def _(event: ev.FundClosed, state: NegotiationState) -> NegotiationState:
    return _pool(state, state.public.pools[event.fund].close())


def _pool(state: NegotiationState, pool: Pool) -> NegotiationState:
    return _public(state, pools={**state.public.pools, pool.id: pool})


@_apply.register
def _(event: ev.PromisesSettled, state: NegotiationState) -> NegotiationState:
    if event.secret_to:
        for seat in event.secret_to:
            state = _seat(state, seat, entries=(*state.seat(seat).entries, *event.entries))
        return state
    for seat in state.seats:
        state = _seat(state, seat, instructions=Instructions())
    loans = still_running(state.public.loans, event.turn + 1)
    state = _meeting(_public(state, plenary=give_floor(state.public.plenary, "")), presence={}, question=None)
    return _public(state, entries=(*state.public.entries, *event.entries), loans=loans)


@_apply.register
def _(event: ev.TrustMoved, state: NegotiationState) -> NegotiationState:
    return _public(state, trust=event.trust)
