"""What came short is told in words that people know: with its unit, and without ids."""

from dataclasses import replace

import pytest

from game.session.negotiation.agreements import Agreement, Status, Terms, agreement_code, secret_id
from game.session.negotiation.clauses import AmountUnit, ClauseKind
from game.session.negotiation.facts import Names
from game.session.negotiation.ledger import Entry
from game.session.negotiation.state import NegotiationState, PublicTable
from game.session.news_talks import talk_news

NAMES = Names({"china": "China", "straits": "Malaysia and Singapore"})
PARTIES = ("straits", "china")
SECRET = secret_id(PARTIES, 1)
SHORT = Entry(2, "A4", 0, ClauseKind.GIVE_FUNDS, AmountUnit.FUNDS, "china", ("straits",), due=4, delivered=1)
START = "China fell short of what it promised in"


def test_a_secret_agreement_is_called_by_a_short_code_and_others_by_their_own() -> None:
    assert [agreement_code(name) for name in (SECRET, secret_id(PARTIES, 2), "A4", "L.1")] == ["S1", "S2", "A4", "L.1"]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (SHORT, f"{START} A4: 1 of 4 units."),
        (replace(SHORT, due=1, delivered=0), f"{START} A4: 0 of 1 unit."),
        (replace(SHORT, due=2, unit=AmountUnit.TEAMS), f"{START} A4: 1 of 2 teams."),
        (replace(SHORT, unit=AmountUnit.PERCENT), f"{START} A4: 1 of 4 units."),
        (replace(SHORT, source=SECRET), f"{START} S1 with Malaysia and Singapore: 1 of 4 units."),
        (
            replace(SHORT, source=SECRET, unit=AmountUnit.NONE, due=1, delivered=0),
            "China did not do what it promised in S1 with Malaysia and Singapore.",
        ),
    ],
)
def test_a_shortfall_is_told_with_its_unit_and_the_name_of_what_was_agreed(entry: Entry, words: str) -> None:
    talks = NegotiationState(public=PublicTable(entries=(entry,)))
    assert [line.sentence for line in talk_news(talks, NAMES, 3)] == [words]


def test_a_secret_agreement_that_came_out_is_told_without_its_id() -> None:
    terms = Terms(PARTIES, (), secret=True)
    broken = Agreement(SECRET, "china", terms, Status.BROKEN, 1, PARTIES, since=1, over=2, revealed=True)
    talks = NegotiationState(public=PublicTable(agreements={SECRET: broken}))
    (line,) = talk_news(talks, NAMES, 3)
    assert line.sentence == "Agreement S1 between Malaysia and Singapore, China is broken."
