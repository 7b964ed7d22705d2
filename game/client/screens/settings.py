"""Settings: how everything looks, and where things are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.interface import clipboard
from game.client.navigation import Answer, Pop
from game.client.screens.frame import head, left, sheet
from game.client.view_models.place import home_as_tilde
from game.model.text import _
from game.storage.settings import TEXT_SCALES, Settings

if TYPE_CHECKING:
    from game.client.app import App


class SettingsScreen:
    """Every change holds at once and is remembered; there is nothing to confirm."""

    def __init__(self, app: App) -> None:
        self._app = app

    def hide(self) -> None:
        """Keep nothing: the settings are the application's."""

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the settings in one column."""
        before = self._app.settings
        with sheet(ui, most=600) as page:
            back = head(ui, page, _("Settings"), _("Every change holds at once."))
            words = _("Done")
            row = ui.area(page.cut_bottom(ui.px(44)), gap=16)
            wide = min(row.rect.w, w.button_width(ui, words, "check") + ui.px(16))
            done = w.button(ui, "done", row.cut_end(wide), words, kind="primary", icon="check")
            panels = (w.Panel("looks", _("Looks"), "sun"), w.Panel("places", _("Screens and files"), "monitor"))
            shown = w.columns_or_tabs(ui, "parts", page.rect, _("Parts of the settings"), panels)
            after = before
            if "looks" in shown:
                with _card(ui, "looks", shown["looks"], _("Looks"), "sun") as area:
                    after = self._looks(ui, area, after)
            if "places" in shown:
                with _card(ui, "places", shown["places"], _("Screens and files"), "monitor") as area:
                    after = self._windows(ui, area, after)
                    _folders(ui, area)
        if after != before:
            self._app.apply_settings(after)
        if done or back or left(ui) or ui.pressed(pygame.K_RETURN):
            return Pop()
        return None

    def _looks(self, ui: w.Ui, area: w.Area, settings: Settings) -> Settings:
        themes = (
            w.Choice("light", _("Light"), "sun"),
            w.Choice("dark", _("Dark"), "moon"),
            w.Choice("contrast", _("High contrast"), "contrast"),
        )
        theme = _choice(ui, area, "theme", _("Colours"), themes, settings.theme)
        sizes = tuple(w.Choice(f"{scale}", _("{size} %").format(size=round(scale * 100))) for scale in TEXT_SCALES)
        scale = _choice(ui, area, "text", _("Size of text (Ctrl + and Ctrl −)"), sizes, f"{settings.text_scale}")
        words = _("Motion: figures glide, lights run along the corridors")
        high = w.checkbox_height(ui, words, area.rect.w)
        motion = w.checkbox(ui, "motion", area.cut_top(high, ui.px(16)), words, settings.motion)
        return replace(settings, theme=theme, text_scale=float(scale), motion=motion)

    def _windows(self, ui: w.Ui, area: w.Area, settings: Settings) -> Settings:
        choices = (
            w.Choice("one", _("One window"), "laptop"),
            w.Choice("two", _("Two windows"), "monitor"),
        )
        now = "two" if settings.two_windows else "one"
        chosen = _choice(ui, area, "windows", _("Screens"), choices, now, gap=4)
        sentence = _("The second window is the wall: it shows the room what is public, and never a desk.")
        w.paragraph(ui, area, sentence, "caption", "text_muted", gap=16)
        return replace(settings, two_windows=chosen == "two")


@contextmanager
def _card(ui: w.Ui, id_: str, rect: w.Rect, title: str, icon: str) -> Iterator[w.Area]:
    """Lay a card whose content scrolls."""
    with w.card(ui, id_, rect, title, icon) as card, w.scroll(ui, f"{id_}-list", card.rect, gap=8) as area:
        yield area


def _choice(
    ui: w.Ui, area: w.Area, id_: str, label: str, choices: tuple[w.Choice, ...], chosen: str, *, gap: float = 16
) -> str:
    """Show choices side by side, or one below the other where they do not fit."""
    w.paragraph(ui, area, label, "caption_strong", "text_muted", gap=4)
    wide = w.segmented_width(ui, choices)
    if wide > area.rect.w:
        result = w.radio_group(ui, id_, area, label, choices, chosen)
        area.skip(ui.px(gap))
        return result
    row = w.Area(area.cut_top(ui.px(40), ui.px(gap)), ui.look.rtl)
    return w.segmented(ui, id_, row.cut_start(wide), label, choices, chosen)


def _folders(ui: w.Ui, area: w.Area) -> None:
    from game.storage.scenario_shelf import user_scenarios_folder  # noqa: PLC0415
    from game.storage.settings import saves_place  # noqa: PLC0415

    w.divider(ui, area, 12)
    for id_, words, folder in (
        ("saves", _("Your sessions are saved in"), saves_place()),
        ("scenarios", _("Your own scenarios go into"), user_scenarios_folder()),
    ):
        w.paragraph(ui, area, words, "caption_strong", "text_muted", gap=2)
        row = ui.area(area.cut_top(ui.px(40), ui.px(12)), gap=12)
        wide = min(row.rect.w // 2, w.button_width(ui, _("Copy"), "copy"))
        if w.button(ui, f"copy-{id_}", row.cut_end(wide), _("Copy"), icon="copy", hint=_("Copy the path")):
            clipboard.copy(str(folder))
            ui.toast(_("The path is on the clipboard."), "copy")
        w.label(ui, row.rect, home_as_tilde(folder), shorten=True, id_=f"place-{id_}")
