"""When the environment is there already, and when not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from game.environment.pins import Pin
from game.environment.platforms import Platform, Posix, Windows
from game.environment.stamp import STAMP_FILE, expected_stamp, find_missing, find_obstacle, write_stamp

PINS = [Pin("pygame-ce", "2.5.8"), Pin("PyYAML", "6.0.3"), Pin("typing_extensions", "4.16.0")]


class Made:
    """An environment as pip leaves it, without the contents."""

    def __init__(self, root: Path, platform: Platform, packages: str) -> None:
        self.root = root
        self.platform = platform
        self.environment = root / ".venv"
        self.packages = self.environment / packages
        self.packages.mkdir(parents=True)
        for name in ("pygame_ce-2.5.8", "pyyaml-6.0.3", "typing_extensions-4.16.0", "pip-26.3"):
            (self.packages / f"{name}.dist-info").mkdir()
        interpreter = platform.interpreter(self.environment)
        interpreter.parent.mkdir(parents=True)
        interpreter.touch()
        (self.environment / "pyvenv.cfg").write_text(f"home = {root}\nversion = 3.11.7\n", encoding="utf-8")
        self.stamp = expected_stamp(root, PINS, platform)
        write_stamp(self.environment, self.stamp)

    def obstacle(self) -> str | None:
        return find_obstacle(self.environment, self.stamp, PINS, self.platform)


@pytest.fixture(params=["posix", "windows"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Made:
    if request.param == "posix":
        platform: Platform = Posix()
        platform.machine = lambda: "vax"  # type: ignore[method-assign]
        return Made(tmp_path, platform, "lib/python3.11/site-packages")
    return Made(tmp_path, Windows(), "Lib/site-packages")


def test_a_whole_environment_is_there_already(made: Made) -> None:
    assert made.obstacle() is None


def remove_stamp(made: Made) -> None:
    (made.environment / STAMP_FILE).unlink()


def spoil_stamp(made: Made) -> None:
    (made.environment / STAMP_FILE).write_text('{"path": ', encoding="utf-8")


def lose_python(made: Made) -> None:
    made.platform.interpreter(made.environment).unlink()


def lose_home(made: Made) -> None:
    (made.environment / "pyvenv.cfg").write_text("home = /gone/away\n", encoding="utf-8")


def lose_settings(made: Made) -> None:
    (made.environment / "pyvenv.cfg").unlink()


def lose_package(made: Made) -> None:
    (made.packages / "pyyaml-6.0.3.dist-info").rmdir()


def change_version(made: Made) -> None:
    (made.packages / "pyyaml-6.0.3.dist-info").rename(made.packages / "pyyaml-6.0.2.dist-info")


def add_other_pygame(made: Made) -> None:
    (made.packages / "pygame-2.6.1.dist-info").mkdir()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (remove_stamp, "not finished"),
        (spoil_stamp, "not finished"),
        (lose_python, "is gone"),
        (lose_home, "is gone"),
        (lose_settings, "is gone"),
        (lose_package, "PyYAML==6.0.3"),
        (change_version, "PyYAML==6.0.3"),
        (add_other_pygame, "in the place of pygame-ce"),
    ],
)
def test_damage_is_noticed_and_named(made: Made, damage: Callable[[Made], None], words: str) -> None:
    damage(made)
    assert words in (made.obstacle() or "")


@pytest.mark.parametrize("key", ["implementation", "path", "pins", "platform", "python"])
def test_each_line_of_the_stamp_counts(made: Made, key: str) -> None:
    made.stamp = {**made.stamp, key: "another"}
    assert "another Python, machine, folder or set of versions" in (made.obstacle() or "")


def test_nothing_there_is_said_so(tmp_path: Path) -> None:
    assert find_obstacle(tmp_path / ".venv", {}, PINS, Posix()) == "It is not there yet."
    assert len(find_missing(tmp_path / ".venv", PINS, Posix())) == 3


def test_another_order_or_version_of_pins_is_another_stamp(tmp_path: Path) -> None:
    one = expected_stamp(tmp_path, PINS, Windows())
    other = expected_stamp(tmp_path, [*PINS[:2], Pin("typing_extensions", "4.16.1")], Windows())
    assert one["pins"] != other["pins"]
    assert {**one, "pins": ""} == {**other, "pins": ""}
