"""One computer delegation at the table: what it says and does next, each thing with its reason."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from game.bots import drafts, reasons
from game.bots.answers import Answer, answer, called_broken, confessed, open_offers
from game.bots.appraisal import Appraisal, appraise
from game.bots.commitments import dues_by_turn
from game.bots.deals import Verdict
from game.bots.offers import Offer, best_offers
from game.bots.orders import Kept, acts, choose_kept, first_steps, owed_freely, steps, wanted
from game.bots.temperament import Temperament
from game.session.desk import Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.events import AgreementOffered
from game.session.negotiation.facts import AT_THE_TABLE
from game.session.negotiation.resolutions import Resolution
from game.session.negotiation.voting import Vote
from game.session.play import Table
from game.session.refusal import Refusal
from game.session.views import SeatView


@dataclass
class _Memory:
    """What was worked out in a turn; lost without harm, since it can be worked out again."""

    turn: int = 0
    appraisal: Appraisal | None = None
    offers: list[Offer] | None = None  # still to be made; None before they were sought
    judged: dict[object, Verdict] = field(default_factory=dict)
    preferred: dict[object, Resolution] = field(default_factory=dict)  # as it would settle what is open
    ballots: dict[object, drafts.Ballot] = field(default_factory=dict)
    announced: dict[str, object] = field(default_factory=dict)  # the text of which it said how it would vote
    proposed: set[str] = field(default_factory=set)  # drafts whose brackets were spoken of
    seen: tuple[object, ...] = ()  # what lay on the table when there was nothing to do


class Bargainer:
    """Moves one seat of a table by its own view."""

    def __init__(self, table: Table, seat: str, temperament: Temperament) -> None:
        self._table = table
        self._seat = seat
        self._temperament = temperament
        self._memory = _Memory()
        self._later: list[tuple[str, str]] = []  # what is said of public acts once their orders are open

    def talk(self) -> bool:
        """Do the next thing at the table, or at the desk beside the orders; tell whether there was one."""
        view = self._view()
        seen = _on_the_table(view)
        if _same(seen, self._memory.seen):
            return False
        for step in self._next(view):
            if self._do(step):
                return True
        self._memory.seen = seen
        return False

    def write_orders(self) -> None:
        """Write and seal the orders."""
        view = self._view()
        appraisal = self._appraisal(view)
        kept = choose_kept(appraisal)
        for command in first_steps(appraisal, kept):
            self._table.submit(command)
        view = self._view()
        draft = wanted(self._appraisal(view), kept)
        if view.public.turn < view.public.turns:
            self._later = acts(self._appraisal(view), draft)
        for step in steps(view.desk, draft):
            self._table.submit(step)  # what is refused is left out

    def _view(self) -> SeatView:
        view = self._table.seat_view(self._seat)
        if view.public.turn != self._memory.turn:
            self._memory = _Memory(view.public.turn)
        return view

    def _appraisal(self, view: SeatView) -> Appraisal:
        """Return what the turn is worth, worked out once, with what has been agreed since."""
        if self._memory.appraisal is None:
            self._memory.appraisal = appraise(view, self._temperament)
        known = self._memory.appraisal
        prospect = known.prospect.at(view)
        dues = dues_by_turn(view, view.negotiation, prospect.later)
        return replace(known, view=view, prospect=prospect, dues=dues)

    def _next(self, view: SeatView) -> Iterator[Answer]:
        """Yield what could be done now, the most urgent first."""
        appraisal = self._appraisal(view)
        if view.facts.stage in AT_THE_TABLE:
            yield from self._votes(appraisal)
            yield from self._explanations(appraisal)
            yield from called_broken(appraisal)
            yield from confessed(appraisal)
            while self._later:
                yield Answer(nc.StateReason(self._seat, *self._later.pop(0)), "", "")
        for agreement in open_offers(appraisal):
            yield answer(appraisal, agreement)
        if view.facts.stage in AT_THE_TABLE:
            yield from self._drafts(appraisal)
            yield from self._loans(appraisal)
        yield from self._offers(appraisal)

    def _votes(self, appraisal: Appraisal) -> Iterator[Answer]:
        view = appraisal.view
        question = view.negotiation.public.plenary.question
        if question is None or self._seat not in question.presence:
            return
        if not question.asks_for_objections and question.next_voter(view.facts.present) != self._seat:
            return
        made = self._ballot(appraisal, question.subject)
        if not question.asks_for_objections:
            command = drafts.cast(appraisal, made)
            if command is not None:
                yield Answer(command, "", "")
        elif made.vote is not Vote.YES:
            subject = question.subject.split("/", maxsplit=1)[0]  # of an amendment, its draft
            yield Answer(nc.RequestVote(self._seat), subject, made.reason)

    def _ballot(self, appraisal: Appraisal, subject: str) -> drafts.Ballot:
        resolution = appraisal.view.negotiation.public.resolutions[subject.split("/", maxsplit=1)[0]]
        key = (subject, _content(resolution))
        if key not in self._memory.ballots:
            self._memory.ballots[key] = drafts.ballot(appraisal, subject)
        if subject == resolution.id:  # others may have voted since
            self._memory.ballots[key] = drafts.affordable(appraisal, self._memory.ballots[key], resolution)
        return self._memory.ballots[key]

    def _explanations(self, appraisal: Appraisal) -> Iterator[Answer]:
        for resolution in appraisal.view.negotiation.public.resolutions.values():
            made = self._memory.ballots.get((resolution.id, _content(resolution)))
            command = drafts.explain(appraisal, made.reason if made is not None else reasons.voted(), resolution)
            if command is not None:
                yield Answer(command, "", "")

    def _drafts(self, appraisal: Appraisal) -> Iterator[Answer]:
        if appraisal.view.public.phase is Phase.BRIEFING and Phase.CAUCUS in appraisal.view.public.phases:
            return
        if appraisal.view.negotiation.public.plenary.question is not None:
            return
        for resolution in drafts.drafts(appraisal):
            found = drafts.support(appraisal, resolution, self._judged(appraisal, resolution))
            if found is not None:
                yield found
            if drafts.may_propose(appraisal, resolution) and resolution.id not in self._memory.proposed:
                self._memory.proposed.add(resolution.id)  # once: people settle one bracket after the other
                said = drafts.propose(appraisal, resolution, self._preferred(appraisal, resolution))
                if said is not None:
                    yield Answer(said, "", "")
            if drafts.may_settle_now(appraisal, resolution):
                yield drafts.settle(appraisal, resolution, self._preferred(appraisal, resolution))
            found = drafts.amend(appraisal, resolution)
            if found is not None:
                yield found
            yield from self._announcements(appraisal, resolution)

    def _announcements(self, appraisal: Appraisal, resolution: Resolution) -> Iterator[Answer]:
        """Yield how the seat would vote, anew for each text; the vote alone decides."""
        key = (appraisal.view.public.phase, _content(resolution))
        if self._memory.announced.get(resolution.id) == key or not drafts.may_announce(appraisal, resolution):
            return
        self._memory.announced[resolution.id] = key
        said = drafts.announce(appraisal, resolution)
        if said is not None:
            yield Answer(said, "", "")

    def _judged(self, appraisal: Appraisal, resolution: Resolution) -> Verdict:
        key = (resolution.id, resolution.operative)  # whoever settled what since
        if key not in self._memory.judged:
            self._memory.judged[key] = drafts.judge(appraisal, resolution)
        return self._memory.judged[key]

    def _preferred(self, appraisal: Appraisal, resolution: Resolution) -> Resolution:
        key = (resolution.id, resolution.operative)
        if key not in self._memory.preferred:
            self._memory.preferred[key] = drafts.preferred(appraisal, resolution)
        return self._memory.preferred[key]

    def _loans(self, appraisal: Appraisal) -> Iterator[Answer]:
        """Yield the loans of teams that were promised: they count for this turn only if made at the table."""
        for command in first_steps(appraisal, Kept(tuple(owed_freely(appraisal)), ())):
            if isinstance(command, nc.LendTeams):
                yield Answer(command, "", "")

    def _offers(self, appraisal: Appraisal) -> Iterator[Answer]:
        """Yield the offers of the turn, sought once, where the delegations talk."""
        public = appraisal.view.public
        talks = Phase.CAUCUS if Phase.CAUCUS in public.phases else Phase.BRIEFING
        if public.phase is not talks:
            return
        if self._memory.offers is None:
            self._memory.offers = best_offers(appraisal)
        while self._memory.offers:
            offer = self._memory.offers.pop(0)
            reason = reasons.offers(offer.verdict.effect, offer.verdict.paid)
            yield Answer(nc.ProposeAgreement(self._seat, offer.terms), "", reason)

    def _do(self, step: Answer) -> bool:
        """Give a command and its reason; tell whether it was taken."""
        if isinstance(step.command, nc.StateReason):
            return not isinstance(self._table.submit(step.command), Refusal)
        decision = self._table.submit(step.command)
        if isinstance(decision, Refusal):
            return False
        new = [event.agreement.id for event in decision if isinstance(event, AgreementOffered)]
        subject = new[0] if new else step.subject
        if subject and step.reason:
            self._table.submit(nc.StateReason(self._seat, subject, step.reason))
        return True


def _content(resolution: Resolution) -> tuple[object, ...]:
    """Return what of a draft decides what it is worth."""
    return (resolution.id, resolution.operative, tuple(sorted(resolution.settled.items())))


def _on_the_table(view: SeatView) -> tuple[object, ...]:
    """Return what a seat reacts to, as values that are the same objects while nothing happens to them."""
    public = view.negotiation.public
    return (
        view.public.turn,
        view.public.phase,
        public.agreements,
        public.resolutions,
        public.plenary.question,
        public.adoptions,
        public.loans,
        view.negotiation.seat(view.seat).secrets,
        view.public.record.seats,
    )


def _same(one: tuple[object, ...], two: tuple[object, ...]) -> bool:
    return len(one) == len(two) and all(left is right for left, right in zip(one, two, strict=True))
