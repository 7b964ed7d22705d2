"""Saves in words: where a session stands and when it was played."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from game.model.text import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from game.storage.shelf import SaveFace
    from game.storage.tables import Opened


@dataclass(frozen=True, slots=True)
class SaveRow:
    """A save as a line to choose; ``problem`` says why it cannot be opened now."""

    path: Path
    title: str
    standing: str
    when: str
    problem: str = ""
    finished: bool = False

    @property
    def playable(self) -> bool:
        """Whether it can be opened."""
        return not self.problem


def save_row(face: SaveFace, now: datetime) -> SaveRow:
    """Return a save in words, as seen at ``now`` (with its time zone)."""
    finished = face.phase.value == "ended"
    standing = "" if face.problem else standing_words(face.turn, face.turns, face.phase.value)
    return SaveRow(face.path, face.title, standing, when_words(face.changed, now), face.problem, finished)


def newest(faces: Sequence[SaveFace], now: datetime) -> SaveRow | None:
    """Return the save to continue: the one played last that is not over and can be opened."""
    for face in faces:
        row = save_row(face, now)
        if row.playable and not row.finished:
            return row
    return None


def standing_words(turn: int, turns: int, phase: str) -> str:
    """Return where a session stands, as in "Turn 3 of 8, at the desks"."""
    sentences = {
        "briefing": _("Turn {turn} of {turns}, briefing"),
        "caucus": _("Turn {turn} of {turns}, caucus"),
        "plenary": _("Turn {turn} of {turns}, plenary"),
        "desks": _("Turn {turn} of {turns}, at the desks"),
        "outcome": _("Turn {turn} of {turns}, outcome"),
        "epilogue": _("The years after turn {turns}"),
        "ended": _("Finished after {turns} turns"),
    }
    return sentences.get(phase, _("Not begun")).format(turn=turn, turns=turns)


def when_words(moment: datetime, now: datetime) -> str:
    """Return a moment as people say it, in the time zone of ``now``."""
    local = moment.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    days = (now.date() - local.date()).days
    if days == 0:
        return _("today, {clock}").format(clock=clock)
    if days == 1:
        return _("yesterday, {clock}").format(clock=clock)
    date = _("{day} {month} {year}").format(day=local.day, month=_months()[local.month - 1], year=local.year)
    return _("{date}, {clock}").format(date=date, clock=clock)


def _months() -> tuple[str, ...]:
    return (
        _("January"),
        _("February"),
        _("March"),
        _("April"),
        _("May"),
        _("June"),
        _("July"),
        _("August"),
        _("September"),
        _("October"),
        _("November"),
        _("December"),
    )


def opening_notes(opened: Opened) -> tuple[str, ...]:
    """Return what has to be said before a session goes on: what was lost, and whether the rules are others."""
    notes: list[str] = []
    if opened.damage is not None and opened.kept is not None:
        sentence = _(
            "The end of this save was damaged. {whole} moves are whole and play goes on after them; what came later is "
            "lost. The damaged file is kept as {file}."
        )
        notes.append(sentence.format(whole=opened.damage.whole, file=opened.kept.name))
    if opened.other_rules:
        notes.append(
            _(
                "This session was begun with another version of the rules. What has happened stays as it was; from now "
                "on the present rules hold."
            )
        )
    return tuple(notes)
