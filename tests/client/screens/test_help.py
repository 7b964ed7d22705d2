from collections.abc import Callable

from game.client.demonstration import Studio
from game.client.screens.help import HelpScreen


def test_a_term_in_the_text_leads_to_its_meaning(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(HelpScreen(made.app))
    link = next(node for node in pilot.ui.nodes if node.role == "link" and node.label == "two worlds")
    pilot.click(link.id)
    assert pilot.node("search").value == "two worlds"
    assert "if the others do nothing new" in pilot.words()


def test_a_term_can_be_asked_for_at_once(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(HelpScreen(made.app, "untoc"))
    assert "United Nations Convention against Transnational Organized Crime" in pilot.words()
    pilot.click("all")
    assert "Beneficial owner" in pilot.words()


def test_searching_narrows_the_words(studio: Callable[..., Studio]) -> None:
    made = studio()
    pilot = made.pilot(HelpScreen(made.app, page="words"))
    pilot.click("search")
    pilot.type("ivory")
    assert "CITES" in pilot.words()
    assert "Beneficial owner" not in pilot.words()
    pilot.type("xyz")
    assert "No word fits." in pilot.words()
