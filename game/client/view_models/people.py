"""Who acts through this screen: delegations that people play; computers sign, sponsor and vote by themselves."""

from game.client.view_models.agreement_form import Option
from game.model.text import _
from game.session.desk import Occupant
from game.session.views import PublicView


def people_at(view: PublicView) -> tuple[str, ...]:
    """Return the delegations that are present and played by people."""
    return tuple(seat for seat in view.facts.present if is_played(view, seat))


def is_played(view: PublicView, seat: str) -> bool:
    """Tell whether people act for ``seat``."""
    return view.seats[seat].occupant is not Occupant.COMPUTER


def seat_options(view: PublicView) -> list[Option]:
    """Return the delegations that are present to choose from; those of the computer cannot be chosen for."""
    hint = _("Played by the computer, which decides by itself")
    return [
        Option(seat, view.facts.names.delegation(seat), enabled=is_played(view, seat), hint=_hint(view, seat, hint))
        for seat in view.facts.present
    ]


def _hint(view: PublicView, seat: str, words: str) -> str:
    return "" if is_played(view, seat) else words


def thinking_words(view: PublicView) -> str:
    """Return what is shown while computers work out what they want; empty where people alone sit at the table."""
    if all(is_played(view, seat) for seat in view.facts.present):
        return ""
    return _("The computer delegations think …")
