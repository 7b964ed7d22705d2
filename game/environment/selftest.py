"""``main.py selftest``: the tests, in the environment, in a time that one waits for."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from game.model.text import _

_MOST_WORKERS = 4
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def count_cores() -> int:
    """Count the cores that this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pytest_arguments(arguments: Sequence[str], cores: int | None = None) -> list[str]:
    """Translate the arguments of ``selftest`` for pytest; what stands behind ``--`` is passed on as it is.

    Raises
    ------
    SystemExit
        After ``--help``, and with 2 after a wrong argument, as argparse does.
    """
    arguments = list(arguments)
    cut = arguments.index("--") if "--" in arguments else len(arguments)
    parser = argparse.ArgumentParser(
        prog="main.py selftest",
        usage="main.py selftest [-h] [--full] [--wheels DIR] [-- PYTEST ARGUMENTS]",
        description=_("Make the environment if need be and run the tests; the exit code is the one of pytest."),
        epilog=_(
            "Benchmarks are not run here; run them with: selftest --full -- tests/benchmarks -n 0 --benchmark-only"
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--full", action="store_true", help=_("run the long loops too"))
    parser.add_argument("--wheels", metavar="DIR", help=_("install from this folder, without network"))
    options = parser.parse_args(arguments[:cut])
    workers = min(count_cores() if cores is None else cores, _MOST_WORKERS)
    return [
        *(["-n", str(workers), "--dist", "worksteal"] if workers > 1 else []),
        *(["--hypothesis-profile", "full"] if options.full else ["-m", "not slow"]),
        *arguments[cut + 1 :],
    ]


def run_tests(root: Path, arguments: Sequence[str]) -> int:
    """Run pytest in the folder ``root`` and return its exit code."""
    import pytest  # noqa: PLC0415 - not there outside the environment

    os.chdir(root)
    for name in _ONE_THREAD:  # the workers are the threads
        os.environ.setdefault(name, "1")
    return int(pytest.main(list(arguments)))
