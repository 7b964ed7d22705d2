"""Voting: presets as data, the roll, the count, and the arithmetic as a sentence.

Sources: rules of procedure of the functional commissions of ECOSOC (a decision without a vote unless a member asks;
a majority of the members present and voting, that is yes and no; abstaining is not voting), and of conferences of
parties (consensus, two thirds as a last resort, a quorum).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from game.model.text import _, gettext_noop, ngettext
from game.session.refusal import Refusal


class Vote(StrEnum):
    """What a member says when it is called."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class Presence(StrEnum):
    """How a member answered the roll; who is present and voting may not abstain."""

    ABSENT = "absent"
    PRESENT = "present"
    VOTING = "present_and_voting"


class Outcome(StrEnum):
    """How a question was decided."""

    CONSENSUS = "consensus"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"


@dataclass(frozen=True, slots=True)
class VotingRule:
    """One preset. ``share`` of the votes cast (yes and no) that yes needs: more than it, or at least it.

    ``consensus``: first ask whether anybody objects. ``last_resort``: a vote only after consensus failed.
    ``quorum``: share of the members that must be exceeded by those present; None for no quorum.
    """

    id: str
    name: str
    share: Fraction
    more_than: bool
    abstentions: bool = True
    consensus: bool = False
    last_resort: bool = False
    quorum: Fraction | None = None


_HALF, _TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
_SHARES = {_HALF: gettext_noop("half"), _TWO_THIRDS: gettext_noop("two thirds")}  # other shares as "3/5"

PRESETS: dict[str, VotingRule] = {
    rule.id: rule
    for rule in (
        VotingRule("ccpcj", gettext_noop("Functional commission"), _HALF, more_than=True, consensus=True),
        VotingRule("crisis", gettext_noop("Crisis committee"), _HALF, more_than=True, abstentions=False),
        VotingRule("two_thirds", gettext_noop("Two thirds"), _TWO_THIRDS, more_than=False),
        VotingRule(
            "conference",
            gettext_noop("Conference of parties"),
            _TWO_THIRDS,
            more_than=False,
            consensus=True,
            last_resort=True,
            quorum=_HALF,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes counted; ``needed`` yes votes would have adopted the proposal."""

    outcome: Outcome
    yes: int = 0
    no: int = 0
    abstentions: int = 0
    needed: int = 0

    @property
    def adopted(self) -> bool:
        """Whether the proposal stands."""
        return self.outcome is not Outcome.NOT_ADOPTED


def votes_needed(rule: VotingRule, cast: int) -> int:
    """Return the yes votes needed out of ``cast``; at least 1, so that nobody's vote adopts nothing."""
    exact = rule.share * cast
    whole = int(exact)
    if rule.more_than or whole != exact:
        whole += 1
    return max(1, whole)


def count_votes(rule: VotingRule, votes: Mapping[str, Vote]) -> Tally:
    """Return the result of a roll call."""
    said = list(votes.values())
    yes, no, abstentions = (said.count(vote) for vote in (Vote.YES, Vote.NO, Vote.ABSTAIN))
    needed = votes_needed(rule, yes + no)
    outcome = Outcome.ADOPTED if yes >= needed else Outcome.NOT_ADOPTED
    return Tally(outcome, yes, no, abstentions, needed)


def has_quorum(rule: VotingRule, present: int, members: int) -> bool:
    """Tell whether enough of the ``members`` (seats that are not empty) are present."""
    return present > 0 and (rule.quorum is None or present > rule.quorum * members)


def quorum_needed(rule: VotingRule, members: int) -> int:
    """Return how many of ``members`` must be present."""
    return 1 if rule.quorum is None else int(rule.quorum * members) + 1


def roll_order(members: tuple[str, ...], lot: int) -> tuple[str, ...]:
    """Return the members in their own order, from the one that the lot names."""
    if not members:
        return ()
    start = lot % len(members)
    return members[start:] + members[:start]


def may_vote_so(rule: VotingRule, presence: Presence, vote: Vote) -> Refusal | None:
    """Tell whether a member that answered the roll like this may vote like this."""
    if presence is Presence.ABSENT:
        return Refusal("voter_absent", _("Who was absent at the roll call does not vote."))
    if vote is not Vote.ABSTAIN:
        return None
    if not rule.abstentions:
        return Refusal("no_abstentions", _("This committee votes yes or no; nobody abstains."))
    if presence is Presence.VOTING:
        sentence = _("Who answered the roll with “present and voting” votes yes or no, and may not abstain.")
        return Refusal("present_and_voting", sentence)
    return None


def arithmetic(rule: VotingRule, tally: Tally) -> str:
    """Return the count in words, as "5 yes, 4 no, 1 abstention: more than half of 9 votes cast: adopted"."""
    if tally.outcome is Outcome.CONSENSUS:
        return _("No objection: adopted by consensus")
    # Translators: the three parts are "5 yes, 4 no", "more than half of 9 votes cast", "adopted"
    sentence = _("{votes}: {comparison}: {outcome}")
    outcome = _("adopted") if tally.adopted else _("not adopted")
    return sentence.format(votes=_votes(tally), comparison=_comparison(rule, tally), outcome=outcome)


def _votes(tally: Tally) -> str:
    if not tally.abstentions:
        return _("{yes} yes, {no} no").format(yes=tally.yes, no=tally.no)
    sentence = ngettext(
        "{yes} yes, {no} no, {abstentions} abstention",
        "{yes} yes, {no} no, {abstentions} abstentions",
        tally.abstentions,
    )
    return sentence.format(yes=tally.yes, no=tally.no, abstentions=tally.abstentions)


def _comparison(rule: VotingRule, tally: Tally) -> str:
    cast = tally.yes + tally.no
    if not cast:
        return _("no votes cast")
    share = _(_SHARES[rule.share]) if rule.share in _SHARES else str(rule.share)
    if rule.more_than and tally.adopted:
        sentence = ngettext("more than {share} of {cast} vote cast", "more than {share} of {cast} votes cast", cast)
    elif rule.more_than:
        sentence = ngettext(
            "not more than {share} of {cast} vote cast", "not more than {share} of {cast} votes cast", cast
        )
    elif tally.adopted:
        sentence = ngettext(
            "at least {share} of {cast} vote cast ({needed} needed)",
            "at least {share} of {cast} votes cast ({needed} needed)",
            cast,
        )
    else:
        sentence = ngettext(
            "less than {share} of {cast} vote cast ({needed} needed)",
            "less than {share} of {cast} votes cast ({needed} needed)",
            cast,
        )
    return sentence.format(share=share, cast=cast, needed=tally.needed)
