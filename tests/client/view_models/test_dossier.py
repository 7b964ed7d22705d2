from collections.abc import Callable
from dataclasses import replace

from game.client.view_models import dossier
from game.session.views import SeatView


def test_each_aim_says_where_it_stands_and_what_it_takes(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk()
    rows = dossier.aims(view)
    assert [row.text for row in rows] == [item.text for item in view.dossier.objectives]
    for row, result in zip(rows, view.objectives, strict=True):
        assert row.grade == result.grade
        assert [grade for grade, _value in row.marks] == ["bronze", "silver", "gold"]
        assert len({value for _grade, value in row.marks}) == 3, "marks that look the same cannot be told apart"
        assert row.today.endswith("%" if result.unit == "share" else result.unit)


def test_lower_is_better_where_gold_is_below_bronze(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk(seat="china")
    for row, objective in zip(dossier.aims(view), view.dossier.objectives, strict=True):
        assert row.direction == ("lower is better" if objective.gold < objective.bronze else "higher is better")


def test_an_aim_in_units_is_whole(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk()
    reserve = next(row for row in dossier.aims(view) if row.key == "reserve")
    assert "." not in reserve.today


def test_marks_are_shown_as_they_are_written_and_today_not_as_a_mark_that_it_missed(
    at_desk: Callable[..., SeatView],
) -> None:
    view = at_desk()
    aim = replace(view.dossier.objectives[0], id="gap", bronze=8.0, silver=10.5, gold=13.0, unit="points")
    for value, said in ((10.46, "10.46 points"), (10.5, "10.5 points"), (9.0, "9.0 points")):
        result = replace(view.objectives[0], objective="gap", value=value, unit="points")
        paper = replace(view.dossier, objectives=(aim,))
        (row,) = dossier.aims(replace(view, dossier=paper, objectives=(result,)))
        assert dict(row.marks)["silver"].startswith("10.5")
        assert row.today == said
