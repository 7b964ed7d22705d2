"""The laws of the simulation, tried on generated networks."""
