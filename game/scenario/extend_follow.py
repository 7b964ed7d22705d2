"""What goes along when items are removed: routes of a State, effects at a route, aims that ask for it.

Only what was written in a file further down goes along. What the file at hand says itself about a removed item is
left to the checks, which point at it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from game.model.expression import Call, Expression, calls
from game.model.expression_parser import parse_expression
from game.model.expression_tokens import ExpressionError
from game.model.text import _
from game.model.vocabulary import FUNCTIONS, ArgumentKind
from game.scenario.checks_references import IN_EFFECTS, ONE, SEVERAL
from game.scenario.extend_drafts import Drafts
from game.scenario.extend_merge import Removed, label
from game.scenario.tree import Branch
from game.scenario.wording import singular

# A list whose words may be fewer without a loss; where one word is lost in others, so is the item.
_SHORTER = frozenset(
    {
        ("measures", "instruments"),
        ("instruments", "parties"),
        ("delegations", "jurisdictions"),
        ("lessons", "seats"),
    }
)
# Items without an id of their own, and what tells them apart.
_TOLD_BY = {"money_hubs": "jurisdiction", "hints": "text"}
_WAYS = ("legs", "channels")
_STEP_WORDS = ("delegation", "fund", "at", "link", "contribute", "join", "leave", "to", "market")
_KINDS: dict[ArgumentKind, str] = {
    ArgumentKind.JURISDICTION: "jurisdictions",
    ArgumentKind.MARKET: "markets",
    ArgumentKind.HABITAT: "habitats",
    ArgumentKind.LEG: "legs",
    ArgumentKind.CHANNEL: "channels",
    ArgumentKind.DELEGATION: "delegations",
    ArgumentKind.INSTRUMENT: "instruments",
    ArgumentKind.PROJECT: "projects",
    ArgumentKind.FLAG: "flags",
}


@dataclass(frozen=True)
class Followed:
    """The tree without what went along; ``along`` names it, ``gone`` holds all ids that are no more."""

    tree: Branch
    along: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()


def follow(tree: Branch, removed: Removed) -> Followed:
    """Take out everything inherited that hangs on removed items, until nothing more does."""
    if not removed or tree.keys is None:
        return Followed(tree)
    # What was taken out and written anew is there.
    trail = _Trail({kind: ids - {label(item, "id") for item in _items(tree, kind)} for kind, ids in removed.items()})
    flags = _flags(tree)
    while True:
        before = trail.size
        tree = trail.once(tree)
        trail.lose("flags", flags - _flags(tree))
        if trail.size == before:
            break
    gone = frozenset(word for ids in trail.lost.values() for word in ids)
    return Followed(tree, tuple(dict.fromkeys(trail.along)), gone)


def _flags(tree: Branch) -> set[str]:
    found = set()
    for kind in ("events", "projects"):
        for item in _items(tree, kind):
            found |= {effect.text("flag") or "" for effect in _rows(item, "effects")}
    return found - {""}


class _Trail:
    """Knows what is lost, by list, and what was lost on the way."""

    def __init__(self, lost: Removed) -> None:
        self.lost = lost
        self.along: list[str] = []

    @property
    def size(self) -> int:
        """How much is lost."""
        return sum(len(ids) for ids in self.lost.values()) + len(self.along)

    def lose(self, kind: str, ids: Iterable[str]) -> None:
        """Note that ids are no more."""
        self.lost.setdefault(kind, set()).update(ids)

    def once(self, tree: Branch) -> Branch:
        """Go through all lists once."""
        for kind, key, named in ONE:
            tree = self._change(tree, kind, partial(self._one, key, named))
        for kind, key, named in SEVERAL:
            tree = self._change(tree, kind, partial(self._words, (kind, key), named))
        tree = self._change(tree, "markets", self._market)
        tree = self._change(tree, "jurisdictions", self._scores)
        for kind in ("events", "projects"):
            tree = self._change(tree, kind, partial(self._effects, kind))
        tree = self._change(tree, "events", lambda item: None if self._formula_lost(item.get("when")) else item)
        tree = self._change(tree, "delegations", self._delegation)
        tree = self._lessons(tree)
        section = tree.get("negotiation")
        if section is None or section.keys is None:
            return tree
        drafts = Drafts(self._is_lost)
        left = drafts.left(section)
        self.along += drafts.along
        return tree.with_keys({**(tree.keys or {}), "negotiation": left})

    # One item after the other

    def _change(self, tree: Branch, kind: str, change: Callable[[Branch], Branch | None]) -> Branch:
        rows = tree.get(kind)
        if rows is None or rows.items is None:
            return tree
        kept = []
        for item in rows.items:
            made = change(item) if item.keys is not None else item
            if made is not None:
                kept.append(made)
                continue
            word = label(item, _TOLD_BY.get(kind, "id"))
            self.along.append(f"{singular(kind)} {word}")
            if kind not in _TOLD_BY:
                self.lose(kind, {word})
        return tree.with_keys({**(tree.keys or {}), kind: rows.with_items(tuple(kept))})

    def _is_lost(self, word: Branch | None, named: str) -> bool:
        """Say whether an inherited word names something that is no more."""
        if word is None or word.own or not isinstance(word.value, str):
            return False
        kinds = _WAYS if named == "ways" else (named,)
        return any(word.value in self.lost.get(kind, ()) for kind in kinds)

    def _one(self, key: str, named: str, item: Branch) -> Branch | None:
        return None if self._word_lost(item, key, named) else item

    def _word_lost(self, item: Branch, key: str, named: str) -> bool:
        return self._is_lost(item.get(key), named)

    def _words(self, at: tuple[str, str], named: str, item: Branch) -> Branch | None:
        rows = item.get(at[1])
        if rows is None or rows.items is None:
            return item
        kept = tuple(word for word in rows.items if not self._is_lost(word, named))
        if len(kept) == len(rows.items):
            return item
        if at not in _SHORTER or (at[0] == "delegations" and not kept):
            return None
        return item.with_keys({**(item.keys or {}), at[1]: rows.with_items(kept)})

    def _market(self, item: Branch) -> Branch:
        for key in ("origins", "destinations"):
            rows = item.get(key)
            if rows is not None and rows.items is not None:
                kept = tuple(row for row in rows.items if not self._word_lost(row, "jurisdiction", "jurisdictions"))
                item = item.with_keys({**(item.keys or {}), key: rows.with_items(kept)})
        return item

    def _scores(self, item: Branch) -> Branch:
        """Drop the inherited scores of markets that are no more."""
        scores = item.get("markets")
        if scores is None or scores.keys is None:
            return item
        lost = self.lost.get("markets", set()) - {"financial"}
        kept = {key: child for key, child in scores.keys.items() if child.own or key not in lost}
        return item.with_keys({**(item.keys or {}), "markets": scores.with_keys(kept)})

    def _effects(self, kind: str, item: Branch) -> Branch | None:
        rows = item.get("effects")
        if rows is None or rows.items is None:
            return item
        kept = tuple(
            effect for effect in rows.items if not any(self._word_lost(effect, key, named) for key, named in IN_EFFECTS)
        )
        if len(kept) == len(rows.items):
            return item
        if kind == "projects" and not kept:
            return None  # it would change nothing
        self.along.append(_("effects of {item}").format(item=f"{singular(kind)} {label(item, 'id')}"))
        return item.with_keys({**(item.keys or {}), "effects": rows.with_items(kept)})

    def _delegation(self, item: Branch) -> Branch:
        keys = dict(item.keys or {})
        orders = item.get("proposed_orders")
        if orders is not None and orders.items is not None:
            kept = tuple(step for step in orders.items if not self._step_lost(step))
            keys["proposed_orders"] = orders.with_items(kept)
        mandates = item.get("mandates")
        if mandates is not None and mandates.items is not None:
            variants = [self._mandate(variant, label(item, "id")) for variant in mandates.items]
            keys["mandates"] = mandates.with_items(tuple(variant for variant in variants if variant is not None))
        return item.with_keys(keys)

    def _lessons(self, tree: Branch) -> Branch:
        """Take those who left the table out of the seats of lessons."""
        lessons = tree.get("lessons")
        if lessons is None or lessons.keys is None:
            return tree
        left = {
            minutes: self._words(("lessons", "seats"), "delegations", lesson) or lesson
            for minutes, lesson in lessons.keys.items()
        }
        return tree.with_keys({**(tree.keys or {}), "lessons": lessons.with_keys(left)})

    def _mandate(self, variant: Branch, owner: str) -> Branch | None:
        aims = variant.get("objectives")
        if aims is None or aims.items is None:
            return variant
        kept = tuple(aim for aim in aims.items if not self._formula_lost(aim.get("quantity")))
        for aim in aims.items:
            if aim not in kept:
                words = _("objective {aim} of {owner}")
                self.along.append(words.format(aim=label(aim, "id"), owner=f"{owner}, {label(variant, 'id')}"))
        return variant.with_keys({**(variant.keys or {}), "objectives": aims.with_items(kept)}) if kept else None

    def _step_lost(self, step: Branch) -> bool:
        return any(self._word_of_step_lost(step.get(key)) for key in _STEP_WORDS)

    def _word_of_step_lost(self, word: Branch | None) -> bool:
        return any(self._is_lost(word, kind) for kind in self.lost)

    def _formula_lost(self, formula: Branch | None) -> bool:
        if formula is None or formula.own or not isinstance(formula.value, str):
            return False
        return any(
            argument in self.lost.get(_KINDS.get(kind, ""), ())
            for call in calls_in(formula.value)
            for argument, kind in possible_kinds(call)
        )


def calls_in(text: str) -> tuple[Call, ...]:
    """Give the quantities that a formula asks for; none if it cannot be read."""
    try:
        expression: Expression = parse_expression(text)
    except ExpressionError:
        return ()
    return tuple(calls(expression))


def possible_kinds(call: Call) -> Iterable[tuple[str, ArgumentKind]]:
    """Give each id of a quantity with the kinds of things that it may stand for."""
    function = FUNCTIONS.get(call.function)
    for form in function.forms if function else ():
        if len(form) == len(call.arguments):
            yield from zip(call.arguments, form, strict=True)


def _items(tree: Branch, kind: str) -> tuple[Branch, ...]:
    rows = tree.get(kind)
    return rows.items or () if rows is not None else ()


def _rows(item: Branch, key: str) -> tuple[Branch, ...]:
    rows = item.get(key)
    return rows.items or () if rows is not None else ()
