import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.model.measures import MeasureId
from game.model.script import Contribute, EndTurn, Fund, Give, Join, Leave, Link, Script
from game.model.vocabulary import ArgumentKind, Vocabulary
from game.scenario.codes import Reads, registered
from game.scenario.diagnostic import ReadingError
from game.scenario.reading import read_text
from game.scenario.script import read_script, read_script_text, steps_from
from game.scenario.script import tests_from as scenario_tests
from game.scenario.script_checks import ScriptIds, check_script, check_test

PLACES = {
    ArgumentKind.JURISDICTION: {"KEN": "Kenya", "CHN": "China", "HKG": "Hong Kong"},
    ArgumentKind.MARKET: {"fauna": "Fauna", "arms": "Arms"},
    ArgumentKind.HABITAT: {"tsavo": "Tsavo"},
    ArgumentKind.LEG: {"mombasa_sea": "Mombasa by sea"},
    ArgumentKind.CHANNEL: {"hawala": "Hawala"},
    ArgumentKind.BLOCK: {"judicial_system": "Courts"},
    ArgumentKind.PROJECT: {"laboratory": "Laboratory"},
    ArgumentKind.INSTRUMENT: {"cites": "CITES"},
}
IDS = ScriptIds(
    delegations={"kenya": "Kenya", "china": "China", "tanzania": "Tanzania"},
    measures={**{measure.value: measure for measure in MeasureId}, "drones": MeasureId.RANGER_PATROL},
    places=PLACES,
    corridors={"north": "North"},
    own={"kenya": ("KEN",), "china": ("CHN", "HKG")},
)
GOOD = """\
name: rangers save the herd
seed: 7
play:
- {delegation: kenya, fund: ranger_patrol, at: tsavo, amount: 4, every_turn: true}
- {delegation: kenya, link: tanzania}
- {delegation: kenya, fund: audit, amount: 2}
- {delegation: kenya, fund: joint_investigation, at: hawala}
- {delegation: china, fund: prevention, at: CHN, amount: 1, market: arms}
- {delegation: china, fund: technical_assistance, at: KEN, amount: 3, block: judicial_system}
- {delegation: china, contribute: laboratory, amount: 5}
- {delegation: china, join: cites}
- {delegation: china, leave: cites}
- {delegation: china, give: 3, to: kenya, every_turn: true}
- end_turn: 4
"""


def messages(text):
    """Read a script and give every finding, of reading or of checking."""
    try:
        found = check_script(read_script_text(text, "f"), IDS)
    except ReadingError as error:
        found = error.diagnostics
    return list(found)


def test_every_verb_is_read_with_its_place():
    read = read_script_text(GOOD, "f")
    assert read.script == Script(
        (
            Fund("kenya", "ranger_patrol", "tsavo", 4, every_turn=True),
            Link("kenya", "tanzania"),
            Fund("kenya", "audit", "", 2),
            Fund("kenya", "joint_investigation", "hawala"),
            Fund("china", "prevention", "CHN", 1, market="arms"),
            Fund("china", "technical_assistance", "KEN", 3, block="judicial_system"),
            Contribute("china", "laboratory", 5),
            Join("china", "cites"),
            Leave("china", "cites"),
            Give("china", "kenya", 3, every_turn=True),
            EndTurn(4),
        ),
        "rangers save the herd",
        7,
    )
    assert [step.line for step in read.script.steps] == list(range(4, 15))
    assert read.script.steps[0].column == 3
    assert check_script(read, IDS) == []


