"""One predicate per rule of the desk: each returns a refusal, or None where it may be done.

The interface greys out, computers choose and the reducer decides by the same functions. They read a
:class:`DeskFacts`, which holds only what the seat itself may know.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from game.model.text import _, ngettext
from game.session.commands import (
    ClearDraft,
    Contribute,
    DraftCommand,
    GiveFunds,
    JoinInstrument,
    LeaveInstrument,
    PostTeam,
    SetOrder,
    UndoDraft,
)
from game.session.desk import DeskStyle, Draft, Occupant, Phase, Target
from game.session.means import committed_capital, committed_funds, posted_teams
from game.session.negotiation.carry_out import Claim, Done, claim, forbidden_leaving, forbidden_order, plan
from game.session.negotiation.facts import Facts
from game.session.negotiation.ledger import Entry
from game.session.negotiation.lending import teams_at_hand
from game.session.negotiation.settle import missed_promises
from game.session.negotiation.state import NegotiationState
from game.session.published import ProjectStatus
from game.session.refusal import Refusal
from game.session.rulebook import PublicBook
from game.session.state import State
from game.session.table_facts import seat_facts

_SHOWN_CHOICES = 5


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """What decides about the commands of one seat: its own means and draft, and what is public."""

    book: PublicBook = field(compare=False, repr=False)
    seat: str
    phase: Phase
    turn: int
    style: DeskStyle
    occupant: Occupant
    sealed: bool
    funds: int  # units at the start of the turn
    teams: int  # at hand this turn: own ones at home, and borrowed ones
    political_capital: int
    draft: Draft
    undoable: bool
    seats: Mapping[str, Occupant]
    projects: Mapping[str, ProjectStatus]
    parties: Mapping[str, Mapping[str, int]]
    negotiation: NegotiationState  # as the seat sees it
    facts: Facts  # the same, for the rules of negotiation

    @property
    def funds_left(self) -> int:
        """Units that neither the draft nor what binds the delegation has used yet."""
        return self.funds - committed_funds(self.book, self._unsettled) - self.claim.funds

    @property
    def teams_left(self) -> int:
        """Teams that neither the draft nor what binds the delegation has posted yet."""
        return self.teams - posted_teams(self.book, self._unsettled) - self.claim.teams

    @property
    def claim(self) -> Claim:
        """What binding clauses and the seat's own instructions take beside the draft."""
        return claim_on(self, self.draft)

    @property
    def done_by_itself(self) -> tuple[Done, ...]:
        """What binding clauses do at the outcome whatever is ordered, the oldest first."""
        return plan(self.negotiation, _with_own_means(self), self.seat)

    @property
    def promises_missed(self) -> tuple[Entry, ...]:
        """What the draft would leave short of what the seat has promised for this turn."""
        return missed_promises(self.negotiation, _with_own_means(self), self.seat, self.draft)

    @property
    def capital_left(self) -> int:
        """Political capital that the draft has not used yet."""
        return self.political_capital - committed_capital(self.book, self._unsettled)

    @property
    def _unsettled(self) -> Draft:
        """The draft while it waits for the outcome; once that has paid for it, it takes nothing more."""
        return self.draft if self.phase is Phase.DESKS else Draft()


def desk_facts(state: State, book: PublicBook, seat: str) -> DeskFacts:
    """Return what decides about the commands of ``seat``."""
    public, own = state.public, state.seats[seat]
    seen = state.negotiation.as_seen_by(seat)
    return DeskFacts(
        book=book,
        seat=seat,
        phase=public.phase,
        turn=public.turn,
        style=public.options.desk_style,
        occupant=public.seats[seat],
        sealed=seat in public.sealed,
        funds=own.funds,
        teams=teams_at_hand(seat, own.teams, seen.public.loans, public.turn),
        political_capital=own.political_capital,
        draft=own.draft,
        undoable=bool(own.past),
        seats=public.seats,
        projects=public.projects,
        parties=public.parties,
        negotiation=seen,
        facts=seat_facts(public, book, seen, {seat: own}),
    )


def claim_on(desk: DeskFacts, draft: Draft) -> Claim:
    """Return what binding clauses and the seat's own instructions take from its means beside ``draft``."""
    return claim(desk.negotiation, _with_own_means(desk), desk.seat, draft)


def _with_own_means(desk: DeskFacts) -> Facts:
    """Return the facts with the funds of ``desk``, which may be supposed ones."""
    own = desk.facts.seats[desk.seat]
    if own.funds == desk.funds:
        return desk.facts
    return replace(desk.facts, seats={**desk.facts.seats, desk.seat: replace(own, funds=desk.funds)})


