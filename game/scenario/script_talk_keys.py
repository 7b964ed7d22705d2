"""Keys of the steps in which delegations negotiate: one model for each verb."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.model.text import _
from game.scenario.codes_schema import VALUE_RULE
from game.scenario.mapping import FieldProblem
from game.scenario.schema_base import Block, Keys, Market, SourceIds
from game.scenario.schema_drafts import OperativeKeys, PreambularKeys
from game.scenario.script_keys import OrderKeys

_LARGEST = 100_000
_MOST_CLAUSES = 12
_OWN_NAME = "Own name of the agreement, by which later steps call it."
_DRAFT = "Id of an opening draft, own name of one tabled in the script, or its symbol as in L.1."

Word = Annotated[str, Field(min_length=1, max_length=80)]
Units = Annotated[int, Field(ge=1, le=_LARGEST)]
VoteWord = Literal["yes", "no", "abstain"]
Binding = Annotated[bool, Field(description="true: carried out by the rules. Default: a pledge.")]
Term = Annotated[int | None, Field(ge=1, le=200, description="For how many turns. Default: until it is ended.")]
AtDesk = Annotated[
    bool,
    Field(
        description="true: at the desks, after the talks. Default: at the table; secret agreements are made at the "
        "desks."
    ),
]

# Which verb a clause has, and the keys that go with it.
CLAUSE_VERBS: dict[str, tuple[str, ...]] = {
    "give": ("to",),
    "lend": ("to",),
    "fund": ("at", "amount", "market", "block"),
    "link": (),
    "join": (),
    "stay": (),
    "tell": (),
    "share_assets": ("to",),
    "contribute": ("amount",),
    "vote": ("on",),
    "refrain": ("at", "market", "block"),
}
_NEEDED: dict[str, tuple[str, ...]] = {
    "give": ("to",),
    "lend": ("to",),
    "fund": ("amount",),
    "share_assets": ("to",),
    "contribute": ("amount",),
    "vote": ("on",),
}
_ALWAYS = ("by", "turns", "after")


class AgreementClauseKeys(Keys):
    """One promise: who does what, and for how long; it says one of give, lend, fund, link and the other verbs."""

    by: Word | None = Field(default=None, description="Delegation that promises. Default: who offers.")
    give: Units | None = Field(default=None, description="Units of funds a turn that it gives to another.")
    lend: Units | None = Field(default=None, description="Teams that it lends to another.")
    fund: Word | None = Field(default=None, description="Measure that it funds with at least amount.")
    link: Word | None = Field(default=None, description="Delegation with which both keep a team.")
    join: Word | None = Field(default=None, description="Instrument that it joins.")
    stay: Word | None = Field(default=None, description="Instrument that it does not leave.")
    tell: Word | None = Field(default=None, description="Delegation that learns what it knows.")
    share_assets: Annotated[int, Field(ge=1, le=100)] | None = Field(
        default=None, description="Percent of the assets it recovers that go to another."
    )
    contribute: Word | None = Field(default=None, description="Joint project that it pays amount into each turn.")
    vote: VoteWord | None = Field(default=None, description="yes, no or abstain: how it votes on a draft.")
    refrain: Word | None = Field(default=None, description="Measure that it does without.")
    to: Word | None = Field(default=None, description="Delegation that receives.")
    amount: Units | None = Field(default=None, description="Whole units of funds a turn.")
    at: str = Field(default="", max_length=80, description="Target of the measure. Default: any.")
    market: Market | None = Field(default=None, description="Market that the measure is aimed at.")
    block: Block | None = Field(default=None, description="Resilience block that the measure is aimed at.")
    on: Word | None = Field(default=None, description="Draft that is voted on.")
    turns: int | None = Field(default=None, ge=1, le=200, description="For how many turns. Default: while it holds.")
    after: int = Field(default=0, ge=0, le=200, description="Turns before the first one. Default 0.")

    @property
    def said(self) -> str:
        """The verb of the clause."""
        return next(verb for verb in CLAUSE_VERBS if getattr(self, verb) is not None)

    @model_validator(mode="after")
    def _one_verb(self) -> "AgreementClauseKeys":
        verbs = [verb for verb in CLAUSE_VERBS if getattr(self, verb) is not None]
        if len(verbs) != 1:
            message = _("A clause promises one thing, and this one has {number}.").format(number=len(verbs))
            raise FieldProblem(message, _("Write one of: {verbs}.").format(verbs=", ".join(CLAUSE_VERBS)), VALUE_RULE)
        for key in _NEEDED.get(verbs[0], ()):
            if getattr(self, key) is None:
                message = _("A clause with {verb} needs {key}.").format(verb=verbs[0], key=key)
                raise FieldProblem(message, _("Add the key."), VALUE_RULE)
        allowed = {verbs[0], *CLAUSE_VERBS[verbs[0]], *_ALWAYS}
        for key in sorted(self.model_fields_set - allowed):
            message = _("A clause with {verb} has no use for {key}.").format(verb=verbs[0], key=key)
            raise FieldProblem(message, _("Delete it."), VALUE_RULE, (key,))
        return self


Clauses = Annotated[list[AgreementClauseKeys], Field(min_length=1, max_length=_MOST_CLAUSES)]


class OfferKeys(OrderKeys):
    """Offer an agreement to other delegations, which signs it for the own side."""

    offer: Word = Field(description=_OWN_NAME)
    to: SourceIds = Field(min_length=1, description="The other parties: one delegation, or a list.")
    clauses: Clauses = Field(description="What is promised.")
    secret: bool = Field(default=False, description="true: only the parties know of it. Default false.")
    binding: Binding = False
    turns: Term = None
    at_desk: AtDesk = False


class CounterKeys(OrderKeys):
    """Answer an offer with another one to the same delegations."""

    counter: Word = Field(description="Name of the offer that is answered.")
    named: Word = Field(description=_OWN_NAME)
    clauses: Clauses = Field(description="What is promised instead.")
    binding: Binding = False
    turns: Term = None
    at_desk: AtDesk = False


class SignKeys(OrderKeys):
    """Sign an offer; when all have signed it is in force."""

    sign: Word = Field(description="Name of the offer.")
    at_desk: AtDesk = False


class DeclineKeys(OrderKeys):
    """Say no to an offer."""

    decline: Word = Field(description="Name of the offer.")
    at_desk: AtDesk = False


class WithdrawKeys(OrderKeys):
    """Take an own offer, or an own draft, off the table."""

    withdraw: Word = Field(description="Name of the offer or draft.")
    at_desk: AtDesk = False


class EndKeys(OrderKeys):
    """Give notice to an agreement in force."""

    end: Word = Field(description="Name of the agreement.")
    at_desk: AtDesk = False


class BreakKeys(OrderKeys):
    """Call an agreement broken because another party fell short: it ends at once."""

    call_broken: Word = Field(description="Name of the agreement.")
    at_desk: AtDesk = False


class RecordKeys(Keys):
    """Record what several delegations agree at the table, signed by all at once."""

    record: Word = Field(description=_OWN_NAME)
    between: list[Word] = Field(min_length=2, max_length=12, description="Delegations that agree.")
    clauses: Clauses = Field(description="What is promised; each clause says by whom.")
    binding: Binding = False
    turns: Term = None

    @model_validator(mode="after")
    def _somebody_promises(self) -> "RecordKeys":
        for number, clause in enumerate(self.clauses):
            if clause.by is None:
                message = _("The clause does not say who promises.")
                raise FieldProblem(message, _("Add by: and a delegation."), VALUE_RULE, ("clauses", number))
        return self


class RevealKeys(Keys):
    """Make a secret agreement public: a leak."""

    reveal: Word = Field(description="Name of the agreement.")


class LendKeys(OrderKeys):
    """Lend teams to another delegation, until they are recalled."""

    lend: Units = Field(description="How many teams.")
    to: Word = Field(description="Delegation that gets them.")
    at_desk: AtDesk = False


class RecallKeys(OrderKeys):
    """Call lent teams home, with notice."""

    recall: Units = Field(description="How many teams.")
    from_: Word = Field(alias="from", description="Delegation where they are.")
    at_desk: AtDesk = False


class TellKeys(OrderKeys):
    """Share intelligence: another delegation learns what this one knows."""

    tell: Word = Field(description="Delegation that learns.")
    every_turn: bool = Field(default=False, description="true: again in every turn from now on.")


class PledgeKeys(OrderKeys):
    """Pay into the pooled fund of an adopted draft."""

    pledge: int = Field(ge=0, le=_LARGEST, description="Whole units of funds; 0 ends what was paid every turn.")
    into: Word = Field(description="Draft that set the fund up; with several funds: draft/clause.")
    every_turn: bool = Field(default=False, description="true: again in every turn from now on.")


class DraftKeys(OrderKeys):
    """Put a draft resolution on the table, as its sponsor."""

    draft: Word = Field(description="Own name of the draft, by which later steps call it.")
    title: Word = Field(description="Title, without a full stop.")
    preamble: list[PreambularKeys] = Field(default=[], max_length=12, description="Clauses before the decisions.")
    operative: list[OperativeKeys] = Field(min_length=1, max_length=16, description="The numbered clauses.")


class SponsorKeys(OrderKeys):
    """Become a sponsor of a draft: who agrees with its text."""

    sponsor: Word = Field(description=_DRAFT)


class SupportKeys(OrderKeys):
    """Become a signatory of a draft: who wants it debated."""

    support: Word = Field(description=_DRAFT)


class SettleKeys(Keys):
    """Settle a bracket of a draft; without a delegation the chair does."""

    settle: Word = Field(description=_DRAFT)
    bracket: Word = Field(description="Id of the bracket.")
    on: str | int = Field(description="The words of the alternative, as in 20 or by income.")
    delegation: Word | None = Field(default=None, description="Delegation that settles it. Default: the chair.")


class AmendKeys(OrderKeys):
    """Propose an amendment: a clause that is added, that replaces another, or that is deleted."""

    amend: Word = Field(description=_DRAFT)
    add: OperativeKeys | None = Field(default=None, description="Clause that is added at the end.")
    replace: Word | None = Field(default=None, description="Id of the clause that is replaced by with.")
    with_: OperativeKeys | None = Field(default=None, alias="with", description="Clause that replaces it.")
    delete: Word | None = Field(default=None, description="Id of the clause that is deleted.")

    @model_validator(mode="after")
    def _one_change(self) -> "AmendKeys":
        changes = [key for key in ("add", "replace", "delete") if getattr(self, key) is not None]
        if len(changes) != 1 or (self.replace is None) != (self.with_ is None):
            message = _("An amendment adds one clause, replaces one, or deletes one.")
            raise FieldProblem(message, _("Write add:, or replace: and with:, or delete:."), VALUE_RULE)
        return self


class AcceptKeys(OrderKeys):
    """As a sponsor, accept the last amendment of a draft as friendly."""

    accept: Word = Field(description=_DRAFT)


class RefuseKeys(OrderKeys):
    """As a sponsor, refuse the last amendment of a draft: it comes to a vote."""

    refuse: Word = Field(description=_DRAFT)


class PutKeys(Keys):
    """Put a draft to the decision: by consensus, or by the votes that the same turn's steps give."""

    put: Word = Field(description=_DRAFT)
    amendment: bool = Field(default=False, description="true: its last amendment. Default: the draft.")


