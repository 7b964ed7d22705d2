"""The committed schema in the language server that editors use: completion, hover, and what is underlined."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.model.places import assets_folder, scenarios_folder
from tests.authoring.language_server import LanguageServer

pytestmark = pytest.mark.slow
PACKAGE = "yaml-language-server@1.25.0"
SMALL = Path(__file__).parents[1] / "scenario" / "small.yaml"
HEAD = "# yaml-language-server: $schema=scenario.schema.json\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("needs node and npm")
    folder = tmp_path_factory.mktemp("editor")
    install = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), PACKAGE]
    done = subprocess.run(install, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"npm could not install {PACKAGE}")
    shutil.copy(assets_folder() / "schema" / "scenario.schema.json", folder)
    program = folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
    running = LanguageServer(node, program, folder)
    yield running
    running.close()


def place(text: str, mark: str = "|") -> tuple[str, int, int]:
    """Take the mark out of a text and say where it stood, from 0."""
    before, _mark, after = (HEAD + text).partition(mark)
    return before + after, before.count("\n"), len(before) - before.rfind("\n") - 1


def problems(server: LanguageServer, name: str, text: str) -> list[tuple[int, int, str]]:
    found = server.problems(f"{name}.yaml", HEAD + text)
    starts = [(one["range"]["start"], one["message"]) for one in found]
    return sorted((start["line"], start["character"], message) for start, message in starts)


@pytest.mark.parametrize("path", [SMALL, *sorted(scenarios_folder().glob("*.yaml"))], ids=lambda path: path.stem)
def test_what_the_checker_takes_is_not_underlined(server: LanguageServer, path: Path) -> None:
    assert problems(server, path.stem, path.read_text(encoding="utf-8")) == []


def test_an_extension_needs_little(server: LanguageServer) -> None:
    text = """\
