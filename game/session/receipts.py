"""Receipts: which decisions moved which index, in the words of the table."""

from game.session import events as ev
from game.session.rulebook import Rulebook
from game.session.state import State
from game.session.world import Computed


def turn_receipts(state: State, book: Rulebook, computed: Computed) -> tuple[ev.Event, ...]:
    """Return the receipts of the turn; nothing until the simulation gives them."""
    return ()
