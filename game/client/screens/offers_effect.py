"""What an agreement would do, from a delegation's own view: worked out at its desk, a slice in each frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.client import widgets as w
from game.client.screens.board_effect import effect_legend, effect_table
from game.client.view_models import board_effect
from game.client.view_models.board_effect import EffectRow
from game.model.text import _
from game.session.forecast import DeskForecast, TwoWorlds
from game.session.negotiation.agreements import Terms
from game.session.views import SeatView

RUNS = 128
MOST_ROWS = 3

Curves = Mapping[str, TwoWorlds]


class OwnEffect:
    """Tries terms for one delegation; made for one desk and dropped with it."""

    def __init__(self) -> None:
        self._view: SeatView | None = None
        self._forecast: DeskForecast | None = None
        self._terms: Terms | None = None
        self._steps: Iterator[tuple[EffectRow, ...]] | None = None
        self._rows: tuple[EffectRow, ...] = ()

    def build(self, ui: w.Ui, area: w.Area, view: SeatView, terms: Terms) -> None:
        """Show what ``terms`` would do to what matters to the delegation."""
        if ui.drawing:
            self._work(ui, view, terms)
        year = board_effect.end_year(view.public)
        said = _("What it would do by {year}, as far as your delegation knows").format(year=year)
        w.paragraph(ui, area, said, "caption_strong", "text_muted", gap=4, id_="own-effect")
        if not self._rows:
            w.paragraph(ui, area, _("Working it out …"), "body", "text_muted")
            return
        effect_table(ui, area, self._rows)
        effect_legend(ui, area)

    def _work(self, ui: w.Ui, view: SeatView, terms: Terms) -> None:
        """Do one step: what has been found so far stays until there is more."""
        if view is not self._view:
            self._view, self._forecast, self._terms = view, None, None
        if terms != self._terms:
            self._rows = () if self._terms is None else self._rows
            self._terms, self._steps = terms, self._slices(view, terms)
        if self._steps is not None:
            rows = next(self._steps, None)
            if rows is None:
                self._steps = None
                return
            self._rows = rows or self._rows
            ui.wake(0.0)

    def _slices(self, view: SeatView, terms: Terms) -> Iterator[tuple[EffectRow, ...]]:
        """Yield the effect with more and more runs, or nothing after a step without one."""
        measures = board_effect.desk_measures(view, MOST_ROWS)
        names = tuple(name for item in measures for name in item.names)
        if self._forecast is None:
            self._forecast = DeskForecast(view, RUNS)
            yield ()
        forecast, draft = self._forecast, view.desk.draft
        before, after = forecast.refined(draft, names), forecast.supposing(terms).refined(draft, names)
        for without in before:
            yield ()
            yield board_effect.effect_rows(measures, without, next(after))
