"""Three people and two computers at one table, a seat empty, to the end: nobody clicks for the computers."""

from functools import lru_cache

import pytest

from game.client.live import LiveGame
from game.model.places import scenarios_folder
from game.scenario.load import load_scenario
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import Occupant, Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.storage.tables import new_table
from tests.client.player import Player, playing

pytestmark = pytest.mark.usefixtures("fonts")
PEOPLE = ("kenya", "china", "straits")
COMPUTERS = {"tanzania": "cooperative", "viet_nam": "cautious"}


@lru_cache(maxsize=1)
def _text() -> str:
    return load_scenario(scenarios_folder() / "ivory_corridor.yaml").text


def table_of_five(turns: int | None) -> LiveGame:
    seats = (
        *(SeatPlan(seat, Occupant.PERSON, people="Ana") for seat in PEOPLE),
        *(SeatPlan(seat, Occupant.COMPUTER, temperament) for seat, temperament in COMPUTERS.items()),
        SeatPlan("central_africa", Occupant.EMPTY),
    )
    options = Options(turns=turns, caucus_every=1, plenary_every=1)
    table, save = new_table(_text(), "ivory_corridor.yaml", StartSession(5, seats, options), None)
    return LiveGame(table, save)


def game_of(player: Player) -> LiveGame:
    assert player.app.game is not None
    return player.app.game


def play_turn(player: Player, turn: int) -> None:
    game = game_of(player)
    assert (game.public.phase, game.public.turn) == (Phase.BRIEFING, turn)
    player.click("next")
    if turn == 1:
        first_caucus(player)
    player.click("next")
    if turn == 1:
        vote(player)
    player.click("next")
    for _desk in PEOPLE:
        for press in ("open-desk", "seal", "seal-sure.yes"):
            player.click(press)
    assert all(face.sealed for seat, face in game.public.seats.items() if seat in (*PEOPLE, *COMPUTERS))
    player.click("open-orders")
    assert (game.public.phase, game.public.turn) == (Phase.OUTCOME, turn)
    player.click("next")


def first_caucus(player: Player) -> None:
    """See that computers spoke, answer what a person offers at once, and say why where everybody reads it."""
    game = game_of(player)
    said = game.public.negotiation.public.statements
    assert {item.seat for item in said} == set(COMPUTERS)
    gift = Clause(ClauseKind.GIVE_FUNDS, "tanzania", "kenya", 4)
    game.submit(nc.ProposeAgreement("kenya", Terms(("kenya", "tanzania"), (gift,), turns=2)))
    offered = list(game.public.negotiation.public.agreements.values())[-1]
    assert offered.status is Status.DECLINED
    player.app.laptop.ui.redraw()
    player.settle()
    reason = game.public.negotiation.public.statements[-1]
    assert (reason.seat, reason.subject) == ("tanzania", offered.id)
    player.click("table-tabs.agreements")
    assert reason.text in player.words()
    player.click("table-tabs.drafts")
    for bracket in ("amount", "place", "sharing", "units"):
        player.click(f"bracket-L.1-{bracket}.0")
    game.submit(nc.SignDraft("china", "L.1"))


def vote(player: Player) -> None:
    """People vote by click, and computers by themselves; what they explain can be read."""
    player.click("put")
    if player.has("objects"):
        player.click("objects")
        player.click("objects.kenya")
    clicks = 0
    while player.has("vote-yes"):
        player.click("vote-yes")
        clicks += 1
    assert clicks == len(PEOPLE)
    public = game_of(player).public.negotiation.public
    assert set(public.resolutions["L.1"].votes) == {*PEOPLE, *COMPUTERS}
    assert {item.seat for item in public.plenary.explanations} == set(COMPUTERS)
    assert all(item.text in player.words() for item in public.plenary.explanations)


def finish(player: Player) -> None:
    game = game_of(player)
    assert game.public.phase is Phase.EPILOGUE
    player.click("next")
    assert game.public.phase is Phase.ENDED
    assert "The room reached" in player.words()


def test_a_table_of_people_and_computers_is_played_to_its_end() -> None:
    with playing(table_of_five(2)) as player:
        for turn in (1, 2):
            play_turn(player, turn)
        finish(player)


@pytest.mark.slow
def test_the_whole_ivory_corridor_is_played_to_its_end() -> None:
    with playing(table_of_five(None)) as player:
        for turn in range(1, 9):
            play_turn(player, turn)
        finish(player)
