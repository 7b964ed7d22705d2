from collections.abc import Callable
from dataclasses import replace

import pytest

from game.client.view_models import orders
from game.client.view_models.orders import RowKey
from game.session import legal
from game.session.desk import Draft, Target
from game.session.legal import committed_funds, posted_teams
from game.session.proposals import proposed_draft
from game.session.views import SeatView

AtDesk = Callable[..., SeatView]
SEATS = ("kenya", "china")


@pytest.mark.parametrize("seat", SEATS)
def test_every_offer_leads_to_a_command_that_does_what_it_says(at_desk: AtDesk, seat: str) -> None:
    desk = replace(at_desk(seat=seat).desk, draft=Draft())
    for offer in orders.offers(desk):
        for key in offer.keys[:8]:
            after = legal.draft_after(Draft(), orders.command_for(seat, key, 1))
            assert orders.amount_of(after, key) == 1
            assert orders.keys_of(after) == (key,)
            back = legal.draft_after(after, orders.command_for(seat, key, 0))
            assert back == Draft()


def test_ids_of_rows_differ(at_desk: AtDesk) -> None:
    desk = at_desk(seat="china").desk
    keys = [key for offer in orders.offers(desk) for key in offer.keys]
    assert len({key.id for key in keys}) == len(keys)


@pytest.mark.parametrize("seat", SEATS)
def test_a_row_says_what_it_costs_and_how_far_it_goes(at_desk: AtDesk, seat: str) -> None:
    desk = at_desk(seat=seat).desk
    rows = orders.order_rows(desk, orders.keys_of(desk.draft))
    assert rows
    for row in rows:
        assert row.title
        assert row.cost
        assert 0 <= row.amount <= row.limit <= max(row.most, row.limit)
        if row.slides:
            beyond = orders.command_for(seat, row.key, row.limit + 1)
            assert legal.refusal_of(desk, beyond) is not None
            assert legal.refusal_of(desk, orders.command_for(seat, row.key, row.limit)) is None


def test_the_proposal_of_the_dossier_is_legal_as_a_whole(at_desk: AtDesk) -> None:
    view = at_desk(turn=1)
    desk = replace(view.desk, draft=Draft())
    plan = proposed_draft(view.public.book, view.seat, view.dossier.proposed_orders)
    commands = [orders.command_for(view.seat, key, orders.amount_of(plan, key)) for key in orders.keys_of(plan)]
    assert len(commands) == len(view.dossier.proposed_orders) == 3
    for command in commands:
        assert legal.refusal_of(desk, command) is None
        desk = replace(desk, draft=legal.draft_after(desk.draft, command))
    assert desk.funds_left >= 0


def test_a_row_that_is_added_begins_with_one_unit_if_there_is_one(at_desk: AtDesk) -> None:
    desk = replace(at_desk().desk, draft=Draft(), funds=3)
    key = RowKey("measure", "ranger_patrol", Target(habitat="tsavo", jurisdiction="KEN"))
    assert orders.first_amount(desk, key) == 1
    assert orders.first_amount(replace(desk, funds=0), key) == 0
    assert orders.first_amount(replace(desk, draft=Draft().with_order(key.subject, key.target, 2)), key) == 2


def test_simple_measures_come_first_and_the_others_are_marked(at_desk: AtDesk) -> None:
    listed = orders.offers(at_desk().desk)
    simple = [offer.id for offer in listed if offer.simple]
    assert "ranger_patrol" in simple
    assert "audit" not in simple
    assert all(not offer.simple for offer in listed if offer.kind in {"join", "gift"})


def test_a_project_that_has_started_is_not_on_offer(at_desk: AtDesk) -> None:
    desk = at_desk(turn=1).desk
    assert {offer.id for offer in orders.offers(desk)} >= {"project-open_corridors", "project-port_screening"}
    started = replace(desk.projects["port_screening"], started=2)
    later = replace(desk, projects={**desk.projects, "port_screening": started})
    assert "project-port_screening" not in {offer.id for offer in orders.offers(later)}


def test_means_add_up(at_desk: AtDesk) -> None:
    desk = at_desk(seat="china").desk
    have = orders.means(desk)
    assert have.funds - have.funds_left == committed_funds(desk.book, desk.draft)
    assert have.teams - have.teams_left == posted_teams(desk.book, desk.draft)


def test_a_row_says_why_it_goes_no_further(at_desk: AtDesk) -> None:
    desk = at_desk(seat="china").desk
    keys = orders.keys_of(desk.draft)
    funded = next(row for row in orders.order_rows(desk, keys) if row.slides)
    full = legal.draft_after(desk.draft, orders.command_for("china", funded.key, funded.limit))
    spent = next(row for row in orders.order_rows(replace(desk, draft=full), keys) if row.key == funded.key)
    assert spent.amount == spent.limit
    assert spent.at_limit == "no funds left"
    less = legal.draft_after(full, orders.command_for("china", funded.key, 0))
    assert next(row for row in orders.order_rows(replace(desk, draft=less), keys) if row.slides).at_limit == ""


def test_a_project_says_what_it_still_takes(at_desk: AtDesk) -> None:
    desk = replace(at_desk(seat="china").desk, draft=Draft())
    key = next(offer.keys[0] for offer in orders.offers(desk) if offer.kind == "project")
    project = desk.book.projects[key.subject]
    cap = project.per_turn_cap or project.cost
    draft = legal.draft_after(Draft(), orders.command_for("china", key, min(cap, desk.funds)))
    (row,) = orders.order_rows(replace(desk, draft=draft), (key,))
    if row.amount == project.per_turn_cap:
        assert "a turn at most" in row.at_limit
    assert row.at_limit
