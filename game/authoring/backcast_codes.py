"""Findings about recorded series."""

from game.model.text import gettext_noop
from game.scenario.codes import Reads, errors, register

YEARS = "E411"
NOT_FITTABLE = "E412"
START_DIFFERS = "E413"

register(
    errors(
        (
            (
                YEARS,
                gettext_noop("Years of a recorded series"),
                gettext_noop(
                    "A series has consecutive years, a figure for every route in each, and its last years are tested."
                ),
                "",
            ),
            (
                NOT_FITTABLE,
                gettext_noop("Shock whose size cannot be had"),
                gettext_noop(
                    "A shock has a number, takes the size of another, or is fitted; then the fitted years must see it "
                    "begin. At most three figures are fitted."
                ),
                "",
            ),
            (
                START_DIFFERS,
                gettext_noop("Origins that leave a part of the start out"),
                gettext_noop("The model starts at the recorded first year, so every route taken then needs an origin."),
                "",
            ),
        ),
        Reads.NOTHING,
    )
)
