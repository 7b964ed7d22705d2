"""Names of things as they stand on the screen: measures, targets, markets, building blocks, times, numbers."""

from collections.abc import Callable

from game.model.measures import MeasureId
from game.model.scenario import Scenario
from game.model.taxonomy import BlockId, MarketId, Mode
from game.model.text import _, gettext_noop, ngettext
from game.session.desk import Target
from game.session.rulebook import PublicBook

_MEASURE_ICONS = {
    MeasureId.PATROL: "shield",
    MeasureId.FINANCIAL_INTELLIGENCE: "landmark",
    MeasureId.JOINT_INVESTIGATION: "search",
    MeasureId.LIAISON: "handshake",
    MeasureId.AUDIT: "scale",
    MeasureId.JUDICIAL_TRAINING: "gavel",
    MeasureId.LAW_ENFORCEMENT_TRAINING: "shield-check",
    MeasureId.VICTIM_SUPPORT: "hand",
    MeasureId.PREVENTION: "house",
    MeasureId.DEMAND_REDUCTION: "trending-down",
    MeasureId.RANGER_PATROL: "paw-print",
    MeasureId.CORRIDOR_PROTECTION: "trees",
    MeasureId.REGULAR_PATHWAYS: "door-open",
    MeasureId.TECHNICAL_ASSISTANCE: "lightbulb",
}
_MARKETS = {
    MarketId.HUMAN_TRAFFICKING: gettext_noop("Trafficking in persons"),
    MarketId.HUMAN_SMUGGLING: gettext_noop("Smuggling of migrants"),
    MarketId.EXTORTION: gettext_noop("Extortion"),
    MarketId.ARMS: gettext_noop("Arms trafficking"),
    MarketId.COUNTERFEIT: gettext_noop("Counterfeit goods"),
    MarketId.EXCISABLE: gettext_noop("Illicit excisable goods"),
    MarketId.FLORA: gettext_noop("Crimes against flora"),
    MarketId.FAUNA: gettext_noop("Wildlife crime"),
    MarketId.NON_RENEWABLE: gettext_noop("Crimes against minerals and fuels"),
    MarketId.HEROIN: gettext_noop("Heroin trade"),
    MarketId.COCAINE: gettext_noop("Cocaine trade"),
    MarketId.CANNABIS: gettext_noop("Cannabis trade"),
    MarketId.SYNTHETIC_DRUGS: gettext_noop("Synthetic drugs trade"),
    MarketId.CYBER: gettext_noop("Cyber-dependent crime"),
    MarketId.FINANCIAL: gettext_noop("Financial crime"),
}
_BLOCKS = {
    BlockId.POLITICAL_LEADERSHIP: gettext_noop("Political leadership"),
    BlockId.TRANSPARENCY: gettext_noop("Transparency and accountability"),
    BlockId.INTERNATIONAL_COOPERATION: gettext_noop("International cooperation"),
    BlockId.NATIONAL_POLICIES: gettext_noop("National policies and laws"),
    BlockId.JUDICIAL_SYSTEM: gettext_noop("Courts and detention"),
    BlockId.LAW_ENFORCEMENT: gettext_noop("Law enforcement"),
    BlockId.TERRITORIAL_INTEGRITY: gettext_noop("Territorial integrity"),
    BlockId.ANTI_MONEY_LAUNDERING: gettext_noop("Action against money laundering"),
    BlockId.ECONOMIC_REGULATION: gettext_noop("Economic regulation"),
    BlockId.VICTIM_SUPPORT: gettext_noop("Support for victims and witnesses"),
    BlockId.PREVENTION: gettext_noop("Prevention"),
    BlockId.NON_STATE_ACTORS: gettext_noop("Non-state actors"),
}
MODE_ICONS = {Mode.LAND: "truck", Mode.SEA: "ship", Mode.AIR: "plane", Mode.ONLINE: "monitor"}
GRADE_WORDS = {
    "none": gettext_noop("not reached"),
    "bronze": gettext_noop("bronze"),
    "silver": gettext_noop("silver"),
    "gold": gettext_noop("gold"),
}


def measure_icon(book: PublicBook, measure: str) -> str:
    """Return the name of the icon of a measure on offer."""
    return _MEASURE_ICONS[book.measures[measure].rule]


def market_name(market: str) -> str:
    """Return what a market is called, in UN terms."""
    return _(_MARKETS[MarketId(market)])


def block_name(block: str) -> str:
    """Return what a building block of resilience is called."""
    return _(_BLOCKS[BlockId(block)])


def grade_name(grade: str) -> str:
    """Return the word for a grade."""
    return _(GRADE_WORDS[grade])


def place_name(scenario: Scenario, place: str) -> str:
    """Return the name of a jurisdiction of the scenario."""
    return next((item.name for item in scenario.jurisdictions if item.id == place), place)


