"""The shelf: every scenario that can be played, and those that have problems."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.client import widgets as w
from game.client.background import Later
from game.client.interface import clipboard
from game.client.navigation import Answer, Pop, Push
from game.client.screens.frame import head, left, sheet
from game.client.screens.shelf_new import NewScenario
from game.client.screens.shelf_thumbnails import Thumbnails
from game.client.view_models.place import home_as_tilde
from game.client.view_models.shelf_cards import Fact, ShelfCard, shelf_card
from game.model.text import _
from game.storage.scenario_shelf import ScenarioFace, list_scenarios, user_scenarios_folder

if TYPE_CHECKING:
    from game.client.app import App

_CARD_WIDTH = 372
_PICTURE_HEIGHT = 176
_SUMMARY_LINES = 3


class ShelfScreen:
    """Cards of scenarios; each leads to its table, a broken one to what is wrong with it."""

    def __init__(self, app: App, folders: tuple[Path, ...] | None = None, *, writing: bool = False) -> None:
        self._app = app
        self._writing = writing
        self._folders = folders
        self._faces: Later[tuple[ScenarioFace, ...]] = self._look_again()
        self._cards: tuple[ShelfCard, ...] | None = None
        self._fresh = False  # whether the cards are those that lie in the folders now
        self._thumbnails = Thumbnails(threaded=app.threads)
        self._about: ShelfCard | None = None
        self._new: NewScenario | None = None

    def hide(self) -> None:
        """Look at the folders again when the shelf comes back: a file may have been put right meanwhile."""
        self._faces, self._fresh = self._look_again(), False

    def _look_again(self) -> Later[tuple[ScenarioFace, ...]]:
        return Later(lambda: list_scenarios(self._folders), threaded=self._app.threads)

    def build(self, ui: w.Ui) -> Answer | None:
        """Show the cards."""
        self._faces.start()
        if not self._fresh and self._faces.ready:
            self._fresh = True
            self._cards = tuple(shelf_card(number, face) for number, face in enumerate(self._faces.value))
        answer: Answer | None = None
        if not self._fresh:
            ui.wake(0.03)
        with sheet(ui) as page:
            back = head(ui, page, *self._title())
            if self._cards is None:
                w.paragraph(ui, page, _("Looking through the folders …"), tone="text_muted")
            else:
                with w.scroll(ui, "cards", page.rect, gap=0) as area:
                    answer = self._shelf(ui, area, self._cards)
        if self._about is not None:
            return self._about_dialog(ui, self._about)
        if self._new is not None:
            return self._new_dialog(ui, self._new)
        return answer or (Pop() if back or left(ui) else None)

    def _title(self) -> tuple[str, str]:
        if self._writing:
            return _("Write a scenario"), _("Begin a new one, or look into one that is there.")
        return _("Choose a scenario"), _("Each is a crisis with its own figures and sources.")

    def _shelf(self, ui: w.Ui, area: w.Area, cards: tuple[ShelfCard, ...]) -> Answer | None:
        """Lay out the cards in rows; the tile of one's own comes last, or first for those who write."""
        answer: Answer | None = None
        gap = ui.px(12)
        across = max(1, (area.rect.w + gap) // (ui.px(_CARD_WIDTH) + gap))
        places = w.columns(area.rect, across, gap, rtl=ui.look.rtl)
        tiles: list[ShelfCard | None] = [None, *cards] if self._writing else [*cards, None]
        own = self._own_height(ui, places[0].w)
        heights = [own if card is None else card_height(ui, card, places[0].w) for card in tiles]
        for first in range(0, len(tiles), across):
            row = heights[first : first + across]
            line = area.cut_top(max(row), gap)
            for card, high, place in zip(tiles[first:], row, places, strict=False):
                if card is None:
                    self._own(ui, w.Rect(place.x, line.y, place.w, high))
                else:
                    answer = self._card(ui, w.Rect(place.x, line.y, place.w, line.h), card) or answer
        return answer

    def _card(self, ui: w.Ui, rect: w.Rect, card: ShelfCard) -> Answer | None:
        w.panel(ui, rect)
        touch = ui.node(card.id, "card", rect, card.title, focusable=False, pointer=True)
        edge = ui.px(12)
        with ui.inside(card.id):
            high = ui.px(_PICTURE_HEIGHT)
            picture = w.Rect(rect.x + edge, rect.y + edge, rect.w - 2 * edge, high - edge)
            if card.problems:
                _draw_broken(ui, picture, card.problems)
            else:
                self._thumbnails.draw(ui, picture, card)
            inner = w.Rect(rect.x, rect.y + high, rect.w, rect.h - high).inset(ui.px(16), ui.px(12))
            area = ui.area(inner, gap=8)
            buttons = area.cut_bottom(ui.px(40))
            _words(ui, area, card)
            pressed = self._buttons(ui, buttons, card)
        if touch.clicked:
            ui.take()
            pressed = True
        if not pressed:
            return None
        if card.problems or self._writing:
            return self._write(card.path)
        from game.client.screens.table import TableScreen  # noqa: PLC0415 - heavier than the shelf

        return Push(TableScreen(self._app, str(card.path)))

    def _buttons(self, ui: w.Ui, rect: w.Rect, card: ShelfCard) -> bool:
        row = ui.area(rect, gap=8)
        if card.problems:
            words = _("See the problems")
            return w.button(ui, f"{card.id}-open", row.rect, words, icon="list-checks")
        words, icon = (_("Check and try it"), "pencil") if self._writing else (_("Set the table"), "users")
        about = w.button_width(ui, _("About"), "info")
        small = about + w.button_width(ui, words, icon) > rect.w
        place = row.cut_end(ui.px(40) if small else about)
        chosen = w.button(ui, f"{card.id}-open", row.rect, words, kind="primary", icon=icon)
        if small:
            pressed = w.icon_button(ui, f"{card.id}-about", place, "info", _("About"), kind="secondary")
        else:
            pressed = w.button(ui, f"{card.id}-about", place, _("About"), icon="info")
        if pressed:
            self._about = card
        return chosen

    def _write(self, path: Path) -> Answer:
        from game.client.screens.author import AuthorScreen  # noqa: PLC0415 - for those who write

        return Push(AuthorScreen(self._app, path))

    def _about_dialog(self, ui: w.Ui, card: ShelfCard) -> Answer | None:
        with w.dialog(ui, "about", card.title, width=620, first="about.close") as area:
            w.rich_text(ui, "about-text", area, card.about)
            area.skip(ui.px(8))
            pressed = w.actions(
                ui,
                area,
                (
                    w.Action("about.write", _("Check and try it"), icon="pencil"),
                    w.Action("about.close", _("Close"), "primary"),
                ),
            )
            if pressed or ui.pressed(pygame.K_ESCAPE):
                self._about = None
        return self._write(card.path) if pressed == "about.write" else None

    def _new_dialog(self, ui: w.Ui, new: NewScenario) -> Answer | None:
        path = new.build(ui)
        if path is None:
            return None
        self._new = None
        return self._write(path) if path.name else None

    # The last tile: where one's own scenarios go

    def _own_words(self) -> tuple[str, str, str]:
        return (
            _("Your own scenarios"),
            _("A scenario is one text file. Put it into this folder, and it stands here:"),
            home_as_tilde(user_scenarios_folder()),
        )

    def _own_actions(self) -> tuple[w.Action, ...]:
        return (
            w.Action("own-copy", _("Copy the path"), icon="copy"),
            w.Action("own-new", _("Write a new one"), "primary" if self._writing else "secondary", "pencil"),
        )

    def _own_height(self, ui: w.Ui, width: int) -> int:
        title, sentence, folder = self._own_words()
        text, room = ui.look.text, max(1, width - ui.px(32))
        lines = text.height(title, "heading", room) + text.height(sentence, "body", room)
        listed = self._own_actions()
        wide = sum(w.button_width(ui, action.label, action.icon) for action in listed) + ui.px(8)
        buttons = ui.px(40)
        if wide > room:  # one below the other
            buttons = sum(w.button_height(ui, action.label, room, action.icon) for action in listed) + ui.px(8)
        return lines + text.height(folder, "caption", room) + ui.px(16 * 2 + 8 * 3) + buttons

    def _own(self, ui: w.Ui, rect: w.Rect) -> None:
        ui.frame(rect, ui.colours.control_border, ui.look.theme.card_radius)
        ui.node("own", "group", rect, _("Your own scenarios"), focusable=False, pointer=False)
        title, sentence, folder = self._own_words()
        with ui.inside("own"):
            area = ui.area(rect.inset(ui.px(16)), gap=8)
            w.paragraph(ui, area, title, "heading")
            w.paragraph(ui, area, sentence, tone="text_muted")
            w.paragraph(ui, area, folder, "caption", "text_muted")
            pressed = w.actions(ui, area, self._own_actions())
            if pressed == "own-copy":
                clipboard.copy(str(user_scenarios_folder()))
                ui.toast(_("The path is on the clipboard."), "copy")
            elif pressed == "own-new":
                self._new = NewScenario(user_scenarios_folder())


def card_height(ui: w.Ui, card: ShelfCard, width: int) -> int:
    """Return the height in pixels that a card of ``width`` pixels needs."""
    text, room = ui.look.text, max(1, width - ui.px(32))
    high = ui.px(_PICTURE_HEIGHT) + 2 * ui.px(12) + ui.px(40) + ui.px(8)
    high += text.height(card.title, "heading", room) + ui.px(8)
    high += text.layout(card.summary, "body", room, _SUMMARY_LINES).h + ui.px(8)
    high += sum(_row_height(ui, row, room) + ui.px(6) for row in _fact_rows(ui, card, room))
    return high + (ui.px(26 + 8) if card.topics else 0)


def _words(ui: w.Ui, area: w.Area, card: ShelfCard) -> None:
    text, room = ui.look.text, max(1, area.rect.w)
    w.paragraph(ui, area, card.title, "heading")
    lines = text.layout(card.summary, "body", room, _SUMMARY_LINES)
    place = area.cut_top(lines.h)
    w.label(ui, place, card.summary, tone="text_muted", lines=_SUMMARY_LINES, valign="top", shorten=True)
    for facts in _fact_rows(ui, card, room):
        row = ui.area(area.cut_top(_row_height(ui, facts, room), ui.px(6)), gap=16)
        for fact in facts:
            _fact(ui, row.cut_start(min(row.rect.w, _fact_width(ui, fact))), fact)
    if card.topics:
        _topics(ui, area.cut_top(ui.px(26)), card)


def _fact_width(ui: w.Ui, fact: Fact) -> int:
    return ui.px(24) + ui.look.text.width(fact.words, "caption")


def _fact_rows(ui: w.Ui, card: ShelfCard, room: int) -> list[list[Fact]]:
    """Return the facts in rows, as many beside each other as there is room for."""
    rows: list[list[Fact]] = []
    taken = room
    for fact in card.facts:
        wide = _fact_width(ui, fact) + ui.px(16)
        if not rows or taken + wide - ui.px(16) > room:
            rows.append([])
            taken = 0
        rows[-1].append(fact)
        taken += wide
    return rows


def _row_height(ui: w.Ui, facts: list[Fact], room: int) -> int:
    return max(ui.look.text.height(fact.words, "caption", max(1, room - ui.px(24))) for fact in facts)


def _fact(ui: w.Ui, rect: w.Rect, fact: Fact) -> None:
    row = ui.area(rect, gap=8)
    mark = row.cut_start(ui.px(16))
    ui.icon(w.Rect(mark.x, mark.y, mark.w, ui.look.text.line_height("caption")), fact.icon, ui.colours.text_muted, 16)
    w.label(ui, row.rect, fact.words, "caption", lines=None, valign="top")


def _topics(ui: w.Ui, rect: w.Rect, card: ShelfCard) -> None:
    """Show as many topics as stand in one row."""
    row = ui.area(rect, gap=6)
    for topic in card.topics:
        wide = w.pill_size(ui, topic)[0]
        if wide > row.rect.w:
            break
        w.pill(ui, row.cut_start(wide), topic)


def _draw_broken(ui: w.Ui, rect: w.Rect, problems: str) -> None:
    ui.fill(rect, ui.colours.sunken)
    area = ui.area(rect.middle(rect.w, ui.px(72)), gap=8)
    ui.icon(area.cut_top(ui.px(36)), "triangle-alert", ui.colours.warning, 32)
    w.label(ui, area.rect, problems, "strong", "warning", align="centre")
