"""Take the icons in ``assets/icons`` from their package.

Fetch the package and name its folder::

    npm pack lucide-static@1.62.0
    python assets/build/icons.py FOLDER_WITH_THE_PACKAGE

The strokes become white, so that the window can tint them with a colour of the theme.
Only the icons in ``NAMES`` are taken.
"""

import re
import sys
import tarfile
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1]
PACKAGE = "lucide-static-1.62.0.tgz"
NAMES = (
    "activity",
    "anchor",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "award",
    "banknote",
    "book-open",
    "bot",
    "building-2",
    "calendar",
    "chart-column",
    "chart-line",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevron-up",
    "chevrons-up-down",
    "circle",
    "circle-alert",
    "circle-check",
    "circle-question-mark",
    "clock",
    "coins",
    "contrast",
    "copy",
    "dices",
    "door-open",
    "ellipsis",
    "external-link",
    "eye",
    "eye-off",
    "file-text",
    "filter",
    "fish",
    "flag",
    "folder-open",
    "gavel",
    "gem",
    "git-fork",
    "globe",
    "hand",
    "handshake",
    "history",
    "house",
    "info",
    "keyboard",
    "landmark",
    "languages",
    "laptop",
    "layers",
    "leaf",
    "lightbulb",
    "link",
    "list-checks",
    "lock",
    "lock-open",
    "log-out",
    "map",
    "map-pin",
    "maximize",
    "medal",
    "message-square",
    "messages-square",
    "minimize",
    "minus",
    "monitor",
    "moon",
    "network",
    "newspaper",
    "package",
    "paw-print",
    "pause",
    "pencil",
    "plane",
    "play",
    "plus",
    "printer",
    "radar",
    "redo-2",
    "refresh-cw",
    "rotate-ccw",
    "save",
    "scale",
    "scroll-text",
    "search",
    "send",
    "settings",
    "shield",
    "shield-check",
    "ship",
    "skip-back",
    "skip-forward",
    "split",
    "square",
    "star",
    "sun",
    "table",
    "target",
    "timer",
    "trash-2",
    "trees",
    "trending-down",
    "trending-up",
    "triangle-alert",
    "trophy",
    "truck",
    "type",
    "undo-2",
    "unlink",
    "user",
    "user-check",
    "users",
    "volume-2",
    "vote",
    "wallet",
    "x",
)


def white(source: str) -> str:
    """Return the drawing of ``source`` on one line with white strokes."""
    source = re.sub(r"<!--.*?-->", "", source, flags=re.DOTALL)
    source = re.sub(r'\s*class="[^"]*"', "", source)
    source = source.replace("currentColor", "#ffffff")
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", source)).strip() + "\n"


def main() -> None:
    """Write every icon of ``NAMES`` and remove those no longer wanted."""
    folder = ASSETS / "icons"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    with tarfile.open(Path(sys.argv[1]) / PACKAGE) as archive:
        for name in NAMES:
            member = archive.extractfile(f"package/icons/{name}.svg")
            if member is None:
                raise SystemExit(f"{PACKAGE}: has no icon {name}; choose another in NAMES.")
            (folder / f"{name}.svg").write_text(white(member.read().decode()), encoding="utf-8")


if __name__ == "__main__":
    main()
