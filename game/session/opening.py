"""How a session and a turn begin: seats, secrets, the start of the world, and events that fire."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from game.model.expression import evaluate
from game.model.scenario import EffectKind, ScenarioEvent
from game.model.text import _
from game.session import events as ev
from game.session.commands import StartSession
from game.session.desk import Occupant, Phase
from game.session.knowledge import eyes_of, observe
from game.session.mandates import draw_mandate
from game.session.negotiation.decide import open_negotiation
from game.session.negotiation.instruments import parties_with_mandates
from game.session.negotiation.leaks import leaks
from game.session.published import Fired
from game.session.quantities import lookup, quantity_key
from game.session.reducer import fold
from game.session.refusal import Refusal
from game.session.rulebook import RULES_VERSION, Rulebook
from game.session.state import State
from game.session.streams import generator
from game.session.table_facts import public_facts

MAX_TURNS = 200
MAX_SEED = 2**63 - 1
TEMPERAMENTS = ("cautious", "cooperative", "opportunist", "hard_bargainer")


def start(state: State, command: StartSession, book: Rulebook) -> tuple[ev.Event, ...] | Refusal:
    """Return the events that open a session, up to the first briefing."""
    refusal = _may_start(state, command, book)
    if refusal:
        return refusal
    scenario = book.scenario
    plans = {plan.delegation: plan for plan in command.seats}
    seats = [item.id for item in scenario.delegations]
    opening: list[ev.Event] = [
        ev.SessionStarted(
            rules_version=RULES_VERSION,
            scenario=scenario.id,
            turns=command.options.turns or scenario.rules.turns,
            seats={seat: plans[seat].occupant for seat in seats},
            people={seat: plans[seat].people for seat in seats},
            options=command.options,
            projects=tuple(item.id for item in scenario.projects),
            parties={item.id: dict.fromkeys(item.parties, 0) for item in scenario.instruments},
        ),
        ev.SecretsDrawn(
            command.seed,
            {
                seat: plan.temperament or draw_temperament(command.seed, seat)
                for seat, plan in plans.items()
                if plan.occupant is Occupant.COMPUTER
            },
        ),
    ]
    opening.extend(
        ev.DossierGiven(
            seat=item.id,
            mandate=draw_mandate(item, command.seed),
            funds=min(item.funds, item.funds_cap),
            teams=item.teams,
            political_capital=item.political_capital,
        )
        for item in scenario.delegations
    )
    computed = book.public.start
    opening += [
        ev.WorldComputed(0, computed.world.to_arrays(), computed.figures),
        ev.IndicesPublished(computed.indices),
    ]
    started = fold(state, opening)
    opening += open_negotiation(public_facts(started.public, book.public))
    opening += knowledge_events(started, book, with_funds(started, computed.figures))
    started = fold(state, opening)
    return (*opening, *begin_turn(started, book, 1))


def _may_start(state: State, command: StartSession, book: Rulebook) -> Refusal | None:
    if state.public.phase is not Phase.SETUP:
        return Refusal("started", _("The session has started already."))
    turns = command.options.turns
    if turns is not None and not 1 <= turns <= MAX_TURNS:
        sentence = _("A session has 1 to {limit} turns, not {turns}.")
        return Refusal("turns_out_of_range", sentence.format(limit=MAX_TURNS, turns=turns))
    if not 0 <= command.seed <= MAX_SEED:
        sentence = _("A seed is a whole number from 0 to {limit}.")
        return Refusal("seed_out_of_range", sentence.format(limit=MAX_SEED))
    meetings = (command.options.caucus_every, command.options.plenary_every)
    if any(every is not None and every < 0 for every in meetings):
        sentence = _("Caucus and plenary are held every 1, 2 or more turns, or 0 for never.")
        return Refusal("meetings_out_of_range", sentence)
    wanted, given = sorted(book.delegations), sorted(plan.delegation for plan in command.seats)
    if wanted != given:
        sentence = _("Every delegation needs one seat: {wanted}. Given: {given}.")
        return Refusal("seats_wrong", sentence.format(wanted=", ".join(wanted) or "–", given=", ".join(given) or "–"))
    return None


def draw_temperament(seed: int, seat: str) -> str:
    """Return the temperament that the lot gives to a computer on ``seat``."""
    return TEMPERAMENTS[int(generator(seed, f"temperament:{seat}").integers(len(TEMPERAMENTS)))]


def knowledge_events(
    state: State, book: Rulebook, truth: Mapping[str, float], told: frozenset[tuple[str, str]] = frozenset()
) -> tuple[ev.Event, ...]:
    """Return what the public and each seat believe after the last turn computed; ``told``: (who tells, whom)."""
    public = state.public
    turn = len(public.indices) - 1
    opened = {**public.opened[-1], **state.truth.carried_out[-1]} if public.opened else {}  # secret links count too
    mandates = state.negotiation.public.mandates
    parties = parties_with_mandates(public.parties, mandates, book.public.places_of, turn)
    events = []
    for seat in (None, *public.seats):
        teachers = frozenset(teller for teller, to in told if to == seat)
        eyes = eyes_of(book.public, seat, opened, teachers)
        observed = observe(book.public, eyes, truth, parties, state.seed, turn)
        events.append(ev.KnowledgeReported(turn, seat, observed))
    return tuple(events)


def begin_turn(state: State, book: Rulebook, turn: int) -> tuple[ev.Event, ...]:
    """Return the events of the scenario that fire now, with what they give, and the briefing."""
    found: list[ev.Event] = []
    for item in book.scenario.events:
        if not _fires(item, fold(state, found), book, turn):
            continue
        found.append(ev.EventFired(Fired(turn, item.id, item.headline, item.text, item.effects)))
        for effect in item.effects:
            if effect.kind is EffectKind.FUNDS and effect.delegation:
                found.append(_grant(fold(state, found), book, effect.delegation, round(effect.amount)))
    found.extend(_leaks(fold(state, found), book, turn))
    return (*found, ev.PhaseEntered(Phase.BRIEFING, turn))


def _leaks(state: State, book: Rulebook, turn: int) -> Iterator[ev.Event]:
    """Yield the secret agreements that come out before the briefing of ``turn``."""
    facts = replace(public_facts(state.public, book.public), turn=turn)

    def luck(name: str) -> float:
        return float(generator(state.seed, f"leak:{name}", turn).random())

    yield from leaks(state.negotiation, facts, luck)


def _grant(state: State, book: Rulebook, seat: str, amount: int) -> ev.FundsGranted:
    held = state.seats[seat].funds
    room = max(0, book.delegations[seat].funds_cap - held)
    return ev.FundsGranted(seat, max(-held, min(amount, room)))


def _fires(item: ScenarioEvent, state: State, book: Rulebook, turn: int) -> bool:
    """Tell whether an event happens at the start of ``turn``; a trigger sees the turns played so far."""
    if item.once and any(fired.event == item.id for fired in state.public.fired):
        return False
    quantities = state.truth.quantities
    table = state.negotiation.public
    now = lookup(book.scenario, state.public, turn - 1, with_funds(state, quantities[-1]).get, table)
    start_of_play = lookup(book.scenario, state.public, 0, quantities[0].get)
    if not evaluate(item.when, now, start_of_play):
        return False
    return item.chance >= 1.0 or float(generator(state.seed, f"event:{item.id}", turn).random()) < item.chance


def with_funds(state: State, quantities: Mapping[str, float]) -> dict[str, float]:
    """Return the quantities with the funds that delegations hold now."""
    return {**quantities, **{quantity_key("funds", seat): float(own.funds) for seat, own in state.seats.items()}}
