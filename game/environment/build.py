"""Making the environment: a virtual environment, the pinned packages, and the stamp when all is done."""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from game.environment.complaints import (
    explain_file_error,
    explain_no_venv,
    explain_not_removable,
    explain_pip_output,
    explain_venv_output,
)
from game.environment.errors import SetupError
from game.environment.lock import locked
from game.environment.pins import Pin
from game.environment.platforms import Platform
from game.environment.progress import PipProgress, say
from game.environment.stamp import STAMP_FILE, find_missing, find_obstacle, write_stamp
from game.model.text import _

_LOG_FILE = "pip.log"
_ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_DRY_RUN")
"""Settings of pip that would put the packages anywhere but into the environment."""


class Plan(NamedTuple):
    """What is to be made: where, with which pins, from which folder of wheels (None: from the package index)."""

    root: Path
    environment: Path
    pins: Sequence[Pin]
    stamp: dict[str, str]
    wheels: Path | None


def build_environment(plan: Plan, platform: Platform) -> None:
    """Make the environment, unless another program made it while this one waited.

    Raises
    ------
    SetupError
        It cannot be made; the sentence says why and what to do.
    """
    try:
        with locked(plan.root, platform, say) as lock:
            obstacle = find_obstacle(plan.environment, plan.stamp, plan.pins, platform)
            if obstacle:
                _build(plan, platform, obstacle, platform.holding(lock))
    except OSError as error:
        raise SetupError(explain_file_error(error, plan.root)) from error


def _build(plan: Plan, platform: Platform, obstacle: str, holding: dict[str, Any]) -> None:
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        raise SetupError(explain_no_venv(platform.remedy_for_no_venv()))
    if plan.wheels is not None and not plan.wheels.is_dir():
        raise SetupError(
            _("--wheels: there is no folder {folder}: name the one that holds the packages.").format(folder=plan.wheels)
        )
    begin = time.monotonic()
    say(_("Making the environment in {folder}, once. {reason}").format(folder=plan.environment, reason=obstacle))
    clear_away(plan.environment)
    _make_venv(plan, holding)
    _install(plan, platform, holding)
    missing = find_missing(plan.environment, plan.pins, platform)
    if missing:
        raise SetupError(
            _(
                "After the installation these are not where they should be: {names}; see {log}, then start again."
            ).format(names=", ".join(missing), log=plan.environment / _LOG_FILE)
        )
    write_stamp(plan.environment, plan.stamp)
    say(_("Ready after {seconds} s.").format(seconds=round(time.monotonic() - begin)))


def clear_away(environment: Path) -> None:
    """Remove what stands in the place of the environment; never what a link there points to.

    Raises
    ------
    SetupError
        It cannot be removed.
    """
    try:
        if environment.is_symlink() or environment.is_file():
            environment.unlink()
        elif environment.exists():
            (environment / STAMP_FILE).unlink(missing_ok=True)  # first, so that half of it never counts as whole
            shutil.rmtree(environment)
    except OSError as error:
        raise SetupError(explain_not_removable(error, environment)) from error


def _make_venv(plan: Plan, holding: dict[str, Any]) -> None:
    command = [sys.executable, "-I", "-X", "utf8", "-m", "venv", str(plan.environment)]
    lines: list[str] = []
    code = _run(command, _variables(None), holding, lines.append)
    if code:
        raise SetupError(explain_venv_output(lines, plan.root))


def _install(plan: Plan, platform: Platform, holding: dict[str, Any]) -> None:
    wanted = plan.environment / "pins.txt"
    wanted.write_text("".join(f"{pin.requirement}\n" for pin in plan.pins), encoding="utf-8")
    log = plan.environment / _LOG_FILE
    progress = PipProgress(len(plan.pins))
    command = pip_command(platform.interpreter(plan.environment), wanted, log, plan.wheels)
    if _run(command, _variables(plan.wheels), holding, progress.take):
        try:  # it says more than what pip prints, for example that nobody answered
            logged = log.read_text(encoding="utf-8", errors="replace")
        except OSError:
            logged = ""
        raise SetupError(explain_pip_output(progress.lines, logged, plan.root, plan.wheels))


def pip_command(interpreter: Path, wanted: Path, log: Path, wheels: Path | None) -> list[str]:
    """Return the call of pip: exactly these, ready-made, into this environment.

    Where they come from is left to pip's own settings, except with a folder of ``wheels``.
    """
    return [
        *(str(interpreter), "-I", "-X", "utf8", "-m", "pip", "install"),
        *("--no-deps", "--only-binary", ":all:", "--no-user", "--no-input"),
        *("--disable-pip-version-check", "--progress-bar", "off", "--log", str(log)),
        *(["--no-index", "--find-links", str(wheels)] if wheels is not None else []),
        *("-r", str(wanted)),
    ]


def _variables(wheels: Path | None) -> dict[str, str]:
    """Return the variables for pip; with a folder of wheels, none of its settings, so that nothing looks elsewhere."""
    variables = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    variables.pop("__PYVENV_LAUNCHER__", None)
    if wheels is not None:
        variables = {name: value for name, value in variables.items() if not name.startswith("PIP_")}
        variables["PIP_CONFIG_FILE"] = os.devnull
    variables["PYTHONUNBUFFERED"] = "1"
    return variables


def _run(
    command: Sequence[str], variables: dict[str, str], holding: dict[str, Any], take: Callable[[str], None]
) -> int:
    """Run a command, giving each line that it prints to ``take``; return its exit code."""
    child = subprocess.Popen(  # noqa: S603 - this Python, or the environment's
        list(command),
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        **holding,
    )
    with child:
        try:
            for line in child.stdout or ():
                take(line.rstrip())
        except BaseException:
            child.kill()
            raise
    return child.returncode
