"""The JSON Schema from which editors complete, explain and mark: draft-07, of the kind that YAML editors like.

One alternative is told from another by ``if`` and ``then``, so that an editor names the one fault and not all
alternatives. What an item cannot do without is asked for only in files that extend no other.
"""

import json
import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from game.authoring import id_words
from game.scenario.atlas import jurisdiction_names
from game.scenario.checks_values import ALSO, TARGETS
from game.scenario.schema import ScenarioKeys
from game.scenario.script import ALL_VERBS, PROPOSED_VERBS

Node = dict[str, Any]

_DROPPED = frozenset({"title", "$defs"})
_EVERYWHERE = ("source", "stylised", "like", "remove")
_FORMULA = " Functions and names: docs/expressions.md."
_FORMULAS = frozenset({("event", "when"), ("objective", "quantity"), ("test", "expect")})
_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "Small letters, digits and underscores, beginning with a letter.",
    r"^[A-Z]{3}$": "An ISO 3166-1 code of three capital letters, as in KEN.",
    r"^[EWH]\d{3}$": "A code as the checker writes it, as in W302.",
    "^all$": "A list of ids, or all.",
}
# Items that are replaced as a whole by a file on top, so that all they need is needed there too.
_WHOLE = frozenset({"effect", "suppress", "step", "proposed_order"})


def scenario_schema() -> Node:
    """Return the schema of a scenario file."""
    raw = ScenarioKeys.model_json_schema()
    definitions = {_short(name): _tidy(node, raw["$defs"]) for name, node in raw["$defs"].items()}
    for model in ALL_VERBS.values():  # what only steps hold, such as the clauses of an agreement
        inside = model.model_json_schema(by_alias=True).get("$defs", {})
        definitions |= {_short(name): _tidy(node, inside) for name, node in inside.items() if name not in raw["$defs"]}
    top = _tidy({key: value for key, value in raw.items() if key != "$defs"}, raw["$defs"])
    definitions["jurisdiction"]["properties"]["id"] |= _choices(jurisdiction_names())
    definitions["jurisdiction"]["properties"]["resilience"] |= _blocks(definitions["jurisdiction"])
    definitions["effect"]["allOf"] = list(_targets())
    definitions["measure"] = _measure(definitions["measure"])
    definitions["step"] = _steps(by=True)
    definitions["proposed_order"] = _steps(by=False)
    definitions["test"]["properties"]["play"]["items"] = _reference("step")
    definitions["delegation"]["properties"]["proposed_orders"]["items"] = _reference("proposed_order")
    for owner, key in _FORMULAS:
        definitions[owner]["properties"][key]["description"] += _FORMULA
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **_on_top(top),
        "if": {"not": {"required": ["extends"]}},
        "then": _needs(top, definitions),
        "definitions": {
            name: definitions[name] if name in _WHOLE else _on_top(definitions[name])
            for name in sorted(_used(top, definitions))
        },
    }


def schema_text() -> str:
    """Return the schema as it stands in ``assets/schema/scenario.schema.json``."""
    return json.dumps(scenario_schema(), ensure_ascii=False, indent=1) + "\n"


# From pydantic to what editors like


def _tidy(node: Node, definitions: Node) -> Node:
    """Drop what editors have no use for, and write alternatives as one node."""
    if "anyOf" in node:
        node = _one_of_kinds(node)
    if "$ref" in node:
        name = _target(node)
        rest = {key: value for key, value in node.items() if key == "description"}
        target = definitions[name]
        if "enum" in target:
            return {"type": "string", **_choices_of(name, target), **rest}
        # Beside a reference an editor would not see the description.
        return {**_tidy(target, definitions), **rest} if rest else _reference(name)
    found: Node = {}
    for key, value in node.items():
        if key in _DROPPED or (key == "default" and (value in ([], {}, "", None) or isinstance(value, dict))):
            continue
        if key in {"properties", "patternProperties"}:
            found[key] = {name: _tidy(child, definitions) for name, child in value.items()}
        elif key in {"items", "additionalProperties"} and isinstance(value, dict):
            found[key] = _tidy(value, definitions)
        else:
            found[key] = value
    return _in_order(_explained(_closed(found, definitions)))