def may_draft(desk: DeskFacts) -> Refusal | None:
    """Tell whether the seat may write orders now."""
    if desk.phase is not Phase.DESKS:
        return Refusal("not_at_desks", _("Orders are written at the desks, after the briefing."))
    if desk.occupant is Occupant.EMPTY:
        return Refusal("seat_empty", _("The seat is empty. Hand it to a person or to the computer first."))
    if desk.sealed:
        return Refusal("sealed", _("The orders are sealed; they open at the outcome."))
    return None


def may_set_order(desk: DeskFacts, measure: str, target: Target, amount: int) -> Refusal | None:
    """Tell whether the seat may order ``amount`` of ``measure`` at ``target`` instead of what stands there."""
    return (
        may_draft(desk)
        or measure_on_offer(desk.book, measure)
        or target_within_reach(desk.book, desk.seat, measure, target)
        or _whole_amount(amount)
        or _one_team(desk, measure, amount)
        or (forbidden_order(desk.negotiation, desk.facts, desk.seat, measure, target) if amount else None)
        or within_means(desk, desk.draft.with_order(measure, target, amount))
    )


def may_contribute(desk: DeskFacts, project: str, amount: int) -> Refusal | None:
    """Tell whether the seat may pay ``amount`` into ``project`` this turn."""
    return (
        may_draft(desk)
        or _project_open(desk, project)
        or _whole_amount(amount)
        or _project_takes(desk, project, amount)
        or within_means(desk, desk.draft.with_contribution(project, amount))
    )


def may_give(desk: DeskFacts, to: str, amount: int) -> Refusal | None:
    """Tell whether the seat may give ``amount`` to another delegation this turn."""
    return (
        may_draft(desk)
        or _can_receive(desk, to, amount)
        or _whole_amount(amount)
        or within_means(desk, desk.draft.with_gift(to, amount))
    )


def may_join(desk: DeskFacts, instrument: str) -> Refusal | None:
    """Tell whether the seat may join ``instrument`` this turn."""
    refusal = may_draft(desk) or _instrument_known(desk, instrument)
    if refusal:
        return refusal
    if not places_to_join(desk, instrument):
        name = desk.book.instruments[instrument].name
        return Refusal("party_already", _("The delegation is a party to {instrument} already.").format(instrument=name))
    return within_means(desk, desk.draft.with_instrument(instrument, joins=True, leaves=False))


def may_leave(desk: DeskFacts, instrument: str) -> Refusal | None:
    """Tell whether the seat may leave ``instrument`` this turn."""
    refusal = may_draft(desk) or _instrument_known(desk, instrument)
    if refusal:
        return refusal
    own = desk.book.delegations[desk.seat].jurisdictions
    if not set(own) & set(desk.parties.get(instrument, {})):
        name = desk.book.instruments[instrument].name
        return Refusal("no_party", _("The delegation is no party to {instrument}.").format(instrument=name))
    return forbidden_leaving(desk.negotiation, desk.facts, desk.seat, instrument) or within_means(
        desk, desk.draft.with_instrument(instrument, joins=False, leaves=True)
    )


def may_undo(desk: DeskFacts) -> Refusal | None:
    """Tell whether there is a change of the own unsealed draft to undo."""
    refusal = may_draft(desk)
    if refusal is None and not desk.undoable:
        return Refusal("nothing_to_undo", _("There is nothing to undo."))
    return refusal


def may_seal(desk: DeskFacts) -> Refusal | None:
    """Tell whether the seat may seal its draft."""
    return may_draft(desk)


def places_to_join(desk: DeskFacts, instrument: str) -> tuple[str, ...]:
    """Return the own jurisdictions that are no parties to ``instrument`` yet."""
    parties = desk.parties.get(instrument, {})
    return tuple(place for place in desk.book.delegations[desk.seat].jurisdictions if place not in parties)


def measure_on_offer(book: PublicBook, measure: str) -> Refusal | None:
    """Tell whether the scenario offers ``measure``."""
    if measure in book.measures:
        return None
    sentence = _("This scenario offers no measure {measure}. It offers: {choices}.")
    return Refusal("measure_unknown", sentence.format(measure=measure, choices=", ".join(book.measures)))


def target_within_reach(book: PublicBook, seat: str, measure: str, target: Target) -> Refusal | None:
    """Tell whether the delegation may point ``measure`` at ``target``."""
    choices = book.choices[seat][measure]
    if target in choices:
        return None
    name = book.delegations[seat].name
    if not choices:
        sentence = _("{delegation} has nothing that {measure} can be pointed at.")
        return Refusal("target_out_of_reach", sentence.format(delegation=name, measure=book.measures[measure].name))
    shown = "; ".join(str(choice) for choice in choices[:_SHOWN_CHOICES])
    if len(choices) > _SHOWN_CHOICES:
        shown += "; …"
    sentence = _("{delegation} cannot point {measure} at “{target}”. Possible: {choices}.")
    return Refusal(
        "target_out_of_reach",
        sentence.format(delegation=name, measure=book.measures[measure].name, target=target, choices=shown),
    )


