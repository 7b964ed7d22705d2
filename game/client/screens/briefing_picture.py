"""The picture of a scenario above its briefing."""

from __future__ import annotations

import pygame

from game.client import widgets as w
from game.client.canvas.picture import covering, decoded
from game.model.text import _

_SHARE = 0.5  # of its width
_MOST = 220


class BriefingPicture:
    """Decodes the picture once, and keeps it in the size in which it is shown."""

    def __init__(self, data: bytes) -> None:
        self._picture = decoded(data) if data else None
        self._cut: pygame.Surface | None = None

    def build(self, ui: w.Ui, area: w.Area, title: str) -> None:
        """Cut the picture off the top of ``area``, if there is one."""
        if self._picture is None:
            return
        high = min(ui.px(_MOST), round(area.rect.w * _SHARE))
        rect = area.cut_top(high, ui.px(12))
        said = _("Picture of {title}").format(title=title)
        ui.node("picture", "image", rect, said, focusable=False, pointer=False)
        if rect.empty or not ui.visible(rect):
            return
        if self._cut is None or self._cut.get_size() != (rect.w, rect.h):
            self._cut = covering(self._picture, rect.w, rect.h)
        ui.surface.blit(self._cut, (rect.x, rect.y))
