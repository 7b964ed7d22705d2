"""Runs the command line in a process of its own."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from game.cli import main

# Whoever runs the tests in the background of a shell hands down that Ctrl+C is not heard.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
