from collections.abc import Callable
from dataclasses import replace

import pytest

from game.client.canvas.map_scene import Carries
from game.client.view_models import map_scenes, map_words, outcome
from game.session.desk import Phase
from game.session.published import Cause, IndexReceipt, Share
from game.session.views import PublicView, SeatView

Public = Callable[..., PublicView]


def test_cards_are_ordered_by_how_much_moved(public: Public) -> None:
    view = public(3, Phase.OUTCOME, 0)
    cards = outcome.moved_indices(view)
    moved = [abs(card.chart.after - card.chart.before) for card in cards if "world" not in card.key]
    assert moved == sorted(moved, reverse=True)
    assert {"world_criminality()", "world_resilience()"} <= {card.key for card in cards}


def test_the_parts_of_a_card_sum_to_its_change(public: Public) -> None:
    for card in outcome.moved_indices(public(3, Phase.OUTCOME, 0)):
        parts = sum(part.change for part in card.chart.parts)
        assert parts == pytest.approx(card.chart.after - card.chart.before, abs=0.011)


def test_the_sentence_names_who_did_most(public: Public) -> None:
    view = public(3, Phase.OUTCOME, 0)
    names = [face.name for face in view.seats.values()]
    for card in outcome.moved_indices(view):
        ranked = sorted(card.chart.parts, key=lambda part: -abs(part.change))
        largest = next(part for part in ranked if part.name in names)
        leads = ranked[0].name == "what was under way before"
        if leads and ranked[0].change * (card.chart.after - card.chart.before) > 0:
            assert card.sentence.startswith("What was under way before did most")
            assert f"those of {largest.name} did most" in card.sentence
        else:
            assert card.sentence.startswith(f"{largest.name} did most")


def test_where_what_was_under_way_before_did_most_the_sentence_says_so_and_why(public: Public) -> None:
    book = public(3, Phase.OUTCOME, 0).book
    before = Share(Cause.MOMENTUM, 0.56)
    shares = (before, Share(Cause.DELEGATION, -0.07, "viet_nam"), Share(Cause.DELEGATION, 0.03, "kenya"))
    receipt = IndexReceipt("criminality(MYS)", 3.76, 4.28, shares)
    assert outcome.moved_index(book, 5, receipt).sentence == (
        "What was under way before did most (+0.56): what was ordered in earlier turns fades unless it is ordered "
        "again. Of this turn's orders, those of Viet Nam did most (−0.07)."
    )
    better = replace(receipt, after=3.23, shares=(replace(before, amount=-0.49), *shares[1:]))
    said = outcome.moved_index(book, 5, better).sentence
    assert said.startswith("What was under way before did most (−0.49): what was begun earlier goes on to work.")
    led = replace(receipt, shares=(replace(before, amount=0.06), *shares[1:]))
    assert outcome.moved_index(book, 5, led).sentence.startswith("Viet Nam did most")
    against = replace(receipt, after=3.75)
    assert outcome.moved_index(book, 5, against).sentence.startswith("Viet Nam did most"), "it went the other way"


def test_without_receipts_indices_are_still_shown(public: Public) -> None:
    view = replace(public(3, Phase.OUTCOME, 0), receipts=())
    cards = outcome.moved_indices(view)
    assert cards
    assert all(card.chart.parts == () for card in cards)


def test_all_orders_lie_open(public: Public) -> None:
    view = public(3, Phase.OUTCOME, 0)
    opened = outcome.opened_orders(view)
    assert [item.seat for item in opened] == list(view.opened[-1])
    for item in opened:
        draft = view.opened[-1][item.seat]
        assert len(item.lines) == len(draft.orders) + len(draft.contributions) + len(draft.gifts) + len(draft.joins)
        assert all(line.text for line in item.lines)


def test_before_the_first_outcome_nothing_lies_open(public: Public) -> None:
    assert outcome.opened_orders(public(1)) == ()


