"""The reference of every key, from the schema that editors use."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from game.authoring import id_words
from game.authoring.schema_export import scenario_schema
from game.scenario.checks_values import ALSO, ONCE, TARGETS
from game.scenario.parameters import load_parameters
from game.scenario.script import ALL_VERBS

Node = dict[str, Any]

_SECTIONS = (
    ("rules", "Rules"),
    ("lesson", "Lessons"),
    ("source", "Sources"),
    ("jurisdiction", "Jurisdictions"),
    ("market", "Markets"),
    ("origin", "Origins of a market"),
    ("destination", "Destinations of a market"),
    ("leg", "Legs"),
    ("channel", "Channels"),
    ("money_hub", "Money hubs"),
    ("habitat", "Habitats"),
    ("corridor", "Corridors"),
    ("measure", "Measures"),
    ("instrument", "Instruments"),
    ("delegation", "Delegations"),
    ("mandate", "Mandates"),
    ("objective", "Objectives"),
    ("project", "Joint projects"),
    ("event", "Events"),
    ("effect", "Effects"),
    ("negotiation", "Negotiation"),
    ("verb", "Verbs"),
    ("opening_draft", "Opening drafts"),
    ("preambular", "Preambular clauses"),
    ("operative", "Operative clauses"),
    ("bracket", "Brackets"),
    ("rule_offer", "Rules that can be brought in"),
    ("rule_effect", "Effects of such rules"),
    ("hint", "Hints"),
    ("test", "Tests"),
    ("suppress", "Suppressions"),
)
# Told by their own tables.
_APART = frozenset({"step", "proposed_order", "remove"})
_FEW_KEYS = 5  # that are named in a table's cell
_FIGURE = "figure"
_FIGURE_KEYS = 3  # value, source, stylised
_MOST_WORDS = 50  # of a closed list that is written out here


def keys_page() -> str:
    """Return the page of every key."""
    schema = scenario_schema()
    definitions = {**schema["definitions"], **_inlined(schema)}
    needs = _needs(schema["then"])
    rows = [
        "# Every key",
        (
            "In **bold**: needed in a scenario that extends no other. A *figure* is a number, or "
            "`{value: 0.41, source: mike2020}`, or `{value: 3, stylised: true}`. An *id* is an own word of small "
            "letters, digits and underscores; jurisdictions have their ISO code of three capital letters."
        ),
        "[How to write a scenario](authors.md) · [Formulas](expressions.md) · [Findings](diagnostics.md)",
        "## At the top",
        _keys(schema, frozenset(schema["then"]["required"])),
    ]
    known = dict(_SECTIONS)
    for name in (*known, *sorted(set(definitions) - set(known) - _APART)):
        node = definitions[name]
        node = node.get("else", node)  # a measure may be its name alone
        words = node.get("description") or definitions[name].get("description", "")
        required = frozenset(node.get("required", ())) | needs.get(name, frozenset())
        rows += [f"## {known.get(name, name.replace('_', ' ').capitalize())}", words, _keys(node, required)]
        rows += _more(name)
    rows += list(_steps(definitions["step"]))
    rows += list(_lists())
    return "\n\n".join(row for row in rows if row) + "\n"


def _inlined(schema: Node) -> dict[str, Node]:
    """Return the larger mappings that stand at the top without a definition of their own."""
    return {
        name: node
        for name, node in schema["properties"].items()
        if len(node.get("properties", ())) > _FEW_KEYS and name not in _APART
    }


def _needs(then: Node) -> dict[str, frozenset[str]]:
    """Collect what the items of each list need in a file that extends no other."""
    found: dict[str, frozenset[str]] = {}

    def look(node: Node) -> None:
        for name, child in node.get("properties", {}).items():
            for inner in (child.get("items"), *child.get("patternProperties", {}).values(), child):
                if not inner:
                    continue
                need = [*inner.get("required", ()), *inner.get("then", {}).get("required", ())]
                if need:
                    found[_singular(name)] = frozenset(need)
                look(inner)

    look(then)
    return found


def _singular(name: str) -> str:
    return {"lessons": "lesson", "suppress": "suppress"}.get(name, name.removesuffix("s"))


def _keys(node: Node, required: frozenset[str]) -> str:
    lines = ["| key | value | meaning |", "|---|---|---|"]
    for name, child in node.get("properties", {}).items():
        key = f"**`{name}`**" if name in required else f"`{name}`"
        kind = (
            f"[{name}](#{name})" if name in dict(_SECTIONS) and "$ref" not in child and _large(child) else _kind(child)
        )
        lines.append(f"| {key} | {kind} | {_cell(child.get('description', ''))} |")
    return "\n".join(lines)


def _large(node: Node) -> bool:
    return node.get("type") == "object" and len(node.get("properties", ())) > _FEW_KEYS


def _kind(node: Node) -> str:
    """Say in a few words what stands after a key."""
    if "$ref" in node:
        name = str(node["$ref"]).rpartition("/")[2]
        return f"[{name.replace('_', ' ')}](#{_anchor(name)})"
    if "value" in node.get("properties", {}):
        blocks = " or mapping: [words](#lists-of-words)" if len(node["properties"]) > _FIGURE_KEYS else ""
        return _bounds(node, _FIGURE) + blocks
    if len(node.get("enum", ())) > _MOST_WORDS:
        return "ISO code"
    if "enum" in node:
        words = [f"`{word}`" for word in node["enum"]]
        return ", ".join(words) if len(words) <= 6 else "[one of a list](#lists-of-words)"
    kinds = node.get("type", "")
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(dict.fromkeys(_one_kind(kind, node) for kind in kinds if kind)) or "anything"


def _one_kind(kind: str, node: Node) -> str:
    match kind:
        case "string":
            return "id" if str(node.get("pattern", "")).startswith("^[a-z]") else "text"
        case "integer":
            return _bounds(node, "whole number")
        case "number":
            return _bounds(node, "number")
        case "boolean":
            return "true or false"
        case "array":
            items = node.get("items", {})
            return f"list: {_kind(items)}" if items else "list"
        case "object":
            return _mapping(node)
        case _:
            return kind


def _mapping(node: Node) -> str:
    patterns = [*node.get("patternProperties", {}).values()]
    if isinstance(node.get("additionalProperties"), dict):
        patterns.append(node["additionalProperties"])
    if patterns:
        return f"mapping: {_kind(patterns[0])}"
    keys = [f"`{name}`" for name in node.get("properties", {})]
    return f"mapping: {', '.join(keys)}" if 0 < len(keys) <= _FEW_KEYS else "mapping: [words](#lists-of-words)"


def _bounds(node: Node, word: str) -> str:
    low, above, high = (node.get(key) for key in ("minimum", "exclusiveMinimum", "maximum"))
    if high is not None and high >= 1e5:
        high = None
    if low is not None and high is not None:
        return f"{word}, {low:g} to {high:g}"
    if above is not None:
        return f"{word}, above {above:g}" + (f", to {high:g}" if high is not None else "")
    if low is not None:
        return f"{word}, from {low:g}"
    return f"{word}, to {high:g}" if high is not None else word


def _anchor(name: str) -> str:
    title = dict(_SECTIONS).get(name, name.replace("_", " "))
    return title.lower().replace(" ", "-")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _more(name: str) -> Iterator[str]:
    if name == "effect":
        rows = [
            (
                f"`{kind.value}`",
                ", ".join(" or ".join(f"`{key}`" for key in ((want,) if isinstance(want, str) else want))
                          for want in wants),
                ", ".join(f"`{key}`" for key in ALSO.get(kind, ())),
                "once" if kind in ONCE else "lasts",
                id_words.EFFECTS[kind],
            )
            for kind, wants in TARGETS.items()
        ]  # fmt: skip
        yield _rows(("kind", "needs", "may name", "", "amount"), rows)


def _steps(step: Node) -> Iterator[str]:
    yield "## Steps"
    yield (
        "What delegations do in tests (`play`), in proposed orders (without `delegation`) and in the scripts of "
        "`autoplay`. Each step says one of these:"
    )
    node = step
    for verb, model in ALL_VERBS.items():
        while verb not in node["if"]["required"]:
            node = node["else"]
        then = node["then"]
        yield f"### {verb}"
        yield (model.__doc__ or "").strip()
        yield _keys(then, frozenset(then.get("required", ())))


def _lists() -> Iterator[str]:
    yield "## Lists of words"
    titles = {
        "MarketId": "Markets",
        "BlockId": "Resilience blocks",
        "ActorId": "Criminal actors",
        "Mode": "Ways to travel",
        "MeasureId": "Built-in measures",
        "InstrumentKind": "Kinds of instruments",
        "ActionKind": "What a clause does",
        "AgreementForce": "Force of agreements",
        "Sharing": "Ways to share",
        "BracketField": "What a bracket settles",
        "HintPhase": "Where a hint is shown",
        "HintTarget": "What a hint can point to",
    }
    for name, title in titles.items():
        words: Mapping[str, str] = id_words.OF_ENUM[name]
        yield f"### {title}"
        if name == "MeasureId":
            yield _rows(("word", "meaning", "half_amount", "maximum"), _measures(words))
            yield (
                "`half_amount` and `maximum` are what a measure has where the scenario says nothing else: funds or "
                "teams a turn, and the effort or link that it adds; where no unit stands, 1 is its full effect."
            )
        else:
            yield _rows(("word", "meaning"), ((f"`{word}`", text) for word, text in words.items()))


def _measures(words: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """List the built-in measures with their sizes."""
    known = load_parameters()
    for word, text in words.items():
        half, most = known[f"{word}_half"], known[f"{word}_maximum"]
        yield f"`{word}`", text, _sized(half.value, half.unit), _sized(most.value, most.unit)


def _sized(value: float, unit: str) -> str:
    counted = unit.removesuffix("/turn")
    counted = counted.removesuffix("s") if value == 1 else counted
    return f"{value:g} {counted}".removesuffix(" 1")


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(map(_cell, row)) + " |" for row in rows)])
