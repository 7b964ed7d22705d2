"""Going on with a saved session, from the title and from the list of saves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.client.navigation import Answer, Enter
from game.client.view_models.saves import opening_notes

if TYPE_CHECKING:
    from game.client.app import App


def resume(app: App, path: Path) -> Answer:
    """Open a save and show where it stands, behind the curtain; raises SaveError with a whole sentence."""
    from game.client.live import LiveGame  # noqa: PLC0415 - heavy, and not needed for the first frame
    from game.client.screens.notice import NoticeScreen  # noqa: PLC0415
    from game.client.screens.play import PlayScreen  # noqa: PLC0415

    game = LiveGame.resume(path)
    app.open_game(game)
    notes = opening_notes(game.opened) if game.opened is not None else ()
    play = PlayScreen(app)
    return Enter(NoticeScreen(notes, play)) if notes else Enter(play)
