"""How one file lies over another: mappings key by key, items by id, copies, and what is taken out."""

from collections.abc import Iterator, Mapping

from game.model.suggest import suggest
from game.model.text import _
from game.scenario import codes_extend as codes
from game.scenario.checks_findings import nearest
from game.scenario.codes_checks import ID_TWICE
from game.scenario.codes_schema import WRONG_KIND
from game.scenario.diagnostic import Diagnostic, diagnose, did_you_mean, listed, quoted
from game.scenario.mapping import MAX_FINDINGS
from game.scenario.positions import Path, Place
from game.scenario.shape import Shape
from game.scenario.source import Source, Span
from game.scenario.tree import Branch
from game.scenario.wording import singular

# What tells the items of a list apart; lists that are not here, and have no ids, are replaced as a whole.
_BY = {"origins": "jurisdiction", "destinations": "jurisdiction", "money_hubs": "jurisdiction", "tests": "name"}
_WHOLE = frozenset({"effects", "proposed_orders", "play", "expect"})
_ADDED = frozenset({"suppress"})
# A measure says with like: which built-in one it works like; that is no copy.
_OWN_LIKE = "measures"
# Of these a habitat has one: the file on top decides which.
_EXCLUDE = {"steady": "trend", "trend": "steady"}
# What is read and not reckoned with.
_TEXTS = frozenset({"name", "text", "headline", "position", "needs", "offers", "source", "stylised", "instruments"})
ALL = "all"
_MOST_COPIES = 20  # of copies

Removed = dict[str, set[str]]


