"""Keys of the steps of a script: one model for each verb."""

from typing import Any

from pydantic import Field, model_validator

from game.model.text import _
from game.scenario.codes_schema import VALUE_RULE
from game.scenario.mapping import FieldProblem
from game.scenario.schema_base import Block, Formula, Keys, Market

MAX_STEPS = 2_000
MAX_TURNS_A_STEP = 200
_LARGEST = 100_000


def _word(description: str, **more: Any) -> Any:
    return Field(min_length=1, max_length=80, description=description, **more)


_EVERY_TURN = "true: again in every turn from now on. Default: this turn only."


class OrderKeys(Keys):
    """What every step of a delegation has."""

    delegation: str = _word("Id of the delegation that acts.")


class FundKeys(OrderKeys):
    """Order a measure."""

    fund: str = _word("Id of the measure.")
    at: str = Field(
        default="",
        max_length=80,
        description="Id of what it is aimed at: a leg, channel, habitat, corridor or jurisdiction. A leg means the end "
        "in the delegation's own jurisdiction. Default: the delegation's jurisdiction, if it has only one.",
    )
    amount: int | None = Field(
        default=None, ge=0, le=_LARGEST, description="Whole units of funds; 0 ends what was ordered for every turn."
    )
    market: Market | None = Field(default=None, description="Market, for prevention and demand_reduction.")
    block: Block | None = Field(default=None, description="Resilience block, for technical_assistance.")
    every_turn: bool = Field(default=False, description=_EVERY_TURN)


class LinkKeys(OrderKeys):
    """Post a team to another delegation."""

    link: str = _word("Id of the delegation to cooperate with.")
    every_turn: bool = Field(default=False, description=_EVERY_TURN)

    @model_validator(mode="after")
    def _two_delegations(self) -> "LinkKeys":
        if self.link == self.delegation:
            raise FieldProblem(
                _("A delegation cannot post a team to itself."), _("Name another one."), VALUE_RULE, ("link",)
            )
        return self


class ContributeKeys(OrderKeys):
    """Pledge funds to a joint project."""

    contribute: str = _word("Id of the joint project.")
    amount: int = Field(ge=0, le=_LARGEST, description="Whole units of funds.")
    every_turn: bool = Field(default=False, description=_EVERY_TURN)


class JoinKeys(OrderKeys):
    """Join an instrument."""

    join: str = _word("Id of the instrument.")


class LeaveKeys(OrderKeys):
    """Leave an instrument."""

    leave: str = _word("Id of the instrument.")


class GiveKeys(OrderKeys):
    """Give funds to another delegation."""

    give: int = Field(ge=0, le=_LARGEST, description="Whole units of funds.")
    to: str = _word("Id of the delegation that receives them.")
    every_turn: bool = Field(default=False, description=_EVERY_TURN)

    @model_validator(mode="after")
    def _two_delegations(self) -> "GiveKeys":
        if self.to == self.delegation:
            raise FieldProblem(
                _("A delegation cannot give funds to itself."), _("Name another one."), VALUE_RULE, ("to",)
            )
        return self


class EndTurnKeys(Keys):
    """End turns."""

    end_turn: int = Field(ge=1, le=MAX_TURNS_A_STEP, description="How many turns to end.")


VERBS: dict[str, type[Keys]] = {
    "fund": FundKeys,
    "link": LinkKeys,
    "contribute": ContributeKeys,
    "join": JoinKeys,
    "leave": LeaveKeys,
    "give": GiveKeys,
    "end_turn": EndTurnKeys,
}


class ScriptKeys(Keys):
    """A script in a file of its own."""

    name: str = Field(default="", max_length=200, description="What it shows.")
    seed: int | None = Field(default=None, ge=0, le=2**53, description="Number that fixes every draw.")
    play: list[Any] = Field(min_length=1, max_length=MAX_STEPS, description="Steps: orders and end_turn.")


class TestKeys(Keys):
    """A test inside a scenario; its steps are read by :mod:`game.scenario.script`, verb by verb."""

    __test__ = False  # not a pytest class

    name: str = Field(min_length=1, max_length=200, description="What the test shows, in one sentence.")
    seed: int = Field(default=1, ge=0, le=2**53, description="Number that fixes every draw. Default 1.")
    play: list[Any] = Field(default=[], max_length=MAX_STEPS, description="Steps: orders and end_turn.")
    expect: list[Formula] = Field(default=[], max_length=200, description="Conditions that must hold afterwards.")
    hidden_from: dict[str, list[str]] = Field(
        default={}, description="Delegation, and what it must not be able to see, as in china: [kenya.objectives]."
    )