extends: ivory_corridor
lessons: {45: {turns: 4, turn_years: 1}}
jurisdictions: [{id: KEN, corruption: 0.5}, {id: UGA, like: KEN}]
legs: [{id: nga_are, remove: true}, {id: uga_ken, like: tza_ken, from: UGA}]
remove: {jurisdictions: [GAB], events: all}
delegations: [{id: tanzania, joins: kenya}]
sources: {oci2023: {note: Another note.}}
"""
    assert problems(server, "extension", text) == []


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("titel: A route\n", 1, 0, "Property titel is not allowed."),
        ("legs: [{id: a, jurisdicton: KEN}]\n", 1, 15, "Property jurisdicton is not allowed."),
        ("extends: base\nlegs:\n- {id: a, mode: boat}\n", 3, 16, 'Valid values: "land", "sea", "air", "online".'),
        ("rules: {turns: many}\n", 1, 15, 'Expected "integer".'),
        ("rules: {turns: 99}\n", 1, 15, "above the maximum of 40"),
        ("jurisdictions: [{id: Kenya}]\n", 1, 21, "three capital letters"),
        ("jurisdictions: [{id: KEN, corruption: 3}]\n", 1, 38, "above the maximum of 0.95"),
        ("jurisdictions: [{id: KEN, resilience: {police: 3}}]\n", 1, 39, "Property police is not allowed."),
        ("jurisdictions: [{id: KEN, markets: {fawna: 3}}]\n", 1, 36, "Property fawna is not allowed."),
        ("title: x\nmarkets: [{id: fauna}]\n", 2, 10, 'Missing property "destinations".'),
        ("measures: [patroll]\n", 1, 11, "Value is not accepted."),
        ("remove: {legz: [a]}\n", 1, 9, "Property legz is not allowed."),
        ("tests: [{name: a, play: [{end_turn: soon}]}]\n", 1, 36, 'Expected "integer".'),
        ("tests: [{name: a, play: [{delegation: a, fund: b, amuont: 2}]}]\n", 1, 50, "Property amuont is not allowed."),
        ("tests: [{name: a, play: [{delegation: a, dance: 2}]}]\n", 1, 25, "A step says one of"),
        ("delegations: [{id: a, proposed_orders: [{end_turn: 2}]}]\n", 1, 40, "A step says one of"),
        ("delegations: [{id: a, proposed_orders: [{fund: b, delegation: c}]}]\n", 1, 50, "delegation is not allowed."),
        ("events: [{id: a, effects: [{kind: block, jurisdiction: KEN}]}]\n", 1, 27, 'Missing property "block".'),
        ("events: [{id: a, effects: [{kind: effort}]}]\n", 1, 27, "An effect of kind effort names leg or"),
        ("events: [{id: a, effects: [{kind: bloc}]}]\n", 1, 34, "Value is not accepted."),
        ("suppress: [{code: W302}]\n", 1, 11, 'Missing property "reason".'),
    ],
)  # fmt: skip
def test_faults_are_underlined_where_they_stand(
    server: LanguageServer, text: str, line: int, column: int, message: str
) -> None:
    found = problems(server, f"fault{abs(hash(text))}", text)
    assert [one for one in found if one[:2] == (line, column) and message in one[2]], found


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("titl|", {"title", "jurisdictions", "legs", "extends", "tests", "lessons"}),
        ("legs:\n- id: a\n  mode: |\n", {"land", "sea", "air", "online"}),
        ("legs:\n- id: a\n  m|\n", {"mode", "from", "to", "market", "like"}),
        ("markets:\n- id: |\n", {"fauna", "human_trafficking", "counterfeit"}),
        ("measures:\n- |\n", {"patrol", "ranger_patrol", "technical_assistance"}),
        ("jurisdictions:\n- id: |\n", {"KEN", "CHN", "NOR"}),
        ("jurisdictions:\n- id: KEN\n  resilience:\n    |\n", {"law_enforcement", "judicial_system"}),
        ("jurisdictions:\n- id: KEN\n  markets:\n    |\n", {"fauna", "financial"}),
        ("tests:\n- name: a\n  play:\n  - delegation: kenya\n    |\n", {"fund", "link", "contribute", "give", "join"}),
        ("tests:\n- name: a\n  play:\n  - fund: patrol\n    |\n", {"at", "amount", "every_turn", "delegation"}),
        ("delegations:\n- id: a\n  proposed_orders:\n  - fund: patrol\n    |\n", {"at", "amount", "every_turn"}),
        ("delegations:\n- id: a\n  f|\n", {"mandates", "joins", "funds", "position"}),
        ("events:\n- id: a\n  effects:\n  - kind: |\n", {"supply", "corruption", "flag"}),
        ("delegations:\n- id: a\n  mandates:\n  - id: b\n    objectives:\n    - |\n", {"id", "text", "gold"}),
    ],
)  # fmt: skip
def test_keys_and_words_are_completed(server: LanguageServer, text: str, offered: set[str]) -> None:
    whole, line, column = place(text)
    found = server.completions(f"complete{abs(hash(text))}.yaml", whole, line, column)
    assert offered <= set(found)


def test_words_are_explained_in_the_list(server: LanguageServer) -> None:
    whole, line, column = place("jurisdictions:\n- id: |\n")
    assert "Kenya" in str(server.completions("names.yaml", whole, line, column)["KEN"]["documentation"])
    whole, line, column = place("markets:\n- id: |\n")
    found = server.completions("markets.yaml", whole, line, column)["human_smuggling"]["documentation"]
    assert "Smuggling of migrants" in str(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ti|tle: A route\n", "Title on the shelf"),
        ("rules:\n  tur|ns: 4\n", "Number of turns"),
        ("jurisdictions:\n- id: KEN\n  corr|uption: 0.4\n", "Corruption Perceptions Index"),
        ("jurisdictions:\n- id: KEN\n  corruption: {val|ue: 0.4}\n", "The number itself"),
        ("jurisdictions:\n- id: KEN\n  resilience: {law_enf|orcement: 4}\n", "Law enforcement"),
        ("tests:\n- name: a\n  play:\n  - {delegation: kenya, fu|nd: patrol}\n", "Id of the measure"),
        ("delegations:\n- id: a\n  proposed_orders:\n  - {fund: patrol, at: a, amo|unt: 2}\n", "Whole units of funds"),
        ("events:\n- id: a\n  wh|en: turn > 3\n", "docs/expressions.md"),
        ("lessons:\n  45: {tur|ns: 4}\n", "Number of turns"),
    ],
)
def test_every_key_is_explained(server: LanguageServer, text: str, words: str) -> None:
    whole, line, column = place(text)
    assert words in server.hover(f"hover{abs(hash(text))}.yaml", whole, line, column)
