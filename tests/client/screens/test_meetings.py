"""Caucus and plenary worked by hand: how many presses an agreement takes, refusals in place, votes, the clock."""

from collections.abc import Callable
from itertools import combinations

import pygame
import pytest

from game.client.demonstration import Studio
from game.client.demonstration_talks import TALK_SCENES, advance, caucus_game, offers_game, plenary_game, submit
from game.client.screens.wall import WallScreen
from game.model.negotiation import OperativeClause
from game.session.desk import Phase
from game.session.negotiation import commands as nc
from game.session.negotiation.agreements import Status, Terms
from game.session.negotiation.clauses import Clause, ClauseKind
from game.session.negotiation.facts import REFEREE
from game.session.negotiation.resolutions import Change, ChangeKind
from game.storage.settings import Settings
from tests.client.player import EVERYBODY, new_game, playing
from tests.client.screens.at_table import caucus, table_of

pytestmark = pytest.mark.usefixtures("fonts")


@pytest.mark.parametrize(
    ("presses", "sentence"),
    [
        (
            ("party.kenya", "party.tanzania", "turns", "turns.3"),
            "Kenya gives Tanzania and Mozambique 2 units a turn, for 3 turns.",
        ),
        (
            ("party.china", "party.kenya", "kind.fund_at_least", "measure", "measure.audit", "target", "target.1"),
            "China puts at least 2 units a turn into Audits and integrity (China), for 3 turns.",
        ),
        (
            ("party.kenya", "party.china", "kind.link", "add-clause", "kind.share_intelligence"),
            "China tells Kenya what it knows, for 3 turns.",
        ),
    ],
)
def test_an_agreement_takes_less_than_ten_presses(presses: tuple[str, ...], sentence: str) -> None:
    game = caucus()
    with playing(game) as player:
        number = player.click("record", *presses)
        assert sentence in player.words()
        number += player.click("agreement-yes")
        (agreed,) = table_of(game).agreements.values()
        assert agreed.status is Status.IN_FORCE
        assert number < 10
        assert not player.has("agreement")
        assert sentence in player.words()


def test_a_refusal_stands_in_the_dialog_and_changes_nothing() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("record", "party.kenya", "party.tanzania")
        player.tab_to("amount")
        player.press(pygame.K_END)
        before = game.public.negotiation
        refusal = player.node("refusal").label
        assert refusal.endswith(".")
        assert not player.node("agreement-yes").enabled
        player.press(pygame.K_ESCAPE)
        assert not player.has("agreement")
        assert game.public.negotiation == before


def test_a_bracket_is_settled_by_a_press_and_shows_which() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("bracket-L.1-amount.2")
        assert table_of(game).resolutions["L.1"].settled == {"amount": 2}
        assert player.node("bracket-L.1-amount.2").value == "on"


def test_sponsors_and_signatories_are_entered_for_each_delegation() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("carry-L.1", "carrier-china.signs", "carrier-viet_nam.sponsors", "carrier-kenya.no")
        draft = table_of(game).resolutions["L.1"]
        assert (draft.sponsors, draft.signatories) == (("viet_nam",), ("china",))
        player.click("carrier-viet_nam.signs", "carrier-china.no", "carrying-done")
        draft = table_of(game).resolutions["L.1"]
        assert (draft.sponsors, draft.signatories) == ((), ("viet_nam",))


def test_the_clock_is_started_stored_paused_and_given_a_minute() -> None:
    game = caucus()
    with playing(game) as player:
        now = [100.0]
        player.app.laptop.ui.clock = lambda: now[0]
        player.click("clock-start")
        now[0] += 12.0
        player.settle()
        talk = table_of(game).plenary.caucus
        assert talk is not None
        assert (talk.total, talk.passed) == (300, 12)
        player.click("clock-run")
        now[0] += 60.0
        player.settle()
        assert player.node("caucus-timer").value == "4:48"
        assert "paused" in player.words()
        player.click("clock-more")
        talk = table_of(game).plenary.caucus
        assert talk is not None
        assert (talk.total, talk.passed) == (360, 12)
        player.click("clock-stop")
        assert table_of(game).plenary.caucus is None


