"""Where the files lie that come with the game: beside the package in a clone, inside it when installed."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def assets_folder() -> Path:
    """Return the folder of fonts, icons, maps, themes and texts."""
    return _folder("assets")


def scenarios_folder() -> Path:
    """Return the folder of the scenarios that come with the game."""
    return _folder("scenarios")


def _folder(name: str) -> Path:
    shipped = _PACKAGE / "shipped" / name  # put there by the wheel; see pyproject.toml
    return shipped if shipped.is_dir() else _PACKAGE.parent / name
