"""What is wrong with the balance of a scenario, and which figure of the file to change, in which direction."""

from collections.abc import Iterable

from game.authoring.balance_figures import AimFigures, DelegationFigures, Figures, MeasureFigures
from game.authoring.balance_plays import Kind
from game.authoring.balance_promises import promise_figures
from game.authoring.balance_words import figure, of_hundred, reached
from game.model.measures import MeasureId
from game.model.text import _
from game.scenario import codes_balance as codes
from game.scenario.checks_findings import Findings
from game.scenario.compose import Composed
from game.scenario.diagnostic import Diagnostic, in_order, quoted
from game.scenario.positions import Path
from game.session.needs import half_amount
from game.session.published import Grade

ALONE_ENOUGH = 75.0  # room points, here and below
SMALL_REWARD = 0.05  # points of a mandate, of 3
SMALL_TEMPTATION = 0.02
SMALL_LEVERAGE = 2.0
SMALL_GAIN = 0.3  # points of harm
HARDLY_MISSED = 0.5
SOME_USE = 10.0
FREE_USE = 0.5  # of a measure that takes teams and no funds: no other measure has less because of it
ALWAYS = 60.0
LINKS_ALONE, LINKS_ADDED = 40.0, 85.0  # where links add SOME_USE at least; with less it is not they that are best
NEVER_MOVED = 0.05  # points of an index
EASY_GOLD, RARE_BRONZE = 0.6, 0.1  # shares of games
ENOUGH_GAMES = 10  # of computers, before shares of them are judged, or that none of them reaches something
UNEVEN = 0.8  # points of a mandate
LAST_TURNS_IDLE = 97.0
SEEN = 0.25  # points of both world indices together
FEW_AGREEMENTS = 1.0  # a game
ENOUGH_PROMISES = 5  # pairs of games
FEWER = 0.1  # share of its later agreements that a breaker must go without; points lost within their error are none


