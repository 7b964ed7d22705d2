"""What a person chose once and finds again: theme, size of text, motion, windows."""

import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

THEMES = ("light", "dark", "contrast")
TEXT_SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that persist; every field has a value that works on any machine."""

    theme: str = "light"
    text_scale: float = 1.0
    motion: bool = True
    two_windows: bool = False
    width: int = 1280
    height: int = 720

    def sane(self) -> "Settings":
        """Return the same with each value that makes no sense replaced by its default."""
        default = Settings()
        return Settings(
            theme=self.theme if self.theme in THEMES else default.theme,
            text_scale=self.text_scale if self.text_scale in TEXT_SCALES else default.text_scale,
            motion=self.motion if isinstance(self.motion, bool) else default.motion,
            two_windows=self.two_windows if isinstance(self.two_windows, bool) else default.two_windows,
            width=_within(self.width, 400, 8192, default.width),
            height=_within(self.height, 300, 8192, default.height),
        )


def _within(value: object, low: int, high: int, default: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high else default


def settings_path() -> Path:
    """Return where settings are kept."""
    return user_config_path("corridors", appauthor=False) / "settings.json"


def saves_place() -> Path:
    """Return the folder of saves without making it; :func:`game.storage.shelf.saves_folder` does."""
    return user_data_path("corridors", appauthor=False) / "saves"


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings; what is missing, unreadable or senseless is the default, never an error."""
    try:
        raw: Any = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    known = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in raw.items() if name in known}).sane()


def store_settings(settings: Settings, path: Path | None = None) -> bool:
    """Write the settings in one step; tell whether that was possible."""
    path = path or settings_path()
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        os.replace(fresh, path)  # noqa: PTH105 - the atomic one
    except OSError:
        return False
    return True
