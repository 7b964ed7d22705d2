"""The pages for authors that are made from the code, so that they are never behind it: findings, formulas, keys."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from game.authoring import backcast_codes, codes_authoring, id_words  # noqa: F401 - their findings are in the table
from game.authoring.docs_keys import keys_page
from game.authoring.examples import findings_of
from game.model import expression_tokens as tokens
from game.model.expression_parser import MAX_DEPTH
from game.model.vocabulary import CHOICES, FUNCTIONS, START, VARIABLES, Function
from game.scenario.codes import Code, Reads, Severity, registered

MADE = "<!-- Made by `python main.py schema --docs docs`; change the code, not this page. -->"

_PARTS = (
    ("E1", "Reading the file", "Is it text, and YAML of the plain kind that scenarios use?"),
    ("E2", "Keys, values, formulas and steps", "Is every key known, and every value of its kind?"),
    (
        "E3",
        "The scenario as a whole",
        "Do the parts fit together? Files that extend others, and suppressions, from E330.",
    ),
    ("E4", "Playing scripts and series", "Found when tests, scripts and recorded series are played."),
    ("W", "Warnings", "The scenario can be played; something in it is probably not meant."),
    ("H", "Hints", "Shown by the checker only."),
)
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}
_LANGUAGE = {Reads.EXPRESSION: "text", Reads.NOTHING: "text"}


def diagnostics_page() -> str:
    """Return the page of every finding, with an example and what is said about it."""
    rows = [
        MADE,
        "# Every finding, with an example",
        (
            "`python main.py check FILE` names a code with each finding. Errors stop play, warnings inform, hints "
            "show in the checker only."
        ),
        (
            "Examples are whole files, steps of a script, formulas, or lines that are put into a small scenario that "
            "is fine without them. Below each stands what the checker says about it."
        ),
        (
            "A warning or hint can be left standing for a reason; an error cannot. With `about:` and an id it is "
            "suppressed for that item alone:"
        ),
        "```yaml\nsuppress:\n- {code: W302, about: old_road, reason: The event of turn 3 opens it.}\n```",
    ]
    for prefix, title, words in _PARTS:
        codes = [code for code in registered().values() if code.id.startswith(prefix)]
        rows += [f"## {title}", words, *(row for code in codes for row in _finding(code))]
    return _page(rows)


def _finding(code: Code) -> Iterator[str]:
    yield f"### {code.id}: {code.title}"
    yield f"*{_WORDS[code.severity].capitalize()}.* {code.explanation}"
    if not code.example.strip():
        return
    if code.reads is Reads.NOTHING:
        yield f"For example: {_inline(code.example)}"
        return
    yield f"```{_LANGUAGE.get(code.reads, 'yaml')}\n{_visible(code.example)}\n```"
    found = next((one for one in findings_of(code) if one.code == code.id), None)
    # What the model says has figures in it, which would change with every constant.
    if found is not None and code.reads is not Reads.PLAYED:
        yield "> " + _escaped(f"{found.message} {found.remedy}".strip())


def expressions_page() -> str:
    """Return the page of formulas: signs, functions and names."""
    rows = [
        MADE,
        "# Formulas",
        ("Events have a condition (`when`), objectives a quantity (`quantity`), tests conditions (`expect`). All are "
        "formulas like this one:"),
        "```text\ncriminality(KEN, fauna) > 7.5 and turn >= 3\n```",
        ("Names are those of the scenario: ids of jurisdictions, legs, habitats, delegations and so on. A formula is "
        "read when the file is read: a wrong name is found then, with its column, and never during a game."),
        "## Names",
        _table(
            ("name", "unit", "meaning"),
            ((f"`{item.name}`", item.unit, item.description) for item in VARIABLES.values()),
        ),
        "## Functions",
        ("Between the brackets stand ids of the kind that is named. Goods, persons, animals and money are per year, "
        "whatever the length of a turn."),
        _table(
            ("function", "gives", "meaning"),
            ((_forms(item), item.unit, item.description) for item in FUNCTIONS.values()),
        ),
        (f"`{START}(...)` around a function gives what it was at the start: `population(tsavo) > "
        f"{START}(population(tsavo))`."),
        "## Signs, from the weakest to the strongest",
        _table(
            ("signs", "between", "give"),
            (
                ("`or`", "two conditions", "true if one of them is"),
                ("`and`", "two conditions", "true if both are"),
                ("`not`", "before a condition", "the opposite"),
                ("`==` `!=` `<` `<=` `>` `>=`", "two numbers", ("true or false; `a < b < c` is written "
                 "`a < b and b < c`")),
                ("`+` `-`", "two numbers", "a number"),
                ("`*` `/`", "two numbers", "a number; division by zero gives 0"),
                ("`-`", "before a number", "a number"),
                (" ".join(f"`{name}(...)`" for name in CHOICES), "numbers", "the smallest, the largest, without sign"),
                ("`(` `)`", "around anything", "the inside first"),
                ("`true` `false`", "", "conditions that always or never hold"),
            ),
        ),
        "Numbers are written as `3` or `0.25`.",
        "## Limits",
        (f"At most {tokens.MAX_CHARACTERS:,} characters, {tokens.MAX_TOKENS:,} words and signs, and "
        f"{MAX_DEPTH} levels of brackets. Nothing is ever infinite."),
        "## What no objective may ask for",
        ("Fewer recorded victims, fewer arrivals of persons, or more people turned back: such an objective is an error "
        "([E311](diagnostics.md)). Reward less harm and more people protected."),
    ]  # fmt: skip
    return _page(rows)


def _forms(function: Function) -> str:
    """Write every way to ask for a quantity, as in ``criminality(jurisdiction, market)``."""
    written = (f"`{function.name}({', '.join(kind.value for kind in form)})`" for form in function.forms)
    return "<br>".join(written)


PAGES: Mapping[str, Callable[[], str]] = {
    "diagnostics.md": diagnostics_page,
    "expressions.md": expressions_page,
    "keys.md": lambda: f"{MADE}\n\n{keys_page()}",
}


def write_pages(folder: Path, write: Callable[[Path, str], None]) -> list[Path]:
    """Write all pages into a folder with ``write``; return where."""
    paths = []
    for name, make in PAGES.items():
        path = folder / name
        write(path, make())
        paths.append(path)
    return paths


def _page(rows: Iterable[str]) -> str:
    return "\n\n".join(rows) + "\n"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_escaped(cell, table=True) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _escaped(text: str, *, table: bool = False) -> str:
    """Keep signs of Markdown from meaning anything."""
    return text.replace("|", "\\|") if table else text.replace("<", "\\<")


def _inline(text: str) -> str:
    return f"`{text}`" if "\n" not in text else f"\n\n```yaml\n{text}\n```"


def _visible(text: str) -> str:
    """Show what nobody would see."""
    shown = text.replace("\t", "‹tab›")
    shown = "".join(char if char.isprintable() or char == "\n" else f"‹U+{ord(char):04X}›" for char in shown)
    return shown if len(shown) < 2_000 else shown[:2_000] + " …"
