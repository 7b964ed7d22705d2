"""Reasons in a sentence, in plain words: the index that moves most, by how much, and what it costs.

A reason names only what everybody knows that the delegation answers for, never its mandate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.model.text import _, ngettext
from game.session.quantities import quantity_key

if TYPE_CHECKING:
    from game.bots.appraisal import Appraisal
    from game.bots.prospect import Figures

_SHOWN = {"criminality": 0.01, "resilience": 0.01, "population": 0.005, "flow": 0.01}  # points, or share of it all
_BETTER = {"criminality": -1.0, "resilience": 1.0, "population": 1.0, "flow": -1.0}
_INDICES = frozenset({"criminality", "resilience"})


@dataclass(frozen=True, slots=True)
class Effect:
    """A figure that something moves by the end of the last turn: ``change`` in points, animals, or units a year."""

    function: str
    name: str  # of the jurisdiction, habitat or leg
    change: float
    good: float  # how much better it makes things: points, or share of it all
    unit: str = ""  # of what flows

    def words(self) -> str:
        """Say it, as "Kenya −0.30 on criminality"."""
        fields = {"name": self.name, "change": signed(self.change)}
        match self.function:
            case "criminality":
                return _("{name} {change} on criminality").format(**fields)
            case "resilience":
                return _("{name} {change} on resilience").format(**fields)
            case "population":
                return _("{name} {number} animals").format(name=self.name, number=signed(self.change, 0))
        return _("{name} {change} {unit} a year").format(unit=self.unit, **fields)


def signed(value: float, digits: int = 2) -> str:
    """Return a number with its sign."""
    text = f"{value:+,.{digits}f}"
    return text.replace("-", "−")


def best_effect(appraisal: Appraisal, figures: Figures, case: int, start: int) -> Effect | None:
    """Return what moves most of what the seat answers for between two cases: the best, else the worst; or None.

    Indices come first: everybody can look them up.
    """
    found = effects(appraisal, figures, case, start)
    for group in ([item for item in found if item.function in _INDICES], found):
        best = max(group, key=lambda item: item.good, default=None)
        if best is not None and best.good > 0:
            return best
    return min(found, key=lambda item: item.good, default=None)


def effects(appraisal: Appraisal, figures: Figures, case: int, start: int) -> list[Effect]:
    """Return every own figure that moves visibly by the end of the last turn."""
    book, seat = appraisal.view.public.book, appraisal.seat
    own = book.places_of[seat]
    units = {str(market.id): market.unit for market in book.scenario.markets}
    keys = [(function, place) for place in own for function in ("criminality", "resilience")]
    keys += [("population", habitat) for habitat, place in book.habitat_places.items() if place in own]
    keys += [("flow", leg) for leg in appraisal.interests.own_legs]
    found = []
    for function, thing in keys:
        series = figures.at_end.get(quantity_key(function, thing))
        if series is None:
            continue
        before, change = float(series[start]), float(series[case]) - float(series[start])
        part = change if function in _INDICES else change / max(1e-9, abs(before))
        if abs(part) >= _SHOWN[function]:
            unit = units.get(book.leg_markets.get(thing, ""), "")
            found.append(Effect(function, book.names.place(thing), change, _BETTER[function] * part, unit))
    return found


def price_words(paid: int) -> str:
    """Say what something costs in funds."""
    if not paid:
        return _("no funds of ours")
    return ngettext("{paid} unit of funds in all", "{paid} units of funds in all", paid).format(paid=paid)


def signs(effect: Effect | None, paid: int, received: int = 0) -> str:
    """Say why terms are signed."""
    if effect is not None and effect.good > 0:
        sentence = _("We sign: our own forecast gives {effect} against {price}.")
        return sentence.format(effect=effect.words(), price=price_words(paid))
    if received:
        sentence = _("We sign: it brings us {received} against {price}.")
        return sentence.format(received=price_words(received), price=price_words(paid))
    if not paid:
        return _("We sign: it costs us no funds, and it serves what we came for.")
    return _("We sign: it serves what we came for, and costs {price}.").format(price=price_words(paid))


def refuses(effect: Effect | None, paid: int, *, against: bool = False) -> str:
    """Say why terms are refused; ``against``: on the whole, its mandate included, they harm the delegation."""
    fields = {"price": price_words(paid)}
    if effect is None:
        if paid:
            return _("We refuse: it costs us {price} and moves nothing that we answer for.").format(**fields)
        return _("We refuse: it moves nothing that we answer for.")
    fields["effect"] = effect.words()
    if effect.good > 0 and against:
        return _("We refuse: {effect} speaks for it, and our instructions from home speak against it.").format(**fields)
    if effect.good > 0:
        return _("We refuse: {effect} is not worth {price} to us.").format(**fields)
    return _("We refuse: our own forecast gives {effect}.").format(**fields)


def offers(effect: Effect | None, paid: int, received: int = 0) -> str:
    """Say why terms are offered."""
    if effect is not None and effect.good > 0:
        sentence = _("We offer this: our own forecast gives {effect} against {price}.")
        return sentence.format(effect=effect.words(), price=price_words(paid))
    if received:
        sentence = _("We offer this: it brings us {received} against {price}.")
        return sentence.format(received=price_words(received), price=price_words(paid))
    return _("We offer this: it serves us both, for {price}.").format(price=price_words(paid))


def counters(paid: int, instead: int, received: int, more: int) -> str:
    """Say why an offer is answered with another one: units that are paid, and that come, before and now."""
    if instead < paid:
        sentence = _("We answer with another offer: {before} for what we get is too much; we can give {now}.")
        return sentence.format(before=price_words(paid), now=price_words(instead))
    sentence = _("We answer with another offer: our part is worth {extra} more than what we were offered.")
    return sentence.format(extra=price_words(more - received))


def beyond(paid: int) -> str:
    """Say why terms are refused that are beyond what one promises."""
    if paid:
        return _("We refuse: {price} is more than we can promise beside what we owe.").format(price=price_words(paid))
    return _("We refuse: we cannot promise that beside what we owe.")


def beyond_draft(paid: int) -> str:
    """Say why one does not carry a draft that one likes."""
    sentence = _("We do not support it: {price} is more than we can promise beside what we owe.")
    return sentence.format(price=price_words(paid))


def doubts(names: str, *, binding: bool, worth: bool = True) -> str:
    """Say why nothing but what is binding, where there is that, is signed with who is not trusted.

    ``worth``: whether the same would be signed if it were binding.
    """
    if binding and not worth:
        sentence = _(
            "We refuse: there is too little trust in {names} for a pledge. The same, binding, we would not sign either."
        )
    elif binding:
        sentence = _("We refuse: there is too little trust in {names} for a pledge. For now we sign what is binding.")
    else:
        sentence = _("We refuse: there is too little trust in {names} for a pledge. For now we sign nothing.")
    return sentence.format(names=names)


def calls_broken(names: str) -> str:
    """Say why an agreement is called broken."""
    return _("{names} fell short of what was promised, and so we owe nothing more.").format(names=names)


def fell_short(due: int) -> str:
    """Say why an own promise was not kept."""
    sentence = _("We did not keep this: by our own forecast, {price} bring us more elsewhere than your trust does.")
    return sentence.format(price=price_words(due))


def joined(effect: Effect | None) -> str:
    """Say why one joined an instrument."""
    if effect is not None and effect.good > 0:
        return _("We joined: our own forecast gives {effect}.").format(effect=effect.words())
    return _("We joined: it serves what we came for.")


def paid_in(effect: Effect | None, units: int) -> str:
    """Say why one paid into a joint project."""
    fields = {"price": price_words(units)}
    if effect is not None and effect.good > 0:
        sentence = _("We paid what was missing: our own forecast gives {effect} against {price}.")
        return sentence.format(effect=effect.words(), **fields)
    return _("We paid what was missing, {price}: it serves what we came for.").format(**fields)


def withheld(names: str) -> str:
    """Say that an own promise was not kept because others do not keep theirs."""
    sentence = _("We stopped paying for this: {names} fell short of it first. We pay again once they pay.")
    return sentence.format(names=names)


def could_not() -> str:
    """Say that an own promise could not be kept."""
    return _("We could not keep this: we did not have what it took.")


def draft_words(effect: Effect | None, paid: int, *, wants: bool, against: bool = False) -> str:
    """Say what one thinks of a draft; ``against``: on the whole, its mandate included, it harms the delegation."""
    fields = {"price": price_words(paid), "effect": effect.words() if effect is not None else ""}
    if effect is not None and effect.good > 0 and against and not wants:
        sentence = _("We do not support it: {effect} speaks for it, and our instructions from home speak against it.")
        return sentence.format(**fields)
    if effect is not None and effect.good > 0:
        sentence = (
            _("We support it: our own forecast gives {effect} against {price}.")
            if wants
            else _("We do not support it: {effect} is not worth {price} to us.")
        )
        return sentence.format(**fields)
    if wants:
        return _("We support it: it serves what we came for, and costs {price}.").format(**fields)
    if effect is not None:
        return _("We do not support it: our own forecast gives {effect}.").format(**fields)
    return _("We do not support it: it costs {price} and moves nothing that we answer for.").format(**fields)


def of_first_words(reason: str, words: Sequence[str]) -> str:
    """Say with which words of its open brackets a draft was judged."""
    sentence = _("{reason} For its open brackets we counted with {words}.")
    return sentence.format(reason=reason, words=", ".join(_("“{words}”").format(words=item) for item in words))


def wants_vote(reason: str) -> str:
    """Say before a draft is put that one will ask for a vote on it, and why."""
    return _("We shall ask for a vote. {reason}").format(reason=reason)


def would_settle(words: Sequence[str]) -> str:
    """Say how one would settle what is open in a draft, and that it is for the co-sponsors to say."""
    sentence = _(
        "We would settle on {words}. You may settle it otherwise: when the meeting begins, we settle the rest."
    )
    return sentence.format(words=", ".join(_("“{words}”").format(words=item) for item in words))


def bracket_words(words: str) -> str:
    """Say why a bracket is settled."""
    return _("We settle on “{words}”: by our own forecast it serves us best of what is open.").format(words=words)


def amendment_words(amendment: str, *, accepts: bool) -> str:
    """Say what one thinks of an amendment."""
    sentence = (
        _("We can live with amendment {amendment}: by our own forecast it costs us nothing.")
        if accepts
        else _("We are against amendment {amendment}: by our own forecast the draft is worth less to us with it.")
    )
    return sentence.format(amendment=amendment)


def as_promised() -> str:
    """Say that one votes as was agreed."""
    return _("We vote as we promised.")


def voted() -> str:
    """Say that one voted by one's own forecast."""
    return _("We voted as our own forecast told us.")
