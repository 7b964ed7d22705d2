from collections.abc import Callable
from dataclasses import replace

import pytest

from game.client.view_models import ending
from game.session.desk import Occupant, Phase
from game.session.negotiation.clauses import AmountUnit, ClauseKind
from game.session.negotiation.ledger import Entry
from game.session.published import Grade, Result
from game.session.views import PublicView

Public = Callable[..., PublicView]


def _result(view: PublicView) -> Result:
    assert view.result is not None
    return view.result


def test_the_room_is_told_with_its_line_and_never_with_a_mandate(public: Public) -> None:
    result = _result(public(8, Phase.ENDED, 0))
    gauge = ending.room_gauge(result)
    assert (gauge.value, gauge.line, gauge.low, gauge.high) == (result.room.score, result.room.line, 0.0, 100.0)
    assert "nobody had acted" in gauge.low_text
    assert "the computer found" in gauge.high_text


def test_below_the_line_the_sentence_says_what_follows(public: Public) -> None:
    result = _result(public(8, Phase.ENDED, 0))
    low = replace(result, room=replace(result.room, score=12.0))
    assert "no mandate counts above bronze" in ending.room_sentence(low)
    high = replace(result, room=replace(result.room, score=88.0))
    assert "every grade counts in full" in ending.room_sentence(high)


@pytest.mark.parametrize(
    ("score", "line", "shown"),
    [
        (39.6, 40.0, ("39.6", "40")),
        (39.97, 40.0, ("39.97", "40")),
        (39.99999, 40.0, ("39.999", "40")),
        (40.3, 40.4, ("40.3", "40.4")),
        (39.4, 40.0, ("39", "40")),
        (40.0, 40.0, ("40", "40")),
        (40.6, 40.0, ("41", "40")),
    ],
)
def test_the_number_of_the_room_never_contradicts_its_line(
    public: Public, score: float, line: float, shown: tuple[str, str]
) -> None:
    result = _result(public(8, Phase.ENDED, 0))
    near = replace(result, room=replace(result.room, score=score, line=line))
    gauge = ending.room_gauge(near)
    assert (gauge.value_text(gauge.value), gauge.value_text(line)) == shown
    said = ending.room_sentence(near)
    assert f"reached {shown[0]} of 100" in said
    assert f"line of {shown[1]}:" in said


def test_every_delegation_has_a_card_with_its_reason(public: Public) -> None:
    view = public(8, Phase.ENDED, 0)
    cards = ending.mandate_cards(view)
    assert [card.seat for card in cards] == list(view.seats)
    for card in cards:
        assert len(card.aims) == 3
        assert card.reason
        assert all(aim.value for aim in card.aims)


def test_every_aim_says_what_each_grade_takes(public: Public) -> None:
    view = public(8, Phase.ENDED, 0)
    seat, mandate = next(iter(_result(view).mandates.items()))
    missed = replace(mandate.objectives[0], value=49_198.4, unit="animals", grade=Grade.NONE)
    missed = replace(missed, marks=(52_000.0, 55_000.0, 58_000.0))
    old = replace(missed, marks=())  # from a save of before
    result = replace(_result(view), mandates={seat: replace(mandate, objectives=(missed, old))})
    (card,) = ending.mandate_cards(replace(view, result=result))
    assert card.aims[0].value == "49\u202f198 animals"
    assert card.aims[0].marks == "bronze 52\u202f000, silver 55\u202f000, gold 58\u202f000 (higher is better)"
    assert card.aims[1].marks == ""
    assert all(aim.marks for card in ending.mandate_cards(view) for aim in card.aims)


def test_a_card_says_what_became_of_the_word_of_a_delegation(public: Public) -> None:
    view = public(8, Phase.ENDED, 0)
    talks = view.negotiation
    entry = Entry(3, "A1", 0, ClauseKind.GIVE_FUNDS, AmountUnit.FUNDS, "kenya", ("china",), due=4, delivered=4)
    entries = (entry, replace(entry, turn=4, delivered=1), replace(entry, by="china", lapsed=True, due=0, delivered=0))
    trust = {"china": {"kenya": -0.4}, "straits": {"kenya": 0.3}, "kenya": {"china": 0.05}}
    shown = replace(view, negotiation=replace(talks, public=replace(talks.public, entries=entries, trust=trust)))
    cards = {card.seat: card for card in ending.mandate_cards(shown)}
    assert cards["kenya"].kept == "Public promises: 1 of 2 kept, 1 broken."
    assert cards["kenya"].trust == "Distrusted by China; trusted by Malaysia and Singapore."
    assert cards["china"].kept == "Nothing that it promised in public was due."
    assert cards["china"].trust == "Neither trusted nor distrusted by the others."


def test_a_card_says_who_played_and_opens_the_temperament_of_a_computer(public: Public) -> None:
    view = public(8, Phase.ENDED, 0)
    result = replace(_result(view), temperaments={"kenya": "hard_bargainer"})
    seats = {
        **view.seats,
        "kenya": replace(view.seats["kenya"], occupant=Occupant.COMPUTER, people=""),
        "china": replace(view.seats["china"], occupant=Occupant.PERSON, people="Ana"),
    }
    cards = {card.seat: card for card in ending.mandate_cards(replace(view, result=result, seats=seats))}
    assert cards["kenya"].played_by == "Computer: a hard bargainer"
    assert cards["china"].played_by == "Ana"


def test_a_mandate_held_down_by_the_room_says_so(public: Public) -> None:
    view = public(8, Phase.ENDED, 0)
    result = _result(view)
    seat, mandate = next(iter(result.mandates.items()))
    gold = tuple(replace(item, grade=Grade.GOLD) for item in mandate.objectives)
    held = replace(
        result,
        room=replace(result.room, score=10.0),
        mandates={seat: replace(mandate, grade=Grade.BRONZE, objectives=gold)},
    )
    (card,) = ending.mandate_cards(replace(view, result=held))
    assert card.reason == "3 of 3 aims reached; the room stayed below its line."


def test_courses_run_to_the_end_of_the_epilogue(public: Public) -> None:
    view = public(8, Phase.ENDED, 0)
    charts = ending.courses(view)
    assert len(charts) == 2 + len(view.book.scenario.jurisdictions)
    assert all(len(chart.values) == len(view.indices) for chart in charts)


def test_before_the_end_there_are_no_cards(public: Public) -> None:
    assert ending.mandate_cards(public(4)) == ()