class Merger:
    """Lays one file over another; knows afterwards what was changed and what was wrong."""

    def __init__(self, source: Source, shape: Shape) -> None:
        self._source = source
        self._shape = shape
        self.findings: list[Diagnostic] = []
        self.changed: set[str] = set()  # ids of items of which more than the words has changed
        self.moved = False  # anything that the model reads
        self.removed: Removed = {}
        self.patterns: dict[str, dict[str, Branch]] = {}  # by list, what was there before anything was removed

    def over(self, path: Path, below: Branch | None, above: Branch) -> Branch:
        """Lay ``above`` over what is below at the same path, or over nothing."""
        name = str(path[-1]) if path else ""
        if above.items is not None:
            return self._list(path, name, below, above)
        if above.keys is None or below is None or below.keys is None or "value" in above.keys or "value" in below.keys:
            # A figure with its source is one thing.
            return above if above.keys is None else self._fresh(path, above)
        keys = {
            key: child
            for key, child in below.keys.items()
            if not (_EXCLUDE.get(key) in above.keys and key not in above.keys)
        }
        for key, child in above.keys.items():
            keys[key] = self.over((*path, key), below.keys.get(key), child)
        if name in {"rules", "parameters"} and len(path) == 1:
            self.moved = True
        return Branch(above.place, keys=keys)

    def remove(self, below: Branch | None, remove: Branch) -> Branch | None:
        """Take out what ``remove:`` names from what is below; copies of it can still be made."""
        if below is None:
            message = _("This file extends no other, so there is nothing to remove.")
            self._find(codes.REMOVED_FROM_NOTHING, remove.place, message, _("Delete remove:, or add extends:."))
            return None
        if remove.keys is None:
            message = _("remove: takes the names of lists, and under each the ids that go.")
            self._find(WRONG_KIND, remove.place, message, _("Write remove: {legs: [one, two]}."))
        for kind, wanted in (remove.keys or {}).items():
            below = self._remove_kind(below, kind, wanted)
        return below

    def _fresh(self, path: Path, above: Branch) -> Branch:
        """Give a mapping that lies over nothing; copies may be made inside it all the same."""
        keys = {key: self.over((*path, key), None, child) for key, child in (above.keys or {}).items()}
        return above.with_keys(keys)

    # Lists

    def _list(self, path: Path, name: str, below: Branch | None, above: Branch) -> Branch:
        lower = below.items if below is not None and below.items is not None else ()
        if name in _ADDED:
            return above.with_items((*lower, *(above.items or ())))
        identity = identity_of(name, (*lower, *(above.items or ())))
        if identity is None:
            return above
        return _Items(self, path, name, identity, lower).over(above)

    def _remove_kind(self, tree: Branch, kind: str, wanted: Branch) -> Branch:
        rows = tree.get(kind)
        lists = [key for key, child in (tree.keys or {}).items() if child.items is not None or key == "sources"]
        if rows is None or (rows.items is None and rows.keys is None):
            message = _("There is no list {kind} to remove from.").format(kind=quoted(kind))
            guess = nearest(kind, lists)
            self._find(codes.NOTHING_TO_CHANGE, wanted.place, message, guess, key=True)
            return tree
        identity = identity_of(kind, rows.items or ()) or "id"
        known = list(rows.keys) if rows.keys is not None else [label(item, identity) for item in rows.items or ()]
        words = _words(wanted)
        gone = set(known) if [word for word, _place in words] == [ALL] else {word for word, _place in words}
        there = frozenset(known)
        for word, place in words:
            if word != ALL and word not in there and len(self.findings) < MAX_FINDINGS:
                message = _("There is no {kind} {id} to remove.").format(kind=singular(kind), id=quoted(word))
                guess = nearest(word, known)
                self._find(codes.NOTHING_TO_CHANGE, place, message, guess)
        self.take_out(kind, gone & set(known))
        left = dict(tree.keys or {})
        if rows.keys is not None:
            left[kind] = rows.without(*gone)
        else:
            stay = tuple(item for item in rows.items or () if label(item, identity) not in gone)
            # That nothing is left is said where all was taken out.
            left[kind] = rows.with_items(stay) if stay else Branch(wanted.place, items=())
            self.patterns[kind] = {label(item, identity): item for item in rows.items or ()}
        return tree.with_keys(left)

    def take_out(self, kind: str, ids: set[str]) -> None:
        """Note that items are gone."""
        self.removed.setdefault(kind, set()).update(ids)
        self.changed |= ids
        self.moved = True

    def new_item(self, path: Path, name: str, item: Branch, identity: str, known: Mapping[str, Branch]) -> bool:
        """Say whether an item that nothing below has is whole; else it was meant to change one that is there."""
        word = item.text(identity)
        if not known or word is None or "like" in (item.keys or {}):
            return True
        lacking = sorted(self._shape.required((*path, 0)) - set(item.keys or {}))
        if not lacking:
            return True
        message = _("There is no {kind} {id} to change, and as a new one it lacks {keys}.").format(
            kind=singular(name), id=quoted(word), keys=listed(lacking)
        )
        guess = did_you_mean(suggest(word, list(known))) or _("Add like: and the id of one to copy, or the keys.")
        place = (item.get(identity) or item).place
        self._find(codes.NOTHING_TO_CHANGE, place, message, guess)
        return False

    def find_like(self, item: Branch, message: str, remedy: str) -> None:
        """Find a copy that cannot be made."""
        self._find(codes.LIKE_WRONG, (item.get("like") or item).place, message, remedy)

    def unknown_like(self, item: Branch, name: str, word: str, known: list[str]) -> None:
        """Find a copy of something that is not there."""
        message = _("There is no {kind} {id} to copy.").format(kind=singular(name), id=quoted(word))
        guess = nearest(word, known)
        self._find(codes.NOTHING_TO_CHANGE, (item.get("like") or item).place, message, guess)

    def unknown_removal(self, item: Branch, name: str, word: str, known: list[str]) -> None:
        """Find the removal of something that is not there."""
        message = _("There is no {kind} {id} to remove.").format(kind=singular(name), id=quoted(word))
        guess = did_you_mean(suggest(word, known)) or _("Delete this item.")
        self._find(codes.NOTHING_TO_CHANGE, item.place, message, guess)

    def twice(self, item: Branch, earlier: Branch, identity: str, word: str) -> None:
        """Find a second change of one item, or a second new one of its name."""
        _file, line = self._source.place((earlier.get(identity) or earlier).place.value.line)
        message = _("{id} stands on line {line} already.").format(id=quoted(word), line=line)
        self._find(ID_TWICE, (item.get(identity) or item).place, message, _("Make one of the two."))

    def _find(self, code: str, place: Place, message: str, remedy: str, *, key: bool = False) -> None:
        if len(self.findings) >= MAX_FINDINGS:
            return
        span = place.key if key and place.key else place.value
        if span.line != span.end_line:
            span = place.key or Span(span.line, span.column, span.line, span.column + 1)
        self.findings.append(diagnose(code, self._source, span, message, remedy))


