"""A whole game of eight turns with the mouse alone, and one with the keyboard alone, through the loop of the app."""

import pygame
import pytest

from game.client.live import Accepted
from game.session.commands import Command, SetOrder
from game.session.desk import Occupant, Phase
from game.session.negotiation.agreements import Agreement, Status
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.voting import Vote
from game.session.refusal import Refusal
from tests.client.player import Player, new_game, playing

pytestmark = pytest.mark.usefixtures("fonts")


def _phase(player: Player) -> tuple[Phase, int]:
    assert player.app.game is not None
    return player.app.game.public.phase, player.app.game.public.turn


def _funds_order(player: Player) -> str:
    return next(node.id for node in player.nodes if node.role == "slider")


_TABS = {1: ("dossier", "map"), 2: ("indices", "dossier", "news", "map")}


@pytest.mark.slow
def test_eight_turns_are_played_with_the_mouse_alone() -> None:
    with playing(new_game(("kenya", "tanzania"), meetings=2, policy="")) as player:
        game = player.app.game
        assert game is not None
        for turn in range(1, 9):
            assert _phase(player) == (Phase.BRIEFING, turn)
            player.click("next")
            if turn % 2:
                _meet_by_mouse(player, turn)
            for _desk in range(2):
                seat = "kenya" if "Kenya" in player.node("next-desk").label else "tanzania"
                player.click("open-desk")
                assert game.public.active_desk == seat
                for tab in _TABS.get(turn, ()):
                    player.click(f"tabs.{tab}")
                if turn == 1:
                    assert game.seat(seat).desk.draft.orders, "the dossier's proposal is on the desk"
                before = game.seat(seat).desk.draft
                player.drag(_funds_order(player), 0.0 if turn < 3 else turn / 16)
                assert turn >= 3 or game.seat(seat).desk.draft != before
                if turn < 3:
                    player.click("undo")
                    assert game.seat(seat).desk.draft == before
                player.click("seal")
                player.click("seal-sure.yes")
                assert game.public.seats[seat].sealed
            player.click("open-orders")
            assert _phase(player) == (Phase.OUTCOME, turn)
            assert player.has("opened-kenya")
            player.click("next")
        assert _phase(player) == (Phase.EPILOGUE, 8)
        player.click("next")
        assert _phase(player) == (Phase.ENDED, 8)
        assert "The room reached" in player.words()
        assert {f"mandate-{seat}" for seat in game.public.seats} <= {node.id for node in player.nodes}


def test_eight_turns_are_played_with_the_keyboard_alone() -> None:
    with playing(new_game(("viet_nam",), meetings=2, policy="")) as player:  # computers answer, too
        game = player.app.game
        assert game is not None
        for turn in range(1, 9):
            assert _phase(player) == (Phase.BRIEFING, turn)
            player.press(pygame.K_RETURN)
            if turn % 2:
                _meet_by_keys(player, turn)
            player.press(pygame.K_RETURN)
            assert game.public.active_desk == "viet_nam"
            if turn == 1:
                _add_measure(player)
                assert any(
                    order.measure == "financial_intelligence" for order in game.seat("viet_nam").desk.draft.orders
                )
            player.tab_to(_funds_order(player))
            before = game.seat("viet_nam").desk.draft
            player.press(pygame.K_LEFT)
            assert game.seat("viet_nam").desk.draft != before
            player.activate("undo")
            assert game.seat("viet_nam").desk.draft == before
            player.activate("seal")
            player.press(pygame.K_RETURN)
            assert game.public.seats["viet_nam"].sealed
            player.press(pygame.K_RETURN)
            assert _phase(player) == (Phase.OUTCOME, turn)
            player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        assert _phase(player) == (Phase.ENDED, 8)


def _recorded(player: Player) -> Agreement:
    """Return what people agreed at the table; computers make offers beside it."""
    assert player.app.game is not None
    agreements = player.app.game.public.negotiation.public.agreements.values()
    people = {seat for seat, face in player.app.game.public.seats.items() if face.occupant is Occupant.PERSON}
    (agreed,) = (item for item in agreements if item.by in people | {REFEREE})
    return agreed


