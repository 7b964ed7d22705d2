"""Texts of a meeting kept as pages that any browser shows and prints."""

import re
from html import escape
from pathlib import Path

from platformdirs import user_documents_path

_STYLE = (
    "body{max-width:42rem;margin:3rem auto;padding:0 1rem;font:1rem/1.5 Georgia,serif}"
    "h1{font-size:1.4rem}header p{margin:0}li{margin:.6rem 0}"
)


def papers_folder() -> Path:
    """Return the folder in which texts are kept; it is made when one is."""
    return user_documents_path() / "Corridors"


def save_paper(scenario: str, symbol: str, title: str, article: str, folder: Path | None = None) -> Path:
    """Write an HTML article as a whole page and return where; a name that is taken gets a number. Raises OSError."""
    folder = folder or papers_folder()
    folder.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^A-Za-z0-9_.-]+", "_", f"{scenario}-{symbol}")[:80]
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{article}</body>\n</html>\n"
    )
    number = 1
    while True:
        path = folder / (f"{stem}.html" if number == 1 else f"{stem}-{number}.html")
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(page)
        except FileExistsError:
            number += 1
            continue
        return path
