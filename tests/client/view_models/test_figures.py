from collections.abc import Callable
from dataclasses import replace

from game.client.view_models import figures, headline, indices_table
from game.session.desk import Phase
from game.session.published import NewsKind, NewsLine, Observed
from game.session.readings import forecast_names
from game.session.views import PublicView, SeatView

Public = Callable[..., PublicView]


def test_every_figure_that_can_be_asked_for_has_a_title_and_a_unit(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk()
    for name in figures.watched(view):
        figure = figures.figure_of(view.public.book, name)
        assert figure.title != name
        assert figure.unit


def test_a_seat_watches_its_own_places_first_and_only_what_can_be_forecast(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk(seat="straits")
    names = figures.watched(view)
    assert names[:2] == ("criminality(MYS)", "criminality(SGP)")
    assert set(names) <= set(forecast_names(view.public.book))
    assert len(names) == len(set(names))


def test_an_unknown_figure_is_called_by_its_name(public: Public) -> None:
    assert figures.figure_of(public().book, "wonder(KEN)").title == "wonder(KEN)"


def test_published_figures_are_exact_and_others_as_believed(at_desk: Callable[..., SeatView]) -> None:
    view = at_desk()
    course = figures.course(view, "criminality(KEN)")
    assert [value for _year, value in course] == [item.criminality["KEN"] for item in view.public.indices]
    assert course[0][0] == 2026.0
    believed = figures.course(view, "population(tsavo)")
    assert believed[-1][1] == view.beliefs["population(tsavo)"].likely


def test_change_is_said_in_words_before_any_colour(public: Public) -> None:
    crime = figures.figure_of(public().book, "criminality(KEN)")
    assert figures.change_words(crime, -0.3) == ("−0.30", -1, "better")
    assert figures.change_words(crime, 0.3) == ("+0.30", 1, "worse")
    assert figures.change_words(crime, 0.001) == ("unchanged", 0, "")
    herd = figures.figure_of(public().book, "population(tsavo)")
    assert figures.change_words(herd, 400)[2] == "better"
    frozen = figures.figure_of(public().book, "frozen()")
    assert figures.change_words(frozen, 1.0) == ("+1.00", 1, "")


def test_headline_figures_have_units_and_a_course(public: Public) -> None:
    shown = headline.headline_figures(public())
    assert [item.key for item in shown] == ["criminality", "resilience", "animals", "money"]
    assert all(item.unit and len(item.course) == 4 for item in shown)
    assert not any(item.change for item in headline.headline_figures(public(1)))


def _with_herd(view: PublicView, *bands: tuple[float, float, float]) -> PublicView:
    names = [name for name in view.estimates if name.startswith("population(")]
    reports = [
        {name: Observed(name, *band) if number == 0 else Observed(name, 0, 0, 0) for number, name in enumerate(names)}
        for band in bands
    ]
    return replace(view, estimate_history=tuple(reports))


def test_a_change_within_the_uncertainty_is_no_change(public: Public) -> None:
    unclear = _with_herd(public(), (900, 1000, 1100), (1000, 1090, 1200))
    herd = next(item for item in headline.headline_figures(unclear) if item.key == "animals")
    assert (herd.change, herd.verdict) == ("no clear change", "")
    clear = _with_herd(public(), (900, 1000, 1100), (1200, 1300, 1400))
    herd = next(item for item in headline.headline_figures(clear) if item.key == "animals")
    assert (herd.change, herd.verdict) == ("+300", "better")
    assert herd.note == "estimate: 1\u202f200 to 1\u202f400"


def test_payments_into_a_project_are_one_headline(public: Public) -> None:
    view = public()
    name, status = "port_screening", view.projects["port_screening"]
    paid = {"kenya": 3, "china": 4}
    opened = {seat: replace(draft, contributions={}) for seat, draft in view.opened[-1].items()}
    opened |= {seat: opened[seat].with_contribution(name, amount) for seat, amount in paid.items()}
    for started, title in (
        (None, "Container screening at five ports: 7 of 33 units paid"),
        (4, "is paid for and begins"),
    ):
        projects = {**view.projects, name: replace(status, paid=paid, started=started)}
        listed = headline.headlines(replace(view, opened=(*view.opened[:-1], opened), projects=projects))
        (told,) = [item for item in listed if item.kind == "project"]
        assert told.title.endswith(title)
        assert told.text == "Paid in units: Kenya 3, China 4."


def test_events_are_told_with_their_story(public: Public) -> None:
    view = public()
    events = [item for item in headline.headlines(view) if item.kind == "event"]
    assert {item.title for item in events} == {fired.headline for fired in view.fired if fired.turn == view.turn}
    assert all(item.text for item in events)


def test_a_broken_promise_stands_first_among_the_news_and_is_marked_as_a_warning(public: Public) -> None:
    view = public()
    broken = NewsLine(view.turn, NewsKind.PROMISE, "A1", "Kenya fell short of what it promised in A1: 1 of 4.")
    kept = tuple(line for line in view.news if line.kind is not NewsKind.PROMISE)
    first, *others = headline.headlines(replace(view, news=(*kept, broken)))
    assert first.title == broken.sentence
    assert (headline.headline_icon(first.kind), headline.headline_tone(first.kind)) == ("triangle-alert", "worse")
    assert others
    assert all(item.title != broken.sentence and not headline.headline_tone(item.kind) for item in others)


def test_the_table_of_indices_says_what_the_map_says(public: Public) -> None:
    view = public()
    heads, rows = indices_table.columns(view), indices_table.rows(view)
    assert [row.place for row in rows] == [place.id for place in view.book.scenario.jurisdictions]
    for row in rows:
        assert len(row.cells) == len(row.order) == len(row.tones) == len(heads)
        assert row.cells[1] == f"{view.indices[-1].criminality[row.place]:.2f}"


def test_the_table_names_no_change_before_there_is_one(public: Public) -> None:
    assert {row.cells[2] for row in indices_table.rows(public(1))} == {"unchanged"}


def test_indices_of_the_epilogue_go_on(public: Public) -> None:
    view = public(8, Phase.EPILOGUE, 0)
    assert len(figures.course(view, "world_criminality()")) == len(view.indices) > view.turns + 1
