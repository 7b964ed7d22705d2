"""What is said about a thing on the map, as everybody or one seat knows it."""

from collections.abc import Callable, Mapping

from game.client.view_models import figures, words
from game.model.text import _
from game.session.published import Observed
from game.session.quantities import quantity_key
from game.session.views import PublicView, SeatView

Teller = Callable[[str, str], str]  # kind and id of a thing on the map


def public_teller(view: PublicView) -> Teller:
    """Return what tells about things on the map from public knowledge."""
    return lambda kind, name: _told(view, view.estimates, kind, name)


def seat_teller(view: SeatView) -> Teller:
    """Return the same as one seat believes it."""
    return lambda kind, name: _told(view.public, view.beliefs, kind, name)


def _told(view: PublicView, reports: Mapping[str, Observed], kind: str, name: str) -> str:
    scenario = view.book.scenario
    match kind:
        case "jurisdiction":
            return _place(view, name)
        case "leg":
            found = reports.get(quantity_key("flow", name))
            unit = figures.flow_unit(scenario, name)
            return _range(words.way_name(scenario, name), found, unit, 2)
        case "habitat":
            found = reports.get(quantity_key("population", name))
            return _range(words.habitat_name(scenario, name), found, _("animals"), 0)
        case "pin":
            return _pin(view, name)
    return ""


def _place(view: PublicView, place: str) -> str:
    indices = view.indices[-1]
    name = words.place_name(view.book.scenario, place)
    if place not in indices.criminality:
        return name
    write = words.decimals(2)
    return _("{place}: criminality {criminality}, resilience {resilience} (scores 1–10)").format(
        place=name, criminality=write(indices.criminality[place]), resilience=write(indices.resilience[place])
    )


def _range(name: str, found: Observed | None, unit: str, places: int) -> str:
    if found is None:
        return name
    write = words.decimals(places)
    return _("{name}: about {likely} {unit}, between {low} and {high}").format(
        name=name, likely=write(found.likely), unit=unit, low=write(found.low), high=write(found.high)
    )


def _pin(view: PublicView, name: str) -> str:
    project = view.book.projects.get(name)
    if project is None:
        return next((fired.headline for fired in view.fired if fired.event == name), "")
    status = view.projects[name]
    if status.started is not None:
        return _("{project}: paid for, works from turn {turn}").format(project=project.name, turn=status.started)
    return _("{project}: {paid} of {cost} units paid").format(
        project=project.name, paid=status.total, cost=project.cost
    )
