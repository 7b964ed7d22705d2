"""Which hints of a scenario belong to the moment, and what on the screen each points to."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.hint import Hint, HintPhase, HintTarget
from game.session.desk import Phase
from game.session.views import PublicView

_PHASES = {
    Phase.BRIEFING: HintPhase.BRIEFING,
    Phase.CAUCUS: HintPhase.CAUCUS,
    Phase.PLENARY: HintPhase.PLENARY,
    Phase.DESKS: HintPhase.DESKS,
    Phase.OUTCOME: HintPhase.OUTCOME,
    Phase.EPILOGUE: HintPhase.EPILOGUE,
    Phase.ENDED: HintPhase.RESULTS,
}
_AFTERWARDS = (HintPhase.EPILOGUE, HintPhase.RESULTS)

PLACES: Mapping[HintTarget, tuple[str, ...]] = {
    HintTarget.HEADLINES: ("headlines", "briefing.headlines"),
    HintTarget.MAP: ("map-card", "map", "briefing.map", "outcome.map", "caucus.middle", "tabs.map"),
    HintTarget.FIGURES: ("figure-", "briefing.figures"),
    HintTarget.AGREEMENTS: ("record",),
    HintTarget.DRAFTS: ("table", "text", "caucus.table", "plenary.table"),
    HintTarget.CLOCK: ("clock", "caucus.clock"),
    HintTarget.VOTE: ("vote", "plenary.vote"),
    HintTarget.FUNDS: ("funds", "tabs.orders"),
    HintTarget.TEAMS: ("teams", "tabs.orders"),
    HintTarget.ORDERS: ("orders", "opened", "tabs.orders", "outcome.opened"),
    HintTarget.ADD: ("add", "tabs.orders"),
    HintTarget.SEAL: ("seal", "tabs.orders"),
    HintTarget.DOSSIER: ("tabs.dossier",),
    HintTarget.INDICES: ("tabs.indices",),
    HintTarget.NEWS: ("tabs.news",),
    HintTarget.OFFERS: ("tabs.offers",),
    HintTarget.PROMISES: ("tabs.ledger",),
    HintTarget.INSTRUMENTS: ("tabs.instruments",),
    HintTarget.PROJECTION: ("projection", "tabs.projection"),
    HintTarget.CHANGES: ("changes", "courses", "outcome.changes"),
    HintTarget.ROOM: ("room",),
    HintTarget.MANDATES: ("mandate-",),
    HintTarget.NEXT: ("next",),
    HintTarget.HELP: ("help",),
}
"""Ids of controls by target, the best first; one that ends in a hyphen stands for all that begin so."""


def hints_now(view: PublicView, seat: str) -> tuple[Hint, ...]:
    """Return the hints of the moment in their order; ``seat`` is the open desk, empty elsewhere."""
    phase = _PHASES.get(view.phase)
    if phase is None or (phase is HintPhase.DESKS and not seat):
        return ()
    return tuple(
        hint
        for hint in view.book.scenario.hints
        if hint.phase is phase
        and (phase in _AFTERWARDS or hint.turn == view.turn)
        and (not hint.delegation or hint.delegation == seat)
    )
