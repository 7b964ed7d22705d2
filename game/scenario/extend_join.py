"""``joins:`` a delegation gives its States, funds and teams to another one and leaves the table."""

import re
from dataclasses import dataclass, field, replace

from game.model.measures import MEASURE_RULES, MeasureId, TargetKind
from game.model.text import _
from game.scenario import codes_extend as codes
from game.scenario.checks_findings import nearest
from game.scenario.diagnostic import Diagnostic, diagnose, listed, quoted
from game.scenario.extend_drafts import renamed_sponsors
from game.scenario.extend_follow import calls_in
from game.scenario.extend_merge import label
from game.scenario.schema_table import DelegationKeys
from game.scenario.source import Source
from game.scenario.tree import Branch

_SUMS = ("funds", "teams")
_AT_HOME = frozenset({TargetKind.OWN_JURISDICTION, TargetKind.OWN_JURISDICTION_AND_MARKET})
_PARTNERS = ("link", "to")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass
class Joined:
    """The tree after joining; ``moved`` are the delegations that left and those that took them in."""

    tree: Branch
    moved: set[str] = field(default_factory=set)
    findings: list[Diagnostic] = field(default_factory=list)


def join(tree: Branch, source: Source) -> Joined:
    """Let every delegation that says ``joins:`` join the other one."""
    rows = tree.get("delegations")
    if rows is None or rows.items is None:
        return Joined(tree)
    wanted = {label(item, "id"): item for item in rows.items if item.get("joins") is not None}
    if not wanted:
        return Joined(tree)
    joined = Joined(tree)
    known = [label(item, "id") for item in rows.items]
    into: dict[str, str] = {}
    for word, item in wanted.items():
        target = _target(word, item, wanted, known)
        if target is None:
            joined.findings.append(_wrong(word, item, known, source))
        else:
            into[word] = target
    joined.moved = {*into, *into.values()}
    joined.tree = _without(tree, into)
    return joined


def _target(word: str, item: Branch, wanted: dict[str, Branch], known: list[str]) -> str | None:
    """Follow who joins whom to a delegation that stays; None if there is none."""
    seen = {word}
    target = item.text("joins") or ""
    while target in wanted:
        if target in seen:
            return None
        seen.add(target)
        target = wanted[target].text("joins") or ""
    return target if target in known and target not in seen else None


def _wrong(word: str, item: Branch, known: list[str], source: Source) -> Diagnostic:
    joins = item.get("joins")
    target = str(joins.value) if joins is not None and joins.value is not None else ""
    others = [one for one in known if one != word]
    if target in known:
        message = _("{id} joins itself, at once or in a circle.").format(id=quoted(word))
        remedy = _("Name a delegation that stays: {names}.").format(names=listed(others))
    else:
        message = _("There is no delegation {id} to join.").format(id=quoted(target))
        remedy = nearest(target, others)
    place = (joins or item).place
    return diagnose(codes.JOINS_WRONG, source, place.value, message, remedy)


def _without(tree: Branch, into: dict[str, str]) -> Branch:
    rows = tree.keys["delegations"] if tree.keys else tree
    items = {label(item, "id"): _with_places(item, tree) for item in rows.items or ()}
    for word, target in into.items():
        items[target] = _together(items[target], items[word])
    stay = [_renamed_orders(item, word, into) for word, item in items.items() if word not in into]
    keys = {**(tree.keys or {}), "delegations": rows.with_items(tuple(stay))}
    for kind in ("events", "projects", "hints"):
        if kind in keys:
            keys[kind] = _renamed(keys[kind], into)
    if "lessons" in keys:
        keys["lessons"] = _renamed_seats(keys["lessons"], into)
    if "negotiation" in keys:
        keys["negotiation"] = renamed_sponsors(keys["negotiation"], into)
    return tree.with_keys(keys)


def _with_places(item: Branch, tree: Branch) -> Branch:
    """Say in which of its States a delegation orders what it did not have to say while it had only one."""
    orders, own = item.get("proposed_orders"), item.get("jurisdictions")
    if orders is None or orders.items is None or own is None or own.items is None or len(own.items) != 1:
        return item
    steps = tuple(
        step.with_keys({**(step.keys or {}), "at": own.items[0]}) if _at_home(step, tree) else step
        for step in orders.items
    )
    return item.with_keys({**(item.keys or {}), "proposed_orders": orders.with_items(steps)})


def _at_home(step: Branch, tree: Branch) -> bool:
    """Say whether a step funds a measure in the delegation's own State without naming it."""
    measure = step.text("fund")
    if measure is None or step.get("at") is not None:
        return False
    offers = tree.get("measures")
    own = [offer for offer in (offers.items or () if offers else ()) if label(offer, "id") == measure]
    name = (own[0].text("like") if own else None) or measure
    return name in MEASURE_RULES and MEASURE_RULES[MeasureId(name)].target in _AT_HOME


