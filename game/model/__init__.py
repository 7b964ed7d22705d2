"""Frozen vocabulary of the game: what a scenario is made of, in words without behaviour."""
