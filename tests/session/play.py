"""Commands of a whole session drawn at random: some wild, some that bring what is on the table a step further."""

from collections.abc import Callable
from random import Random

from game.model.negotiation import Action, ActionKind, OperativeClause, Spending
from game.session import commands as cm
from game.session.desk import Occupant, Phase, Target
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import CLAUSE_RULES, AmountUnit, Clause, ClauseKind
from game.session.negotiation.plenary import CaucusKind
from game.session.negotiation.resolutions import Change, ChangeKind, ResolutionStatus
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.voting import Presence, Vote
from game.session.play import Table


class Dice:
    """Draws commands for one table; ``secrets`` are as the referee knows them."""

    def __init__(self, table: Table, seed: int) -> None:
        self.table = table
        self.random = Random(seed)  # noqa: S311 - dice, not keys
        self.book = table.book.public
        self.seats = tuple(self.book.delegations)

    @property
    def talks(self) -> NegotiationState:
        return self.table.state.negotiation

    def command(self) -> cm.Command:
        """Return a command that may be allowed or not."""
        if self.random.random() < 0.03:
            return self._upset()
        if self.table.public_view().phase is Phase.DESKS and self.random.random() < 0.5:
            return self._order()
        helpful = self._helpful()
        if helpful and self.random.random() < 0.45:
            return self.random.choice(helpful)
        return self.random.choice(self._wild())()

    def _upset(self) -> cm.Command:
        """Return what goes across a game: somebody leaves, the computer takes over, the referee goes back."""
        absent = [seat for seat, face in self.table.public_view().seats.items() if face.occupant is Occupant.EMPTY]
        if absent and self.random.random() < 0.6:
            return cm.ChangeSeat(absent[0], Occupant.PERSON)
        if self.random.random() < 0.15:
            return cm.Rewind(self.random.randint(1, 3))
        return cm.ChangeSeat(self.seat(), self.random.choice(tuple(Occupant)), "idle")

    def seat(self) -> str:
        return self.random.choice(self.seats)

    def amount(self) -> int:
        return self.random.choice((-1, 0, 1, 1, 2, 3, 5, 9, 40))

    def _wild(self) -> tuple[Callable[[], cm.Command], ...]:
        return (
            self._order,
            self._propose,
            self._propose,
            self._desk,
            self._agreement,
            self._drafting,
            self._meeting,
            lambda: nc.RecordAgreement(self.terms()),
        )

    def _target(self, seat: str, measure: str) -> Target:
        choices = self.book.choices[seat][measure]
        return self.random.choice(choices) if choices and self.random.random() < 0.95 else Target(leg="x")

    def _order(self) -> cm.Command:
        r, seat = self.random, self.seat()
        measure = r.choice(tuple(self.book.measures))
        project = r.choice((*self.book.projects, "x"))
        instrument = r.choice((*self.book.instruments, "x"))
        return r.choice(
            (
                cm.SetOrder(seat, measure, self._target(seat, measure), self.amount()),
                cm.SetOrder(seat, measure, self._target(seat, measure), self.amount()),
                cm.Contribute(seat, project, self.amount()),
                cm.GiveFunds(seat, self.seat(), self.amount()),
                cm.JoinInstrument(seat, instrument, r.random() < 0.8),
                cm.LeaveInstrument(seat, instrument, r.random() < 0.8),
                cm.UndoDraft(seat),
                cm.ClearDraft(seat),
                cm.Seal(seat),
            )
        )

    def clause(self) -> Clause:
        """Return a clause of any kind that is mostly well formed."""
        r = self.random
        kind = r.choice([kind for kind in ClauseKind if kind is not ClauseKind.PAY_IN])
        rule = CLAUSE_RULES[kind]
        by, to = r.sample(self.seats, 2)
        measure = r.choice(tuple(self.book.measures)) if rule.measure else ""
        amount = 0 if rule.unit is AmountUnit.NONE else r.choice((1, 1, 2, 3, 6, -1))
        return Clause(
            kind=kind,
            by=by,
            to=to if rule.receiver else "",
            amount=amount * 10 if rule.unit is AmountUnit.PERCENT else amount,
            turns=r.choice((None, 1, 2, 9)),
            after=r.choice((0, 0, 0, 1)),
            measure=measure,
            target=self._target(by, measure) if measure and r.random() < 0.7 else Target(),
            instrument=r.choice(tuple(self.book.instruments)) if rule.instrument else "",
            project=r.choice(tuple(self.book.projects)) if rule.project else "",
            resolution=r.choice(("L.1", "L.2")) if rule.vote else "",
            vote=r.choice(tuple(Vote)),
        )

    def terms(self) -> Terms:
        """Return terms whose parties are mostly those of their clauses."""
        r = self.random
        clauses = tuple(self.clause() for _ in range(r.choice((1, 1, 2))))
        parties = list(dict.fromkeys(seat for clause in clauses for seat in (clause.by, clause.to) if seat))
        if len(parties) < 2:
            parties.append(self.seat())
        return Terms(tuple(parties), clauses, r.random() < 0.4, r.random() < 0.6, r.choice((None, None, 1, 2, 9)))

    def _propose(self) -> cm.Command:
        offer = self.terms()
        by = self.random.choice(offer.parties)
        answers = self._name() if self.random.random() < 0.2 else ""
        return nc.ProposeAgreement(by, offer, self.random.random() < 0.9, "", answers)

    def _name(self) -> str:
        return self.random.choice([*self.talks.agreements(), "x"])

    def _agreement(self) -> cm.Command:
        kind = self.random.choice(
            (nc.SignAgreement, nc.DeclineAgreement, nc.WithdrawOffer, nc.EndAgreement, nc.DeclareBroken)
        )
        return kind(self.seat(), self._name())

    def _desk(self) -> cm.Command:
        r = self.random
        return r.choice(
            (
                nc.LendTeams(self.seat(), self.seat(), r.randint(-1, 3)),
                nc.RecallTeams(self.seat(), self.seat(), r.randint(-1, 2)),
                nc.ShareIntelligence(self.seat(), self.seat(), r.random() < 0.8),
                nc.PayIntoFund(self.seat(), r.choice([*self.talks.public.pools, "x"]), self.amount()),
            )
        )

    def _draft(self) -> str:
        return self.random.choice([*self.talks.public.resolutions, "x"])

    def _drafting(self) -> cm.Command:
        r = self.random
        spending = r.choice(
            (
                Spending(),
                Spending("ranger_patrol", ("tsavo",)),
                Spending(project="scanners"),
                Spending(project="academy"),
            )
        )
        action = Action(ActionKind.POOLED_FUND, r.choice((0, 3, 9)), r.choice((None, 1, 2)), spending=spending)
        action = r.choice((action, action, Action(ActionKind.RULE, rule="register"), Action()))
        clause = OperativeClause("c", r.choice(("Decides to establish", "Urges")), "that", action)
        change = Change(r.choice(tuple(ChangeKind)), r.choice(("fund", "owners", "x")), clause)
        return r.choice(
            (
                nc.TableDraft(self.seat(), "Title", (clause,)),
                nc.SponsorDraft(self.seat(), self._draft(), r.random() < 0.8),
                nc.SignDraft(self.seat(), self._draft(), r.random() < 0.8),
                nc.ProposeAmendment(self.seat(), self._draft(), change),
                nc.WithdrawDraft(self.seat(), self._draft()),
            )
        )

    def _meeting(self) -> cm.Command:
        r = self.random
        return r.choice(
            (
                nc.CallRoll({seat: r.choice(tuple(Presence)) for seat in self.seats}),
                nc.RequestFloor(self.seat(), r.random() < 0.8),
                nc.CallSpeaker(),
                nc.OpenCaucus(r.choice(tuple(CaucusKind)), r.randint(0, 90), r.randint(0, 60), "Herds"),
                nc.PassTime(r.randint(-1, 60)),
                nc.PutQuestion(self._draft()),
                nc.CastVote(self.seat(), r.choice(tuple(Vote))),
                nc.CloseVote(),
                nc.RevealAgreement(self._name()) if r.random() < 0.1 else nc.CloseCaucus(),
            )
        )

    def _helpful(self) -> list[cm.Command]:
        found: list[cm.Command] = []
        for agreement in self.talks.agreements().values():
            if agreement.status is Status.OFFERED:
                found.extend(nc.SignAgreement(seat, agreement.id) for seat in agreement.waiting_for)
        for draft in self.talks.public.resolutions.values():
            if draft.status is not ResolutionStatus.DRAFT:
                continue
            found += [nc.SignDraft(self.seat(), draft.id), nc.PutQuestion(draft.id)]
            found += [nc.SettleBracket("referee", draft.id, bracket.id, 0) for bracket in draft.open_brackets]
            for item in draft.pending_amendments:
                found += [nc.AnswerAmendment(seat, draft.id, item.id, True) for seat in draft.sponsors]
        open_pools = [pool.id for pool in self.talks.public.pools.values() if not pool.closed]
        found += [nc.PayIntoFund(self.seat(), pool, self.random.randint(1, 4)) for pool in open_pools]
        question = self.talks.public.plenary.question
        if question is not None and question.asks_for_objections:
            found += [nc.DeclareConsensus(), nc.RequestVote(self.seat())] * 5
        elif question is not None:
            voter = question.next_voter(self.seats)
            found += [nc.CastVote(voter, self.random.choice((Vote.YES, Vote.YES, Vote.NO)))] * 10
            found += [nc.CloseVote()] * 3
        return found
