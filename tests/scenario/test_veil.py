"""Invented names: everywhere that anybody reads, and nowhere that the model reckons with."""

import dataclasses
import re

from game.model.places import scenarios_folder
from game.model.scenario import Scenario
from game.scenario.atlas import jurisdiction_names
from game.scenario.load import load_scenario, read_scenario
from game.scenario.parameters import load_parameters
from game.scenario.veil import INVENTED
from game.session.rulebook import make_rulebook

TEXT = (scenarios_folder() / "ivory_corridor.yaml").read_text(encoding="utf-8")
VEILED = read_scenario("names: fictional\n" + TEXT, "ivory_corridor.yaml").scenario
PLAIN = load_scenario(scenarios_folder() / "ivory_corridor.yaml").scenario
assert VEILED is not None
assert PLAIN is not None


def shown(value: object, skip: frozenset[str] = frozenset()) -> list[str]:
    """Give every text that a scenario holds, but for ids."""
    if isinstance(value, str):
        return [value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [item.name for item in dataclasses.fields(value) if item.name not in skip]
        return [text for name in names for text in shown(getattr(value, name), skip)]
    if isinstance(value, dict):
        return [text for part in value.values() for text in shown(part, skip)]
    if isinstance(value, tuple | list):
        return [text for part in value for text in shown(part, skip)]
    return []


def test_no_text_of_the_table_names_a_state_of_the_scenario() -> None:
    real = {item.name for item in PLAIN.jurisdictions} | {jurisdiction_names()[item.id] for item in PLAIN.jurisdictions}
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, real)) + r")\b")
    skip = frozenset({"real_names", "sources", "source", "figure_sources", "debrief", "tests", "id"})
    assert pattern.findall(" ".join(shown(PLAIN, skip)))
    assert pattern.findall(" ".join(shown(VEILED, skip))) == []


def test_the_model_sees_no_difference() -> None:
    def reckoned(scenario: Scenario) -> Scenario:
        return dataclasses.replace(
            scenario,
            jurisdictions=tuple(dataclasses.replace(item, name="") for item in scenario.jurisdictions),
            legs=tuple(dataclasses.replace(item, name="") for item in scenario.legs),
        )

    assert reckoned(VEILED).jurisdictions == reckoned(PLAIN).jurisdictions
    assert reckoned(VEILED).legs == reckoned(PLAIN).legs
    assert VEILED.rules == PLAIN.rules


def test_names_are_told_apart_and_the_real_ones_wait_for_the_debrief() -> None:
    for items in (VEILED.jurisdictions, VEILED.legs, VEILED.channels, VEILED.habitats, VEILED.corridors):
        names = [item.name for item in items]
        assert len(set(names)) == len(names)
    assert VEILED.real_names["KEN"] == "Kenya"
    assert VEILED.real_names["straits"]
    assert PLAIN.real_names == {}
    book = make_rulebook(VEILED, load_parameters())
    assert not book.public.scenario.real_names


def test_invented_names_are_nobodys() -> None:
    assert len(set(INVENTED)) == len(INVENTED)
    assert not set(INVENTED) & set(jurisdiction_names().values())
    assert all(name.isalpha() for name in INVENTED)
