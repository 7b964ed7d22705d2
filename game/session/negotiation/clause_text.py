"""Clauses as sentences: in plain words for the screen, and in formal words for paper."""

from collections.abc import Callable
from dataclasses import replace

from game.model.text import _, ngettext
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import ANYWHERE, Clause, ClauseKind
from game.session.negotiation.facts import Names
from game.session.negotiation.voting import Vote

# What a clause's sentence may name: filled for every kind, used as the kind needs.
_Fields = dict[str, str | int]
_Writer = Callable[[Clause], str]


def plain_sentence(clause: Clause, names: Names) -> str:
    """Return the clause as one would say it, as "Kenya gives China 3 units a turn, for 2 turns."."""
    return _finish(_PLAIN[clause.kind](clause), clause, names, formal=False)


def agreed_sentences(terms: Terms, names: Names) -> tuple[str, ...]:
    """Return the promises of an agreement as one would say them, each for as long as the agreement lets it hold."""
    return tuple(plain_sentence(_within(clause, terms.turns), names) for clause in terms.clauses)


def _within(clause: Clause, turns: int | None) -> Clause:
    """Return the clause with the end of its agreement, after so many ``turns``, where that comes before its own."""
    left = None if turns is None else turns - clause.after
    if left is None or left < 1 or clause.kind is ClauseKind.VOTE:
        return clause
    return replace(clause, turns=left if clause.turns is None else min(left, clause.turns))


def formal_sentence(clause: Clause, names: Names) -> str:
    """Return the clause as a treaty would say it, as "Kenya shall transfer to China 3 units of funds per turn."."""
    return _finish(_FORMAL[clause.kind](clause), clause, names, formal=True)


def _finish(sentence: str, clause: Clause, names: Names, *, formal: bool) -> str:
    said = sentence.format(**_fields(clause, names))
    term = _term(clause, formal=formal)
    # Translators: a promise, and for how long it holds
    return _("{promise}, {term}.").format(promise=said, term=term) if term else _("{promise}.").format(promise=said)


def _fields(clause: Clause, names: Names) -> _Fields:
    return {
        "by": names.delegation(clause.by),
        "to": names.delegation(clause.to) if clause.to else _("the other parties"),
        "amount": clause.amount,
        "measure": names.measure(clause.measure),
        "target": names.target(clause.target),
        "instrument": names.instrument(clause.instrument),
        "project": names.project(clause.project),
        "resolution": clause.resolution,
        "fund": clause.fund,
    }


def _term(clause: Clause, *, formal: bool) -> str:
    turns, after = clause.turns, clause.after
    if clause.kind is ClauseKind.VOTE:
        return ""
    if clause.rule.once:
        last = after + (turns or 1)
        return ngettext("within {turns} turn", "within {turns} turns", last).format(turns=last)
    if turns is None:
        term = _("for as long as this agreement is in force") if formal else _("until it ends")
    else:
        term = ngettext("for {turns} turn", "for {turns} turns", turns).format(turns=turns)
    if not after:
        return term
    sentence = ngettext("{term}, starting after {after} turn", "{term}, starting after {after} turns", after)
    return sentence.format(term=term, after=after)


def _anywhere(clause: Clause) -> bool:
    return clause.target == ANYWHERE


def _plain_fund(clause: Clause) -> str:
    if _anywhere(clause):
        return ngettext(
            "{by} puts at least {amount} unit a turn into {measure}",
            "{by} puts at least {amount} units a turn into {measure}",
            clause.amount,
        )
    return ngettext(
        "{by} puts at least {amount} unit a turn into {measure} ({target})",
        "{by} puts at least {amount} units a turn into {measure} ({target})",
        clause.amount,
    )


def _formal_fund(clause: Clause) -> str:
    if _anywhere(clause):
        return ngettext(
            "{by} shall devote to {measure} not less than {amount} unit of funds per turn",
            "{by} shall devote to {measure} not less than {amount} units of funds per turn",
            clause.amount,
        )
    return ngettext(
        "{by} shall devote to {measure} ({target}) not less than {amount} unit of funds per turn",
        "{by} shall devote to {measure} ({target}) not less than {amount} units of funds per turn",
        clause.amount,
    )


