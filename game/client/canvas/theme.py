"""Colours by meaning, sizes of text, spacing; everything that is seen takes them from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Colour = tuple[int, int, int]
ThemeName = Literal["light", "dark", "contrast"]


def _rgb(text: str) -> Colour:
    return int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16)


@dataclass(frozen=True, slots=True)
class TypeStep:
    """One step of the type scale: size and height of a line in design pixels, and whether it is semi-bold."""

    size: float
    line: float
    strong: bool = False


TYPE: dict[str, TypeStep] = {
    "caption": TypeStep(13, 18),
    "caption_strong": TypeStep(13, 18, strong=True),
    "body": TypeStep(15, 22),
    "strong": TypeStep(15, 22, strong=True),
    "heading": TypeStep(17, 24, strong=True),
    "title": TypeStep(22, 30, strong=True),
    "figure": TypeStep(26, 32, strong=True),
    "display": TypeStep(34, 42, strong=True),
    # The wall is read from the last row: at 1080 lines nothing is smaller than 40.
    "wall": TypeStep(40, 54),
    "wall_strong": TypeStep(40, 54, strong=True),
    "wall_title": TypeStep(56, 70, strong=True),
    "wall_display": TypeStep(88, 104, strong=True),
}
"""Steps of the type scale by name."""


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they mean. Text colours hold at least 4.5:1 on every surface they are used on."""

    ground: Colour
    card: Colour
    card_border: Colour
    raised: Colour  # popups, tooltips' light sisters, dialogs
    sunken: Colour  # heads of tables, fields, tracks of segmented choices
    control_border: Colour  # outline of what can be operated, 3:1 on card
    divider: Colour
    text: Colour
    text_muted: Colour
    text_disabled: Colour
    accent: Colour
    accent_hover: Colour
    accent_soft: Colour  # chosen rows, hovered quiet buttons
    on_accent: Colour
    focus: Colour
    track: Colour
    worse: Colour
    better: Colour
    warning: Colour
    danger: Colour
    on_danger: Colour
    warning_soft: Colour
    tip: Colour
    on_tip: Colour
    scrim: tuple[int, int, int, int]
    shadow: tuple[int, int, int, int]
    # charts and map
    grid: Colour
    band: Colour  # second world: outer band
    band_strong: Colour
    band_alone: Colour  # first world: outer band
    line: Colour  # second world
    line_alone: Colour  # first world
    water: Colour
    land: Colour
    land_border: Colour
    flow: Colour
    ramp: tuple[Colour, ...]  # low to high, one hue, told apart by lightness
    series: tuple[Colour, ...]  # after Okabe and Ito, told apart with colour-blindness


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of colours with the measures of things, in design pixels."""

    name: ThemeName
    colours: Colours
    dark: bool
    radius: float = 8
    card_radius: float = 10
    border: float = 1
    focus_width: float = 3
    shadows: bool = True
    least_contrast: float = 4.5


LIGHT = Theme(
    "light",
    Colours(
        ground=_rgb("edf1f6"),
        card=_rgb("ffffff"),
        card_border=_rgb("d6dee8"),
        raised=_rgb("ffffff"),
        sunken=_rgb("e9eff6"),
        control_border=_rgb("7c8899"),
        divider=_rgb("d9e0e8"),
        text=_rgb("141b26"),
        text_muted=_rgb("545f6e"),
        text_disabled=_rgb("7f8a98"),
        accent=_rgb("0b64af"),
        accent_hover=_rgb("095592"),
        accent_soft=_rgb("e3eefa"),
        on_accent=_rgb("ffffff"),
        focus=_rgb("cc6a08"),
        track=_rgb("c6d0dc"),
        worse=_rgb("a8401c"),
        better=_rgb("0a6a6b"),
        warning=_rgb("8a5300"),
        danger=_rgb("b3261e"),
        on_danger=_rgb("ffffff"),
        warning_soft=_rgb("fdf0d9"),
        tip=_rgb("1d2735"),
        on_tip=_rgb("f5f8fb"),
        scrim=(16, 24, 36, 128),
        shadow=(20, 36, 60, 34),
        grid=_rgb("dbe2ea"),
        band=_rgb("cfe1f3"),
        band_strong=_rgb("a6c8e8"),
        band_alone=_rgb("dfe3e8"),
        line=_rgb("0b64af"),
        line_alone=_rgb("545f6e"),
        water=_rgb("edf1f6"),
        land=_rgb("dde3ea"),
        land_border=_rgb("ffffff"),
        flow=_rgb("cc6a08"),
        ramp=tuple(map(_rgb, ("dbe9f6", "b3d0eb", "7fb0dc", "4689c4", "1a5f9e", "0b3f70"))),
        series=tuple(map(_rgb, ("0b64af", "b85c00", "00785c", "a3467f", "5b6675", "8a6d00", "3a7fb5", "9c3d2e"))),
    ),
    dark=False,
)

DARK = Theme(
    "dark",
    Colours(
        ground=_rgb("0f161e"),
        card=_rgb("19222d"),
        card_border=_rgb("2b3746"),
        raised=_rgb("202b38"),
        sunken=_rgb("121a23"),
        control_border=_rgb("718196"),
        divider=_rgb("2b3746"),
        text=_rgb("eef3f8"),
        text_muted=_rgb("a9b6c5"),
        text_disabled=_rgb("748396"),
        accent=_rgb("4da3ea"),
        accent_hover=_rgb("6fb6f0"),
        accent_soft=_rgb("1a344b"),
        on_accent=_rgb("071421"),
        focus=_rgb("ffb454"),
        track=_rgb("3d4a5a"),
        worse=_rgb("ff9d73"),
        better=_rgb("4fd0c0"),
        warning=_rgb("f2b84b"),
        danger=_rgb("ff8a80"),
        on_danger=_rgb("2b0704"),
        warning_soft=_rgb("3a2f18"),
        tip=_rgb("e8eef5"),
        on_tip=_rgb("131b25"),
        scrim=(2, 5, 10, 165),
        shadow=(0, 0, 0, 90),
        grid=_rgb("2b3746"),
        band=_rgb("20384f"),
        band_strong=_rgb("2d5578"),
        band_alone=_rgb("2a323d"),
        line=_rgb("4da3ea"),
        line_alone=_rgb("a9b6c5"),
        water=_rgb("0f161e"),
        land=_rgb("2a3644"),
        land_border=_rgb("0f161e"),
        flow=_rgb("ffb454"),
        ramp=tuple(map(_rgb, ("26394c", "2d4f70", "336a98", "3d86bf", "5fa9e0", "a5d2f5"))),
        series=tuple(map(_rgb, ("4da3ea", "f0a44b", "3ec9a7", "e58fc4", "a9b6c5", "e3d35a", "8fc7f2", "f28a78"))),
    ),
    dark=True,
)

CONTRAST = Theme(
    "contrast",
    Colours(
        ground=_rgb("000000"),
        card=_rgb("000000"),
        card_border=_rgb("ffffff"),
        raised=_rgb("000000"),
        sunken=_rgb("141414"),
        control_border=_rgb("ffffff"),
        divider=_rgb("8c8c8c"),
        text=_rgb("ffffff"),
        text_muted=_rgb("e2e2e2"),
        text_disabled=_rgb("a6a6a6"),
        accent=_rgb("7fd4ff"),
        accent_hover=_rgb("b5e6ff"),
        accent_soft=_rgb("082f45"),
        on_accent=_rgb("000000"),
        focus=_rgb("ffe600"),
        track=_rgb("7a7a7a"),
        worse=_rgb("ffb48f"),
        better=_rgb("6ff0dc"),
        warning=_rgb("ffd54a"),
        danger=_rgb("ffaaa3"),
        on_danger=_rgb("000000"),
        warning_soft=_rgb("2a2200"),
        tip=_rgb("ffffff"),
        on_tip=_rgb("000000"),
        scrim=(0, 0, 0, 190),
        shadow=(0, 0, 0, 0),
        grid=_rgb("6b6b6b"),
        band=_rgb("123f58"),
        band_strong=_rgb("1d6a93"),
        band_alone=_rgb("333333"),
        line=_rgb("7fd4ff"),
        line_alone=_rgb("ffffff"),
        water=_rgb("000000"),
        land=_rgb("2e2e2e"),
        land_border=_rgb("b0b0b0"),
        flow=_rgb("ffe600"),
        ramp=tuple(map(_rgb, ("1b2c38", "1f4a66", "236c99", "3595cc", "6cc2ef", "d2efff"))),
        series=tuple(map(_rgb, ("7fd4ff", "ffb454", "6ff0dc", "ff9fd8", "ffffff", "ffe600", "b9a7ff", "ffb48f"))),
    ),
    dark=True,
    border=2,
    focus_width=4,
    shadows=False,
    least_contrast=7.0,
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
"""Every theme by name."""


def luminance(colour: tuple[int, ...]) -> float:
    """Return the relative luminance in [0, 1] of an sRGB colour (WCAG 2.2)."""
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Return the contrast ratio in [1, 21] of two sRGB colours (WCAG 2.2)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Return the colour ``share`` of the way from ``first`` to ``second``."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue
