"""Build the fonts in ``assets/fonts`` from their packages.

Run it in an environment of its own, after fetching the packages into a folder::

    npm pack @expo-google-fonts/inter@0.4.2
    npm pack @expo-google-fonts/noto-sans-arabic@0.4.3
    npm pack @expo-google-fonts/noto-sans-sc@0.4.3
    pip install fonttools==4.68.0
    python assets/build/fonts.py FOLDER_WITH_THE_PACKAGES

Each font is cut down to the characters of the six languages; tabular figures take the place of the proportional ones,
since the text engine of the window cannot switch features on; hinting is dropped, since text is drawn with grey levels.
"""

import io
import json
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ASSETS = Path(__file__).resolve().parents[1]
FIGURES = "0123456789+−±"
STAMP = 3_800_000_000  # a fixed date inside the fonts, so that a rebuild is byte for byte the same

LATIN = (
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x2B0, 0x2FF),
    (0x300, 0x36F),
    (0x370, 0x3FF),
    (0x400, 0x52F),
    (0x1E00, 0x1EFF),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20C0),
    (0x2100, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2610, 0x2718),
)
ARABIC = ((0x20, 0x20), (0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC), (0x200C, 0x200F))
CHINESE = ((0x20, 0x20), (0x3000, 0x30FF), (0xFF00, 0xFFEF))


@dataclass(frozen=True)
class Source:
    """One font: where it comes from and what is kept of it."""

    package: str
    member: str
    target: str
    ranges: tuple[tuple[int, int], ...]
    features: tuple[str, ...]
    gb2312: bool = False


def _sources() -> Iterable[Source]:
    for weight, name in (("400Regular", "Regular"), ("600SemiBold", "SemiBold")):
        yield Source(
            "expo-google-fonts-inter-0.4.2.tgz",
            f"package/{weight}/Inter_{weight}.ttf",
            f"latin-{name}.ttf",
            LATIN,
            ("kern", "mark", "mkmk", "ccmp", "locl"),
        )
        yield Source(
            "expo-google-fonts-noto-sans-arabic-0.4.3.tgz",
            f"package/{weight}/NotoSansArabic_{weight}.ttf",
            f"arabic-{name}.ttf",
            ARABIC,
            (
                "kern",
                "mark",
                "mkmk",
                "ccmp",
                "locl",
                "init",
                "medi",
                "fina",
                "isol",
                "liga",
                "rlig",
                "calt",
                "curs",
                "rtlm",
            ),
        )
        yield Source(
            "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
            f"package/{weight}/NotoSansSC_{weight}.ttf",
            f"chinese-{name}.ttf",
            CHINESE,
            ("kern", "ccmp", "locl"),
            gb2312=True,
        )


def _gb2312() -> set[int]:
    kept = set()
    for first in range(0xA1, 0xF8):
        for second in range(0xA1, 0xFF):
            try:
                kept.add(ord(bytes((first, second)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return kept


def _freeze_figures(font: TTFont) -> None:
    """Let the characters of ``FIGURES`` use the glyphs of the feature ``tnum``."""
    table = font["GSUB"].table
    swaps: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(getattr(part, "ExtSubTable", part), "mapping", {}))
    for cmap in font["cmap"].tables:
        for character in FIGURES:
            glyph = cmap.cmap.get(ord(character)) if hasattr(cmap, "cmap") else None
            if glyph in swaps:
                cmap.cmap[ord(character)] = swaps[glyph]


def build(source: Source, packages: Path) -> list[tuple[int, int]]:
    """Write one font and return the ranges of characters it covers."""
    with tarfile.open(packages / source.package) as archive:
        member = archive.extractfile(source.member)
        if member is None:
            raise SystemExit(
                f"{source.package}: has no {source.member}; fetch the version named at the top of this script."
            )
        font = TTFont(io.BytesIO(member.read()), recalcTimestamp=False)
    wanted = {code for low, high in source.ranges for code in range(low, high + 1)}
    if source.gb2312:
        wanted |= {code for code in _gb2312() if code >= 0x2E80}
    if "GSUB" in font and source.target.startswith("latin"):
        _freeze_figures(font)
    options = Options()
    options.layout_features = list(source.features)
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font["head"].modified = STAMP
    font.save(ASSETS / "fonts" / source.target)
    covered = sorted(font.getBestCmap())
    ranges: list[tuple[int, int]] = []
    for code in covered:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


def main() -> None:
    """Rebuild every font and the table of what each covers."""
    packages = Path(sys.argv[1])
    (ASSETS / "fonts").mkdir(exist_ok=True)
    coverage: dict[str, list[tuple[int, int]]] = {}
    for source in _sources():
        ranges = build(source, packages)
        coverage[source.target.partition("-")[0]] = ranges
    table = json.dumps(coverage, separators=(",", ":"))
    (ASSETS / "fonts" / "coverage.json").write_text(table + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
