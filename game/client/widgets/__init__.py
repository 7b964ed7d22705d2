"""Themed controls; they know nothing of the game."""
