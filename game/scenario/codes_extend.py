"""Findings about files that extend others, copies, and suppressions."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, errors, register

BASE_MISSING = "E330"
BASE_CIRCLE = "E331"
BASE_BROKEN = "E332"
NOTHING_TO_CHANGE = "E333"
LIKE_WRONG = "E334"
REMOVED_FROM_NOTHING = "E335"
JOINS_WRONG = "E336"
SUPPRESSED_ERROR = "E340"
SUPPRESSED_UNKNOWN = "E341"
WENT_ALONG = "H310"
UNUSED_SUPPRESSION = "H311"

_ERRORS = (
    (
        BASE_MISSING,
        gettext_noop("A scenario to extend that is not there"),
        gettext_noop(
            "extends: names a scenario in the same folder or one that comes with the game, without a path: "
            "extends: ivory_corridor."
        ),
        "extends: ivory_coridor",
    ),
    (
        BASE_CIRCLE,
        gettext_noop("Scenarios that extend each other in a circle"),
        gettext_noop("Somewhere a scenario has to stand on its own feet. At most 8 files extend one another."),
        "extends: example",
    ),
    (
        BASE_BROKEN,
        gettext_noop("A scenario to extend that cannot be read"),
        gettext_noop("The file that this one extends is not readable YAML; its own findings say where."),
        "extends: a_file_with_a_fault",
    ),
    (
        NOTHING_TO_CHANGE,
        gettext_noop("A change to something that is not there"),
        gettext_noop("What is changed, copied with like: or removed must be in the scenario that is extended."),
        "extends: ivory_corridor\nremove: {legs: [ken_mis]}",
    ),
    (
        LIKE_WRONG,
        gettext_noop("A copy that cannot be made"),
        gettext_noop("like: makes a new item from another one of the same list: not from itself, not in a circle."),
        "extends: ivory_corridor\ndelegations: [{id: uganda, like: uganda, jurisdictions: [UGA]}]",
    ),
    (
        REMOVED_FROM_NOTHING,
        gettext_noop("Removing in a scenario that extends no other"),
        gettext_noop("remove: takes items out of the scenario that is extended; here there is none."),
        "title: Nothing below\nremove: {legs: [direct]}",
    ),
    (
        JOINS_WRONG,
        gettext_noop("A delegation that joins nobody"),
        gettext_noop("joins: gives a delegation's States, funds and teams to another delegation of the scenario."),
        "extends: ivory_corridor\ndelegations: [{id: tanzania, joins: tanzania}]",
    ),
    (
        SUPPRESSED_ERROR,
        gettext_noop("An error cannot be suppressed"),
        gettext_noop(
            "Warnings and hints may be left standing for a reason; errors stop play and have to be put right."
        ),
        "title: Quiet\nsuppress: [{code: E301, reason: It is fine like this.}]",
    ),
    (
        SUPPRESSED_UNKNOWN,
        gettext_noop("A suppression of a finding that does not exist"),
        gettext_noop("code: is one of the codes that the checker writes, as in W302."),
        "title: Quiet\nsuppress: [{code: W999, reason: It is fine like this.}]",
    ),
)

register(errors(_ERRORS[:2], Reads.FILE))
register(errors(_ERRORS[2:3], Reads.NOTHING))
register(errors(_ERRORS[3:5], Reads.FILE))
register(errors(_ERRORS[5:6], Reads.SCENARIO))
register(errors(_ERRORS[6:7], Reads.FILE))
register(errors(_ERRORS[7:], Reads.SCENARIO))
register(
    [
        Code(
            WENT_ALONG,
            Severity.HINT,
            gettext_noop("What went with something that was removed"),
            gettext_noop(
                "What hangs on a removed item goes with it: routes of a State, effects at a route, aims that ask for "
                "it. The list lets you see whether that is meant."
            ),
            "extends: ivory_corridor\nremove: {jurisdictions: [NGA]}",
            Reads.FILE,
        ),
        Code(
            UNUSED_SUPPRESSION,
            Severity.HINT,
            gettext_noop("A suppression of nothing"),
            gettext_noop("The finding that it is about does not come up (any more)."),
            "title: Quiet\nsuppress: [{code: W302, reason: One leg waits for an event.}]",
            Reads.SCENARIO,
        ),
    ]
)
