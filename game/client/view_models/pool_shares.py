"""What each delegation would pay a turn into the funds that a draft sets up, and by which rule."""

from dataclasses import dataclass

from game.client.view_models import words
from game.client.view_models.clause_words import sharing_words
from game.model.negotiation import ActionKind, BracketField, OperativeClause
from game.model.text import _, ngettext
from game.session.negotiation.adoption import adopt
from game.session.negotiation.resolutions import Resolution
from game.session.negotiation.voting import Vote
from game.session.views import PublicView


@dataclass(frozen=True, slots=True)
class PoolShares:
    """Who pays what of one fund: ``shares`` by delegation, empty while the size or the rule of sharing is open."""

    key: str
    title: str
    shares: tuple[tuple[str, str], ...]  # name and units a turn
    note: str


def carriers(view: PublicView, draft: Resolution) -> tuple[str, ...]:
    """Return who may still carry a draft: all who are present but those who have not voted for it."""
    put = view.negotiation.public.plenary.question
    votes = put.votes if put is not None and put.subject == draft.id else {}
    return tuple(seat for seat in view.facts.present if votes.get(seat, Vote.YES) is Vote.YES)


def pool_shares(view: PublicView, draft: Resolution, who: tuple[str, ...]) -> tuple[PoolShares, ...]:
    """Return the shares in every fund of a draft if ``who`` carry it."""
    pools = {pool.id: pool for pool in adopt(draft, who, view.facts).pools}
    found = []
    for clause in draft.operative:
        if clause.action.kind is not ActionKind.POOLED_FUND:
            continue
        if _open(draft, clause):
            said = _("What each pays can be told once its size and how it is shared are settled.")
            found.append(PoolShares(clause.id, _("The fund"), (), said))
            continue
        pool = pools.get(f"{draft.id}/{clause.id}")
        quotas = pool.quotas if pool is not None else {}
        rows = tuple((view.facts.names.delegation(seat), words.units(units)) for seat, units in quotas.items())
        if rows:
            found.append(PoolShares(clause.id, _title(draft, clause), rows, _note(view)))
    return tuple(found)


def _open(draft: Resolution, clause: OperativeClause) -> bool:
    """Tell whether a bracket is open on which the shares depend."""
    counted = {BracketField.AMOUNT, BracketField.SHARING}
    return any(item.settles in counted and draft.choice(item) is None for item in clause.brackets)


def _title(draft: Resolution, clause: OperativeClause) -> str:
    action = draft.settled_action(clause)
    fields = {"units": words.units(action.amount), "rule": sharing_words()[action.sharing]}
    if action.turns is None:
        return _("What each pays of {units} a turn, {rule}").format(**fields)
    sentence = ngettext(
        "What each pays of {units} a turn, {rule}, for {turns} turn",
        "What each pays of {units} a turn, {rule}, for {turns} turns",
        action.turns,
    )
    return sentence.format(turns=action.turns, **fields)


def _note(view: PublicView) -> str:
    if view.facts.rules.meeting.binding:
        return _("Once adopted it binds all who are present.")
    return _("If all of these carry it. Who does not carry it pays nothing, and the others share the whole.")
