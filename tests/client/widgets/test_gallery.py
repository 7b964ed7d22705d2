"""Every control in every theme, size, text size and direction, held against the checks."""

import pytest

from game.client.canvas.theme import THEMES
from game.client.interface.checks import flaws
from tests.client.widgets.gallery import PAGES, render


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_gallery_has_no_flaws(fonts, theme, scale, language):
    for size in ((1280, 720), (800, 600)):
        for page in PAGES:
            ui = render(theme, scale, size, page.key, language)
            assert flaws(ui) == [], f"{page.key} at {size}"


def test_everything_in_the_gallery_is_reached_by_tab(pilot):
    from tests.client.widgets.gallery import Gallery

    for page in PAGES:
        desk = pilot(Gallery(page=page.key).build)
        stops = set(desk.stops())
        assert stops == {node.id for node in desk.ui.nodes if node.focusable and node.enabled}


def test_a_page_is_answered_and_drawn_within_a_frame(pilot, benchmark):
    from tests.client.widgets.gallery import Gallery

    gallery = Gallery()
    desk = pilot(gallery.build)
    benchmark(desk.ui.draw, gallery.build)
