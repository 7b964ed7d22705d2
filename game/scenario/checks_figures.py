"""The check that every figure says where it comes from, or that it was chosen."""

from collections.abc import Iterator

from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.checks_findings import Findings
from game.scenario.diagnostic import listed, quoted
from game.scenario.schema import ScenarioKeys
from game.scenario.schema_base import Figure, Keys, Sourced

_WITH_FIGURES = ("jurisdictions", "markets", "legs", "channels", "habitats", "corridors")
# That a route exists is a statement about the world too, with or without a number beside it.
_STATEMENTS = ("legs", "channels")


def check_figures(keys: ScenarioKeys, findings: Findings) -> None:
    """Find items with figures that name no source and do not say that they are stylised."""
    if keys.stylised:
        return
    for kind in _WITH_FIGURES:
        for index, item in enumerate(getattr(keys, kind)):
            if item.source or item.stylised:
                continue
            bare = list(dict.fromkeys(_bare(item)))
            if bare:
                message = _("The figures of {id} name no source: {keys}.").format(id=quoted(item.id), keys=listed(bare))
            elif kind in _STATEMENTS:
                message = _("Nothing says where {id} is known from.").format(id=quoted(item.id))
            else:
                continue
            remedy = _("Add source: with an id of sources, or stylised: true.")
            findings.at(codes.NO_SOURCE, (kind, index, "id"), message, remedy)


def _bare(item: Sourced) -> Iterator[str]:
    """List the keys of an item whose figures say nothing about their origin."""
    for name, field in type(item).model_fields.items():
        if any(not (figure.source or figure.stylised) for figure in _figures(getattr(item, name))):
            yield field.alias or name


def _figures(value: object) -> Iterator[Figure]:
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, Keys):
        for name in type(value).model_fields:
            yield from _figures(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _figures(part)
    elif isinstance(value, list):
        for part in value:
            yield from _figures(part)
