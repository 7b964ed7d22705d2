#!/usr/bin/env python3
"""Start Corridors: make its environment on the first start, then hand over to game.cli.

This file has to be read by every Python, however old: no annotations, no f-strings, nothing but ASCII.
"""

import sys

if __name__ == "__main__":
    if not (3, 11) <= tuple(sys.version_info[:2]) <= (3, 14):
        sys.stderr.write(
            "corridors: This is Python %d.%d, and Corridors needs Python 3.11 to 3.14: install one of these "  # noqa: UP031 - old Pythons
            "and start again with it, for example: python3.13 main.py (on Windows: py -3.13 main.py).\n"
            % tuple(sys.version_info[:2])
        )
        sys.exit(2)

    try:
        from game.environment.start import start

        arguments = start(__file__, sys.argv[1:])  # comes back only inside the environment

        from game.cli import main

        code = main(arguments)
    except KeyboardInterrupt:  # while modules are read; later it is answered where it happens
        sys.stderr.write("corridors: Stopped.\n")
        code = 130
    sys.exit(code)
