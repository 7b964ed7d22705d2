import pytest

from game.client import widgets as w


def test_a_change_is_said_in_words(pilot):
    def build(ui):
        area = ui.area(inset=20)
        w.stat(ui, "seized", area.cut_top(100), "Seized", "12.4", "t", w.Change("+1.8", 1, "worse"))
        w.stat(ui, "herd", area.cut_top(100), "Herd", "410", "head", w.Change("−3", -1, "better"))
        w.stat(ui, "same", area.cut_top(100), "Trust", "50", "", w.Change("no change"))

    desk = pilot(build)
    assert desk.node("seized").value == "12.4 t +1.8 worse ▲"
    assert desk.node("herd").value == "410 head −3 better ▼"
    assert desk.node("same").value == "50 no change"


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_statistic_fits_the_height_it_asks_for(pilot, scale):
    def build(ui):
        high = w.stat_height(ui, "A rather long name of an index", 300)
        w.stat(ui, "x", w.Rect(20, 20, 300, high), "A rather long name of an index", "1", "t", w.Change("+1", 1))

    assert pilot(build, scale=scale).ui.problems == []


def test_progress_says_its_share(pilot):
    desk = pilot(lambda ui: w.progress(ui, "p", w.Rect(20, 20, 300, 44), "Radar", 0.62))
    assert desk.node("p").value == "62%"


def test_a_timer_counts_whole_seconds_and_wakes_for_each(pilot, clock):
    end = clock.now + 65.4

    def build(ui):
        w.timer(ui, "t", w.Rect(20, 20, 300, 44), "left", end - ui.now, 90)

    desk = pilot(build)
    assert desk.node("t").value == "1:06"
    clock.now += 0.3
    assert not desk.ui.due()
    clock.now += 0.2
    assert desk.ui.due()
    desk.send()
    assert desk.node("t").value == "1:05"
    clock.now += 100
    desk.send()
    assert desk.node("t").value == "0:00"
    assert not desk.ui.due()


def test_a_paused_timer_says_so_and_sleeps(pilot, clock):
    desk = pilot(lambda ui: w.timer(ui, "t", w.Rect(20, 20, 300, 44), "left", 30, 90, running=False))
    assert "paused" in desk.words()
    clock.now += 1000
    assert not desk.ui.due()
