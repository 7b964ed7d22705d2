"""Commands drawn at random: some wild, some that bring what is on the table a step further."""

from collections.abc import Callable
from random import Random

from game.model.negotiation import Action, ActionKind, OperativeClause, Sharing, Spending
from game.session.desk import Target
from game.session.negotiation import commands as cm
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import CLAUSE_RULES, AmountUnit, Clause, ClauseKind
from game.session.negotiation.plenary import CaucusKind
from game.session.negotiation.resolutions import Change, ChangeKind, ResolutionStatus
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.voting import Presence, Vote
from tests.session.negotiation.table import MINKEBE, SEATS, TSAVO

_OWN_PARK = {"kenya": TSAVO, "gabon": MINKEBE}
_WORDS = ("Urges", "Decides to establish", "Recommends", "Requests", "Calls upon", "Shouts")


def random_clause(random: Random) -> Clause:
    """Return a clause of any kind that is mostly well formed."""
    kind = random.choice([kind for kind in ClauseKind if kind is not ClauseKind.PAY_IN])
    rule = CLAUSE_RULES[kind]
    by, to = random.sample(SEATS, 2)
    if kind is ClauseKind.FUND_AT_LEAST:
        by = random.choice(("kenya", "gabon"))
    amount = 0 if rule.unit is AmountUnit.NONE else random.choice((1, 1, 2, 3, 5, 8, -1))
    if rule.unit is AmountUnit.PERCENT:
        amount *= 10
    return Clause(
        kind=kind,
        by=by,
        to=to if rule.receiver else "",
        amount=amount,
        turns=random.choice((None, 1, 2, 3, 9)),
        after=random.choice((0, 0, 0, 1)),
        measure="" if not rule.measure else "ranger_patrol" if kind is ClauseKind.FUND_AT_LEAST else "audit",
        target=_OWN_PARK[by] if kind is ClauseKind.FUND_AT_LEAST and random.random() < 0.7 else Target(),
        instrument=random.choice(("untoc", "twix")) if rule.instrument else "",
        project="corridors" if rule.project else "",
        resolution=random.choice(("L.1", "L.2")) if rule.vote else "",
        vote=random.choice(tuple(Vote)),
    )


def random_terms(random: Random) -> Terms:
    """Return terms whose parties are mostly those of their clauses."""
    clauses = tuple(random_clause(random) for _ in range(random.choice((1, 1, 1, 2, 3))))
    named = dict.fromkeys(seat for clause in clauses for seat in (clause.by, clause.to) if seat)
    parties = [*named, *(seat for seat in SEATS if seat not in named and random.random() < 0.2)]
    if len(parties) < 2:
        parties.append(random.choice(SEATS))
    return Terms(
        tuple(parties), clauses, random.random() < 0.3, random.random() < 0.5, random.choice((None, None, 1, 2, 9))
    )


def _spending(random: Random) -> Spending:
    park = Spending("ranger_patrol", ("tsavo",))
    return random.choice((Spending(), Spending(grants=Sharing.EQUALLY), park, Spending(project="corridors")))


def random_operative(random: Random) -> OperativeClause:
    """Return an operative clause of any kind."""
    kind = random.choice(tuple(ActionKind))
    pays = kind in {ActionKind.POOLED_FUND, ActionKind.COMMON_PLEDGE}
    action = Action(
        kind,
        amount=random.choice((0, 2, 7)) if pays else 0,
        turns=random.choice((None, 1, 2)),
        sharing=random.choice(tuple(Sharing)),
        measure="audit" if kind is ActionKind.COMMON_PLEDGE else "",
        rule="register",
        jurisdiction=random.choice(("VNM", "KEN", "XXX")),
        instrument=random.choice(("twix", "x")),
        spending=_spending(random),
    )
    return OperativeClause("c", random.choice(_WORDS), random.choice(("this", "that", "")), action)


def random_command(random: Random, state: NegotiationState) -> cm.NegotiationCommand:
    """Return a command; every second one fits to what is on the table."""
    helpful = _helpful(random, state)
    if helpful and random.random() < 0.5:
        return random.choice(helpful)
    return random.choice(_WILD)(random, state)


