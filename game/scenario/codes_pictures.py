"""Findings about pictures that a scenario names."""

from game.model.text import gettext_noop
from game.scenario.codes import Reads, errors, register

PICTURE_PATH = "E345"
PICTURE_MISSING = "E346"
PICTURE_KIND = "E347"
PICTURE_LARGE = "E348"

register(
    errors(
        (
            (
                PICTURE_PATH,
                gettext_noop("A picture outside the folder of its scenario"),
                gettext_noop(
                    "Pictures lie in the folder of the scenario or in one inside it, so that it can be handed on as "
                    "one folder. Links are not followed."
                ),
                "picture: ../holidays.png",
            ),
            (
                PICTURE_MISSING,
                gettext_noop("A picture that is not there"),
                gettext_noop("Names are written as the files are called, capital letters included."),
                "picture: pictures/prot.png",
            ),
            (
                PICTURE_KIND,
                gettext_noop("A file that is no picture"),
                gettext_noop("Pictures are PNG or JPEG files; the first bytes of the file decide, not its name alone."),
                "picture: notes.txt",
            ),
            (
                PICTURE_LARGE,
                gettext_noop("A picture that is too large"),
                gettext_noop("At most 4 MB and 4,096 pixels each way, read before anything is decoded."),
                "picture: poster.png with 40,000 by 40,000 pixels",
            ),
        ),
        Reads.NOTHING,
    )
)
