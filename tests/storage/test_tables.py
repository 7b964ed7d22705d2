"""Sessions that go on from their saves, repaired ones too, and the shelf."""

from pathlib import Path

import pytest

from game.authoring.autoplay import Plan, advance, start
from game.scenario.parameters import load_parameters
from game.session import wire
from game.session.commands import Options, SeatPlan, StartSession
from game.session.desk import Occupant, Phase
from game.session.rulebook import RULES_VERSION
from game.storage import shelf
from game.storage.errors import DamagedSaveError, SaveError, SaveInUseError
from game.storage.save import Save
from game.storage.tables import new_table, open_table, save_elsewhere
from tests.session.conftest import TABLE, rulebook

BOOK = rulebook(TABLE)
TEXT = TABLE.read_text(encoding="utf-8")


def begun(path: Path, advances: int = 4) -> object:
    """Write a save with some phases played and return the state."""
    table, save = start(Plan(TEXT, TABLE.name, BOOK, 3, "idle", save=path), None)
    assert save is not None
    for _phase in range(advances):
        advance(table)
    save.close()
    return wire.to_json(table.state)


def test_a_session_goes_on_where_it_was(tmp_path: Path) -> None:
    state = begun(tmp_path / "a.corridors")
    opened = open_table(tmp_path / "a.corridors")
    assert wire.to_json(opened.table.state) == state
    assert not opened.other_rules
    assert opened.written_by == RULES_VERSION
    advance(opened.table)
    after = wire.to_json(opened.table.state)
    opened.save.close()
    again = open_table(tmp_path / "a.corridors")
    assert wire.to_json(again.table.state) == after
    again.save.close()


def test_loading_computes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = begun(tmp_path / "a.corridors")
    for place in ("game.session.world.advance", "game.session.decide.decide"):
        monkeypatch.setattr(place, lambda *_: pytest.fail("loading computed something anew"))
    opened = open_table(tmp_path / "a.corridors")
    assert wire.to_json(opened.table.state) == state
    opened.save.close()


def test_a_lesson_stays_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(tmp_path / "a.corridors")
    monkeypatch.setattr("game.scenario.parameters._shipped", lambda: pytest.fail("the program's parameters were used"))
    opened = open_table(tmp_path / "a.corridors")
    assert opened.table.book.scenario.title == BOOK.scenario.title
    assert opened.table.book.parameters.value("base_effort") == load_parameters(
        opened.save.header.parameters_text
    ).value("base_effort")
    opened.save.close()


def test_a_refused_start_leaves_no_file(tmp_path: Path) -> None:
    seats = tuple(SeatPlan(seat, Occupant.PERSON) for seat in BOOK.delegations)
    with pytest.raises(ValueError, match="1 to 200 turns"):
        new_table(TEXT, "table.yaml", StartSession(1, seats, Options(turns=999)), tmp_path / "a.corridors")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_save_opens_up_to_its_last_whole_command_and_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.corridors"
    begun(path, 6)
    with Save.open(path) as save:
        entries = list(save.entries())
        payload = save._connection.execute("SELECT payload FROM command WHERE number = 5").fetchone()[0]
        save._connection.execute("UPDATE command SET payload = ? WHERE number = 5", (payload.replace(b"{", b"[", 1),))
    broken = path.read_bytes()
    opened = open_table(path)
    try:
        assert opened.damage is not None
        assert (opened.damage.whole, opened.damage.lost) == (4, len(entries) - 4)
        assert opened.kept is not None
        assert opened.kept.read_bytes() == broken
        assert len(list(opened.save.entries())) == 4
        advance(opened.table)
    finally:
        opened.save.close()
    again = open_table(path)
    assert again.damage is None
    again.save.close()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.corridors", "a.damaged-1.corridors"]


def test_a_save_without_a_whole_command_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.corridors"
    begun(path)
    with Save.open(path) as save:
        save._connection.execute("UPDATE command SET digest = x'00'")
    with pytest.raises(DamagedSaveError, match="not one move"):
        open_table(path)
    Save.open(path).close()  # and its lock is free


def test_the_shelf_shows_what_can_be_continued(tmp_path: Path) -> None:
    begun(tmp_path / "a.corridors", 4)
    (tmp_path / "b.corridors").write_text("no save")
    (tmp_path / "notes.txt").write_text("other")
    faces = {face.path.name: face for face in shelf.list_saves(tmp_path)}
    assert set(faces) == {"a.corridors", "b.corridors"}
    assert (faces["a.corridors"].title, faces["a.corridors"].turn, faces["a.corridors"].phase) == (
        BOOK.scenario.title,
        2,
        Phase.DESKS,
    )
    assert faces["a.corridors"].problem == ""
    assert faces["b.corridors"].problem


def test_looking_at_an_open_save_neither_fails_nor_frees_it(tmp_path: Path) -> None:
    path = tmp_path / "a.corridors"
    begun(path)
    opened = open_table(path)
    assert shelf.look_at(path).problem == "This save is open now."
    with pytest.raises(SaveInUseError):
        open_table(path)
    opened.save.close()


def test_new_names_are_free_and_tell_nothing(tmp_path: Path) -> None:
    assert shelf.new_save_path("ivory_corridor", tmp_path).name == "ivory_corridor-1.corridors"
    (tmp_path / "ivory_corridor-1.corridors").touch()
    assert shelf.new_save_path("ivory_corridor", tmp_path).name == "ivory_corridor-2.corridors"
    assert shelf.new_save_path("../../etc", tmp_path).parent == tmp_path


def test_a_scenario_that_this_version_cannot_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.corridors"
    begun(path)
    text = TEXT.replace("jurisdictions:", "countries:", 1)
    seats = tuple(SeatPlan(seat, Occupant.PERSON) for seat in BOOK.delegations)
    _table, save = new_table(text, "table.yaml", StartSession(1, seats), tmp_path / "b.corridors", BOOK)
    assert save is not None
    save.close()
    with pytest.raises(SaveError, match="cannot be read by this version"):
        open_table(tmp_path / "b.corridors")


def test_play_goes_on_elsewhere_from_memory(tmp_path: Path) -> None:
    table, save = start(Plan(TEXT, TABLE.name, BOOK, 3, "idle", save=tmp_path / "a.corridors"), None)
    assert save is not None
    advance(table)
    save._connection.execute("PRAGMA query_only = ON")  # as if the stick were pulled
    state = table.state
    with pytest.raises(SaveError, match="save elsewhere"):
        advance(table)
    assert table.state is state
    other = save_elsewhere(table, save.header, tmp_path / "b.corridors")
    save.close()
    advance(table)
    other.close()
    opened = open_table(tmp_path / "b.corridors")
    assert wire.to_json(opened.table.state) == wire.to_json(table.state)
    assert opened.table.commands == table.commands
    opened.save.close()