def _helpful(random: Random, state: NegotiationState) -> list[cm.NegotiationCommand]:
    found: list[cm.NegotiationCommand] = []
    for agreement in state.agreements().values():
        if agreement.status is Status.OFFERED:
            found.extend(cm.SignAgreement(seat, agreement.id) for seat in agreement.waiting_for)
    drafts = [draft for draft in state.public.resolutions.values() if draft.status is ResolutionStatus.DRAFT]
    for draft in drafts:
        found.extend((cm.SponsorDraft("kenya", draft.id), cm.SignDraft("gabon", draft.id), cm.PutQuestion(draft.id)))
        found.extend(cm.SettleBracket("referee", draft.id, bracket.id, 0) for bracket in draft.open_brackets)
        if random.random() < 0.15:
            found.append(cm.ProposeAmendment(_seat(random), draft.id, Change(ChangeKind.DELETE, draft.operative[0].id)))
            found.extend(cm.WithdrawDraft(seat, draft.id) for seat in draft.sponsors)
        for item in draft.pending_amendments:
            found.extend(cm.AnswerAmendment(seat, draft.id, item.id, random.random() < 0.7) for seat in draft.sponsors)
            found.append(cm.PutQuestion(item.id))
    if len(drafts) < 2:
        fund = Action(
            ActionKind.POOLED_FUND, random.randint(1, 9), random.choice((None, 1, 2)), spending=_spending(random)
        )
        found.append(cm.TableDraft("kenya", "A fund", (OperativeClause("c", "Decides to establish", "a fund", fund),)))
    found.extend(cm.RecallTeams(loan.lender, loan.borrower, 1) for loan in state.public.loans if not loan.source)
    found.extend(cm.RevealAgreement(name) for name in state.secret_agreements() if random.random() < 0.05)
    found.extend(cm.PayIntoFund(random.choice(SEATS), pool, 1) for pool in state.public.pools)
    question = state.public.plenary.question
    if question is not None and question.asks_for_objections:
        found.extend((cm.DeclareConsensus(), cm.RequestVote(random.choice(SEATS))) * 5)
    elif question is not None:
        vote = random.choice((Vote.YES, Vote.YES, Vote.NO, Vote.ABSTAIN))
        found.extend([cm.CastVote(question.next_voter(SEATS), vote), cm.CastVote(random.choice(SEATS), vote)] * 10)
    return found


def _seat(random: Random) -> str:
    return random.choice(SEATS)


def _agreement(random: Random, state: NegotiationState) -> str:
    return random.choice([*state.agreements(), "x"])


def _subject(random: Random, state: NegotiationState) -> str:
    drafts = state.public.resolutions
    amendments = [item.id for draft in drafts.values() for item in draft.amendments]
    return random.choice([*drafts, *drafts, *amendments, "x"])


def _fund(random: Random, state: NegotiationState) -> str:
    return random.choice([*state.public.pools, "x"])


def _answers(random: Random, state: NegotiationState) -> str:
    return _agreement(random, state) if random.random() < 0.2 else ""


def _propose(random: Random, state: NegotiationState) -> cm.NegotiationCommand:
    offer = random_terms(random)
    by = random.choice(offer.parties) if random.random() < 0.9 else _seat(random)
    answers = _answers(random, state)
    if answers in state.agreements() and random.random() < 0.7:  # as a party of the old one, to all of them
        old = state.agreements()[answers]
        offer = Terms(old.parties, old.terms.clauses[:1], old.secret, old.terms.binding, None)
        by = random.choice(old.parties)
    drafts = [*state.seat(by).drafts, ""]
    return cm.ProposeAgreement(by, offer, random.random() < 0.85, random.choice(drafts), answers)


def _amend(random: Random, state: NegotiationState) -> cm.NegotiationCommand:
    change = Change(
        random.choice(tuple(ChangeKind)), random.choice(("fund", "rangers", "c", "x")), random_operative(random)
    )
    return cm.ProposeAmendment(_seat(random), _subject(random, state), change)


