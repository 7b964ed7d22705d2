from collections.abc import Callable

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
