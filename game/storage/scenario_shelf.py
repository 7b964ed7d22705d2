"""The scenarios that can be played, at a glance: from a small cache keyed by what is in each file.

Reading a scenario takes the libraries for YAML and for checking, which the first look at the shelf does not wait for.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path, user_data_path

from game import __version__
from game.model.places import assets_folder, scenarios_folder
from game.model.scenario import Scenario

ENDINGS = (".yaml", ".yml")
_FORMAT = 3  # of the cache; a change of ScenarioFace is a new one
_MOST_BYTES = 4 * 1024 * 1024  # of a cache that is worth reading
_MOST_FILES = 400
_HASHED_BYTES = 2 * 1024 * 1024  # larger files are refused by the reader, whatever is in them
_PERSONS = frozenset({"trafficking_in_persons", "smuggling_of_migrants"})
_MOST_BASES = 8
_PICTURE = re.compile(r"""^[{ ]*['"]?picture['"]?[ \t]*:[ \t]*['"]?(?P<name>[^'"#\r\n]+)""", re.MULTILINE)
_EXTENDS = re.compile(r"""^[{ ]*['"]?extends['"]?[ \t]*:[ \t]*['"]?(?P<name>[^'"#,}\r\n]+)""", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(?P<title>\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Route:
    """A leg or channel as a thumbnail shows it."""

    origin: str
    destination: str
    carries: str  # "goods", "money" or "persons"


@dataclass(frozen=True, slots=True)
class ScenarioFace:
    """A scenario on the shelf; with ``errors`` it cannot be played, and only ``title`` means something.

    ``years`` is the length of the turns together; ``minutes`` that of the lesson which the whole game is, 0 if it is
    none; ``hints`` counts those that it gives to beginners.
    """

    path: Path
    title: str
    summary: str = ""
    level: str = ""
    topics: tuple[str, ...] = ()
    content_note: str = ""
    seats: int = 0
    turns: int = 0
    years: float = 0.0
    jurisdictions: tuple[str, ...] = ()
    routes: tuple[Route, ...] = ()
    errors: int = 0
    warnings: int = 0
    first_error: str = ""
    picture: str = ""  # its file, if the scenario names one
    minutes: int = 0
    hints: int = 0
    shipped: bool = False


def user_scenarios_folder() -> Path:
    """Return where a person may put scenarios; it need not be there."""
    return user_data_path("corridors", appauthor=False) / "scenarios"


def cache_path() -> Path:
    """Return the file of the cache; it may be deleted at any time."""
    return user_cache_path("corridors", appauthor=False) / "shelf.json"


def list_scenarios(
    folders: Iterable[Path] | None = None, extra: Iterable[Path] = (), cache: Path | None = None
) -> tuple[ScenarioFace, ...]:
    """Return every scenario in the folders: first those that come with the game, of these for beginners, then by title.

    Parameters
    ----------
    folders
        By default that of the game and that of the person.
    extra
        Further files, wherever they are.
    cache
        Where faces are remembered between two starts.
    """
    cache = cache or cache_path()
    known = _read_cache(cache)
    seen: dict[str, dict[str, Any]] = {}
    faces = []
    for path in _files(folders if folders is not None else (scenarios_folder(), user_scenarios_folder()), extra):
        key = _key(path)
        raw = known.get(key) if key else None
        face = _from_raw(raw, path) if raw is not None else None
        if face is None:
            face = _look_at(path)
        if key:
            seen[key] = _to_raw(face)
        faces.append(face)
    if seen != known:
        _write_cache(cache, seen)
    return tuple(
        sorted(
            faces,
            key=lambda face: (not face.shipped, bool(face.errors), not face.hints, face.title.casefold(), face.path),
        )
    )


def _files(folders: Iterable[Path], extra: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for folder in folders:
        try:
            inside = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
        except OSError:
            continue  # no such folder, or none that may be read: nothing is on that shelf
        found.extend(path for path in inside[:_MOST_FILES] if path.is_file() and not path.name.startswith("."))
    found.extend(extra)
    return list({path.absolute(): path for path in found}.values())


def _key(path: Path) -> str:
    """Return the fingerprint of what makes a face: the file, those it extends, its picture, parameters, program."""
    try:
        parameters = (assets_folder() / "parameters.yaml").read_bytes()
        parts = [__version__.encode(), parameters, *_written(path)]
    except OSError:
        return ""
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _written(path: Path, depth: int = 0) -> Iterator[bytes]:
    """Yield the name and the text of a file, the state of its picture, and the same of the file that it extends.

    Two lines of the file are looked for as text: reading YAML is what the cache saves.
    """
    with path.open("rb") as file:
        data = file.read(_HASHED_BYTES)
    # Among other files a scenario may have the same text and another name, which is its id.
    yield path.name.encode("utf-8", "replace")
    yield data
    text = data.decode("utf-8", "replace")
    picture = _PICTURE.search(text)
    if picture is not None:
        yield _state(path.absolute().parent / picture["name"].strip())
    found = _EXTENDS.search(text)
    if found is None or depth >= _MOST_BASES:
        return
    from game.scenario.extend_find import NoBaseError, find_base  # noqa: PLC0415 - few files extend others

    try:
        base = find_base(found["name"].strip(), path, path.name).path
        yield str(base).encode("utf-8", "replace")
        yield from _written(base, depth + 1)
    except (NoBaseError, OSError):
        yield b"no base"


def _state(file: Path) -> bytes:
    """Return where a picture is and by what one sees that it was changed."""
    try:
        status = file.stat()
    except (OSError, ValueError):
        return b"no picture"
    return f"{file}\0{status.st_size}\0{status.st_mtime_ns}".encode("utf-8", "replace")


# Reading


def _look_at(path: Path) -> ScenarioFace:
    from game.scenario.codes import Severity  # noqa: PLC0415 - heavy; a cached shelf does without
    from game.scenario.load import load_scenario  # noqa: PLC0415

    read = load_scenario(path, path.name)
    errors = [found for found in read.diagnostics if found.severity is Severity.ERROR]
    warnings = sum(found.severity is Severity.WARNING for found in read.diagnostics)
    scenario = read.scenario
    if scenario is None:
        first = errors[0].message if errors else ""
        title = _title_in(read.text) or path.name
        return ScenarioFace(
            path,
            title,
            errors=max(1, len(errors)),
            warnings=warnings,
            first_error=first,
            shipped=_shipped(path),
        )
    kinds = {market.id: market.kind.value for market in scenario.markets}
    routes = [
        Route(leg.origin, leg.destination, "persons" if kinds.get(leg.market) in _PERSONS else "goods")
        for leg in scenario.legs
    ]
    routes += [Route(channel.origin, channel.destination, "money") for channel in scenario.channels]
    return ScenarioFace(
        path,
        scenario.title,
        scenario.summary,
        scenario.level,
        scenario.topics,
        scenario.content_note,
        len(scenario.delegations),
        scenario.rules.turns,
        scenario.rules.turns * scenario.rules.turn_years,
        tuple(item.id for item in scenario.jurisdictions),
        tuple(dict.fromkeys(routes)),
        warnings=warnings,
        picture=str(read.picture.file) if read.picture is not None else "",
        minutes=whole_lesson(scenario),
        hints=len(scenario.hints),
        shipped=_shipped(path),
    )


def whole_lesson(scenario: Scenario) -> int:
    """Return the minutes of the shortest lesson in which everything is as in the rules, 0 if there is none."""
    rules = scenario.rules
    return min(
        (
            lesson.minutes
            for lesson in scenario.lessons
            if lesson.turns in {None, rules.turns}
            and lesson.turn_years in {None, rules.turn_years}
            and lesson.political_capital in {None, rules.political_capital}
            and not lesson.seats
        ),
        default=0,
    )


def _title_in(text: str) -> str:
    """Return the title that a broken file seems to have."""
    found = _TITLE.search(text)
    return found["title"].strip().strip("\"'")[:120] if found else ""


def _shipped(path: Path) -> bool:
    return path.absolute().parent == scenarios_folder().absolute()


# The cache


def _read_cache(path: Path) -> dict[str, dict[str, Any]]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(raw, dict) or raw.get("format") != _FORMAT or not isinstance(raw.get("faces"), dict):
        return {}
    return {key: face for key, face in raw["faces"].items() if isinstance(face, dict)}


def _write_cache(path: Path, faces: Mapping[str, dict[str, Any]]) -> None:
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"format": _FORMAT, "faces": dict(faces)}, ensure_ascii=True)
        fresh.write_text(text, encoding="utf-8")
        os.replace(fresh, path)  # noqa: PTH105 - the atomic one
    except OSError:
        return  # the shelf works without, a little slower


def _to_raw(face: ScenarioFace) -> dict[str, Any]:
    raw = asdict(face)
    del raw["path"], raw["shipped"]
    raw["topics"], raw["jurisdictions"] = list(face.topics), list(face.jurisdictions)
    raw["routes"] = [[route.origin, route.destination, route.carries] for route in face.routes]
    return raw


def _from_raw(raw: Mapping[str, Any], path: Path) -> ScenarioFace | None:
    """Return a remembered face, or None if it is not one: a cache is never trusted."""
    values = dict(raw)
    try:
        values["routes"] = tuple(Route(*map(_text, route)) for route in values["routes"])
        for name in ("topics", "jurisdictions"):
            values[name] = tuple(map(_text, values[name]))
        face = ScenarioFace(path=path, shipped=_shipped(path), **values)
    except (KeyError, TypeError, ValueError):
        return None
    kinds: dict[str, type | tuple[type, ...]] = {"str": str, "int": int, "float": (int, float)}
    for item in fields(face):
        kind = kinds.get(str(item.type))
        if kind is not None and not isinstance(getattr(face, item.name), kind):
            return None
    return face


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
