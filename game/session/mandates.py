"""Mandates: which variant a delegation draws, and how far its objectives are reached."""

from game.model.expression import Lookup, evaluate
from game.model.scenario import Delegation, Mandate, Objective
from game.session.published import GRADES, Grade, MandateResult, ObjectiveResult
from game.session.streams import generator


def draw_mandate(delegation: Delegation, seed: int) -> str:
    """Return the id of the variant that the seed draws for ``delegation`` (empty if it has none)."""
    if not delegation.mandates:
        return ""
    pick = generator(seed, f"mandate:{delegation.id}").integers(len(delegation.mandates))
    return delegation.mandates[int(pick)].id


def mandate_of(delegation: Delegation, name: str) -> Mandate | None:
    """Return the variant called ``name``."""
    return next((mandate for mandate in delegation.mandates if mandate.id == name), None)


def grade_of(objective: Objective, value: float) -> Grade:
    """Return the best grade whose mark ``value`` reaches; lower is better where gold < bronze."""
    sign = -1.0 if objective.gold < objective.bronze else 1.0
    marks = ((Grade.GOLD, objective.gold), (Grade.SILVER, objective.silver), (Grade.BRONZE, objective.bronze))
    return next((grade for grade, mark in marks if sign * value >= sign * mark), Grade.NONE)


def objective_results(mandate: Mandate, now: Lookup, start: Lookup) -> tuple[ObjectiveResult, ...]:
    """Return how far each objective is reached."""
    results = []
    for objective in mandate.objectives:
        value = float(evaluate(objective.quantity, now, start))
        marks = (objective.bronze, objective.silver, objective.gold)
        grade = grade_of(objective, value)
        results.append(ObjectiveResult(objective.id, objective.text, value, objective.unit, grade, marks))
    return tuple(results)


def mandate_result(mandate: Mandate, now: Lookup, start: Lookup, *, line_reached: bool) -> MandateResult:
    """Return the grade that at least two of three objectives reach; below the room line at most bronze."""
    objectives = objective_results(mandate, now, start)
    ranks = sorted((GRADES.index(result.grade) for result in objectives), reverse=True)
    rank = ranks[len(ranks) // 2] if ranks else 0
    if not line_reached:
        rank = min(rank, GRADES.index(Grade.BRONZE))
    return MandateResult(mandate.id, GRADES[rank], objectives)
