"""The file of pins: readable without packages, exact, and closed."""

import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from game.environment.errors import SetupError
from game.environment.pins import Pin, normalise, pins_to_install, read_sections

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = read_sections((ROOT / "requirements.txt").read_text(encoding="utf-8"))
PINS = {canonicalize_name(pin.name): pin for pins in SECTIONS.values() for pin in pins}
SYSTEMS = {"win32": ("nt", "Windows"), "darwin": ("posix", "Darwin"), "linux": ("posix", "Linux")}


def test_sections_pins_and_markers_are_read() -> None:
    text = '# words\n\n# [game]\nb-c==1.0\n# [tests]\nd==2 ; sys_platform == "win32"\n'
    assert read_sections(text) == {"game": (Pin("b-c", "1.0"),), "tests": (Pin("d", "2", "win32"),)}


@pytest.mark.parametrize("line", ["numpy", "numpy>=2", 'a==1 ; python_version < "3.12"', "-r other.txt", "a==1 b==2"])
def test_what_is_no_pin_is_refused_with_its_place(line: str) -> None:
    with pytest.raises(SetupError, match=r"requirements\.txt, line 2"):
        read_sections(f"# [game]\n{line}\n")


def test_a_pin_before_the_first_section_is_refused() -> None:
    with pytest.raises(SetupError, match="line 1"):
        read_sections("numpy==1\n")


def test_only_the_pins_of_this_platform_and_of_a_start_are_installed(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text(
        '# [game]\na==1\n# [tests]\nb==2 ; sys_platform == "win32"\n# [linters]\nc==3\n', encoding="utf-8"
    )
    assert [pin.name for pin in pins_to_install(tmp_path, "linux")] == ["a"]
    assert [pin.name for pin in pins_to_install(tmp_path, "win32")] == ["a", "b"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"requirements\.txt"):
        pins_to_install(tmp_path)


def test_the_real_file_has_the_maintained_pygame_once_and_no_other() -> None:
    names = [normalise(pin.name) for pins in SECTIONS.values() for pin in pins]
    assert len(names) == len(set(names))
    assert "pygame_ce" in names
    assert "pygame" not in names


@pytest.mark.parametrize("platform", SYSTEMS)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("sections", [("game",), ("game", "tests"), ("game", "tests", "linters")], ids="+".join)
def test_everything_that_a_pin_needs_is_pinned_too(platform: str, python: str, sections: tuple[str, ...]) -> None:
    os_name, system = SYSTEMS[platform]
    environment = {
        "sys_platform": platform,
        "os_name": os_name,
        "platform_system": system,
        "python_version": python,
        "python_full_version": f"{python}.0",
        "extra": "",
    }
    available = {
        canonicalize_name(pin.name): pin
        for name in sections
        for pin in SECTIONS[name]
        if pin.platform in {None, platform}
    }
    for pin in available.values():
        try:
            needs = requires(pin.name) or []
        except PackageNotFoundError:  # a linter, or another platform's
            assert pin in SECTIONS["linters"] or pin.platform not in {None, sys.platform}, f"{pin.name} is missing"
            continue
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate(environment):
                found = available.get(canonicalize_name(need.name))
                assert found is not None, f"{pin.requirement} needs {need}"
                assert need.specifier.contains(found.version), f"{pin.requirement} needs {need}"


def test_the_ranges_of_the_package_admit_the_pins() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(need for needs in project["optional-dependencies"].values() for need in needs),
    ]
    for need in map(Requirement, wanted):
        assert need.specifier.contains(PINS[canonicalize_name(need.name)].version), need
    directly = {canonicalize_name(Requirement(need).name) for need in project["dependencies"]}
    assert directly <= {canonicalize_name(pin.name) for pin in SECTIONS["game"]}
