"""The picture of a scenario: on its card, above its briefing, and in its save."""

from __future__ import annotations

import io
import sqlite3
from pathlib import Path

import pygame
import pytest

from game.client.canvas.picture import covering, decoded
from game.client.live import LiveGame
from game.client.screens.shelf import ShelfScreen
from game.scenario.example import example_text
from game.scenario.load import load_scenario
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import Occupant
from tests.client.operate import Operator
from tests.client.player import playing
from tests.scenario.test_pictures import jpeg, png

pytestmark = pytest.mark.usefixtures("fonts")

RED = (200, 30, 40)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.yaml"
    path.write_text(example_text("picture: port.png"), encoding="utf-8")
    (tmp_path / "port.png").write_bytes(_red())
    return path


def _red(size: tuple[int, int] = (640, 200)) -> bytes:
    surface = pygame.Surface(size)
    surface.fill(RED)
    written = io.BytesIO()
    pygame.image.save(surface, written, "port.png")
    return written.getvalue()


def _is_red(surface: pygame.Surface, place: tuple[int, int]) -> bool:
    return all(abs(one - other) <= 3 for one, other in zip(surface.get_at(place), RED, strict=False))


def _begin(file: Path, save: Path) -> LiveGame:
    read = load_scenario(file)
    assert read.scenario is not None, read.diagnostics
    assert read.picture is not None
    seats = tuple(SeatPlan(item.id, Occupant.PERSON) for item in read.scenario.delegations)
    command = StartSession(1, seats, Options())
    return LiveGame.begin(read.text, file.name, command, save, read.picture.data())


def test_a_card_shows_the_picture(file: Path) -> None:
    hands = Operator()
    hands.app.push(ShelfScreen(hands.app, (file.parent,)))
    hands.step()
    rect = hands.node("card-0").rect
    assert _is_red(hands.app.laptop.ui.surface, (rect.x + 100, rect.y + 60))


def test_the_briefing_shows_it_from_the_save_alone(file: Path, tmp_path: Path) -> None:
    game = _begin(file, tmp_path / "a.corridors")
    game.close()
    (file.parent / "port.png").unlink()
    file.unlink()
    again = LiveGame.resume(tmp_path / "a.corridors")
    again.save_elsewhere(tmp_path / "b.corridors")
    with playing(again) as player:
        place = player.node("picture").visible.centre
        assert _is_red(player.app.laptop.ui.surface, place)


def test_a_damaged_picture_costs_the_picture_and_not_the_game(file: Path, tmp_path: Path) -> None:
    _begin(file, tmp_path / "a.corridors").close()
    with sqlite3.connect(tmp_path / "a.corridors") as connection:
        connection.execute("UPDATE meta SET value = ? WHERE name = 'picture'", (b"\x89PNG other",))
    connection.close()
    again = LiveGame.resume(tmp_path / "a.corridors")
    assert again.picture == b""
    again.close()


@pytest.mark.parametrize("data", [b"", b"no picture", png(640, 400), jpeg(640, 400), png(40_000, 40_000), _red()[:200]])
def test_what_cannot_be_decoded_is_no_picture(data: bytes) -> None:
    assert decoded(data) is None


def test_a_large_picture_is_kept_smaller_and_fills_its_place() -> None:
    found = decoded(_red((3000, 500)))
    assert found is not None
    assert max(found.get_size()) <= 1600
    assert covering(found, 300, 200).get_size() == (300, 200)