def _together(stays: Branch, leaves: Branch) -> Branch:
    """Add the States, funds, teams and proposed orders of one delegation to another."""
    keys = dict(stays.keys or {})
    for key in _SUMS:
        one, other = _number(stays, key), _number(leaves, key)
        place = (stays.get(key) or leaves.get(key) or stays).place
        if one is not None and other is not None:
            keys[key] = Branch(place, one + other)
    caps = stays.get("funds_cap"), leaves.get("funds_cap")
    if any(caps):
        total = sum(_cap(item) for item in (stays, leaves))
        place = next(cap.place for cap in caps if cap is not None)
        keys["funds_cap"] = Branch(place, total)
    for key in ("jurisdictions", "proposed_orders"):
        both = stays.get(key), leaves.get(key)
        rows = tuple(item for part in both if part is not None for item in part.items or ())
        holder = next((part for part in both if part is not None), None)
        if holder is not None:
            keys[key] = holder.with_items(rows)
    return stays.with_keys(keys)


def _number(item: Branch, key: str) -> int | None:
    """Give a whole number as written or by default; None if something else is written."""
    found = item.get(key)
    if found is None:
        return int(DelegationKeys.model_fields[key].default)
    return found.value if isinstance(found.value, int) and not isinstance(found.value, bool) else None


def _cap(item: Branch) -> int:
    found = item.get("funds_cap")
    if found is not None and isinstance(found.value, int):
        return found.value
    return 2 * (_number(item, "funds") or 0)


def _renamed_orders(item: Branch, word: str, into: dict[str, str]) -> Branch:
    """Let proposed orders and aims speak of the delegation that stays; drop what one would do with oneself."""
    keys = dict(item.keys or {})
    if "proposed_orders" in keys:
        steps = [_renamed(step, into) for step in keys["proposed_orders"].items or ()]
        kept: list[Branch] = []
        partners: set[tuple[str, str]] = set()
        for step in steps:
            named = [(key, step.text(key) or "") for key in _PARTNERS if step.get(key) is not None]
            if any(target == word for _key, target in named):
                continue
            if named and named[0][0] == "link" and named[0] in partners:
                continue  # one team is a link to all that have come together
            partners.update(named)
            kept.append(step)
        keys["proposed_orders"] = keys["proposed_orders"].with_items(tuple(kept))
    if "mandates" in keys:
        keys["mandates"] = _renamed(keys["mandates"], into)
        keys["mandates"] = _without_oneself(keys["mandates"])
    return item.with_keys(keys)


def _renamed(branch: Branch, into: dict[str, str]) -> Branch:
    """Put the delegation that stays for those that left, wherever formulas, steps and effects name them."""
    if branch.items is not None:
        return branch.with_items(tuple(_renamed(item, into) for item in branch.items))
    if branch.keys is None:
        return branch
    keys = {}
    for key, child in branch.keys.items():
        if key in {"when", "quantity"} and isinstance(child.value, str) and not child.own:
            text = _WORD.sub(lambda found: into.get(found.group(), found.group()), child.value)
            keys[key] = replace(child, value=text)
        elif key in {"delegation", *_PARTNERS} and isinstance(child.value, str):
            keys[key] = replace(child, value=into.get(child.value, child.value))
        else:
            keys[key] = _renamed(child, into)
    return branch.with_keys(keys)


def _renamed_seats(lessons: Branch, into: dict[str, str]) -> Branch:
    """Let students of a lesson sit where those who left have gone, each seat once."""
    if lessons.keys is None:
        return lessons
    found = dict(lessons.keys)
    for minutes, lesson in lessons.keys.items():
        rows = lesson.get("seats")
        if rows is None or rows.items is None:
            continue
        seats: dict[object, Branch] = {}
        for seat in rows.items:
            stays = replace(seat, value=into.get(str(seat.value), seat.value))
            seats.setdefault(stays.value, stays)
        found[minutes] = lesson.with_keys({**(lesson.keys or {}), "seats": rows.with_items(tuple(seats.values()))})
    return lessons.with_keys(found)


def _without_oneself(mandates: Branch) -> Branch:
    """Drop aims about a delegation and itself, such as trust between two that have become one."""
    variants = []
    for variant in mandates.items or ():
        aims = variant.get("objectives")
        if aims is None or aims.items is None:
            variants.append(variant)
            continue
        kept = tuple(aim for aim in aims.items if not _about_oneself(aim.text("quantity") or ""))
        if kept:
            variants.append(variant.with_keys({**(variant.keys or {}), "objectives": aims.with_items(kept)}))
    return mandates.with_items(tuple(variants))


def _about_oneself(formula: str) -> bool:
    return any(
        call.function == "trust" and len(set(call.arguments)) < len(call.arguments) for call in calls_in(formula)
    )
