"""The parameter file: every constant whole, and nothing that the model does not read."""

import re

import pytest

from game.model.measures import MeasureId
from game.model.parameters import MARKET_PARAMETERS, START_PARAMETERS
from game.model.places import assets_folder
from tests.simulation.small import PARAMETERS


def test_every_parameter_has_a_range_a_unit_a_source_and_a_description() -> None:
    for parameter in PARAMETERS.values():
        assert parameter.low <= parameter.value <= parameter.high, parameter.name
        assert parameter.unit, parameter.name
        assert parameter.source, parameter.name
        assert len(parameter.description) > 15, parameter.name


def test_every_measure_has_its_sizes() -> None:
    for rule in MeasureId:
        assert PARAMETERS.value(f"{rule}_maximum") > 0
        assert PARAMETERS.value(f"{rule}_half") > 0


def test_lists_of_names_are_names_of_parameters() -> None:
    assert set(PARAMETERS) >= MARKET_PARAMETERS
    assert set(PARAMETERS) >= START_PARAMETERS


def test_every_parameter_is_read_by_the_model() -> None:
    folder = assets_folder().parent / "game" / "simulation"
    program = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    for name in PARAMETERS:
        if re.search(r"_(maximum|half)$", name) or re.search(r"_(gain|decay)$", name):
            continue  # put together from the name of a measure or a stock
        assert f'"{name}"' in program, name


def test_an_override_moves_the_range_with_it() -> None:
    changed = PARAMETERS.override({"audit_rate": PARAMETERS.value("audit_rate") * 2})["audit_rate"]
    assert changed.value == pytest.approx(2 * PARAMETERS.value("audit_rate"))
    assert changed.low < changed.value < changed.high
    with pytest.raises(KeyError):
        PARAMETERS.override({"no_such_parameter": 1.0})


def test_what_shapes_the_start_is_never_drawn() -> None:
    assert not any(PARAMETERS[name].drawn for name in START_PARAMETERS)
    assert not any(parameter.drawn for name, parameter in PARAMETERS.items() if name.endswith("_half"))
    assert PARAMETERS["route_lag"].drawn
