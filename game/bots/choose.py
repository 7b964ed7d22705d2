"""``choose(view, policy, lot)``: the next command of a computer delegation, from what its seat may see.

The plan is made afresh from the view each time; the command is the first that brings the draft nearer to it, and
sealing once they agree. So a computer can take over any draft, and nothing is kept between commands.
"""

from dataclasses import replace

import numpy as np

from game.bots.policy import Policy
from game.model.measures import MeasureId
from game.session import commands as cm
from game.session import legal
from game.session.desk import Draft, Target
from game.session.legal import DeskFacts
from game.session.needs import Outlook, link_worth, measure_needs, spread
from game.session.views import SeatView

_ANSWERED = 2.0  # how much more a link is worth to somebody who posted a team here last turn


def choose(view: SeatView, policy: Policy, lot: np.random.Generator) -> cm.SeatCommand:
    """Return the next command of ``view.seat``."""
    draft, wanted = view.desk.draft, plan(view, policy, lot)
    if _holds_more(draft, wanted):
        return cm.ClearDraft(view.seat)
    for order in wanted.orders:
        if draft.amount(order.measure, order.target) != order.amount:
            return cm.SetOrder(view.seat, order.measure, order.target, order.amount)
    for project, amount in wanted.contributions.items():
        if draft.contributions.get(project) != amount:
            return cm.Contribute(view.seat, project, amount)
    for instrument in wanted.joins:
        if instrument not in draft.joins:
            return cm.JoinInstrument(view.seat, instrument)
    return cm.Seal(view.seat)


def _holds_more(draft: Draft, wanted: Draft) -> bool:
    """Tell whether the draft holds something that the plan does not, or more of it."""
    return (
        any(order.amount > wanted.amount(order.measure, order.target) for order in draft.orders)
        or any(amount > wanted.contributions.get(project, 0) for project, amount in draft.contributions.items())
        or bool(draft.gifts or draft.leaves or set(draft.joins) - set(wanted.joins))
    )


def plan(view: SeatView, policy: Policy, lot: np.random.Generator) -> Draft:
    """Return everything that the delegation wants to order this turn."""
    desk = view.desk
    draft = Draft()
    if not policy.weights:
        return draft
    figures = {name: item.likely for name, item in view.beliefs.items()}
    outlook = Outlook(desk.book, view.seat, view.public.indices[-1], figures)
    draft = _with_projects(desk, policy, draft)
    if policy.teams:
        draft = _with_teams(view, outlook, draft, lot)
    left = replace(desk, draft=draft).funds_left
    draft = replace(draft, orders=(*draft.orders, *spread(measure_needs(outlook, policy.weights), left, lot).orders))
    draft = replace(draft, orders=tuple(sorted(draft.orders, key=lambda order: (order.measure, order.target))))
    return _with_instruments(desk, draft) if policy.joins else draft


def _with_projects(desk: DeskFacts, policy: Policy, draft: Draft) -> Draft:
    purse = int(desk.funds * policy.project_share)
    for project in desk.book.scenario.projects:
        if not policy.others_projects and not _benefits(desk, project.id):
            continue
        amount = min(purse, legal.largest_contribution(replace(desk, draft=draft), project.id))
        if amount > 0:
            draft = draft.with_contribution(project.id, amount)
            purse -= amount
    return draft


def _benefits(desk: DeskFacts, project: str) -> bool:
    """Tell whether a project lies in, or acts on, a jurisdiction of the delegation."""
    book = desk.book
    item = book.projects[project]
    touched = {item.jurisdiction}
    for effect in item.effects:
        touched |= {place for place in (effect.jurisdiction, effect.other) if place}
        touched |= set(book.ends.get(effect.leg or "", ()))
        touched.add(book.habitat_places.get(effect.habitat or "", ""))
    return bool(touched & set(book.delegations[desk.seat].jurisdictions))


def _with_teams(view: SeatView, outlook: Outlook, draft: Draft, lot: np.random.Generator) -> Draft:
    """Post every team with the partner with whom a link is worth most."""
    desk = view.desk
    liaison = next((offer.id for offer in desk.book.scenario.measures if offer.rule is MeasureId.LIAISON), None)
    if liaison is None:
        return draft
    last = view.public.opened[-1] if view.public.opened else {}
    worth = {}
    for partner, value in link_worth(outlook).items():
        theirs = last.get(partner, Draft())
        answered = any(order.target.delegation == view.seat for order in theirs.orders)
        worth[partner] = value * (_ANSWERED if answered else 1.0) * (1.0 + 1e-3 * float(lot.random()))
    for partner in sorted(worth, key=lambda name: -worth[name])[: desk.teams]:
        draft = draft.with_order(liaison, Target(delegation=partner), 1)
    return draft


def _with_instruments(desk: DeskFacts, draft: Draft) -> Draft:
    for instrument in desk.book.scenario.instruments:
        if legal.may_join(replace(desk, draft=draft), instrument.id) is None:
            draft = draft.with_instrument(instrument.id, joins=True, leaves=False)
    return draft
