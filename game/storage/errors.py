"""What can be wrong with a save, each with a sentence for the person who plays."""


class SaveError(Exception):
    """A save cannot be used; ``str()`` is a whole sentence with the file and the remedy."""


class SaveInUseError(SaveError):
    """Another program has the save open."""


class NotASaveError(SaveError):
    """The file is not a save of this game, or there is none."""


class NewerSaveError(SaveError):
    """The save was written by a newer version of the game."""


class DamagedSaveError(SaveError):
    """So much of the save is damaged that nothing can be played from it."""


class SaveFailedError(SaveError):
    """A command could not be stored: the disk is full or gone; play must stop or go on in another place."""
