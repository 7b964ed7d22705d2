"""The build pass that every screen is made with: nodes, state by id, events, focus; knows nothing of the game."""
