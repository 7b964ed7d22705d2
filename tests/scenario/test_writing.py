"""What can be read and is probably meant otherwise: hints that speak, and valid files that stay without them."""

import pytest

from game.scenario.example import example_text
from game.scenario.load import read_scenario

DELEGATION = "delegations:\n- id: one\n  jurisdictions: [KEN, CHN]\n"
EVENT = "events: [{id: story, when: turn >= 2, headline: News, effects: [{kind: %s, jurisdiction: KEN, amount: %s}]}]"
MARKET = """\
markets:
- id: counterfeit
  unit: thousand firearms
  unit_value: %s
  origins: [{jurisdiction: KEN, supply: %s}]
  destinations: [{jurisdiction: CHN}]
"""
PURSE = """\
  funds: 10
  funds_cap: 20
  mandates:
  - id: first
    objectives: [{id: purse, text: A reserve stays, quantity: funds(one), bronze: %s, silver: %s, gold: %s}]
"""


def said(lines: str, code: str) -> list[str]:
    found = read_scenario(example_text(lines), "x.yaml").diagnostics
    assert not [str(one) for one in found if one.code.startswith("E")]
    return [f"{one.message} {one.remedy}" for one in found if one.code == code]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("needs: [From Greece, numbers of stolen guns.]", 1),
        ("needs: [From Greece, numbers of stolen guns]", 1),
        ("offers: [A list, open to all. Funds, a link in Misrata.]", 1),
        ('needs: ["From Greece, numbers of stolen guns."]', 0),
        ("needs:\n  - From Greece, numbers of stolen guns.", 0),
        ("needs: [Funds, scanners, training]", 0),
        ("needs: [funds, scanners and people who use them]", 0),
        ("needs: [From all, ISPS numbers of ships.]", 0),
        ("needs: [We ask for help., and for time to use it]", 0),
    ],
)
def test_a_sentence_that_a_comma_cuts(line: str, number: int) -> None:
    assert len(said(f"{DELEGATION}  {line}\n", "H307")) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Truce #1 in Libya", 1),
        ("Truce # for a time", 0),
        ("Truce    #later", 0),
        ('"Truce" #1', 0),
        ('"Truce #1 in Libya"', 0),
        ("Truce#1", 0),
    ],
)
def test_a_text_that_ends_at_a_sign(text: str, number: int) -> None:
    lines = f"events:\n- id: story\n  when: turn >= 2\n  headline: {text}\n"
    assert len(said(lines, "H308")) == number


def test_a_comment_after_a_number_is_no_text() -> None:
    assert said(MARKET % ("2 #USD million", 20), "H308") == []


@pytest.mark.parametrize(
    ("kind", "amount", "remedy"),
    [
        ("supply", "30", "For 30 per cent more write 1.3."),
        ("demand", "15", "For 15 per cent more write 1.15."),
        ("supply", "3", None),
        ("block, block: prevention", "20", "from 0.1 to 1.5"),
        ("block, block: prevention", "1.5", None),
        ("corruption", "5", "from -0.06 to 0.03"),
        ("corruption", "-0.3", None),
        ("effort", "30", "from 0.1 to 1.2"),
        ("effort", "3", None),
    ],
)
def test_per_cent_where_a_factor_or_a_share_is_needed(kind: str, amount: str, remedy: str | None) -> None:
    found = said(EVENT % (kind, amount), "H309")
    assert len(found) == (remedy is not None)
    assert remedy is None or remedy in found[0]


@pytest.mark.parametrize(
    ("value", "supply", "words"),
    [
        ("1.5", "12", None),
        ("1.5", "12.000", '"12.000" is 12 and not 12000'),
        ("1.5", "12.0", None),
        ("1.5", "12.500", None),
        ("1500", "12", "For 1500 US dollars write 0.0015."),
        ("0.000", "12", None),
    ],
)
def test_thousands_and_dollars(value: str, supply: str, words: str | None) -> None:
    found = said(MARKET % (value, supply), "H309")
    assert len(found) == (words is not None)
    assert words is None or words in found[0]


def test_marks_above_the_cap_of_a_purse() -> None:
    assert "gold asks for 25" in said(DELEGATION + PURSE % (12, 18, 25), "W329")[0]
    assert said(DELEGATION + PURSE % (12, 18, 20), "W329") == []
    assert said(DELEGATION + PURSE % (25, 18, 12), "W329") == []


@pytest.mark.parametrize(
    ("seats", "sponsors", "least", "number"),
    [
        ("[two]", "[one]", 1, 1),
        ("[one]", "[one]", 1, 0),
        ("[one]", "[one, two]", 1, 0),
        ("[one]", "[one, two]", 2, 1),
        ("[two]", "[]", 1, 0),
        ("[two]", "[one]", 0, 0),
    ],
)
def test_a_lesson_without_the_sponsors_of_a_draft(seats: str, sponsors: str, least: int, number: int) -> None:
    lines = f"""\
delegations: [{{id: one, jurisdictions: [KEN]}}, {{id: two, jurisdictions: [CHN]}}]
lessons: {{45: {{seats: {seats}}}}}
negotiation:
  minimum_sponsors: {least}
  opening_drafts:
  - {{id: first, title: A draft, sponsors: {sponsors}, operative: [{{id: a, verb: Takes note of, text: all}}]}}
"""
    assert len(said(lines, "W328")) == number
