"""Runs the command line in a process of its own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from game.cli import main

sys.exit(main(sys.argv[1:]))
