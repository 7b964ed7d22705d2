"""``main.py replay SAVE``: what happened in a save, and whether the rules still say the same."""

import argparse
from pathlib import Path

from game.authoring.replay import Difference, verify
from game.cli.outcome import FINE, PROBLEMS, WRONG, UserError, note, say
from game.model.text import _, ngettext
from game.session.desk import Phase
from game.session.play import Table
from game.session.rulebook import RULES_VERSION
from game.storage.errors import SaveError, SaveInUseError
from game.storage.save import Entry, Save
from game.storage.tables import book_of


def run(options: argparse.Namespace) -> int:
    """Fold the events of a save and tell them; with ``--verify`` give every command again."""
    path: Path = options.save
    try:
        with Save.open(path) as save:
            table = Table(book_of(save))
            entries = list(save.entries())
            for entry in entries:
                table.recall(entry.command, entry.events)
            _tell(table, entries, save)
            if not options.verify:
                return PROBLEMS if save.damage else FINE
            found = verify(table.book, entries, save.snapshots())
            return _judge(found, save, len(entries))
    except SaveInUseError as error:
        raise UserError(str(error), WRONG) from error
    except SaveError as error:
        raise UserError(str(error)) from error


def _tell(table: Table, entries: list[Entry], save: Save) -> None:
    view = table.public_view()
    say(
        ngettext(
            "{title}: {commands} command; turn {turn} of {turns}, {phase}",
            "{title}: {commands} commands; turn {turn} of {turns}, {phase}",
            len(entries),
        ).format(
            title=save.header.title,
            commands=len(entries),
            turn=view.turn,
            turns=view.turns,
            phase=_phase_name(view.phase),
        )
    )
    for indices in view.indices:
        say(
            _("  turn {turn:>3}: criminality {criminality:.3f}, resilience {resilience:.3f}").format(
                turn=indices.turn, criminality=indices.world_criminality, resilience=indices.world_resilience
            )
        )
    for line in view.branches:
        say(_("  a line was left by going back to turn {turn}").format(turn=line.turn))
    if view.result is not None:
        say(_("  the room: {score:.1f} of 100").format(score=view.result.room.score))
    if save.damage:
        note(_damage(save))


def _damage(save: Save) -> str:
    assert save.damage is not None  # noqa: S101 - asked before
    if save.damage.lost is None:
        sentence = _(
            "{file} is damaged after command {whole}; what followed cannot be read. The file is left as it is."
        )
        return sentence.format(file=save.path.name, whole=save.damage.whole)
    sentence = ngettext(
        "{file} is damaged after command {whole}: {lost} command is lost. The file is left as it is.",
        "{file} is damaged after command {whole}: {lost} commands are lost. The file is left as it is.",
        save.damage.lost,
    )
    return sentence.format(file=save.path.name, whole=save.damage.whole, lost=save.damage.lost)


def _phase_name(phase: Phase) -> str:
    return {
        Phase.SETUP: _("set-up"),
        Phase.BRIEFING: _("briefing"),
        Phase.CAUCUS: _("caucus"),
        Phase.PLENARY: _("plenary"),
        Phase.DESKS: _("desks"),
        Phase.OUTCOME: _("outcome"),
        Phase.EPILOGUE: _("epilogue"),
        Phase.ENDED: _("ended"),
    }[phase]


def _judge(found: Difference | None, save: Save, commands: int) -> int:
    if save.header.rules_version != RULES_VERSION:
        sentence = _("The save was begun under rules version {old}; this program has version {new}.")
        note(sentence.format(old=save.header.rules_version, new=RULES_VERSION))
    if found is None:
        sentence = ngettext(
            "Verified: the rules agree with the save. {number} command leads to the same events.",
            "Verified: the rules agree with the save. {number} commands lead to the same events.",
            commands,
        )
        say(sentence.format(number=commands))
        return PROBLEMS if save.damage else FINE
    note(str(found))
    return PROBLEMS
