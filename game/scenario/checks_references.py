"""Checks that every id a file names is there once: jurisdictions, legs, habitats, sources and the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from game.model.measures import MeasureId
from game.model.suggest import suggest
from game.model.text import _
from game.scenario import codes_checks as codes
from game.scenario.atlas import jurisdiction_names
from game.scenario.build_defaults import rule_of
from game.scenario.checks_findings import Findings, nearest
from game.scenario.diagnostic import did_you_mean, quoted
from game.scenario.positions import Path
from game.scenario.schema import ScenarioKeys
from game.scenario.schema_base import Figure, Keys

_LISTS = (
    "jurisdictions",
    "markets",
    "legs",
    "channels",
    "habitats",
    "corridors",
    "measures",
    "instruments",
    "delegations",
    "projects",
    "events",
)
# Orders say at: and an id, so these must not share ids.
_PLACES = ("legs", "channels", "habitats", "corridors")


@dataclass(frozen=True)
class Ids:
    """The ids of a file by kind, with names for did-you-mean."""

    jurisdictions: Mapping[str, str]
    markets: Mapping[str, str]
    legs: Mapping[str, str]
    channels: Mapping[str, str]
    habitats: Mapping[str, str]
    corridors: Mapping[str, str]
    instruments: Mapping[str, str]
    delegations: Mapping[str, str]
    projects: Mapping[str, str]

    @property
    def ways(self) -> Mapping[str, str]:
        """Legs and channels together."""
        return {**self.legs, **self.channels}


def ids_of(keys: ScenarioKeys) -> Ids:
    """Collect the ids of a file."""
    world = jurisdiction_names()

    def named(items: Iterable[Keys]) -> dict[str, str]:
        return {str(getattr(item, "id")): getattr(item, "name", None) or "" for item in items}  # noqa: B009

    return Ids(
        jurisdictions={item.id: item.name or world.get(item.id, "") for item in keys.jurisdictions},
        markets={item.id.value: "" for item in keys.markets},
        legs=named(keys.legs),
        channels=named(keys.channels),
        habitats=named(keys.habitats),
        corridors=named(keys.corridors),
        instruments=named(keys.instruments),
        delegations=named(keys.delegations),
        projects=named(keys.projects),
    )


def check_references(keys: ScenarioKeys, findings: Findings) -> None:
    """Find ids that are unknown, stand twice, or are not on the map."""
    _check_twice(keys, findings)
    _check_map(keys, findings)
    ids = ids_of(keys)
    for path, word, known in _references(keys, ids):
        if word not in known:
            message = _("Nothing in this file has the id {id}.").format(id=quoted(word))
            findings.at(codes.UNKNOWN_ID, path, message, nearest(word, known))
    _check_measures(keys, findings)
    _check_sources(keys, findings)


def _check_twice(keys: ScenarioKeys, findings: Findings) -> None:
    places: dict[str, Path] = {}
    for kind in _LISTS:
        seen = places if kind in _PLACES else {}
        for index, item in enumerate(getattr(keys, kind)):
            _once(str(item.id), (kind, index, "id"), seen, findings)
    for minutes, lesson in keys.lessons.items():
        seats: dict[str, Path] = {}
        for place, seat in enumerate(lesson.seats):
            _once(seat, ("lessons", minutes, "seats", place), seats, findings)
    tests: dict[str, Path] = {}
    for index, test in enumerate(keys.tests):
        _once(test.name, ("tests", index, "name"), tests, findings)
    _check_places_twice(keys, findings)
    for index, delegation in enumerate(keys.delegations):
        variants: dict[str, Path] = {}
        for place, mandate in enumerate(delegation.mandates):
            path: Path = ("delegations", index, "mandates", place)
            _once(mandate.id, (*path, "id"), variants, findings)
            aims: dict[str, Path] = {}
            for position, aim in enumerate(mandate.objectives):
                _once(aim.id, (*path, "objectives", position, "id"), aims, findings)


def _check_places_twice(keys: ScenarioKeys, findings: Findings) -> None:
    """Find jurisdictions that are an origin, a destination or a hub twice over."""
    hubs: dict[str, Path] = {}
    for index, hub in enumerate(keys.money_hubs):
        _once(hub.jurisdiction, ("money_hubs", index, "jurisdiction"), hubs, findings)
    for index, market in enumerate(keys.markets):
        for kind in ("origins", "destinations"):
            seen: dict[str, Path] = {}
            for place, end in enumerate(getattr(market, kind)):
                _once(end.jurisdiction, ("markets", index, kind, place, "jurisdiction"), seen, findings)


def _once(word: str, path: Path, seen: dict[str, Path], findings: Findings) -> None:
    earlier = seen.setdefault(word, path)
    if earlier != path:
        span = findings.composed.positions.value(earlier)
        _file, line = findings.composed.source.place(span.line)
        if path[-1] == "id":
            message, remedy = (
                _("The id {id} is taken: it stands on line {line} already."),
                _("Give one of the two another id."),
            )
        else:
            message, remedy = _("{id} stands on line {line} already."), _("Keep one of the two.")
        findings.at(codes.ID_TWICE, path, message.format(id=quoted(word), line=line), remedy)


def _check_map(keys: ScenarioKeys, findings: Findings) -> None:
    world = jurisdiction_names()
    for index, item in enumerate(keys.jurisdictions):
        if item.id not in world:
            message = _("The map has no jurisdiction {id}.").format(id=quoted(item.id))
            remedy = did_you_mean(suggest(item.name or item.id, world) or suggest(item.id, world))
            remedy = remedy or _("Look up its ISO 3166-1 code of three letters, as in KEN for Kenya.")
            findings.at(codes.NOT_ON_MAP, ("jurisdictions", index, "id"), message, remedy)


# Lists of items, the key that names another item, and the kind of item it names.
ONE = (
    ("legs", "from", "jurisdictions"),
    ("legs", "to", "jurisdictions"),
    ("legs", "market", "markets"),
    ("channels", "from", "jurisdictions"),
    ("channels", "to", "jurisdictions"),
    ("money_hubs", "jurisdiction", "jurisdictions"),
    ("habitats", "jurisdiction", "jurisdictions"),
    ("projects", "jurisdiction", "jurisdictions"),
    ("hints", "delegation", "delegations"),
)
SEVERAL = (
    ("corridors", "habitats", "habitats"),
    ("measures", "instruments", "instruments"),
    ("instruments", "parties", "jurisdictions"),
    ("delegations", "jurisdictions", "jurisdictions"),
)
IN_EFFECTS = (
    ("market", "markets"),
    ("jurisdiction", "jurisdictions"),
    ("other", "jurisdictions"),
    ("leg", "ways"),
    ("habitat", "habitats"),
    ("corridor", "corridors"),
    ("delegation", "delegations"),
)

Reference = tuple[Path, str, Mapping[str, str]]


def _references(keys: ScenarioKeys, ids: Ids) -> Iterator[Reference]:
    """List every place that names an item: where, which id, and the ids that would do."""
    for kind, key, named in ONE:
        for index, item in enumerate(getattr(keys, kind)):
            word = getattr(item, "from_" if key == "from" else key)
            if word is not None:
                yield (kind, index, key), str(word), getattr(ids, named)
    for kind, key, named in SEVERAL:
        for index, item in enumerate(getattr(keys, kind)):
            for place, word in enumerate(getattr(item, key)):
                yield (kind, index, key, place), str(word), getattr(ids, named)
    for minutes, lesson in keys.lessons.items():
        for place, word in enumerate(lesson.seats):
            yield ("lessons", minutes, "seats", place), word, ids.delegations
    yield from _references_in_markets(keys, ids)
    yield from _references_in_effects(keys, ids)


def _references_in_markets(keys: ScenarioKeys, ids: Ids) -> Iterator[Reference]:
    for index, market in enumerate(keys.markets):
        for place, origin in enumerate(market.origins):
            yield ("markets", index, "origins", place, "jurisdiction"), origin.jurisdiction, ids.jurisdictions
        for place, end in enumerate(market.destinations):
            yield ("markets", index, "destinations", place, "jurisdiction"), end.jurisdiction, ids.jurisdictions


def _references_in_effects(keys: ScenarioKeys, ids: Ids) -> Iterator[Reference]:
    for kind in ("projects", "events"):
        for index, item in enumerate(getattr(keys, kind)):
            for place, effect in enumerate(item.effects):
                for key, named in IN_EFFECTS:
                    word = getattr(effect, key)
                    if word is not None:
                        yield (kind, index, "effects", place, key), str(word), getattr(ids, named)


def _check_measures(keys: ScenarioKeys, findings: Findings) -> None:
    for index, item in enumerate(keys.measures):
        if rule_of(item) is None:
            message = _("{id} is no built-in measure and does not say which one it works like.")
            remedy = nearest(item.id, [measure.value for measure in MeasureId])
            path: Path = ("measures", index, "id")
            path = path if path in findings.composed.positions else ("measures", index)
            findings.at(codes.OWN_MEASURE, path, message.format(id=quoted(item.id)), remedy)


def _check_sources(keys: ScenarioKeys, findings: Findings) -> None:
    used: set[str] = set()
    for path, word in _cited(keys, ()):
        used.add(word)
        if word not in keys.sources:
            message = _("There is no source {id} under sources.").format(id=quoted(word))
            titles = {key: item.title for key, item in keys.sources.items()}
            findings.at(codes.UNKNOWN_SOURCE, path, message, nearest(word, titles))
    for key in keys.sources:
        if key not in used:
            message = _("No figure names the source {id}.").format(id=quoted(key))
            findings.at_key(
                codes.UNUSED_SOURCE, ("sources", key), message, _("Delete it, or name it where it is used.")
            )


def _cited(item: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Go through the file and list every place that names a source."""
    match item:
        case Figure(source=str(word)):
            yield (*path, "source"), word
        case Keys():
            yield from _cited_by_keys(item, path)
        case list():
            for place, part in enumerate(item):
                yield from _cited(part, (*path, place))
        case dict():
            for key, part in item.items():
                yield from _cited(part, (*path, str(key)))


def _cited_by_keys(item: Keys, path: Path) -> Iterator[tuple[Path, str]]:
    for name, field in type(item).model_fields.items():
        value = getattr(item, name)
        if name == "source":
            yield from (((*path, name, place), word) for place, word in enumerate(value or ()))
        elif name not in ("sources", "tests"):
            yield from _cited(value, (*path, field.alias or name))
