"""What a finding tells to write instead, for what people write who do not know the words."""

import pytest

from game.scenario.diagnostic import Diagnostic
from game.scenario.example import example_text
from game.scenario.load import read_scenario
from game.scenario.remedies import as_id

TWO = "delegations:\n- {id: balkans, jurisdictions: [KEN]}\n- {id: china, jurisdictions: [CHN]}\n"
AIM = """\
delegations:
- id: balkans
  jurisdictions: [KEN, CHN]
  needs: [%s]
  mandates:
  - id: first
    objectives:
    - {id: aim, text: An aim, quantity: %s, bronze: 1, silver: 2, gold: 3}
"""
EVENT = "events:\n- {id: story, when: %s, headline: News, effects: [{kind: leg_cost, leg: direct, amount: %s}]}\n"
LEG = "legs:\n- {id: direct, name: Motorway to Mombasa, from: KEN, to: %s, mode: %s}\n"
DRAFT = """\
negotiation:
  opening_drafts:
  - {id: first, title: A draft, sponsors: [%s], operative: [{id: a, verb: Takes note of, text: all}]}
"""
PARTIES = "instruments: [{id: treaty, name: A treaty, parties: [%s]}]\n"


def error(lines: str) -> Diagnostic:
    found = read_scenario(example_text(lines), "x.yaml").diagnostics
    return next(one for one in found if one.code.startswith("E"))


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        (AIM % ("All", "“trust(balkans, china)”"), "E201", '“ is no quote here: type the plain "'),
        (AIM % ("All", "‘trust(balkans, china)’"), "E201", '‘ is no quote here: type the plain "'),
        (AIM % ("All", "trust(balkans, china)"), "E201", "a comma ends a value"),
        (AIM % ("From Greece: fewer guns", "turn"), "E203", '"From Greece: fewer guns"'),
        ("lessons: {90: 6}", "E203", "{turns: 6, turn_years: …}"),
        ("suppress: [H320]", "E203", "{code: H320, reason: …}"),
        (LEG % ("CHN", "plane"), "E204", 'did you mean "air"?'),
        (LEG % ("CHN", "Boat"), "E204", 'did you mean "sea"?'),
        (LEG % ("CHN", "train"), "E204", 'did you mean "land"?'),
        (LEG % ("CHN", "lend"), "E204", 'did you mean "land"?'),
        (PARTIES % "balkans", "E206", 'what it answers for, "KEN"?'),
        (PARTIES % "Ivory Coast", "E206", 'did you mean "CIV"?'),
        (PARTIES % "the UK", "E206", 'did you mean "GBR"?'),
        (TWO + DRAFT % "CHN", "E206", 'did you mean "china"?'),
        (TWO + "lessons: {45: {seats: [KEN]}}", "E206", 'did you mean "balkans"?'),
        ("delegations: [{id: türkiye, jurisdictions: [KEN, CHN]}]", "E206", 'did you mean "turkiye"?'),
        ("delegations: [{id: Turkiye, jurisdictions: [KEN, CHN]}]", "E206", 'did you mean "turkiye"?'),
        (EVENT % ("turn >= 2", "−0.4"), "E203", "Type the plain minus: -0.4."),
        (PARTIES % "Niger", "E206", 'did you mean "NER"?'),
        (EVENT % ("“turn == 1”", "0.4"), "E210", "Delete it"),
        ("jurisdictions: [{id: KEN, corruption: 65}, {id: CHN}]", "E205", "0.65 is 65 per cent"),
        ("jurisdictions: [{id: KEN, corruption: {value: 65}}, {id: CHN}]", "E205", "0.65 is 65 per cent"),
        ("jurisdictions: [{id: KEN, corruption: 1.2e9}, {id: CHN}]", "E205", "1 - CPI / 100"),
        ("rules: {turns: 6.000}", "E203", "Write 6: the point marks decimals."),
        ("rules: {turns: 6.5}", "E203", "urns"),
        (EVENT % ("in the second turn", "0.4"), "E211", "Write a formula, as in turn >= 3"),
        (EVENT % ("flow(Motorway to Mombasa) > 1", "0.4") + LEG % ("CHN", "sea"), "E210", 'did you mean "direct"?'),
        (EVENT % ('"resilience(KEN, judicial system) > 1"', "0.4"), "E210", 'did you mean "judicial_system"?'),
        (EVENT % ("criminality(KEN counterfeit) > 1", "0.4"), "E210", "comma between them: KEN, counterfeit"),
        (TWO + EVENT % ("criminality(balkans) > 1", "0.4"), "E211", 'the id of a delegation. Possible here: "KEN"'),
        (TWO + EVENT % ('"trust(china, serbia) > 1"', "0.4"), "E211", 'Possible here: "balkans", "china".'),
    ],
)
def test_the_remedy_is_what_was_meant(lines: str, code: str, words: str) -> None:
    if "parties" in lines:
        lines = TWO + lines
    found = error(lines)
    assert found.code == code, found
    assert words in found.remedy


def test_a_key_too_far_left_is_told_where_it_belongs() -> None:
    text = AIM.replace("    objectives:", "  objectives:") % ("All", "turn")
    (found,) = [one for one in read_scenario(example_text(text), "x.yaml").diagnostics if one.code.startswith("E")]
    assert (found.code, found.line) == ("E201", 18)
    assert 'missing in mandate "first"' in found.remedy


def test_a_dash_without_a_space_is_named_where_it_makes_a_key() -> None:
    found = read_scenario(example_text("events:\n-id: depot\n"), "x.yaml").diagnostics
    assert [one.remedy for one in found if one.code == "E201"] == ["Put a space after the dash."]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Côte d’Ivoire", "cote_d_ivoire"), ("2nd Größe", "nd_grosse"), ("中国", ""), ("Łódź!", "lodz"), ("", "")],
)
def test_an_id_is_offered_in_its_own_letters(text: str, name: str) -> None:
    assert as_id(text) == name
