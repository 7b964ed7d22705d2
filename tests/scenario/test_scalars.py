import math

import pytest

from game.scenario.scalars import LARGEST_WHOLE, ScalarError, resolve_plain

TEXTS = ["NO", "no", "yes", "on", "off", "y", "12:30", "1:2:3", "2024-01-01", "1_000", "1,000", "tRUE", "nULL", "0b11"]
TEXTS += [
    "0o8",
    "0xg",
    "1e",
    "e5",
    ".",
    "-",
    "+",
    "--1",
    "1.2.3",
    ".Nan",
    "1 000",
    "5%",
    "-0x1F",
    "٣",
    "½",
    "0O7",
    "inf",
]
VALUES = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "~": None,
    "null": None,
    "Null": None,
    "": None,
    "0": 0,
    "-7": -7,
    "+7": 7,
    "0o10": 8,
    "0x1F": 31,
    "1.5": 1.5,
    "-.5": -0.5,
    "1.": 1.0,
    "1e3": 1000.0,
    "007.5": 7.5,
    ".inf": math.inf,
    "-.INF": -math.inf,
    "+.Inf": math.inf,
    str(LARGEST_WHOLE): LARGEST_WHOLE,
}


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_only_text_stays_text(text):
    assert resolve_plain(text) == text


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_core_scalars(text, value):
    read = resolve_plain(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("text", ["010", "00", "-010", "+08"])
def test_leading_zeros_are_refused_with_both_ways_out(text):
    with pytest.raises(ScalarError, match="begins with 0") as caught:
        resolve_plain(text)
    assert caught.value.code == "E120"
    assert f'"{text}"' in caught.value.remedy


@pytest.mark.parametrize(
    "text", ["1e309", "-1e400", ".nan", ".NaN", "9" * 17, "9" * 60_000, "0x" + "F" * 16, "0." + "1" * 60_000]
)
def test_numbers_beyond_use_are_refused(text):
    with pytest.raises(ScalarError) as caught:
        resolve_plain(text)
    assert caught.value.code == "E121"
