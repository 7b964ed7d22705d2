"""The meeting: who speaks, for how long, and what is on the agenda; time passes only as it is told."""

from game.session.negotiation import commands as cm
from game.session.negotiation.decide_meeting import may_adjourn
from game.session.negotiation.facts import Stage
from game.session.negotiation.plenary import CaucusKind
from game.session.negotiation.voting import Presence
from tests.session.negotiation.table import do, end_turn, make_facts, refused, start, with_seat

TABLE = make_facts(Stage.PLENARY)


def test_speakers_speak_in_the_order_of_the_list() -> None:
    state = do(start(), TABLE, cm.RequestFloor("gabon"), cm.RequestFloor("kenya"), cm.RequestFloor("china"))
    assert refused(state, TABLE, cm.RequestFloor("kenya")) == "on_the_list"
    state = do(state, TABLE, cm.RequestFloor("kenya", wants=False), cm.CallSpeaker())
    assert state.public.plenary.floor.seat == "gabon"
    assert refused(state, TABLE, cm.YieldFloor("china")) == "not_speaking"
    state = do(state, TABLE, cm.YieldFloor("gabon"), cm.CallSpeaker())
    assert state.public.plenary.floor.seat == "china"
    assert state.public.plenary.speakers == ()
    state = do(state, TABLE, cm.CallSpeaker())  # nobody left: the floor is free
    assert refused(state, TABLE, cm.CallSpeaker()) == "nobody_wants_to_speak"


def test_who_left_is_passed_over() -> None:
    state = do(start(), TABLE, cm.RequestFloor("gabon"), cm.RequestFloor("kenya"))
    state = do(state, with_seat(TABLE, "gabon", present=False), cm.CallSpeaker())
    assert state.public.plenary.floor.seat == "kenya"


def test_a_moderated_caucus_counts_both_times() -> None:
    state = do(start(), TABLE, cm.OpenCaucus(CaucusKind.MODERATED, 100, 30, "Rangers"))
    assert state.public.plenary.seconds_left is None
    state = do(state, TABLE, cm.RequestFloor("kenya"), cm.CallSpeaker(), cm.PassTime(20))
    assert state.public.plenary.seconds_left == 10
    state = do(state, TABLE, cm.PassTime(25))
    assert state.public.plenary.seconds_left == 0
    assert state.public.plenary.floor.seat == "kenya"  # at zero nothing happens by itself
    state = do(state, TABLE, cm.PassTime(50), cm.RequestFloor("china"), cm.CallSpeaker())
    caucus = state.public.plenary.caucus
    assert caucus is not None
    assert (caucus.left, state.public.plenary.seconds_left) == (5, 5)
    assert refused(state, TABLE, cm.OpenCaucus(CaucusKind.UNMODERATED, 60)) == "caucus_running"
    state = do(state, TABLE, cm.CloseCaucus())
    assert refused(state, TABLE, cm.CloseCaucus()) == "no_caucus"
    assert state.public.plenary.floor.seat == ""


def test_nobody_has_the_floor_in_an_unmoderated_caucus() -> None:
    state = do(start(), TABLE, cm.OpenCaucus(CaucusKind.UNMODERATED, 300))
    assert refused(state, TABLE, cm.RequestFloor("kenya")) == "unmoderated"


def test_impossible_times() -> None:
    state = start()
    assert refused(state, TABLE, cm.OpenCaucus(CaucusKind.UNMODERATED, 0)) == "time_impossible"
    assert refused(state, TABLE, cm.OpenCaucus(CaucusKind.MODERATED, 60, 90, "x")) == "time_impossible"
    assert refused(state, TABLE, cm.OpenCaucus(CaucusKind.MODERATED, 60, 30, " ")) == "no_topic"
    assert refused(state, TABLE, cm.PassTime(-5)) == "time_impossible"


def test_the_agenda() -> None:
    state = do(start(), TABLE, cm.SetAgenda(("Ivory", "Money"), 1))
    assert (state.public.plenary.agenda, state.public.plenary.item) == (("Ivory", "Money"), 1)
    assert refused(state, TABLE, cm.SetAgenda(("Ivory",), 1)) == "no_such_item"
    assert refused(state, TABLE, cm.SetAgenda(("Ivory",), by="kenya")) == "referee_only"


def ready() -> object:
    return do(
        start(),
        TABLE,
        cm.SponsorDraft("kenya", "L.1"),
        cm.SignDraft("gabon", "L.1"),
        cm.SettleBracket("kenya", "L.1", "size", 1),
        cm.SettleBracket("kenya", "L.1", "sharing", 0),
    )


def test_votes_are_explained_after_the_vote_and_once() -> None:
    state = ready()
    assert refused(state, TABLE, cm.ExplainVote("china", "L.1", "We doubt it.")) == "not_voted_on"  # type: ignore[arg-type]
    state = do(state, TABLE, cm.PutQuestion("L.1"), cm.DeclareConsensus())  # type: ignore[arg-type]
    state = do(state, TABLE, cm.ExplainVote("china", "L.1", "We doubt it."))
    assert state.public.plenary.explanations[0].text == "We doubt it."
    assert refused(state, TABLE, cm.ExplainVote("china", "L.1", "Again.")) == "explained_already"
    assert refused(state, TABLE, cm.ExplainVote("kenya", "L.1", " ")) == "text_too_long"


def test_no_desks_while_a_vote_is_open_and_a_new_roll_each_turn() -> None:
    state = do(ready(), TABLE, cm.CallRoll({"kenya": Presence.PRESENT, "gabon": Presence.PRESENT}))  # type: ignore[arg-type]
    assert may_adjourn(state) is None
    state = do(state, TABLE, cm.PutQuestion("L.1"))
    assert may_adjourn(state) is not None
    assert refused(state, TABLE, cm.CallRoll({})) == "voting"
    assert refused(state, TABLE, cm.OpenCaucus(CaucusKind.UNMODERATED, 60)) == "voting"
    assert refused(state, TABLE, cm.PutQuestion("L.1")) == "voting"
    state, _, _ = end_turn(state, make_facts(Stage.DESKS))
    assert (state.public.plenary.question, state.public.plenary.presence) == (None, {})


def test_the_meeting_is_held_before_the_desks() -> None:
    assert refused(start(), make_facts(Stage.DESKS), cm.RequestFloor("kenya")) == "not_now"
    assert refused(start(), make_facts(Stage.DESKS), cm.CallRoll({"x": Presence.PRESENT})) == "delegation_unknown"
