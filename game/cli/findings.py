"""How findings are written: plain, or with colours where somebody looks at a terminal."""

import sys
from collections.abc import Iterable

from game.cli.outcome import plain, say, shortened
from game.model.text import _, ngettext
from game.scenario.codes import Severity
from game.scenario.diagnostic import Diagnostic, as_text, in_order

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.HINT: "cyan"}


def say_findings(findings: Iterable[Diagnostic]) -> None:
    """Write findings to stdout."""
    found = in_order(findings)
    if not found:
        return
    if not sys.stdout.isatty():
        say(shortened(as_text(found)))
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False, markup=False, soft_wrap=True)
    for number, finding in enumerate(found):
        rows = plain(shortened(str(finding))).split("\n")
        head = Text(rows[0])
        style = _STYLES[finding.severity]
        start = rows[0].find(f"  {finding.code}  ")
        head.stylize("bold", 0, max(start, 0))
        head.stylize(style, start + 2, start + 2 + len(finding.code))
        console.print(head) if not number else console.print(Text("\n").append_text(head))
        for row in rows[1:]:
            line = Text(row, style="dim" if " | " in row and "^" not in row else "")
            if row.lstrip().startswith("|") and "^" in row:
                line.stylize(style, row.index("^"), row.rindex("^") + 1)
            console.print(line)


def summary(files: int, found: Iterable[Diagnostic]) -> str:
    """Say how many files were checked and what was found."""
    counts = dict.fromkeys(("error", "warning", "hint"), 0)
    for item in found:
        counts[item.severity.value] += 1
    head = ngettext("{number} file checked", "{number} files checked", files).format(number=files)
    parts = [
        ngettext("{number} error", "{number} errors", counts["error"]).format(number=counts["error"]),
        ngettext("{number} warning", "{number} warnings", counts["warning"]).format(number=counts["warning"]),
        ngettext("{number} hint", "{number} hints", counts["hint"]).format(number=counts["hint"]),
    ]
    return _("{files}: {errors}, {warnings}, {hints}.").format(
        files=head, errors=parts[0], warnings=parts[1], hints=parts[2]
    )
