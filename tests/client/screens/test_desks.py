"""The curtain and the desks, worked through the loop of the app."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.client.demonstration_talks import advance, submit
from game.client.live import Accepted, LiveGame
from game.client.screens.desk import Desk
from game.client.screens.desk_projection import REST
from game.client.screens.desks import IDLE, Desks
from game.client.screens.play import PlayScreen
from game.session.commands import Command, GiveFunds, SetOrder
from game.session.desk import DeskStyle, Phase
from game.session.forecast import ALL_RUNS, QUICK_RUNS
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.refusal import Refusal
from game.session.views import SeatView
from game.storage.settings import Settings
from tests.client.player import Player, new_game, playing

pytestmark = pytest.mark.usefixtures("fonts")


def _desks(player: Player) -> Desks:
    screen = player.app.top
    assert isinstance(screen, PlayScreen)
    assert isinstance(screen.part, Desks)
    return screen.part


def _open(player: Player) -> Desk:
    """Go from the briefing to the first desk."""
    player.press(pygame.K_RETURN)
    player.press(pygame.K_RETURN)
    desk = _desks(player).desk
    assert desk is not None
    return desk


def _game(player: Player) -> LiveGame:
    assert player.app.game is not None
    return player.app.game


def _secrets(player: Player) -> list[str]:
    """Return sentences that only the seat may read."""
    view = _game(player).seat("kenya")
    return [*(item.text for item in view.dossier.objectives), *view.dossier.needs, *view.dossier.offers]


def _lose_focus(player: Player) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pygame.key, "get_focused", lambda: False)
        player.send(pygame.event.Event(pygame.WINDOWFOCUSLOST))


def test_the_curtain_is_painted_before_it_names_anybody() -> None:
    with playing(new_game(("kenya",))) as player:
        player.click("next")
        _desks(player)._curtain.fall()
        ui = player.app.laptop.ui
        ui.redraw()
        ui.draw(player.app.top.build)
        assert "Kenya" not in player.words()
        assert not player.has("open-desk")
        assert ui.due()
        ui.draw(player.app.top.build)
        assert "Next at the desk" in player.words()
        assert "Kenya" in player.words()


def test_the_curtain_shows_nothing_of_the_game() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        _open(player)
        player.click("tabs.dossier")
        assert any(secret in player.words() for secret in _secrets(player))
        _lose_focus(player)
        words = player.words()
        assert player.has("open-desk")
        assert not any(secret in words for secret in _secrets(player))
        assert not any(node.id.startswith(("order", "tabs", "chart", "map", "funds", "teams")) for node in player.nodes)


@pytest.mark.parametrize("cover", ["focus", "help", "seal", "idle"])
def test_nothing_built_from_a_view_outlives_the_desk(cover: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.click("tabs.dossier")
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.02)
        gc.collect()
        assert any(type(item) is SeatView and item.seat == "kenya" for item in gc.get_objects())
        match cover:
            case "focus":
                _lose_focus(player)
            case "help":
                player.press(pygame.K_F1)
            case "seal":
                player.click("seal")
                player.click("seal-sure.yes")
            case "idle":
                ui = player.app.laptop.ui
                monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + IDLE + 1)
                player.settle()
        gc.collect()
        assert not [item for item in gc.get_objects() if type(item) is SeatView and item.seat == "kenya"]
        for secret in _secrets(player):
            assert secret not in player.words()
            assert all(secret not in repr(layer.state.memory) for layer in player.app._stack)


def test_helping_oneself_at_a_desk_leads_back_to_it() -> None:
    with playing(new_game(("kenya",), seconds=90)) as player:
        _open(player)
        player.click("tabs.dossier")
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.4)
        before, began = _told(player), _desks(player).desk.began
        for way_back in ("escape", "back", "button"):
            if way_back == "button":
                player.click("help")
            else:
                player.press(pygame.K_F1)
            assert not player.has("seal")
            assert not any(secret in player.words() for secret in _secrets(player))
            player.click("back") if way_back == "back" else player.press(pygame.K_ESCAPE)
            assert player.has("seal")
            assert player.node("tabs.dossier").value == "on"
            assert _told(player) == before
            assert _desks(player).desk.began == began, "the clock went on"
        player.click("seal")
        player.click("seal-sure.yes")
        assert not player.has("interrupted")


def _told(player: Player) -> list[str]:
    """Return what is on the screen, but for what only the pointer brings up."""
    return [f"{node.label} {node.value}" for node in player.nodes if node.role not in {"tooltip", "timer"}]


@pytest.mark.parametrize("why", ["focus", "long"])
def test_who_does_not_come_back_from_the_help_finds_the_curtain(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.press(pygame.K_F1)
        if why == "focus":
            _lose_focus(player)
        else:
            ui = player.app.laptop.ui
            monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + IDLE + 1)
        player.press(pygame.K_ESCAPE)
        assert player.has("open-desk")
        assert not player.has("seal")
        assert "Its draft is kept." in player.words()
        assert "0 of 1 desk sealed" in player.words()
        player.press(pygame.K_F1)
        player.press(pygame.K_ESCAPE)
        assert player.has("interrupted"), "it is still the desk that was open before"
        assert not player.has("seal")


def test_a_curtain_before_any_desk_says_nothing_of_one_that_was_closed() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_F1)
        player.press(pygame.K_ESCAPE)
        assert not player.has("interrupted")
        player.click("open-desk")
        _lose_focus(player)
        assert player.has("interrupted")
        player.click("open-desk")
        player.click("seal")
        player.click("seal-sure.yes")
        assert player.has("open-desk")
        assert not player.has("interrupted")


def test_a_desk_left_alone_closes_and_one_that_is_used_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        ui, late = player.app.laptop.ui, [0.0]
        monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + late[0])
        late[0] = IDLE - 5
        player.press(pygame.K_TAB)
        late[0] += IDLE - 5
        player.settle()
        assert player.has("seal")
        late[0] += 10
        player.settle()
        assert player.has("open-desk")


def test_continuing_lands_behind_the_curtain(tmp_path: Path) -> None:
    path = tmp_path / "game.corridors"
    with playing(new_game(("kenya",), path=path)) as player:
        _open(player)
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.02)
        draft = _game(player).seat("kenya").desk.draft
    with playing(LiveGame.resume(path)) as player:
        assert player.has("open-desk")
        assert not player.has("seal")
        player.click("open-desk")
        assert _game(player).seat("kenya").desk.draft == draft


def test_the_next_desk_knows_nothing_of_the_one_before() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        _open(player)
        player.click("tabs.dossier")
        ids = {node.id for node in player.nodes if node.id.startswith("order-")}
        player.click("seal")
        player.click("seal-sure.yes")
        assert "China" in player.node("next-desk").label
        player.click("open-desk")
        assert not any(secret in player.words() for secret in _secrets(player))
        assert not ids & {node.id for node in player.nodes}
        assert player.node("tabs.map").value == "on"


# A drag


def _grab(player: Player) -> tuple[str, int, int]:
    """Press on the knob of the first slider; return its id, and the pixels of its track's start and its row."""
    id_ = next(node.id for node in player.nodes if node.role == "slider")
    ui, rect = player.app.laptop.ui, player.node(id_).rect
    y = rect.bottom - ui.px(12)
    player.app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=(rect.x + 20, y), rel=(0, 0), buttons=(0, 0, 0))])
    player.app.step([pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(rect.x + 20, y), button=1)])
    return id_, rect.x + ui.px(9), y


