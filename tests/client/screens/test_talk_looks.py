"""Nothing is clipped, overlapping, faint or out of reach: every screen of the meetings, in many looks, and crowded."""

from collections.abc import Callable

import pytest

from game.client.demonstration import Studio
from game.client.demonstration_talks import TALK_SCENES, advance, submit
from game.client.interface.pilot import Pilot
from game.client.live import LiveGame
from game.client.screens.play import PlayScreen
from game.client.screens.wall import WallScreen
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import Occupant, Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.plenary import CaucusKind
from game.storage.tables import new_table
from tests.client.screens.crowd import crowded_book
from tests.client.screens.looks import ALL, LOOKS, MORE, flaws_of, quickly


def _check(studio: Studio, name: str) -> None:
    assert flaws_of(studio.pilot(TALK_SCENES[name](studio))) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", TALK_SCENES)
def test_no_flaw_in_any_scene(studio: Callable[..., Studio], name: str, look: str) -> None:
    _check(studio(*LOOKS[look]), name)


@pytest.mark.parametrize("look", quickly("usual", "large", "small"))
def test_the_buttons_of_an_agreement_are_always_in_sight(studio: Callable[..., Studio], look: str) -> None:
    made = studio(*ALL[look])
    pilot = made.pilot(TALK_SCENES["agreement"](made))
    pilot.ui.draw(pilot.build)
    for button in ("agreement-cancel", "agreement-yes"):
        assert pilot.ui.window.encloses(pilot.node(button).rect)


@pytest.mark.slow
@pytest.mark.parametrize("look", MORE)
@pytest.mark.parametrize("name", TALK_SCENES)
def test_no_flaw_in_any_other_look(studio: Callable[..., Studio], name: str, look: str) -> None:
    _check(studio(*MORE[look]), name)


def _crowd() -> LiveGame:
    """Return a caucus of twelve delegations with names of sixty characters."""
    book, text = crowded_book()
    seats = tuple(SeatPlan(seat, Occupant.PERSON) for seat in book.delegations)
    options = Options(caucus_every=1, plenary_every=1)
    game = LiveGame(new_table(text, "crowd.yaml", StartSession(7, seats, options), None, book)[0], None)
    advance(game, Phase.CAUCUS)
    seat, other = tuple(game.public.seats)[:2]
    clauses = (
        Clause(ClauseKind.GIVE_FUNDS, seat, other, 2, turns=3),
        Clause(ClauseKind.FUND_AT_LEAST, seat, amount=2, measure="ranger_patrol", turns=3),
    )
    submit(game, nc.RecordAgreement(Terms((seat, other), clauses, turns=3)))
    submit(game, nc.OpenCaucus(CaucusKind.MODERATED, 600, 45, "What is on the table"))
    submit(game, nc.RequestFloor(seat), nc.RequestFloor(other), nc.CallSpeaker())
    return game


def _pages(pilot: Pilot[object], seats: tuple[str, ...]) -> list[str]:
    """Look at the board, at a draft being written and at an amendment, as far as one can get by keyboard."""
    found: list[str] = []
    for presses in (("board-open",), ("draft-new", f"sponsor.{seats[0]}", "clause-new"), ("amend-L.1",)):
        if pilot.has("table-tabs.agreements"):
            pilot.click("table-tabs.drafts")
        for press in presses:
            pilot.tab_to(press)
            pilot.press(13)
            found += flaws_of(pilot)
        pilot.press(*[27] * min(2, len(presses)))
    return found


@pytest.mark.parametrize("look", quickly("usual"))
def test_twelve_delegations_with_long_names_meet(studio: Callable[..., Studio], look: str) -> None:
    room = studio(*ALL[look])
    game = _crowd()
    room.app.open_game(game)
    screen = PlayScreen(room.app)
    pilot = room.pilot(screen)
    found = flaws_of(pilot)  # type: ignore[arg-type]
    seats = tuple(game.public.seats)
    pilot.tab_to("record")
    pilot.press(13)
    for seat in seats[:3]:
        pilot.tab_to(f"party.{seat}")
        pilot.press(13)
    found += flaws_of(pilot)  # type: ignore[arg-type]
    pilot.press(27)
    found += _pages(pilot, seats)  # type: ignore[arg-type]
    wall = room.pilot(WallScreen(lambda: game.public, threaded=False))
    found += flaws_of(wall)  # type: ignore[arg-type]
    draft = next(iter(game.public.negotiation.public.resolutions.values()))
    submit(game, *(nc.SponsorDraft(seat, draft.id) for seat in seats))
    submit(game, *(nc.SettleBracket(REFEREE, draft.id, bracket.id, 0) for _clause, bracket in draft.brackets))
    submit(game, nc.CloseCaucus())
    advance(game, Phase.PLENARY)
    submit(game, nc.PutQuestion(draft.id))
    found += flaws_of(pilot)  # type: ignore[arg-type]
    submit(game, nc.RequestVote(seats[0]))
    found += flaws_of(pilot)  # type: ignore[arg-type]
    found += flaws_of(wall)  # type: ignore[arg-type]
    assert found == []
