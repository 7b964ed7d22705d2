"""Findings of the checks that run the model: they take a moment and belong to ``check``, not to every reading."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, register

ALREADY_MET = "W320"
OUT_OF_REACH = "W321"
STILL = "W322"
NO_PLACE = "W326"
ONLY_KEPT = "H320"
NOT_TRIED = "H321"

_AIMS = """\
delegations:
- id: one
  jurisdictions: [KEN, CHN]
  mandates:
  - id: first
    objectives:
    - {id: aim, text: An aim, quantity: "%s", bronze: %s, silver: %s, gold: %s}"""

register(
    [
        Code(
            ALREADY_MET,
            Severity.WARNING,
            gettext_noop("An objective that is met without doing anything"),
            gettext_noop(
                "It is met at the start, and still at the end of a game in which nobody acts: no decision earns it. "
                "Ask for more, or for something else."
            ),
            _AIMS % ("corruption(KEN)", "0.9", "0.88", "0.86"),
            Reads.PLAYED,
        ),
        Code(
            OUT_OF_REACH,
            Severity.WARNING,
            gettext_noop("An objective that nobody can influence"),
            gettext_noop(
                "The program gave every measure to everybody, one after the other, and started every joint project; "
                "the quantity stayed the same each time."
            ),
            _AIMS % ("year", "2030", "2031", "2032"),
            Reads.PLAYED,
        ),
        Code(
            STILL,
            Severity.WARNING,
            gettext_noop("An index that never moves"),
            gettext_noop(
                "Whatever is funded, this published index stays within a hundredth of where it starts. Students would "
                "look at it in vain."
            ),
            "measures: [patrol]",
            Reads.PLAYED,
        ),
        Code(
            NO_PLACE,
            Severity.WARNING,
            gettext_noop("An effect that has no place in the model"),
            gettext_noop(
                "Each of its keys names something that is there, but not together: demand where the market has no "
                "destination, effort at an end that the leg does not have, a leg that nobody travels."
            ),
            "events: [{id: story, when: turn >= 2, headline: News, "
            "effects: [{kind: demand, jurisdiction: KEN, amount: 1.2}]}]",
            Reads.PLAYED,
        ),
        Code(
            ONLY_KEPT,
            Severity.HINT,
            gettext_noop("An objective that is met at the start"),
            gettext_noop(
                "It is met at the start and lost when nobody acts: an aim to keep something. One of three may be so; "
                "three of three would be dull."
            ),
            "rules: {drift: 0.2}\n" + _AIMS % ("criminality(KEN, counterfeit)", "6.1", "6", "5.9"),
            Reads.PLAYED,
        ),
        Code(
            NOT_TRIED,
            Severity.HINT,
            gettext_noop("A scenario too large to be tried in a few seconds"),
            gettext_noop(
                "The checks that run the model were left out; the balance report takes its time and makes them."
            ),
            "a scenario with many hundreds of legs",
            Reads.NOTHING,
        ),
    ]
)
CODES_OF_MODEL = frozenset({ALREADY_MET, OUT_OF_REACH, STILL, NO_PLACE, ONLY_KEPT, NOT_TRIED})
