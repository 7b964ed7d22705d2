"""Findings about what is negotiated: verbs of the body, brackets, what clauses do."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, errors, register

VERB = "E351"
BRACKET = "E352"
CLAUSE = "E353"
RULE_EFFECT = "E354"
NEVER_ADOPTED = "W325"

_DRAFT = """\
negotiation:
  opening_drafts:
  - id: first
    title: A draft
    operative:
    - %s"""

register(
    errors(
        (
            (
                VERB,
                gettext_noop("A verb that the body does not use, or not for this"),
                gettext_noop(
                    "A commission recommends and calls upon, a committee decides: which verbs a body has, and what "
                    "their clauses may do, depends on the body. Own verbs can be added under verbs."
                ),
                _DRAFT % "{id: one, verb: Condemns, text: all trafficking}",
            ),
            (
                BRACKET,
                gettext_noop("A bracket that cannot be settled"),
                gettext_noop(
                    "A bracket needs its place in the text, as in {amount}, and for each alternative what it settles: "
                    "a number, or equally, by_income or by_harm."
                ),
                _DRAFT % "{id: one, verb: Urges, text: more, brackets: [{id: how, alternatives: [much, little]}]}",
            ),
            (
                CLAUSE,
                gettext_noop("A clause that says too little, or too much, for what it does"),
                gettext_noop(
                    "A pooled fund and a common pledge need an amount, a pledge a measure, a rule its rule, a listing "
                    "its jurisdiction, a mandate its platform; none of them needs more. And no measure is pointed at "
                    "what it does not work on, as training at a leg."
                ),
                _DRAFT % "{id: one, verb: Decides to establish, text: a fund, does: pooled_fund}",
            ),
            (
                RULE_EFFECT,
                gettext_noop("An effect that a rule cannot have"),
                gettext_noop(
                    "A rule changes what the model reads, in the jurisdictions of those who support it; it gives no "
                    "funds and sets no flag."
                ),
                (
                    "negotiation:\n  rules:\n  - id: register\n    name: Register\n"
                    "    effects: [{kind: flag, flag: open}]"
                ),
            ),
        ),
        Reads.SCENARIO,
    )
)
register(
    [
        Code(
            NEVER_ADOPTED,
            Severity.WARNING,
            gettext_noop("A table too small for its own rules"),
            gettext_noop(
                "A draft needs more sponsors or supporters here than there are delegations: none is voted on."
            ),
            "negotiation: {minimum_support: 5}",
            Reads.SCENARIO,
        )
    ]
)
