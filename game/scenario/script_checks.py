"""Does a script fit a scenario: every id exists, and every step says what its measure needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.model.expression_parser import parse_expression
from game.model.expression_tokens import ExpressionError
from game.model.measures import MEASURE_RULES, MeasureId, TargetKind
from game.model.script import Contribute, Fund, Give, Join, Leave, Link, Order, ScenarioTest, Step
from game.model.text import _
from game.model.vocabulary import ArgumentKind, ValueKind, Vocabulary, kind_name
from game.scenario import codes_schema as codes
from game.scenario.checks_findings import nearest
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, diagnose, listed, quoted
from game.scenario.mapping import diagnostic_for_expression
from game.scenario.positions import Path
from game.scenario.script import ScriptFile
from game.scenario.script_talk_checks import DraftNames, TalkIds, TalkNames, talk_faults, talk_references

Names = Mapping[str, str]
SECRETS = ("objectives", "needs", "offers")  # what of a delegation a test can look for in the view of another


@dataclass(frozen=True)
class ScriptIds:
    """What the steps of a scenario may name: ids with their names on the screen.

    ``places``: by kind, among leg, channel, habitat, jurisdiction, market, project and instrument.
    ``measures``: what each works like. ``own``: the jurisdictions of each delegation. ``drafts``: on the table at the
    start.
    """

    delegations: Names
    measures: Mapping[str, MeasureId]
    places: Mapping[ArgumentKind, Names] = field(default_factory=dict)
    corridors: Names = field(default_factory=dict)
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drafts: Mapping[str, DraftNames] = field(default_factory=dict)

    def of(self, kind: ArgumentKind) -> Names:
        """Give the ids of a kind."""
        return self.places.get(kind, {})


def check_script(read: ScriptFile, ids: ScriptIds) -> list[Diagnostic]:
    """Find what a script says that its scenario does not have or allow."""
    return check_steps(read.script.steps, ids, read.composed, read.base)


def check_steps(steps: tuple[Step, ...], ids: ScriptIds, composed: Composed, base: Path) -> list[Diagnostic]:
    """Find what steps say that the scenario does not have or allow; step i stands at ``(*base, i)``."""
    checker = _Checker(ids, composed)
    for index, step in enumerate(steps):
        checker.step(step, (*base, index))
    return checker.found


def check_test(
    test: ScenarioTest, ids: ScriptIds, vocabulary: Vocabulary, composed: Composed, path: Path
) -> list[Diagnostic]:
    """Find what is wrong with the steps, conditions and secrets of the test at ``path``."""
    found = check_steps(test.script.steps, ids, composed, (*path, "play"))
    for index, expectation in enumerate(test.expect):
        try:
            parse_expression(expectation.text, vocabulary, ValueKind.BOOLEAN)
        except ExpressionError as error:
            found.append(diagnostic_for_expression(error, composed, (*path, "expect", index)))
    checker = _Checker(ids, composed)
    for seat, secrets in test.hidden_from.items():
        checker.known(seat, ids.delegations, _("delegation"), (*path, "hidden_from", seat), key=True)
        for place, secret in enumerate(secrets):
            checker.secret(secret, (*path, "hidden_from", seat, place))
    return found + checker.found


class _Checker:
    """Collects findings about steps."""

    def __init__(self, ids: ScriptIds, composed: Composed) -> None:
        self._ids = ids
        self._composed = composed
        self._named = TalkNames(dict(ids.drafts))
        self._talks = TalkIds(ids.delegations, dict.fromkeys(ids.measures, ""), ids.of, ids.corridors)
        self.found: list[Diagnostic] = []

    def step(self, step: Step, path: Path) -> None:
        """Check one step."""
        if isinstance(step, Order):
            self.known(step.delegation, self._ids.delegations, _("delegation"), (*path, "delegation"))
        match step:
            case Fund():
                self._fund(step, path)
            case Link(_, partner):
                self.known(partner, self._ids.delegations, _("delegation"), (*path, "link"))
            case Contribute(_, project):
                self._place(project, ArgumentKind.PROJECT, (*path, "contribute"))
            case Join(_, instrument):
                self._place(instrument, ArgumentKind.INSTRUMENT, (*path, "join"))
            case Leave(_, instrument):
                self._place(instrument, ArgumentKind.INSTRUMENT, (*path, "leave"))
            case Give(_, recipient):
                self.known(recipient, self._ids.delegations, _("delegation"), (*path, "to"))
            case _:
                for message, remedy, place in talk_faults(step, self._named):
                    self._at(codes.VALUE_RULE, (*path, *place), message, remedy)
                for word, names, kind, place in talk_references(step, self._talks, self._named):
                    self.known(word, names, kind, (*path, *place))

    def known(self, word: str, names: Names, kind: str, path: Path, *, key: bool = False) -> bool:
        """Find a word, the value or the key at ``path``, that is no id of its kind."""
        if word in names:
            return True
        message = _("There is no {kind} {word} in this scenario.").format(kind=kind, word=quoted(word))
        self._at(codes.UNKNOWN_ID, path, message, nearest(word, names), key=key)
        return False

    def secret(self, word: str, path: Path) -> None:
        """Find something to be hidden that nobody has: that test could never fail."""
        owner, dot, part = word.partition(".")
        if self.known(owner, self._ids.delegations, _("delegation"), path) and dot and part not in SECRETS:
            message = _("A delegation has no {part} to hide.").format(part=quoted(part))
            self._at(codes.UNKNOWN_ID, path, message, nearest(part, SECRETS))

    def _place(self, word: str, kind: ArgumentKind, path: Path) -> None:
        self.known(word, self._ids.of(kind), kind_name(kind), path)

    def _fund(self, step: Fund, path: Path) -> None:
        if not self.known(step.measure, dict.fromkeys(self._ids.measures, ""), _("measure"), (*path, "fund")):
            return
        rule = MEASURE_RULES[self._ids.measures[step.measure]]
        if rule.target is TargetKind.DELEGATION:
            message = _("{measure} is ordered by naming the other delegation.").format(measure=quoted(step.measure))
            self._at(codes.STEP_INCOMPLETE, (*path, "fund"), message, _("Write link: and its id."))
            return
        self._amount(step, rule.funds, path)
        self._target(step, rule.target, path)
        self._market(step, rule.target, path)
        self._block(step, rule.target, path)

    def _amount(self, step: Fund, paid_in_funds: bool, path: Path) -> None:
        measure = quoted(step.measure)
        if paid_in_funds and step.amount is None:
            message = _("{measure} needs an amount.").format(measure=measure)
            self._at(codes.STEP_INCOMPLETE, (*path, "fund"), message, _("Add amount: and whole units of funds."))
        elif not paid_in_funds and step.amount not in {None, 0, 1}:
            message = _("{measure} is paid with one team, not with funds.").format(measure=measure)
            self._at(codes.STEP_SUPERFLUOUS, (*path, "amount"), message, _("Delete the amount."))

    def _target(self, step: Fund, target: TargetKind, path: Path) -> None:
        names, kinds = self._targets(target)
        if step.target:
            self.known(step.target, names, kinds, (*path, "at"))
            return
        own = self._ids.own.get(step.delegation, ())
        needs_own = target in {TargetKind.OWN_JURISDICTION, TargetKind.OWN_JURISDICTION_AND_MARKET}
        if needs_own and len(own) == 1:
            return
        message = _("{measure} needs to be told where.").format(measure=quoted(step.measure))
        remedy = _("Add at: and the id of a {kind}: {names}.").format(
            kind=kinds, names=listed(own if needs_own and own else names)
        )
        self._at(codes.STEP_INCOMPLETE, (*path, "fund"), message, remedy)

    def _targets(self, target: TargetKind) -> tuple[Names, str]:
        """Give the ids that a measure may be aimed at, and the word for them."""
        ids = self._ids
        legs, channels = ids.of(ArgumentKind.LEG), ids.of(ArgumentKind.CHANNEL)
        match target:
            case TargetKind.LEG:
                return legs, kind_name(ArgumentKind.LEG)
            case TargetKind.LEG_OR_CHANNEL:
                return {**legs, **channels}, _("leg or channel")
            case TargetKind.HABITAT:
                return ids.of(ArgumentKind.HABITAT), kind_name(ArgumentKind.HABITAT)
            case TargetKind.CORRIDOR:
                return ids.corridors, _("wildlife corridor")
            case _:
                return ids.of(ArgumentKind.JURISDICTION), kind_name(ArgumentKind.JURISDICTION)

    def _market(self, step: Fund, target: TargetKind, path: Path) -> None:
        markets = self._ids.of(ArgumentKind.MARKET)
        measure = quoted(step.measure)
        if target is not TargetKind.OWN_JURISDICTION_AND_MARKET:
            if step.market is not None:
                message = _("{measure} is not aimed at one market.").format(measure=measure)
                self._at(codes.STEP_SUPERFLUOUS, (*path, "market"), message, _("Delete the market."))
        elif step.market is not None:
            self._place(step.market, ArgumentKind.MARKET, (*path, "market"))
        elif len(markets) != 1:
            message = _("{measure} needs a market.").format(measure=measure)
            remedy = _("Add market: and one of {names}.").format(names=listed(markets))
            self._at(codes.STEP_INCOMPLETE, (*path, "fund"), message, remedy)

    def _block(self, step: Fund, target: TargetKind, path: Path) -> None:
        measure = quoted(step.measure)
        if target is not TargetKind.OTHER_JURISDICTION_AND_BLOCK:
            if step.block is not None:
                message = _("{measure} is not aimed at one resilience block.").format(measure=measure)
                self._at(codes.STEP_SUPERFLUOUS, (*path, "block"), message, _("Delete the block."))
        elif step.block is None:
            message = _("{measure} needs a resilience block.").format(measure=measure)
            remedy = _("Add block: and one of {names}.").format(names=listed(self._ids.of(ArgumentKind.BLOCK)))
            self._at(codes.STEP_INCOMPLETE, (*path, "fund"), message, remedy)

    def _at(self, code: str, path: Path, message: str, remedy: str, *, key: bool = False) -> None:
        positions = self._composed.positions
        if path not in positions and path and isinstance(path[-1], int):
            path = path[:-1]  # one word that stands for a list of one
        key = key or (path[-1] == "fund" and code == codes.STEP_INCOMPLETE)
        span = positions.key(path) if key else positions.value(path)
        if span.line != span.end_line:
            span = positions.nearest(path)
        self.found.append(diagnose(code, self._composed.source, span, message, remedy))
