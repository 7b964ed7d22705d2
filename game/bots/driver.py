"""Moves the computer delegations of a table, behind the curtain."""

from collections.abc import Mapping

from game.bots.choose import choose
from game.bots.policy import DEFAULT, POLICIES, Policy
from game.session import commands as cm
from game.session.desk import Occupant, Phase
from game.session.play import Table
from game.session.refusal import Refusal

_MOST_COMMANDS = 2000  # of one seat in one turn; a policy that needs more is broken


def policy_for(temperament: str) -> Policy:
    """Return the policy of a temperament; until temperaments bargain, those without one of their own are steady."""
    return POLICIES.get(temperament, POLICIES[DEFAULT])


def move_computers(table: Table, policies: Mapping[str, str] | None = None) -> None:
    """Let every computer seat that has not sealed write and seal its orders.

    Parameters
    ----------
    table
        At the desks; in other phases nothing happens.
    policies
        Names of policies by seat, instead of what the temperament says.
    """
    view = table.public_view()
    if view.phase is not Phase.DESKS:
        return
    for seat, face in view.seats.items():
        if face.occupant is Occupant.COMPUTER and not face.sealed:
            name = (policies or {}).get(seat) or table.temperament(seat)
            _move(table, seat, policy_for(name))


def _move(table: Table, seat: str, policy: Policy) -> None:
    for _step in range(_MOST_COMMANDS):
        command = choose(table.seat_view(seat), policy, table.lot(seat))
        decision = table.submit(command)
        if isinstance(decision, Refusal):
            raise AssertionError(  # noqa: TRY004 - a defect of the policy, not a wrong type
                f"policy {policy.name} gave a command that was refused: {command}: {decision.sentence}"
            )
        if isinstance(command, cm.Seal):
            return
    raise RuntimeError(f"policy {policy.name} did not seal")
