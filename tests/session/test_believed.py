"""What a seat is told of every quantity that an aim may ask for."""

import pytest

from game.model.places import scenarios_folder
from game.model.vocabulary import FUNCTIONS
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters
from game.session.rulebook import make_rulebook
from game.session.views import believed, believed_start
from tests.session.conftest import begin, to_desks
from tests.session.test_talks import end_turn


def test_a_seat_has_an_answer_for_every_quantity_that_there_is() -> None:
    result = load_scenario(scenarios_folder() / "central_mediterranean.yaml")
    assert result.scenario is not None
    table = begin(make_rulebook(result.scenario, load_parameters()))
    end_turn(table)
    to_desks(table)
    beliefs = table.seat_view("italy").beliefs
    now = believed(table.state, table.book.public, "italy", beliefs)
    start = believed_start(table.state.public, table.book.public, beliefs)
    truth = table.state.truth.quantities[-1]
    asked = {name.partition("(")[0] for name in truth}
    assert {"price", "identified", "clean_share", "seized_share"} <= asked
    for name, value in truth.items():
        function, _, rest = name.partition("(")
        if function in FUNCTIONS and value > 0:
            ids = tuple(part for part in rest.rstrip(")").split(", ") if part)
            assert now(function, ids) > 0, name
            assert start(function, ids) > 0 or function in {"danger", "funds"}, name
    assert now("clean_share", ()) == pytest.approx(min(1.0, now("integrated", ()) / now("proceeds", ())))
