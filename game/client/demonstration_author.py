"""The author's screen in the demonstration: a new scenario with a slip of the pen, and put right."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from game.client.navigation import Screen

if TYPE_CHECKING:
    from game.authoring.workbench import Workbench
    from game.client.demonstration import Studio

_FILE = "my_timber.yaml"
_RIGHT, _WRONG = "mode: sea", "mode: boat"


def _clock() -> Iterator[float]:
    """Give the time of day at which each reading was made, in steps of some seconds."""
    begin = time.mktime((2027, 3, 8, 19, 42, 10, 0, 0, -1))
    return (begin + 21.0 * step for step in count())


@cache
def _bench(*, broken: bool) -> Workbench:
    """Return the file as it was last read; nobody changes it, so that all pictures may share it."""
    from game.authoring.new import new_scenario  # noqa: PLC0415 - heavy
    from game.authoring.workbench import Workbench  # noqa: PLC0415
    from game.scenario.load import LoadResult, read_scenario  # noqa: PLC0415

    good = new_scenario(Path(_FILE)).text
    texts = [good, good.replace(_RIGHT, _WRONG, 1), good][: 2 if broken else 3]
    moments = _clock()

    def read() -> LoadResult:
        return read_scenario(texts.pop(0), _FILE)

    bench = Workbench(Path(_FILE), threaded=False, read=read, now=lambda: next(moments))
    for _text in tuple(texts):
        bench.read_again()
    return bench


def _author(*press: str, broken: bool = False) -> Callable[[Studio], Screen]:
    def make(studio: Studio) -> Screen:
        from game.client.screens.author import AuthorScreen  # noqa: PLC0415 - heavy

        screen = AuthorScreen(studio.app, Path(_FILE), _bench(broken=broken))
        pilot = studio.pilot(screen)
        pilot.ui.draw(pilot.build)
        for id_ in press:
            if pilot.has(id_):
                pilot.click(id_)
        return screen

    return make


AUTHOR_SCENES: dict[str, Callable[[Studio], Screen]] = {
    "author_error": _author(broken=True),
    "author": _author(),
    "author_tests": _author("preview-tabs.tests", "parts.tests"),
    "author_trial": _author("try"),
}
"""The pictures of the author's screen by name."""
