"""What can go wrong before the game starts."""


class SetupError(Exception):
    """The environment cannot be used or made; the message is one sentence that ends with the remedy."""
