from game.client.view_models.findings import count_words, findings
from game.scenario.load import read_scenario

TEXT = "title: A\nmarkets:\n- id: counterfiet   # {}\n".format("long " * 60)


def test_each_finding_has_its_place_sentence_and_line():
    read = read_scenario(TEXT, "a.yaml")
    rows = findings(read.diagnostics)
    row = next(row for row in rows if row.marked == "counterfiet")
    assert row.place == "Line 3, column 7"
    assert row.before == "- id: "
    assert row.after.endswith("…")
    assert row.message
    assert row.has_excerpt


def test_problems_come_before_hints_and_are_counted():
    read = read_scenario(TEXT, "a.yaml")
    kinds = [row.kind for row in findings(read.diagnostics)]
    assert kinds == sorted(kinds, key=("Error", "Warning", "Hint").index)
    assert count_words(read.diagnostics).startswith(f"{kinds.count('Error')} problem")
