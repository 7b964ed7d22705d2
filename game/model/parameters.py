"""Parameters of the model as frozen values; read from ``assets/parameters.yaml`` by ``game.scenario``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

#: Parameters that ``Market.parameters`` may override for one market.
MARKET_PARAMETERS: frozenset[str] = frozenset(
    {
        "interdiction",
        "route_sensitivity",
        "risk_aversion",
        "route_lag",
        "price_elasticity",
        "price_lag",
        "organisation_growth",
        "enforcement_pressure",
        "local_pressure",
        "money_leverage",
        "organisation_noise",
    }
)

#: Parameters that shape the solved start: every draw starts at the same cited figures, so these are never drawn.
START_PARAMETERS: frozenset[str] = frozenset(
    {
        "base_effort",
        "corruption_drag",
        "interdiction",
        "money_interdiction",
        "placement_interdiction",
        "path_size_weight",
        "secrecy_weight",
        "home_attraction",
        "itineraries_per_origin",
        "legs_per_itinerary",
        "identified_share",
        "stay_years",
        "retry_share",
        "recovery_rate",
        "recovery_link",
        "link_ceiling",
        "price_low",
        "price_high",
    }
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One constant of the model; ``source`` is a citation or ``"stylised"``; ``low <= value <= high``."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    source: str
    description: str

    @property
    def drawn(self) -> bool:
        """Whether a draw of parameters varies it (half amounts and what shapes the start are kept)."""
        fixed = self.name in START_PARAMETERS or self.name.endswith("_half")
        return not fixed and self.value != 0 and self.low < self.high


class Parameters(Mapping[str, Parameter]):
    """All constants of the model by name; immutable."""

    __slots__ = ("_by_name",)

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._by_name = dict(parameters)

    def __getitem__(self, name: str) -> Parameter:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def __repr__(self) -> str:
        return f"Parameters({len(self)} constants)"

    def value(self, name: str) -> float:
        """Return the value of one parameter.

        Raises
        ------
        KeyError
            If there is no such parameter.
        """
        return self._by_name[name].value

    def override(self, values: Mapping[str, float]) -> "Parameters":
        """Return a copy with some values changed; low and high are moved by the same factor.

        Raises
        ------
        KeyError
            If a name is not a parameter.
        """
        changed = dict(self._by_name)
        for name, value in values.items():
            old = changed[name]
            factor = value / old.value if old.value else 1.0
            low, high = sorted((old.low * factor, old.high * factor))
            changed[name] = replace(old, value=float(value), low=min(low, value), high=max(high, value))
        return Parameters(changed)
