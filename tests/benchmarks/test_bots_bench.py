"""How long a turn of six computers that bargain takes; run with ``--benchmark-only``.

What it must reach on one core: under 2 s for the whole turn (briefing, caucus, plenary with its votes, desks).
"""

from typing import Any

from game.bots.chair import hold_meeting
from game.bots.driver import Computers
from game.session.desk import Occupant, Phase
from game.session.play import Table
from tests.session.conftest import IVORY, advance, begin, rulebook

LIMIT = 2.0  # seconds


def _turn(table: Table) -> None:
    """Let the computers do everything that they do in one turn; the outcome is not theirs."""
    computers = Computers(table)
    while (phase := table.public_view().phase) is not Phase.DESKS:
        if phase is Phase.PLENARY:
            hold_meeting(table, computers)
        else:
            computers.move()
        advance(table)
    computers.move()
    assert all(face.sealed for face in table.public_view().seats.values())


def _briefing(turn: int) -> Table:
    table = begin(rulebook(IVORY), seed=3, occupant=Occupant.COMPUTER, receipts=False)
    while table.public_view().turn < turn:
        _turn(table)
        while table.public_view().phase is not Phase.BRIEFING:
            advance(table)
    return table


def test_the_first_turn_of_six(benchmark: Any) -> None:
    """The dearest: nothing is agreed yet, and there is a draft with four brackets to settle and to vote on."""
    tables = [_briefing(1) for _time in range(4)]
    benchmark.pedantic(lambda: _turn(tables.pop()), rounds=3, warmup_rounds=1)
    assert benchmark.stats.stats.min < LIMIT


def test_a_later_turn_of_six(benchmark: Any) -> None:
    """With agreements, pledges and trust to look at."""
    first = _briefing(3)
    tables = [Table(first.book, first.state) for _time in range(4)]
    benchmark.pedantic(lambda: _turn(tables.pop()), rounds=3, warmup_rounds=1)
    assert benchmark.stats.stats.min < LIMIT
