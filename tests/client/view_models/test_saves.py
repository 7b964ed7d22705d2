from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from game.client.view_models.saves import newest, save_row, when_words
from game.session.desk import Phase
from game.storage.shelf import SaveFace

NOW = datetime(2027, 3, 8, 14, 20, tzinfo=timezone(timedelta(hours=1)))


def face(phase: Phase = Phase.DESKS, minutes: int = 0, problem: str = "") -> SaveFace:
    return SaveFace(Path("a.corridors"), "Ivory", 3, 8, phase, NOW - timedelta(minutes=minutes), problem)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "today, 14:20"),
        (NOW.replace(hour=0, minute=0), "today, 00:00"),
        (NOW - timedelta(hours=15), "yesterday, 23:20"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1 January 2027, 00:30"),
    ],
)
def test_a_moment_is_said_in_the_time_of_the_place(moment, words):
    assert when_words(moment, NOW) == words


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        (Phase.BRIEFING, "Turn 3 of 8, briefing"),
        (Phase.DESKS, "Turn 3 of 8, at the desks"),
        (Phase.OUTCOME, "Turn 3 of 8, outcome"),
        (Phase.EPILOGUE, "The years after turn 8"),
        (Phase.ENDED, "Finished after 8 turns"),
    ],
)
def test_a_save_says_where_it_stands(phase, words):
    assert save_row(face(phase), NOW).standing == words


def test_what_is_over_or_cannot_be_opened_is_not_continued():
    over, broken, good = face(Phase.ENDED), face(problem="This save is damaged."), face(minutes=90)
    assert newest((over, broken, good), NOW) == save_row(good, NOW)
    assert newest((over, broken), NOW) is None
    assert not save_row(broken, NOW).playable
