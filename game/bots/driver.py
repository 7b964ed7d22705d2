"""Moves the computer delegations of a table: they talk, vote, and write their orders behind the curtain."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from game.bots.bargain import Bargainer
from game.bots.choose import choose
from game.bots.policy import DEFAULT, POLICIES, Policy
from game.bots.temperament import BARGAIN, TEMPERAMENTS, Temperament, temperament_of
from game.session import commands as cm
from game.session.desk import Occupant, Phase
from game.session.opening import draw_temperament
from game.session.play import Table
from game.session.refusal import Refusal

_MOST_COMMANDS = 2000  # of one seat in one turn; a policy that needs more is broken
_MOST_ROUNDS = 60  # in which every seat may answer once; offers of a pair are counted, so that fewer are needed
_TALKING = frozenset({Phase.BRIEFING, Phase.CAUCUS, Phase.PLENARY, Phase.DESKS})


def move_computers(table: Table, policies: Mapping[str, str] | None = None) -> None:
    """Let every computer seat do what it wants to do now: talk, answer, vote, and at the desks order and seal.

    Parameters
    ----------
    table
        Nothing happens while orders are opened, and after the last turn.
    policies
        Names of policies by seat, instead of what the temperament says.
    """
    Computers(table, policies).move()


class Computers:
    """The computer delegations of one table; remembers what it worked out, and nothing that decides anything.

    ``faithless`` delegations bargain as their temperament does, and keep no pledge: for trying what a word is worth.
    """

    def __init__(
        self, table: Table, policies: Mapping[str, str] | None = None, faithless: Collection[str] = ()
    ) -> None:
        self._table = table
        self._policies = dict(policies or {})
        self._faithless = frozenset(faithless)
        self._bargainers: dict[tuple[str, str], Bargainer] = {}

    def move(self) -> None:
        """Let every computer seat do what it wants to do now."""
        view = self._table.public_view()
        if view.phase not in _TALKING:
            return
        seats = [seat for seat, face in view.seats.items() if face.occupant is Occupant.COMPUTER]
        bargainers = [found for seat in seats if (found := self._bargainer(seat)) is not None]
        for _round in range(_MOST_ROUNDS):
            acted = [bargainer.talk() for bargainer in bargainers]  # each once a round
            if not any(acted):
                break
        if view.phase is Phase.DESKS:
            for seat in seats:
                if not view.seats[seat].sealed:
                    self._write_orders(seat)

    @property
    def bargain(self) -> bool:
        """Whether any of them talks, and not only orders."""
        seats = self._table.public_view().seats.items()
        return any(face.occupant is Occupant.COMPUTER and self._bargainer(seat) for seat, face in seats)

    def _write_orders(self, seat: str) -> None:
        bargainer = self._bargainer(seat)
        if bargainer is not None:
            bargainer.write_orders()
        else:
            _write(self._table, seat, self._policy(seat))

    def _name(self, seat: str) -> str:
        return self._policies.get(seat) or self._table.temperament(seat)

    def _policy(self, seat: str) -> Policy:
        return POLICIES.get(self._name(seat), POLICIES[DEFAULT])

    def _bargainer(self, seat: str) -> Bargainer | None:
        """Return who bargains for ``seat``; None where a fixed policy moves it."""
        temperament = self._temperament(seat)
        if temperament is None:
            return None
        if seat in self._faithless:
            temperament = replace(temperament, word=0.0)
        key = seat, temperament.name
        if key not in self._bargainers:
            self._bargainers[key] = Bargainer(self._table, seat, temperament)
        return self._bargainers[key]

    def _temperament(self, seat: str) -> Temperament | None:
        named = self._policies.get(seat)
        if named == BARGAIN:
            own = self._table.temperament(seat)
            return TEMPERAMENTS[own if own in TEMPERAMENTS else draw_temperament(self._table.state.seed, seat)]
        if named is not None:
            return None if named in POLICIES else temperament_of(named)
        return temperament_of(self._table.temperament(seat))


def _write(table: Table, seat: str, policy: Policy) -> None:
    """Write and seal the orders of a fixed policy; what is refused is left out, and the rest sealed as it stands."""
    for _step in range(_MOST_COMMANDS):
        command = choose(table.seat_view(seat), policy, table.lot(seat))
        if isinstance(table.submit(command), Refusal):
            break
        if isinstance(command, cm.Seal):
            return
    table.submit(cm.Seal(seat))
