"""A small clone with tiny packages, so that first starts are real and need no network."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

STAND_IN = """
import json
import sys


def main(arguments):
    import tiny

    print(json.dumps({"arguments": arguments, "prefix": sys.prefix, "tiny": tiny.VERSION}))
    return 7
"""


def write_wheel(folder: Path, name: str, version: str) -> None:
    """Write a wheel with one module that knows its version."""
    info = f"{name}-{version}.dist-info"
    contents = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b'=').decode()},"
        f"{len(text)}\n"
        for path, text in contents.items()
    )
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in contents.items():
            wheel.writestr(path, text)
        wheel.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")


class Clone:
    """A project folder with a stand-in for the game."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.wheels = folder / "wheels"
        (folder / "game" / "model").mkdir(parents=True)
        self.wheels.mkdir()
        shutil.copy(ROOT / "main.py", folder)
        for name in ("__init__.py", "model/__init__.py", "model/places.py", "model/text.py"):
            shutil.copy(ROOT / "game" / name, folder / "game" / name)
        shutil.copytree(
            ROOT / "game" / "environment", folder / "game" / "environment", ignore=shutil.ignore_patterns("__pycache__")
        )
        (folder / "game" / "cli.py").write_text(STAND_IN, encoding="utf-8")
        self.pin("1.0")

    def pin(self, version: str) -> None:
        """Pin the tiny package at this version, and provide it."""
        (self.folder / "requirements.txt").write_text(
            f'# [game]\ntiny=={version}\n# [tests]\nabsent==9 ; sys_platform == "amiga"\n', encoding="utf-8"
        )
        write_wheel(self.wheels, "tiny", version)

    @property
    def environment(self) -> Path:
        """Where the environment is to be."""
        return self.folder / ".venv"

    def command(self, arguments: Sequence[str] = (), python: str = sys.executable) -> list[str]:
        """Return the command line of a start."""
        return [python, str(self.folder / "main.py"), *arguments]

    def variables(self) -> dict[str, str]:
        """Return variables that leave the start no network but the folder of wheels."""
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "COV"))},
            "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
            "PIP_RETRIES": "0",
            "PIP_CONFIG_FILE": os.devnull,
            "CORRIDORS_WHEELS": str(self.wheels),
            "PYTHONIOENCODING": "utf-8",
        }

    def start(
        self, *arguments: str, python: str = sys.executable, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Start the program and wait for its end."""
        return subprocess.run(
            self.command(arguments, python),
            env={**self.variables(), **variables},
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Return a clone in a folder with a difficult name."""
    return Clone(tmp_path / "a clone, ünd so")
