"""What went wrong in making the environment, as one sentence with the remedy."""

import errno
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from game.model.text import _

_NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NOT_WRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}
_WINDOWS_DISK_FULL = 112
_HARDLY_ANY_SPACE = 4_000_000  # bytes

_SAYS_FULL = re.compile(r"No space left on device|Disk quota exceeded|\[Errno 28\]|\[WinError 112\]", re.IGNORECASE)
_SAYS_CERTIFICATE = re.compile(r"CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError|certificate verify failed")
_SAYS_NO_NETWORK = re.compile(
    r"Retrying \(|Max retries exceeded|NewConnectionError|Failed to establish|ConnectTimeout|ReadTimeout|timed out"
    r"|Temporary failure in name resolution|Name or service not known|getaddrinfo failed|ProxyError"
    r"|Connection (?:refused|reset|aborted|broken)|Network is unreachable|ConnectionError",
    re.IGNORECASE,
)
_SAYS_NOT_FOUND = re.compile(r"No matching distribution found for ([^\s(]+)")
_SAYS_NOT_ALLOWED = re.compile(
    r"\[Errno 13\]|\[Errno 30\]|Permission denied|\[WinError 5\]|\[WinError 32\]|Read-only file"
)


def explain_file_error(error: OSError, root: Path) -> str:
    """Say what a file operation in the project's folder ran into."""
    if error.errno in _NO_SPACE or getattr(error, "winerror", None) == _WINDOWS_DISK_FULL:
        return _sentence_disk_full(root)
    if error.errno in _NOT_WRITABLE:
        return _sentence_not_writable(root)
    return _(
        "The environment cannot be made in {folder} ({cause}): copy Corridors to another folder and start again there."
    ).format(folder=root, cause=error.strerror or error)


def explain_no_venv(remedy: str) -> str:
    """Say that this Python cannot make environments."""
    if remedy:
        return _(
            "This Python ({python}) comes without the modules venv and ensurepip, which make the environment: "
            "install them (on Debian and Ubuntu: {command}), then start again."
        ).format(python=sys.executable, command=remedy)
    return _(
        "This Python ({python}) comes without the modules venv and ensurepip, which make the environment: "
        "install a complete Python 3.11 to 3.14, then start again."
    ).format(python=sys.executable)


def explain_not_removable(error: OSError, environment: Path) -> str:
    """Say that an old environment stands in the way."""
    return _(
        "The old environment {folder} cannot be removed ({cause}): close the programs that use it, "
        "delete the folder, and start again."
    ).format(folder=environment, cause=error.strerror or error)


def explain_venv_output(lines: Sequence[str], root: Path) -> str:
    """Say why ``python -m venv`` failed, from what it printed."""
    text = "\n".join(lines)
    if _is_disk_full(text, root):
        return _sentence_disk_full(root)
    if _SAYS_NOT_ALLOWED.search(text):
        return _sentence_not_writable(root)
    return _(
        "This Python ({python}) cannot make an environment ({cause}): "
        "start again with another Python 3.11 to 3.14, or from another folder."
    ).format(python=sys.executable, cause=_last_line(lines))


def explain_pip_output(lines: Sequence[str], logged: str, root: Path, wheels: Path | None) -> str:
    """Say why pip failed, from the lines that it printed and its log."""
    text = "\n".join([*lines, logged])
    missing = _SAYS_NOT_FOUND.search(text)
    if _is_disk_full(text, root):
        return _sentence_disk_full(root)
    if wheels is not None and missing:
        return _(
            "The folder {folder} has no {package} for Python {version} on this machine: "
            "fill it on one of the same kind that is connected, with: "
            "python -m pip download --no-deps --only-binary :all: -r requirements.txt -d wheels"
        ).format(folder=wheels, package=missing[1], version=_version())
    if _SAYS_CERTIFICATE.search(text):
        return _(
            "The network's certificate is not trusted, so that nothing was downloaded: ask the people who run the "
            "network for their certificate and name it to pip (pip config set global.cert FILE), or bring the packages "
            "in a folder and start with --wheels DIR."
        )
    if _SAYS_NO_NETWORK.search(text):
        return _(
            "There is no connection to the package index, and the first start needs one: "
            "connect this machine and start again, or bring the packages in a folder and start with --wheels DIR."
        )
    if missing:
        return _(
            "The package index in use has no ready-made {package} for Python {version} on this machine: "
            "start again with another Python 3.11 to 3.14, "
            "or bring the packages in a folder and start with --wheels DIR."
        ).format(package=missing[1], version=_version())
    if _SAYS_NOT_ALLOWED.search(text):
        return _sentence_not_writable(root)
    return _("The packages could not be installed ({cause}): see {log}, then start again.").format(
        cause=_last_line(lines), log=root / ".venv" / "pip.log"
    )


def _version() -> str:
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def _last_line(lines: Sequence[str]) -> str:
    """Return the last line that says it is an error, or else the last line."""
    spoken = [line.strip() for line in lines if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in spoken if line.startswith("ERROR:")]
    return (errors or spoken or [_("it says nothing")])[-1].rstrip(".")


def _sentence_disk_full(root: Path) -> str:
    return _("The disk that holds {folder} is full: free about 300 MB and start again.").format(folder=root)


def _sentence_not_writable(root: Path) -> str:
    return _(
        "The folder {folder} cannot be written to, and the first start makes its environment (.venv) there: "
        "copy Corridors to a folder of your own, such as your home folder, and start again there."
    ).format(folder=root)


def _is_disk_full(text: str, root: Path) -> bool:
    """Say whether the disk is full; a child that ran into it does not always say so."""
    return bool(_SAYS_FULL.search(text)) or shutil.disk_usage(root).free < _HARDLY_ANY_SPACE
