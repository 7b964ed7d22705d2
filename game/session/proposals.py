"""What a dossier proposes as orders: a person's first plan, and what an empty seat does every turn.

An empty seat stands for a State whose delegates stayed away. It goes on with what its ministries would do anyway, so
that a small class does not play against holes in the map; it does not negotiate, gives nothing and joins nothing.
"""

from collections.abc import Iterable

from game.model.measures import MeasureId
from game.model.script import Contribute, Fund, Give, Join, Leave, Link, Step
from game.session import legal
from game.session.desk import Draft, Target
from game.session.rulebook import PublicBook, Rulebook
from game.session.state import State


def proposed_draft(book: PublicBook, seat: str, steps: Iterable[Step]) -> Draft:
    """Return the orders that ``steps`` propose to ``seat``, whatever they cost; those that fit nothing are left out."""
    draft = Draft()
    for step in steps:
        draft = _with_step(book, seat, draft, step)
    return draft


def standing_orders(state: State, book: Rulebook, seat: str) -> Draft:
    """Return what an empty seat orders this turn: the measures that its dossier proposes, as far as its means reach."""
    if not state.public.options.prefill:
        return Draft()
    wanted = proposed_draft(book.public, seat, book.delegations[seat].proposed_orders)
    return legal.affordable(legal.desk_facts(state, book.public, seat), wanted)


def _with_step(book: PublicBook, seat: str, draft: Draft, step: Step) -> Draft:
    match step:
        case Fund():
            fitting = (target for target in book.choices[seat].get(step.measure, ()) if _fits(step, target))
            target = next(fitting, None)
            return draft if target is None else draft.with_order(step.measure, target, step.amount or 1)
        case Link():
            liaison = next((offer.id for offer in book.scenario.measures if offer.rule is MeasureId.LIAISON), None)
            return draft.with_order(liaison, Target(delegation=step.partner), 1) if liaison else draft
        case Contribute():
            return draft.with_contribution(step.project, step.amount)
        case Give():
            return draft.with_gift(step.recipient, step.amount)
        case Join():
            return draft.with_instrument(step.instrument, joins=True, leaves=False)
        case Leave():
            return draft.with_instrument(step.instrument, joins=False, leaves=True)
    return draft


def _fits(step: Fund, target: Target) -> bool:
    named = (target.habitat, target.corridor, target.leg, target.jurisdiction)
    return (
        (not step.target or step.target in named)
        and (step.market is None or step.market == target.market)
        and (step.block is None or step.block == target.block)
    )
