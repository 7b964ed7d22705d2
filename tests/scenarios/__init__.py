"""The scenarios that come with the game, each held to what it promises."""
