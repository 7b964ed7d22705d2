"""Random numbers of the session: one generator for each (seed, stream, turn), so that an added draw moves no other."""

import hashlib

import numpy as np


def generator(seed: int, stream: str, turn: int = 0) -> np.random.Generator:
    """Return the generator of ``stream`` in ``turn``."""
    name = int.from_bytes(hashlib.sha256(stream.encode()).digest()[:8], "big")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, name, turn))))
