"""Agreements, resolutions, voting, trust and the ledger of promises; knows nothing of the simulation."""
