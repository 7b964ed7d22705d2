"""Commands and events survive JSON exactly."""

import json
import math
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from game.session import commands as cm
from game.session import events as ev
from game.session import wire
from game.session.desk import Draft, Target
from game.session.play import Table
from game.session.reducer import fold
from game.session.state import State
from tests.session.conftest import TABLE, rulebook


def test_every_event_of_a_whole_session_comes_back() -> None:
    seen = set()
    log: list[ev.Event] = []
    table = Table(rulebook(TABLE))
    seats = tuple(cm.SeatPlan(seat, cm.Occupant.PERSON) for seat in table.book.delegations)
    started = table.submit(cm.StartSession(7, seats))
    assert isinstance(started, tuple)
    log.extend(started)
    while table.public_view().result is None:
        view = table.public_view()
        decision = table.submit(cm.AdvancePhase(view.phase, view.turn, seal_rest=True))
        assert isinstance(decision, tuple)
        log.extend(decision)
    for event in log:
        text = json.dumps(ev.event_to_json(event))
        again = ev.event_from_json(json.loads(text))
        assert type(again) is type(event)
        assert json.dumps(ev.event_to_json(again)) == text
        seen.add(event.TYPE)
    assert {"world_computed", "orders_opened", "means_settled", "result_computed", "event_fired"} <= seen
    again = [ev.event_from_json(json.loads(json.dumps(ev.event_to_json(event)))) for event in log]
    assert wire.to_json(fold(State(), again)) == wire.to_json(table.state)
    stored = wire.to_json(table.state)
    assert wire.to_json(wire.from_json(State, json.loads(json.dumps(stored)))) == stored


@given(
    amount=st.integers(0, 10**9),
    leg=st.text(max_size=20),
    joins=st.lists(st.text(min_size=1, max_size=8), max_size=3),
    seed=st.integers(0, 2**63 - 1),
)
def test_commands_come_back(amount: int, leg: str, joins: list[str], seed: int) -> None:
    draft = Draft().with_order("patrol", Target(leg=leg, jurisdiction="KEN"), amount)
    for name in joins:
        draft = draft.with_instrument(name, joins=True, leaves=False)
    for command in (
        cm.SetOrder("kenya", "patrol", Target(leg=leg), amount),
        cm.StartSession(seed, (cm.SeatPlan("kenya", cm.Occupant.PERSON, people=leg),)),
        cm.GiveFunds("kenya", leg, amount),
    ):
        assert cm.command_from_json(json.loads(json.dumps(cm.command_to_json(command)))) == command
    assert wire.from_json(Draft, json.loads(json.dumps(wire.to_json(draft)))) == draft


@given(hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=5)))
def test_arrays_come_back_to_the_bit(array: np.ndarray) -> None:
    again = wire.array_from_json(json.loads(json.dumps(wire.array_to_json(array))))
    assert again.shape == array.shape
    assert again.tobytes() == np.ascontiguousarray(array).tobytes()
    assert not again.flags.writeable


@given(st.floats(allow_nan=False))
def test_floats_come_back_exactly(number: float) -> None:
    again = wire.from_json(float, json.loads(json.dumps(wire.to_json(number))))
    assert again == number
    assert math.copysign(1, again) == math.copysign(1, number)


@pytest.mark.parametrize(
    ("kind", "raw"), [(int, "3"), (int, True), (str, 3), (float, "x"), (tuple[int, ...], {}), (Draft, [])]
)
def test_wrong_kinds_are_refused(kind: type, raw: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        wire.from_json(kind, raw)


def test_a_newer_version_is_named() -> None:
    raw = cm.command_to_json(cm.Seal("kenya"))
    with pytest.raises(wire.UnknownTypeError, match="seal version 9"):
        cm.command_from_json({**raw, "version": 9})
    with pytest.raises(wire.UnknownTypeError, match="dance"):
        cm.command_from_json({**raw, "type": "dance"})


def test_what_has_no_form_is_a_defect() -> None:
    @dataclass(frozen=True)
    class Odd:
        thing: object

    with pytest.raises(TypeError):
        wire.to_json(Odd(object()))


def test_what_was_stored_before_there_were_meetings_still_opens() -> None:
    """Events and commands of version 1 have no caucus and no plenary among the options: then the scenario decides."""
    command = cm.StartSession(7, (cm.SeatPlan("kenya", cm.Occupant.PERSON),))
    raw = json.loads(json.dumps(cm.command_to_json(command)))
    for name in ("caucus_every", "plenary_every"):
        del raw["value"]["options"][name]
    assert cm.command_from_json({**raw, "version": 1}) == command
    table = Table(rulebook(TABLE))
    seats = tuple(cm.SeatPlan(seat, cm.Occupant.PERSON) for seat in table.book.delegations)
    started = table.submit(cm.StartSession(7, seats))
    assert isinstance(started, tuple)
    event = json.loads(json.dumps(ev.event_to_json(started[0])))
    assert event["version"] == 2, "an older program says that the save is newer, and does not misread it"
    for name in ("caucus_every", "plenary_every"):
        del event["value"]["options"][name]
    assert ev.event_from_json({**event, "version": 1}) == started[0]
