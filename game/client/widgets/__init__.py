"""Themed controls; they know nothing of the game.

A screen is a function of a :class:`Ui`. It runs once for each event, without drawing, and then to draw; it says what
is on the screen from top to bottom and reads the answers of the controls at once. It must not keep rectangles.

Every control takes ``(ui, id, rect, label, ...)``: the id is unique on the screen and stays the same as long as it is
the same thing. Rectangles are pixels, cut from an :class:`Area`; lengths come from ``ui.px(design pixels)``. Texts are
translated by the caller. State that belongs to the screen (values, which tab) is kept by the screen; state that
belongs to a control (focus, scrolling, caret, open lists, sorting) is kept by the interface under its id.

Example
-------
::

    @dataclass
    class Offer:
        units: float = 10
        secret: bool = False
        asking: bool = False

        def build(self, ui: w.Ui) -> str | None:
            page = ui.area(inset=16, gap=12)  # or: with w.page(ui, "page", least=520) as page, which scrolls if it must
            with w.card(ui, "offer", page.cut_start(ui.px(320)), _("Your offer"), "handshake") as area:
                rect, span = area.cut_top(ui.px(56)), w.Range(0, 40)
                self.units = w.slider(ui, "units", rect, _("Funds"), self.units, span, unit=_("units"), icon="coins")
                self.secret = w.checkbox(ui, "secret", area.cut_top(ui.px(36)), _("Keep it secret"), self.secret)
                if w.button(ui, "send", area.cut_bottom(ui.px(40)), _("Send"), kind="primary", icon="send"):
                    self.asking = True
            with w.card(ui, "dossier", page.rect, _("Dossier")) as area, w.scroll(ui, "text", area.rect) as text:
                target = w.rich_text(ui, "words", text, dossier)
            if self.asking:  # dialogs come last
                answer = w.confirm(ui, "sure", _("Send this offer?"), _("The others will see it."), _("Send"))
                if answer is not None:
                    self.asking = False
                    return "sent" if answer else None
            if ui.pressed(pygame.K_ESCAPE):
                return "back"
            return None

The loop::

    for event in merged(pygame.event.get()):
        result = ui.handle(event, screen.build)
    if ui.due():
        ui.draw(screen.build)
        window.flip()
"""

from game.client.canvas.bidi import isolate
from game.client.canvas.geometry import Area, Rect, columns, rows
from game.client.canvas.text import Span
from game.client.interface.look import Look
from game.client.interface.nodes import Node
from game.client.interface.state import UiState
from game.client.interface.ui import Touch, Ui
from game.client.widgets.button import button, button_height, button_width, icon_button
from game.client.widgets.card import card, divider, panel
from game.client.widgets.choice import Choice
from game.client.widgets.dialog import Action, actions, confirm, dialog
from game.client.widgets.dropdown import dropdown
from game.client.widgets.field import entered, text_field
from game.client.widgets.gauge import Change, clock_words, progress, stat, stat_height, timer
from game.client.widgets.label import field, label, paragraph, pill, pill_size
from game.client.widgets.layout import Panel, columns_or_tabs, grid, page
from game.client.widgets.list_box import list_box
from game.client.widgets.rich import rich_text
from game.client.widgets.scroll import bring_into_view, one_scroll, scroll, scrolls_as_one
from game.client.widgets.slider import Range, number_words, slider, stepper
from game.client.widgets.table import Column, Row, table, table_fits, table_needs, without_column
from game.client.widgets.tabs import tabs
from game.client.widgets.toggle import checkbox, checkbox_height, radio_group, segmented, segmented_width

__all__ = [
    "Action",
    "Area",
    "Change",
    "Choice",
    "Column",
    "Look",
    "Node",
    "Panel",
    "Range",
    "Rect",
    "Row",
    "Span",
    "Touch",
    "Ui",
    "UiState",
    "actions",
    "bring_into_view",
    "button",
    "button_height",
    "button_width",
    "card",
    "checkbox",
    "checkbox_height",
    "clock_words",
    "columns",
    "columns_or_tabs",
    "confirm",
    "dialog",
    "divider",
    "dropdown",
    "entered",
    "field",
    "grid",
    "icon_button",
    "isolate",
    "label",
    "list_box",
    "number_words",
    "one_scroll",
    "page",
    "panel",
    "paragraph",
    "pill",
    "pill_size",
    "progress",
    "radio_group",
    "rich_text",
    "rows",
    "scroll",
    "scrolls_as_one",
    "segmented",
    "segmented_width",
    "slider",
    "stat",
    "stat_height",
    "stepper",
    "table",
    "table_fits",
    "table_needs",
    "tabs",
    "text_field",
    "timer",
    "without_column",
]
