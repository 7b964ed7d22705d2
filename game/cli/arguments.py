"""The arguments of every command."""

import argparse
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from game import __version__
from game.cli.outcome import plain, shortened
from game.model.text import _

Run = Callable[[argparse.Namespace], int]


def _command(module: str) -> Run:
    """Return what runs the command in ``module``, imported only then."""

    def run(options: argparse.Namespace) -> int:
        code: int = importlib.import_module(f"game.cli.{module}").run(options)
        return code

    return run


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in a line that fits on a screen and commands no terminal, whatever was typed."""

    def error(self, message: str) -> NoReturn:
        super().error(plain(shortened(message)))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    top = _Parser(
        prog="main.py",
        description=_("Corridors: a crisis-style negotiation game about transnational organised crime."),
        epilog=_(
            "Without a command the game opens. 'main.py selftest' runs the tests. "
            "Exit code: 0 fine, 1 problems found in the input, 2 wrong use or environment."
        ),
    )
    top.add_argument("--version", action="version", version=f"corridors {__version__}", help=_("show the version"))
    top.set_defaults(run=_command("play"), scenario=None, seed=None)
    commands = top.add_subparsers(title=_("commands"), metavar="COMMAND")
    _play(commands)
    _author(commands)
    _check(commands)
    _autoplay(commands)
    _replay(commands)
    _test(commands)
    _balance(commands)
    _new(commands)
    _schema(commands)
    _parameters(commands)
    _backcast(commands)
    _plausibility(commands)
    _pictures(commands)
    return top


_Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add(commands: _Commands, name: str, module: str, text: str) -> argparse.ArgumentParser:  # type: ignore[valid-type]
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
    command.set_defaults(run=_command(module))
    return command


def _scenario(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "scenario",
        metavar="SCENARIO",
        help=_("scenario file, or the name of one that comes with the game, as in ivory_corridor"),
    )


def _seed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seed", type=whole_number, metavar="N", help=_("number from which everything random is drawn")
    )


def whole_number(text: str) -> int:
    """Return a whole number from 0; argparse says the rest."""
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise argparse.ArgumentTypeError(_("{text} is not a whole number from 0 on").format(text=repr(text)))
    return number


def file_name(text: str) -> Path:
    """Return the path that ``text`` names; an empty one would mean the folder that one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError(_("an empty name stands for no file"))
    return Path(text)


def _play(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(commands, "play", "play", _("open the game with a scenario on the table"))
    _scenario(command)
    _seed(command)


def _author(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(
        commands,
        "author",
        "author",
        _("open the author's screen: findings, map and tests of a file while you write it"),
    )
    command.add_argument("scenario", metavar="FILE", help=_("scenario file, broken or not"))


def _check(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(commands, "check", "check", _("read scenarios and say what is wrong, with file, line and column"))
    command.add_argument("paths", nargs="+", metavar="PATH", help=_("scenario file, or a folder with scenario files"))
    command.add_argument("--format", choices=("text", "json"), default="text", help=_("how findings are written"))
    command.add_argument("--watch", action="store_true", help=_("check again whenever a file is saved; Ctrl+C ends"))
    command.add_argument(
        "--aims", action="store_true", help=_("also show where each objective starts and what measures make of it")
    )


def _autoplay(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(
        commands, "autoplay", "autoplay", _("play a scenario to its end without people and without a window")
    )
    _scenario(command)
    command.add_argument(
        "--turns", type=whole_number, metavar="N", help=_("play N turns, not as many as the scenario says")
    )
    _seed(command)
    command.add_argument(
        "--script", type=file_name, metavar="FILE", help=_("YAML file of orders, in the words of a scenario's tests")
    )
    command.add_argument(
        "--policy",
        metavar="NAME",
        help=_(
            "what moves the delegations that the script does not: 'steady' (default), 'idle', 'alone', 'cooperative', "
            "'bargain' (each with a temperament drawn by lot), or 'bargain:' with 'cautious', 'cooperative', "
            "'opportunist' or 'hard_bargainer'"
        ),
    )
    command.add_argument("--save", type=file_name, metavar="FILE", help=_("keep the session in a new save"))
    command.add_argument(
        "--json", type=file_name, metavar="OUT", help=_("write the whole course as JSON ('-' for stdout)")
    )


def _replay(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(commands, "replay", "replay", _("show what happened in a save"))
    command.add_argument("save", type=file_name, metavar="SAVE", help=_("save of a session"))
    command.add_argument(
        "--verify", action="store_true", help=_("give every command again and compare what it leads to with the save")
    )


def _test(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(commands, "test", "test", _("play the tests inside scenarios"))
    command.add_argument("paths", nargs="+", metavar="PATH", help=_("scenario file, or a folder with scenario files"))
    command.add_argument("--format", choices=("text", "json"), default="text", help=_("how reports are written"))


def _balance(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(
        commands, "balance", "balance", _("play a scenario many times and say what is wrong with its balance")
    )
    _scenario(command)
    command.add_argument(
        "--plays",
        type=whole_number,
        default=200,
        metavar="N",
        help=_("about how many games (default 200); every way of playing is tried at least once"),
    )
    _seed(command)
    command.add_argument("--format", choices=("text", "json"), default="text", help=_("how the report is written"))
    command.add_argument("--json", type=file_name, metavar="OUT", help=_("also write the report as JSON into a file"))
    command.add_argument(
        "--workers", type=whole_number, metavar="N", help=_("processes that play (default: one for each core)")
    )


def _new(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(commands, "new", "new", _("write a small scenario to begin with"))
    command.add_argument("name", nargs="+", metavar="NAME", help=_("name of the new scenario, or the path of its file"))
    command.add_argument(
        "--from", dest="base", metavar="SCENARIO", help=_("write a variant of this scenario: only what differs")
    )


def _schema(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(commands, "schema", "schema", _("print the schema from which editors complete and check scenarios"))
    command.add_argument("--out", type=file_name, metavar="FILE", help=_("write it to a file"))
    command.add_argument(
        "--docs", type=file_name, metavar="DIR", help=_("write the pages of findings, formulas and keys instead")
    )


def _parameters(commands: _Commands) -> None:  # type: ignore[valid-type]
    _add(commands, "parameters", "parameters", _("print the parameters of the model with units, ranges and sources"))


def _backcast(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(
        commands, "backcast", "backcast", _("fit the model to recorded years and predict the years after them")
    )
    command.add_argument(
        "--data", type=file_name, metavar="FILE", help=_("another recorded series (the format is in docs/backcast.md)")
    )
    command.add_argument("--json", type=file_name, metavar="OUT", help=_("write everything as JSON ('-' for stdout)"))


def _plausibility(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(
        commands,
        "plausibility",
        "plausibility",
        _("try every measure and every parameter of the model, and write tables and figures"),
    )
    command.add_argument(
        "--out", type=file_name, required=True, metavar="DIR", help=_("folder of the pages and pictures, as in docs")
    )


def _pictures(commands: _Commands) -> None:  # type: ignore[valid-type]
    command = _add(commands, "pictures", "pictures", _("draw every screen of a demonstration game into PNG files"))
    command.add_argument("--out", type=file_name, required=True, metavar="DIR", help=_("folder for the pictures"))
    command.add_argument("--screen", metavar="NAME", help=_("only this screen"))
    command.add_argument("--theme", choices=("light", "dark", "contrast"), default="light", help=_("colours"))
    command.add_argument("--text", type=int, choices=(100, 150, 200), default=100, help=_("text size in per cent"))
    command.add_argument("--size", default="1280x720", metavar="WxH", help=_("size in pixels"))
