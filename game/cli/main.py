"""Reads the arguments and hands over to one command; nothing heavy is imported before a command needs it."""

import errno
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from game import __version__
from game.cli.arguments import parser
from game.cli.outcome import FINE, WRONG, UserError, complain, drop_stdout
from game.model.text import _

_INTERRUPTED = 130
_NOWHERE = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EBADF}  # the place of the answer takes no more


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 (fine), 1 (problems in the input) or 2 (wrong use or environment)."""
    _open_streams()
    try:
        options = parser().parse_args(arguments)
    except SystemExit as end:  # argparse has said what is wrong
        return end.code if isinstance(end.code, int) else WRONG
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except UserError as error:
        complain(str(error))
        code = error.code
    except KeyboardInterrupt:
        complain(_("Stopped."))
        return _INTERRUPTED
    except BrokenPipeError:  # as in "... | head": nobody reads any more
        drop_stdout()
        code = FINE
    except OSError as error:
        drop_stdout()  # or Python would try again when it ends, and complain
        if error.errno not in _NOWHERE:
            return _report_defect()
        sentence = _("The answer could not be written ({reason}). Send it to another place.")
        complain(sentence.format(reason=error.strerror))
        code = WRONG
    except Exception:  # noqa: BLE001 - the last guard: our defect, said plainly
        return _report_defect()
    return code


def _open_streams() -> None:
    """Let every sentence be written, wherever the program was started from."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as the program
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character still gets the rest


def _report_defect() -> int:
    """Write the traceback to a file and say where it is."""
    text = f"Corridors {__version__}, Python {sys.version.split()[0]}, {sys.platform}\n\n{traceback.format_exc()}"
    try:
        from platformdirs import user_log_path  # noqa: PLC0415 - only now

        folder = user_log_path("corridors", appauthor=False, ensure_exists=True)
        path = folder / f"crash-{datetime.now(tz=UTC):%Y%m%d-%H%M%S}.txt"
        path.write_text(text.replace(str(Path.home()), "~"), encoding="utf-8")
    except (ImportError, OSError):
        complain(_("This is a defect of Corridors, and no report could be written:") + f"\n{text}")
        return WRONG
    complain(
        _(
            "This is a defect of Corridors, sorry. What was saved is safe. A report without personal data is in "
            "{file}; please send it with what you did."
        ).format(file=path)
    )
    return WRONG
