"""What every step of a turn reads."""

from dataclasses import dataclass

from game.simulation.arrays import Floats
from game.simulation.constants import Constants
from game.simulation.effects import Effects, Pressures
from game.simulation.network import Network
from game.simulation.shocks import Shocks
from game.simulation.workspace import Workspace
from game.simulation.world import World


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """Inputs of one turn."""

    network: Network
    constants: Constants
    world: World
    effects: Effects
    pressures: Pressures
    shocks: Shocks
    workspace: Workspace
    held: tuple[Floats, Floats] | None = None  # shares of goods and of money to use instead of choosing

    @property
    def runs(self) -> int:
        """Number of runs."""
        return self.workspace.runs
