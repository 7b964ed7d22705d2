"""A desk that leaves promises undone: it says so, orders them at a press, and says what it could not order."""

from dataclasses import replace

import pygame

from game.client.live import LiveGame
from game.client.screens.desks import Desks
from game.client.screens.play import PlayScreen
from game.client.view_models import promised_orders
from game.model.measures import MeasureId
from game.session.commands import AdvancePhase, GiveFunds
from game.session.desk import Draft, Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.preview import if_adopted
from game.session.refusal import Refusal
from tests.client.player import Player, new_game, playing

PARTIES = ("kenya", "china")


def _agreed(*clauses: Clause) -> LiveGame:
    """Bring a game to the first desk, which has nothing on it and a promise for each clause."""
    game = new_game(PARTIES, meetings=1, prefill=False)
    _advance(game, Phase.CAUCUS)
    _submit(game, nc.RecordAgreement(Terms(PARTIES, clauses)))
    _advance(game, Phase.DESKS)
    return game


def _advance(game: LiveGame, phase: Phase) -> None:
    while game.public.phase is not phase:
        _submit(game, AdvancePhase(game.public.phase, game.public.turn))


def _submit(game: LiveGame, command: object) -> None:
    found = game.submit(command)  # type: ignore[arg-type]
    assert not isinstance(found, Refusal), found.sentence


def _clause(kind: ClauseKind, amount: int = 0, to: str = "", **fields: object) -> Clause:
    return Clause(kind, "kenya", to, amount, **fields)  # type: ignore[arg-type]


GIFT = _clause(ClauseKind.GIVE_FUNDS, 2, "china")
LINK = _clause(ClauseKind.LINK, 0, "china")


def test_every_kind_of_promise_is_ordered_by_commands_that_the_desk_accepts() -> None:
    book = new_game(PARTIES).public.book
    joined = next(item.id for item in book.scenario.instruments if "KEN" not in item.parties)
    rangers = next(item.id for item in book.scenario.measures if item.rule is MeasureId.RANGER_PATROL)
    game = _agreed(
        GIFT,
        LINK,
        _clause(ClauseKind.LEND_TEAM, 1, "china"),
        _clause(ClauseKind.FUND_AT_LEAST, 2, measure=rangers, target=book.choices["kenya"][rangers][0]),
        _clause(ClauseKind.SHARE_INTELLIGENCE, 0, "china"),
        _clause(ClauseKind.CONTRIBUTE, 1, project=book.scenario.projects[0].id),
        _clause(ClauseKind.JOIN, instrument=joined),
    )
    desk = game.seat("kenya").desk
    assert len(desk.promises_missed) == 7
    assert [row.why_not for row in promised_orders.missed_rows(desk)] == [""] * 7
    for command in promised_orders.all_orders(desk)[0]:
        _submit(game, command)
    assert game.seat("kenya").desk.promises_missed == ()


def test_a_desk_orders_what_is_promised_one_by_one_and_all_at_once() -> None:
    with playing(_agreed(GIFT, LINK)) as player:
        player.click("open-desk")
        assert "china" not in _draft(player).gifts
        player.activate("keep-0-order")
        assert _draft(player).gifts == {"china": 2}
        assert not player.has("keep-1")
        player.click("keep-all")
        assert _posted(player) == {"china"}
        assert not player.has("promised-undone")


def test_a_desk_says_which_promise_it_has_no_means_to_order() -> None:
    game = _agreed(_clause(ClauseKind.GIVE_FUNDS, 3, "china"), LINK)
    every = game.seat("kenya").desk.funds
    _submit(game, GiveFunds("kenya", "tanzania", every - 1))
    with playing(game) as player:
        player.click("open-desk")
        assert "0 of 3 units" in player.node("keep-0").label
        assert player.node("keep-0-why").label.startswith("Funds do not reach for all of it")
        player.click("keep-all")
        assert "1 promise could not be ordered in full" in player.words()
        assert "1 of 3 units" in player.node("keep-0").label
        assert player.node("keep-0-why").label == "No funds are left for it: lower another order first."
        assert not player.has("keep-0-order"), "there is nothing left to order it with"
        assert not player.node("keep-all").enabled
        assert _posted(player) == {"china"}


def test_the_seal_question_orders_what_is_promised_and_stays() -> None:
    with playing(_agreed(GIFT, LINK)) as player:
        player.click("open-desk")
        player.press(pygame.K_RETURN)
        player.click("seal-missed-1-order")
        assert _posted(player) == {"china"}
        assert player.has("seal-missed-0")
        player.activate("seal-sure.keep")
        assert _draft(player).gifts == {"china": 2}
        assert player.has("seal-sure.yes")
        assert not player.has("seal-missed")
        player.activate("seal-sure.yes")
        assert _game(player).public.seats["kenya"].sealed


def test_a_promise_leads_to_where_it_is_kept_by_hand() -> None:
    game = new_game(PARTIES, meetings=1)
    _advance(game, Phase.DESKS)
    with playing(game) as player:
        player.click("open-desk")
        screen = player.app.top
        assert isinstance(screen, PlayScreen)
        assert isinstance(screen.part, Desks)
        part = screen.part.desk
        assert part is not None
        desk = part.view.desk
        draft = desk.negotiation.public.resolutions["L.1"]
        settled = replace(draft, settled=dict.fromkeys(("amount", "place", "sharing", "units"), 0))
        adopted = if_adopted(desk.negotiation, desk.facts, settled, PARTIES)
        desk = replace(desk, negotiation=adopted, draft=Draft())
        part.view = replace(part.view, negotiation=adopted, desk=desk)
        rows = promised_orders.missed_rows(desk)
        assert any("Kenya puts at least 1 unit a turn into Financial intelligence" in row.sentence for row in rows)
        number = next(n for n, row in enumerate(rows) if "Pay into a fund" in row.sentence)
        player.click("seal")
        player.click(f"seal-missed-{number}")
        assert not player.has("seal-sure.yes")
        fund = next(iter(adopted.public.pools))
        assert player.focus == f"pay-{fund}"
        assert player.node("tabs.offers").value == "on"


def _game(player: Player) -> LiveGame:
    assert player.app.game is not None
    return player.app.game


def _draft(player: Player) -> Draft:
    return _game(player).seat("kenya").desk.draft


def _posted(player: Player) -> set[str]:
    return {order.target.delegation for order in _draft(player).orders}
