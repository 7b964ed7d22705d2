"""Where the keyboard goes."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.interface.nodes import Node, focus_order
from game.client.interface.state import UiState


def move(state: UiState, nodes: Sequence[Node], step: int) -> None:
    """Move the focus ``step`` stops of Tab onwards, round at the ends, and let it be scrolled into view."""
    stops = [node.id for node in focus_order(nodes, state.modal)]
    if not stops:
        state.focus = ""
        return
    if state.focus in stops:
        state.focus = stops[(stops.index(state.focus) + step) % len(stops)]
    else:
        state.focus = stops[0 if step > 0 else -1]
    state.focus_seen = state.reveal = True


def settle(state: UiState, dialogs: Sequence[tuple[str, str]]) -> bool:
    """Bring the focus into a dialog that has opened, back from one that has closed, and off what is gone.

    Parameters
    ----------
    dialogs
        Id of each open dialog, and of the node in it that is to have the focus first.

    Returns
    -------
    bool
        Whether the focus moved.
    """
    before = state.focus
    open_ids = [dialog for dialog, _first in dialogs]
    while state.returns and state.returns[-1][0] not in open_ids:
        state.focus = state.returns.pop()[1]
    known = {dialog for dialog, _focus in state.returns}
    stops = [node.id for node in focus_order(state.nodes, state.modal)]
    for dialog, first in dialogs:
        if dialog not in known:
            state.returns.append((dialog, state.focus))
            state.focus = first if first in stops else (stops[0] if stops else "")
    if state.focus and state.focus not in stops:
        state.focus = stops[0] if dialogs and stops else ""
    if not state.focus and dialogs and stops:
        state.focus = stops[0]
    return state.focus != before
