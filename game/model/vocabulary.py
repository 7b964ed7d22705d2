"""The words of expressions: every function and variable, what it is asked about, its unit and its meaning.

The page for authors is generated from :data:`FUNCTIONS` and :data:`VARIABLES`. Texts are source text: who shows
them calls ``_`` on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from game.model.text import _, gettext_noop


class ValueKind(StrEnum):
    """What an expression gives."""

    NUMBER = "number"
    BOOLEAN = "boolean"


class ArgumentKind(StrEnum):
    """What an id stands for."""

    JURISDICTION = "jurisdiction"
    MARKET = "market"
    HABITAT = "habitat"
    LEG = "leg"
    CHANNEL = "channel"
    BLOCK = "block"
    DELEGATION = "delegation"
    INSTRUMENT = "instrument"
    PROJECT = "project"
    FLAG = "flag"


# Words of the grammar: no id may be one of them.
RESERVED_WORDS = frozenset({"and", "or", "not", "true", "false"})
CHOICES = ("min", "max", "abs")
START = "start"


@dataclass(frozen=True, slots=True)
class Function:
    """A quantity of the game.

    ``forms`` lists what it may be asked about; ``()`` stands for the whole world.
    ``never_less``: a recorded number that rises when States look closer, so no objective may reward less of it.
    """

    name: str
    forms: tuple[tuple[ArgumentKind, ...], ...]
    unit: str
    description: str
    kind: ValueKind = ValueKind.NUMBER
    never_less: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    """A number that belongs to the moment."""

    name: str
    unit: str
    description: str


_J, _M, _H = ArgumentKind.JURISDICTION, ArgumentKind.MARKET, ArgumentKind.HABITAT
_L, _C, _B = ArgumentKind.LEG, ArgumentKind.CHANNEL, ArgumentKind.BLOCK
_D, _I = ArgumentKind.DELEGATION, ArgumentKind.INSTRUMENT

_SCORE = gettext_noop("score from 1 to 10")
_SHARE = gettext_noop("share from 0 to 1")
_QUANTITY = gettext_noop("the market's unit, per year")
_MONEY = gettext_noop("USD million per year")
_TRUTH = gettext_noop("true or false")

_ROWS = (
    Function(
        "criminality",
        ((_J,), (_J, _M)),
        _SCORE,
        gettext_noop(
            "Criminality of a jurisdiction, or one of its markets, on the scale of the Index: less is better."
        ),
    ),
    Function("world_criminality", ((),), _SCORE, gettext_noop("Mean criminality of all jurisdictions.")),
    Function(
        "resilience",
        ((_J,), (_J, _B)),
        _SCORE,
        gettext_noop("Resilience of a jurisdiction, or one of its twelve building blocks: more is better."),
    ),
    Function("world_resilience", ((),), _SCORE, gettext_noop("Mean resilience of all jurisdictions.")),
    Function("corruption", ((_J,),), _SHARE, gettext_noop("Corruption in a jurisdiction: less is better.")),
    Function(
        "flow",
        ((_L,), (_C,)),
        gettext_noop("the market's unit per year; USD million per year on a channel"),
        gettext_noop("What enters a leg or a money channel."),
    ),
    Function(
        "seized",
        ((_L,), (_C,), (_M,)),
        gettext_noop("the market's unit per year; USD million per year on a channel"),
        gettext_noop("What is seized on a leg, frozen on a channel, or seized of a whole market."),
    ),
    Function("supply", ((_M,),), _QUANTITY, gettext_noop("What all origins of a market launch.")),
    Function("arrived", ((_M,),), _QUANTITY, gettext_noop("What of a market reaches its destinations.")),
    Function("seized_share", ((_M,),), _SHARE, gettext_noop("Share of a market's supply that is seized.")),
    Function(
        "price",
        ((_J, _M),),
        gettext_noop("ratio to the price at the start"),
        gettext_noop("Price of a market at a destination."),
    ),
    Function("population", ((_H,),), gettext_noop("animals"), gettext_noop("Animals living in a habitat.")),
    Function(
        "pike",
        ((_H,),),
        gettext_noop("share from 0 to 1 of carcasses"),
        gettext_noop("Proportion of illegally killed animals among those found dead: less is better."),
    ),
    Function("poached", ((_H,),), gettext_noop("animals per year"), gettext_noop("Animals poached in a habitat.")),
    Function("proceeds", ((), (_J,)), _MONEY, gettext_noop("Proceeds of crime, of the world or of a jurisdiction.")),
    Function("frozen", ((), (_J,)), _MONEY, gettext_noop("Proceeds that are frozen, worldwide or in a jurisdiction.")),
    Function(
        "integrated",
        ((), (_J,)),
        _MONEY,
        gettext_noop("Proceeds that end as clean money, worldwide or in a jurisdiction: less is better."),
    ),
    Function("clean_share", ((),), _SHARE, gettext_noop("Share of proceeds that ends as clean money.")),
    Function(
        "people_exploited",
        ((), (_J,)),
        gettext_noop("persons"),
        gettext_noop("People held in trafficking, worldwide or in a jurisdiction, recorded or not: less is better."),
    ),
    Function(
        "identified",
        ((), (_J,)),
        gettext_noop("persons per year"),
        gettext_noop(
            "Victims who are identified and can be protected. It rises when States look closer: "
            "no objective may reward less of it."
        ),
        never_less=True,
    ),
    Function(
        "danger",
        ((),),
        gettext_noop("ratio to the danger at the start"),
        gettext_noop("Danger of the journeys that smugglers of migrants sell: less is better."),
    ),
    Function(
        "trust",
        ((_D, _D),),
        _SHARE,
        gettext_noop("Trust between two delegations, from promises kept and broken; 0.5 is neutral."),
    ),
    Function("funds", ((_D,),), gettext_noop("units"), gettext_noop("Funds that a delegation holds.")),
    Function(
        "delivered_share",
        ((_D,),),
        _SHARE,
        gettext_noop(
            "Share of what a delegation promised in public and was due that it delivered, large promises counting "
            "for more; 1 if nothing was due, so that an aim asks for promises too."
        ),
    ),
    Function(
        "promises",
        ((_D,),),
        gettext_noop("promises"),
        gettext_noop(
            "Promises of a delegation that came due in public so far; one due in three turns counts three times."
        ),
    ),
    Function(
        "member",
        ((_D, _I), (_J, _I)),
        _TRUTH,
        gettext_noop(
            "Whether a jurisdiction, or every jurisdiction of a delegation, is party to an instrument in force."
        ),
        ValueKind.BOOLEAN,
    ),
    Function(
        "flag", ((ArgumentKind.FLAG,),), _TRUTH, gettext_noop("Whether an event has set a flag."), ValueKind.BOOLEAN
    ),
    Function(
        "project_started",
        ((ArgumentKind.PROJECT,),),
        _TRUTH,
        gettext_noop("Whether a joint project has been fully pledged and has begun."),
        ValueKind.BOOLEAN,
    ),
)

FUNCTIONS: Mapping[str, Function] = {row.name: row for row in _ROWS}

VARIABLES: Mapping[str, Variable] = {
    "turn": Variable("turn", gettext_noop("turns"), gettext_noop("Turns that have been played: 0 at the start.")),
    "year": Variable("year", gettext_noop("year"), gettext_noop("Calendar year, with halves for half-year turns.")),
}


@dataclass(frozen=True)
class Vocabulary:
    """The words that one scenario's expressions may use.

    ``ids`` maps a kind to its valid ids with their names on the screen; a kind that is absent takes any id,
    for reading without a scenario.
    """

    ids: Mapping[ArgumentKind, Mapping[str, str]] = field(default_factory=dict)
    functions: Mapping[str, Function] = field(default_factory=lambda: FUNCTIONS)
    variables: Mapping[str, Variable] = field(default_factory=lambda: VARIABLES)

    def has(self, kind: ArgumentKind, word: str) -> bool:
        """Say whether ``word`` is an id of that kind."""
        known = self.ids.get(kind)
        return known is None or word in known


def kind_name(kind: ArgumentKind) -> str:
    """Give the word for a kind of id, in the language on the screen."""
    return {
        ArgumentKind.JURISDICTION: _("jurisdiction"),
        ArgumentKind.MARKET: _("market"),
        ArgumentKind.HABITAT: _("habitat"),
        ArgumentKind.LEG: _("leg"),
        ArgumentKind.CHANNEL: _("channel"),
        ArgumentKind.BLOCK: _("resilience block"),
        ArgumentKind.DELEGATION: _("delegation"),
        ArgumentKind.INSTRUMENT: _("instrument"),
        ArgumentKind.PROJECT: _("joint project"),
        ArgumentKind.FLAG: _("flag"),
    }[kind]
