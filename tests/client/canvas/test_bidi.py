from hypothesis import given
from hypothesis import strategies as st

from game.client.canvas import bidi
from game.client.canvas.bidi import isolate, levels, visual


def shown(text, rtl):
    """Return the characters from left to right, with brackets as the font mirrors them."""
    found = levels(text, rtl)
    swap = str.maketrans("()[]«»", ")(][»«")
    drawn = [text[at].translate(swap) if found[at] % 2 else text[at] for at in visual(found)]
    return "".join(c for c in drawn if c not in bidi.INVISIBLE)


def test_hebrew_and_numbers_in_an_english_sentence():
    assert shown("one אבג two", rtl=False) == "one גבא two"
    assert shown("אבג 12 דה", rtl=False) == "הד 12 גבא"


def test_a_number_with_its_unit_keeps_its_order_among_arabic():
    assert shown("بلغ " + isolate("40 Gt") + " و", rtl=True) == "و 40 Gt غلب"
    assert shown("بلغ " + isolate("−7 %"), rtl=True) == "−7 % غلب"


def test_brackets_follow_their_content_and_their_line():
    assert shown("(NDC) من", rtl=True) == "نم (NDC)"
    assert shown("אב (גד) הו", rtl=True) == "וה (דג) בא"
    assert shown("a [אב] b", rtl=False) == "a [בא] b"


def test_the_full_stop_goes_to_the_end_of_the_line():
    assert shown("אבג.", rtl=True) == ".גבא"
    assert shown("אבג.", rtl=False) == "גבא."


def test_separators_inside_numbers_stay_there():
    assert shown("ب 1,234.5 ب", rtl=True) == "ب 1,234.5 ب"
    assert shown("ב 12/2027 ב", rtl=True) == "ב 12/2027 ב"


def test_an_isolate_does_not_reach_out():
    # Without it, the digits after the Arabic name would join it on its left.
    assert shown(isolate("قطر") + " 12 x", rtl=False) == "رطق 12 x"
    assert shown("قطر 12 x", rtl=False) == "12 رطق x"


def test_first_strong_character_decides_a_line():
    assert bidi.base_is_rtl("12 قطر a")
    assert not bidi.base_is_rtl("12 a قطر")
    assert not bidi.base_is_rtl(isolate("قطر") + " a")
    assert bidi.base_is_rtl("12 %", default=True)


@given(st.text(alphabet="ab אבת 12.,%+-()[]" + "\u2066\u2067\u2068\u2069عر", max_size=30), st.booleans())
def test_every_character_is_placed_once(text, rtl):
    found = levels(text, rtl)
    assert len(found) == len(text)
    assert sorted(visual(found)) == list(range(len(text)))
    assert all(level >= int(rtl) for level in found)