def test_a_moderated_caucus_gives_the_floor_in_order() -> None:
    game = caucus()
    with playing(game) as player:
        player.click("clock-kind.moderated", "clock-start", "floor-list", "floor-list.china")
        player.click("floor-list", "floor-list.kenya", "floor-next")
        assert table_of(game).plenary.floor.seat == "china"
        assert "China speaks" in player.words()
        assert table_of(game).plenary.speakers == ("kenya",)


def test_a_draft_is_adopted_without_a_vote_where_nobody_objects() -> None:
    with playing(plenary_game()) as player:
        player.click("put", "consensus")
        assert "No objection: adopted by consensus" in player.words()
        assert player.node("next").enabled


def test_before_and_while_they_vote_delegations_see_what_each_would_pay_into_the_fund() -> None:
    game = plenary_game()
    with playing(game) as player:
        payers = [node.label for node in player.nodes if node.id.startswith("payer-")]
        units = [node.label for node in player.nodes if node.id.startswith("share-")]
        assert len(payers) == len(game.public.facts.present)
        assert "What each pays of 10 units a turn, in proportion to their income" in player.words()
        assert sum(int(words.split()[0]) for words in units) == 10
        player.click("put", "objects", "objects.kenya")
        called = table_of(game).plenary.question
        assert called is not None
        player.press(pygame.K_n)
        left = [node.label for node in player.nodes if node.id.startswith("payer-")]
        against = game.public.facts.names.delegation(called.order[0])
        assert left == [name for name in payers if name != against], "who votes against it does not pay"
        after = [node.label for node in player.nodes if node.id.startswith("share-")]
        assert sum(int(words.split()[0]) for words in after) == 10


def test_the_decision_says_truly_whether_there_will_be_a_vote_and_who_asked_for_it() -> None:
    game = plenary_game()
    submit(game, nc.StateReason("viet_nam", "L.1", "We shall ask for a vote. It costs too much."))
    with playing(game) as player:
        assert player.node("put").label == "Ask who wants a vote on L.1"
        assert player.node("rule").label.startswith("First everybody is asked whether they want a vote.")
        assert player.node("of-draft-0").label == "Viet Nam: “We shall ask for a vote. It costs too much.”"
        player.click("put", "objects", "objects.viet_nam")
        assert player.node("asked").label == "Viet Nam has asked for a vote."
        assert player.has("called")


def test_a_roll_call_is_answered_by_keys_and_shows_its_arithmetic() -> None:
    game = plenary_game()
    with playing(game) as player:
        player.click("put", "objects", "objects.china")
        assert not player.node("next").enabled
        for key in (pygame.K_n, pygame.K_n, pygame.K_n, pygame.K_y, pygame.K_y, pygame.K_a):
            player.press(key)
        assert "2 yes, 3 no, 1 abstention: not more than half of 5 votes cast: not adopted" in player.words()
        player.click("explain-who", "explain-who.kenya")
        player.type("We wanted more for rangers")
        player.click("explain-yes")
        assert "Kenya: “We wanted more for rangers”" in player.words()


def test_a_vote_that_opens_comes_to_the_front_where_panels_are_tabs(studio: Callable[..., Studio]) -> None:
    made = studio("light", 1.0, (800, 600))
    pilot = made.pilot(TALK_SCENES["plenary_roll"](made))
    assert pilot.has("vote-yes")
    assert pilot.node("voting").label == "A vote is going on. Finish it first."
    pilot.click("plenary.text")
    assert not pilot.has("vote-yes")
    assert pilot.node("voting").label == "Kenya votes: see The decision."


def test_a_draft_with_open_brackets_says_why_it_cannot_be_put() -> None:
    game = caucus_game()
    submit(game, nc.CloseCaucus())
    advance(game, Phase.PLENARY)
    with playing(game) as player:
        assert not player.node("put").enabled
        assert "brackets are still open" in player.node("put-refusal").label


