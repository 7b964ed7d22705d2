"""Checks that run the model: aims that are met already or out of everybody's reach, indices that stand still."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath

from game.authoring.probe import Moment, Probe, probe
from game.model.expression import AtStart, Call, Expression, Lookup, Name, evaluate, parts
from game.model.scenario import Delegation, Objective, Project, Scenario, ScenarioEvent
from game.model.text import _
from game.scenario import codes_model as codes
from game.scenario.checks_findings import Findings
from game.scenario.codes_checks import NEVER_MOVES
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, gathered, in_order, quoted
from game.scenario.load import LoadResult, load_scenario
from game.scenario.parameters import load_parameters
from game.scenario.positions import Path
from game.scenario.suppress import without_suppressed
from game.session.commitments import has_place
from game.session.mandates import grade_of
from game.session.published import Grade
from game.session.quantities import lookup
from game.session.rulebook import PublicBook, make_rulebook

# What the rules of play decide, and not the model: delegations can always change it.
_AT_THE_TABLE = frozenset({"funds", "trust", "delivered_share", "promises", "member", "project_started", "flag"})
_STILL = 0.01
_SAME = 1e-9
_SEEN = 1e-4


@dataclass(frozen=True)
class Checked:
    """A scenario as it was read, with every finding, those of the model too."""

    result: LoadResult
    diagnostics: tuple[Diagnostic, ...]


def check_file(path: FilePath, shown: str | None = None) -> Checked:
    """Read a scenario and run every check; those that run the model only if it can be played."""
    result = load_scenario(path, shown)
    return Checked(result, gathered((*result.diagnostics, *check_model(result))))


def check_model(result: LoadResult) -> tuple[Diagnostic, ...]:
    """Run the checks that need the model; nothing for a scenario that cannot be played."""
    if result.scenario is None or result.composed is None:
        return ()
    book = make_rulebook(result.scenario, load_parameters())
    findings = Findings(result.composed)
    _check_effects(result.scenario, book.public, findings)
    tried = probe(book)
    if tried is None:
        message = _("Trying every measure would take too long here.")
        findings.whole(codes.NOT_TRIED, message, _("Ask the balance report, or make the network smaller."))
    else:
        _check_aims(result.scenario, tried, findings)
        standing = {found.line for found in result.diagnostics if found.code == NEVER_MOVES}
        _check_indices(result.composed, result.scenario, tried, findings, standing)
    own = [found for found in findings.found if _is_new(found, result)]
    kept, idle = without_suppressed(own, [one for one in result.suppressions if one.needs_model])
    return in_order((*kept, *idle))


def _is_new(found: Diagnostic, result: LoadResult) -> bool:
    """Leave out what is said about a file further down, unless something that the model reads was changed."""
    inherited = result.source is not None and found.file != result.source.file
    return not inherited or result.inherited.moved


def _check_effects(scenario: Scenario, book: PublicBook, findings: Findings) -> None:
    """Find effects that name what is there, but what the model cannot put together."""
    owners: dict[str, tuple[ScenarioEvent | Project, ...]] = {"events": scenario.events, "projects": scenario.projects}
    for kind, items in owners.items():
        for index, item in enumerate(items):
            for place, effect in enumerate(item.effects):
                if not has_place(book, effect):
                    message = _("This effect changes nothing: what it names does not belong together.")
                    remedy = _("Name a place where the model has this: the guide says which each kind takes.")
                    findings.at(codes.NO_PLACE, (kind, index, "effects", place, "kind"), message, remedy)


def _check_aims(scenario: Scenario, tried: Probe, findings: Findings) -> None:
    start = _asked(scenario, tried.start)
    idle = _asked(scenario, tried.idle)
    for path, delegation, aim in _aims(scenario):
        value, later = (float(evaluate(aim.quantity, now, start)) for now in (start, idle))
        said = {"id": quoted(aim.id), "value": _shown(value), "later": _shown(later), "mark": f"{aim.bronze:g}"}
        met = grade_of(aim, value) is not Grade.NONE
        if not _in_reach(aim.quantity, scenario, tried):
            message = _("Nobody can influence the objective {id} of {delegation}: it is {later} whatever is done.")
            message = message.format(delegation=quoted(delegation.id), **said)
            remedy = _("Ask for a quantity that a measure on offer moves.")
            findings.at(codes.OUT_OF_REACH, (*path, "quantity"), message, remedy)
        elif met and grade_of(aim, later) is not Grade.NONE:
            message = _(
                "The objective {id} is met already: {value} at the start, {later} if nobody acts; bronze: {mark}."
            )
            remedy = _further(aim, said["value"], said["later"])
            findings.at(codes.ALREADY_MET, (*path, "bronze"), message.format(**said), remedy)
        elif met:
            message = _("The objective {id} is met at the start ({value}) and lost if nobody acts ({later}).")
            remedy = _("Fine for an aim to keep something.")
            findings.at(codes.ONLY_KEPT, (*path, "bronze"), message.format(**said), remedy)


def _further(aim: Objective, value: str, later: str) -> str:
    """Say what makes an aim one that has to be worked for."""
    rising = aim.gold > aim.bronze
    for part in parts(aim.quantity):
        if isinstance(part, Call) and part.function == "delivered_share":
            who = part.arguments[0]
            remedy = _("Who promises nothing breaks nothing: ask for promises too, as in {example}.")
            return remedy.format(example=f"delivered_share({who}) * min(1, promises({who}) / 3)")
        if isinstance(part, Call) and part.function == "funds" and rising:
            # What nobody spends piles up; an aim to save begins above what is there at the start.
            return _("Put bronze above {value}, what is there at the start.").format(value=value)
    if rising:
        words = _("As written, more is better: put bronze above {later}; if less is meant, let the marks fall.")
    else:
        words = _("As written, less is better: put bronze below {later}; if more is meant, let the marks rise.")
    return words.format(later=later)


def _aims(scenario: Scenario) -> Iterator[tuple[Path, Delegation, Objective]]:
    for index, delegation in enumerate(scenario.delegations):
        for place, mandate in enumerate(delegation.mandates):
            for position, aim in enumerate(mandate.objectives):
                yield ("delegations", index, "mandates", place, "objectives", position), delegation, aim


def _asked(scenario: Scenario, moment: Moment) -> Lookup:
    return lookup(scenario, moment.record, moment.turn, moment.figures.get)


def _in_reach(quantity: Expression, scenario: Scenario, tried: Probe) -> bool:
    """Say whether anything that was tried changes a quantity."""
    if any(isinstance(part, Call) and part.function in _AT_THE_TABLE for part in parts(quantity)):
        return True
    if all(not isinstance(part, Call | AtStart | Name) for part in parts(quantity)):
        return False
    start = _asked(scenario, tried.start)
    for end in range(len(tried.ends[0])):
        values = [
            float(evaluate(quantity, lookup(scenario, tried.idle.record, tried.idle.turn, run[end].get), start))
            for run in tried.ends
        ]
        if max(abs(value - values[0]) for value in values) > _SAME * max(1.0, abs(values[0])):
            return True
    return False


def _check_indices(
    composed: Composed, scenario: Scenario, tried: Probe, findings: Findings, standing: set[int]
) -> None:
    """Find published indices that no measure moves; not those of places that nothing passes, which are told apart."""
    for index, item in enumerate(scenario.jurisdictions):
        path: Path = ("jurisdictions", index, "id")
        line = composed.source.place(composed.positions.value(path).line)[1]
        if line in standing:
            continue
        still = [name for name in (f"criminality({item.id})", f"resilience({item.id})") if tried.moved[name] < _STILL]
        if still:
            message = _("{indices} of {place} never moves by a hundredth, whatever is funded.")
            message = message.format(indices=_(" and ").join(still), place=item.name)
            findings.at(
                codes.STILL, path, message, _("Offer a measure that works there, or give the place to a delegation.")
            )


def _shown(value: float) -> str:
    return f"{value:.4g}" if value == 0 or abs(value) >= _SEEN else _("almost 0")
