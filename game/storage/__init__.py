"""Saves in SQLite, settings, and access to files."""
