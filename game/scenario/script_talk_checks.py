"""Do the negotiating steps of a script fit a scenario: every delegation, measure, draft and agreement is there."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from game.model.negotiation import OperativeClause
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
    Pledge,
    Put,
    Record,
    Reveal,
    Settle,
    Support,
    Table,
    Tell,
)
from game.model.text import _
from game.model.vocabulary import ArgumentKind, kind_name
from game.scenario.diagnostic import listed, quoted
from game.scenario.positions import Path

Names = Mapping[str, str]
Reference = tuple[str, Names, str, Path]  # word, the ids that would do, what they are called, where in the step

_SYMBOL = re.compile(r"L\.\d+(/.*)?|A\d+|.+\+.+/\d+")  # what the rules call drafts and agreements
_DRAFT_KEYS: Mapping[type[Step], str] = {
    Support: "sponsor",
    Settle: "settle",
    Amend: "amend",
    Accept: "accept",
    Put: "put",
    Ballot: "on",
    Explain: "on",
    Pledge: "into",
}


_RECEIVER = {"link": "link", "share_intelligence": "tell"}  # the key that names who it is owed to; else "to"


Fault = tuple[str, str, Path]  # message, remedy, where in the step


@dataclass(frozen=True)
class DraftNames:
    """What steps may name of a draft: its clauses, and its brackets with the words of their alternatives."""

    clauses: tuple[str, ...] = ()
    brackets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def with_clause(self, clause: OperativeClause) -> "DraftNames":
        """Give the same with one clause more."""
        more = draft_names((clause,))
        return DraftNames((*self.clauses, *more.clauses), {**self.brackets, **more.brackets})


@dataclass
class TalkNames:
    """What a script has named so far: agreements with their parties, and drafts."""

    drafts: dict[str, DraftNames] = field(default_factory=dict)
    agreements: dict[str, tuple[str, ...]] = field(default_factory=dict)
    settled: set[tuple[str, str]] = field(default_factory=set)  # draft and bracket
    amended: set[str] = field(default_factory=set)  # drafts of which nobody can tell what is in them before the vote

    @property
    def draft_ids(self) -> Names:
        """The drafts alone."""
        return dict.fromkeys(self.drafts, "")

    @property
    def agreement_ids(self) -> Names:
        """The agreements alone."""
        return dict.fromkeys(self.agreements, "")


@dataclass(frozen=True)
class TalkIds:
    """The ids of a scenario that negotiating steps name."""

    delegations: Names
    measures: Names
    of: Callable[[ArgumentKind], Names]
    corridors: Names


def talk_references(step: Step, ids: TalkIds, named: TalkNames) -> Iterator[Reference]:
    """Yield every word of a negotiating step that names something; what the step itself names is then known."""
    match step:
        case Offer():
            yield from _each(step.to, ids.delegations, _("delegation"), "to")
            if step.answers:
                yield from _agreement(step.answers, named, ("counter",))
            yield from _clauses(step.clauses, ids, named)
            named.agreements[step.name] = _parties(step, named)
        case Record():
            yield from _each(step.between, ids.delegations, _("delegation"), "between")
            yield from _clauses(step.clauses, ids, named)
            named.agreements[step.name] = step.between
        case Answer():
            drafts = named.draft_ids if step.kind is AnswerKind.WITHDRAW else {}
            key = "call_broken" if step.kind is AnswerKind.BREAK else step.kind.value
            yield from _named(step.name, {**named.agreement_ids, **drafts}, _("agreement"), (key,))
        case Reveal(name):
            yield from _agreement(name, named, ("reveal",))
        case Lend():
            yield step.partner, ids.delegations, _("delegation"), ("from" if step.home else "to",)
        case Tell():
            yield step.partner, ids.delegations, _("delegation"), ("tell",)
        case Table():
            named.drafts[step.name] = draft_names(step.operative)
        case _:
            yield from _draft_step(step, ids, named)


def _draft_step(step: Step, ids: TalkIds, named: TalkNames) -> Iterator[Reference]:
    key = _DRAFT_KEYS.get(type(step))
    if key is None:
        return
    word = str(getattr(step, "fund" if isinstance(step, Pledge) else "draft"))
    if isinstance(step, Support) and not step.sponsors:
        key = "support"
    if isinstance(step, Accept) and not step.accepts:
        key = "refuse"
    name, _slash, clause = word.partition("/")
    yield from _named(name, named.draft_ids, _("draft"), (key,))
    if isinstance(step, Settle) and step.delegation:
        yield step.delegation, ids.delegations, _("delegation"), ("delegation",)
    if name in named.drafts:
        yield from _parts_of_draft(step, named.drafts[name], clause, key)
    if isinstance(step, Settle):
        named.settled.add((name, step.bracket))
    if isinstance(step, Amend):
        named.amended.add(name)
    if isinstance(step, Amend) and step.wording is not None and name in named.drafts:
        named.drafts[name] = named.drafts[name].with_clause(step.wording)


def _parts_of_draft(step: Step, draft: DraftNames, clause: str, key: str) -> Iterator[Reference]:
    clauses = dict.fromkeys(draft.clauses, "")
    if clause:
        yield clause, clauses, _("clause"), (key,)
    if isinstance(step, Amend) and step.clause:
        yield step.clause, clauses, _("clause"), ("delete" if step.wording is None else "replace",)
    if isinstance(step, Settle):
        yield step.bracket, dict.fromkeys(draft.brackets, ""), _("bracket"), ("bracket",)
        words = {_spaced(said): "" for said in draft.brackets.get(step.bracket, ())}
        if words:
            yield _spaced(step.words), words, _("alternative"), ("on",)


def draft_names(operative: Iterable[Any]) -> DraftNames:
    """Give what steps may name of the clauses of a draft, as keys or built."""
    clauses = tuple(operative)
    brackets = {
        bracket.id: tuple(choice.words for choice in bracket.alternatives)
        for clause in clauses
        for bracket in clause.brackets
    }
    return DraftNames(tuple(clause.id for clause in clauses), brackets)


def _spaced(words: str) -> str:
    """Write the words of an alternative as on the screen: by_income stands in the file, "by income" there."""
    return words.replace("_", " ")


def talk_faults(step: Step, named: TalkNames) -> Iterator[Fault]:
    """Yield what no rules would ever allow in a step: dealing with oneself, promises of others, contradictions."""
    match step:
        case Offer() | Record():
            parties = _parties(step, named)
            wrong = tuple(_party_faults(step, parties))
            yield from wrong or _clause_faults(step.clauses, parties)
        case Put(draft) if draft in named.drafts and draft not in named.amended and not step.amendment:
            left = [bracket for bracket in named.drafts[draft].brackets if (draft, bracket) not in named.settled]
            if left:
                message = _("The draft {draft} is put with open brackets: {brackets}.")
                remedy = _("Settle each before, with settle:, bracket: and on:.")
                yield message.format(draft=quoted(draft), brackets=listed(left)), remedy, ("put",)
        case Lend() if step.partner == step.delegation:
            yield _("A delegation lends nothing to itself."), _("Name another one."), ("from" if step.home else "to",)
        case Tell() if step.partner == step.delegation:
            yield _("A delegation tells itself nothing."), _("Name another one."), ("tell",)


def _parties(step: Offer | Record, named: TalkNames) -> tuple[str, ...]:
    """Give who agrees; nobody where that is not known, as in the answer to an offer of the rules' own name."""
    if isinstance(step, Record):
        return step.between
    if not step.answers:
        return (step.delegation, *step.to)
    return named.agreements.get(step.answers, ())


