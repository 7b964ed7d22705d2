"""The wall: nothing that is not public, and nothing smaller than can be read from the last row."""

from collections.abc import Callable
from dataclasses import replace

import pygame
import pytest

from game.client.canvas.theme import TYPE
from game.client.demonstration import Studio
from game.client.demonstration_play import demonstration
from game.client.demonstration_talks import caucus_game, offers_game
from game.client.interface import checks
from game.client.interface.pilot import Pilot
from game.client.interface.sheet import Sheet
from game.client.screens.wall import WallScreen
from game.session.commands import OpenDesk
from game.session.desk import Phase
from game.session.views import PublicView


def _wall(studio: Studio, view: PublicView | None) -> Pilot[object]:
    return studio.pilot(WallScreen(lambda: view, threaded=False))  # type: ignore[return-value]


def test_an_empty_wall_has_the_name_of_the_game(studio: Callable[..., Studio]) -> None:
    assert "Corridors" in _wall(studio(), None).words()


@pytest.mark.parametrize("phase", [Phase.BRIEFING, Phase.DESKS, Phase.OUTCOME])
def test_no_secret_reaches_the_wall(studio: Callable[..., Studio], phase: Phase) -> None:
    game = demonstration(4, phase)
    if phase is Phase.DESKS:
        game.submit(OpenDesk("kenya"))
    words = _wall(studio(), game.public).words()
    assert "Borders and names express no opinion." in words
    assert "Turn 4 of 8" in words
    for seat in game.public.seats:
        dossier = game.seat(seat).dossier
        for secret in (*dossier.needs, *dossier.offers, *(item.text for item in dossier.objectives)):
            assert secret not in words
    if phase is Phase.DESKS:
        assert "Desks: Kenya is writing orders" in words


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1024, 768), (3840, 2160)])
def test_text_is_at_least_forty_pixels_of_a_thousand_and_eighty_lines(
    studio: Callable[..., Studio], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = Sheet.write

    def note(self: Sheet, rect: object, text: object, style: str = "body", *rest: object, **more: object) -> object:
        written.append(style)
        return write(self, rect, text, style, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Sheet, "write", note)
    pilot = _wall(studio(size=size), demonstration(4, Phase.DESKS).public)
    assert written
    assert min(TYPE[style].size for style in written) >= 40
    fitting = min(size[0] / 1920, size[1] / 1080)
    assert pilot.ui.look.scale == pytest.approx(fitting, rel=0.01)


def test_the_size_of_text_of_the_laptop_does_not_change_the_wall(studio: Callable[..., Studio]) -> None:
    pilot = _wall(studio(scale=2.0), demonstration(4).public)
    assert pilot.ui.look.text_scale == 1.0


def test_the_wall_plays_the_turn_and_then_stands_still(studio: Callable[..., Studio]) -> None:
    view = demonstration(3, Phase.OUTCOME, people=0).public
    room = studio()
    pilot = _wall(room, view)
    assert pilot.ui.due(), "it moves"
    moving = pilot.ui.surface.copy()
    before = pilot.node("wall-criminality").value
    room.moment += 20
    pilot.ui.draw(pilot.build)
    pilot.ui.draw(pilot.build)
    assert not pilot.ui.due()
    assert pilot.node("wall-criminality").value != before, "the new figures come when it has played"
    assert pygame.image.tobytes(moving, "RGB") != pygame.image.tobytes(pilot.ui.surface, "RGB")


def test_the_end_shows_the_room_and_a_briefing_its_headline(studio: Callable[..., Studio]) -> None:
    end = _wall(studio(), demonstration(8, Phase.ENDED, people=0).public)
    assert end.node("wall-room").value.endswith("of 100")
    briefing = demonstration(4, Phase.BRIEFING).public
    headline = next(fired.headline for fired in briefing.fired if fired.turn == 4)
    assert f"Briefing: {headline}" in _wall(studio(), briefing).words()


def test_the_next_briefing_shows_no_mark_of_the_turn_before(studio: Callable[..., Studio]) -> None:
    views = [demonstration(3, Phase.OUTCOME, people=0).public]
    views.append(replace(views[0], phase=Phase.BRIEFING))
    room = studio()
    pilot: Pilot[object] = room.pilot(WallScreen(lambda: views[0], threaded=False))  # type: ignore[assignment]
    room.moment += 20
    for _pass in range(2):
        pilot.ui.draw(pilot.build)
    del views[0]
    pilot.ui.draw(pilot.build)
    fresh = _wall(studio(), views[0])
    assert pygame.image.tobytes(pilot.ui.surface, "RGB") == pygame.image.tobytes(fresh.ui.surface, "RGB")


def test_the_wall_tells_figures_in_a_caucus_and_agreements_at_the_desks(studio: Callable[..., Studio]) -> None:
    caucus = _wall(studio(size=(1920, 1080)), caucus_game().public)
    assert caucus.node("wall-criminality").value.startswith("5.9")
    assert "China gives Kenya 2 units a turn" in caucus.words()
    desks = _wall(studio(size=(1920, 1080)), offers_game().public)
    assert "China pays 2 units a turn into Land for two corridors" in desks.words()
    assert "Desks: next is" in desks.words()
    for pilot in (caucus, desks):
        pilot.ui.audit = True
        pilot.ui.draw(pilot.build)
        assert checks.flaws(pilot.ui) == []
