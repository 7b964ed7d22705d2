"""The model of docs/model.md once more: slow, scalar, in plain floats, dictionaries and loops.

Written from that page alone. Where it and ``game.simulation`` disagree, one of them is wrong.
"""
