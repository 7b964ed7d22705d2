"""A scenario as arrays, and pure numpy kernels that advance it; knows no seats, agreements or secrets.

The public interface: compile a scenario (:func:`compile_network`), start it (:func:`start_world`), advance it turn by
turn (:func:`advance`) and read its indices (:func:`scores`). The last axis of every array is the run. The model is
defined in ``docs/model.md``.
"""

from game.simulation.compile import compile_network
from game.simulation.constants import Constants
from game.simulation.indices import Scores, scores
from game.simulation.modifiers import ModifierKind, ModifierMap
from game.simulation.network import Network, RouteLabel
from game.simulation.shocks import Shocks, draw_constants, draw_shocks, no_shocks
from game.simulation.slots import Slot, SlotMap
from game.simulation.turn import advance, start_flows
from game.simulation.workspace import Workspace
from game.simulation.world import Flows, World, start_world

__all__ = [
    "Constants",
    "Flows",
    "ModifierKind",
    "ModifierMap",
    "Network",
    "RouteLabel",
    "Scores",
    "Shocks",
    "Slot",
    "SlotMap",
    "Workspace",
    "World",
    "advance",
    "compile_network",
    "draw_constants",
    "draw_shocks",
    "no_shocks",
    "scores",
    "start_flows",
    "start_world",
]
