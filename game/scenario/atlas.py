"""The jurisdictions that the map can show; apart from what reads files, which asks it what somebody meant."""

import json
from functools import cache

from game.model.places import assets_folder


@cache
def jurisdiction_names() -> dict[str, str]:
    """Give every jurisdiction that the map can show, by id, with its English name."""
    names = json.loads((assets_folder() / "map" / "names.json").read_text(encoding="utf-8"))["en"]
    return {str(key): str(name) for key, name in names.items()}
