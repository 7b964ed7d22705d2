"""Files that extend others: where a base is found, what stops it, and what is said of which file."""

from pathlib import Path

import pytest

from game.scenario.load import load_scenario, read_scenario
from tests.scenario.extending import BASE, errors, folder, only, read

__all__ = ["folder"]  # a fixture


def test_findings_point_into_the_right_file(folder: Path) -> None:
    result = read(folder, "extends: base\nrules: {turns: 4}\nlegs: [{id: chn_ken, mode: boat}]\n")
    found = only(result)
    assert (found.code, found.file, found.line, found.excerpt) == (
        "E204", "mine.yaml", 3, "legs: [{id: chn_ken, mode: boat}]",
    )  # fmt: skip
    broken = BASE.replace("mode: land", "mode: lorry")
    (folder / "base.yaml").write_text(broken, encoding="utf-8")
    found = only(read(folder, "extends: base\n"))
    assert (found.code, found.file) == ("E204", "base.yaml")
    assert broken.splitlines()[found.line - 1] == found.excerpt
    assert "lorry" in found.excerpt


def test_what_the_base_is_told_itself_is_not_repeated(folder: Path) -> None:
    of_base = {found.code for found in load_scenario(folder / "base.yaml").diagnostics if found.line}
    assert of_base
    mine = read(folder, "extends: base\n")
    assert not [found for found in mine.diagnostics if found.file == "base.yaml"]
    # Something of the base that only the change makes odd is said, at its place there.
    market = "{id: arms, origins: [{jurisdiction: CHN, supply: 1}], destinations: [{jurisdiction: KEN}]}"
    odd = read(folder, f"extends: base\nremove: {{markets: all}}\nmarkets: [{market}]\n")
    assert [found.code for found in odd.diagnostics if found.file == "base.yaml"]


@pytest.mark.parametrize("name", ["../base", "/etc/passwd", "C:\\x", ".", "..", "", "a/b", "base.yaml/x"])
def test_a_base_is_a_name_and_never_a_path(folder: Path, name: str) -> None:
    found = only(read(folder, f"extends: '{name}'\n"))
    assert (found.code, found.line) in {("E330", 1), ("E203", 1)}


def test_links_are_not_followed(folder: Path) -> None:
    secret = folder / "secret.txt"
    secret.write_text("password: swordfish", encoding="utf-8")
    inner = folder / "inner"
    inner.mkdir()
    try:
        (inner / "linked.yaml").symlink_to(secret)
    except OSError:
        pytest.skip("no links here")
    found = read(inner, "extends: linked\n").diagnostics
    assert {one.code for one in found} == {"E330"}
    assert "swordfish" not in str(found)


def test_a_missing_base_names_the_likely_one(folder: Path) -> None:
    found = only(read(folder, "# mine\nextends: bose\n"))
    assert (found.code, found.line, found.column) == ("E330", 2, 10)
    assert '"base"' in found.remedy


def test_circles_of_files_are_found_with_their_place(folder: Path) -> None:
    for one, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (folder / f"{one}.yaml").write_text(f"title: {one}\nextends: {other}\n", encoding="utf-8")
    found = only(load_scenario(folder / "a.yaml", "a.yaml"))
    assert (found.code, found.file, found.line) == ("E331", "c.yaml", 2)
    assert found.message.count(".yaml") == 4
    assert only(read(folder, "extends: mine\n")).code == "E331"


def test_a_broken_base_is_said_at_both_places(folder: Path) -> None:
    (folder / "base.yaml").write_text("title: [", encoding="utf-8")
    found = read(folder, "extends: base\n").diagnostics
    assert [(one.code, one.file) for one in found] == [("E110", "base.yaml"), ("E332", "mine.yaml")]


def test_a_file_may_extend_the_one_of_its_name_that_comes_with_the_game(folder: Path) -> None:
    result = read(folder, "extends: ivory_corridor\nrules: {turns: 4}\n", "ivory_corridor.yaml")
    assert result.scenario is not None
    assert result.scenario.rules.turns == 4


def test_extensions_of_extensions(folder: Path) -> None:
    (folder / "middle.yaml").write_text("extends: base\nlegs: [{id: ken_tza, base_cost: 3}]\n", encoding="utf-8")
    text = "extends: middle\n\n\nlegs: [{id: chn_tza, base_cost: 4}]\nremove: {events: [strom]}\n"
    found = only(read(folder, text))
    assert (found.file, found.line) == ("mine.yaml", 5)
    result = read(folder, text.replace("strom", "storm"))
    assert [leg.base_cost for leg in result.scenario.legs] == [1, 4, 3]
    rows = [(row.name, result.source.place(row.line)[0]) for row in result.inherited.not_applicable]
    assert rows == [("on the road", "base.yaml")]
    line = result.source.place(result.inherited.not_applicable[0].line)[1]
    assert "on the road" in BASE.splitlines()[line - 1]


def test_a_save_holds_one_text_that_stands_alone(folder: Path) -> None:
    text = "extends: base\nnames: fictional\njurisdictions: [{id: UGA, like: KEN}]\nremove: {legs: [ken_tza]}\n"
    mine = read(folder, text)
    assert "extends" not in mine.text
    alone = read_scenario(mine.text, "mine.yaml")
    assert alone.scenario == mine.scenario
    assert not errors(alone)