class _Items:
    """One list of items with ids, and those that lie over them."""

    def __init__(self, merger: Merger, path: Path, name: str, identity: str, lower: tuple[Branch, ...]) -> None:
        self._merger = merger
        self._path = path
        self._name = name
        self._identity = identity
        self._below = {label(item, identity): as_mapping(item, identity) for item in lower}
        self._written: dict[str, Branch] = {}
        self._copying: list[str] = []
        self._made: dict[str, Branch | None] = {}  # None: it cannot be made

    def over(self, above: Branch) -> Branch:
        """Give the list with its changes, copies and additions."""
        loose: list[Branch] = []
        gone: set[str] = set()
        for written in above.items or ():
            item = as_mapping(written, self._identity)
            word = label(item, self._identity)
            if not word or item.keys is None:
                loose.append(item)  # without an id: the schema says so
            elif word in self._written:
                self._merger.twice(item, self._written[word], self._identity, word)
            elif _is_removal(item):
                gone.add(word)
                if word not in self._below:
                    self._merger.unknown_removal(item, self._name, word, list(self._below))
            else:
                self._written[word] = item
        if gone:
            self._merger.take_out(self._name, gone)
        order = [word for word in (*self._below, *self._written) if word not in gone]
        items = [made for word in dict.fromkeys(order) if (made := self._item(word)) is not None]
        return above.with_items((*items, *loose))

    def _item(self, word: str) -> Branch | None:
        if word in self._made:
            return self._made[word]
        item = self._written.get(word)
        below = self._below.get(word)
        if item is None:
            made = below
        elif below is not None:
            made = self._changed(word, below, item)
        else:
            made = self._added(item)
        self._made[word] = made
        return made

    def _changed(self, word: str, below: Branch, item: Branch) -> Branch:
        if self._is_copy(item):
            message = _("{id} is there already; like: makes new items.").format(id=quoted(word))
            self._merger.find_like(item, message, _("Delete like:, or choose another id."))
            item = item.without("like")
        made = self._merger.over((*self._path, 0), below, item)
        different = {key for key in item.keys or {} if not _same(below.get(key), made.get(key))} - {"joins"}
        if different - _TEXTS:
            self._merger.changed.add(word)
            self._merger.moved |= self._name != "tests"
        return made

    def _added(self, item: Branch) -> Branch | None:
        if not self._merger.new_item(self._path, self._name, item, self._identity, self._below):
            return None
        self._merger.moved |= bool(self._below) and self._name != "tests"
        if not self._is_copy(item):
            return self._merger.over((*self._path, 0), None, item)
        pattern = self._pattern(item)
        own = item.without("like")
        if pattern is None:
            return None
        # A copy is as much of this file as the copied item was.
        return self._merger.over((*self._path, 0), pattern.without(self._identity, "joins"), own)

    def _is_copy(self, item: Branch) -> bool:
        return self._name != _OWN_LIKE and "like" in (item.keys or {})

    def _pattern(self, item: Branch) -> Branch | None:
        """Find the item that is copied, itself made first."""
        word, like = label(item, self._identity), item.text("like") or ""
        removed = self._merger.patterns.get(self._name, {}) if len(self._path) == 1 else {}
        if like not in self._below and like not in self._written:
            if like in removed:
                return as_mapping(removed[like], self._identity)
            known = [one for one in dict.fromkeys((*self._below, *self._written)) if one != word]
            self._merger.unknown_like(item, self._name, like, known)
            return None
        if like == word or like in self._copying:
            message = _("{id} would be a copy of itself.").format(id=quoted(word))
            self._merger.find_like(item, message, _("Name another item."))
            return None
        if len(self._copying) >= _MOST_COPIES:
            message = _("{id} is a copy of a copy, more than {number} times over.")
            message = message.format(id=quoted(word), number=_MOST_COPIES)
            self._merger.find_like(item, message, _("Name the first of them."))
            return None
        self._copying.append(word)
        pattern = self._item(like)
        self._copying.pop()
        return pattern


def identity_of(name: str, items: tuple[Branch, ...]) -> str | None:
    """Say which key tells the items of a list apart; None if the list is replaced as a whole."""
    if name in _WHOLE:
        return None
    if name in _BY:
        return _BY[name]
    mappings = [item for item in items if item.keys is not None]
    if name != "measures" and len(mappings) < len(items):
        return None
    return "id" if name == "measures" or any("id" in (item.keys or {}) for item in mappings) else None


def label(item: Branch, identity: str) -> str:
    """Give the id of an item; empty if it has none."""
    if item.keys is None:
        return item.value if isinstance(item.value, str) else ""
    return item.text(identity) or ""


def as_mapping(item: Branch, identity: str) -> Branch:
    """Let the name of a built-in measure be a mapping like any other item."""
    if item.keys is None and item.items is None and isinstance(item.value, str):
        return Branch(item.place, keys={identity: Branch(item.place, item.value, own=item.own)}, own=item.own)
    return item


def _is_removal(item: Branch) -> bool:
    mark = item.get("remove")
    return mark is not None and mark.value is True


def _words(wanted: Branch) -> list[tuple[str, Place]]:
    rows: Iterator[Branch] = iter(wanted.items if wanted.items is not None else (wanted,))
    return [(str(row.value), row.place) for row in rows]


def _same(one: Branch | None, other: Branch | None) -> bool:
    """Say whether two trees hold the same values."""
    if one is None or other is None:
        return one is other
    if one.keys is not None or other.keys is not None:
        left, right = one.keys or {}, other.keys or {}
        return left.keys() == right.keys() and all(_same(left[key], right[key]) for key in left)
    if one.items is not None or other.items is not None:
        rows = one.items or (), other.items or ()
        return len(rows[0]) == len(rows[1]) and all(_same(*pair) for pair in zip(*rows, strict=True))
    return bool(one.value == other.value)
