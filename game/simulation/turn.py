"""One turn of the model: state and doses in, state and flows out; pure, no draw, no loop over runs."""

from collections.abc import Callable
from dataclasses import fields

import numpy as np

from game.simulation.arrays import Floats, ratio
from game.simulation.constants import Constants
from game.simulation.context import Turn
from game.simulation.effects import Effects, Pressures, measure_effects, read_modifiers
from game.simulation.network import Network
from game.simulation.shocks import Shocks, no_shocks
from game.simulation.steps_enforcement import Enforcement, enforce, open_turn
from game.simulation.steps_money import Money, give_back, launder
from game.simulation.steps_state import (
    activity,
    corrupt,
    exploit,
    grow_herds,
    invest,
    margins,
    organise,
    poaching_effort,
    pressure,
    waiting,
)
from game.simulation.steps_trade import Trade, trade
from game.simulation.workspace import Workspace
from game.simulation.world import Flows, World, start_world

# Products of matrices compute over lanes of a vector that they then throw away, and now and then raise the flag of an
# invalid operation there. What is really invalid shows in the results: tests/laws looks that all of them are finite.
_quiet = np.errstate(invalid="ignore")


def advance(
    network: Network,
    constants: Constants,
    world: World,
    measures: Floats,
    modifiers: Floats,
    shocks: Shocks,
    workspace: Workspace | None = None,
) -> tuple[World, Flows]:
    """Advance the world by one turn (docs/model.md 4).

    Parameters
    ----------
    constants
        ``network.constants``, or a draw; last axes 1 or run.
    measures
        Doses [slot, 1 or run], units of funds or teams in this turn.
    modifiers
        [modifier, 1 or run]; zero is nothing.
    shocks
        [entity, 1 or run], see :func:`game.simulation.shocks.draw_shocks`.
    workspace
        Buffers kept by a caller that advances many times; never shared between threads.
    """
    effects = measure_effects(network, constants, measures)
    pressures = read_modifiers(network, modifiers)
    wide = [array.shape[-1] for record in (effects, shocks) for array in _arrays(record)]
    runs = max(world.runs, constants.runs, np.shape(modifiers)[-1], *wide)
    if world.runs != runs:
        world = World(**{name: np.repeat(array, runs, axis=-1) for name, array in world.to_arrays().items()})
    dtype = network.cited.market.dtype
    if workspace is None or not workspace.fits(runs, dtype):
        workspace = Workspace(runs, dtype)
    return run_turn(Turn(network, constants, world, effects, pressures, shocks, workspace))


def start_flows(network: Network) -> Flows:
    """Return what flows in a turn at the start, with nothing done: turn 0 as compiled."""
    still, quiet = network.slots.zeros(), network.modifiers.zeros()
    return advance(network, network.constants, start_world(network), still, quiet, no_shocks(network))[1]


def run_turn(turn: Turn) -> tuple[World, Flows]:
    """Advance by one turn with effects that are already worked out; all arrays of one float type."""
    after, flows = run_turn_lazily(turn)
    return after, flows()


@_quiet
def run_turn_lazily(turn: Turn) -> tuple[World, Callable[[], Flows]]:
    """Advance by one turn; what flowed is collected only if the second result is called."""
    network = turn.network
    opening = open_turn(turn)
    enforcement = enforce(turn, opening)
    traded = trade(turn, opening, enforcement)
    money = launder(turn, opening, enforcement, traded)
    gained = margins(turn, traded, money.clean)
    pressed = pressure(turn, opening, enforcement, traded.risk)
    persons, identified, recorded = exploit(turn, opening, traded)
    absolute = activity(turn, enforcement, traded, money, persons)
    shape = (len(network.markets), len(network.jurisdictions), turn.runs)
    herds = grow_herds(turn, opening, traded)
    relative = ratio(absolute, network.reference.activity).reshape(shape)
    after = World(
        share=traded.share,
        money_share=money.share,
        organisations=organise(turn, opening, gained, pressed),
        price=traded.price,
        prevention=opening.prevention,
        demand=opening.demand,
        pathways=opening.pathways,
        waiting=waiting(turn, traded),
        poaching=poaching_effort(turn, opening, herds, gained, pressed),
        population=herds,
        quality=opening.quality,
        corruption=corrupt(turn, opening, relative, money.integrated),
        resilience=invest(turn, opening),
        frozen_held=money.held,
        persons=persons,
        activity=relative,
    )
    return after, lambda: _flows(turn, enforcement, traded, money, (identified, recorded))


@_quiet
def _flows(turn: Turn, enforcement: Enforcement, traded: Trade, money: Money, persons: tuple[Floats, Floats]) -> Flows:
    """Collect what is reported of a turn."""
    network = turn.network
    flow = np.concatenate([traded.flow, money.flow])
    seized = np.concatenate([traded.seized, money.seized])
    arrests = np.zeros_like(seized)
    if enforcement.extra is not None:
        per_unit = turn.constants.of["arrests_per_million"] * network.passage_value
        arrests = per_unit * turn.effects.investigation * seized
    danger = np.ones((len(network.markets) - 1, turn.runs), flow.dtype)
    if network.smuggling.market >= 0:
        danger[network.smuggling.market] = traded.danger[0]
    kept, received = give_back(turn, money.recovered)
    return Flows(
        passage_flow=flow,
        passage_seized=seized,
        hazard=enforcement.hazard,
        arrests=arrests,
        supply=network.group_totals @ traded.sold,
        seized=network.leg_totals @ traded.seized,
        arrived=network.destination_totals @ traded.arrivals,
        danger=danger,
        regular=traded.regular,
        launched=traded.sold,
        arrivals=traded.arrivals,
        poached=traded.poached,
        pike=traded.pike,
        proceeds=money.proceeds,
        frozen=money.frozen,
        integrated=money.integrated,
        recovered=money.recovered,
        kept=kept,
        received=received,
        fee=turn.constants.of["laundering_fee"] * (money.integrated + network.channel_out @ money.flow),
        identified=persons[0],
        recorded=persons[1],
    )


def _arrays(record: Effects | Shocks | Pressures) -> list[Floats]:
    values = [getattr(record, item.name) for item in fields(record)]
    return [value for value in values if isinstance(value, np.ndarray)]
