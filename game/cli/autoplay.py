"""``main.py autoplay``: a whole game without people."""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from game.authoring.autoplay import Plan, play, start
from game.authoring.course import course_of
from game.authoring.script_run import ScriptRefusedError, ScriptRun, no_script, script_ids
from game.bots.policy import DEFAULT, POLICIES
from game.bots.temperament import policy_names
from game.cli.files import may_write, read_playable, write_whole
from game.cli.outcome import FINE, WRONG, UserError, note, say
from game.model.scenario import Scenario
from game.model.text import _, ngettext
from game.scenario.diagnostic import ReadingError, as_text
from game.scenario.parameters import load_parameters
from game.scenario.script import read_script
from game.scenario.script_checks import check_script
from game.session.opening import MAX_SEED, MAX_TURNS
from game.session.play import Table
from game.session.rulebook import make_rulebook
from game.storage.errors import SaveError

_DEFAULT_SEED = 1


def run(options: argparse.Namespace) -> int:
    """Play, say how it went, and write what was asked for."""
    policy = _policy(options.policy)
    _turns(options.turns)
    _outputs(options)
    path, result = read_playable(options.scenario)
    assert result.scenario is not None  # noqa: S101 - read_playable sees to it
    script = _script(options.script, result.scenario)
    seed = options.seed if options.seed is not None else script.script.seed
    plan = Plan(
        text=result.text,
        name=path.name,
        book=make_rulebook(result.scenario, load_parameters()),
        seed=_seed(_DEFAULT_SEED if seed is None else seed),
        policy=policy,
        turns=options.turns,
        save=options.save,
        picture=result.picture.data() if options.save and result.picture is not None else b"",
    )
    table = _play(plan, script)
    left = script.left_over()
    if left:
        note(str(left))
    if options.json is None:
        _tell(table)
        return FINE
    text = json.dumps(course_of(table.state, table.book), ensure_ascii=False, allow_nan=False, indent=1) + "\n"
    if str(options.json) == "-":
        say(text.rstrip("\n"))
    else:
        write_whole(options.json, text)
        _tell(table)
    return FINE


def _policy(name: str | None) -> str:
    if name is None:
        return DEFAULT
    if name in policy_names(POLICIES):
        return name
    sentence = _("There is no policy {name}. There are: {names}.")
    raise UserError(sentence.format(name=repr(name), names=", ".join(policy_names(POLICIES))), WRONG)


def _turns(turns: int | None) -> None:
    if turns is not None and not 1 <= turns <= MAX_TURNS:
        sentence = _("A game has 1 to {limit} turns, not {turns}. Give a number in between to --turns.")
        raise UserError(sentence.format(limit=MAX_TURNS, turns=f"{turns:,}"), WRONG)


def _outputs(options: argparse.Namespace) -> None:
    """Refuse to write the course over what is read, or over the save, or where there is no folder."""
    if options.save is not None:
        may_write(options.save)
    if options.json is None or str(options.json) == "-":
        return
    may_write(options.json)
    out = options.json.resolve()
    for other in (options.scenario, options.script, options.save):
        if other is not None and Path(other).resolve() == out:
            sentence = _("{file} stands for two things at once. Give --json a file of its own.")
            raise UserError(sentence.format(file=options.json), WRONG)


def _seed(seed: int) -> int:
    if seed > MAX_SEED:
        raise UserError(_("A seed is a whole number from 0 to {limit}.").format(limit=MAX_SEED), WRONG)
    return seed


def _script(path: Path | None, scenario: Scenario) -> ScriptRun:
    """Read a script and check that it fits the scenario."""
    if path is None:
        return no_script()
    try:
        read = read_script(path)
    except ReadingError as error:
        raise UserError(_("The script cannot be played.") + "\n\n" + as_text(error.diagnostics)) from error
    found = check_script(read, script_ids(scenario))
    if found:
        raise UserError(_("The script does not fit the scenario.") + "\n\n" + as_text(found))
    return ScriptRun(read.script, read.composed.source)


def _play(plan: Plan, script: ScriptRun) -> Table:
    try:
        table, save = start(plan, script.script)
    except SaveError as error:
        raise UserError(str(error), WRONG) from error
    except ValueError as error:
        raise UserError(str(error)) from error
    try:
        with _progress(table.public_view().turns) as progress:
            play(table, script, progress, plan.policy)
    except ScriptRefusedError as error:
        raise UserError(_("The script cannot be played on.") + "\n\n" + str(error.diagnostic)) from error
    except SaveError as error:
        raise UserError(str(error), WRONG) from error
    finally:
        if save is not None:
            save.close()
    return table


@contextmanager
def _progress(turns: int) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar where somebody looks at a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only where there is a terminal
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Playing"), total=turns)
        yield lambda turn, _of: bar.update(task, completed=turn)


def _tell(table: Table) -> None:
    """Say in a few lines how it went."""
    view = table.public_view()
    head = ngettext("{title}: {turns} turn, seed {seed}", "{title}: {turns} turns, seed {seed}", view.turns)
    say(head.format(title=table.book.scenario.title, turns=view.turns, seed=table.state.seed))
    say(f"{_('turn'):>9}  {_('criminality'):>12}  {_('resilience'):>12}")
    years = table.book.scenario.rules.epilogue_years
    later = ngettext("+{years:g} year", "+{years:g} years", math.ceil(years)).format(years=years)
    for indices in view.indices:
        word = str(indices.turn) if indices.turn <= view.turns else later
        if indices.turn <= view.turns or indices is view.indices[-1]:
            say(f"{word:>9}  {indices.world_criminality:12.3f}  {indices.world_resilience:12.3f}")
    if view.result is None:
        return
    room = view.result.room
    say(
        _(
            "The room: {score:.1f} of 100 (0: nobody acted; 100: the best cooperative plan that the computer found)"
        ).format(score=room.score)
    )
    for seat, result in view.result.mandates.items():
        say(_("{name}: {grade}").format(name=table.book.delegations[seat].name, grade=result.grade))
