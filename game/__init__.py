"""Corridors: a crisis-style negotiation game about transnational organised crime."""

__version__ = "0.1.0"