def _in_order(node: Node) -> Node:
    """Put first what tells an item apart, and last what every item has."""
    keys = node.get("properties")
    if not keys:
        return node
    first = [key for key in keys if key not in _EVERYWHERE]
    return {**node, "properties": {key: keys[key] for key in (*first, *(key for key in _EVERYWHERE if key in keys))}}


def _one_of_kinds(node: Node) -> Node:
    """Write alternatives of different kinds as one node with several types; each keyword minds its own kind only."""
    parts = [part for part in node["anyOf"] if part.get("type") != "null"]
    rest = {key: value for key, value in node.items() if key not in {"anyOf", "default"}}
    if len(parts) == 1:
        return {**parts[0], **rest}
    merged: Node = {"type": [part.get("type", "string") for part in parts]}
    for part in parts:
        merged.update({key: value for key, value in part.items() if key != "type"})
    return {**merged, **rest}


def _closed(node: Node, definitions: Node) -> Node:
    """Write a mapping whose keys are words of a closed list with a property for each word."""
    names = node.pop("propertyNames", None)
    if names is None:
        return node
    if "$ref" in names:
        name = _target(names)
        value = node.pop("additionalProperties")
        words = id_words.OF_ENUM.get(name, {})
        node["properties"] = {
            word: {**value, "description": words.get(word, word)} for word in definitions[name]["enum"]
        }
        node["additionalProperties"] = False
    elif "pattern" in names:
        node["patternProperties"] = {names["pattern"]: node.pop("additionalProperties")}
        node["additionalProperties"] = False
    return node


def _explained(node: Node) -> Node:
    """Say in words what a pattern asks for."""
    words = _PATTERNS.get(str(node.get("pattern", "")))
    return {**node, "patternErrorMessage": words} if words else node


def _choices_of(name: str, target: Node) -> Node:
    return _choices({word: id_words.OF_ENUM.get(name, {}).get(word, "") for word in target["enum"]})


def _choices(words: dict[str, str]) -> Node:
    explained = {"markdownEnumDescriptions": list(words.values())} if any(words.values()) else {}
    return {"enum": list(words), **explained}


def _reference(name: str) -> Node:
    return {"$ref": f"#/definitions/{_short(name)}"}