def test_a_list_alone_is_a_script(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text("- {delegation: kenya, join: cites}\n- end_turn: 2\n")
    read = read_script(path, "short.yaml")
    assert read.script == Script((Join("kenya", "cites"), EndTurn(2)))
    assert check_script(read, IDS) == []


SCRIPT_CODES = [code for code in registered().values() if code.reads is Reads.SCRIPT]


@pytest.mark.parametrize("code", SCRIPT_CODES, ids=lambda code: code.id)
def test_the_example_of_a_code_triggers_it(code):
    assert [found.code for found in messages(code.example)] == [code.id]


@pytest.mark.parametrize(
    ("step", "code", "column", "said"),
    [
        ("{delegation: kenia, join: cites}", "E220", 16, 'did you mean "kenya"'),
        ("{delegation: Kenya, join: cites}", "E220", 16, 'did you mean "kenya"'),
        ("{delegation: kenya, join: cits}", "E220", 29, 'did you mean "cites"'),
        ("{delegation: kenya, link: tanzanya}", "E220", 29, 'did you mean "tanzania"'),
        ("{delegation: kenya, give: 3, to: chine}", "E220", 36, 'did you mean "china"'),
        ("{delegation: kenya, contribute: labratory, amount: 2}", "E220", 35, 'did you mean "laboratory"'),
        ("{delegation: kenya, fund: ranger_patrl, at: tsavo, amount: 4}", "E220", 29, 'did you mean "ranger_patrol"'),
        ("{delegation: kenya, fund: ranger_patrol, at: tsvo, amount: 4}", "E220", 48, 'did you mean "tsavo"'),
        ("{delegation: kenya, fund: ranger_patrol, at: KEN, amount: 4}", "E220", 48, 'There is no habitat "KEN"'),
        ("{delegation: kenya, fund: drones, at: KEN, amount: 4}", "E220", 41, 'There is no habitat "KEN"'),
        ("{delegation: kenya, fund: patrol, at: hawala, amount: 4}", "E220", 41, 'There is no leg "hawala"'),
        ("{delegation: kenya, fund: corridor_protection, at: tsavo, amount: 4}", "E220", 54, "wildlife corridor"),
        ("{delegation: china, fund: audit, amount: 4}", "E221", 23, '"CHN", "HKG"'),
        ("{delegation: kenya, fund: patrol, amount: 4}", "E221", 23, '"mombasa_sea"'),
        ("{delegation: kenya, fund: patrol, at: mombasa_sea}", "E221", 23, "needs an amount"),
        ("{delegation: kenya, fund: prevention, amount: 4}", "E221", 23, '"fauna", "arms"'),
        ("{delegation: kenya, fund: technical_assistance, at: CHN, amount: 4}", "E221", 23, '"judicial_system"'),
        ("{delegation: kenya, fund: liaison, at: china}", "E221", 23, "link:"),
        ("{delegation: kenya, fund: joint_investigation, at: hawala, amount: 4}", "E222", 70, "one team"),
        ("{delegation: kenya, fund: audit, amount: 4, block: judicial_system}", "E222", 54, "Delete the block"),
        ("{delegation: kenya}", "E204", 3, "does not say what to do"),
        ("{delegation: kenya, join: cites, leave: cites}", "E204", 36, "two things"),
        ("{delegation: kenya, fund: audit, amount: 1.5}", "E203", 44, "whole number"),
        ("{delegation: kenya, fund: audit, amount: -1}", "E205", 44, "at least 0"),
        ("{delegation: kenya, give: 1, to: kenya}", "E208", 36, "to itself"),
        ("{end_turn: 1000000}", "E205", 14, "at most 200"),
        ("{end_turn: 1, delegation: kenya}", "E201", 17, 'Unknown key "delegation" in step 1'),
        ("end_turn", "E203", 3, "Write end_turn: 1"),
        ("[kenya]", "E203", 3, "a list with 1 item"),
        ("", "E203", 2, "empty"),
    ],
)
def test_each_mistake_is_found_at_its_place(step, code, column, said):
    (found,) = messages(f"play:\n- {step}\n")
    assert (found.code, found.line, found.column) == (code, 2, column)
    assert said in f"{found.message} {found.remedy}"


@pytest.mark.parametrize(
    "text", ["play:\n", "seed: 3\n", "play: 3\n", "play: []\n", "seed: x\nplay:\n- end_turn: 1\n", "3\n"]
)
def test_what_is_no_script_is_refused(text):
    assert len(messages(text)) == 1


def test_mistakes_of_the_file_and_of_its_steps_come_together():
    found = messages("sed: 3\nplay:\n- end_turn: 0\n- {delegation: kenya, joim: cites}\n")
    assert [(one.code, one.line) for one in found] == [("E201", 1), ("E205", 3), ("E204", 4)]


def test_too_many_steps_are_refused():
    (found,) = messages("- end_turn: 1\n" * 2001)
    assert found.code == "E207"
    (found,) = messages("play:\n" + "- end_turn: 1\n" * 2001)
    assert found.code == "E207"


def test_proposed_orders_leave_their_delegation_out():
    read = read_text("orders:\n- {fund: audit, amount: 3}\n- {delegation: kenya, link: china}\n", "f")
    steps, findings = steps_from(read, ("orders",), "kenya")
    assert steps == (Fund("kenya", "audit", "", 3), Link("kenya", "china"))
    assert findings == []
    assert steps_from(read, ("absent",)) == ((), [])
    steps, (found,) = steps_from(read, ("orders",), "china")
    assert (found.line, found.column) == (3, 16)
    assert "china" in found.message


TESTS = """\
title: x
tests:
- name: one
  play: [{end_turn: 2}]
  expect:
  - population(tsavo) > 11000
  - pike(tsvo) < 0.45
  - turn
  hidden_from: {chyna: [kenya.objectives]}
"""


def test_tests_of_a_scenario_keep_the_places_of_what_they_expect():
    read = read_text(TESTS, "f")
    (one,), findings = scenario_tests(read)
    assert findings == []
    assert (one.name, one.script.seed, one.line) == ("one", 1, 3)
    assert (one.expect[0].text, one.expect[0].line, one.expect[0].column) == ("population(tsavo) > 11000", 6, 5)
    assert one.hidden_from == {"chyna": ("kenya.objectives",)}
    found = check_test(one, IDS, Vocabulary(PLACES), read, ("tests", 0))
    assert [(row.code, row.line, row.column) for row in found] == [("E211", 7, 10), ("E212", 8, 5), ("E220", 9, 17)]


def test_a_broken_step_in_a_test_is_named_with_its_test():
    read = read_text("tests:\n- {name: rangers, play: [{end_turn: 0}]}\n", "f")
    tests, (found,) = scenario_tests(read)
    assert tests == ()
    assert found.message == '"end_turn" in step 1 of test "rangers" must be at least 1, but is 0.'


WORDS = ["kenya", "fund", "at", "amount", "every_turn", "link", "true", "4", "-1", "1.5", "[", "]", "{", "}", ":", ": "]
WORDS += [", ", "\n", "- ", "  ", "end_turn", "delegation", "null", "''", "x" * 90, "*a", "!t", "play", "0x10", "~"]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_heap_of_words_is_read_or_explained(words):
    for found in messages("play:\n- " + "".join(words)):
        assert found.message


@given(st.data())
def test_any_change_to_a_good_script_is_read_or_explained(data):
    text = GOOD
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(st.sampled_from([*WORDS, ""])) + text[at + data.draw(st.integers(0, 6)) :]
    for found in messages(text):
        assert str(found)
