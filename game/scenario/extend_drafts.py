"""What becomes of opening drafts and rules when items are removed or delegations join others."""

from collections.abc import Callable, Mapping

from game.model.text import _
from game.scenario.checks_references import IN_EFFECTS
from game.scenario.extend_merge import label
from game.scenario.tree import Branch

IsLost = Callable[[Branch | None, str], bool]  # an inherited word, the list that it names
_NAMES = (
    ("measure", "measures"),
    ("rule", "rules"),
    ("jurisdiction", "jurisdictions"),
    ("instrument", "instruments"),
    ("project", "projects"),
)
_PLACES = ("ways", "habitats", "corridors", "jurisdictions", "markets", "delegations")


class Drafts:
    """Goes through the section ``negotiation`` and takes out what names lost things; ``along`` says what went."""

    def __init__(self, is_lost: IsLost) -> None:
        self._is_lost = is_lost
        self.along: list[str] = []
        self._rules: set[str] = set()

    def left(self, section: Branch) -> Branch:
        """Give the section without what is lost."""
        section = _with_rows(section, "rules", self._rule)
        return _with_rows(section, "opening_drafts", self._draft)

    def _rule(self, rule: Branch) -> Branch | None:
        left = _with_rows(rule, "effects", self._effect)
        if _rows(rule, "effects") and not _rows(left, "effects"):
            self._rules.add(label(rule, "id"))
            self.along.append(_("rule {id}").format(id=label(rule, "id")))
            return None
        return left

    def _effect(self, effect: Branch) -> Branch | None:
        return None if any(self._is_lost(effect.get(key), named) for key, named in IN_EFFECTS) else effect

    def _draft(self, draft: Branch) -> Branch | None:
        draft = _with_rows(draft, "sponsors", lambda word: None if self._is_lost(word, "delegations") else word)
        left = _with_rows(draft, "operative", lambda clause: self._clause(clause, label(draft, "id")))
        if _rows(draft, "operative") and not _rows(left, "operative"):
            self.along.append(_("draft {id}").format(id=label(draft, "id")))
            return None
        return left

    def _clause(self, clause: Branch, draft: str) -> Branch | None:
        spend = clause.get("spend") or clause.without()
        named = [(part.get(key), kind) for part in (clause, spend) for key, kind in _NAMES]
        places = [word for part in (clause, spend) for word in _words(part.get("at"))]
        for bracket in _rows(clause, "brackets"):
            places += [word for row in _rows(bracket, "alternatives") for word in _words(row.get("at"))]
        rule = clause.get("rule")
        lost = (
            any(self._is_lost(word, kind) for word, kind in named)
            or any(self._is_lost(word, kind) for word in places for kind in _PLACES)
            or (rule is not None and not rule.own and rule.value in self._rules)
        )
        if lost:
            words = _("clause {clause} of draft {draft}")
            self.along.append(words.format(clause=label(clause, "id"), draft=draft))
        return None if lost else clause


def renamed_sponsors(section: Branch, into: Mapping[str, str]) -> Branch:
    """Let the delegation that stays sponsor what those who joined it sponsored."""

    def draft(item: Branch) -> Branch:
        sponsors = item.get("sponsors")
        if sponsors is None or sponsors.items is None:
            return item
        seen: dict[str, Branch] = {}
        for word in sponsors.items:
            name = into.get(str(word.value), str(word.value))
            seen.setdefault(name, Branch(word.place, name, own=word.own))
        return item.with_keys({**(item.keys or {}), "sponsors": sponsors.with_items(tuple(seen.values()))})

    return _with_rows(section, "opening_drafts", draft)


def _rows(item: Branch, key: str) -> tuple[Branch, ...]:
    rows = item.get(key)
    return rows.items or () if rows is not None else ()


def _words(part: Branch | None) -> tuple[Branch, ...]:
    """Give the words of a list, or of one word that stands for it."""
    if part is None:
        return ()
    return part.items if part.items is not None else (part,)


def _with_rows(item: Branch, key: str, change: Callable[[Branch], Branch | None]) -> Branch:
    """Change every row of a list, or take it out."""
    rows = item.get(key)
    if rows is None or rows.items is None:
        return item
    kept = tuple(made for row in rows.items if (made := change(row)) is not None)
    return item.with_keys({**(item.keys or {}), key: rows.with_items(kept)})