def _party_faults(step: Offer | Record, parties: tuple[str, ...]) -> Iterator[Fault]:
    key, first = ("between", 0) if isinstance(step, Record) else ("to", 1)
    named_here = isinstance(step, Record) or not step.answers  # an answer goes to those who were asked
    for number in range(first, len(parties) if named_here else 0):
        if parties[number] in parties[:number]:
            message = _("{delegation} is a party already.").format(delegation=quoted(parties[number]))
            yield message, _("Name each delegation once."), (key, number - first)


def _clause_faults(clauses: tuple[ClauseStep, ...], parties: tuple[str, ...]) -> Iterator[Fault]:
    for number, clause in enumerate(clauses):
        to = _RECEIVER.get(clause.kind, "to")
        for word, key in ((clause.by, "by"), (clause.to, to)):
            if word and parties and word not in parties:
                message = _("{delegation} is no party to this agreement.").format(delegation=quoted(word))
                yield message, _("Name one of: {names}.").format(names=listed(parties)), ("clauses", number, key)
        if clause.by == clause.to:
            message = _("{delegation} cannot promise this to itself.").format(delegation=quoted(clause.by))
            yield message, _("Name another one."), ("clauses", number, to)
        for earlier, other in enumerate(clauses[:number], start=1):
            if _overlap(clause, other) and (_contradict(clause, other) or _contradict(other, clause)):
                message = _("Clauses {one} and {two} contradict each other.").format(one=earlier, two=number + 1)
                yield message, _("Change one of them."), ("clauses", number)