def test_an_offer_is_signed_at_the_desk_and_a_secret_one_reaches_no_screen_of_all() -> None:
    game = offers_game()
    with playing(game) as player:
        player.click("open-desk", "tabs.offers")
        assert "secret: only the parties know" in player.words()
        offer = next(item for item in table_of(game).agreements.values() if item.status is Status.OFFERED)
        player.click(f"offer-sign-{offer.id}")
        assert table_of(game).agreements[offer.id].status is Status.IN_FORCE
        assert player.has("tabs.ledger")


def test_a_desk_makes_a_secret_offer() -> None:
    game = new_game(EVERYBODY, meetings=0, prefill=False)
    with playing(game) as player:
        player.click("next", "open-desk", "tabs.offers", "offer-new", "party.china", "secret", "agreement-yes")
        assert not player.has("agreement")
        (secret,) = game.seat("china").negotiation.secret_agreements().values()
        assert secret.by == "kenya"
        assert table_of(game).agreements == {}


def test_a_desk_joins_an_instrument_and_takes_it_back() -> None:
    game = new_game(("central_africa",), prefill=False)
    with playing(game) as player:
        player.click("next", "open-desk", "tabs.instruments")
        name = next(node.id for node in player.nodes if node.id.startswith("join-") and node.label == "Join")
        player.click(name)
        assert game.seat("central_africa").desk.draft.joins == (name.removeprefix("join-"),)
        player.click(name)
        assert game.seat("central_africa").desk.draft.joins == ()


def test_no_secret_agreement_reaches_the_wall(studio: Callable[..., Studio]) -> None:
    game = caucus_game()
    advance(game, Phase.DESKS)
    clause = Clause(ClauseKind.GIVE_FUNDS, "kenya", "viet_nam", 3, turns=2)
    submit(game, nc.ProposeAgreement("kenya", Terms(("kenya", "viet_nam"), (clause,), secret=True, turns=2)))
    submit(game, nc.SignAgreement("viet_nam", next(iter(game.seat("kenya").negotiation.secret_agreements()))))
    advance(game, Phase.OUTCOME)
    advance(game, Phase.CAUCUS)
    pilot = studio().pilot(WallScreen(lambda: game.public, threaded=False))
    pilot.ui.draw(pilot.build)
    words = "\n".join(f"{node.label} {node.value}" for node in pilot.ui.nodes)
    assert "China gives Kenya 2 units a turn" in words
    assert "Kenya gives Viet Nam" not in words
    with playing(game) as player:
        player.click("tabs.ledger")
        assert "Kenya gives Viet Nam" not in player.words()


def test_a_desk_pays_into_the_fund_that_was_adopted_and_lends_and_tells() -> None:
    game = plenary_game(votes=6)
    advance(game, Phase.DESKS)
    with playing(game) as player:
        player.click("open-desk", "tabs.offers")
        seat = game.public.active_desk
        (fund,) = table_of(game).pools
        left = game.seat(seat).desk.funds_left
        laid_out = game.seat(seat).negotiation.seat(seat).instructions
        promised = laid_out.payments[fund]
        assert promised > 0, "what is promised is laid out"
        assert laid_out.tells == ("china",)
        for press, paid in (("less", promised - 1), ("more", promised)):
            player.click(f"pay-{fund}.{press}")
            given = game.seat(seat).negotiation.seat(seat).instructions
            assert given.payments == ({fund: paid} if paid else {})
            assert game.seat(seat).desk.funds_left == left + promised - paid
        player.tab_to("help-lends")
        player.press(pygame.K_RIGHT)
        player.click("help-tells")
        given = game.seat(seat).negotiation.seat(seat).instructions
        assert sum(given.loans.values()) == 1
        assert given.tells == ()
        player.click("help-tells")
        assert game.seat(seat).negotiation.seat(seat).instructions.tells == laid_out.tells


def test_enter_does_the_one_next_step_of_a_plenary() -> None:
    game = plenary_game()
    with playing(game) as player:
        player.press(pygame.K_RETURN)
        assert player.has("consensus"), "the draft that waits is put to the vote"
        player.press(pygame.K_RETURN)
        assert "adopted by consensus" in player.words()
        player.press(pygame.K_RETURN)
        assert game.public.phase is Phase.DESKS


