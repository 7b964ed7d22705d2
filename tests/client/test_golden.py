"""The main screens look as they did: held against small grey pictures, see :mod:`tests.client.golden`."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from tests.client.golden import (
    FOLDER,
    LARGE,
    MOST_OF_ALL,
    MOST_OF_MANY,
    SHOTS,
    difference,
    draw,
    store,
    stored,
    thumb,
)


@pytest.fixture(scope="module", autouse=True)
def drawing() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    yield
    pygame.display.quit()


@pytest.mark.parametrize("name", SHOTS)
def test_a_screen_looks_as_it_did(name: str, tmp_path: Path) -> None:
    surface = draw(SHOTS[name])
    mean, share = difference(thumb(surface), stored(name))
    if mean > MOST_OF_ALL or share > MOST_OF_MANY:
        pygame.image.save(surface, tmp_path / f"{name}.png")
        store(np.abs(thumb(surface) - stored(name)), tmp_path / f"{name}-difference.png")
        pytest.fail(
            f"{name} differs by {mean:.4f} in the mean, and by more than {LARGE} in {share:.1%} of its blocks. "
            f"It is in {tmp_path}. If it is meant to: python -m tests.client.golden, then look at tests/golden."
        )


def test_no_picture_is_kept_of_a_screen_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(SHOTS)


@pytest.mark.parametrize("change", ["shifted", "button", "theme", "missing card"])
def test_what_a_person_would_see_is_found(change: str) -> None:
    picture = stored("controls")
    other = picture.copy()
    match change:
        case "shifted":
            other = np.roll(other, 4, axis=0)  # by sixteen pixels
        case "button":
            other[100:150, 100:260] = 0.4
        case "theme":
            other = 1.0 - other
        case "missing card":
            other[20:, 160:] = other[2, 2]
    mean, share = difference(picture, other)
    assert mean > MOST_OF_ALL or share > MOST_OF_MANY


def test_what_another_system_draws_a_little_otherwise_is_let_pass() -> None:
    """Letters a shade darker, and everything a quarter of a pixel aside."""
    surface = draw(SHOTS["controls"])
    moved = pygame.transform.smoothscale(surface, (surface.get_width() + 1, surface.get_height() + 1))
    aside = pygame.Surface(surface.get_size())
    aside.blit(moved, (0, 0))
    darker = np.clip(thumb(aside) * 0.995, 0.0, 1.0)
    mean, share = difference(darker, thumb(surface))
    assert mean < MOST_OF_ALL
    assert share < MOST_OF_MANY