def _withdraw_amendment(random: Random, state: NegotiationState) -> cm.NegotiationCommand:
    subject = _subject(random, state)
    return cm.WithdrawAmendment(_seat(random), subject.split("/")[0], subject)


def _table(random: Random, _state: NegotiationState) -> cm.NegotiationCommand:
    operative = tuple(random_operative(random) for _ in range(random.choice((0, 1, 1, 1, 2))))
    return cm.TableDraft(_seat(random), "Title", operative)


_Draw = Callable[[Random, NegotiationState], cm.NegotiationCommand]
_WILD: tuple[_Draw, ...] = (
    _propose,
    _propose,
    _propose,
    lambda r, s: cm.RecordAgreement(random_terms(r), _answers(r, s)),
    lambda r, s: cm.RecordAgreement(random_terms(r), _answers(r, s)),
    lambda r, s: cm.RecordAgreement(random_terms(r), _answers(r, s)),
    lambda r, s: cm.DiscardDraft("kenya", r.choice([*s.seat("kenya").drafts, "x"])),
    lambda r, s: cm.SignAgreement(_seat(r), _agreement(r, s)),
    lambda r, s: cm.DeclineAgreement(_seat(r), _agreement(r, s)),
    lambda r, s: cm.WithdrawOffer(_seat(r), _agreement(r, s)),
    lambda r, s: cm.EndAgreement(_seat(r), _agreement(r, s)),
    lambda r, s: cm.DeclareBroken(_seat(r), _agreement(r, s)),
    lambda r, s: cm.RevealAgreement(r.choice([*s.secret_agreements(), "x", "x", "x"])),
    lambda r, _s: cm.LendTeams(_seat(r), _seat(r), r.randint(-1, 4)),
    lambda r, _s: cm.RecallTeams(_seat(r), _seat(r), r.randint(-1, 2)),
    lambda r, _s: cm.ShareIntelligence(_seat(r), _seat(r), r.random() < 0.7),
    lambda r, s: cm.PayIntoFund(_seat(r), _fund(r, s), r.randint(-1, 8)),
    lambda r, s: cm.StateReason(_seat(r), r.choice((_agreement(r, s), _subject(r, s))), r.choice(("It costs us.", ""))),
    _table,
    _table,
    lambda r, s: cm.SponsorDraft(_seat(r), _subject(r, s), r.random() < 0.7),
    lambda r, s: cm.SignDraft(_seat(r), _subject(r, s), r.random() < 0.7),
    lambda r, s: cm.SettleBracket(
        _seat(r), _subject(r, s), r.choice(("size", "sharing")), r.choice((None, -1, 0, 1, 2))
    ),
    _amend,
    _withdraw_amendment,
    lambda r, s: cm.WithdrawDraft(_seat(r), _subject(r, s)),
    lambda r, _s: cm.CallRoll({seat: r.choice((*Presence, Presence.PRESENT)) for seat in SEATS}),
    lambda r, _s: cm.SetAgenda(("a", "b"), r.randint(-1, 2)),
    lambda r, _s: cm.RequestFloor(_seat(r), r.random() < 0.8),
    lambda _r, _s: cm.CallSpeaker(),
    lambda r, s: cm.YieldFloor(s.public.plenary.floor.seat or _seat(r)),
    lambda r, _s: cm.OpenCaucus(r.choice(tuple(CaucusKind)), r.randint(0, 90), r.randint(0, 60), "Herds"),
    lambda _r, _s: cm.CloseCaucus(),
    lambda r, _s: cm.PassTime(r.randint(-1, 60)),
    lambda r, s: cm.PutQuestion(_subject(r, s)),
    lambda r, _s: cm.RequestVote(_seat(r)),
    lambda _r, _s: cm.DeclareConsensus(),
    lambda r, _s: cm.CastVote(_seat(r), r.choice(tuple(Vote))),
    lambda _r, _s: cm.CloseVote(),
    lambda r, s: cm.ExplainVote(_seat(r), _subject(r, s), r.choice(("why", ""))),
)