def test_the_map_plays_exactly_what_orders_changed(public: Public) -> None:
    view = public(3, Phase.OUTCOME, 0)
    shifts = {shift.leg: shift.change for shift in view.receipts[-1].shifts}
    for leg in map_scenes.outcome_scene(view).legs:
        if leg.before > 0:
            assert leg.after - leg.before == pytest.approx(shifts[leg.id])


def test_arrows_lead_from_what_lost_to_what_gained_within_a_market(public: Public) -> None:
    view = public(3, Phase.OUTCOME, 0)
    scene = map_scenes.outcome_scene(view)
    shifts = {shift.leg: shift.displaced for shift in view.receipts[-1].shifts}
    markets = {leg.id: leg.market for leg in scene.legs}
    assert scene.displacements
    for arrow in scene.displacements:
        assert shifts[arrow.from_leg] < 0 < shifts[arrow.to_leg]
        assert markets[arrow.from_leg] == markets[arrow.to_leg]


def test_no_figure_stands_beside_a_leg_of_persons(public: Public) -> None:
    view = public(3, Phase.OUTCOME, 0)
    legs = tuple(
        replace(leg, carries=Carries.PERSONS) if number % 2 else leg
        for number, leg in enumerate(map_scenes.outcome_scene(view).legs)
    )
    marked = map_scenes._with_changes(view.book, tuple(replace(leg, change="") for leg in legs))
    assert any(leg.change for leg in marked)
    assert not any(leg.change for leg in marked if leg.carries is Carries.PERSONS)


def test_of_persons_an_arrow_tells_where_to_and_not_how_many(public: Public, monkeypatch: pytest.MonkeyPatch) -> None:
    view = public(3, Phase.OUTCOME, 0)
    monkeypatch.setattr(map_scenes, "_PERSONS", {market.kind for market in view.book.scenario.markets})
    names = {way.id: way.name for way in (*view.book.scenario.legs, *view.book.scenario.channels)}
    arrows = [mark for mark in map_scenes.outcome_scene(view).displacements if mark.to_leg in view.book.leg_markets]
    assert arrows
    for arrow in arrows:
        assert arrow.text == f"more: {names[arrow.to_leg]}"


def test_a_seat_sees_its_own_places_outlined(at_desk: Callable[..., SeatView]) -> None:
    scene = map_scenes.seat_scene(at_desk(seat="straits"), "KEN")
    assert {mark.id for mark in scene.jurisdictions if mark.own} == {"MYS", "SGP"}
    assert [mark.id for mark in scene.jurisdictions if mark.selected] == ["KEN"]


def test_things_on_the_map_say_what_they_are(public: Public) -> None:
    view = public()
    tell, status = map_words.public_teller(view), view.projects["port_screening"]
    assert tell("jurisdiction", "KEN").startswith("Kenya: criminality 6.")
    assert tell("leg", "ken_mys").startswith("Mombasa to Port Klang: about ")
    assert "tonnes a year" in tell("leg", "ken_mys")
    assert "USD million a year" in tell("leg", "ken_are_money")
    assert "animals" in tell("habitat", "tsavo")
    for started, said in ((None, f"{status.total} of 33 units paid"), (4, "paid for, works from turn 4")):
        projects = {**view.projects, "port_screening": replace(status, started=started)}
        told = map_words.public_teller(replace(view, projects=projects))("pin", "port_screening")
        assert told == f"Container screening at five ports: {said}"
    assert tell("pin", "online_surge") == "Ivory listings multiply in closed groups online"
    assert tell("wonder", "x") == ""


def test_the_epilogue_shows_no_flows_and_no_herds_that_nobody_estimates(public: Public) -> None:
    scene = map_scenes.epilogue_scene(public(8, Phase.EPILOGUE, 0))
    assert scene.legs == ()
    assert scene.habitats == ()
    wall = map_scenes.wall_scene(public(8, Phase.EPILOGUE, 0))
    assert (wall.legs, wall.habitats) == ((), ())
    assert map_scenes.wall_scene(public(4)).habitats
    assert any(mark.before != mark.after for mark in scene.jurisdictions)