def _move(player: Player, x: int, y: int) -> None:
    player.app.step([pygame.event.Event(pygame.MOUSEMOTION, pos=(x, y), rel=(1, 0), buttons=(1, 0, 0))])


def test_the_projection_follows_in_the_same_frame_and_is_refined_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",)), runs=ALL_RUNS) as player:
        desk = _open(player)
        for _step in range(20):
            player.settle()
        assert desk.projection.runs == ALL_RUNS
        ui, late = player.app.laptop.ui, [0.0]
        started = ui.clock()
        monkeypatch.setattr(ui, "clock", lambda: started + late[0])
        before, drawn = desk.projection.table(desk.view), pygame.image.tobytes(ui.surface, "RGB")
        _id, x, y = _grab(player)
        _move(player, x, y)
        assert desk.projection.table(desk.view) != before
        chart = player.node("chart").rect
        shown = ui.surface.subsurface(tuple(chart))
        old = pygame.image.frombytes(drawn, ui.surface.get_size(), "RGB").subsurface(tuple(chart))
        assert pygame.image.tobytes(shown, "RGB") != pygame.image.tobytes(old, "RGB")
        assert desk.projection.runs == QUICK_RUNS
        assert "0 units" in player.node(_id).value
        late[0] = REST / 2
        player.app.step([])
        assert desk.projection.runs == QUICK_RUNS
        for frame in range(1, 13):  # at 60 frames a second: within 0.3 s of rest
            late[0] = REST + frame / 60
            player.app.step([])
        assert desk.projection.runs == ALL_RUNS
        assert late[0] <= 0.3