def _contradict(one: ClauseStep, two: ClauseStep) -> bool:
    """Say whether who promises one clause breaks another by it, as the rules of agreements see it."""
    if one.by != two.by:
        return False
    if (one.kind, two.kind) == ("refrain", "fund_at_least"):
        aims = (one.at, one.market, one.block), (two.at, two.market, two.block)
        return one.measure == two.measure and (not any(aims[0]) or aims[0] == aims[1])
    return one.kind == two.kind == "vote" and one.draft == two.draft and one.vote != two.vote


def _overlap(one: ClauseStep, two: ClauseStep) -> bool:
    return all(
        later.turns is None or first.after < later.after + later.turns for first, later in ((one, two), (two, one))
    )


def _each(words: Iterable[str], known: Names, kind: str, key: str) -> Iterator[Reference]:
    for place, word in enumerate(words):
        yield word, known, kind, (key, place)


def _agreement(word: str, named: TalkNames, path: Path) -> Iterator[Reference]:
    return _named(word, named.agreement_ids, _("agreement"), path)


def _named(word: str, known: Names, kind: str, path: Path) -> Iterator[Reference]:
    """Yield a name that the script itself gives, unless it is one that the rules give."""
    if not _SYMBOL.fullmatch(word):
        yield word, known, kind, path


def _clauses(clauses: tuple[ClauseStep, ...], ids: TalkIds, named: TalkNames) -> Iterator[Reference]:
    for number, clause in enumerate(clauses):
        path: Path = ("clauses", number)
        yield clause.by, ids.delegations, _("delegation"), (*path, "by")
        places = {**_places(ids), **ids.corridors}
        rows: tuple[tuple[str, Names, str, str], ...] = (
            (clause.to, ids.delegations, _("delegation"), _RECEIVER.get(clause.kind, "to")),
            (clause.measure, ids.measures, _("measure"), "refrain" if clause.kind == "refrain" else "fund"),
            (clause.instrument, ids.of(ArgumentKind.INSTRUMENT), kind_name(ArgumentKind.INSTRUMENT), clause.kind),
            (clause.project, ids.of(ArgumentKind.PROJECT), kind_name(ArgumentKind.PROJECT), "contribute"),
            (clause.at, places, _("place"), "at"),
        )
        yield from ((word, known, kind, (*path, key)) for word, known, kind, key in rows if word)
        if clause.draft:
            yield from _named(clause.draft, named.draft_ids, _("draft"), (*path, "on"))


def _places(ids: TalkIds) -> Names:
    kinds = (ArgumentKind.LEG, ArgumentKind.CHANNEL, ArgumentKind.HABITAT, ArgumentKind.JURISDICTION)
    return {**ids.delegations, **{word: name for kind in kinds for word, name in ids.of(kind).items()}}
