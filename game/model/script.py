"""Scripts: what delegations do in a game that is played without people, and what is expected of it.

The same words stand in the ``tests:`` of a scenario, in its proposed orders, and in the file that ``autoplay`` takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a script; ``line`` and ``column`` say where it stands in its file, from 1 (0: nowhere)."""

    line: int = field(default=0, kw_only=True, compare=False)
    column: int = field(default=0, kw_only=True, compare=False)


@dataclass(frozen=True, slots=True)
class Order(Step):
    """A step that one delegation takes."""

    delegation: str


@dataclass(frozen=True, slots=True)
class Fund(Order):
    """Order a measure at a target for this turn, or for every turn from now on; amount 0 ends it.

    ``amount``: whole units of funds; ``None`` for a measure that is paid in teams alone.
    ``target``: id of a habitat, leg, channel, corridor or jurisdiction; empty where the delegation has only one.
    ``market`` and ``block`` for the measures that are aimed at one.
    """

    measure: str
    target: str = ""
    amount: int | None = None
    market: str | None = None
    block: str | None = None
    every_turn: bool = False


@dataclass(frozen=True, slots=True)
class Link(Order):
    """Post a team to another delegation for this turn, or for every turn from now on."""

    partner: str
    every_turn: bool = False


@dataclass(frozen=True, slots=True)
class Contribute(Order):
    """Pledge units of funds to a joint project, once or every turn."""

    project: str
    amount: int
    every_turn: bool = False


@dataclass(frozen=True, slots=True)
class Join(Order):
    """Join an instrument."""

    instrument: str


@dataclass(frozen=True, slots=True)
class Leave(Order):
    """Leave an instrument."""

    instrument: str


@dataclass(frozen=True, slots=True)
class Give(Order):
    """Give units of funds to another delegation, once or every turn."""

    recipient: str
    amount: int
    every_turn: bool = False


@dataclass(frozen=True, slots=True)
class EndTurn(Step):
    """End as many turns; what is ordered for every turn is ordered again in each."""

    turns: int = 1


@dataclass(frozen=True, slots=True)
class Expectation:
    """A condition that has to hold at the end, as written; it is read with the scenario's own names."""

    text: str
    line: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """Steps to be played one after the other."""

    steps: tuple[Step, ...]
    name: str = ""
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class ScenarioTest:
    """A script with what it has to lead to.

    ``hidden_from``: for a delegation, what its view must not contain, as in ``{"china": ("kenya.objectives",)}``.
    """

    script: Script
    expect: tuple[Expectation, ...] = ()
    hidden_from: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    line: int = field(default=0, compare=False)

    @property
    def name(self) -> str:
        """Give the name of the test."""
        return self.script.name