def test_a_drag_that_is_not_let_go_orders_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        game, given = _game(player), []
        submit = game.submit

        def record(command: Command) -> Accepted | Refusal:
            given.append(command)
            return submit(command)

        monkeypatch.setattr(game, "submit", record)
        _id, x, y = _grab(player)
        for step in range(6):
            _move(player, x + 4 * step, y)
        assert given == []
        left = player.node("funds").value
        player.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x, y), button=1))
        assert len(given) == 1
        assert isinstance(given[0], SetOrder)
        assert player.node("funds").value == left, "what was shown while dragging is what was ordered"


def test_a_drag_broken_off_by_the_curtain_orders_nothing() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        before = _game(player).seat("kenya").desk.draft
        _id, x, y = _grab(player)
        _move(player, x, y)
        _lose_focus(player)
        player.send(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=(x, y), button=1))
        assert _game(player).seat("kenya").desk.draft == before


def test_a_slider_ends_where_the_funds_do() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        id_ = next(node.id for node in player.nodes if node.role == "slider")
        player.tab_to(id_)
        player.press(pygame.K_END)
        assert player.node("funds").value == "0 of 8 units left"
        player.press(pygame.K_RIGHT)
        assert _game(player).seat("kenya").desk.funds_left == 0


# The orders


def test_a_first_turn_has_at_most_seven_controls_to_decide_with() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        levers = [node for node in player.nodes if node.role in {"slider", "checkbox", "spinbutton", "combobox"}]
        deeds = [node for node in player.nodes if node.id in {"add", "seal", "undo", "clear"}]
        assert len(levers) + len(deeds) <= 7


def test_a_first_desk_says_that_a_plan_is_laid_out_and_shows_only_what_it_needs() -> None:
    with playing(new_game(("kenya",))) as player:  # without a caucus, so that offers are made at the desks
        _open(player)
        assert "A first plan is laid out for you." in player.words()
        assert [node.id for node in player.nodes if node.role == "tab"] == ["tabs.map", "tabs.dossier", "tabs.offers"]
        player.click("clear")
        assert "A first plan" not in player.words()
        player.click("seal")
        player.click("seal-sure.yes")
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        _open(player)
        assert "A first plan" not in player.words()
        assert player.has("tabs.news")
        assert player.has("tabs.offers")


def test_undo_and_clear() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        before = _game(player).seat("kenya").desk.draft
        player.click("clear")
        assert _game(player).seat("kenya").desk.draft.empty
        assert not player.node("clear").enabled
        assert not any(node.role == "slider" for node in player.nodes)
        player.click("undo")
        assert _game(player).seat("kenya").desk.draft == before


def test_a_row_is_taken_off_and_one_at_zero_stays_to_be_raised_again() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        id_ = next(node.id for node in player.nodes if node.role == "slider")
        player.drag(id_, 0.0)
        assert player.node(id_).value == "0 units"
        player.click(f"{id_}-off")
        assert not player.has(id_)


def test_sealing_asks_what_is_left_and_whether_one_is_sure() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.click("seal")
        assert "1 unit is not spent" in player.words()
        player.press(pygame.K_ESCAPE)
        assert not _game(player).public.seats["kenya"].sealed
        player.tab_to(next(node.id for node in player.nodes if node.role == "slider"))
        player.press(pygame.K_END)
        player.click("seal")
        assert "Nobody can change them then." in player.words()
        assert not _game(player).public.seats["kenya"].sealed
        player.click("seal-sure.yes")
        assert _game(player).public.seats["kenya"].sealed


def test_enter_asks_to_seal_where_nothing_shows_that_it_has_the_keyboard() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.press(pygame.K_RETURN)
        assert player.has("seal-sure.yes")
        player.press(pygame.K_ESCAPE)
        assert not player.has("seal-sure.yes")
        player.tab_to("add")
        player.press(pygame.K_RETURN)
        assert not player.has("seal-sure.yes"), "what has the keyboard takes the key"
        assert player.has("add-more")
        player.press(pygame.K_ESCAPE)
        player.drag(next(node.id for node in player.nodes if node.role == "slider"), 0.02)
        player.press(pygame.K_RETURN)
        assert player.has("seal-sure.yes"), "a slider that was only dragged shows no ring"


