"""What a save is made of, at its lowest; the list of saves needs this and not the rules of the game."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.session.wire import Json

SUFFIX = ".corridors"
APPLICATION_ID = 0x436F7272  # "Corr"
FORMAT_VERSION = 1
_LONG = 2048  # bytes of a payload from which it is compressed


def packed(value: Json) -> bytes:
    """Return a JSON object as bytes, compressed where it is long; the first byte tells which."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(text, 6) if len(text) > _LONG else text


def unpacked(payload: bytes) -> Json:
    """Return the JSON object in a stored payload."""
    return json.loads(payload if payload.startswith(b"{") else zlib.decompress(payload))
