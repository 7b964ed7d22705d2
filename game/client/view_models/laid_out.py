"""What is laid out on a desk when it is opened: what is promised for the turn first, then a plan as far as means go."""

from collections.abc import Iterator
from dataclasses import replace

from game.client.view_models.orders import amount_of, command_for, keys_of
from game.client.view_models.promised_orders import after, all_orders, is_instruction
from game.session import legal
from game.session.commands import Command
from game.session.desk import Draft
from game.session.legal import DeskFacts
from game.session.negotiation.state import Instructions

_PLENTY = 10**6  # more units or teams than anybody has: what would be ordered if means did not matter
_AMOUNTS = frozenset({"measure", "project", "gift"})


def untouched(desk: DeskFacts) -> bool:
    """Tell whether nothing has been done on a desk since it was prepared."""
    return not desk.undoable and desk.negotiation.seat(desk.seat).instructions == Instructions()


def laid_out(desk: DeskFacts, plan: Draft) -> tuple[Command, ...]:
    """Return what brings an untouched desk to its promises of this turn and, as far as means go, to ``plan``.

    The plan gives way from its end where the means do not reach for both. Where they do not even reach for what is
    promised, the oldest promises are ordered and nothing else. None of the commands is refused.
    """
    wanted = _trimmed(_with_promises(desk, plan), desk)
    if wanted is None:
        wanted = replace(desk, draft=Draft())
        for command in all_orders(wanted)[0]:
            wanted = after(wanted, command)
    return tuple(_allowed(desk, wanted))


def _with_promises(desk: DeskFacts, plan: Draft) -> DeskFacts:
    """Return the desk with all that is planned and promised, and means without end."""
    rich = replace(desk, draft=plan, funds=_PLENTY, teams=_PLENTY, political_capital=_PLENTY)
    for command in all_orders(rich)[0]:
        rich = after(rich, command)
    return rich


def _trimmed(rich: DeskFacts, desk: DeskFacts) -> DeskFacts | None:
    """Lower what is not promised, from the end, until the means of ``desk`` reach; None where that is not enough."""
    for key in reversed(keys_of(rich.draft)):
        while key.kind in _AMOUNTS and amount_of(rich.draft, key) and not _within(rich, desk):
            less = after(rich, command_for(desk.seat, key, amount_of(rich.draft, key) - 1))
            if _missing(less) > _missing(rich):
                break
            rich = less
    return rich if _within(rich, desk) else None


def _within(rich: DeskFacts, desk: DeskFacts) -> bool:
    real = replace(rich, funds=desk.funds, teams=desk.teams)
    return real.funds_left >= 0 and real.teams_left >= 0


def _missing(desk: DeskFacts) -> int:
    return sum(entry.short for entry in desk.promises_missed)


def _allowed(desk: DeskFacts, wanted: DeskFacts) -> Iterator[Command]:
    """Yield what leads from ``desk`` to ``wanted``: first what takes less than before, and only what is allowed."""
    keys = dict.fromkeys((*keys_of(desk.draft), *keys_of(wanted.draft)))
    changes = [(amount_of(wanted.draft, key) - amount_of(desk.draft, key), key) for key in keys]
    lower = [key for change, key in changes if change < 0]
    raised = [key for change, key in changes if change > 0]
    for key in (*lower, *raised):
        command = command_for(desk.seat, key, amount_of(wanted.draft, key))
        if legal.refusal_of(desk, command) is None:
            yield command
            desk = after(desk, command)
    for instruction in all_orders(desk)[0]:
        if is_instruction(instruction):
            yield instruction