@pytest.mark.parametrize("mouse", [False, True])
def test_the_one_next_step_of_a_plenary_leads_to_a_draft_that_waits_too(mouse: bool) -> None:
    game = caucus_game()
    words = OperativeClause("", "Reaffirms", "the importance of the rule of law")
    submit(game, nc.TableDraft("china", "Law first", (words,)), nc.SignDraft("kenya", "L.2"))
    first = next(iter(table_of(game).resolutions.values()))
    settled = (nc.SettleBracket(REFEREE, first.id, bracket.id, 1) for _clause, bracket in first.brackets)
    submit(game, *settled, nc.CloseCaucus())
    advance(game, Phase.PLENARY)
    with playing(game) as player:
        player.press(pygame.K_RETURN)
        player.press(pygame.K_RETURN)
        assert "adopted by consensus" in player.words()
        if mouse:
            player.click("waiting")
        else:
            player.press(pygame.K_RETURN)
        assert game.public.phase is Phase.PLENARY, "another draft waits"
        assert not player.has("waiting")
        player.press(pygame.K_RETURN)
        put = table_of(game).plenary.question
        assert put is not None
        assert put.subject == "L.2"


def test_enter_puts_a_contested_amendment_first() -> None:
    game = plenary_game()
    draft = next(iter(table_of(game).resolutions.values()))
    words = OperativeClause("", "Reaffirms", "the importance of the rule of law")
    submit(
        game,
        nc.ProposeAmendment("viet_nam", draft.id, Change(ChangeKind.ADD, wording=words)),
        nc.AnswerAmendment("kenya", draft.id, f"{draft.id}/A.1", accepts=False),
    )
    with playing(game) as player:
        player.press(pygame.K_RETURN)
        put = table_of(game).plenary.question
        assert put is not None
        assert put.subject == f"{draft.id}/A.1"


def test_enter_leads_to_the_decision_where_it_is_not_in_sight() -> None:
    with playing(plenary_game(), Settings(motion=False, width=800, height=600)) as player:
        player.click("plenary.table")
        player.press(pygame.K_RETURN)
        assert player.has("put"), "nobody decides what is not seen"
        player.press(pygame.K_RETURN)
        assert player.has("consensus")


@pytest.mark.parametrize(("phase", "main"), [(Phase.CAUCUS, "next"), (Phase.PLENARY, "put")])
def test_tab_comes_to_the_main_button_before_all_that_lies_on_the_table(phase: Phase, main: str) -> None:
    with playing(caucus() if phase is Phase.CAUCUS else plenary_game()) as player:
        stops = [node.id for node in player.nodes if node.focusable and node.enabled]
        assert main in stops[:6], "after three in the strip and two beside it"
        assert len(stops) > 12


def test_the_dialog_of_an_agreement_keeps_its_size_and_shows_what_was_just_added() -> None:
    with playing(caucus()) as player:
        player.click("record")
        places = [player.node("agreement").rect]
        for press in ("party.kenya", "party.china", "kind.share_intelligence", "add-clause", "kind.link", "add-clause"):
            player.click(press)
            places.append(player.node("agreement").rect)
        for kind in ("kind.lend_team", "kind.fund_at_least"):
            player.click(kind, "add-clause")
            places.append(player.node("agreement").rect)
            last = [node for node in player.nodes if node.id.startswith("clause-") and node.role == "text"][-1]
            for node in (last, player.node("sentence")):
                assert node.visible == node.rect, "what was added can be seen"
        assert len(set(places)) == 1, "it neither grows nor jumps"


def test_the_list_of_agreements_shows_the_one_that_was_just_added() -> None:
    game = caucus()
    for one, other in combinations(("kenya", "china", "tanzania", "straits"), 2):
        submit(game, nc.RecordAgreement(Terms((one, other), (Clause(ClauseKind.SHARE_INTELLIGENCE, one, other),))))
    with playing(game, Settings(motion=False, width=1280, height=560)) as player:
        player.click("table-tabs.agreements")
        player.bring("status-A1")
        assert player.node("status-A6").visible.h == 0
        player.click("record", "party.kenya", "party.viet_nam", "kind.share_intelligence", "agreement-yes")
        assert player.node("status-A7").visible.h > 0
