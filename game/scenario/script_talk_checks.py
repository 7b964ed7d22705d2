"""Do the negotiating steps of a script fit a scenario: every delegation, measure, draft and agreement is there."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from game.model.script import Step
from game.model.script_talks import (
    Accept,
    Amend,
    Answer,
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


@dataclass
class TalkNames:
    """What a script has named so far: agreements, and drafts with their brackets and the words of alternatives."""

    drafts: dict[str, Names] = field(default_factory=dict)  # draft -> bracket -> its words
    agreements: dict[str, str] = field(default_factory=dict)


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
            named.agreements[step.name] = ""
        case Record():
            yield from _each(step.between, ids.delegations, _("delegation"), "between")
            yield from _clauses(step.clauses, ids, named)
            named.agreements[step.name] = ""
        case Answer():
            known = {**named.agreements, **dict.fromkeys(named.drafts, "")}
            key = "call_broken" if step.kind == "break" else step.kind.value
            yield from _named(step.name, known, _("agreement"), (key,))
        case Reveal(name):
            yield from _agreement(name, named, ("reveal",))
        case Lend():
            yield step.partner, ids.delegations, _("delegation"), ("from" if step.home else "to",)
        case Tell():
            yield step.partner, ids.delegations, _("delegation"), ("tell",)
        case Table():
            named.drafts[step.name] = _brackets(step)
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
    yield from _named(word.partition("/")[0], dict.fromkeys(named.drafts, ""), _("draft"), (key,))
    if isinstance(step, Settle):
        if step.delegation:
            yield step.delegation, ids.delegations, _("delegation"), ("delegation",)
        if step.draft in named.drafts:
            yield step.bracket, named.drafts[step.draft], _("bracket"), ("bracket",)


def _brackets(step: Table) -> dict[str, str]:
    return {bracket.id: "" for clause in step.operative for bracket in clause.brackets}


def _each(words: Iterable[str], known: Names, kind: str, key: str) -> Iterator[Reference]:
    for place, word in enumerate(words):
        yield word, known, kind, (key, place)


def _agreement(word: str, named: TalkNames, path: Path) -> Iterator[Reference]:
    return _named(word, named.agreements, _("agreement"), path)


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
            yield from _named(clause.draft, dict.fromkeys(named.drafts, ""), _("draft"), (*path, "on"))


def _places(ids: TalkIds) -> Names:
    kinds = (ArgumentKind.LEG, ArgumentKind.CHANNEL, ArgumentKind.HABITAT, ArgumentKind.JURISDICTION)
    return {**ids.delegations, **{word: name for kind in kinds for word, name in ids.of(kind).items()}}
