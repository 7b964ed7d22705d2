"""Findings of the balance report: they take hundreds of plays and belong to ``balance`` alone."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, register

ALONE_ENOUGH = "W500"
NO_REWARD = "W501"
NO_TEMPTATION = "W502"
NO_LEVERAGE = "W503"
NOTHING_HELPS = "W504"
NEVER_BOUGHT = "W510"
ALWAYS_BOUGHT = "W511"
LINKS_ENOUGH = "W512"
PATROLS_ENOUGH = "W513"
NEVER_MOVED = "W520"
OUT_OF_EVERY_REACH = "W530"
TOO_EASY = "W531"
TOO_RARE = "W532"
MEDAL_NEVER = "W533"
UNEVEN = "W534"
TOO_MANY_TURNS = "W540"
TOO_FEW_TURNS = "W541"
NO_SLOW_START = "W550"
PROMISES_IDLE = "W560"
NOTHING_AGREED = "W561"

_ROWS = (
    (
        ALONE_ENOUGH,
        gettext_noop("Going alone is nearly as good as cooperating"),
        gettext_noop(
            "If everybody spends at home only, the room gets at least 75 of the 100 points of the best cooperative "
            "plan found. There is little to negotiate about."
        ),
    ),
    (
        NO_REWARD,
        gettext_noop("Cooperation does not pay for a delegation"),
        gettext_noop(
            "The delegation's mandate ends no better when all cooperate than when everybody acts alone: a reasonable "
            "player there would never sign anything."
        ),
    ),
    (
        NO_TEMPTATION,
        gettext_noop("Defection does not tempt a delegation"),
        gettext_noop(
            "Its mandate ends no better if it spends at home, keeps its funds, or stops paying in the last third, "
            "while the others cooperate. Keeping its word costs it nothing, so nobody has to trust it."
        ),
    ),
    (
        NO_LEVERAGE,
        gettext_noop("A delegation without leverage"),
        gettext_noop(
            "If it does nothing at all while the others cooperate, the room loses less than 2 of 100 points: nobody "
            "needs it at the table."
        ),
    ),
    (
        NOTHING_HELPS,
        gettext_noop("Whatever is done, little changes"),
        gettext_noop(
            "Even under the best cooperative plan found the harm to the room falls by less than 0.3 points, on scales "
            "from 1 to 10."
        ),
    ),
    (
        NEVER_BOUGHT,
        gettext_noop("A measure that nobody should ever buy"),
        gettext_noop(
            "The best plan loses nothing without it, it hardly helps alone, and it is the best way to no objective. "
            "Buying it is a mistake that students cannot see."
        ),
    ),
    (
        ALWAYS_BOUGHT,
        gettext_noop("A measure that is always best"),
        gettext_noop(
            "If all funds go into this one measure, the room gets at least 60 of 100 points. Nothing has to be weighed."
        ),
    ),
    (
        LINKS_ENOUGH,
        gettext_noop("Posting every team on turn 1 is best"),
        gettext_noop(
            "Links cost no funds. If they alone bring 40 points to the room, or add 10 to going alone and make it as "
            "good as plain cooperation or worth 85, they are no choice."
        ),
    ),
    (
        PATROLS_ENOUGH,
        gettext_noop("Patrols alone are best"),
        gettext_noop(
            "A game in which all funds go into controls at borders and ports is at least as good for the room as "
            "spending widely at home, or as any other single measure."
        ),
    ),
    (
        NEVER_MOVED,
        gettext_noop("An index that never moves"),
        gettext_noop(
            "In no play does this published index end a twentieth of a point from where it ends if nobody acts."
        ),
    ),
    (
        OUT_OF_EVERY_REACH,
        gettext_noop("An objective that nobody reaches"),
        gettext_noop("Not one play of any kind ended with bronze or better."),
    ),
    (
        TOO_EASY,
        gettext_noop("An objective that everybody reaches"),
        gettext_noop(
            "It is bronze or better if nobody acts, or gold in more than 60 of 100 games of computers. Gold should be "
            "for few."
        ),
    ),
    (
        TOO_RARE,
        gettext_noop("An objective that hardly anybody reaches"),
        gettext_noop("It can be done, but fewer than 10 of 100 games of computers end with bronze or better."),
    ),
    (
        MEDAL_NEVER,
        gettext_noop("A medal that is out of reach"),
        gettext_noop("Bronze is reached in some play, silver or gold in none, of whatever kind."),
    ),
    (
        UNEVEN,
        gettext_noop("A delegation whose mandates are much harder or easier"),
        gettext_noop(
            "Between seats medals should mean the same. This delegation ends more than 0.8 of a medal above or below "
            "the mean of all in games of computers."
        ),
    ),
    (
        TOO_MANY_TURNS,
        gettext_noop("Too many turns"),
        gettext_noop("The best plan given up after two thirds of the turns still brings 97 of 100 points."),
    ),
    (
        TOO_FEW_TURNS,
        gettext_noop("Too few turns"),
        gettext_noop(
            "After the last turn the best plan has moved world criminality and world resilience together by less than "
            "0.25 points: students see nothing of what they did."
        ),
    ),
    (
        NO_SLOW_START,
        gettext_noop("No slow measure is worth buying on turn 1"),
        gettext_noop(
            "At this length of lesson every slow measure bought on turn 1 brings less, at the end of the epilogue, "
            "than the best quick one."
        ),
    ),
    (
        PROMISES_IDLE,
        gettext_noop("Promises do not matter"),
        gettext_noop(
            "In pairs of games of computers, with the same seed and seats, whoever keeps none of its pledges ends no "
            "worse than when it keeps them, and gets hardly fewer agreements in the second half."
        ),
    ),
    (
        NOTHING_AGREED,
        gettext_noop("Nothing is agreed"),
        gettext_noop("In games of computers that bargain hardly any agreement comes into force: nobody needs anybody."),
    ),
)
register(
    Code(code, Severity.WARNING, title, explanation, "found by main.py balance", Reads.NOTHING)
    for code, title, explanation in _ROWS
)
CODES_OF_BALANCE = frozenset(code for code, _title, _explanation in _ROWS)
