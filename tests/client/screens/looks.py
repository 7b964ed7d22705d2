"""The looks in which screens are examined, and the examination: nothing clipped, overlapping, faint or out of reach."""

import pytest

from game.client.interface import checks
from game.client.interface.pilot import Pilot

LOOKS = {
    "usual": ("light", 1.0, (1280, 720)),
}
MORE = {
    "large": ("contrast", 2.0, (1280, 720)),
    "dark": ("dark", 1.5, (1280, 720)),
    "small": ("light", 1.0, (400, 300)),
    "laptop": ("dark", 1.0, (1366, 768)),
    "projector": ("light", 1.0, (1920, 1080)),
    "contrast": ("contrast", 1.0, (1280, 720)),
    "wide": ("contrast", 1.25, (1920, 1080)),
    "light large": ("light", 2.0, (1366, 768)),
    "narrow": ("dark", 1.75, (900, 700)),
}
"""For the long tests."""
ALL = {**LOOKS, **MORE}


def quickly(*names: str) -> list[object]:
    """Return all looks as parameters, of which ``names`` are for the quick tests and the others for the long ones."""
    return [name if name in names else pytest.param(name, marks=pytest.mark.slow) for name in ALL]


def flaws_of(pilot: Pilot[object]) -> list[str]:
    """Draw twice, for what settles only then, and return what is wrong."""
    pilot.ui.audit = True
    pilot.ui.draw(pilot.build)
    pilot.ui.draw(pilot.build)
    return checks.flaws(pilot.ui)
