"""Turn the keys of negotiation into the rules of negotiation, filling in what the author left out."""

from collections.abc import Callable

from game.model.negotiation import (
    BODIES,
    NO_MEETINGS,
    Action,
    Alternative,
    Bracket,
    BracketField,
    NegotiationRules,
    OpeningDraft,
    OperativeClause,
    PreambularClause,
    RuleOffer,
    Sharing,
    Spending,
    Verb,
)
from game.model.scenario import Effect
from game.scenario.schema_drafts import AlternativeKeys, BracketKeys, OperativeKeys, PreambularKeys, SpendingKeys
from game.scenario.schema_negotiation import NegotiationKeys, OpeningDraftKeys
from game.scenario.schema_table import EffectKeys


def negotiation_rules(keys: NegotiationKeys | None, effect: Callable[[EffectKeys], Effect]) -> NegotiationRules:
    """Build the rules of negotiation; ``effect`` builds an effect of a rule.

    Without the section there are no meetings: agreements are made at the briefing and the desks.
    """
    if keys is None:
        return NO_MEETINGS
    plain = keys.model_dump(exclude={"body", "verbs", "agreements", "rules", "opening_drafts"})
    return NegotiationRules(
        body=BODIES[keys.body],
        own_verbs=tuple(Verb(item.words, tuple(item.does)) for item in keys.verbs),
        agreements=keys.agreements,
        opening_drafts=tuple(_draft(item) for item in keys.opening_drafts),
        rules=tuple(
            RuleOffer(item.id, item.name, item.text.strip(), tuple(effect(one) for one in item.effects))
            for item in keys.rules
        ),
        **plain,
    )


def _draft(item: OpeningDraftKeys) -> OpeningDraft:
    return OpeningDraft(
        id=item.id,
        title=item.title,
        operative=tuple(operative_clause(clause) for clause in item.operative),
        preamble=tuple(preambular_clause(clause) for clause in item.preamble),
        sponsors=tuple(item.sponsors),
    )


def preambular_clause(item: PreambularKeys) -> PreambularClause:
    """Build a clause of a preamble."""
    return PreambularClause(item.phrase, item.text.strip())


def operative_clause(item: OperativeKeys) -> OperativeClause:
    """Build an operative clause."""
    action = Action(
        kind=item.does,
        amount=item.amount or 0,
        turns=item.turns,
        sharing=item.sharing,
        measure=item.measure or "",
        at=tuple(item.at),
        rule=item.rule or "",
        jurisdiction=item.jurisdiction or "",
        instrument=item.instrument or "",
        spending=_spending(item.spend),
    )
    brackets = tuple(_bracket(bracket) for bracket in item.brackets)
    return OperativeClause(item.id, item.verb, item.text.strip(), action, brackets)


def _spending(item: SpendingKeys) -> Spending:
    return Spending(item.measure or "", tuple(item.at), item.project or "", item.grants or Sharing.BY_HARM)


def _bracket(item: BracketKeys) -> Bracket:
    alternatives = tuple(_alternative(item.settles, alternative) for alternative in item.alternatives)
    return Bracket(item.id, item.settles, alternatives)


def _alternative(settles: BracketField, item: AlternativeKeys) -> Alternative:
    sharing = item.sharing or (sharing_in(item.words) if settles is BracketField.SHARING else None)
    words = item.words.replace("_", " ") if settles is BracketField.SHARING else item.words
    amount = item.amount if settles in {BracketField.AMOUNT, BracketField.TURNS} else None
    return Alternative(words, amount, sharing, tuple(item.at))


def sharing_in(words: str) -> Sharing | None:
    """Return the way of sharing that ``words`` name, or None."""
    word = words.strip().replace(" ", "_")
    return next((item for item in Sharing if item.value == word), None)
