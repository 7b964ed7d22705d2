"""What a scenario says about negotiation: the body and its words, the opening draft with brackets, what acts cost.

Everything has a default, so that a scenario may leave all of it out. Amounts are whole units of funds; persons are
never an amount.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from game.model.text import gettext_noop

if TYPE_CHECKING:  # the scenario holds these types, so that they cannot import it when they are made
    from game.model.scenario import Effect


class AgreementForce(StrEnum):
    """Whether agreements are carried out by the rules, or only promised."""

    PLEDGE = "pledge"
    BINDING = "binding"
    CHOICE = "choice"  # the parties say which


class Sharing(StrEnum):
    """How a sum is split among delegations."""

    EQUALLY = "equally"
    BY_INCOME = "by_income"  # by the units of funds that each gets a turn
    BY_HARM = "by_harm"  # by how much crime harms each


class ActionKind(StrEnum):
    """What an operative clause does when the resolution is adopted."""

    TEXT = "text"  # words only
    POOLED_FUND = "pooled_fund"  # supporters pay in, a rule says what it is spent on
    COMMON_PLEDGE = "common_pledge"  # each supporter funds a measure
    RULE = "rule"  # supporters bring in a rule of the scenario, as a register of owners
    LISTING = "listing"  # a jurisdiction is put on the list
    DELISTING = "delisting"
    MANDATE = "mandate"  # for its term, supporters take part in a platform without joining


@dataclass(frozen=True, slots=True)
class Spending:
    """What a pooled fund is spent on: a measure at a target, a joint project, or grants to the supporters.

    ``at`` names the target by its ids, as ("tsavo",) or ("ken_mys", "KEN"). With neither measure nor project, the fund
    is given out as ``grants`` says.
    """

    measure: str = ""
    at: tuple[str, ...] = ()
    project: str = ""
    grants: Sharing = Sharing.BY_HARM


@dataclass(frozen=True, slots=True)
class Action:
    """What an operative clause computes; which fields it reads depends on its kind.

    ``amount``: units a turn, of all supporters together for a pooled fund, of each for a common pledge, else 0.
    ``turns``: None for the rest of the game. ``at``: ids that name the target; empty leaves it to each supporter.
    """

    kind: ActionKind = ActionKind.TEXT
    amount: int = 0
    turns: int | None = None
    sharing: Sharing = Sharing.EQUALLY
    measure: str = ""
    at: tuple[str, ...] = ()
    rule: str = ""
    jurisdiction: str = ""  # who is listed
    instrument: str = ""  # the platform of a mandate
    spending: Spending = Spending()


class BracketField(StrEnum):
    """What of a clause is settled when a bracket is."""

    AMOUNT = "amount"
    SHARING = "sharing"
    TURNS = "turns"
    AT = "at"
    WORDS = "words"  # nothing that computes


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to settle a bracket, with the words that then stand in the text."""

    words: str
    amount: int | None = None  # units or turns
    sharing: Sharing | None = None
    at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bracket:
    """Two to four alternatives in square brackets; ``{id}`` in the clause's text marks its place."""

    id: str
    settles: BracketField
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class OperativeClause:
    """A numbered clause: verb, text, what it computes, and what of it is still in brackets."""

    id: str
    verb: str
    text: str
    action: Action = Action()
    brackets: tuple[Bracket, ...] = ()


@dataclass(frozen=True, slots=True)
class PreambularClause:
    """A clause of the preamble: how it opens ("Recalling") and the rest."""

    phrase: str
    text: str


@dataclass(frozen=True, slots=True)
class OpeningDraft:
    """A draft resolution that is on the table in the first minute."""

    id: str
    title: str
    operative: tuple[OperativeClause, ...]
    preamble: tuple[PreambularClause, ...] = ()
    sponsors: tuple[str, ...] = ()  # delegations


VOTING_PRESETS = ("ccpcj", "crisis", "two_thirds", "conference")  # as in game.session.negotiation.voting


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with which a body may open an operative clause, and the actions that it may carry."""

    words: str
    actions: tuple[ActionKind, ...] = (ActionKind.TEXT,)


@dataclass(frozen=True, slots=True)
class Body:
    """The body that meets: how it names itself, votes and words its decisions.

    ``binding``: its decisions bind all who are present; otherwise they are pledges of those who supported them.
    """

    id: str
    name: str
    voting: str  # one of VOTING_PRESETS
    verbs: tuple[Verb, ...]
    binding: bool = False
    preamble: bool = True
    document: str = gettext_noop("resolution")

    def verb(self, words: str) -> Verb | None:
        """Return the verb with these words, or None if the body does not use it."""
        return next((verb for verb in self.verbs if verb.words == words), None)

    def with_verbs(self, own: tuple[Verb, ...]) -> "Body":
        """Return the body with a scenario's own verbs added."""
        return replace(self, verbs=(*self.verbs, *own)) if own else self


@dataclass(frozen=True, slots=True)
class RuleOffer:
    """A rule that a resolution can bring in, with what it changes in every jurisdiction of a supporter.

    An effect of ``effects`` that names no jurisdiction is read for each of the supporter's.
    """

    id: str
    name: str
    text: str
    effects: "tuple[Effect, ...]" = ()


