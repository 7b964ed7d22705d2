"""Play the negotiating steps of a script: agreements and drafts by its own names, votes in the called order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from game.model.script import Step
from game.model.script_talks import (
    Accept,
    Amend,
    Answer,
    AnswerKind,
    Ballot,
    ClauseStep,
    Explain,
    Lend,
    Offer,
    Put,
    Record,
    Reveal,
    Settle,
    Support,
    Table,
)
from game.model.text import _
from game.session.commands import Command
from game.session.desk import Target
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Agreement, Terms
from game.session.negotiation.clauses import ANYWHERE, Clause, ClauseKind
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.plenary import Question
from game.session.negotiation.resolutions import Amendment, Change, ChangeKind, Resolution
from game.session.negotiation.state import NegotiationState
from game.session.negotiation.voting import Vote
from game.session.play import Table as GameTable
from game.session.refusal import Refusal
from game.session.rulebook import PublicBook

_MOST_CALLS = 100  # commands that one question takes; more is a defect


class TalkRefusedError(Exception):
    """A step cannot be played; ``str()`` is the sentence."""

    def __init__(self, sentence: str, step: Step) -> None:
        super().__init__(sentence)
        self.step = step


@dataclass(slots=True)
class TalkRun:
    """What a script has named: agreements and drafts, and which of them are secret."""

    names: dict[str, str] = field(default_factory=dict)  # own name -> id that the rules give
    secret: set[str] = field(default_factory=set)  # own names

    def at_desk(self, step: Step) -> bool:
        """Tell whether a step is taken at the desks, after the talks."""
        if getattr(step, "at_desk", False):
            return True
        match step:
            case Offer():
                if step.secret or step.answers in self.secret:
                    self.secret.add(step.name)
                return step.name in self.secret
            case Answer():
                return step.name in self.secret
        return False

    def play(self, step: Step, today: Iterable[Step], table: GameTable) -> None:
        """Play one step; ``today`` are all steps of the turn, in which votes are looked up.

        Raises
        ------
        TalkRefusedError
            If the rules refuse it, or it names something that is not there.
        """
        if isinstance(step, Ballot):
            self._check_ballot(step, tuple(today), table)
            return  # cast when the draft is put
        if isinstance(step, Put):
            self._put(step, tuple(today), table)
            return
        command = self._command(step, table)
        before = set(_known(table.state.negotiation))
        decision = table.submit(command)
        if isinstance(decision, Refusal):
            raise TalkRefusedError(decision.sentence, step)
        if isinstance(step, Offer | Record | Table):
            new = [name for name in _known(table.state.negotiation) if name not in before]
            self.names[step.name] = new[-1]

    def find(self, name: str, table: GameTable) -> str:
        """Return the id of what the script, the scenario, or the rules themselves call ``name``."""
        if name in self.names:
            return self.names[name]
        for number, draft in enumerate(table.book.scenario.negotiation.opening_drafts, start=1):
            if draft.id == name:
                return f"L.{number}"
        return name

    def find_fund(self, name: str, table: GameTable) -> str:
        """Return the id of the pooled fund that ``name``, a draft or draft/clause, set up."""
        draft, _slash, clause = name.partition("/")
        symbol = self.find(draft, table)
        pools = [pool.id for pool in table.public_view().negotiation.public.pools.values() if pool.resolution == symbol]
        return f"{symbol}/{clause}" if clause else pools[0] if len(pools) == 1 else symbol

    def _command(self, step: Step, table: GameTable) -> Command:
        match step:
            case Offer():
                return self._offer(step, table)
            case Record():
                terms = Terms(step.between, self._clauses(step, table), False, step.binding, step.turns)
                return nc.RecordAgreement(terms)
            case Answer():
                return self._answer(step, table)
            case Reveal(name):
                return nc.RevealAgreement(self.find(name, table))
            case Lend():
                kind = nc.RecallTeams if step.home else nc.LendTeams
                return kind(step.delegation, step.partner, step.teams)
            case Table():
                return nc.TableDraft(step.delegation, step.title, step.operative, step.preamble)
        return self._draft_command(step, table)

    def _draft_command(self, step: Step, table: GameTable) -> Command:
        match step:
            case Support():
                draft = self.find(step.draft, table)
                kind = nc.SponsorDraft if step.sponsors else nc.SignDraft
                return kind(step.delegation, draft)
            case Settle():
                resolution = self._resolution(step.draft, step, table)
                number = _alternative(resolution, step)
                return nc.SettleBracket(step.delegation or REFEREE, resolution.id, step.bracket, number)
            case Amend():
                return nc.ProposeAmendment(step.delegation, self.find(step.draft, table), _change(step))
            case Accept():
                amendment = self._amendment(step.draft, step, table)
                draft = self.find(step.draft, table)
                return nc.AnswerAmendment(step.delegation, draft, amendment.id, step.accepts)
            case Explain():
                return nc.ExplainVote(step.delegation, self.find(step.draft, table), step.text)
        raise TypeError(type(step).__name__)

    def _offer(self, step: Offer, table: GameTable) -> Command:
        parties, answers, secret = (step.delegation, *step.to), "", step.secret
        if step.answers:
            old = self._agreement(step.answers, step, table)
            others = (party for party in old.parties if party != step.delegation)
            parties, answers, secret = (step.delegation, *others), old.id, old.secret
        terms = Terms(parties, self._clauses(step, table), secret, step.binding, step.turns)
        return nc.ProposeAgreement(step.delegation, terms, answers=answers)

    def _answer(self, step: Answer, table: GameTable) -> Command:
        name, by = self.find(step.name, table), step.delegation
        if step.kind is AnswerKind.WITHDRAW and name in table.public_view().negotiation.public.resolutions:
            return nc.WithdrawDraft(by, name)
        return _ANSWERS[step.kind](by, name)

    def _agreement(self, name: str, step: Step, table: GameTable) -> Agreement:
        found = table.state.negotiation.find_agreement(self.find(name, table), None)
        if found is None:
            raise TalkRefusedError(_("There is no agreement {agreement}.").format(agreement=name), step)
        return found

    def _resolution(self, name: str, step: Step, table: GameTable) -> Resolution:
        known = table.public_view().negotiation.public.resolutions
        found = known.get(self.find(name, table))
        if found is None:
            sentence = _("There is no draft {draft}. There are: {choices}.")
            raise TalkRefusedError(sentence.format(draft=name, choices=", ".join(known) or "–"), step)
        return found

    def _amendment(self, name: str, step: Step, table: GameTable) -> Amendment:
        pending = self._resolution(name, step, table).pending_amendments
        if not pending:
            raise TalkRefusedError(_("Draft {draft} has no open amendment.").format(draft=name), step)
        return pending[-1]

    def _clauses(self, step: Offer | Record, table: GameTable) -> tuple[Clause, ...]:
        return tuple(self._clause(clause, step, table) for clause in step.clauses)

    def _clause(self, clause: ClauseStep, step: Step, table: GameTable) -> Clause:
        return Clause(
            kind=ClauseKind(clause.kind),
            by=clause.by,
            to=clause.to,
            amount=clause.amount,
            turns=clause.turns,
            after=clause.after,
            measure=clause.measure,
            target=_target(clause, step, table.book.public),
            instrument=clause.instrument,
            project=clause.project,
            resolution=self.find(clause.draft, table) if clause.draft else "",
            vote=Vote(clause.vote),
        )

    def _put(self, step: Put, today: tuple[Step, ...], table: GameTable) -> None:
        """Put a question and let everybody vote as the steps of the turn say; without votes it is by consensus."""
        subject = self.find(step.draft, table)
        if step.amendment:
            subject = self._amendment(step.draft, step, table).id
        ballots = {
            ballot.delegation: ballot
            for ballot in today
            if isinstance(ballot, Ballot)
            and (self.find(ballot.draft, table), ballot.amendment) == (self.find(step.draft, table), step.amendment)
        }
        self._give(nc.PutQuestion(subject), step, table)
        for _call in range(_MOST_CALLS):
            question = table.public_view().negotiation.public.plenary.question
            if question is not None:
                self._call(question, ballots, step, table)
            elif _is_open(table.public_view().negotiation, subject) and ballots:
                self._give(nc.PutQuestion(subject), step, table)  # where a vote is the last resort
            else:
                return

    def _check_ballot(self, step: Ballot, today: tuple[Step, ...], table: GameTable) -> None:
        def is_same(other: Put | Ballot) -> bool:
            return self.find(other.draft, table) == subject and other.amendment == step.amendment

        subject = self.find(step.draft, table)
        if not any(isinstance(other, Put) and is_same(other) for other in today):
            sentence = _("Nobody votes on {draft} in this turn: it is not put to the vote.")
            raise TalkRefusedError(sentence.format(draft=step.draft), step)
        own = [other for other in today if isinstance(other, Ballot) and other.delegation == step.delegation]
        if sum(is_same(other) for other in own) > 1:
            sentence = _("{delegation} votes twice on {draft}. Leave one vote out.")
            raise TalkRefusedError(sentence.format(delegation=step.delegation, draft=step.draft), step)

    def _call(self, question: Question, ballots: Mapping[str, Ballot], step: Put, table: GameTable) -> None:
        if question.asks_for_objections:
            objector = next((seat for seat in ballots if seat in question.presence), "")
            self._give(nc.RequestVote(objector) if objector else nc.DeclareConsensus(), step, table)
            return
        voter = question.next_voter(table.public_view().facts.present)
        ballot = ballots.get(voter)
        command = nc.CastVote(voter, Vote(ballot.vote) if ballot else Vote.ABSTAIN) if voter else nc.CloseVote()
        self._give(command, ballot or step, table)

    def _give(self, command: Command, step: Step, table: GameTable) -> None:
        decision = table.submit(command)
        if isinstance(decision, Refusal):
            raise TalkRefusedError(decision.sentence, step)


_ANSWERS: Mapping[AnswerKind, Callable[[str, str], Command]] = {
    AnswerKind.SIGN: nc.SignAgreement,
    AnswerKind.DECLINE: nc.DeclineAgreement,
    AnswerKind.WITHDRAW: nc.WithdrawOffer,
    AnswerKind.END: nc.EndAgreement,
    AnswerKind.BREAK: nc.DeclareBroken,
}


def _known(talks: NegotiationState) -> tuple[str, ...]:
    return (*talks.agreements(), *talks.public.resolutions)


def _is_open(talks: NegotiationState, subject: str) -> bool:
    resolution = talks.public.resolutions[subject.partition("/")[0]]
    amendment = resolution.amendment(subject)
    if amendment is not None:
        return amendment in resolution.pending_amendments
    return resolution.decided is None


def _alternative(resolution: Resolution, step: Settle) -> int | None:
    bracket = resolution.bracket(step.bracket)
    words = [choice.words for choice in bracket.alternatives] if bracket else []
    # by_income stands in the file, "by income" on the screen: one way of writing is as good as the other.
    said = step.words if step.words in words else step.words.replace("_", " ")
    if bracket is None or said not in words:
        sentence = _("Bracket {bracket} of {draft} has no alternative “{words}”. There are: {choices}.")
        fields = {"bracket": step.bracket, "draft": step.draft, "words": step.words}
        raise TalkRefusedError(sentence.format(choices=", ".join(words) or "–", **fields), step)
    return words.index(said)


def _change(step: Amend) -> Change:
    if step.wording is None:
        return Change(ChangeKind.DELETE, step.clause)
    return Change(ChangeKind.REPLACE if step.clause else ChangeKind.ADD, step.clause, step.wording)


def _target(clause: ClauseStep, step: Step, book: PublicBook) -> Target:
    """Return the target that a clause names; without a name any will do."""
    named = {word for word in (clause.at, clause.market, clause.block) if word}
    if not named:
        return ANYWHERE
    choices = book.choices.get(clause.by, {}).get(clause.measure, ())
    for choice in choices:
        places = {choice.leg, choice.habitat, choice.corridor, choice.delegation, choice.jurisdiction}
        if named <= places | {choice.market, choice.block}:
            return choice
    sentence = _("{delegation} cannot point {measure} at “{target}”.")
    fields = {"delegation": clause.by, "measure": clause.measure, "target": " ".join(sorted(named))}
    raise TalkRefusedError(sentence.format(**fields), step)