def _check_votes(player: Player, people: dict[str, Vote]) -> None:
    """See that people voted as they pressed, and that computers voted and explained their votes by themselves."""
    assert player.app.game is not None
    public = player.app.game.public.negotiation.public
    votes = public.resolutions["L.1"].votes
    assert len(votes) == 6
    assert {seat: votes[seat] for seat in people} == people
    assert {item.seat for item in public.plenary.explanations} == set(votes) - set(people)
    assert "cast: " in player.words()


def _meet_by_mouse(player: Player, turn: int) -> None:
    """Record an agreement, settle the draft and vote on it in the first turn; later only pass through."""
    game = player.app.game
    assert game is not None
    assert _phase(player) == (Phase.CAUCUS, turn)
    if turn == 1:
        player.click("clock-start")
        for press in ("record", "party.kenya", "party.tanzania", "amount.more", "agreement-yes"):
            player.click(press)
        agreed = _recorded(player)
        assert agreed.status is Status.IN_FORCE
        assert agreed.terms.parties == ("kenya", "tanzania")
        assert agreed.terms.clauses[0].amount == 3
        player.click("table-tabs.drafts")
        for bracket in ("amount", "place", "sharing", "units"):
            player.click(f"bracket-L.1-{bracket}.1")
        player.click("carry-L.1")
        assert not player.has("carrier-viet_nam.signs"), "a computer supports drafts by itself"
        for press in ("carrier-tanzania.signs", "carrying-done"):
            player.click(press)
    player.click("next")
    assert _phase(player) == (Phase.PLENARY, turn)
    if turn == 1:
        player.click("put")
        if player.has("objects"):  # else a computer has objected already
            player.click("objects")
            player.click("objects.kenya")
        while player.has("vote-yes"):
            player.click("vote-yes")
        _check_votes(player, {"kenya": Vote.YES, "tanzania": Vote.YES})
    player.click("next")
    assert _phase(player) == (Phase.DESKS, turn)


def _meet_by_keys(player: Player, turn: int) -> None:
    """Do the same with the keyboard alone."""
    game = player.app.game
    assert game is not None
    assert _phase(player) == (Phase.CAUCUS, turn)
    if turn == 1:
        player.press(pygame.K_r)
        player.activate("party.china")
        player.activate("party.viet_nam")
        player.tab_to("amount")
        player.press(pygame.K_RIGHT)
        player.activate("agreement-yes")
        agreed = _recorded(player)  # offered: a computer signs or refuses by itself
        assert agreed.terms.clauses[0].amount == 3
        assert agreed.status is not Status.DRAFT
        player.tab_to("table-tabs.agreements")
        player.press(pygame.K_LEFT)
        for bracket in ("amount", "place", "sharing", "units"):
            player.activate(f"bracket-L.1-{bracket}.0")
        player.activate("carry-L.1")
        player.tab_to("carrier-viet_nam.no")
        player.press(pygame.K_RIGHT)
        player.activate("carrying-done")
        player.tab_to("next")
    player.press(pygame.K_RETURN)
    assert _phase(player) == (Phase.PLENARY, turn)
    if turn == 1:
        player.activate("put")
        if player.has("objects"):  # else a computer has objected already
            player.activate("objects")
            player.press(pygame.K_DOWN, pygame.K_RETURN)
        player.press(pygame.K_n)
        _check_votes(player, {"viet_nam": Vote.NO})
        player.tab_to("next")
    player.press(pygame.K_RETURN)
    assert _phase(player) == (Phase.DESKS, turn)


def _add_measure(player: Player) -> None:
    player.activate("add")
    player.activate("add-financial_intelligence")
    if player.has("at-0"):
        player.activate("at-0")
    assert player.focus.startswith("order-measure-financial_intelligence")


def test_a_drag_is_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        game = player.app.game
        assert game is not None
        player.click("next")
        player.click("open-desk")
        given: list[Command] = []
        submit = game.submit

        def record(command: Command) -> Accepted | Refusal:
            given.append(command)
            return submit(command)

        monkeypatch.setattr(game, "submit", record)
        player.drag(_funds_order(player), 0.05)
        assert len(given) == 1
        assert isinstance(given[0], SetOrder)
