"""Words for places and values of a file, as one says them in a staff room: leg 3, jurisdiction "KEN"."""

from dataclasses import dataclass

from game.model.text import _, ngettext
from game.scenario.diagnostic import quoted
from game.scenario.positions import Path
from game.scenario.shape import Shape, value_at

_SINGULAR = {
    "play": "step",
    "expect": "expectation",
    "debrief": "debrief question",
    "indices": "index",
    "operative": "clause",
    "preamble": "preambular clause",
    "suppress": "suppression",
    "hidden_from": "secrets hidden from",
}


@dataclass(frozen=True)
class Wording:
    """Names paths of one file; ``shape`` is that of the value at ``base``."""

    top: object
    shape: Shape
    base: Path = ()

    def subject(self, path: Path) -> str:
        """Name the value at ``path``: ``"turns" in "rules"`` or ``leg 3``."""
        if not path:
            return _("the file")
        if self._is_item(path):
            return self.item(path)
        if len(path) == 1:
            return quoted(path[0])
        return _("{key} in {item}").format(key=quoted(path[-1]), item=self.item(path[:-1]))

    def item(self, path: Path) -> str:
        """Name the mapping or list at ``path``: ``leg 3``, ``jurisdiction "KEN"``, ``"rules"``."""
        if not path:
            return _("the file")
        if not self._is_item(path):
            name, outer = quoted(path[-1]), path[:-1]
        else:
            kind = singular(str(path[-2])) if len(path) > 1 else _("step")  # only scripts are lists
            label = path[-1] if isinstance(path[-1], str) else _label(value_at(self.top, path))
            name, outer = f"{kind} {quoted(label) if label else _number(path[-1])}", path[:-2]
        return name if not outer else _("{inner} of {outer}").format(inner=name, outer=self.item(outer))

    def _is_item(self, path: Path) -> bool:
        if isinstance(path[-1], int):
            return True
        inner = path[len(self.base) : -1]
        return len(path) > len(self.base) + 1 and self.shape.names_items(inner, value_at(self.top, self.base))


def singular(key: str) -> str:
    """Turn the key of a list into the word for one of its items."""
    if key in _SINGULAR:
        return _SINGULAR[key]
    word = key.replace("_", " ")
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return _("item of {list}").format(list=word)


def value_words(value: object) -> str:
    """Say what a value is, as far as it helps: ``the text "soon"``, ``4.5``, ``a list``."""
    words = {True: "true", False: "false", None: _("empty")}
    if value is None or isinstance(value, bool):
        return words[value]
    if isinstance(value, str):
        return _("the text {text}").format(text=quoted(value))
    if isinstance(value, dict):
        return ngettext("a mapping with {number} key", "a mapping with {number} keys", len(value)).format(
            number=len(value)
        )
    if isinstance(value, list):
        return ngettext("a list with {number} item", "a list with {number} items", len(value)).format(number=len(value))
    return repr(value)


def _label(value: object) -> str:
    """Give the id or name that an author would call an item by."""
    if isinstance(value, dict):
        for key in ("id", "name"):
            if isinstance(value.get(key), str) and value[key]:
                return str(value[key])
    return ""


def _number(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else quoted(part)
