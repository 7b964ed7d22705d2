"""Frozen values to JSON and back, without loss: floats by ``repr``, arrays as bytes with type and shape.

A command or an event is written in an envelope ``{"type", "version", "value"}``, so that a later version of
the program can still read it.
"""

import base64
import types
import zlib
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Protocol, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import numpy as np

type_name = "type"  # keys of the envelope
version_name = "version"
value_name = "value"

T = TypeVar("T")
Json = Any  # what the json module reads and writes


class Typed(Protocol):
    """A frozen value with the name and version under which it is stored."""

    TYPE: ClassVar[str]
    VERSION: ClassVar[int]


def array_to_json(array: np.ndarray) -> Json:
    """Return ``array`` as its bytes, little-endian and compressed, with its type and shape."""
    little = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
    packed = base64.b64encode(zlib.compress(little.tobytes(), 6)).decode("ascii")
    return {"dtype": little.dtype.str, "shape": list(array.shape), "zlib": packed}


def array_from_json(raw: Json) -> np.ndarray:
    """Return the array that :func:`array_to_json` wrote, read-only."""
    data = zlib.decompress(base64.b64decode(raw["zlib"], validate=True))
    array = np.frombuffer(data, dtype=np.dtype(raw["dtype"])).reshape(raw["shape"])
    array = array.astype(array.dtype.newbyteorder("="))
    array.flags.writeable = False
    return array


def to_json(value: object) -> Json:
    """Return ``value`` as what the json module can write.

    Raises
    ------
    TypeError
        For a kind of value that has no JSON form here.
    """
    match value:
        case None | bool() | int() | float():
            return value
        case StrEnum():
            return value.value
        case str():
            return value
        case np.ndarray():
            return array_to_json(value)
        case np.generic():
            return value.item()
        case Mapping():
            return {str(to_json(key)): to_json(item) for key, item in value.items()}
        case tuple() | list():
            return [to_json(item) for item in value]
    if is_dataclass(value):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value) if stored(field.metadata)}
    raise TypeError(f"no JSON form for {type(value).__name__}")


def stored(metadata: Mapping[str, object]) -> bool:
    """Tell whether a field is written (``metadata={"stored": False}`` leaves it out)."""
    return metadata.get("stored", True) is True


def from_json(kind: type[T], raw: Json) -> T:
    """Return the value of type ``kind`` that :func:`to_json` wrote as ``raw``.

    Raises
    ------
    ValueError, TypeError, KeyError
        If ``raw`` does not have the form of ``kind``.
    """
    return cast(T, _decoder(cast(Hashable, kind))(raw))


def envelope(value: Typed) -> Json:
    """Return ``value`` with its type and version."""
    return {type_name: value.TYPE, version_name: value.VERSION, value_name: to_json(value)}


class UnknownTypeError(ValueError):
    """A stored value has a type or a version that this program does not know."""


def open_envelope(kinds: Mapping[str, type[T]], raw: Json) -> T:
    """Return the value in an envelope, whose type is one of ``kinds`` by name.

    Raises
    ------
    UnknownTypeError
        If the type is not in ``kinds`` or its version is newer than this program's.
    """
    name = raw[type_name]
    kind = kinds.get(name)
    if kind is None or raw[version_name] > cast(Any, kind).VERSION:
        raise UnknownTypeError(f"{name} version {raw[version_name]}")
    return from_json(kind, raw[value_name])


Decoder = Callable[[Json], Any]


@cache
def _decoder(kind: Any) -> Decoder:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _union_decoder(get_args(kind))
    if origin is tuple:
        return _tuple_decoder(get_args(kind))
    if origin is not None and issubclass(origin, Mapping):
        key, item = (_decoder(part) for part in get_args(kind))
        return lambda raw: {key(name): item(value) for name, value in raw.items()}
    if kind is np.ndarray or origin is np.ndarray:
        return array_from_json
    if kind is float:
        return _number
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_decoder(kind)
    if kind in {int, str, bool, type(None)}:
        return _exactly(kind)
    raise TypeError(f"no JSON form for {kind}")


def _number(raw: Json) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise TypeError(f"a number was expected, not {raw!r}")
    return float(raw)


def _exactly(kind: type) -> Decoder:
    def decode(raw: Json) -> Any:
        if type(raw) is not kind:
            raise TypeError(f"{kind.__name__} was expected, not {raw!r}")
        return raw

    return decode


def _union_decoder(kinds: tuple[Any, ...]) -> Decoder:
    (wanted,) = (kind for kind in kinds if kind is not type(None))  # only "X | None" is stored
    decode = _decoder(wanted)
    return lambda raw: None if raw is None else decode(raw)


def _tuple_decoder(parts: tuple[Any, ...]) -> Decoder:
    if len(parts) == 2 and parts[1] is Ellipsis:
        item = _decoder(parts[0])
        return lambda raw: tuple(item(value) for value in _list(raw))
    items = tuple(_decoder(part) for part in parts)
    return lambda raw: tuple(item(value) for item, value in zip(items, _list(raw), strict=True))


def _list(raw: Json) -> list[Json]:
    if not isinstance(raw, list):
        raise TypeError(f"a list was expected, not {raw!r}")
    return raw


def _dataclass_decoder(kind: type) -> Decoder:
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(kind) if stored(field.metadata)}

    def decode(raw: Json) -> Any:
        if not isinstance(raw, dict):
            raise TypeError(f"{kind.__name__} was expected, not {raw!r}")
        return kind(**{name: decoders[name](value) for name, value in raw.items() if name in decoders})

    return decode
