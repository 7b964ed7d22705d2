"""How long reading takes; run with ``--benchmark-only``. Aim: 160 KB of YAML in 0.15 s with the C parser."""

import pytest

from game.model.expression import evaluate
from game.model.expression_parser import parse_expression
from game.scenario.diagnostic import ReadingError
from game.scenario.reading import read_text

LEG = "  - {{id: leg{0}, market: fauna, origin: KEN, destination: CHN, mode: sea, cost: {0}.5, note: 'about what'}}\n"
SCENARIO = "legs:\n" + "".join(LEG.format(number) for number in range(1500))
CONDITION = "criminality(KEN, fauna) > 7.5 and (turn >= 3 or population(tsavo) < 0.9 * start(population(tsavo)))"


def test_scenario_of_160_kilobytes(benchmark):
    assert len(SCENARIO) > 160_000
    read = benchmark(read_text, SCENARIO, "large.yaml")
    assert len(read.value["legs"]) == 1500


def test_brackets_that_crash_other_readers(benchmark):
    def refuse():
        with pytest.raises(ReadingError):
            read_text("[" * 30_000, "brackets.yaml")

    benchmark(refuse)


def test_condition_is_parsed(benchmark):
    assert benchmark(parse_expression, CONDITION)


def test_condition_is_worked_out(benchmark):
    read = parse_expression(CONDITION)
    assert benchmark(evaluate, read, lambda *_: 8.0, lambda *_: 8.0)
