"""Delegations moved by the computer: from a view and the legal commands to a command."""