def within_means(desk: DeskFacts, draft: Draft) -> Refusal | None:
    """Tell whether the delegation has the funds, teams and political capital for ``draft``."""
    book, bound = desk.book, claim_on(desk, draft)
    name = book.delegations[desk.seat].name
    funds, teams, capital = committed_funds(book, draft), posted_teams(book, draft), committed_capital(book, draft)
    if funds > desk.funds - bound.funds:
        return _beyond_funds(desk, name, funds, bound.funds)
    if teams > desk.teams - bound.teams:
        sentence = ngettext(
            "{delegation} has {have} team, and these orders would post {need}. Call one back first.",
            "{delegation} has {have} teams, and these orders would post {need}. Call one back first.",
            desk.teams - bound.teams,
        )
        return Refusal("beyond_teams", sentence.format(delegation=name, have=desk.teams - bound.teams, need=teams))
    if capital > desk.political_capital:
        sentence = _("{delegation} has {have} political capital, and this would take {need}.")
        return Refusal("beyond_capital", sentence.format(delegation=name, have=desk.political_capital, need=capital))
    return None


def _beyond_funds(desk: DeskFacts, name: str, need: int, bound: int) -> Refusal:
    if bound:
        sentence = _(
            "{delegation} has {have} units of funds this turn, of which {bound} are promised, and these orders would "
            "take {need}. Lower an amount."
        )
        return Refusal(
            "beyond_funds", sentence.format(delegation=name, have=desk.funds, bound=min(bound, desk.funds), need=need)
        )
    sentence = ngettext(
        "{delegation} has {have} unit of funds this turn, and these orders would take {need}. Lower an amount.",
        "{delegation} has {have} units of funds this turn, and these orders would take {need}. Lower an amount.",
        desk.funds,
    )
    return Refusal("beyond_funds", sentence.format(delegation=name, have=desk.funds, need=need))


def largest_order(desk: DeskFacts, measure: str, target: Target) -> int:
    """Return the largest amount of ``measure`` at ``target`` that the means allow beside the rest of the draft."""
    rule = desk.book.rule(measure)
    present = desk.draft.amount(measure, target)
    if rule.teams and not present and desk.teams_left < rule.teams:
        return 0
    if not rule.funds:
        return 1
    return max(0, desk.funds_left + present)


def largest_contribution(desk: DeskFacts, project: str) -> int:
    """Return the most that the seat may pay into ``project`` this turn."""
    if _project_open(desk, project):
        return 0
    item = desk.book.projects[project]
    limits = [item.cost - desk.projects[project].total, desk.funds_left + desk.draft.contributions.get(project, 0)]
    if item.per_turn_cap is not None:
        limits.append(item.per_turn_cap)
    return max(0, min(limits))


def affordable(desk: DeskFacts, draft: Draft) -> Draft:
    """Return what of ``draft`` (last turn's orders) the means still allow, in its order; nothing public or given."""
    here = replace(desk, draft=Draft())
    for order in draft.orders:
        amount = min(order.amount, largest_order(here, order.measure, order.target))
        forbidden = forbidden_order(desk.negotiation, desk.facts, desk.seat, order.measure, order.target)
        if amount > 0 and forbidden is None:
            here = replace(here, draft=here.draft.with_order(order.measure, order.target, amount))
    return here.draft


def within_reach(desk: DeskFacts) -> Draft:
    """Return the draft, or what of it may still be done where more is promised than when it was written."""
    draft = _without_forbidden(desk)
    if within_means(desk, draft) is None:
        return draft
    kept = replace(affordable(desk, draft), joins=draft.joins, leaves=draft.leaves)
    for project, amount in draft.contributions.items():
        left = replace(desk, draft=kept).funds_left
        kept = kept.with_contribution(project, max(0, min(amount, left)))
    for to, amount in draft.gifts.items():
        left = replace(desk, draft=kept).funds_left
        kept = kept.with_gift(to, max(0, min(amount, left)))
    return kept


def _without_forbidden(desk: DeskFacts) -> Draft:
    talks, facts, seat = desk.negotiation, desk.facts, desk.seat
    orders = (item for item in desk.draft.orders if not forbidden_order(talks, facts, seat, item.measure, item.target))
    leaves = (name for name in desk.draft.leaves if not forbidden_leaving(talks, facts, seat, name))
    return replace(desk.draft, orders=tuple(orders), leaves=tuple(leaves))


