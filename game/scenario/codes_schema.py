"""Findings about keys and values, expressions and scripts."""

from game.model.expression_tokens import Fault
from game.model.text import gettext_noop
from game.scenario.codes import Reads, errors, register

UNKNOWN_KEY = "E201"
MISSING_KEY = "E202"
WRONG_KIND = "E203"
NOT_ONE_OF = "E204"
OUT_OF_RANGE = "E205"
TEXT_RULE = "E206"
LIST_LENGTH = "E207"
VALUE_RULE = "E208"
EXPRESSION_SYNTAX = "E210"
EXPRESSION_NAME = "E211"
EXPRESSION_KIND = "E212"
EXPRESSION_LIMIT = "E213"
UNKNOWN_ID = "E220"
STEP_INCOMPLETE = "E221"
STEP_SUPERFLUOUS = "E222"

OF_FAULT = {
    Fault.SYNTAX: EXPRESSION_SYNTAX,
    Fault.NAME: EXPRESSION_NAME,
    Fault.KIND: EXPRESSION_KIND,
    Fault.LIMIT: EXPRESSION_LIMIT,
}

_VALUES = (
    (
        UNKNOWN_KEY,
        gettext_noop("Unknown key"),
        gettext_noop("This key means nothing here: it is misspelt, or indented under the wrong key."),
        "play:\n- {delegation: kenya, fund: audit, at: KEN, amuont: 4}",
    ),
    (
        MISSING_KEY,
        gettext_noop("A key is missing"),
        gettext_noop("This item cannot do without the key."),
        "play:\n- {fund: audit, at: KEN, amount: 4}",
    ),
    (
        WRONG_KIND,
        gettext_noop("A value of the wrong kind"),
        gettext_noop("A number stands where a text is needed, a text where a list is needed, and so on."),
        "play:\n- end_turn: soon",
    ),
    (
        NOT_ONE_OF,
        gettext_noop("Not one of the possible words"),
        gettext_noop("Only a few words are possible here; each place has its own."),
        "play:\n- {delegation: kenya, found: audit, amount: 4}",
    ),
    (
        OUT_OF_RANGE,
        gettext_noop("A number out of range"),
        gettext_noop("The number is too small or too large for this place."),
        "play:\n- end_turn: 0",
    ),
    (
        TEXT_RULE,
        gettext_noop("A text that is too short, too long or of the wrong form"),
        gettext_noop(
            "Ids are written in small letters, digits and underscores; jurisdictions in three capital letters."
        ),
        "play:\n- {delegation: '', fund: audit, amount: 4}",
    ),
    (
        LIST_LENGTH,
        gettext_noop("A list that is too short or too long"),
        gettext_noop("The list needs more items, or may not have as many."),
        "play: []",
    ),
    (
        VALUE_RULE,
        gettext_noop("A value that breaks a rule of its place"),
        gettext_noop("The message says which rule."),
        "play:\n- {delegation: kenya, link: kenya}",
    ),
)

_EXPRESSIONS = (
    (
        EXPRESSION_SYNTAX,
        gettext_noop("An expression that cannot be read"),
        gettext_noop("A sign, a bracket or a quantity is missing or too many."),
        "turn > and criminality(KEN) > 7",
    ),
    (
        EXPRESSION_NAME,
        gettext_noop("An unknown name in an expression"),
        gettext_noop("There is no quantity of this name, or no such id in this scenario."),
        "crimnality(KEN) > 7",
    ),
    (
        EXPRESSION_KIND,
        gettext_noop("A number where a condition is needed, or the reverse"),
        gettext_noop('"and", "or" and "not" join conditions; signs join numbers; events need a condition.'),
        "criminality(KEN) and turn > 3",
    ),
    (
        EXPRESSION_LIMIT,
        gettext_noop("An expression that is too long or too deep"),
        gettext_noop("At most 2,000 characters, 500 parts and 32 levels of brackets."),
        "(" * 40 + "turn > 3" + ")" * 40,
    ),
)

_SCRIPTS = (
    (
        UNKNOWN_ID,
        gettext_noop("A step names something that the scenario does not have"),
        gettext_noop("Delegations, measures, places, projects and instruments go by the ids of the scenario."),
        "play:\n- {delegation: kenia, fund: audit, at: KEN, amount: 4}",
    ),
    (
        STEP_INCOMPLETE,
        gettext_noop("A step that does not say enough"),
        gettext_noop("A measure needs its target, its amount and for some its market or resilience block."),
        "play:\n- {delegation: kenya, fund: audit, at: KEN}",
    ),
    (
        STEP_SUPERFLUOUS,
        gettext_noop("A step that says too much"),
        gettext_noop("This measure takes no amount, market or block."),
        "play:\n- {delegation: kenya, fund: audit, at: KEN, amount: 4, market: fauna}",
    ),
)

register(errors(_VALUES, Reads.SCRIPT))
register(errors(_EXPRESSIONS, Reads.EXPRESSION))
register(errors(_SCRIPTS, Reads.SCRIPT))
