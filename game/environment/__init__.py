"""The environment that ``main.py`` makes beside itself: checking it, making it, entering it.

Runs before anything is installed: it imports the standard library and ``game.model.text``, nothing else, and
what the check at each start does not need is imported only when it is needed.
"""
