"""Reads recorded series from files of their own, with findings at their places (docs/backcast.md)."""

import itertools
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BeforeValidator, Field, ValidationError

from game.authoring.backcast_case import FITTED, LAG, Case, Departure, Direction, Named, Shock
from game.authoring.backcast_codes import NOT_FITTABLE, START_DIFFERS, YEARS
from game.model.places import assets_folder
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.checks_findings import Findings, nearest
from game.scenario.diagnostic import ReadingError, quoted
from game.scenario.mapping import FieldProblem, diagnostics_from_validation_error
from game.scenario.parameters import load_parameters
from game.scenario.positions import Path as Place
from game.scenario.reading import read_file
from game.scenario.schema_base import Id, Keys, Line, Texts
from game.simulation.arrays import Floats

MAX_FITTED = 3
#: What no series records is held, unless a file says otherwise: fares, and the capacity of the States on the way.
HELD: Mapping[str, float] = {"price_elasticity": 0.0, "corruption_growth": 0.0, "money_corruption": 0.0}
_MOST_ROUTES, _MOST_YEARS = 24, 40
_TOLERANCE = 0.01  # between the start by origin and the recorded start


def _as_year(value: object) -> object:
    """Read 2016-03-20 or 2016.22 as a year and its fraction."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise FieldProblem(
            _("{value} is no date.").format(value=quoted(value)), _("Write year-month-day, as in 2016-03-20.")
        ) from None
    first, after = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return day.year + (day - first).days / (after - first).days


def _as_size(value: object) -> object:
    if value == FITTED:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    raise FieldProblem(
        _("A size is a number or the word fitted, not {value}.").format(value=quoted(value)),
        _("Write size: fitted, or same_as: and the id of another shock."),
    )


When = Annotated[float, BeforeValidator(_as_year), Field(ge=1900, le=2200)]
Size = Annotated[float | None, BeforeValidator(_as_size)]
Count = Annotated[float, Field(ge=0, le=1e9)]


class RouteKeys(Keys):
    """One route."""

    id: Id = Field(description="Short name that the rest of the file uses.")
    name: Line = Field(default="", description="Name in tables.")


class OriginKeys(Keys):
    """Where people set out."""

    id: Id = Field(description="Short name.")
    name: Line = Field(default="", description="Name in tables.")
    start: dict[str, Count] = Field(description="How many took each route in the first year.")
    swings: bool = Field(
        default=False, description="true: it sends what the yearly total leaves over; at most one origin."
    )


class ShockKeys(Keys):
    """A dated change of one route."""

    id: Id = Field(description="Short name.")
    name: Line = Field(default="", description="Name in tables.")
    route: str = Field(description="Id of the route.")
    begins: When = Field(description="Date from which it is in force.")
    ends: When | None = Field(default=None, description="Date from which it is in force no more.")
    effect: Annotated[Direction, Field(strict=False)] = Field(
        default=Direction.CLOSES,
        description="opens (less cost), closes (more effort at both ends), dearer (more cost).",
    )
    size: Size = Field(default=None, description="fitted, or a number.")
    same_as: str = Field(default="", description="Id of the shock whose size it takes.")


class CaseKeys(Keys):
    """The whole file."""

    title: Line = Field(description="What was recorded.")
    sources: Texts = Field(default=[], description="Where the figures are from.")
    routes: list[RouteKeys] = Field(min_length=2, max_length=_MOST_ROUTES, description="The routes.")
    detections: dict[str, dict[str, Count]] = Field(description="Figures by year and route.")
    test: list[int] = Field(min_length=1, description="The last years, which are predicted.")
    origins: list[OriginKeys] = Field(default=[], description="Where people set out; without, one origin.")
    shocks: list[ShockKeys] = Field(min_length=1, max_length=20, description="Dated changes.")
    route_lag: Size = Field(default=None, description="fitted, or a number of years.")
    parameters: dict[str, float] = Field(
        default={}, description="Parameters of the model to hold at another value, by name."
    )


def shipped_case() -> Path:
    """Return the series that comes with the game."""
    return assets_folder() / "backcast" / "mediterranean.yaml"


def read_case(path: Path, shown: str | None = None) -> Case:
    """Read a recorded series.

    Raises
    ------
    ReadingError
        With every finding, if the file cannot be read, or nothing can be fitted to it.
    """
    composed = read_file(path, shown)
    try:
        keys = CaseKeys.model_validate(composed.value)
    except ValidationError as error:
        raise ReadingError(diagnostics_from_validation_error(error, composed, CaseKeys)) from None
    findings = Findings(composed)
    _check_ids(keys, findings)
    years = _check_years(keys, findings)
    if not findings.found:
        _check_shocks(keys, years, findings)
        _check_origins(keys, years, findings)
        _check_parameters(keys, findings)
    if findings.found:
        raise ReadingError(findings.found)
    return _case(keys, years)


def _check_ids(keys: CaseKeys, findings: Findings) -> None:
    """See that ids are used once, and that every route named is one."""
    lists: dict[str, list[str]] = {
        "routes": [item.id for item in keys.routes],
        "origins": [item.id for item in keys.origins],
        "shocks": [item.id for item in keys.shocks],
    }
    for name, ids in lists.items():
        for place, item in enumerate(ids):
            if item in ids[:place]:
                message = _("The id {id} is used twice.").format(id=quoted(item))
                findings.at(codes.ID_TWICE, (name, place, "id"), message, _("Give one of them another id."))
    routes = [route.id for route in keys.routes]
    used: list[tuple[Place, str]] = [
        (("shocks", place, "route"), shock.route) for place, shock in enumerate(keys.shocks)
    ]
    used += [
        (("origins", place, "start", route), route) for place, item in enumerate(keys.origins) for route in item.start
    ]
    used += [(("detections", year, route), route) for year, row in keys.detections.items() for route in row]
    for path, route in used:
        if route not in routes:
            message = _("There is no route {id}.").format(id=quoted(route))
            findings.at(codes.UNKNOWN_ID, path, message, nearest(route, routes))


def _check_years(keys: CaseKeys, findings: Findings) -> tuple[int, ...]:
    """Return the years in order, each with a figure for every route."""
    years: list[int] = []
    for year, row in keys.detections.items():
        if not (year.isdecimal() and len(year) == 4):
            message = _("{year} is no year.").format(year=quoted(year))
            findings.at_key(YEARS, ("detections", year), message, _("Write four digits, as in 2015."))
            continue
        years.append(int(year))
        missing = [route.id for route in keys.routes if route.id not in row]
        if missing:
            message = _("{year} has no figure for {route}.").format(year=year, route=quoted(missing[0]))
            findings.at_key(YEARS, ("detections", year), message, _("Add it; 0 if nobody was detected."))
        elif not sum(row.values()) > 0:
            message = _("Nobody was detected in {year}, so there are no shares.").format(year=year)
            findings.at_key(YEARS, ("detections", year), message, _("Leave the year out, with all years beyond it."))
    years.sort()
    gap = next((year for year, after in itertools.pairwise(years) if after != year + 1), None)
    if gap is not None:
        message = _("Years follow each other without a gap, but {year} is missing.").format(year=gap + 1)
        findings.at_key(YEARS, ("detections",), message, _("Add the year, or leave out those on one side of the gap."))
    elif (
        not 3 <= len(years) <= _MOST_YEARS
        or sorted(keys.test) != years[-len(keys.test) :]
        or len(keys.test) > len(years) - 2
    ):
        message = _("The years to test are not the last ones after a start and at least one year to fit.")
        remedy = _("Name the last years of detections under test, and leave two years or more before them.")
        findings.at(YEARS, ("test",), message, remedy)
    return tuple(years)


def _check_shocks(keys: CaseKeys, years: tuple[int, ...], findings: Findings) -> None:
    """See that sizes are fitted, given, or those of a shock that is, and that the fit years can tell."""
    sized = {shock.id: shock for shock in keys.shocks if not shock.same_as}
    for place, shock in enumerate(keys.shocks):
        if shock.same_as:
            _check_same(place, shock, sized, findings)
        elif shock.size is None and not years[0] + 1 <= shock.begins < years[-len(keys.test)]:
            message = _("The shock {id} is to be fitted, but the years that are fitted do not see it begin.")
            remedy = _("Give it a number, or same_as: and the id of a shock that they do see.")
            findings.at(NOT_FITTABLE, ("shocks", place, "begins"), message.format(id=quoted(shock.id)), remedy)
        if shock.ends is not None and shock.ends <= shock.begins:
            message = _("The shock {id} ends before it begins.").format(id=quoted(shock.id))
            findings.at(NOT_FITTABLE, ("shocks", place, "ends"), message, _("Correct one of the dates."))
        if shock.size is not None and not 0 <= shock.size <= 20:
            message = _("A size is from 0 to 20; effect says whether a shock opens or closes.")
            findings.at(codes.OUT_OF_BOUNDS, ("shocks", place, "size"), message, _("Correct it, or write fitted."))
    _check_number(keys, sum(shock.size is None for shock in sized.values()), findings)


def _check_same(place: int, shock: ShockKeys, sized: Mapping[str, ShockKeys], findings: Findings) -> None:
    """See that a shock can take the size of another."""
    other = sized.get(shock.same_as)
    if other is None:
        message = _("No shock {id} has a size of its own.").format(id=quoted(shock.same_as))
        findings.at(codes.UNKNOWN_ID, ("shocks", place, "same_as"), message, nearest(shock.same_as, list(sized)))
    elif shock.size is not None:
        message = _("The shock {id} has a size and takes that of another.").format(id=quoted(shock.id))
        findings.at(NOT_FITTABLE, ("shocks", place, "size"), message, _("Delete one of the two."))
    elif other.effect != shock.effect:
        message = _("The effects of {one} and {other} differ, so they cannot have one size.")
        message = message.format(one=quoted(shock.id), other=quoted(other.id))
        findings.at(NOT_FITTABLE, ("shocks", place, "same_as"), message, _("Give both the same effect."))


def _check_number(keys: CaseKeys, fitted_sizes: int, findings: Findings) -> None:
    """See that one to three figures are fitted."""
    fitted = fitted_sizes + (keys.route_lag is None)
    if fitted > MAX_FITTED:
        message = _("{number} figures are to be fitted, but at most {limit} may.")
        remedy = _("Give numbers to some, or same_as: and the id of another.")
        findings.at_key(NOT_FITTABLE, ("shocks",), message.format(number=fitted, limit=MAX_FITTED), remedy)
    elif not fitted:
        remedy = _("Write size: fitted for a shock that the fitted years see begin.")
        findings.at_key(NOT_FITTABLE, ("shocks",), _("Nothing is to be fitted."), remedy)
    if keys.route_lag is not None and not 0 <= keys.route_lag <= 10:
        remedy = _("Write fitted, or a number of years.")
        findings.at(codes.OUT_OF_BOUNDS, ("route_lag",), _("The lag is from 0 to 10 years."), remedy)


def _check_origins(keys: CaseKeys, years: tuple[int, ...], findings: Findings) -> None:
    """See that somebody took every route that was taken at the start."""
    swinging = [place for place, item in enumerate(keys.origins) if item.swings]
    if len(swinging) > 1:
        message = _("Only one origin can send what the yearly total leaves over.")
        findings.at(codes.OUT_OF_BOUNDS, ("origins", swinging[1], "swings"), message, _("Delete swings: here."))
    for place, item in enumerate(keys.origins):
        if not sum(item.start.values()) > 0:
            message = _("Nobody sets out from {id} in the first year.").format(id=quoted(item.id))
            findings.at(START_DIFFERS, ("origins", place, "start"), message, _("Give figures, or delete the origin."))
    if not keys.origins:
        return
    for route in keys.routes:
        recorded = keys.detections[str(years[0])][route.id]
        if recorded > 0 and not any(item.start.get(route.id, 0.0) > 0 for item in keys.origins):
            message = _("{number:,.0f} were recorded on {route} in {year}, but nobody sets out for it.")
            message = message.format(number=recorded, route=quoted(route.id), year=years[0])
            findings.at_key(START_DIFFERS, ("origins",), message, _("Say in start: which origin took it."))


def _check_parameters(keys: CaseKeys, findings: Findings) -> None:
    known = load_parameters()
    for name, value in keys.parameters.items():
        if name not in known:
            message = _("The model has no parameter {name}.").format(name=quoted(name))
            findings.at_key(codes.UNKNOWN_PARAMETER, ("parameters", name), message, nearest(name, list(known)))
        elif name == LAG:
            message = _("The lag of routes has a key of its own.")
            findings.at_key(
                codes.UNKNOWN_PARAMETER, ("parameters", name), message, _("Write route_lag: at the top level.")
            )
        elif not abs(value) <= 1e6:
            message = _("{name} is too large.").format(name=quoted(name))
            findings.at(codes.OUT_OF_BOUNDS, ("parameters", name), message, _("Write a number that the model can use."))


def _case(keys: CaseKeys, years: tuple[int, ...]) -> Case:
    routes = tuple(Named(item.id, item.name or item.id) for item in keys.routes)
    table = np.array([[keys.detections[str(year)][route.id] for route in routes] for year in years], dtype=np.float64)
    origins, scaled = _origins(keys, routes, table[0])
    return Case(
        title=keys.title,
        sources=tuple(keys.sources),
        routes=routes,
        origins=origins,
        scaled=scaled,
        shocks=tuple(_shock(item) for item in keys.shocks),
        fit_years=years[: -len(keys.test)],
        test_years=years[-len(keys.test) :],
        detections=table,
        route_lag=keys.route_lag,
        parameters={**HELD, **keys.parameters},
    )


def _origins(keys: CaseKeys, routes: tuple[Named, ...], start: Floats) -> tuple[tuple[Departure, ...], bool]:
    """Return where people set out, together the recorded start, and whether the file's figures were scaled to it."""
    if not keys.origins:
        # A route that nobody took at the start must still be there to be taken: half a detection stands for none.
        return (
            Departure("all", _("all origins"), tuple(float(max(count, 0.5)) for count in start), swings=False),
        ), False
    told = np.array([[item.start.get(route.id, 0.0) for route in routes] for item in keys.origins], dtype=np.float64)
    together = told.sum(axis=0)
    rows = told * np.where(together > 0, start / np.where(together > 0, together, 1.0), 0.0)
    scaled = bool(np.any(np.abs(together - start) > _TOLERANCE * np.maximum(start, 1.0)))
    return tuple(
        Departure(item.id, item.name or item.id, tuple(float(count) for count in row), item.swings)
        for item, row in zip(keys.origins, rows, strict=True)
    ), scaled


def _shock(keys: ShockKeys) -> Shock:
    ends = float("inf") if keys.ends is None else keys.ends
    name = keys.name or keys.id
    return Shock(keys.id, name, keys.route, keys.begins, ends, keys.effect, keys.size, keys.same_as)
