"""Every control on four pages, to be looked at.

``python -m tests.client.widgets.gallery FOLDER`` writes pictures; ``--window`` in place of the folder opens a window,
in which F2 changes the theme, F3 the size of text and F4 the direction of writing.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pygame

from game.client import widgets as w
from game.client.canvas.theme import THEMES
from game.client.interface.events import merged
from game.client.interface.look import Look
from game.client.interface.ui import Ui

COUNTRIES = (
    "Kenya",
    "Tanzania",
    "Viet Nam",
    "Mozambique",
    "United Republic of Somewhere",
    "Brazil",
    "Switzerland",
    "Panama",
)
CHOICES = tuple(w.Choice(name.lower().replace(" ", "-"), name, "flag") for name in COUNTRIES)
PAGES = (
    w.Choice("controls", "Controls", "settings"),
    w.Choice("tables", "Tables", "table"),
    w.Choice("text", "Text", "book-open"),
    w.Choice("figures", "Figures", "chart-line"),
)
RICH = """# The Corridor Accord
The parties agree to share **at least [40] units** a year, see [article 4](article:4) and the [[UNTOC]] on mutual help.

- Controlled deliveries need the consent of [[transit State|transit States]].
- Assets that were frozen are returned: shares are [agreed by harm](shares), or equally where nothing was agreed.
## Notes
Figures are stylised where no source is named: 12 345 t, −7 %, 1.5 °C."""


@dataclass
class Gallery:
    """A screen with everything."""

    page: str = "controls"
    values: dict[str, float] = field(default_factory=lambda: {"patrols": 12, "labs": 5, "banks": 0, "teams": 2})
    flags: dict[str, bool] = field(default_factory=lambda: {"public": True, "secret": False})
    style: str = "private"
    pace: str = "half"
    country: str = "kenya"
    name: str = "Delegation of Kenya"
    pin: str = "1234"
    row: str = "viet-nam"
    asking: bool = False
    pressed: list[str] = field(default_factory=list)

    def build(self, ui: Ui) -> str | None:
        """Say what is on the page."""
        page = ui.area(inset=12, gap=12)
        with w.card(ui, "bar", page.cut_top(ui.px(60)), padding=8) as bar:
            self.page = w.tabs(ui, "pages", bar.rect, "Pages", PAGES, self.page)
        getattr(self, f"_{self.page}")(ui, page)
        if self.asking:
            answer = w.confirm(
                ui,
                "sure",
                "Seal these orders?",
                "Once they are sealed nobody can change them, and you hand over to the next delegation.",
                "Seal",
            )
            if answer is not None:
                self.asking = False
                self.pressed.append("sealed" if answer else "kept")
        return "back" if ui.pressed(pygame.K_ESCAPE) else None

    def _controls(self, ui: Ui, page: w.Area) -> None:
        panels = (
            w.Panel("orders", "Orders", "coins"),
            w.Panel("rules", "Rules", "scale"),
            w.Panel("names", "Names", "users"),
        )
        for key, rect in w.columns_or_tabs(ui, "controls", page.rect, "Panels", panels).items():
            title = next(panel.label for panel in panels if panel.key == key)
            with w.card(ui, key, rect, title) as area, w.scroll(ui, f"{key}/scroll", area.rect) as body:
                getattr(self, f"_{key}")(ui, body)

    def _orders(self, ui: Ui, area: w.Area) -> None:
        spent = sum(self.values[key] for key in ("patrols", "labs", "banks"))
        w.paragraph(ui, area, f"{30 - spent:.0f} of 30 units left", tone="text_muted")
        for key, label, icon in (
            ("patrols", "Patrols on the border", "shield"),
            ("labs", "Forensic laboratories", "search"),
            ("banks", "Bank supervision", "landmark"),
        ):
            reach = w.Range(0, 30, limit=self.values[key] + 30 - spent)
            rect = area.cut_top(ui.px(56))
            self.values[key] = w.slider(ui, key, rect, label, self.values[key], reach, unit="units", icon=icon)
        w.slider(ui, "off", area.cut_top(ui.px(56)), "Not in force yet", 4, w.Range(0, 10), icon="lock", enabled=False)
        rect = area.cut_top(ui.px(44))
        self.values["teams"] = w.stepper(
            ui, "teams", rect, "Teams abroad", self.values["teams"], w.Range(0, 5), icon="users"
        )
        if w.button(ui, "seal", area.cut_top(ui.px(44)), "Seal the orders", kind="primary", icon="send"):
            self.asking = True
        if w.button(ui, "undo", area.cut_top(ui.px(40)), "Undo", icon="undo"):
            ui.toast("The last change was undone.", "undo")
        w.button(ui, "leave", area.cut_top(ui.px(40)), "Leave without saving", kind="danger", icon="log-out")
        w.button(ui, "quiet", area.cut_top(ui.px(40)), "What is this?", kind="quiet", icon="help-circle")
        w.button(ui, "closed", area.cut_top(ui.px(40)), "Not now", icon="lock", enabled=False)

    def _rules(self, ui: Ui, area: w.Area) -> None:
        self.flags["public"] = w.checkbox(
            ui, "public", area.cut_top(ui.px(36)), "Votes are public", self.flags["public"]
        )
        words = "Delegations without people are played by the computer, with a temperament drawn by lot"
        rect = area.cut_top(w.checkbox_height(ui, words, area.rect.w))
        self.flags["secret"] = w.checkbox(ui, "secret", rect, words, self.flags["secret"], hint="Said on the wall")
        w.checkbox(ui, "barred", area.cut_top(ui.px(36)), "Political capital", True, enabled=False)
        w.divider(ui, area)
        styles = (
            w.Choice("paper", "Paper", detail="All write at the same time; the teacher types"),
            w.Choice("private", "Private", detail="One delegation at a time, behind a curtain"),
            w.Choice("open", "Open", detail="Nothing is secret", enabled=True),
        )
        self.style = w.radio_group(ui, "style", area, "Desk style", styles, self.style)
        w.divider(ui, area)
        paces = (w.Choice("half", "Half a year"), w.Choice("year", "A year"))
        rect = w.field(ui, area, "Length of a turn")
        self.pace = w.segmented(ui, "pace", rect, "Length of a turn", paces, self.pace)

    def _names(self, ui: Ui, area: w.Area) -> None:
        rect = w.field(ui, area, "Name")
        self.name = w.text_field(ui, "name", rect, "Name", self.name)
        rect = w.field(ui, area, "PIN, if you want one")
        self.pin = w.text_field(ui, "pin", rect, "PIN", self.pin, secret=True, limit=8, allowed="0123456789")
        w.text_field(ui, "empty", w.field(ui, area, "Search"), "Search", "", placeholder="Name of a jurisdiction")
        rect = w.field(ui, area, "Delegation")
        self.country = w.dropdown(ui, "country", rect, "Delegation", CHOICES, self.country)
        rect = w.field(ui, area, "Barred")
        w.dropdown(ui, "shut", rect, "Barred", CHOICES, "", enabled=False, placeholder="Nobody")
        row = ui.area(area.cut_top(ui.px(40)))
        for icon, label in (("play", "Play"), ("pause", "Pause"), ("skip-forward", "Skip")):
            w.icon_button(ui, f"do.{icon}", row.cut_start(ui.px(40)), icon, label, kind="secondary")
        pills = ui.area(area.cut_top(ui.px(28)))
        pills.cut_start(w.pill(ui, pills.rect, "Sealed", "better", "lock").w)
        w.pill(ui, pills.rect, "Late", "warning", "clock")

    def _tables(self, ui: Ui, page: w.Area) -> None:
        columns = (
            w.Column("Jurisdiction", 1),
            w.Column("Seized (t)", numeric=True),
            w.Column("Change", numeric=True),
            w.Column("Pledge", 1, hint="What the delegation promised"),
        )
        rows = [
            w.Row(
                f"{name.lower().replace(' ', '-')}{turn or ''}",
                (
                    f"{name} {turn or ''}".strip(),
                    f"{3.7 * (len(name) + turn):.1f}",
                    f"{'+' if turn % 2 else '−'}{turn * 7} %",
                    "Forty units a year",
                ),
                (name, 3.7 * (len(name) + turn), turn * (7 if turn % 2 else -7), ""),
                ("", "", "worse" if turn % 2 else "better", ""),
                ("flag",),
            )
            for turn in range(6)
            for name in COUNTRIES
        ]
        panels = (w.Panel("all", "Jurisdictions", "table", 2), w.Panel("list", "Delegations", "users"))
        for key, rect in w.columns_or_tabs(ui, "tables", page.rect, "Panels", panels).items():
            with w.card(ui, key, rect, panels[key == "list"].label) as area:
                if key == "all":
                    self.row = w.table(ui, "table", area.rect, "Jurisdictions", columns, rows, chosen=self.row)
                else:
                    listed = [w.Choice(c.key, c.label, "flag", detail="People · sealed") for c in CHOICES]
                    self.country = w.list_box(ui, "list_box", area.rect, "Delegations", listed, self.country)

    def _text(self, ui: Ui, page: w.Area) -> None:
        panels = (w.Panel("rich", "Dossier", "book-open"), w.Panel("type", "Type", "type"))
        for key, rect in w.columns_or_tabs(ui, "text", page.rect, "Panels", panels).items():
            with (
                w.card(ui, key, rect, panels[key == "type"].label) as area,
                w.scroll(ui, f"{key}/scroll", area.rect) as body,
            ):
                if key == "rich":
                    target = w.rich_text(ui, "rich.words", body, RICH)
                    if target:
                        self.pressed.append(target)
                    continue
                for style in ("caption", "body", "strong", "heading", "title", "figure", "display"):
                    w.paragraph(ui, body, f"{style}: 1,234.5 units, worse ▲", style)
                w.paragraph(ui, body, "Незаконный оборот: 1 234 кг (−7 %)")
                w.paragraph(ui, body, "打击跨国有组织犯罪公约，第 12 条：“没收”。")
                w.paragraph(ui, body, f"مكافحة الجريمة المنظمة (UNTOC) بمبلغ {w.isolate('40 units')} في 2027")

    def _figures(self, ui: Ui, page: w.Area) -> None:
        with (
            w.card(ui, "figures", page.rect, "Indices", "activity") as area,
            w.scroll(ui, "figures/scroll", area.rect) as body,
        ):
            changes = (
                ("Ivory trafficked", "12.4", "t a year", w.Change("+1.8", 1, "worse")),
                ("Elephants", "415 000", "head", w.Change("−2 100", -1, "worse")),
                ("Laundered money", "1.9", "bn USD", w.Change("−0.3", -1, "better")),
                ("Trust", "61", "of 100", w.Change("no change")),
            )
            cells = w.grid(ui, body, len(changes), 190, ui.px(84))
            for number, (cell, (label, value, unit, change)) in enumerate(zip(cells, changes, strict=True)):
                w.stat(ui, f"stat{number}", cell, label, value, unit, change)
            w.progress(ui, "progress", body.cut_top(ui.px(44)), "Joint project: radar chain", 0.62, "62 of 100 units")
            for left, running in ((272.4, True), (41, False), (7.5, True)):
                w.timer(ui, f"timer{left}", body.cut_top(ui.px(44)), "left to talk", left, 300, running=running)


def render(theme: str, scale: float, size: tuple[int, int], page: str, language: str = "en", focus: str = "") -> Ui:
    """Return a gallery drawn on a surface of its own."""
    gallery = Gallery(page=page)
    ui = Ui(pygame.Surface(size), Look(THEMES[theme], scale, language=language, motion=False), clock=lambda: 100.0)
    ui.audit = True
    ui.draw(gallery.build)
    if focus:
        ui.focus_on(focus)
    if page == "dialog":
        gallery.asking = True
    ui.draw(gallery.build)
    return ui


def window() -> None:
    """Show the gallery until its window is closed, saying on standard output what is done in it."""
    pygame.display.init()
    pygame.font.init()
    frame = pygame.Window("Gallery", (1280, 720), resizable=True)
    pygame.key.set_repeat(400, 40)
    pygame.key.start_text_input()
    gallery, clock = Gallery(), pygame.time.Clock()
    ui = Ui(frame.get_surface())
    themes, scales, languages = list(THEMES), [1.0, 1.5, 2.0], ["en", "ar"]
    while True:
        for event in merged(pygame.event.get()):
            if event.type == pygame.QUIT:
                return
            if event.type == pygame.WINDOWRESIZED:
                ui.surface = frame.get_surface()
                ui.redraw()
            if event.type == pygame.KEYDOWN and event.key in {pygame.K_F2, pygame.K_F3, pygame.K_F4}:
                for key, turned in ((pygame.K_F2, themes), (pygame.K_F3, scales), (pygame.K_F4, languages)):
                    if event.key == key:
                        turned.append(turned.pop(0))  # type: ignore[attr-defined]
                ui.look = Look(THEMES[themes[0]], scales[0], language=languages[0])
                ui.redraw()
            ui.handle(event, gallery.build)
        if ui.due():
            ui.draw(gallery.build)
            frame.flip()
            sys.stdout.write(f"{gallery}\n")
            sys.stdout.flush()
        clock.tick(60)


def main() -> None:
    """Write every page in every theme and a few sizes."""
    if sys.argv[1] == "--window":
        window()
        return
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.display.init()
    pygame.font.init()
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for theme in THEMES:
        for percent in (100, 150, 200):
            for size in ((1280, 720), (1366, 768), (1920, 1080)):
                for page in PAGES:
                    ui = render(theme, percent / 100, size, page.key)
                    for problem in ui.problems:
                        sys.stdout.write(f"{theme} {percent} {size} {page.key}: {problem}\n")
                    pygame.image.save(ui.surface, folder / f"{page.key}-{theme}-{percent}-{size[0]}.png")


if __name__ == "__main__":
    main()
