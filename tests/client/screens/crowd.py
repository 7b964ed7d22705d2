"""A game with twelve delegations whose names, like those of their places and measures, have sixty characters."""

from dataclasses import replace
from functools import lru_cache

from game.client.live import LiveGame
from game.model.places import scenarios_folder
from game.model.scenario import Delegation, Scenario
from game.scenario.load import load_scenario
from game.scenario.parameters import load_parameters
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import DeskStyle, Occupant
from game.session.rulebook import Rulebook, make_rulebook
from game.storage.tables import new_table

PEOPLE = "Alexandrina, Bartholomew, Constantinople, Dostoyevskaya"


def long(name: str) -> str:
    """Return ``name`` made sixty characters long."""
    return f"{name} and the United Territories of the Far and Wide Shores of it"[:60]


@lru_cache(maxsize=1)
def crowded_book() -> tuple[Rulebook, str]:
    """Return the rules of the crowded game, and the text that its save holds."""
    loaded = load_scenario(scenarios_folder() / "ivory_corridor.yaml")
    assert loaded.scenario is not None
    return make_rulebook(_crowded(loaded.scenario), load_parameters()), loaded.text


def _crowded(scenario: Scenario) -> Scenario:
    model = scenario.delegations[0]
    return replace(
        scenario,
        title=long(scenario.title),
        jurisdictions=tuple(replace(item, name=long(item.name)) for item in scenario.jurisdictions),
        measures=tuple(replace(item, name=long(item.name)) for item in scenario.measures),
        legs=tuple(replace(item, name=long(item.name)) for item in scenario.legs),
        projects=tuple(replace(item, name=long(item.name)) for item in scenario.projects),
        instruments=tuple(replace(item, name=long(item.name)) for item in scenario.instruments),
        delegations=tuple(_alone(model, item.id, item.name) for item in scenario.jurisdictions),
    )


def _alone(model: Delegation, place: str, name: str) -> Delegation:
    return replace(
        model, id=place.lower(), name=long(name), jurisdictions=(place,), mandates=model.mandates, proposed_orders=()
    )


def crowded_game(style: DeskStyle = DeskStyle.PRIVATE) -> LiveGame:
    """Start a game with twelve people's delegations."""
    book, text = crowded_book()
    seats = tuple(SeatPlan(seat, Occupant.PERSON, people=PEOPLE) for seat in book.delegations)
    command = StartSession(7, seats, Options(desk_style=style, caucus_every=0, plenary_every=0))
    table, _save = new_table(text, "crowd.yaml", command, None, book)
    return LiveGame(table, None)
