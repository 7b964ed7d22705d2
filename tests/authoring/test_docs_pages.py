"""What is made from the code is committed as it would be made now, and every example shows what it is for."""

import json
from pathlib import Path

import pytest

from game.authoring.docs_pages import PAGES
from game.authoring.examples import findings_of
from game.authoring.schema_export import scenario_schema, schema_text
from game.model.measures import MeasureId
from game.model.places import assets_folder
from game.model.scenario import EffectKind
from game.model.taxonomy import MarketId
from game.model.vocabulary import FUNCTIONS, VARIABLES
from game.scenario.codes import Reads, registered
from game.scenario.codes_checks import UNKNOWN_ID
from game.scenario.schema import ScenarioKeys
from game.scenario.script_keys import VERBS

DOCS = Path(__file__).parents[2] / "docs"
# Keywords of a schema that only says what is needed.
NEEDS = {"required", "properties", "items", "if", "then", "patternProperties", "const"}
AGAIN = "run: python main.py schema --docs docs; python main.py schema --out assets/schema/scenario.schema.json"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_page_is_as_the_code_makes_it(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), AGAIN


def test_the_schema_is_as_the_code_makes_it() -> None:
    committed = (assets_folder() / "schema" / "scenario.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(), AGAIN


@pytest.mark.parametrize(
    "code",
    [code for code in registered().values() if code.reads is not Reads.NOTHING],
    ids=lambda code: code.id,
)
def test_the_example_of_a_finding_shows_it(code) -> None:
    found = {finding.code for finding in findings_of(code)}
    assert code.id in found
    # One fault at a time: an example of an error has no second one.
    if code.id.startswith("E"):
        assert {other for other in found if other.startswith("E")} == {code.id}


def test_every_finding_has_its_place_on_the_page() -> None:
    page = PAGES["diagnostics.md"]()
    for code in registered().values():
        assert f"### {code.id}: {code.title}" in page
        assert code.explanation in page
    assert UNKNOWN_ID in page


def test_the_page_of_formulas_has_every_word() -> None:
    page = PAGES["expressions.md"]()
    for name in (*FUNCTIONS, *VARIABLES):
        assert f"`{name}" in page


def test_the_page_of_keys_has_every_key() -> None:
    page = PAGES["keys.md"]()
    for name in ScenarioKeys.model_fields:
        assert f"`{name}`" in page
    for word in (*MarketId, *MeasureId, *EffectKind):
        assert f"`{word.value}`" in page
    for verb in VERBS:
        assert f"### {verb}" in page
    assert "| 5 units | 1.2 effort |" in page  # what a measure has where the scenario says nothing else
    assert "conference: consensus, else two thirds" in page


def test_every_key_of_the_schema_is_described() -> None:
    def look(node: object, path: str) -> None:
        if isinstance(node, dict):
            for name, child in node.get("properties", {}).items():
                needs_only = set(child) <= NEEDS
                assert needs_only or "$ref" in child or child.get("description"), f"{path}/{name}"
            for key, child in node.items():
                look(child, f"{path}/{key}")
        elif isinstance(node, list):
            for number, child in enumerate(node):
                look(child, f"{path}/{number}")

    look(scenario_schema(), "")


def test_the_schema_is_of_the_kind_that_editors_like() -> None:
    text = schema_text()
    schema = json.loads(text)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    for word in ('"oneOf"', '"$defs"', '"prefixItems"', '"unevaluatedProperties"', '"discriminator"', '"null"'):
        assert word not in text
    names = {part.rpartition("/")[2] for part in text.split('"') if part.startswith("#/definitions/")}
    assert names == set(schema["definitions"])