def _whole_amount(amount: int) -> Refusal | None:
    if amount >= 0:
        return None
    return Refusal("negative_amount", _("An amount is 0 or more whole units."))


def _one_team(desk: DeskFacts, measure: str, amount: int) -> Refusal | None:
    if desk.book.rule(measure).funds or amount <= 1:
        return None
    sentence = _("{measure} takes one team and no funds: order 1, or 0 to call the team back.")
    return Refusal("one_team", sentence.format(measure=desk.book.measures[measure].name))


def _project_open(desk: DeskFacts, project: str) -> Refusal | None:
    if project not in desk.book.projects:
        sentence = _("There is no joint project {project}. There are: {choices}.")
        choices = ", ".join(desk.book.projects) or "–"
        return Refusal("project_unknown", sentence.format(project=project, choices=choices))
    status = desk.projects[project]
    name = desk.book.projects[project].name
    if status.started is not None:
        return Refusal("project_started", _("{project} is paid for and has started.").format(project=name))
    if status.returned:
        return Refusal("project_over", _("{project} is over; what was paid in went back.").format(project=name))
    return None


def _project_takes(desk: DeskFacts, project: str, amount: int) -> Refusal | None:
    item = desk.book.projects[project]
    missing = item.cost - desk.projects[project].total
    if amount > missing:
        sentence = _("{project} lacks {missing} units; more than that cannot be paid in.")
        return Refusal("project_full", sentence.format(project=item.name, missing=missing))
    if item.per_turn_cap is not None and amount > item.per_turn_cap:
        sentence = _("One delegation can pay {cap} units a turn into {project}.")
        return Refusal("project_cap", sentence.format(project=item.name, cap=item.per_turn_cap))
    return None


def _can_receive(desk: DeskFacts, to: str, amount: int) -> Refusal | None:
    if to not in desk.seats:
        sentence = _("There is no delegation {delegation}. There are: {choices}.")
        return Refusal("delegation_unknown", sentence.format(delegation=to, choices=", ".join(desk.seats)))
    if to == desk.seat:
        return Refusal("gift_to_self", _("A delegation cannot give funds to itself."))
    if desk.seats[to] is Occupant.EMPTY and amount:
        name = desk.book.delegations[to].name
        return Refusal("receiver_absent", _("{delegation} is absent and cannot receive funds.").format(delegation=name))
    return None


def _instrument_known(desk: DeskFacts, instrument: str) -> Refusal | None:
    if instrument in desk.book.instruments:
        return None
    sentence = _("There is no instrument {instrument} in this scenario. There are: {choices}.")
    choices = ", ".join(desk.book.instruments) or "–"
    return Refusal("instrument_unknown", sentence.format(instrument=instrument, choices=choices))


def refusal_of(desk: DeskFacts, command: DraftCommand) -> Refusal | None:
    """Return why ``command`` may not be given here, or None: the one question for screens, computers and rules."""
    match command:
        case SetOrder(measure=measure, target=target, amount=amount):
            return may_set_order(desk, measure, target, amount)
        case PostTeam(measure=measure, target=target, posted=posted):
            return may_set_order(desk, measure, target, int(posted))
        case Contribute(project=project, amount=amount):
            return may_contribute(desk, project, amount)
        case GiveFunds(to=to, amount=amount):
            return may_give(desk, to, amount)
        case JoinInstrument(instrument=instrument, joins=joins):
            return may_join(desk, instrument) if joins else may_draft(desk)
        case LeaveInstrument(instrument=instrument, leaves=leaves):
            return may_leave(desk, instrument) if leaves else may_draft(desk)
        case UndoDraft():
            return may_undo(desk)
        case ClearDraft():
            return may_draft(desk)


def draft_after(draft: Draft, command: DraftCommand) -> Draft:
    """Return the draft that an allowed ``command`` leads to (undoing needs the past and leaves it as it is)."""
    match command:
        case SetOrder(measure=measure, target=target, amount=amount):
            return draft.with_order(measure, target, amount)
        case PostTeam(measure=measure, target=target, posted=posted):
            return draft.with_order(measure, target, int(posted))
        case Contribute(project=project, amount=amount):
            return draft.with_contribution(project, amount)
        case GiveFunds(to=to, amount=amount):
            return draft.with_gift(to, amount)
        case JoinInstrument(instrument=instrument, joins=joins):
            return draft.with_instrument(instrument, joins=joins, leaves=False)
        case LeaveInstrument(instrument=instrument, leaves=leaves):
            return draft.with_instrument(instrument, joins=False, leaves=leaves)
        case ClearDraft():
            return Draft()
        case UndoDraft():
            return draft
