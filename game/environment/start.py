"""From ``python main.py`` with any Python to the game inside its environment."""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from game.environment.errors import SetupError
from game.environment.pins import pins_to_install
from game.environment.platforms import Platform, this_platform
from game.environment.stamp import expected_stamp, find_obstacle
from game.model.text import _

ENVIRONMENT_FOLDER = ".venv"
WHEELS_VARIABLE = "CORRIDORS_WHEELS"
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
"""Variables that would bring other libraries, or another Python, into the environment."""


class Arguments(NamedTuple):
    """The command line, with what concerns the environment taken out."""

    wheels: str | None
    rest: list[str]


def split_arguments(arguments: Sequence[str], variables: Mapping[str, str]) -> Arguments:
    """Take ``--wheels DIR`` out of the command line, wherever it stands before a ``--``.

    Raises
    ------
    SetupError
        The folder's name is missing.
    """
    wheels = variables.get(WHEELS_VARIABLE) or None
    rest: list[str] = []
    remaining = list(arguments)
    while remaining:
        argument = remaining.pop(0)
        if argument == "--":
            rest += [argument, *remaining]
            break
        option, equals, value = argument.partition("=")
        if option != "--wheels":
            rest.append(argument)
        elif equals or remaining:
            wheels = value if equals else remaining.pop(0)
        else:
            wheels = ""
    if wheels == "":
        raise SetupError(_("--wheels needs the name of a folder, for example: python main.py --wheels wheels"))
    return Arguments(wheels, rest)


def is_inside(environment: Path, prefix: str | None = None) -> bool:
    """Say whether this Python, or the one at ``prefix``, is the one of the environment."""
    try:
        return Path(prefix or sys.prefix).samefile(environment)
    except OSError:
        return False


def start(main_file: str, arguments: Sequence[str]) -> list[str]:
    """Return the arguments for the game, inside the environment; from outside, make it if need be and go there.

    Raises
    ------
    SystemExit
        With 2 after one sentence on stderr if the environment cannot be used or made, with 130 if somebody stopped
        it, with the tests' exit code after ``selftest``, with the game's where a program cannot become another one.
    """
    try:
        return _start(Path(main_file).resolve(), arguments, this_platform())
    except SetupError as error:
        sys.stderr.write(f"corridors: {error}\n")
        raise SystemExit(2) from None
    except KeyboardInterrupt:
        sys.stderr.write("\ncorridors: {}\n".format(_("Stopped; the next start begins again.")))
        raise SystemExit(130) from None


def _start(main_file: Path, arguments: Sequence[str], platform: Platform) -> list[str]:
    root = main_file.parent
    wheels, rest = split_arguments(arguments, os.environ)
    tests = _read_selftest(rest)
    environment = root / ENVIRONMENT_FOLDER
    inside = is_inside(environment)
    pins = pins_to_install(root)
    stamp = expected_stamp(root, pins, platform)
    obstacle = find_obstacle(environment, stamp, pins, platform)
    if obstacle and inside:
        raise SetupError(_sentence_for_renewal_from_inside(environment, obstacle))
    if obstacle:
        from game.environment.build import Plan, build_environment  # noqa: PLC0415 - slow, and rarely needed

        build_environment(Plan(root, environment, pins, stamp, Path(wheels).resolve() if wheels else None), platform)
    if not inside:
        raise SystemExit(_enter(environment, [str(main_file), *rest], platform))
    if tests is not None:
        from game.environment.selftest import run_tests  # noqa: PLC0415 - only for this command

        raise SystemExit(run_tests(root, tests))
    return rest


def _read_selftest(rest: Sequence[str]) -> list[str] | None:
    """Return what pytest is to be called with if the command is ``selftest``."""
    if list(rest[:1]) != ["selftest"]:
        return None
    from game.environment.selftest import pytest_arguments  # noqa: PLC0415 - only for this command

    return pytest_arguments(rest[1:])


def _enter(environment: Path, arguments: Sequence[str], platform: Platform) -> int:
    interpreter = platform.interpreter(environment)
    variables = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    try:
        return platform.hand_over([str(interpreter), *arguments], variables)
    except OSError as error:
        raise SetupError(
            _("{interpreter} does not start ({cause}): delete the folder {folder} and start again.").format(
                interpreter=interpreter, cause=error.strerror, folder=environment
            )
        ) from error


def _sentence_for_renewal_from_inside(environment: Path, obstacle: str) -> str:
    outside: str = getattr(sys, "_base_executable", None) or "python3"
    return _(
        "The environment {folder} has to be made again ({reason}), which its own Python cannot do: "
        'start with the Python outside of it: "{python}" main.py'
    ).format(folder=environment, reason=obstacle.rstrip("."), python=outside)
