"""What a backcast says, as lines of text: the parameters first, the years to test after them."""

from collections.abc import Iterator

from game.authoring.backcast import EQUAL, LAST, MODEL, Backcast, Forecast
from game.authoring.backcast_case import LAG, Case, Direction, Shock
from game.authoring.backcast_fit import NEAR, Fit
from game.authoring.backcast_network import TURN_YEARS
from game.model.text import _, ngettext
from game.simulation.arrays import Floats

_WIDE, _CELL = 24, 18  # characters


def method_name(method: str) -> str:
    """Return the words for a method."""
    return {MODEL: _("the model"), LAST: _("last year's shares"), EQUAL: _("equal shares")}[method]


def given_lines(case: Case) -> Iterator[str]:
    """Say what is given before anything is fitted."""
    yield case.title
    yield ""
    years = ", ".join(str(year) for year in case.fit_years[1:])
    yield _("Start: {start}. Fitted: {fitted}. Tested: {tested}. Turns of {turn:g} years.").format(
        start=case.fit_years[0],
        fitted=years,
        tested=", ".join(str(year) for year in case.test_years),
        turn=TURN_YEARS,
    )
    swinging = next((origin.name for origin in case.origins if origin.swings), "")
    if swinging and len(case.origins) > 1:
        sentence = _("Given: the total of every year. {origin} sends what it leaves over; the shares are predicted.")
        yield sentence.format(origin=swinging)
    else:
        yield _("Given: the total of every year, which moves no share. The shares are predicted.")
    yield ""
    yield _("Taken from the start, not fitted: how many took each route in {year}").format(year=case.fit_years[0])
    yield _row("", [origin.name for origin in case.origins])
    for place, route in enumerate(case.routes):
        yield _row(route.name, [f"{origin.start[place]:,.0f}" for origin in case.origins])
    if case.scaled:
        yield _("The file's figures by origin differ from the recorded start and were scaled to it, route by route.")
    yield ""
    yield _("Shocks")
    for shock in case.shocks:
        yield "  " + _shock(shock, case)
    if case.parameters:
        yield ""
        held = ", ".join(f"{name} = {value:g}" for name, value in case.parameters.items())
        yield _("Held, not fitted: {parameters}. All else is as in the model's parameter file.").format(parameters=held)


def _shock(shock: Shock, case: Case) -> str:
    """Say one shock."""
    route = next(item.name for item in case.routes if item.id == shock.route)
    words = {
        Direction.OPENS: _("takes cost off the crossing"),
        Direction.CLOSES: _("adds enforcement effort at both ends of the crossing"),
        Direction.DEARER: _("adds cost to the crossing"),
    }
    size = _("size fitted")
    if shock.like:
        size = _("size of {other}, unchanged").format(other=shock.like)
    elif shock.size is not None:
        size = _("size {size:g}, given").format(size=shock.size)
    until = "" if shock.ends == float("inf") else _(" until {year:.2f}").format(year=shock.ends)
    sentence = _("{id}: {name}; {route}, from {year:.2f}{until}: {effect}; {size}")
    return sentence.format(
        id=shock.id,
        name=shock.name,
        route=route,
        year=shock.begins,
        until=until,
        effect=words[shock.effect],
        size=size,
    )


def fitted_lines(case: Case, fit: Fit) -> Iterator[str]:
    """Say what was fitted, before any year to test."""
    number = len(fit.names)
    sentence = ngettext(
        "Fitted: {number} parameter, on {years} only ({tried:,} candidates)",
        "Fitted: {number} parameters, on {years} only ({tried:,} candidates)",
        number,
    )
    years = ", ".join(str(year) for year in case.fit_years)
    yield sentence.format(number=number, years=years, tried=fit.tried)
    head = (_("value"), _("unit"), _("fits as well"), _("looked for"), _("at its edge"))
    yield _row("", list(head))
    for name, value, bounds, near in zip(fit.names, fit.values, fit.bounds, fit.near, strict=True):
        shock = next((item for item in case.shocks if item.id == name), None)
        closes = shock is not None and shock.effect is Direction.CLOSES
        unit = _("years") if name == LAG else _("effort") if closes else _("utility")
        edge = "" if bounds[0] + 1e-6 < value < bounds[1] - 1e-6 else _("yes")
        ranges = [f"{near.min():.2f} – {near.max():.2f}", f"{bounds[0]:g} – {bounds[1]:g}"]
        yield _row(name, [f"{value:.3f}", unit, *ranges, edge])
    yield _("Fits as well: the range over candidates whose error is at most {near} points above the best.").format(
        near=NEAR
    )
    yield _("Root mean squared error in the fitted years: {error:.2f} percentage points").format(error=fit.error)


def result_lines(result: Backcast) -> Iterator[str]:
    """Say predictions beside the record, and the verdict."""
    recorded = dict(zip(result.case.years, result.case.shares, strict=True))
    yield _("Years that were fitted")
    for item in result.fitted:
        yield from _year(result, (item,), recorded[item.year])
    yield ""
    yield _("Years that the fit has not seen")
    for item in result.tested:
        rivals = [other for other in result.naive if other.year == item.year]
        yield from _year(result, (item, *rivals), recorded[item.year])
    yield ""
    yield from verdict(result)


def _year(result: Backcast, forecasts: tuple[Forecast, ...], recorded: Floats) -> Iterator[str]:
    """Tabulate one year: shares of the routes in per cent, then mean absolute error and divergence."""
    model = forecasts[0]
    heads = [_("recorded"), method_name(MODEL), _("fits as well")]
    heads += [method_name(item.method) for item in forecasts[1:]]
    yield ""
    yield _row(str(model.year), heads)
    for place, route in enumerate(result.case.routes):
        span = f"{model.low[place] * 100:.1f} – {model.high[place] * 100:.1f} %"
        others = [_percent(item.shares[place]) for item in forecasts[1:]]
        yield _row(route.name, [_percent(recorded[place]), _percent(model.shares[place]), span, *others])
    errors = [f"{item.error:.1f}" for item in forecasts]
    yield _row(_("mean error [points]"), ["", errors[0], "", *errors[1:]])
    divergences = [f"{item.divergence:.3f}" for item in forecasts]
    yield _row(_("divergence [nats]"), ["", divergences[0], "", *divergences[1:]])


def verdict(result: Backcast) -> Iterator[str]:
    """Say who was nearer, whatever came out."""
    for item in result.tested:
        for rival in (other for other in result.naive if other.year == item.year):
            sentence = (
                _("{year}: the model errs by {own:.1f} points, {rival} by {other:.1f}: the model is better.")
                if item.error < rival.error
                else _("{year}: the model errs by {own:.1f} points, {rival} by {other:.1f}: the model is not better.")
            )
            rival_name = method_name(rival.method)
            yield sentence.format(year=item.year, own=item.error, rival=rival_name, other=rival.error)
    means = {method: result.mean_error(method) for method in (MODEL, LAST, EQUAL)}
    yield _(
        "All tested years: the model {own:.1f} points, last year's shares {last:.1f}, equal shares {equal:.1f}."
    ).format(own=means[MODEL], last=means[LAST], equal=means[EQUAL])
    if len(result.tested) > 1:
        yield _(
            "Last year's shares know the record of the year before each; the model knows none after the fitted years."
        )


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"


def _row(head: str, cells: list[str]) -> str:
    return ("  " + head.ljust(_WIDE) + "".join(f"  {cell:>{max(_CELL, len(cell))}}" for cell in cells)).rstrip()