def test_measures_are_added_in_two_presses() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.click("add")
        assert not player.has("add-audit"), "the first turn begins with the simple ones"
        player.click("add-more")
        assert player.has("add-audit")
        player.click("add-patrol")
        player.click("at-2")
        added = [order for order in _game(player).seat("kenya").desk.draft.orders if order.measure == "patrol"]
        assert len(added) == 2
        assert player.focus.startswith("order-measure-patrol")


def test_where_there_are_many_targets_one_chooses_place_and_block() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.click("add")
        player.click("add-more")
        player.click("add-technical_assistance")
        assert player.has("at-TZA")
        player.click("at-TZA")
        player.click("at-3")
        order = next(o for o in _game(player).seat("kenya").desk.draft.orders if o.measure == "technical_assistance")
        assert order.target.jurisdiction == "TZA"


def test_escape_leads_back_through_the_chooser() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.click("add")
        player.click("add-patrol")
        assert player.has("at-0")
        player.press(pygame.K_ESCAPE)
        assert player.has("add-patrol")
        player.press(pygame.K_ESCAPE)
        assert not player.has("add-patrol")
        assert player.has("seal")


def test_what_the_means_do_not_allow_cannot_be_added() -> None:
    with playing(new_game(("central_africa",))) as player:
        _open(player)
        for _team in range(2):
            player.click("add")
            if not player.node("add-liaison").enabled:
                player.press(pygame.K_ESCAPE)
                break
            player.click("add-liaison")
            player.click("at-0" if not _team else "at-1")
        player.click("add")
        assert not player.node("add-liaison").enabled


def test_a_place_on_the_map_or_in_the_table_turns_the_projection_to_it() -> None:
    with playing(new_game(("kenya",))) as player:
        desk = _open(player)
        desk.projection.show(desk.view, "corruption(KEN)")
        player.tab_to("map")
        player.press(pygame.K_RIGHT)
        assert "Kenya: criminality" in player.words()
        player.press(pygame.K_RETURN)
        assert desk.projection.name == "criminality(KEN)"


def test_the_chart_is_read_with_the_arrows() -> None:
    with playing(new_game(("kenya",))) as player:
        desk = _open(player)
        player.tab_to("chart")
        player.press(pygame.K_END)
        public = desk.view.public
        last = public.turns + public.book.network.epilogue_turns
        assert desk.projection._cursor == last
        player.press(pygame.K_LEFT)
        assert desk.projection._cursor == last - 1
        assert len(desk.projection.table(desk.view)) > 2 * last - 6


# Time and the referee


def test_at_zero_the_draft_is_sealed_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(("kenya",), seconds=90)) as player:
        desk = _open(player)
        assert player.node("desk-timer").value.strip("\u2068\u2069").startswith("1:")
        ui = player.app.laptop.ui
        monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + 91)
        draft = desk.view.desk.draft
        player.settle()
        assert _game(player).public.seats["kenya"].sealed
        assert _game(player).seat("kenya").desk.draft == draft


def test_the_referee_ends_the_desks_from_the_menu() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_ESCAPE)
        assert player.has("menu-on")
        player.click("menu-seal")
        assert "Kenya, China" in player.words()
        player.click("menu-end.yes")
        assert _game(player).public.phase is Phase.OUTCOME


def test_the_menu_opens_and_closes_with_escape_everywhere() -> None:
    with playing(new_game(("kenya",))) as player:
        for _phase in range(3):
            player.press(pygame.K_ESCAPE)
            assert player.has("menu-on")
            player.press(pygame.K_ESCAPE)
            assert not player.has("menu-on")
            player.press(pygame.K_RETURN)


def test_leaving_to_the_title_closes_the_game() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.click("menu")
        player.click("menu-leave")
        assert player.app.game is None


def test_another_delegation_may_go_first() -> None:
    with playing(new_game(("kenya", "china"))) as player:
        player.press(pygame.K_RETURN)
        assert "Kenya" in player.node("next-desk").label
        player.click("other-desk")
        assert "China" in player.node("next-desk").label
        player.click("open-desk")
        assert _game(player).public.active_desk == "china"


def test_without_people_all_orders_are_sealed_at_once() -> None:
    with playing(new_game(())) as player:
        player.press(pygame.K_RETURN)
        assert player.has("open-orders")
        player.press(pygame.K_RETURN)
        assert _game(player).public.phase is Phase.OUTCOME


# Open desks


