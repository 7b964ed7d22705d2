"""Corridors: a crisis-style negotiation game about transnational organised crime."""

__version__ = "0.1.0"

import os

# One core is what the model is written for: threads of the matrix library wait for each other on a busy machine, a
# hundred times longer than the work takes, and sum in another order. It reads this when numpy is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_name, "1")
