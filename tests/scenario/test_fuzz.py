"""Valid scenarios, mangled by chance: findings, never exceptions, never slow."""

import random
import time
from pathlib import Path
from typing import Any

import pytest

from game.authoring.model_checks import check_model
from game.model.places import assets_folder, scenarios_folder
from game.scenario.diagnostic import as_json_text, as_text
from game.scenario.load import LoadResult, read_scenario
from game.scenario.reading import read_text
from game.scenario.resolve import yaml_text

FILES = [
    Path(__file__).with_name("small.yaml"),
    assets_folder() / "templates" / "scenario.yaml",
    scenarios_folder() / "ivory_corridor.yaml",
]
TEXTS = [path.read_text(encoding="utf-8") for path in FILES]
VALUES = [read_text(text, "x.yaml").value for text in TEXTS]
ODD: list[Any] = [
    None, True, False, 0, -1, 1, 2**53, -(2**53), 0.5, 1e308, -1e-308, 1e-320, "", " ", "x", "KEN", "NO", "turn", "7",
    "true", "fauna", "all", "rest", "a" * 300, [], {}, [[]], [None], {"": 1}, {"id": "x"}, {"value": 1}, ["KEN", "KEN"],
    "turn > 1", "{", "\N{SNOWMAN}", "\u202e", [{}], {"value": None, "source": 7}, "1e999", "../x", "*", "kenya",
]  # fmt: skip


def shuffled(value: Any, rng: random.Random) -> Any:
    """Change one place of a tree of values: another value, a copy from elsewhere, a key less, an item more."""
    if isinstance(value, dict) and value and rng.random() < 0.93:
        key = rng.choice(list(value))
        chance = rng.random()
        if chance < 0.04:
            return {other: part for other, part in value.items() if other != key}
        if chance < 0.07:
            return {
                **value,
                rng.choice(["id", "like", "remove", "joins", "extends", "value", "x", "source"]): rng.choice(ODD),
            }
        return {**value, key: shuffled(value[key], rng)}
    if isinstance(value, list) and value and rng.random() < 0.93:
        place = rng.randrange(len(value))
        chance = rng.random()
        if chance < 0.05:
            return value[:place] + value[place + 1 :]
        if chance < 0.1:
            return [*value, value[place]]
        return [*value[:place], shuffled(value[place], rng), *value[place + 1 :]]
    if isinstance(value, int | float) and not isinstance(value, bool) and rng.random() < 0.5:
        return rng.choice([value * 1e6, -value, value / 1e6, value + 1, 0])
    return rng.choice(ODD)


def torn(text: str, rng: random.Random) -> str:
    """Change the text of a file: a line less, twice, elsewhere, deeper; a sign more or less."""
    lines = text.splitlines()
    for _change in range(rng.randint(1, 3)):
        row = rng.randrange(len(lines))
        line = lines[row]
        at = rng.randrange(len(line) + 1)
        lines[row] = rng.choice(
            [
                "",
                lines[rng.randrange(len(lines))],
                line[:at] + rng.choice("[]{}:,-#&*!|>'\"%@`\t\0\u2028 7é") + line[at:],
                line[:at],
                line[:at] + line[at + 1 :],
                " " * rng.randrange(6) + line.strip(),
            ]
        )
    return "\n".join(lines)


def answered(result: LoadResult) -> None:
    """Ask of an answer what every answer has: findings with places, or a scenario that can be tried."""
    assert result.scenario is not None or any(found.code.startswith("E") for found in result.diagnostics)
    found = (*result.diagnostics, *(check_model(result) if result.scenario is not None else ()))
    as_text(found)
    as_json_text(found)


def mangle(seed: int, rounds: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secrets here
    for number in range(rounds):
        which = rng.randrange(len(FILES)) if number % 4 == 0 else rng.randrange(2)
        if rng.random() < 0.5:
            text = torn(TEXTS[which], rng)
        else:
            value = VALUES[which]
            for _change in range(rng.randint(1, 3)):
                value = shuffled(value, rng)
            text = yaml_text(value) if isinstance(value, dict) else str(value)
        start = time.process_time()
        try:
            answered(read_scenario(text, "mangled.yaml"))
        except Exception as error:
            raise AssertionError(f"seed {seed}, round {number}: {error!r}\n{text}") from error
        assert time.process_time() - start < 5, (seed, number)


@pytest.mark.parametrize("seed", range(3))
def test_mangled_scenarios_are_answered(seed: int) -> None:
    mangle(seed, 60)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 110))
def test_many_mangled_scenarios_are_answered(seed: int) -> None:
    mangle(seed, 1500)