def test_open_desks_have_no_curtain_and_a_switch() -> None:
    with playing(new_game(("kenya", "china"), style=DeskStyle.OPEN)) as player:
        player.press(pygame.K_RETURN)
        player.click("desk-china")
        assert _game(player).public.active_desk == "china"
        assert _game(player).seat("china").desk.draft.orders
        _lose_focus(player)
        assert player.has("seal"), "nothing is secret: the desk stays"
        player.click("delegation")
        player.click("delegation.kenya")
        assert _game(player).public.active_desk == "kenya"
        assert _desks(player).desk is not None
        for _seat in range(2):
            player.click("seal")
            player.click("seal-sure.yes")
            if player.has("desk-china"):
                player.click("desk-china")
        assert player.has("open-orders")


def test_motion_that_is_off_needs_no_skipping() -> None:
    with playing(new_game(()), Settings(motion=False)) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        assert player.has("changes")
        assert not player.has("skip")


def test_the_outcome_plays_can_be_skipped_and_plays_again() -> None:
    with playing(new_game(()), Settings(motion=True)) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        assert player.has("skip")
        assert not player.has("changes")
        player.press(pygame.K_RETURN)
        assert player.has("changes")
        player.click("again")
        assert player.has("skip")


def test_the_outcome_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    with playing(new_game(()), Settings(motion=True)) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        ui = player.app.laptop.ui
        monkeypatch.setattr(ui, "clock", lambda at=ui.clock: at() + 11)
        player.settle()
        assert player.has("changes")
        assert not ui.due() or player.has("changes")
        monkeypatch.setattr(ui, "clock", lambda at=ui.now: at + 0.3)
        player.press(pygame.K_RETURN)
        assert _game(player).public.phase is Phase.OUTCOME, "who meant to skip has not seen what moved"
        monkeypatch.setattr(ui, "clock", lambda at=ui.now: at + 1)
        player.press(pygame.K_RETURN)
        assert _game(player).public.phase is not Phase.OUTCOME


def test_a_refusal_is_told_and_changes_nothing() -> None:
    with playing(new_game(("kenya",))) as player:
        desk = _open(player)
        desk.view = replace(desk.view, desk=replace(desk.view.desk, funds=40))
        id_ = next(node.id for node in player.nodes if node.role == "slider")
        before = _game(player).seat("kenya").desk.draft
        player.drag(id_, 1.0)
        assert "units of funds this turn" in player.words()
        assert _game(player).seat("kenya").desk.draft == before


def test_the_map_can_have_the_place_of_the_projection() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        small = player.node("map").rect
        player.click("map-size")
        assert not player.has("chart")
        assert player.node("map").rect.h > 1.6 * small.h
        player.click("tabs.dossier")
        assert player.has("chart"), "beside the other panels it is there again"
        player.click("tabs.map")
        player.press(pygame.K_F1)
        player.press(pygame.K_ESCAPE)
        assert not player.has("chart")
        player.click("map-size")
        assert player.node("map").rect == small


def test_enter_on_the_chosen_tab_asks_to_seal_too() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.tab_to("tabs.map")
        player.press(pygame.K_RETURN)
        assert player.has("seal-sure.yes")


def test_a_team_that_is_posted_already_is_no_unit() -> None:
    with playing(new_game(("kenya",))) as player:
        _open(player)
        player.click("add")
        player.click("add-liaison")
        assert "ordered already" in player.words()
        assert "ordered already:" not in player.words()


def test_sealing_says_which_promises_the_orders_do_not_keep() -> None:
    game = new_game(("kenya", "china"), meetings=1)
    gift = Clause(ClauseKind.GIVE_FUNDS, "kenya", "china", 1, turns=3)
    link = Clause(ClauseKind.LINK, "kenya", "china", turns=3)
    advance(game, Phase.CAUCUS)
    submit(game, nc.RecordAgreement(Terms(("kenya", "china"), (gift, link))))
    advance(game, Phase.DESKS)
    submit(game, GiveFunds("kenya", "china", 1))
    with playing(game) as player:
        player.click("open-desk")
        player.click("seal")
        assert player.node("seal-missed").label.startswith("These orders do not keep a promise")
        assert "Kenya and China each keep a team with the other" in player.node("seal-missed-0").label
        assert not player.has("seal-missed-1"), "the gift is given"
        player.press(pygame.K_ESCAPE)
        assert not player.has("seal-missed")
        player.click("seal")
        player.click("seal-sure.yes")
        assert game.public.seats["kenya"].sealed
