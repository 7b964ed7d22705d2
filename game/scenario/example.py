"""The smallest scenario, and how the example of a finding becomes a whole file to read."""

import re
from collections.abc import Iterable

MINIMAL = """\
title: The smallest scenario
stylised: true
jurisdictions:
- {id: KEN, markets: {counterfeit: 6}}
- {id: CHN, markets: {counterfeit: 7}}
markets:
- id: counterfeit
  origins: [{jurisdiction: KEN, supply: 5}]
  destinations: [{jurisdiction: CHN}]
legs:
- {id: direct, from: KEN, to: CHN, mode: sea}
delegations:
- {id: one, jurisdictions: [KEN, CHN]}
"""

_TOP_KEY = re.compile(r"^(\w+):", re.MULTILINE)


def example_text(lines: str) -> str:
    """Merge the lines of an example into the smallest scenario: each top key of theirs takes the place of its own."""
    return merged([MINIMAL, lines])


def merged(texts: Iterable[str]) -> str:
    """Put texts together: each top key takes the place of the same key before it."""
    blocks: dict[str, str] = {}
    for text in texts:
        blocks |= _blocks(text.rstrip("\n") + "\n")
    return "".join(blocks.values())


def _blocks(text: str) -> dict[str, str]:
    """Cut a file at its top keys."""
    starts = [match.start() for match in _TOP_KEY.finditer(text)]
    ends = [*starts[1:], len(text)]
    return {text[start:end].partition(":")[0]: text[start:end] for start, end in zip(starts, ends, strict=False)}
