"""The rules of play: commands, events, phases, legality, views, scoring and forecasts."""
