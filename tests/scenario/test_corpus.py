"""Files with one fault each, and files that attack the reader: each is answered with a finding at its place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from game.scenario import guard
from game.scenario.diagnostic import ReadingError
from game.scenario.reading import read_file

CASES = Path(__file__).parents[1] / "cases" / "reading"
ROWS = [tuple(row.split()) for row in (CASES / "expected.txt").read_text("utf-8").splitlines()[1:]]
PARSERS = [pytest.param(yaml.SafeLoader, id="pure")]
if yaml.__with_libyaml__:
    PARSERS.append(pytest.param(yaml.CLoader, id="c"))

# Runs apart from the tests: a crash of the parser would take them with it.
ATTACKS = r"""
import json, resource, sys
from pathlib import Path
from game.scenario.reading import read_file
from game.scenario.diagnostic import ReadingError
folder = Path(sys.argv[1])
bomb = "a: &a [lol]\n" + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi"))
letters = "abcdefghijklmnopqrstuvwxyz"
merge = "a: &a {k: 1}\n"
merge += "".join(f"{b}: &{b} {{<<: [{', '.join(['*' + a] * 9)}]}}\n" for a, b in zip(letters, letters[1:]))
attacks = {
    "brackets": "[" * 30000, "braces": "{" * 30000, "pairs": "{a: " * 30000, "lines": "[\n" * 30000,
    "dashes": "- " * 30000, "questions": "? " * 30000, "mixed": "[{a: " * 30000, "closed": "[" * 30000 + "]" * 30000,
    "bomb": bomb, "merge": merge, "anchors": "&a " * 100000, "exclamations": "!" * 500000, "quotes": '"' * 1000000,
    "colons": ": " * 500000, "word": "a" * 1000000, "long_text": "a: '" + "b" * 1000000 + "'",
    "items": "x: [" + "a, " * 250000 + "]", "rows": "- a\n" * 210000,
    "keys": "".join(f"{i:x}: \n" for i in range(110000)),
    "digits": "x: " + "9" * 60000, "point": "x: ." + "9" * 60000, "signs": "x: " + "-" * 60000,
    "same_key": "a: 1\n" * 100000, "zeros": "- 01\n" * 100000, "pipes": "x: |\n" + "\n" * 900000,
}
answers = {}
for name, text in attacks.items():
    path = folder / f"{name}.yaml"
    path.write_text(text)
    try:
        read_file(path, may_be_list=True)
        answers[name] = "read"
    except ReadingError as error:
        answers[name] = error.diagnostics[0].code
        str(error), json.dumps([found.as_json() for found in error.diagnostics])
large = folder / "large.yaml"
with large.open("wb") as opened:
    opened.truncate(100 * 1024 * 1024)
try:
    read_file(large)
except ReadingError as error:
    answers["large"] = error.diagnostics[0].code
try:  # its own alone, where the system tells: what getrusage says can begin with the parent's
    peak = int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
answers["megabytes"] = peak / 1024
print(json.dumps(answers))
"""
ANSWERS = {
    **dict.fromkeys(("brackets", "pairs", "lines", "dashes", "mixed", "closed"), "E115"),
    **dict.fromkeys(("bomb", "merge", "anchors"), "E112"),
    "exclamations": "E114",
    "quotes": "E105",
    # A bracket where a key should be comes before the depth.
    **dict.fromkeys(("braces", "questions", "colons"), "E119"),
    "word": "E117",
    "long_text": "E117",
    "items": "E116",
    "rows": "E116",
    "keys": "E116",
    "digits": "E121",
    "point": "E121",
    "signs": "read",
    "same_key": "E118",
    "zeros": "E120",
    "pipes": "read",
    "large": "E102",
}


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("name", "code", "line", "column"), ROWS, ids=[row[0] for row in ROWS])
def test_one_fault_gives_one_finding_at_its_place(monkeypatch, parser, name, code, line, column):
    monkeypatch.setattr(guard, "_PARSER", parser)
    with pytest.raises(ReadingError) as caught:
        read_file(CASES / f"{name}.yaml", name)
    (found,) = caught.value.diagnostics
    assert (found.code, found.line, found.column) == (code, int(line), int(column))
    assert found.message
    assert found.remedy
    assert found.message[-1] in ".?!"


def test_every_broken_file_has_its_row():
    assert sorted(path.stem for path in CASES.glob("*.yaml")) == sorted(row[0] for row in ROWS)


@pytest.mark.skipif(sys.platform == "win32", reason="counts memory as POSIX does")
def test_attacks_are_answered_in_bounded_memory_and_without_a_crash(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ATTACKS, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert answers.pop("megabytes") < 200
    assert answers == ANSWERS
