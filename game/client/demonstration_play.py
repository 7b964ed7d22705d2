"""The screens of play in the demonstration game: the ivory corridor, seed 7, some turns played by the computer."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

import pygame

from game.client.interface.pilot import Pilot
from game.client.live import LiveGame
from game.client.navigation import Answer, Screen, Submit
from game.client.screens.play import PlayScreen
from game.client.screens.wall import WallScreen
from game.model.places import scenarios_folder
from game.scenario.load import load_scenario
from game.session.commands import AdvancePhase, ChangeSeat, OpenDesk, Options, Seal, SeatPlan, StartSession
from game.session.desk import DeskStyle, Occupant, Phase
from game.session.play import Table
from game.storage.tables import new_table

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.demonstration import Studio

SEED = 7
SCENARIO = "ivory_corridor"
PEOPLE = "Amina, Joseph, Wanjiru"


def demonstration(
    turn: int = 4, phase: Phase = Phase.BRIEFING, style: DeskStyle = DeskStyle.PRIVATE, people: int = 2
) -> LiveGame:
    """Return a game that has been played to ``phase`` of ``turn`` by computers, with people to move from there on."""
    stage = _stage(turn, phase, style, people)
    return LiveGame(Table(stage.book, stage.state), None)


@lru_cache(maxsize=32)
def _stage(turn: int, phase: Phase, style: DeskStyle, people: int) -> Table:
    """Return the table at a phase; what is played on from it must be a copy, for the longest ways are gone once."""
    earlier = {Phase.ENDED: Phase.EPILOGUE, Phase.EPILOGUE: Phase.OUTCOME}.get(phase)
    before = _briefing(turn, style) if earlier is None else _stage(turn, earlier, style, people)
    table = Table(before.book, before.state)
    game = LiveGame(table, None)
    if earlier is None:
        for number, seat in enumerate(tuple(game.public.seats)[:people]):
            game.submit(ChangeSeat(seat, Occupant.PERSON, people="" if number else PEOPLE))
    while game.public.phase is not phase:
        advance(game)
    return table


@lru_cache(maxsize=16)
def _briefing(turn: int, style: DeskStyle) -> Table:
    """Return the table at the briefing of ``turn``; what is played on from it must be a copy."""
    if turn > 1:
        before = _briefing(turn - 1, style)
        table = Table(before.book, before.state)
        game = LiveGame(table, None)
        while (game.public.phase, game.public.turn) != (Phase.BRIEFING, turn):
            advance(game)
        return table
    name = f"{SCENARIO}.yaml"
    loaded = load_scenario(scenarios_folder() / name)
    if loaded.scenario is None:
        raise ValueError(f"The scenario {SCENARIO} has errors.")
    seats = tuple(SeatPlan(item.id, Occupant.COMPUTER) for item in loaded.scenario.delegations)
    return new_table(loaded.text, name, StartSession(SEED, seats, Options(desk_style=style)), None)[0]


def advance(game: LiveGame) -> None:
    """Go on to the next phase."""
    game.submit(AdvancePhase(game.public.phase, game.public.turn, seal_rest=True))


def _playing(game: LiveGame, app: App) -> PlayScreen:
    app.open_game(game)
    return PlayScreen(app)


def _open_style(studio: Studio) -> Screen:
    return _playing(demonstration(4, Phase.DESKS, DeskStyle.OPEN, people=6), studio.app)


def _large_map(studio: Studio) -> Screen:
    """Return a desk with its map as large as it gets: there is a button for that where panels are no tabs."""
    screen = _desk(studio, 4, "tabs.map")
    pilot = studio.pilot(screen)
    pilot.ui.draw(pilot.build)
    if pilot.has("map-size"):
        _press(pilot, "map-size")
    return screen


def _desk(studio: Studio, turn: int, press: str = "", style: DeskStyle = DeskStyle.PRIVATE) -> Screen:
    screen = _playing(demonstration(turn, Phase.DESKS, style), studio.app)
    pilot = studio.pilot(screen)
    pilot.ui.draw(pilot.build)
    _press(pilot, "open-desk" if style is DeskStyle.PRIVATE else "desk-kenya")
    for answer in pilot.results:
        if isinstance(answer, Submit) and studio.app.game is not None:
            for command in (answer.command, *answer.also):
                studio.app.game.submit(command)
    pilot.ui.draw(pilot.build)
    if press:
        _press(pilot, press)
    return screen


def _dossier(studio: Studio, *presses: str) -> Screen:
    """Return the way from the first briefing to a dossier, as far as ``presses`` lead."""
    screen = _playing(demonstration(1), studio.app)
    pilot = studio.pilot(screen)
    pilot.ui.draw(pilot.build)
    for press in ("dossiers", *presses):
        _press(pilot, press)
        pilot.ui.draw(pilot.build)  # the curtain names somebody once it has been seen
        pilot.ui.draw(pilot.build)
    return screen


def _press(pilot: Pilot[Answer | None], id_: str) -> None:
    """Press a button with the keyboard, wherever it has been scrolled to."""
    if id_.startswith("tabs."):
        pilot.click(id_)
        return
    pilot.tab_to(id_)
    pilot.press(pygame.K_RETURN)


def _outcome(studio: Studio, *, over: bool) -> Screen:
    screen = _playing(demonstration(3, Phase.OUTCOME, people=0), studio.app)
    pilot = studio.pilot(screen)
    if over:
        _press(pilot, "skip")
    else:
        studio.moment += 5.4
    return screen


def _sealed(studio: Studio) -> Screen:
    game = demonstration(4, Phase.DESKS)
    for seat, face in game.public.seats.items():
        if not face.sealed:
            game.submit(Seal(seat))
    return _playing(game, studio.app)


def _wall(phase: Phase) -> Callable[[Studio], Screen]:
    def make(studio: Studio) -> Screen:
        game = demonstration(4, phase)
        if phase is Phase.DESKS:
            game.submit(OpenDesk(next(iter(game.public.seats))))
        return WallScreen(lambda: game.public, threaded=studio.app.threads)

    return make


def _wall_end(studio: Studio) -> Screen:
    game = demonstration(8, Phase.ENDED, people=0)
    return WallScreen(lambda: game.public, threaded=studio.app.threads)


def _at(turn: int, phase: Phase) -> Callable[[Studio], Screen]:
    return lambda studio: _playing(demonstration(turn, phase, people=2 if phase is Phase.DESKS else 0), studio.app)


PLAY_SCENES: dict[str, Callable[[Studio], Screen]] = {
    "briefing": _at(1, Phase.BRIEFING),
    "briefing_later": _at(4, Phase.BRIEFING),
    "dossiers": _dossier,
    "dossier_called": lambda studio: _dossier(studio, "dossier-of-kenya"),
    "dossier": lambda studio: _dossier(studio, "dossier-of-kenya", "open-dossier"),
    "curtain": _at(4, Phase.DESKS),
    "desk_first": lambda studio: _desk(studio, 1),
    "desk": lambda studio: _desk(studio, 4),
    "desk_map": _large_map,
    "desk_indices": lambda studio: _desk(studio, 4, "tabs.indices"),
    "desk_dossier": lambda studio: _desk(studio, 4, "tabs.dossier"),
    "desk_news": lambda studio: _desk(studio, 4, "tabs.news"),
    "desk_adding": lambda studio: _desk(studio, 1, "add"),
    "desk_sealing": lambda studio: _desk(studio, 1, "seal"),
    "menu": lambda studio: _desk(studio, 4, "menu"),
    "sealed": _sealed,
    "outcome_playing": lambda studio: _outcome(studio, over=False),
    "outcome": lambda studio: _outcome(studio, over=True),
    "epilogue": _at(8, Phase.EPILOGUE),
    "end": _at(8, Phase.ENDED),
    "desks_open": _open_style,
    "desk_open": lambda studio: _desk(studio, 4, style=DeskStyle.OPEN),
    "wall": _wall(Phase.DESKS),
    "wall_briefing": _wall(Phase.BRIEFING),
    "wall_outcome": _wall(Phase.OUTCOME),
    "wall_end": _wall_end,
}
"""Every picture of play by name, in the order of a turn."""
