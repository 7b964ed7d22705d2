"""The wheel: holds what the game needs, and works in an empty environment."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from game.environment.platforms import this_platform

ROOT = Path(__file__).resolve().parents[1]
NOT_SOURCE = shutil.ignore_patterns("__pycache__", "*.corridors*", "*.pyc")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command away from the clone, in an environment without a way back to it."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**variables, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from a copy, without network, with the pinned tools of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("game", "assets", "scenarios"):
        shutil.copytree(ROOT / name, source / name, ignore=NOT_SOURCE)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    built = run(
        *(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, source),
        cwd=folder,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def corridors(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an empty environment that sees this one's libraries; return its command."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    platform = this_platform()
    python = platform.interpreter(environment)
    packages = platform.packages(environment)
    assert packages is not None
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    installed = run(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel), cwd=folder
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return python.with_name("corridors.exe" if os.name == "nt" else "corridors")


def files_below(folder: Path) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and ".corridors" not in path.name
    }


def test_the_wheel_holds_every_module_asset_and_scenario_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
        notes = {name.partition(".dist-info/")[2] for name in archive.namelist() if ".dist-info/" in name}
    shipped = {f"game/shipped/{name}" for name in files_below(ROOT / "assets") | files_below(ROOT / "scenarios")}
    assert held == files_below(ROOT / "game") | shipped
    assert any(name.endswith(".yaml") for name in held)
    assert "licenses/LICENSE" in notes
    assert "entry_points.txt" in notes


def test_the_installed_command_checks_the_shipped_scenarios(corridors: Path, tmp_path: Path) -> None:
    asked = run(
        corridors.with_name("python"),
        *("-c", "import game.model.places as p; print(p.__file__); print(p.scenarios_folder())"),
        cwd=tmp_path,
    )
    module, scenarios = map(Path, asked.stdout.splitlines())
    assert module.is_relative_to(corridors.parents[1]), "the test looks at the clone, not at what is installed"
    assert scenarios.is_relative_to(corridors.parents[1])
    found = sorted(scenarios.glob("*.yaml"))
    assert found
    for scenario in found:
        checked = run(corridors, "check", scenario, cwd=tmp_path)
        assert checked.returncode == 0, f"{scenario.name}: {checked.stdout}{checked.stderr}"


def test_the_installed_command_knows_its_version(corridors: Path, tmp_path: Path) -> None:
    result = run(corridors, "--version", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "0.1.0" in result.stdout
