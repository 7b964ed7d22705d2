"""What a draft takes of a delegation's means: funds, teams and political capital."""

from game.model.measures import MeasureRule
from game.session.desk import Draft
from game.session.rulebook import PublicBook


def order_funds(rule: MeasureRule, amount: int) -> int:
    """Return the units that an order of ``amount`` costs."""
    return amount if rule.funds else 0


def committed_funds(book: PublicBook, draft: Draft) -> int:
    """Return the units that everything in ``draft`` takes."""
    measures = sum(order_funds(book.rule(order.measure), order.amount) for order in draft.orders)
    return measures + sum(draft.contributions.values()) + sum(draft.gifts.values())


def posted_teams(book: PublicBook, draft: Draft) -> int:
    """Return the teams that ``draft`` posts."""
    return sum(book.rule(order.measure).teams for order in draft.orders)


def committed_capital(book: PublicBook, draft: Draft) -> int:
    """Return the political capital that ``draft`` takes."""
    if not book.scenario.rules.political_capital:
        return 0
    return sum(book.instruments[name].cost for name in (*draft.joins, *draft.leaves))
