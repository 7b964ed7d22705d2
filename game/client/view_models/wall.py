"""What the wall shows beside the figures: where the game stands, in one line for the last row of the room."""

from dataclasses import replace

from game.client.view_models import ending, moments, words
from game.client.view_models.headline import HeadlineFigure, headline_figures
from game.model.text import _
from game.session.desk import Phase
from game.session.views import PublicView

_MOST_FIGURES = 3


def figures(view: PublicView) -> tuple[HeadlineFigure, ...]:
    """Return the figures of the wall; at the end the result of the room comes first."""
    shown = headline_figures(view)
    if view.result is None:
        return shown[:_MOST_FIGURES]
    score = ending.room_text(view.result.room)(view.result.room.score)
    room = HeadlineFigure("room", _("The room"), score, _("of 100"), "", 0, "", "", (view.result.room.score,))
    return (room, *shown)[:_MOST_FIGURES]


def figures_before(view: PublicView) -> tuple[HeadlineFigure, ...]:
    """Return the figures as they were before the turn that is being played, for as long as it plays."""
    if min(len(view.indices), len(view.estimate_history)) < 2:
        return ()
    before = replace(view, indices=view.indices[:-1], estimate_history=view.estimate_history[:-1])
    return tuple(replace(item, change="", direction=0, verdict="") for item in figures(before))


def now_line(view: PublicView) -> str:
    """Return what is going on, in a few words."""
    match view.phase:
        case Phase.BRIEFING:
            events = [fired.headline for fired in view.fired if fired.turn == view.turn]
            return _("Briefing: {headline}").format(headline=events[0]) if events else _("Briefing")
        case Phase.CAUCUS:
            return _("Caucus: talk, and record what you agree")
        case Phase.PLENARY:
            return _("Plenary")
        case Phase.DESKS:
            return desks_line(view)
        case Phase.OUTCOME:
            return _("The orders are open")
        case Phase.EPILOGUE:
            return _("{years} later").format(years=words.years(view.book.scenario.rules.epilogue_years))
        case Phase.ENDED:
            return _("The results")
    return ""


def desks_line(view: PublicView) -> str:
    """Return whose desk is open; never what is written there."""
    waiting = moments.waiting_desks(view)
    if not waiting:
        return _("All orders are sealed")
    if moments.desks_open(view):
        return _("Desks: the orders are discussed")
    if view.active_desk in waiting:
        return _("Desks: {delegation} is writing orders").format(delegation=view.seats[view.active_desk].name)
    return _("Desks: next is {delegation}").format(delegation=view.seats[waiting[0]].name)


def sealed_line(view: PublicView) -> str:
    """Return how many desks are done."""
    people = moments.desk_order(view)
    sealed = len(people) - len(moments.waiting_desks(view))
    return _("{sealed} of {all} sealed").format(sealed=sealed, all=len(people))