def _plain_vote(clause: Clause) -> str:
    match clause.vote:
        case Vote.YES:
            return _("{by} votes yes on draft {resolution}")
        case Vote.NO:
            return _("{by} votes no on draft {resolution}")
        case Vote.ABSTAIN:
            return _("{by} abstains on draft {resolution}")


def _formal_vote(clause: Clause) -> str:
    match clause.vote:
        case Vote.YES:
            return _("{by} shall vote in favour of draft {resolution}")
        case Vote.NO:
            return _("{by} shall vote against draft {resolution}")
        case Vote.ABSTAIN:
            return _("{by} shall abstain from voting on draft {resolution}")


def _plain_refrain(clause: Clause) -> str:
    return _("{by} does without {measure}") if _anywhere(clause) else _("{by} does without {measure} ({target})")


def _formal_refrain(clause: Clause) -> str:
    return (
        _("{by} shall refrain from {measure}")
        if _anywhere(clause)
        else _("{by} shall refrain from {measure} ({target})")
    )


_PLAIN: dict[ClauseKind, _Writer] = {
    ClauseKind.GIVE_FUNDS: lambda c: ngettext(
        "{by} gives {to} {amount} unit a turn", "{by} gives {to} {amount} units a turn", c.amount
    ),
    ClauseKind.LEND_TEAM: lambda c: ngettext(
        "{by} lends {to} {amount} team", "{by} lends {to} {amount} teams", c.amount
    ),
    ClauseKind.FUND_AT_LEAST: _plain_fund,
    ClauseKind.LINK: lambda _c: _("{by} and {to} each keep a team with the other"),
    ClauseKind.JOIN: lambda _c: _("{by} joins {instrument}"),
    ClauseKind.SHARE_INTELLIGENCE: lambda _c: _("{by} tells {to} what it knows"),
    ClauseKind.SHARE_ASSETS: lambda _c: _("{by} gives {to} {amount} % of the assets it recovers"),
    ClauseKind.CONTRIBUTE: lambda c: ngettext(
        "{by} pays {amount} unit a turn into {project}", "{by} pays {amount} units a turn into {project}", c.amount
    ),
    ClauseKind.VOTE: _plain_vote,
    ClauseKind.REFRAIN: _plain_refrain,
    ClauseKind.STAY: lambda _c: _("{by} does not leave {instrument}"),
    ClauseKind.PAY_IN: lambda c: ngettext(
        "{by} pays {amount} unit a turn into fund {fund}", "{by} pays {amount} units a turn into fund {fund}", c.amount
    ),
}
_FORMAL: dict[ClauseKind, _Writer] = {
    ClauseKind.GIVE_FUNDS: lambda c: ngettext(
        "{by} shall transfer to {to} {amount} unit of funds per turn",
        "{by} shall transfer to {to} {amount} units of funds per turn",
        c.amount,
    ),
    ClauseKind.LEND_TEAM: lambda c: ngettext(
        "{by} shall place {amount} team at the disposal of {to}",
        "{by} shall place {amount} teams at the disposal of {to}",
        c.amount,
    ),
    ClauseKind.FUND_AT_LEAST: _formal_fund,
    ClauseKind.LINK: lambda _c: _("{by} and {to} shall each post a liaison team to the other"),
    ClauseKind.JOIN: lambda _c: _("{by} shall become a party to {instrument}"),
    ClauseKind.SHARE_INTELLIGENCE: lambda _c: _("{by} shall share with {to} the information available to it"),
    ClauseKind.SHARE_ASSETS: lambda _c: _("{by} shall return to {to} {amount} per cent of the assets that it recovers"),
    ClauseKind.CONTRIBUTE: lambda c: ngettext(
        "{by} shall contribute to {project} {amount} unit of funds per turn",
        "{by} shall contribute to {project} {amount} units of funds per turn",
        c.amount,
    ),
    ClauseKind.VOTE: _formal_vote,
    ClauseKind.REFRAIN: _formal_refrain,
    ClauseKind.STAY: lambda _c: _("{by} shall remain a party to {instrument}"),
    ClauseKind.PAY_IN: lambda c: ngettext(
        "{by} shall contribute to fund {fund} {amount} unit of funds per turn",
        "{by} shall contribute to fund {fund} {amount} units of funds per turn",
        c.amount,
    ),
}
