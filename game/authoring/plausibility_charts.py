"""Figures of the model's pages as SVG, drawn without a window and without a drawing library."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from game.simulation.arrays import Floats

INK, QUIET, RULE, STRONG, OTHER = "#1c2530", "#5d6b7a", "#d5dce3", "#0b5c8a", "#b4530a"
_FONT = "font-family='Inter, Helvetica, Arial, sans-serif'"


@dataclass
class Picture:
    """An SVG in the making; coordinates in pixels from the upper left corner."""

    width: float
    height: float
    title: str
    description: str
    parts: list[str] = field(default_factory=list)

    def text(
        self, x: float, y: float, words: str, *, size: float = 12, colour: str = INK, anchor: str = "start"
    ) -> None:
        """Write words; ``y`` is the baseline."""
        look = f"font-size='{size:g}' fill='{colour}' text-anchor='{anchor}'"
        self.parts.append(f"<text x='{x:.1f}' y='{y:.1f}' {look}>{escape(words)}</text>")

    def line(self, points: Iterable[tuple[float, float]], colour: str, width: float = 1.5, dash: str = "") -> None:
        """Draw a line through points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = f" stroke-dasharray='{dash}'" if dash else ""
        self.parts.append(f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{width:g}'{dashes}/>")

    def bar(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self.parts.append(f"<rect x='{x:.1f}' y='{y:.1f}' width='{width:.1f}' height='{height:.1f}' fill='{colour}'/>")

    def disc(self, x: float, y: float, radius: float, colour: str, *, hollow: bool = False) -> None:
        """Draw a disc, or a ring."""
        look = f"fill='none' stroke='{colour}' stroke-width='2'" if hollow else f"fill='{colour}'"
        self.parts.append(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{radius:.1f}' {look}/>")

    def svg(self) -> str:
        """Return the file's text."""
        head = (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {self.width:g} {self.height:g}' "
            f"width='{self.width:g}' height='{self.height:g}' role='img' aria-label={quoteattr(self.title)} {_FONT}>"
        )
        words = f"<title>{escape(self.title)}</title><desc>{escape(self.description)}</desc>"
        ground = f"<rect width='{self.width:g}' height='{self.height:g}' fill='#ffffff'/>"
        return "\n".join([head, words, ground, *self.parts, "</svg>"]) + "\n"


@dataclass(frozen=True, slots=True, eq=False)
class PacePanel:
    """One measure's courses [turn]: strong, weak, and strong for some turns only; ``digits`` after the point."""

    name: str
    strong: Floats
    weak: Floats
    ended: Floats
    digits: int


def pace_chart(panels: Sequence[PacePanel], stop: int, title: str, description: str) -> str:
    """Draw small multiples, each with its own scale, the value at the end written beside it."""
    columns, wide, high, left, top = 4, 220, 150, 24, 76
    rows = -(-len(panels) // columns)
    picture = Picture(columns * wide + 2 * left, top + rows * high + 16, title, description)
    picture.text(left, 28, title, size=16)
    for x, colour, dash, words in (
        (left, STRONG, "", f"strong, for {len(panels[0].strong)} turns"),
        (left + 220, STRONG, "4 3", f"strong, for {stop} turns"),
        (left + 440, QUIET, "", f"weak, for {len(panels[0].strong)} turns"),
    ):
        picture.line([(x, 48), (x + 28, 48)], colour, 2 if colour == STRONG else 1.2, dash)
        picture.text(x + 34, 52, words, colour=QUIET)
    for number, panel in enumerate(panels):
        x, y = left + number % columns * wide, top + number // columns * high
        _pace_panel(picture, panel, stop, (x, y, wide - 24, high - 44))
    return picture.svg()


def _pace_panel(picture: Picture, panel: PacePanel, stop: int, box: tuple[float, float, float, float]) -> None:
    """Draw one panel; zero is a rule, worse is up for crime and down for herds as the numbers are."""
    x, y, wide, high = box
    every = [0.0, *panel.strong, *panel.weak, *panel.ended]
    low, span = min(every), max(max(every) - min(every), 1e-9)
    turns = len(panel.strong)

    def place(turn: int, value: float) -> tuple[float, float]:
        """Return where a value of a turn is drawn."""
        return x + wide * 0.8 * turn / turns, y + 22 + (high - 22) * (1 - (value - low) / span)

    picture.text(x, y + 10, panel.name, size=12)
    picture.line([place(0, 0.0), place(turns, 0.0)], RULE, 1)
    picture.line([(place(stop, 0)[0], y + 22), (place(stop, 0)[0], y + high)], RULE, 1, "2 3")
    for course, colour, width, dash in (
        (panel.weak, QUIET, 1.2, ""),
        (panel.ended, STRONG, 2.0, "4 3"),
        (panel.strong, STRONG, 2.0, ""),
    ):
        picture.line(
            [place(0, 0.0), *(place(turn + 1, float(value)) for turn, value in enumerate(course))], colour, width, dash
        )
    end = place(turns, float(panel.strong[-1]))
    words = f"{panel.strong[-1]:+,.{panel.digits}f}".replace("-", "−")
    picture.text(end[0] + 4, min(max(end[1] + 4, y + 26), y + high), words, size=11)


def reach_chart(rows: Sequence[tuple[str, Floats]], columns: Sequence[str], title: str, description: str) -> str:
    """Draw a disc for each measure and jurisdiction: area by size, full is better, a ring is worse."""
    left, top, step, high = 430, 96, 46, 34
    picture = Picture(left + len(columns) * step + 24, top + len(rows) * high + 24, title, description)
    picture.text(24, 28, title, size=16)
    picture.disc(36, 52, 7, STRONG)
    picture.text(50, 56, "less crime", colour=QUIET)
    picture.disc(150, 52, 7, OTHER, hollow=True)
    picture.text(164, 56, "more crime", colour=QUIET)
    for place, name in enumerate(columns):
        picture.text(left + place * step, top - 16, name, size=11, colour=QUIET, anchor="middle")
    largest = max((abs(float(value)) for _, values in rows for value in values), default=1.0) or 1.0
    for row, (name, values) in enumerate(rows):
        y = top + row * high + 8
        picture.text(24, y + 4, name)
        for place, value in enumerate(values):
            radius = 15 * (abs(float(value)) / largest) ** 0.5
            if radius >= 1.0:
                worse = value > 0
                picture.disc(left + place * step, y, radius, OTHER if worse else STRONG, hollow=worse)
    return picture.svg()


def bars_chart(rows: Sequence[tuple[str, float]], title: str, description: str) -> str:
    """Draw one bar for each row with its percentage; an empty name makes a gap."""
    left, top, high, wide = 360, 56, 24, 420
    picture = Picture(left + wide + 80, top + len(rows) * high + 16, title, description)
    picture.text(24, 28, title, size=16)
    largest = max(value for _, value in rows)
    for row, (name, value) in enumerate(rows):
        y = top + row * high
        if not name:
            continue
        picture.text(left - 10, y + 14, name, anchor="end")
        picture.bar(left, y + 2, wide * value / largest, high - 8, STRONG)
        picture.text(left + wide * value / largest + 6, y + 14, f"{value * 100:.1f} %", colour=QUIET)
    return picture.svg()


@dataclass(frozen=True, slots=True)
class TornadoPanel:
    """One index: rows of (parameter, change at the low end, change at the high end)."""

    name: str
    rows: tuple[tuple[str, float, float], ...]
    digits: int


def tornado_chart(panels: Sequence[TornadoPanel], title: str, description: str) -> str:
    """Draw a tornado for each index, two side by side."""
    wide, high, top = 560, 20, 92
    tall = max(len(panel.rows) for panel in panels) * high + 64
    rows = -(-len(panels) // 2)
    picture = Picture(2 * wide + 24, top + rows * tall, title, description)
    picture.text(24, 28, title, size=16)
    picture.bar(24, 44, 20, 10, OTHER)
    picture.text(50, 54, "parameter at the low end of its range", colour=QUIET)
    picture.bar(324, 44, 20, 10, STRONG)
    picture.text(350, 54, "at the high end", colour=QUIET)
    for number, panel in enumerate(panels):
        _tornado_panel(picture, panel, (24 + number % 2 * wide, top + number // 2 * tall), wide - 24)
    return picture.svg()


def _tornado_panel(picture: Picture, panel: TornadoPanel, corner: tuple[float, float], wide: float) -> None:
    x, y = corner
    picture.text(x, y, panel.name, size=13)
    largest = max((max(abs(low), abs(high)) for _, low, high in panel.rows), default=1.0) or 1.0
    middle, half = x + wide * 0.68, wide * 0.24
    for row, (name, low, high) in enumerate(panel.rows):
        base = y + 14 + row * 20
        picture.text(middle - half - 58, base + 11, name, size=11, anchor="end")
        for value, colour in ((low, OTHER), (high, STRONG)):
            size = half * abs(value) / largest
            picture.bar(middle - size if value < 0 else middle, base + 2, size, 11, colour)
        least, most = sorted((low, high))
        shown = [f"{value:+.{panel.digits}f}".replace("-", "−") for value in (least, most)]
        picture.text(middle - half - 4, base + 11, shown[0], size=10, colour=QUIET, anchor="end")
        picture.text(middle + half + 4, base + 11, shown[1], size=10, colour=QUIET)
    picture.line([(middle, y + 12), (middle, y + 14 + len(panel.rows) * 20)], INK, 1)
