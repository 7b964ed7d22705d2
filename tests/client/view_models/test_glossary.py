import re

from game.client.view_models.glossary import found, glossary
from game.client.view_models.help_text import key_rows, turn_text


def test_every_term_that_the_help_refers_to_is_explained():
    keys = {term.key for term in glossary()}
    linked = re.findall(r"\[\[([^\]|]+)", turn_text())
    assert linked
    assert set(linked) <= keys


def test_terms_are_in_order_and_whole_sentences():
    terms = glossary()
    assert [term.name.casefold() for term in terms] == sorted(term.name.casefold() for term in terms)
    assert all(term.meaning.endswith(".") for term in terms)
    assert len({term.key for term in terms}) == len(terms)


def test_a_search_finds_names_before_meanings():
    hits = found(glossary(), "traffick")
    assert hits[0].name == "Trafficking in persons"
    assert len(hits) > 1
    assert found(glossary(), "zebra crossing") == ()
    assert found(glossary(), "") == glossary()


def test_the_two_crimes_are_told_apart():
    by_key = {term.key: term.meaning for term in glossary()}
    assert "not the smuggling of migrants" in by_key["trafficking in persons"]
    assert "not trafficking in persons" in by_key["smuggling of migrants"]


def test_keys_are_named():
    assert {"F1", "F11", "Esc"} <= {row.keys for row in key_rows()}
