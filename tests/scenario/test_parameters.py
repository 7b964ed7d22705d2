"""The parameter file of the model is complete, and a broken one is said to be."""

import pytest

from game.model.parameters import MARKET_PARAMETERS, START_PARAMETERS
from game.scenario.diagnostic import ReadingError
from game.scenario.example import example_text
from game.scenario.load import read_scenario
from game.scenario.parameters import load_parameters, parameters_text

ONE = "speed: {value: 2, low: 1, high: 3, unit: m/s, source: stylised, description: How fast.}\n"


def test_every_parameter_says_its_unit_source_and_range() -> None:
    parameters = load_parameters()
    assert len(parameters) > 40
    for name, one in parameters.items():
        assert one.name == name
        assert one.low <= one.value <= one.high
        assert one.unit
        assert one.source
        assert one.description


def test_the_parameters_that_the_program_names_exist() -> None:
    assert set(load_parameters()) >= MARKET_PARAMETERS | START_PARAMETERS


def test_the_text_that_a_save_holds_gives_the_same() -> None:
    assert dict(load_parameters(parameters_text())) == dict(load_parameters())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ONE.replace("value: 2", "value: 4"), "E319"),
        (ONE.replace("value: 2", 'value: "2"'), "E203"),
        (ONE.replace("unit: m/s, ", ""), "E202"),
        (ONE.replace("unit:", "units:"), "E201"),
        ("[1, 2]", "E122"),
        ("speed: [", "E110"),
        (ONE.replace("value: 2", "value: .inf"), "E205"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(text: str, code: str) -> None:
    with pytest.raises(ReadingError) as raised:
        load_parameters(text, "parameters.yaml")
    assert code in {found.code for found in raised.value.diagnostics}


def test_a_scenario_may_change_parameters_within_reason() -> None:
    result = read_scenario(example_text("parameters: {interdiction: 2}"), "x.yaml")
    assert result.scenario is not None
    assert dict(result.scenario.parameters) == {"interdiction": 2.0}
    in_market = """\
markets:
- id: counterfeit
  origins: [{jurisdiction: KEN, supply: 5}]
  destinations: [{jurisdiction: CHN}]
  parameters: {base_effort: 0.2}
"""
    found = read_scenario(example_text(in_market), "x.yaml").diagnostics
    assert "E320" in {one.code for one in found}  # not one that a market may change
