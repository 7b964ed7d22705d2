"""Each failure is one sentence that names its cause and the remedy."""

import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from game.environment.complaints import (
    explain_file_error,
    explain_no_venv,
    explain_not_removable,
    explain_pip_output,
    explain_venv_output,
)
from game.environment.progress import PipProgress

NOT_FOUND = (
    "ERROR: Could not find a version that satisfies the requirement numpy==2.4.6 (from versions: none)\n"
    "ERROR: No matching distribution found for numpy==2.4.6"
)
RETRYING = (
    "WARNING: Retrying (Retry(total=4, connect=None, read=None)) after connection broken by "
    "'NewConnectionError(...): Failed to establish a new connection: [Errno 111] Connection refused')': /simple/numpy/"
)
CERTIFICATE = (
    "WARNING: Retrying (Retry(total=4)) after connection broken by 'SSLError(SSLCertVerificationError(1, "
    "'[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain'))'"
)
LOGGED = "Could not fetch URL https://mirror.invalid/simple/numpy/: connection error: Max retries exceeded - skipping"


@pytest.mark.parametrize(
    ("printed", "logged", "wheels", "words"),
    [
        (f"{RETRYING}\n{NOT_FOUND}", "", None, ["no connection", "connect this machine", "--wheels DIR"]),
        (NOT_FOUND, LOGGED, None, ["no connection"]),
        (f"{CERTIFICATE}\n{NOT_FOUND}", "", None, ["certificate", "global.cert", "--wheels DIR"]),
        (NOT_FOUND, "", None, ["no ready-made numpy==2.4.6", "another Python 3.11 to 3.14"]),
        (NOT_FOUND, "", Path("my wheels"), ["my wheels", "numpy==2.4.6", "pip download"]),
        ("ERROR: [Errno 28] No space left on device", "", None, ["is full", "free about"]),
        ("ERROR: [Errno 13] Permission denied: 'x'", "", None, ["cannot be written to", "copy Corridors"]),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES.\n\n", "", None, ["DO NOT MATCH", "pip.log", "start again"]),
        ("", "", None, ["it says nothing", "pip.log"]),
    ],
)
def test_pip(printed: str, logged: str, wheels: Path | None, words: list[str], tmp_path: Path) -> None:
    sentence = explain_pip_output(printed.splitlines(), logged, tmp_path, wheels)
    assert "\n" not in sentence
    for word in words:
        assert word in sentence


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "is full"),
        (errno.EACCES, "cannot be written to"),
        (errno.EROFS, "cannot be written to"),
        (errno.ENAMETOOLONG, "copy Corridors to another folder"),
    ],
)
def test_files(number: int, words: str, tmp_path: Path) -> None:
    sentence = explain_file_error(OSError(number, "because"), tmp_path)
    assert words in sentence
    assert str(tmp_path) in sentence


def test_venv_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    colon = ["Error: Refusing to create a venv in /a:b/.venv because it contains the PATH separator :."]
    assert "Refusing to create" in explain_venv_output(colon, tmp_path)
    assert "cannot be written to" in explain_venv_output(["Error: [Errno 13] Permission denied: '.venv'"], tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    silent = ["Error: Command '[...]' returned non-zero exit status 1."]
    assert "is full" in explain_venv_output(silent, tmp_path), "a child that ran into it does not say so"


def test_modules_that_are_missing_and_folders_in_use(tmp_path: Path) -> None:
    assert "sudo apt install x" in explain_no_venv("sudo apt install x")
    assert "apt" not in explain_no_venv("")
    sentence = explain_not_removable(PermissionError(errno.EACCES, "in use"), tmp_path)
    assert "close the programs" in sentence


def test_progress_counts_packages_from_an_index_and_from_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    progress = PipProgress(3)
    for line in (
        "Collecting numpy==2.4.6 (from -r pins.txt (line 1))",
        "  Downloading numpy-2.4.6-cp311-cp311-win_amd64.whl (12.3 MB)",
        r"Processing c:\a folder\pygame_ce-2.5.8-cp311-cp311-win_amd64.whl (from -r pins.txt (line 2))",
        "Processing ./wheels/rich-15.0.0-py3-none-any.whl",
        RETRYING,
        RETRYING,
        "Installing collected packages: numpy, rich",
    ):
        progress.take(line)
    shown = capsys.readouterr().err.splitlines()
    assert [line.removeprefix("Corridors: ") for line in shown[:3]] == [
        "package 1 of 3: numpy 2.4.6",
        "package 2 of 3: pygame_ce 2.5.8",
        "package 3 of 3: rich 15.0.0",
    ]
    assert len(shown) == 5
    assert len(progress.lines) == 7
