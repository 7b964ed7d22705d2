"""Findings about values that can be read and are probably meant otherwise: texts cut short, odd sizes, odd marks."""

from game.model.text import gettext_noop
from game.scenario.codes import Code, Reads, Severity, register

CUT_BY_COMMA = "H307"
CUT_BY_SIGN = "H308"
ODD_SIZE = "H309"
NO_SPONSOR = "W328"
ABOVE_CAP = "W329"

register(
    [
        Code(
            CUT_BY_COMMA,
            Severity.HINT,
            gettext_noop("A sentence that a comma cuts into two items"),
            gettext_noop(
                "Between [ ] a comma begins the next item. Put the sentence in quotes, or write a list one item a line."
            ),
            "delegations: [{id: one, jurisdictions: [KEN, CHN], needs: [From all, numbers of stolen guns.]}]",
            Reads.SCENARIO,
        ),
        Code(
            CUT_BY_SIGN,
            Severity.HINT,
            gettext_noop("A text that ends at a #"),
            gettext_noop("A space and a # begin a comment, also in the middle of a sentence. Put the text in quotes."),
            "events: [\n  {id: story, when: turn >= 2, headline: Truce #1 in Libya\n  }]",
            Reads.SCENARIO,
        ),
        Code(
            ODD_SIZE,
            Severity.HINT,
            gettext_noop("A number that may be meant otherwise"),
            gettext_noop(
                "Per cent where a factor or a share is needed, thousands marked with a point, dollars where millions "
                "are meant. If it is right, suppress the hint."
            ),
            "events: [{id: story, when: turn >= 2, headline: News, "
            "effects: [{kind: supply, jurisdiction: KEN, amount: 30}]}]",
            Reads.SCENARIO,
        ),
        Code(
            NO_SPONSOR,
            Severity.WARNING,
            gettext_noop("A lesson that takes the sponsors of a draft from the table"),
            gettext_noop(
                "Only who sits at the table counts as a sponsor. The draft lies there, and cannot be voted on before "
                "somebody else sponsors it."
            ),
            """\
jurisdictions: [{id: KEN}, {id: CHN}]
delegations: [{id: one, jurisdictions: [KEN]}, {id: two, jurisdictions: [CHN]}]
lessons: {45: {seats: [two]}}
negotiation:
  opening_drafts:
  - id: first
    title: A draft
    sponsors: [one]
    operative: [{id: note, verb: Takes note of, text: the work of all}]""",
            Reads.SCENARIO,
        ),
        Code(
            ABOVE_CAP,
            Severity.WARNING,
            gettext_noop("An aim above what a delegation can hold"),
            gettext_noop("Funds beyond funds_cap are lost, so that nobody ever reaches this mark."),
            """\
delegations:
- id: one
  jurisdictions: [KEN, CHN]
  funds: 10
  funds_cap: 20
  mandates:
  - id: first
    objectives: [{id: purse, text: A reserve stays, quantity: funds(one), bronze: 12, silver: 18, gold: 25}]""",
            Reads.SCENARIO,
        ),
    ]
)
