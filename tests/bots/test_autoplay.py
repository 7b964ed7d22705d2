"""Whole games of computers that bargain, as the command line plays them."""

import json

import pytest

from game.authoring.autoplay import Plan, play, start
from game.authoring.course import course_of
from game.authoring.script_run import no_script
from game.bots.policy import POLICIES
from game.bots.temperament import BARGAIN, TEMPERAMENTS, policy_names
from game.session.negotiation.statements import reasons_for
from game.session.play import Table
from tests.session.conftest import meeting_rulebook, meeting_text


def autoplay(policy: str, seed: int = 3) -> Table:
    plan = Plan(meeting_text(), "meeting.yaml", meeting_rulebook(), seed, policy, turns=2)
    table, _save = start(plan, None)
    play(table, no_script(), policy=plan.policy)
    return table


def test_the_names_of_policies() -> None:
    names = policy_names(POLICIES)
    assert {"idle", "steady", BARGAIN, "bargain:hard_bargainer"} <= set(names)
    assert len(names) == len(set(names)) == len(POLICIES) + 1 + len(TEMPERAMENTS)


def test_temperaments_are_drawn_or_named() -> None:
    assert set(autoplay("bargain:cautious").state.truth.temperaments.values()) == {"cautious"}
    drawn = autoplay(BARGAIN).state.truth.temperaments.values()
    assert set(drawn) <= set(TEMPERAMENTS)


@pytest.mark.parametrize("policy", [BARGAIN, "bargain:opportunist"])
def test_the_same_seed_gives_the_same_bytes(policy: str) -> None:
    one, other = (autoplay(policy) for _time in range(2))
    assert json.dumps(course_of(one.state, one.book)) == json.dumps(course_of(other.state, other.book))


def test_the_meeting_is_held_and_the_draft_decided() -> None:
    public = autoplay("bargain:cooperative").public_view().negotiation
    draft = public.public.resolutions["L.1"]
    assert draft.decided == 1 or not draft.support
    assert reasons_for(public, "L.1")


def test_fixed_policies_hold_no_meeting() -> None:
    public = autoplay("cooperative").public_view().negotiation.public
    assert not public.statements
    assert public.resolutions["L.1"].decided is None