class VoteKeys(OrderKeys):
    """How a delegation votes when the draft is put this turn; who says nothing abstains where that is allowed."""

    vote: VoteWord = Field(description="yes, no or abstain.")
    on: Word = Field(description=_DRAFT)
    amendment: bool = Field(default=False, description="true: on its last amendment. Default: on the draft.")


class ExplainKeys(OrderKeys):
    """Explain a vote, after it."""

    explain: Annotated[str, Field(min_length=1, max_length=2000)] = Field(description="What is said.")
    on: Word = Field(description=_DRAFT)


TALK_VERBS: dict[str, type[Keys]] = {
    "offer": OfferKeys,
    "counter": CounterKeys,
    "sign": SignKeys,
    "decline": DeclineKeys,
    "withdraw": WithdrawKeys,
    "end": EndKeys,
    "call_broken": BreakKeys,
    "record": RecordKeys,
    "reveal": RevealKeys,
    "lend": LendKeys,
    "recall": RecallKeys,
    "tell": TellKeys,
    "pledge": PledgeKeys,
    "draft": DraftKeys,
    "sponsor": SponsorKeys,
    "support": SupportKeys,
    "settle": SettleKeys,
    "amend": AmendKeys,
    "accept": AcceptKeys,
    "refuse": RefuseKeys,
    "put": PutKeys,
    "vote": VoteKeys,
    "explain": ExplainKeys,
}