def way_name(scenario: Scenario, way: str) -> str:
    """Return the name of a leg or channel."""
    names = {item.id: item.name for item in scenario.legs} | {item.id: item.name for item in scenario.channels}
    return names.get(way, way)


def habitat_name(scenario: Scenario, habitat: str) -> str:
    """Return the name of a habitat."""
    return next((item.name for item in scenario.habitats if item.id == habitat), habitat)


def target_name(book: PublicBook, seat: str, target: Target) -> str:
    """Return what an order of ``seat`` is pointed at, in words; with the own end where there are several."""
    scenario = book.scenario
    place = place_name(scenario, target.jurisdiction) if target.jurisdiction else ""
    if target.delegation:
        return book.delegations[target.delegation].name
    if target.habitat:
        return habitat_name(scenario, target.habitat)
    if target.corridor:
        return next(item.name for item in scenario.corridors if item.id == target.corridor)
    if target.leg:
        way = way_name(scenario, target.leg)
        if len(book.delegations[seat].jurisdictions) == 1:
            return way
        return _("{way}, on the side of {place}").format(way=way, place=place)
    if target.block:
        return _("{block}, {place}").format(block=block_name(target.block), place=place)
    if target.market and len(scenario.markets) > 1:
        return _("{market}, {place}").format(market=market_name(target.market), place=place)
    return place


def period_words(start: float, years: float) -> str:
    """Return the words for a stretch of time from the calendar year ``start`` [year], ``years`` long."""
    year = int(start + 1e-6)
    part = round((start - year) / years) if years < 1 else 0
    halves = (_("first half of {year}"), _("second half of {year}"))
    quarters = (
        _("first quarter of {year}"),
        _("second quarter of {year}"),
        _("third quarter of {year}"),
        _("fourth quarter of {year}"),
    )
    if years == 0.5:
        return halves[min(part, 1)].format(year=year)
    if years == 0.25:
        return quarters[min(part, 3)].format(year=year)
    if years == 1.0:
        return str(year)
    return _("{first} to {last}").format(first=year, last=int(start + years + 1e-6))


def year_words(when: float) -> str:
    """Return the words for a moment [year]: a year by its number, the middle of one as such."""
    year = int(when + 1e-6)
    return _("mid-{year}").format(year=year) if abs(when - year - 0.5) < 1e-6 else f"{when:g}"


def turn_period(scenario: Scenario, turn: int) -> str:
    """Return the words for the time of ``turn``, from 1."""
    rules = scenario.rules
    return period_words(rules.start_year + max(0, turn - 1) * rules.turn_years, rules.turn_years)


def years(count: float) -> str:
    """Return a number of years in words."""
    return ngettext("{count} year", "{count} years", round(count)).format(count=f"{count:g}")


def units(amount: int) -> str:
    """Return an amount of funds with its unit."""
    return ngettext("{amount} unit", "{amount} units", amount).format(amount=amount)


def teams(amount: int) -> str:
    """Return a number of teams."""
    return ngettext("{amount} team", "{amount} teams", amount).format(amount=amount)


def capital(amount: int) -> str:
    """Return an amount of political capital with its unit."""
    return _("{amount} political capital").format(amount=amount)


def decimals(places: int) -> Callable[[float], str]:
    """Return what writes numbers with ``places`` decimals, -2 for whole hundreds; always the same function."""
    return _WRITERS[places]


def _writer(places: int) -> Callable[[float], str]:
    shown = max(0, places)

    def write(value: float) -> str:
        text = f"{round(value, places):,.{shown}f}"
        bare = f"{0:.{shown}f}"
        text = bare if text == f"-{bare}" else text
        return text.replace("-", "\u2212").replace(",", "\u202f")

    return write


_WRITERS = {places: _writer(places) for places in range(-2, 4)}


SHARE = "share"
"""Unit of scenarios for a part of a whole, from 0 to 1."""


def fitting_decimals(size: float) -> int:
    """Return how many decimals tell values of about ``size`` apart."""
    if size >= 100:
        return 0
    return 1 if size >= 10 else 2


def plain_value(value: float) -> str:
    """Write a value of any size: whole where it is whole, else with as many decimals as tell such values apart."""
    return decimals(0 if abs(value - round(value)) < 1e-9 else fitting_decimals(abs(value)))(value)


def with_unit(text: Callable[[float], str], value: float, unit: str) -> str:
    """Write a value with its unit; a bare share, which nobody says aloud, as a percentage."""
    if unit == SHARE:
        return percentage(value)
    return _("{value} {unit}").format(value=text(value), unit=unit).strip()


def percentage(share: float) -> str:
    """Write a share from 0 to 1 as a percentage, with a decimal where it is not whole."""
    value = round(100 * share, 1)
    return _("{value} %").format(value=decimals(0 if value == round(value) else 1)(value))


def listed(names: list[str]) -> str:
    """Join names with commas."""
    return _(", ").join(names)
