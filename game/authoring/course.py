"""The course of a session as plain values: figures of every turn, per turn and not per year, for JSON and tables."""

from collections.abc import Mapping
from typing import Any

from game.session import wire
from game.session.negotiation.ledger import Entry
from game.session.published import Indices
from game.session.quantities import quantity_key
from game.session.rulebook import RULES_VERSION, Rulebook
from game.session.state import SeatRecord, State

Figures = Mapping[str, float]

_UNITS = {
    "year": "calendar year at the end of the turn",
    "criminality": "score 1 to 10 (Global Organized Crime Index scale), modelled markets; less is better",
    "resilience": "score 1 to 10, mean of 12 building blocks; more is better",
    "corruption": "share 0 to 1; less is better",
    "markets of jurisdictions": "score 1 to 10; less is better",
    "legs.flow": "the market's unit, entering the leg, per turn",
    "legs.seized": "the market's unit, seized on the leg, per turn",
    "channels.flow": "USD million entering the channel, per turn",
    "channels.seized": "USD million frozen on the channel, per turn",
    "markets.supply": "the market's unit, launched by all origins, per turn",
    "markets.seized": "the market's unit, per turn",
    "markets.arrived": "the market's unit, per turn",
    "habitats.population": "animals at the end of the turn",
    "habitats.pike": "share 0 to 1 of carcasses that were illegally killed",
    "habitats.poached": "animals per turn",
    "money": "USD million per turn",
    "persons.exploited": "persons at the end of the turn, recorded or not; less is better",
    "persons.identified": "persons per turn who were identified and can be protected",
    "funds": "units at the end of the turn, income of the next one included",
    "teams": "teams, indivisible",
    "political_capital": "points",
    "promises": "units of funds, teams or percent, as the kind says; 1 for what has no amount",
    "trust": "-1 to 1, who trusts whom; 0 is neutral",
    "pooled_funds": "units of funds",
    "room": "0 = nobody acted, 100 = the best cooperative plan that the computer found for this seed",
}


def course_of(state: State, book: Rulebook) -> dict[str, Any]:
    """Return the whole course; the order of keys is fixed, so equal courses give equal bytes."""
    turns = [_turn(state, book, place) for place in range(len(state.public.indices))]
    last = state.public.turns
    units = {**_UNITS, **{f"markets.{market.id}": market.unit for market in book.scenario.markets}}
    units["one unit of funds"] = f"{book.scenario.rules.funds_value!r} USD million"
    units["one turn"] = f"{book.scenario.rules.turn_years!r} years"
    return {
        "scenario": book.scenario.id,
        "seed": state.seed,
        "rules_version": RULES_VERSION,
        "units": units,
        "turns": turns[: last + 1],
        "epilogue": turns[last + 1 :],
        "negotiation": _negotiation(state),
        "result": _result(state),
    }


def _negotiation(state: State) -> dict[str, Any]:
    """Return what was agreed, adopted, delivered and believed of each other; secret agreements too."""
    talks = state.negotiation
    entries = (*talks.public.entries, *_secret_entries(state))
    return {
        "agreements": {
            name: {
                "parties": list(item.parties),
                "status": item.status.value,
                "secret": item.terms.secret,
                "binding": item.terms.binding,
                "since": item.since,
            }
            for name, item in talks.agreements().items()
        },
        "resolutions": {
            name: {"title": item.title, "status": item.status.value, "supporters": list(item.supporters)}
            for name, item in talks.public.resolutions.items()
        },
        "promises": [
            {
                "turn": entry.turn,
                "source": entry.source,
                "by": entry.by,
                "kind": entry.kind.value,
                "due": entry.due,
                "delivered": entry.delivered,
            }
            for entry in entries
        ],
        "trust": {who: dict(row) for who, row in talks.public.trust.items()},
        "pooled_funds": {
            name: {"paid": dict(pool.paid), "spent": pool.spent, "returned": pool.returned}
            for name, pool in talks.public.pools.items()
        },
    }


def _secret_entries(state: State) -> list[Entry]:
    """Return the entries of secret agreements, each once: every party has its own copy."""
    found = {
        (entry.turn, entry.source, entry.clause, entry.by): entry
        for table in state.negotiation.seats.values()
        for entry in table.entries
    }
    return [found[key] for key in sorted(found)]


def _turn(state: State, book: Rulebook, place: int) -> dict[str, Any]:
    indices, figures = state.public.indices[place], state.truth.quantities[place]
    scenario, years = book.scenario, book.scenario.rules.turn_years
    flows = {name: value * years for name, value in figures.items()}  # per year -> per turn

    def rows(items: tuple[Any, ...], *functions: str) -> dict[str, dict[str, float]]:
        return {
            str(item.id): {function: flows.get(quantity_key(function, item.id), 0.0) for function in functions}
            for item in items
        }

    return {
        "turn": place,
        "year": scenario.rules.start_year + place * years,
        "world": {"criminality": indices.world_criminality, "resilience": indices.world_resilience},
        "jurisdictions": _jurisdictions(indices, figures),
        "legs": rows(scenario.legs, "flow", "seized"),
        "channels": rows(scenario.channels, "flow", "seized"),
        "markets": rows(scenario.markets, "supply", "seized", "arrived"),
        "habitats": {
            item.id: {
                "population": figures[quantity_key("population", item.id)],
                "pike": figures[quantity_key("pike", item.id)],
                "poached": flows[quantity_key("poached", item.id)],
            }
            for item in scenario.habitats
        },
        "money": {
            **{name: flows[quantity_key(name)] for name in ("proceeds", "frozen", "integrated")},
            "by_jurisdiction": rows(scenario.jurisdictions, "proceeds", "frozen", "integrated"),
        },
        "persons": {
            item.id: {
                "exploited": figures[quantity_key("people_exploited", item.id)],
                "identified": flows[quantity_key("identified", item.id)],
            }
            for item in scenario.jurisdictions
            if quantity_key("people_exploited", item.id) in figures
        },
        "events": [fired.event for fired in state.public.fired if fired.turn == place],
        "delegations": {seat: _means(own, place) for seat, own in state.seats.items()},
    }


def _jurisdictions(indices: Indices, figures: Figures) -> dict[str, Any]:
    return {
        place: {
            "criminality": score,
            "resilience": indices.resilience[place],
            "corruption": figures[quantity_key("corruption", place)],
            "markets": dict(indices.markets[place]),
        }
        for place, score in indices.criminality.items()
    }


def _means(own: SeatRecord, place: int) -> dict[str, int]:
    """Return a delegation's means at the end of a turn."""
    if own.ledgers and place >= 1:
        ledger = own.ledgers[min(place, len(own.ledgers)) - 1]
        funds, capital = ledger.after, ledger.political_capital
    elif own.ledgers:
        funds, capital = own.ledgers[0].before, own.ledgers[0].capital_before
    else:
        funds, capital = own.funds, own.political_capital
    return {"funds": funds, "teams": own.teams, "political_capital": capital}


def _result(state: State) -> dict[str, Any] | None:
    result = state.public.result
    if result is None:
        return None
    room = wire.to_json(result.room)
    return {
        "room": room.pop("score"),
        "room_line": room.pop("line"),
        "room_details": room,
        "mandates": wire.to_json(result.mandates),
    }
