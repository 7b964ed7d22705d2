"""Turn the keys of negotiating steps into steps."""

from collections.abc import Callable
from typing import Any

from game.model import script_talks as steps
from game.model.script import Step
from game.scenario.build_negotiation import operative_clause, preambular_clause
from game.scenario.script_talk_keys import AgreementClauseKeys, AmendKeys

_Place = dict[str, Any]  # line and column
Maker = Callable[[Any, _Place], Step]

_KINDS = {
    "give": "give_funds",
    "lend": "lend_team",
    "fund": "fund_at_least",
    "link": "link",
    "join": "join",
    "stay": "stay",
    "tell": "share_intelligence",
    "share_assets": "share_assets",
    "contribute": "contribute",
    "vote": "vote",
    "refrain": "refrain",
}


def _clause(keys: AgreementClauseKeys, offered_by: str) -> steps.ClauseStep:
    said = keys.said
    word = getattr(keys, said)
    return steps.ClauseStep(
        kind=_KINDS[said],
        by=keys.by or offered_by,
        to=word if said in {"link", "tell"} else keys.to or "",
        amount=word if isinstance(word, int) else keys.amount or 0,
        measure=word if said in {"fund", "refrain"} else "",
        at=keys.at,
        market=keys.market,
        block=keys.block,
        instrument=word if said in {"join", "stay"} else "",
        project=word if said == "contribute" else "",
        draft=keys.on or "",
        vote=keys.vote or "yes",
        turns=keys.turns,
        after=keys.after,
    )


def _clauses(rows: list[AgreementClauseKeys], offered_by: str = "") -> tuple[steps.ClauseStep, ...]:
    return tuple(_clause(row, offered_by) for row in rows)


def _amend(keys: AmendKeys, at: _Place) -> steps.Amend:
    wording = keys.add or keys.with_
    return steps.Amend(
        keys.delegation,
        keys.amend,
        keys.replace or keys.delete or "",
        operative_clause(wording) if wording is not None else None,
        **at,
    )


def _answer(kind: steps.AnswerKind, key: str) -> Maker:
    return lambda keys, at: steps.Answer(keys.delegation, kind, getattr(keys, key), keys.at_desk, **at)


TALK_MAKERS: dict[str, Maker] = {
    "offer": lambda keys, at: steps.Offer(
        keys.delegation,
        keys.offer,
        tuple(keys.to),
        _clauses(keys.clauses, keys.delegation),
        keys.secret,
        keys.binding,
        keys.turns,
        at_desk=keys.at_desk,
        **at,
    ),
    "counter": lambda keys, at: steps.Offer(
        keys.delegation,
        keys.named,
        (),
        _clauses(keys.clauses, keys.delegation),
        binding=keys.binding,
        turns=keys.turns,
        answers=keys.counter,
        at_desk=keys.at_desk,
        **at,
    ),
    "sign": _answer(steps.AnswerKind.SIGN, "sign"),
    "decline": _answer(steps.AnswerKind.DECLINE, "decline"),
    "withdraw": _answer(steps.AnswerKind.WITHDRAW, "withdraw"),
    "end": _answer(steps.AnswerKind.END, "end"),
    "call_broken": _answer(steps.AnswerKind.BREAK, "call_broken"),
    "record": lambda keys, at: steps.Record(
        keys.record, tuple(keys.between), _clauses(keys.clauses), keys.binding, keys.turns, **at
    ),
    "reveal": lambda keys, at: steps.Reveal(keys.reveal, **at),
    "lend": lambda keys, at: steps.Lend(keys.delegation, keys.to, keys.lend, at_desk=keys.at_desk, **at),
    "recall": lambda keys, at: steps.Lend(
        keys.delegation, keys.from_, keys.recall, home=True, at_desk=keys.at_desk, **at
    ),
    "tell": lambda keys, at: steps.Tell(keys.delegation, keys.tell, keys.every_turn, **at),
    "pledge": lambda keys, at: steps.Pledge(keys.delegation, keys.into, keys.pledge, keys.every_turn, **at),
    "draft": lambda keys, at: steps.Table(
        keys.delegation,
        keys.draft,
        keys.title,
        tuple(operative_clause(clause) for clause in keys.operative),
        tuple(preambular_clause(clause) for clause in keys.preamble),
        **at,
    ),
    "sponsor": lambda keys, at: steps.Support(keys.delegation, keys.sponsor, **at),
    "support": lambda keys, at: steps.Support(keys.delegation, keys.support, sponsors=False, **at),
    "settle": lambda keys, at: steps.Settle(keys.settle, keys.bracket, str(keys.on), keys.delegation or "", **at),
    "amend": _amend,
    "accept": lambda keys, at: steps.Accept(keys.delegation, keys.accept, **at),
    "refuse": lambda keys, at: steps.Accept(keys.delegation, keys.refuse, accepts=False, **at),
    "put": lambda keys, at: steps.Put(keys.put, keys.amendment, **at),
    "vote": lambda keys, at: steps.Ballot(keys.delegation, keys.on, keys.vote, keys.amendment, **at),
    "explain": lambda keys, at: steps.Explain(keys.delegation, keys.on, keys.explain, **at),
}
