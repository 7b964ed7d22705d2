"""Checks of what can be read and is probably meant otherwise: texts that end too soon, numbers of an odd size."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from game.model.scenario import EffectKind
from game.model.text import _
from game.scenario import codes_writing as codes
from game.scenario.build import FACTORS
from game.scenario.checks_findings import Findings
from game.scenario.diagnostic import quoted
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys
from game.scenario.schema_table import EffectKeys
from game.scenario.shape import value_at

_SENTENCES = frozenset({"needs", "offers", "learning_goals", "debrief"})
_TEXTS = _SENTENCES | {"title", "summary", "content_note", "briefing", "position", "headline", "text", "name"}
_MARKED = frozenset({'"', "'", "|", ">"})  # texts of which a sign shows where they end
_SENTENCE = 3  # words
_COMMENT = re.compile(r" #\S")
_THOUSANDS = re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.000)")
_MOST_TIMES = 5.0  # what multiplies comes to that at most
_PER_CENT = 200.0
# Sizes of what is added: beyond which nobody can mean it, and what is usual.
_ADDED: Mapping[EffectKind, tuple[float, float, float]] = {
    EffectKind.EFFORT: (10.0, 0.1, 1.2),
    EffectKind.LEG_COST: (20.0, -0.8, 0.8),
    EffectKind.LINK: (1.0, 0.1, 0.3),
    EffectKind.CORRUPTION: (1.0, -0.06, 0.03),
    EffectKind.BLOCK: (9.0, 0.1, 1.5),
    EffectKind.DISPERSAL: (1.0, 0.1, 0.5),
}
_DEAR = 1000.0  # USD million for one unit of goods
_MILLION = 1_000_000


def check_writing(keys: ScenarioKeys, findings: Findings) -> None:
    """Find sentences that a comma or a # cuts, and numbers far from what they usually are."""
    for path, value in _scalars(findings.composed.value, ()):
        if isinstance(value, str):
            _check_text(path, value, findings)
        elif isinstance(value, float):
            _check_thousands(path, value, findings)
    for path, effect in _effects(keys):
        _check_size(effect, path, findings)
    for index, market in enumerate(keys.markets):
        value = market.unit_value.value if market.unit_value is not None else 0.0
        _check_value(value, market.unit or market.id.value, ("markets", index, "unit_value"), findings)


def _scalars(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _scalars(part, (*path, key))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from _scalars(part, (*path, place))
    else:
        yield path, value


def _check_text(path: Path, text: str, findings: Findings) -> None:
    key = next((part for part in reversed(path) if isinstance(part, str)), "")
    if key not in _TEXTS or path not in findings.composed.positions:
        return
    source, span = findings.composed.source, findings.composed.positions.value(path)
    if source.line(span.line)[span.column - 1 : span.column] in _MARKED:
        return
    if key in _SENTENCES and source.line(span.line)[: span.column - 1].rstrip().endswith(","):
        _check_cut(path, text, findings)
    rest = source.line(span.end_line)[span.end_column - 1 :]
    if _COMMENT.match(rest):
        message = _("The text ends here: {rest} is a comment.").format(rest=quoted(rest.strip()))
        findings.at(codes.CUT_BY_SIGN, path, message, _("Put the whole text in quotes."))


def _check_cut(path: Path, text: str, findings: Findings) -> None:
    """Find the rest of a sentence; lists of mere words, such as [Funds, scanners], are none."""
    before = value_at(findings.composed.value, (*path[:-1], path[-1] - 1)) if isinstance(path[-1], int) else None
    if not isinstance(before, str) or not before[:1].isupper() or before.endswith((".", "!", "?")):
        return
    if text[:1].islower() and (text.endswith((".", "!", "?")) or len(text.split()) >= _SENTENCE):
        message = _("A comma cuts this sentence: {text} is an item of its own.").format(text=quoted(text))
        remedy = _("Put the whole sentence in quotes, or write each item on a line of its own after a dash.")
        findings.at(codes.CUT_BY_COMMA, path, message, remedy)


def _check_thousands(path: Path, value: float, findings: Findings) -> None:
    if not value.is_integer() or path not in findings.composed.positions:
        return
    span = findings.composed.positions.value(path)
    written = findings.composed.source.line(span.line)[span.column - 1 : span.end_column - 1]
    if _THOUSANDS.fullmatch(written):
        message = _("{written} is {value:g} and not {thousands}: the point marks decimals.")
        message = message.format(written=quoted(written), value=value, thousands=written.replace(".", ""))
        remedy = _("Write {value:g} or {thousands}.").format(value=value, thousands=written.replace(".", ""))
        findings.at(codes.ODD_SIZE, path, message, remedy)


def _effects(keys: ScenarioKeys) -> Iterator[tuple[Path, EffectKeys]]:
    owners: list[tuple[Path, Any]] = [(("events",), keys.events), (("projects",), keys.projects)]
    if keys.negotiation is not None:
        owners.append((("negotiation", "rules"), keys.negotiation.rules))
    for path, items in owners:
        for index, item in enumerate(items):
            for place, effect in enumerate(item.effects):
                yield (*path, index, "effects", place), effect


def _check_size(effect: EffectKeys, path: Path, findings: Findings) -> None:
    amount = effect.amount
    if amount is None:
        return
    if effect.kind in FACTORS and amount >= _MOST_TIMES:
        message = _("This multiplies: {amount:g} times as much.").format(amount=amount)
        remedy = _("If that is not meant, write a factor such as 1.2, a fifth more.")
        if amount <= _PER_CENT:
            remedy = _("For {amount:g} per cent more write {factor:g}.").format(amount=amount, factor=1 + amount / 100)
        findings.at(codes.ODD_SIZE, (*path, "amount"), message, remedy)
    elif effect.kind in _ADDED and abs(amount) > _ADDED[effect.kind][0]:
        _most, low, high = _ADDED[effect.kind]
        message = _("An effect of kind {kind} adds {amount:g}: that is more than all there is to it.")
        message = message.format(kind=quoted(effect.kind.value), amount=amount)
        remedy = _("Usual is from {low:g} to {high:g}.").format(low=low, high=high)
        findings.at(codes.ODD_SIZE, (*path, "amount"), message, remedy)


def _check_value(value: float, unit: str, path: Path, findings: Findings) -> None:
    if value < _DEAR or "billion" in unit.casefold():
        return
    message = _("unit_value is in USD million: {value:g} million for one of {unit}.")
    message = message.format(value=value, unit=quoted(unit))
    remedy = _("For {value:g} US dollars write {millions:g}.").format(value=value, millions=value / _MILLION)
    findings.at(codes.ODD_SIZE, path, message, remedy)
