"""What a schema allows at a place of a file, from its JSON Schema: the same that editors complete from."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.errors import PydanticInvalidForJsonSchema, PydanticUserError

from game.scenario.positions import Path

Node = Mapping[str, Any]


class Shape:
    """The JSON Schema of a model, walked along the path of a value."""

    def __init__(self, root: Node) -> None:
        self._root = root

    def keys(self, path: Path, top: object) -> dict[str, str]:
        """Give the keys that may stand in the mapping at ``path``, with their descriptions."""
        value = value_at(top, path)
        found: dict[str, str] = {}
        for node in _fitting(self._nodes(path, top), value):
            for key, child in node.get("properties", {}).items():
                found.setdefault(key, str(child.get("description", "")))
            for key in self._words(node.get("propertyNames", {})):
                found.setdefault(key, "")
        return found

    def required(self, path: Path) -> set[str]:
        """Give the keys that a mapping at ``path`` cannot do without, whatever its file holds."""
        nodes = list(self._open(self._root))
        for part in path:
            nodes = [opened for node in nodes for opened in self._step(node, part)]
        return {str(key) for node in nodes for key in node.get("required", ())}

    def description(self, path: Path, top: object) -> str:
        """Give what the schema says about the key at ``path``."""
        return self.keys(path[:-1], top).get(str(path[-1]), "") if path else ""

    def homes(self, key: str) -> tuple[str, ...]:
        """Give where near the top a key belongs: "" for the top, else a top key that may hold it."""
        tops = self._root.get("properties", {})
        found = [""] if key in tops else []
        found += [
            name for name, node in tops.items() if any(key in one.get("properties", {}) for one in self._open(node))
        ]
        return tuple(found)

    def names_items(self, path: Path, top: object) -> bool:
        """Say whether the mapping at ``path`` holds items under ids of the author's choice."""
        nodes = self._nodes(path, top)
        return any(isinstance(_of_any_key(node), Mapping) for node in nodes)

    def _nodes(self, path: Path, top: object) -> list[Node]:
        nodes = list(self._open(self._root))
        value: object = top
        for part in path:
            nodes = [opened for node in _fitting(nodes, value) for opened in self._step(node, part)]
            value = value_at(value, (part,))
        return nodes

    def _step(self, node: Node, part: str | int) -> Iterator[Node]:
        if isinstance(part, int):
            prefix = node.get("prefixItems", ())
            child = prefix[part] if part < len(prefix) else node.get("items")
        else:
            child = node.get("properties", {}).get(part) or _of_any_key(node)
        if isinstance(child, Mapping):
            yield from self._open(child)

    def _open(self, node: Node, depth: int = 0) -> Iterator[Node]:
        """Follow references and alternatives down to plain nodes."""
        if depth > 16:
            return
        reference = node.get("$ref")
        if isinstance(reference, str):
            target = self._root.get("$defs", {}).get(reference.rpartition("/")[2])
            if target is not None:
                yield from self._open(target, depth + 1)
            return
        alternatives = [*node.get("anyOf", ()), *node.get("oneOf", ()), *node.get("allOf", ())]
        for alternative in alternatives:
            yield from self._open(alternative, depth + 1)
        if not alternatives or "properties" in node:
            yield node

    def _words(self, node: Node) -> list[str]:
        return [str(word) for opened in self._open(node) for word in opened.get("enum", ())]


def _of_any_key(node: Node) -> Any:
    """Give what stands under keys of the author's choice."""
    patterns = list(node.get("patternProperties", {}).values())
    return patterns[0] if patterns else node.get("additionalProperties")


def _fitting(nodes: list[Node], value: object) -> list[Node]:
    """Keep the alternatives that a mapping may mean: those whose required keys and fixed words it has."""
    if len(nodes) < 2 or not isinstance(value, Mapping):
        return nodes
    fitting = [
        node
        for node in nodes
        if set(node.get("required", ())) <= set(value)
        and all(
            value.get(key) == child["const"]
            for key, child in node.get("properties", {}).items()
            if "const" in child and key in value
        )
    ]
    return fitting or nodes


def value_at(top: object, path: Path) -> Any:
    """Give the value at ``path``, or ``None`` where there is none."""
    value: Any = top
    for part in path:
        if not has_part(value, part):
            return None
        value = value[part]
    return value


def has_part(value: object, part: str | int) -> bool:
    """Say whether a mapping has that key, or a list that index."""
    if isinstance(value, dict):
        return part in value
    return isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value)


@lru_cache(maxsize=16)
def shape_of(model: type[BaseModel]) -> Shape:
    """Give the shape of a model; an empty one if it has no JSON Schema."""
    try:
        return Shape(model.model_json_schema())
    except (PydanticInvalidForJsonSchema, PydanticUserError):
        return Shape({})
