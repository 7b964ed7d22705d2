import json

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.canvas.fonts import FOLDER, FontBook
from game.client.canvas.geometry import Rect
from game.client.canvas.text import Bounded, Span, TextEngine, readable

SAMPLES = {
    "latin": "Żółć, Ångström, œuvre, ligação — 40 %",
    "cyrillic": "Незаконный оборот, ґедзь",
    "arabic": "مكافحة الجريمة المنظمة",
    "chinese": "打击跨国有组织犯罪公约，“没收”。",
}


@pytest.fixture(scope="module")
def engine(fonts):
    return TextEngine(fonts, 1.0)


@pytest.fixture(scope="module")
def arabic(fonts):
    return TextEngine(fonts, 1.0, rtl=True)


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_every_character_of_the_languages_has_a_glyph(fonts, text):
    family = "latin"
    for character in text:
        family = fonts.family(character, family)
        assert fonts.covers(family, ord(character)), f"{character!r} is not in {family}"


@pytest.mark.parametrize("text", SAMPLES.values(), ids=SAMPLES.keys())
def test_every_script_leaves_ink_in_its_own_font(fonts, engine, text):
    surface = pygame.Surface((600, 40))
    engine.draw(surface, engine.layout(text), Rect(0, 0, 600, 40), (255, 255, 255))
    assert pygame.transform.average_color(surface)[0] > 1
    runs = engine.layout(text).lines[0].runs
    assert all(not run.rtl or run.family == "arabic" for run in runs)


def test_figures_are_all_equally_wide(engine):
    assert len({engine.width(f"{figure}" * 40) for figure in range(10)}) == 1
    assert len({engine.width(f"{sign}1" * 20) for sign in "+−"}) == 1


def test_arabic_letters_join(fonts):
    font = fonts.font("arabic", False, 40, True)
    joined, apart = font.size("مم")[0], font.size("م\u200cم")[0]
    assert joined != apart
    assert apart == 2 * font.size("م")[0]


@given(text=st.text(alphabet="abc d-e fgh 打击犯罪 مكافحة", max_size=120), width=st.integers(20, 300))
def test_lines_fit_and_lose_nothing(engine, text, width):
    layout = engine.layout(text, "body", width)
    for line in layout.lines:
        longest = max((len(run.text) for run in line.runs), default=0)
        assert line.w <= width or longest <= 1 or len(line.runs) == 1
    kept = "".join(sorted("".join(run.text for line in layout.lines for run in line.runs)))
    assert kept.replace(" ", "") == "".join(sorted(text)).replace(" ", "")


def test_lines_break_at_spaces_before_they_break_words(engine):
    layout = engine.layout("shares of funds", "body", engine.width("shares of") + 4)
    assert ["".join(run.text for run in line.runs) for line in layout.lines] == ["shares of", "funds"]


def test_chinese_breaks_between_signs_but_not_before_a_full_stop(engine):
    text = "打击跨国有组织犯罪。"
    layout = engine.layout(text, "body", engine.width(text) - 4)
    assert "".join(run.text for run in layout.lines[1].runs) == "罪。"


def test_a_word_longer_than_its_line_is_broken(engine):
    layout = engine.layout("x" * 200, "body", 100)
    assert len(layout.lines) > 5
    assert all(line.w <= 100 for line in layout.lines)


def test_what_is_too_long_ends_in_an_ellipsis_within_its_width(engine, arabic):
    for maker in (engine, arabic):
        layout = maker.layout("a delegation with a very long name", "body", 90, 1)
        assert layout.shortened
        assert len(layout.lines) == 1
        assert layout.w <= 90
        assert "…" in "".join(run.text for run in layout.lines[0].runs)
    assert not engine.layout("short", "body", 90, 1).shortened


def test_spans_keep_their_manner_over_lines(engine):
    spans = (Span("plain "), Span("strong words here", strong=True), Span(" end"))
    layout = engine.layout(spans, "body", 90)
    assert len(layout.lines) > 1
    assert all(run.strong == (run.span == 1) for line in layout.lines for run in line.runs)
    assert engine.width((Span("strong", strong=True),)) > engine.width("strong")


def test_words_of_left_to_right_scripts_keep_their_full_stop_at_their_end(arabic):
    layout = arabic.layout("Nothing was agreed.", "body")
    assert [run.text for run in layout.lines[0].runs] == ["Nothing was agreed."]
    mixed = arabic.layout("UNTOC هي", "body").lines[0].runs
    assert mixed[-1].text.strip() == "UNTOC"


def test_the_caret_stands_where_its_character_is_drawn(engine, arabic):
    left = engine.layout("abc")
    assert [engine.caret_x(left, at) for at in range(4)] == sorted(engine.caret_x(left, at) for at in range(4))
    right = arabic.layout("قطر")
    places = [arabic.caret_x(right, at) for at in range(4)]
    assert places[0] == right.w
    assert places == sorted(places, reverse=True)
    assert engine.index_at(left, engine.caret_x(left, 2)) == 2
    assert arabic.index_at(right, places[1]) == 1


def test_text_starts_on_the_right_where_lines_do(engine, arabic):
    rect = Rect(0, 0, 300, 20)
    assert engine.line_x(engine.layout("abc").lines[0], rect, "start") == 0
    assert arabic.line_x(arabic.layout("abc").lines[0], rect, "start") == 300 - arabic.width("abc")
    assert arabic.line_x(arabic.layout("abc").lines[0], rect, "left") == 0


def test_capitals_stand_in_the_middle_of_their_line(engine):
    surface = pygame.Surface((60, 60))
    engine.draw(surface, engine.layout("HHH", "display"), Rect(0, 0, 60, 60), (255, 255, 255), valign="centre")
    box = pygame.mask.from_threshold(surface, (255, 255, 255), (120, 120, 120)).get_bounding_rects()
    top, bottom = min(rect.top for rect in box), max(rect.bottom for rect in box)
    assert abs((top + bottom) / 2 - 30) <= 2


def test_without_the_fonts_there_is_a_sentence_and_plain_text(tmp_path):
    fonts = FontBook(tmp_path / "nowhere")
    assert "nowhere" in fonts.problem
    assert "Install" in fonts.problem
    engine = TextEngine(fonts, 1.0)
    assert engine.width("still readable") > 20
    assert engine.width("قطر 打击") > 0


def test_with_the_fonts_there_is_no_complaint(fonts):
    assert fonts.problem == ""
    assert set(json.loads((FOLDER / "coverage.json").read_text(encoding="utf-8"))) == {"latin", "arabic", "chinese"}


def test_strange_characters_do_no_harm(engine):
    for text in ("\0", "a\tb", "\u2069\u2068", "\ud7ff", "🦏", "e\u0301" * 40, "\n\n", "\u200f"):
        layout = engine.layout(text, "body", 60)
        engine.draw(pygame.Surface((60, 60)), layout, Rect(0, 0, 60, 60), (1, 2, 3))


def test_readable_words_have_plain_spaces_and_no_marks():
    assert readable("\u206812\u202f000\u00a0units\u2069") == "12 000 units"


def test_a_bounded_cache_forgets_what_was_used_longest_ago():
    cache = Bounded(3)
    for key in "abc":
        cache.put(key, key)
    assert cache.get("a") == "a"
    cache.put("d", "d")
    assert cache.get("b") is None
    assert cache.get("a") == "a"
    assert len(cache) == 3
    cache.put("big", "big", 50)
    assert len(cache) == 1
