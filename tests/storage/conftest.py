"""Commands and events for saves that need no simulation."""

from pathlib import Path

import numpy as np
import pytest

from game.session import events as ev
from game.session.commands import Command, OpenDesk, SetOrder, StartSession
from game.session.desk import Draft, Target
from game.storage.save import Header, Save

HEADER = Header("small.yaml", "title: Smáll 象\n", "parameters: {}\n", 1, "0.1.0", "Small")


def steps(number: int) -> tuple[Command, tuple[ev.Event, ...]]:
    """Return the command with this number and its events."""
    if number == 1:
        return StartSession(7, ()), (ev.SecretsDrawn(7, {}),)
    if number % 3 == 0:
        world = {"herds": np.linspace(0.0, 1.0, 40) / number, "turn": np.array(number)}
        return OpenDesk("kenya"), (ev.WorldComputed(number, world, {"x": 0.1 * number}), ev.DeskOpened("kenya"))
    target = Target(jurisdiction="KEN", leg=f"leg_{number}")
    return SetOrder("kenya", "patrol", target, number), (
        ev.DraftChanged("kenya", Draft().with_order("patrol", target, number)),
    )


def fill(save: Save, count: int) -> None:
    for number in range(1, count + 1):
        save.append(*steps(number), snapshot=f"after {number}".encode() if number % 5 == 0 else None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Ünser Spiel #1.corridors"
