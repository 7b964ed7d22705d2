"""The command line: arguments, commands, and what is said when something goes wrong."""

from game.cli.main import main

__all__ = ["main"]
