"""Pictures of every screen, drawn without a display from a demonstration game; the same bytes each time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame

from game.client.canvas.theme import THEMES
from game.client.demonstration import SCENES, Studio
from game.client.interface.look import Look
from game.model.text import _

__all__ = ["draw_pictures"]


def draw_pictures(out: Path, screen: str | None, theme: str, text: int, size: tuple[int, int]) -> int:
    """Draw every screen, or the one called ``screen``, into PNG files in the folder ``out``.

    Parameters
    ----------
    out
        Folder, made if need be.
    screen
        Name of one picture, or None for all.
    theme
        light, dark or contrast.
    text
        Size of text in per cent.
    size
        Width and height in pixels.

    Returns
    -------
    int
        Exit code: 0, or 2 if the name is unknown or a file cannot be written.
    """
    if screen is not None and screen not in SCENES:
        sentence = _("There is no picture {name}. There are: {names}.")
        return _complain(sentence.format(name=repr(screen), names=", ".join(SCENES)))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return _complain(_("{folder} cannot be made ({reason}).").format(folder=out, reason=error.strerror or error))
    with _no_display():
        studio = Studio(Look(THEMES[theme], text_scale=text / 100, motion=True), size)
        for name in [screen] if screen else SCENES:
            picture = studio.picture(name)
            path = out / f"{name}.png"
            try:
                pygame.image.save(picture.surface, path)
            except (OSError, pygame.error) as error:
                return _complain(_("{file} cannot be written ({reason}).").format(file=path, reason=error))
            print(path)  # noqa: T201 - the command's output
    return 0


@contextmanager
def _no_display() -> Iterator[None]:
    """Let SDL draw into memory."""
    before = os.environ.get("SDL_VIDEODRIVER")
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    try:
        pygame.display.init()
        pygame.font.init()
        yield
    finally:
        pygame.quit()
        if before is None:
            del os.environ["SDL_VIDEODRIVER"]
        else:
            os.environ["SDL_VIDEODRIVER"] = before


def _complain(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - the command's output
    return 2