def judge(figures: Figures, composed: Composed) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong, each with its place in the file.

    Parameters
    ----------
    figures
        What the plays came to.
    composed
        The file, with the positions of its keys.
    """
    judging = _Judge(figures, composed)
    judging.room()
    judging.indices()
    if figures.gain() < SMALL_GAIN:
        return in_order(judging.findings.found)  # where nothing helps, nothing else can be told apart
    for item in figures.delegations:
        judging.delegation(item)
    for measure in figures.measures:
        judging.measure(measure)
    judging.patrols()
    for aim in figures.aims:
        judging.aim(aim)
    judging.medals()
    judging.turns()
    judging.promises()
    return in_order(judging.findings.found)


class _Judge:
    def __init__(self, figures: Figures, composed: Composed) -> None:
        self.figures = figures
        self.book = figures.book
        self.findings = Findings(composed)
        self._composed = composed

    def room(self) -> None:
        """Judge what acting at all, and acting together, is worth."""
        gain, alone = self.figures.gain(), self.figures.room(Kind.ALONE)
        if gain < SMALL_GAIN:
            message = _("Even the best plan found lowers harm by {gain} points only.").format(gain=figure(gain))
            remedy = _("Raise funds, or lower the half_amount of measures, so that a class sees what it does.")
            self.findings.at(codes.NOTHING_HELPS, self._purse(), message, remedy)
            return
        if alone >= ALONE_ENOUGH:
            message = _("If everybody acts alone the room has {alone} of 100 points.").format(alone=figure(alone))
            self.findings.at(codes.ALONE_ENOUGH, *self._more_to_share(message))
        links, linked = self.figures.room(Kind.LINKS), self.figures.room(Kind.LINKED)
        near_best = min(LINKS_ADDED, self.figures.room(Kind.PLAIN))
        if links >= LINKS_ALONE or (linked >= near_best and linked - alone >= SOME_USE):
            message = _("Posting every team from turn 1 brings {links} points; with everybody acting alone, {linked}.")
            remedy = _("Give fewer teams to a delegation, or lower the maximum of liaison.")
            place = self._most("teams")
            self.findings.at(
                codes.LINKS_ENOUGH, place, message.format(links=figure(links), linked=figure(linked)), remedy
            )

    def _more_to_share(self, message: str) -> tuple[Path, str, str]:
        """Return where what is done together could be made worth more."""
        if self.book.scenario.projects:
            remedy = _("Make effects of joint projects stronger, or lower their cost below what two purses hold.")
            return ("projects", 0, "effects"), message, remedy
        remedy = _("Add a joint project that two or three purses can pay, or lower the funds of delegations.")
        return self._purse(), message, remedy

    def _purse(self) -> Path:
        return self._most("funds")

    def _most(self, key: str) -> Path:
        """Return the place of a figure of the delegation that has most of it."""
        rows = self.book.scenario.delegations
        place = max(range(len(rows)), key=lambda number: (getattr(rows[number], key), -number))
        return "delegations", place, key

    def delegation(self, item: DelegationFigures) -> None:
        """Judge what a delegation gains by cooperating, by not doing so, and whether the others need it."""
        place = list(self.book.delegations).index(item.seat)
        name = self.book.delegations[item.seat].name
        mandates = self.book.delegations[item.seat].mandates
        path: Path = ("delegations", place, "mandates") if mandates else ("delegations", place)
        if mandates and item.rewarded < SMALL_REWARD:
            message = _(
                "The mandates of {name} come to {alone} of 3 points if all act alone, to {together} if all cooperate."
            )
            message = message.format(name=name, alone=figure(item.alone), together=figure(item.cooperates))
            remedy = _(
                "Raise room_line above {room}, or give it an objective that joint projects or others' work move."
            )
            room = figure(self.figures.room(Kind.ALONE))
            self.findings.at(codes.NO_REWARD, path, message, remedy.format(room=room))
        if mandates and item.tempted < SMALL_TEMPTATION:
            message = _(
                "The mandates of {name} come to {together} of 3 points if it cooperates, to {other} if it does not."
            )
            other = figure(item.cooperates + item.tempted)
            message = message.format(name=name, together=figure(item.cooperates), other=other)
            remedy = _("Give it an objective that protects its own means, as funds(...), or lower its funds.")
            self.findings.at(codes.NO_TEMPTATION, path, message, remedy)
        if len(self.book.delegations) > 1 and item.leverage < SMALL_LEVERAGE:
            message = _("Without {name} the others lose {leverage} of 100 points.")
            message = message.format(name=name, leverage=figure(max(0.0, item.leverage)))
            path = ("delegations", place, "funds")
            remedy = _("Raise its funds, now {funds}, or put an origin, a herd or a busy leg into its jurisdictions.")
            funds = self.book.delegations[item.seat].funds
            self.findings.at(codes.NO_LEVERAGE, path, message, remedy.format(funds=funds))

    def measure(self, item: MeasureFigures) -> None:
        """Judge whether a measure is sometimes worth its price, and not always."""
        offer = self.book.public.measures[item.measure]
        enough = SOME_USE if self.book.public.rule(item.measure).funds else FREE_USE
        useless = item.missed < HARDLY_MISSED and max(item.alone, item.linked) < enough and not item.best_for
        if useless:
            message = _("{measure} brings {alone} points alone, and the best plan loses {missed} without it.")
            message = message.format(measure=offer.name, alone=figure(item.alone), missed=figure(max(0.0, item.missed)))
            remedy = _("Lower its half_amount, now {half}, or raise its maximum, now {most}; or do not offer it.")
            remedy = remedy.format(**self._sizes(item.measure))
            self.findings.at(codes.NEVER_BOUGHT, self._measure_place(item.measure, "half_amount"), message, remedy)
        if item.alone >= ALWAYS:
            message = _("All funds in {measure} alone bring {alone} of 100 points.")
            remedy = _("Raise its half_amount, now {half}, or lower its maximum, now {most}.")
            remedy = remedy.format(**self._sizes(item.measure))
            message = message.format(measure=offer.name, alone=figure(item.alone))
            self.findings.at(codes.ALWAYS_BOUGHT, self._measure_place(item.measure, "half_amount"), message, remedy)

    def _sizes(self, measure: str) -> dict[str, str]:
        """Return the amount of half its effect, and its whole effect, as the file or the model has them."""
        offer, book = self.book.public.measures[measure], self.book.public
        most = offer.maximum if offer.maximum is not None else book.parameters.value(f"{offer.rule}_maximum")
        return {"half": figure(half_amount(book, offer)), "most": figure(most)}

    def _measure_place(self, measure: str, key: str) -> Path:
        names = [offer.id for offer in self.book.scenario.measures]
        path: Path = ("measures", names.index(measure))
        return (*path, key) if (*path, key) in self._composed.positions else path

    def patrols(self) -> None:
        """Judge whether controls alone are the best that can be done."""
        alone = self.figures.room(Kind.ALONE)
        rules = {name: offer.rule for name, offer in self.book.public.measures.items()}
        others = [item.alone for item in self.figures.measures if rules[item.measure] is not MeasureId.PATROL]
        for item in self.figures.measures:
            if rules[item.measure] is not MeasureId.PATROL or item.alone < SOME_USE:
                continue
            if item.alone < alone and item.alone < max(others, default=0.0):
                continue
            message = _(
                "All funds in {measure} bring {points} points, everybody alone {alone}, other single measures {other}."
            )
            name = self.book.public.measures[item.measure].name
            other = figure(max(others, default=0.0))
            message = message.format(measure=name, points=figure(item.alone), alone=figure(alone), other=other)
            remedy = _("Raise its half_amount, now {half}, lead a leg around what is watched, or make others stronger.")
            remedy = remedy.format(**self._sizes(item.measure))
            self.findings.at(codes.PATROLS_ENOUGH, self._measure_place(item.measure, "half_amount"), message, remedy)

    def indices(self) -> None:
        """Judge whether every published index answers to something."""
        for number, place in enumerate(self.book.scenario.jurisdictions):
            still = [
                name
                for name in (f"criminality({place.id})", f"resilience({place.id})")
                if self.figures.moved(name) < NEVER_MOVED
            ]
            if still:
                message = _("In {place} nothing that is played moves {indices}.")
                message = message.format(indices=_(" and ").join(still), place=place.name)
                remedy = _("Give the place to a delegation, or lead a leg or channel through it; or leave it out.")
                self.findings.at(codes.NEVER_MOVED, ("jurisdictions", number, "id"), message, remedy)

    def aim(self, item: AimFigures) -> None:
        """Judge how many reach an objective."""
        path = self._aim_place(item)
        said = {"aim": quoted(item.aim.id), "variant": quoted(item.mandate)}
        said |= {
            "name": self.book.delegations[item.seat].name,
            "best": reached(item.best, rises=item.aim.gold > item.aim.bronze),
        }
        said |= {"start": figure(item.start), "idle": figure(item.idle)}
        bronze, silver, gold = (figure(mark) for mark in item.marks)
        marks = _("For example bronze {bronze}, silver {silver}, gold {gold}: 60, 30 and 8 of 100 games reach them.")
        marks = marks.format(bronze=bronze, silver=silver, gold=gold)
        if not item.ever[Grade.BRONZE]:
            message = _("Nobody reaches the objective {aim} of {name}, {variant}: {best} at best.")
            remedy = _("Set bronze, now {mark}, to {best} or something easier.")
            if not item.rises:
                message = _(
                    "Nobody reaches the objective {aim} of {name}, {variant}: {start} at the start, {idle} if nobody "
                    "acts, {best} at best."
                )
                remedy = _("Ask for another quantity: nothing that is played makes this one better.")
            remedy = remedy.format(mark=figure(item.aim.bronze), **said)
            self.findings.at(codes.OUT_OF_EVERY_REACH, (*path, "bronze"), message.format(**said), remedy)
            return
        if item.idle_grade is not Grade.NONE and not item.own_means:
            message = _("The objective {aim} of {name}, {variant}, is {grade} if nobody acts ({idle}).")
            message = message.format(grade=item.idle_grade, **said)
            remedy = _("Move bronze beyond {idle}.").format(idle=figure(item.idle))
            self.findings.at(codes.TOO_EASY, (*path, "bronze"), message, remedy)
        elif item.games >= ENOUGH_GAMES and item.shares[Grade.GOLD] > EASY_GOLD:
            message = _("{share} of 100 games end with gold for the objective {aim} of {name}, {variant}.")
            message = message.format(share=of_hundred(item.shares[Grade.GOLD]), **said)
            self.findings.at(codes.TOO_EASY, (*path, "gold"), message, marks)
        elif item.games >= ENOUGH_GAMES and item.shares[Grade.BRONZE] < RARE_BRONZE:
            message = _("{share} of 100 games end with bronze or better for the objective {aim} of {name}, {variant}.")
            message = message.format(share=of_hundred(item.shares[Grade.BRONZE]), **said)
            self.findings.at(codes.TOO_RARE, (*path, "bronze"), message, marks)
        never = next((medal for medal in (Grade.SILVER, Grade.GOLD) if not item.ever[medal]), None)
        if never is not None and item.games >= ENOUGH_GAMES:
            message = _("No play ends with {medal} for the objective {aim} of {name}, {variant}: {best} at best.")
            mark = getattr(item.aim, never.value)
            remedy = _("Set {medal}, now {mark}, to {best} or something easier.")
            remedy = remedy.format(medal=never, mark=figure(mark), **said)
            self.findings.at(codes.MEDAL_NEVER, (*path, never.value), message.format(medal=never, **said), remedy)

    def _aim_place(self, item: AimFigures) -> Path:
        seats = list(self.book.delegations)
        mandates = self.book.delegations[item.seat].mandates
        mandate = next(number for number, one in enumerate(mandates) if one.id == item.mandate)
        aim = next(number for number, one in enumerate(mandates[mandate].objectives) if one.id == item.aim.id)
        return "delegations", seats.index(item.seat), "mandates", mandate, "objectives", aim

    def medals(self) -> None:
        """Judge whether medals are as dear on every seat."""
        points = {item.seat: item.mixed for item in self.figures.delegations if item.mixed is not None}
        if len(points) < 2 or len(self.figures.of(Kind.MIXED)) < ENOUGH_GAMES:
            return
        mean = sum(points.values()) / len(points)
        for seat, value in points.items():
            number = list(self.book.delegations).index(seat)
            if abs(value - mean) > UNEVEN:
                message = _("{name} ends with {points} of 3 in games of computers; all together with {mean}.")
                message = message.format(name=self.book.delegations[seat].name, points=figure(value), mean=figure(mean))
                remedy = _("Make its marks harder.") if value > mean else _("Make its marks easier.")
                self.findings.at(codes.UNEVEN, ("delegations", number, "mandates"), message, remedy)

    def turns(self) -> None:
        """Judge the length of the game, and of every lesson."""
        lessons = [item.minutes for item in self.book.scenario.lessons]
        for minutes in (0, *lessons):
            path: Path = ("lessons", str(minutes), "turns") if minutes else ("rules", "turns")
            where = (
                _("In the lesson of {minutes} minutes").format(minutes=minutes) if minutes else _("In the whole game")
            )
            early = self.figures.room(Kind.EARLY, minutes=minutes)
            if early >= LAST_TURNS_IDLE:
                message = _("{where} giving the plan up after two thirds of the turns still brings {early} points.")
                remedy = _("Play fewer turns.")
                self.findings.at(codes.TOO_MANY_TURNS, path, message.format(where=where, early=figure(early)), remedy)
            seen = self._seen(minutes)
            if seen < SEEN:
                message = _("{where} the best plan moves world criminality and resilience together by {seen} points.")
                remedy = _("Play more turns, or longer ones (turn_years); or raise funds.")
                self.findings.at(codes.TOO_FEW_TURNS, path, message.format(where=where, seen=figure(seen)), remedy)
        for minutes in lessons or (0,):
            self._first_turn(minutes)

    def _seen(self, minutes: int) -> float:
        """Return by how much both world indices are better after the last turn than if nobody acts."""
        idle = {item.play.seed: item.after_play for item in self.figures.of(Kind.IDLE, minutes=minutes)}
        return max(
            (
                _better(item.after_play["world_criminality()"], idle[item.play.seed]["world_criminality()"], -1.0)
                + _better(item.after_play["world_resilience()"], idle[item.play.seed]["world_resilience()"], 1.0)
                for item in self.figures.of(Kind.PLAN, minutes=minutes)
                if item.play.seed in idle
            ),
            default=SEEN,
        )

    def _first_turn(self, minutes: int) -> None:
        slow, worth = self.figures.best_first(minutes, slow=True)
        quick, other = self.figures.best_first(minutes, slow=False)
        if not quick or (slow and worth >= other):
            return
        path: Path = ("lessons", str(minutes), "turns") if minutes else ("rules", "turns")
        if not slow:
            message = _("No slow measure is on offer.")
            self.findings.at(codes.NO_SLOW_START, ("measures",), message, _("Offer one, as demand_reduction or audit."))
            return
        names = self.book.public.measures
        message = _("{slow} on turn 1 brings {worth} points, {quick} {other}.")
        message = message.format(
            slow=names[slow].name, worth=figure(worth), quick=names[quick].name, other=figure(other)
        )
        remedy = _("Play more or longer turns, lengthen epilogue_years, or lower the half_amount of {slow}.")
        self.findings.at(codes.NO_SLOW_START, path, message, remedy.format(slow=names[slow].name))

    def promises(self) -> None:
        """Judge whether keeping one's word pays."""
        found = promise_figures(self.figures)
        if len(self.book.delegations) > 1 and found.agreements + found.resolutions < FEW_AGREEMENTS:
            message = _("{agreements} agreements and {resolutions} resolutions a game come into force.")
            message = message.format(agreements=figure(found.agreements), resolutions=figure(found.resolutions))
            remedy = _(
                "Let delegations need what only others can give: flows over their borders, herds, dear projects."
            )
            self.findings.at(codes.NOTHING_AGREED, ("negotiation",), message, remedy)
            return
        if found.pairs < ENOUGH_PROMISES or not found.saved:
            return
        if found.points >= -found.doubt and found.fewer < FEWER:
            message = _(
                "Whoever keeps no pledge saves {saved} units and ends {points} of 3 points; it gets {broken} later "
                "agreements instead of {kept}."
            )
            kept, broken = found.later
            message = message.format(
                saved=figure(found.saved),
                points=figure(found.points, signed=True),
                kept=figure(kept),
                broken=figure(broken),
            )
            remedy = _("Let objectives depend on what others deliver, or raise room_line, so that broken words cost.")
            self.findings.at(codes.PROMISES_IDLE, ("rules", "room_line"), message, remedy)


def _better(now: float, idle: float, sign: float) -> float:
    return sign * (now - idle)


def codes_of(findings: Iterable[Diagnostic]) -> list[str]:
    """Return the codes of findings, each once, in order."""
    return sorted({found.code for found in findings})
