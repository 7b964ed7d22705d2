"""Words for places and values of a file, as one says them in a staff room: leg 3, jurisdiction "KEN"."""

from game.model.text import _
from game.scenario.diagnostic import quoted
from game.scenario.positions import Path
from game.scenario.shape import Shape, value_at

_SINGULAR = {"play": "step", "expect": "expectation", "debrief": "debrief question", "indices": "index"}


def subject(path: Path, top: object, shape: Shape) -> str:
    """Name the value at ``path``: ``"turns" in rules`` or ``leg 3``."""
    if not path:
        return _("the file")
    if _is_item(path, top, shape):
        return item(path, top, shape)
    if len(path) == 1:
        return quoted(path[0])
    return _("{key} in {item}").format(key=quoted(path[-1]), item=item(path[:-1], top, shape))


def item(path: Path, top: object, shape: Shape) -> str:
    """Name the mapping or list at ``path``: ``leg 3``, ``jurisdiction "KEN"``, ``rules``."""
    if not path:
        return _("the top level")
    if not _is_item(path, top, shape):
        name = quoted(path[-1])
        outer = path[:-1]
    elif len(path) == 1:
        return _("item {number}").format(number=_number(path[-1]))
    else:
        kind = singular(str(path[-2]))
        found = value_at(top, path)
        label = path[-1] if isinstance(path[-1], str) else _label(found)
        name = f"{kind} {quoted(label)}" if label else f"{kind} {_number(path[-1])}"
        outer = path[:-2]
    return name if not outer else _("{inner} of {outer}").format(inner=name, outer=item(outer, top, shape))


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
        return _("a mapping of keys")
    if isinstance(value, list):
        return _("a list")
    return repr(value)


def _is_item(path: Path, top: object, shape: Shape) -> bool:
    return isinstance(path[-1], int) or (len(path) > 1 and shape.names_items(path[:-1], top))


def _label(value: object) -> str:
    """Give the id or name that an author would call an item by."""
    if isinstance(value, dict):
        for key in ("id", "name"):
            if isinstance(value.get(key), str) and value[key]:
                return str(value[key])
    return ""


def _number(part: str | int) -> str:
    return str(part + 1) if isinstance(part, int) else quoted(part)
