"""What the question before sealing says of funds that are left: what they are worth depends on what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.model.places import scenarios_folder
from game.model.scenario import Objective
from game.scenario.load import load_scenario
from tests.client.player import new_game, playing
from tests.client.screens.at_desks import open_first

pytestmark = pytest.mark.usefixtures("fonts")
NEXT, AIM, NOTHING = "counts next turn", "your aims count what is left", "none of your aims asks for savings"


@pytest.mark.parametrize(("last", "saving", "said"), [(False, True, NEXT), (True, True, AIM), (True, False, NOTHING)])
def test_the_question_says_what_savings_are_worth(last: bool, saving: bool, said: str) -> None:
    with playing(new_game(("kenya",))) as player:
        desk = open_first(player)
        player.click("clear")
        view = desk.view
        public = replace(view.public, turn=view.public.turns) if last else view.public
        dossier = replace(view.dossier, objectives=_aims(saving=saving))
        desk.view = replace(view, public=public, dossier=dossier)
        player.click("seal")
        assert player.has("seal-sure.yes")
        words = player.words()
        assert [each in words for each in (NEXT, AIM, NOTHING)] == [each == said for each in (NEXT, AIM, NOTHING)]


def _aims(*, saving: bool) -> tuple[Objective, ...]:
    """Return the aims of all variants that ask for savings, or those that do not."""
    loaded = load_scenario(scenarios_folder() / "ivory_corridor.yaml")
    assert loaded.scenario is not None
    kenya = next(item for item in loaded.scenario.delegations if item.id == "kenya")
    aims = [aim for mandate in kenya.mandates for aim in mandate.objectives]
    found = tuple(aim for aim in aims if ("funds(kenya)" in str(aim.quantity)) is saving)
    assert found
    return found
