"""What every step of a turn reads."""

from dataclasses import dataclass, field

from game.simulation.arrays import Floats
from game.simulation.constants import Constants
from game.simulation.effects import Effects, Pressures
from game.simulation.network import Network
from game.simulation.rates import Rates, rates_of
from game.simulation.shocks import Shocks
from game.simulation.workspace import Workspace
from game.simulation.world import World


@dataclass(slots=True, eq=False)  # made every turn: frozen takes twice as long
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
    rates: Rates = field(init=False)  # what follows from network and constants

    def __post_init__(self) -> None:
        """Look the rates up once, for all steps."""
        self.rates = rates_of(self.network, self.constants)

    @property
    def runs(self) -> int:
        """Number of runs."""
        return self.workspace.runs
