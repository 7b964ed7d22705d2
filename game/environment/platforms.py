"""What differs between operating systems, one small adapter each."""

import errno
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any


class Platform(ABC):
    """What the rest of this package asks of an operating system."""

    @abstractmethod
    def machine(self) -> str:
        """Name the processor that this Python was built for or runs on."""

    @abstractmethod
    def interpreter(self, environment: Path) -> Path:
        """Return where the environment has its Python."""

    @abstractmethod
    def packages(self, environment: Path) -> Path | None:
        """Return the folder in which the environment keeps distributions, if there is one."""

    @abstractmethod
    def hand_over(self, command: Sequence[str], variables: Mapping[str, str]) -> int:
        """Become ``command``, or run it and return its exit code where a program cannot become another."""

    @abstractmethod
    def try_lock(self, descriptor: int) -> bool:
        """Lock an open file for this program; False if another program holds it.

        A file system that knows no locks counts as locked: better no protection than no start.
        """

    @abstractmethod
    def holding(self, descriptor: int) -> dict[str, Any]:
        """Return the options of ``subprocess`` by which a child goes on holding the lock if this program is killed."""

    def remedy_for_no_venv(self) -> str:
        """Return the command that brings the missing modules, or nothing where they are always there."""
        return ""


class Posix(Platform):
    """Linux, macOS and their relatives."""

    def machine(self) -> str:
        """Name the processor."""
        return os.uname().machine

    def interpreter(self, environment: Path) -> Path:
        """Return ``bin/python``."""
        return environment / "bin" / "python"

    def packages(self, environment: Path) -> Path | None:
        """Return ``lib/python3.x/site-packages``."""
        return next((environment / "lib").glob("*/site-packages"), None)

    def hand_over(self, command: Sequence[str], variables: Mapping[str, str]) -> int:
        """Become ``command``: same process, same terminal, same signals."""
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], list(command), dict(variables))  # noqa: S606 - the environment's own Python

    def try_lock(self, descriptor: int) -> bool:
        """Lock with ``flock``, which ends with the last program that holds the file open."""
        fcntl: Any = import_module("fcntl")
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True

    def holding(self, descriptor: int) -> dict[str, Any]:
        """Pass the locked file on."""
        return {"pass_fds": (descriptor,)}

    def remedy_for_no_venv(self) -> str:
        """Return Debian's way; Debian and Ubuntu are the systems that leave the modules out."""
        return f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv"


class Windows(Platform):
    """Windows: no ``exec``, other folders, other locks."""

    def machine(self) -> str:
        """Name the processor that this Python was built for, without asking the system, which is slow."""
        return sys.version.rpartition("(")[2].rstrip(")]")

    def interpreter(self, environment: Path) -> Path:
        """Return ``Scripts/python.exe``."""
        return environment / "Scripts" / "python.exe"

    def packages(self, environment: Path) -> Path | None:
        """Return ``Lib/site-packages``."""
        folder = environment / "Lib" / "site-packages"
        return folder if folder.is_dir() else None

    def hand_over(self, command: Sequence[str], variables: Mapping[str, str]) -> int:
        """Run ``command`` and wait; the keyboard interrupt reaches it by itself, so that this program outlives it."""
        import subprocess  # noqa: PLC0415 - slow to import and not needed elsewhere at a start

        with subprocess.Popen(list(command), env=dict(variables)) as child:  # noqa: S603 - the environment's own Python
            while True:
                try:
                    return child.wait()
                except KeyboardInterrupt:
                    continue

    def try_lock(self, descriptor: int) -> bool:
        """Lock the first byte."""
        msvcrt: Any = import_module("msvcrt")
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            return error.errno not in (errno.EACCES, errno.EDEADLK, errno.EAGAIN)
        return True

    def holding(self, descriptor: int) -> dict[str, Any]:
        """Nothing: Windows itself keeps files that a child has open from being replaced."""
        del descriptor
        return {}


def this_platform() -> Platform:
    """Return the adapter of the system that runs this program."""
    return Windows() if os.name == "nt" else Posix()