def _short(name: str) -> str:
    """Name a definition as an author would: editors show it."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.removesuffix("Keys")).lower()


def _target(node: Node) -> str:
    return str(node["$ref"]).rpartition("/")[2]


# Measures, effects, steps


def _measure(mapping: Node) -> Node:
    """Let the name of a built-in measure stand for the measure."""
    names = _choices(dict(id_words.OF_ENUM["MeasureId"]))
    return {
        "type": ["string", "object"],
        "description": "The name of a built-in measure, or a mapping with id that changes one or adds an own one.",
        "if": {"type": "string"},
        "then": names,
        "else": {key: value for key, value in mapping.items() if key != "type"},
        "defaultSnippets": [
            {"label": name, "description": words, "body": name} for name, words in id_words.OF_ENUM["MeasureId"].items()
        ],
    }


def _blocks(jurisdiction: Node) -> Node:
    """Return what resilience may be besides a number: a figure, or a score for each block."""
    score = jurisdiction["properties"]["criminality"]  # a number or a figure
    blocks = {block: {**score, "description": words} for block, words in id_words.OF_ENUM["BlockId"].items()}
    return {"properties": {**blocks, **score["properties"]}, "additionalProperties": False}


def _targets() -> Iterable[Node]:
    """Say for each kind of effect what it must name."""
    for kind, wants in TARGETS.items():
        single = [want for want in wants if isinstance(want, str)]
        several = [list(want) for want in wants if not isinstance(want, str)]
        need: Node = {"required": single} if single else {}
        if several:
            need["if"] = {"not": {"anyOf": [{"required": [key]} for key in several[0]]}}
            need["then"] = _lacks(several[0][0], f"An effect of kind {kind.value} names {' or '.join(several[0])}.")
        need["description"] = id_words.EFFECTS[kind]
        also = ALSO.get(kind, ())
        if also:
            need["description"] += f". Also: {', '.join(also)}"
        yield {"if": {"properties": {"kind": {"const": kind.value}}, "required": ["kind"]}, "then": need}


def _steps(*, by: bool) -> Node:
    """Return what a step may say: which verb it has decides on the other keys."""
    models = ALL_VERBS if by else PROPOSED_VERBS
    plain = {verb: _step(model, by=by) for verb, model in models.items()}
    everything: Node = {}
    for node in plain.values():
        for key, child in node["properties"].items():
            everything.setdefault(key, child)
    verbs = ", ".join(plain)
    chain = _lacks(next(iter(plain)), f"A step says one of: {verbs}.")
    for verb, node in reversed(plain.items()):
        chain = {"if": {"required": [verb]}, "then": node, "else": chain}
    words = (
        "One step: what a delegation orders, or end_turn." if by else "One order that is proposed for the first turn."
    )
    return {"type": "object", "description": words, "properties": everything, **chain}


def _lacks(key: str, message: str) -> Node:
    """Ask for a key where none of several is there, and say which they are."""
    return {"required": [key], "errorMessage": message}


def _step(model: type[BaseModel], *, by: bool) -> Node:
    raw = model.model_json_schema(by_alias=True)
    node = _tidy({key: value for key, value in raw.items() if key != "$defs"}, raw.get("$defs", {}))
    if not by:
        node["properties"].pop("delegation", None)
        node["required"] = [key for key in node["required"] if key != "delegation"]
    return node


# What is needed where


def _used(node: Any, definitions: Node) -> set[str]:
    """Collect the definitions that are still referred to."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            name = _target(part) if "$ref" in part else ""
            if name and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
    return found


def _needs(node: Node, definitions: Node) -> Node:
    """Return what a file that extends no other cannot do without: a schema of nothing but required keys."""
    if "$ref" in node:
        name = _target(node)
        found = {} if name in _WHOLE else _needs(definitions[name], definitions)
        if "required" not in found or "like" not in definitions[name]["properties"]:
            return found
        # A copy takes from another item what it does not say itself.
        need = {"required": found.pop("required")}
        return {**found, "if": {"not": {"required": ["like"]}}, "then": need}
    if _is_figure(node):
        return {}
    found = {}
    more = [key for key in node.get("required", ()) if key != _identity(node)]
    if more:
        found["required"] = more
    for key in ("properties", "patternProperties"):
        inside = {name: _needs(child, definitions) for name, child in node.get(key, {}).items()}
        inside = {name: child for name, child in inside.items() if child}
        if inside:
            found[key] = inside
    for key in ("items", "additionalProperties"):
        part = _needs(node[key], definitions) if isinstance(node.get(key), dict) else {}
        if part:
            found[key] = part
    return found


def _on_top(node: Any) -> Any:
    """Ask only for what tells items apart: a file on top may leave the rest as it is below."""
    if isinstance(node, list):
        return [_on_top(part) for part in node]
    if not isinstance(node, dict) or _is_figure(node):
        return node
    found = {key: value if key == "required" else _on_top(value) for key, value in node.items()}
    if "properties" in node and "required" in node:
        kept = [key for key in node["required"] if key == _identity(node)]
        found = {**found, "required": kept} if kept else {key: part for key, part in found.items() if key != "required"}
    return found


def _is_figure(node: Node) -> bool:
    return "value" in node.get("required", ())


def _identity(node: Node) -> str:
    """Say which key tells an item from others of its list."""
    keys = node.get("properties", {})
    if "id" in keys:
        return "id"
    return "name" if "play" in keys else "jurisdiction"