_TEXT, _FUND, _PLEDGE = ActionKind.TEXT, ActionKind.POOLED_FUND, ActionKind.COMMON_PLEDGE
_RULE, _LISTING, _DELISTING, _MANDATE = (
    ActionKind.RULE,
    ActionKind.LISTING,
    ActionKind.DELISTING,
    ActionKind.MANDATE,
)

COMMISSION = Body(
    id="commission",
    name=gettext_noop("Commission on Crime Prevention and Criminal Justice"),
    voting="ccpcj",
    verbs=(
        Verb(gettext_noop("Calls upon"), (_TEXT, _PLEDGE, _RULE)),
        Verb(gettext_noop("Urges"), (_TEXT, _PLEDGE, _RULE)),
        Verb(gettext_noop("Recommends"), (_TEXT, _PLEDGE, _RULE, _LISTING, _DELISTING, _MANDATE)),
        Verb(gettext_noop("Decides to establish"), (_FUND,)),
        Verb(gettext_noop("Requests"), (_TEXT, _MANDATE)),
        Verb(gettext_noop("Invites"), (_TEXT, _PLEDGE)),
        Verb(gettext_noop("Encourages"), (_TEXT, _PLEDGE, _RULE)),
        Verb(gettext_noop("Takes note of"), (_TEXT,)),
        Verb(gettext_noop("Reaffirms"), (_TEXT,)),
    ),
)
CRISIS_COMMITTEE = Body(
    id="crisis",
    name=gettext_noop("Crisis Committee"),
    voting="crisis",
    binding=True,
    preamble=False,
    document=gettext_noop("directive"),
    verbs=(
        Verb(gettext_noop("Decides"), (_TEXT, _PLEDGE, _RULE, _LISTING, _DELISTING, _MANDATE)),
        Verb(gettext_noop("Decides to establish"), (_FUND,)),
        Verb(gettext_noop("Directs"), (_TEXT, _PLEDGE, _MANDATE)),
        Verb(gettext_noop("Requests"), (_TEXT, _MANDATE)),
        Verb(gettext_noop("Calls upon"), (_TEXT, _PLEDGE, _RULE)),
    ),
)
CONFERENCE = Body(
    id="conference",
    name=gettext_noop("Conference of the Parties"),
    voting="conference",
    verbs=(
        Verb(gettext_noop("Decides"), (_TEXT, _PLEDGE, _RULE, _LISTING, _DELISTING, _MANDATE)),
        Verb(gettext_noop("Decides to establish"), (_FUND,)),
        Verb(gettext_noop("Calls upon"), (_TEXT, _PLEDGE, _RULE)),
        Verb(gettext_noop("Urges"), (_TEXT, _PLEDGE, _RULE)),
        Verb(gettext_noop("Requests"), (_TEXT, _MANDATE)),
        Verb(gettext_noop("Invites"), (_TEXT, _PLEDGE)),
        Verb(gettext_noop("Takes note of"), (_TEXT,)),
    ),
)
BODIES: dict[str, Body] = {body.id: body for body in (COMMISSION, CRISIS_COMMITTEE, CONFERENCE)}

PREAMBULAR_PHRASES = (
    gettext_noop("Acknowledging"),
    gettext_noop("Alarmed by"),
    gettext_noop("Aware of"),
    gettext_noop("Bearing in mind"),
    gettext_noop("Concerned about"),
    gettext_noop("Convinced of"),
    gettext_noop("Emphasizing"),
    gettext_noop("Guided by"),
    gettext_noop("Noting"),
    gettext_noop("Reaffirming"),
    gettext_noop("Recalling"),
    gettext_noop("Recognizing"),
    gettext_noop("Welcoming"),
)


@dataclass(frozen=True, slots=True)
class NegotiationRules:
    """How delegations negotiate in a scenario; costs are in political capital."""

    body: Body = COMMISSION
    own_verbs: tuple[Verb, ...] = ()
    agreements: AgreementForce = AgreementForce.CHOICE
    secret_agreements: bool = True
    opening_drafts: tuple[OpeningDraft, ...] = ()
    rules: tuple[RuleOffer, ...] = ()
    minimum_sponsors: int = 1
    minimum_support: int = 2  # sponsors and signatories together, before a draft can be voted on
    tabling_cost: int = 1
    leaving_cost: int = 1  # for giving notice to a public agreement
    notice_turns: int = 1  # turns for which an agreement still holds after notice, the present one included
    recall_turns: int = 1  # whole turns for which a lent team still stays after it is recalled
    offer_turns: int = 2  # turns for which an offer stays open, the present one included
    leak_chance: float = 0.05  # that a secret agreement comes out, each turn in which it is in force (stylised)
    caucus_every: int = 1  # 1: every turn, 2: every second turn from the first; 0: never
    plenary_every: int = 1  # the same

    @property
    def meeting(self) -> Body:
        """The body with the scenario's own verbs."""
        return self.body.with_verbs(self.own_verbs)


# What holds where a scenario says nothing: agreements at the briefing and the desks, and no meeting.
NO_MEETINGS = NegotiationRules(caucus_every=0, plenary_every=0)
