"""What to write instead: guesses from what people usually mean, each of them sure enough to be said."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from game.model.suggest import suggest
from game.model.text import _
from game.scenario.atlas import jurisdiction_names
from game.scenario.diagnostic import did_you_mean, quoted
from game.scenario.positions import Path
from game.scenario.scalars import LARGEST_WHOLE

_MOST_REPEATED = 40  # characters of a value that a remedy writes again
_MOST_KEYS = 2  # that an example of a mapping shows
_TWO_LETTERS = 2  # the other code of a State, which resembles the long codes of others: UK is not UKR
# Marks that word processors put for quotes, where a value begins.
_PRETTY_QUOTE = re.compile(r"[:,\[{]\s*(?P<sign>[“”„‟‘’‚‹›«»])[^,]*,\s*$")
_SHARE = re.compile(r"from 0(?:\.\d+)? to (?:1|0\.\d+)|at most 1(?:\.0)?")
_HUNDRED = 100
_MINUS = str.maketrans("−–—", "---")
_DELEGATION_KEYS = frozenset({"sponsors", "seats", "delegation", "joins"})
_WAYS: Mapping[str, str] = {
    **dict.fromkeys(("plane", "airplane", "aeroplane", "aircraft", "flight", "flights", "helicopter"), "air"),
    **dict.fromkeys(("ship", "boat", "ferry", "vessel", "ocean", "water", "maritime", "container"), "sea"),
    **dict.fromkeys(("road", "car", "truck", "lorry", "train", "rail", "railway", "bus", "foot", "van"), "land"),
    **dict.fromkeys(("internet", "web", "bank", "digital", "wire", "transfer"), "online"),
}
# Names by which States are called, unlike those that they go by on the map.
_STATES: Mapping[str, str] = {
    **dict.fromkeys(("uk", "britain", "great britain", "england"), "GBR"),
    **dict.fromkeys(("us", "usa", "america", "united states"), "USA"),
    **dict.fromkeys(("uae", "emirates"), "ARE"),
    **dict.fromkeys(("drc", "dr congo", "congo-kinshasa"), "COD"),
    "ivory coast": "CIV",
    "turkey": "TUR",
    "holland": "NLD",
    "burma": "MMR",
    "czech republic": "CZE",
    "cape verde": "CPV",
    "swaziland": "SWZ",
    "east timor": "TLS",
    "south korea": "KOR",
    "north korea": "PRK",
}
# Letters that no accent is taken from.
_LETTERS = str.maketrans({"ß": "ss", "ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})


def word_meant(word: str, words: Sequence[str]) -> tuple[str, ...]:
    """Find which of a few words somebody means; other names of ways to travel are known."""
    way = _WAYS.get(word.casefold().strip())
    return (way,) if way is not None and way in words else suggest(word, words)


def as_id(text: str) -> str:
    """Write a text in the letters of ids; nothing if none is left."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "_", letters).strip("_").lstrip("0123456789_")[:40]


def id_remedy(value: str, path: Path, top: object) -> str:
    """Offer an id for what is none; where a delegation is named, the one that answers for a jurisdiction."""
    if _DELEGATION_KEYS.intersection(map(str, path)):
        owners = tuple(name for name, places in _delegations(top).items() if value in places)
        if owners:
            return did_you_mean(owners)
    offer = as_id(value)
    return did_you_mean((offer,)) if offer else ""


def code_remedy(value: str, top: object) -> str:
    """Offer the code of a jurisdiction for its name, or for the delegation that answers for it."""
    own = _delegations(top).get(value, ())
    if own:
        words = _("{id} is a delegation: did you mean what it answers for, {names}?")
        return words.format(id=quoted(value), names=", ".join(quoted(name) for name in own))
    name = re.sub(r"[._\s]+", " ", value.casefold()).strip()
    known = _STATES.get(name.removeprefix("the "), _STATES.get(name.replace(" ", "")))
    if known is not None:
        return did_you_mean((known,))
    guess = did_you_mean(suggest(value, jurisdiction_names())) if len(value) > _TWO_LETTERS else ""
    return guess or _("Look up its ISO 3166-1 code of three letters, as in KEN for Kenya.")


def _delegations(top: object) -> dict[str, tuple[str, ...]]:
    """List what each delegation of a file answers for, as far as that can be read."""
    items = top.get("delegations") if isinstance(top, dict) else None
    found: dict[str, tuple[str, ...]] = {}
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str) and isinstance(item.get("jurisdictions"), list):
            found[item["id"]] = tuple(str(name) for name in item["jurisdictions"])
    return found


def comma_remedy(before: str) -> str:
    """Say how to keep a value with a comma whole; ``before`` is its line as far as the comma."""
    found = _PRETTY_QUOTE.search(before)
    if found is not None:
        return _('{sign} is no quote here: type the plain " before and after the text.').format(sign=found["sign"])
    return _("Within brackets a comma ends a value: put the text in quotes, write decimals with a point.")


def value_remedy(kind: str, requirement: str, value: object, description: str, keys: Sequence[str] = ()) -> str:
    """Say what to write instead of a value of the wrong kind; ``keys`` are those of the mapping that is needed."""
    if isinstance(value, str):
        return _of_text(kind, requirement, value.strip()) or _as_mapping(value, keys) or description
    if kind == "string_type" and value is not None:
        return _as_text(value) or description
    return _as_mapping(value, keys) or _as_number(kind, requirement, value) or description


def _as_number(kind: str, requirement: str, value: object) -> str:
    """Write a whole number without its point, and per cent as a share."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return ""
    if kind.startswith("int") and isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_WHOLE:
        return _("Write {number}: the point marks decimals.").format(number=int(value))
    if _SHARE.fullmatch(requirement) and 1 < value <= _HUNDRED:
        return _("It is a share: {share:g} is {value:g} per cent.").format(share=value / _HUNDRED, value=value)
    return ""


def _of_text(kind: str, requirement: str, text: str) -> str:
    bare = re.sub(r"(?<=[0-9])[ _,'’](?=[0-9]{3}(?![0-9]))", "", text).removesuffix("%").strip()
    if "%" in text:
        return _("Write a share as a number from 0 to 1, as in 0.4 for 40 %.")
    if "number" in requirement and re.fullmatch(r"[−–—][0-9]+(\.[0-9]+)?", bare):
        return _("Type the plain minus: {number}.").format(number=bare.translate(_MINUS))
    if "number" in requirement and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", bare):
        return _("Write {number}, without quotes and separators.").format(number=bare)
    if "number" in requirement and re.fullmatch(r"[0-9]+,[0-9]+", text):
        return _("Write decimals with a point.")
    if kind.startswith("bool") and text.lower() in {"yes", "no", "on", "off", "y", "n"}:
        return _("Write {word}.").format(word="true" if text.lower() in {"yes", "on", "y"} else "false")
    if kind in {"list_type", "tuple_type"} and text.startswith("-"):
        return _("Put a space after each dash.")
    if kind in {"list_type", "tuple_type"}:
        shown = text if len(text) <= _MOST_REPEATED else "…"
        return _("Write [{text}], or each item on a line of its own after a dash.").format(text=shown)
    return ""


def _as_text(value: object) -> str:
    """Write as a text what was read as something else: a number, or words with a colon."""
    if isinstance(value, dict) and len(value) == 1:
        ((key, rest),) = value.items()
        whole = f"{key}: {rest}"
        if isinstance(rest, str | int | float) and len(whole) <= _MOST_REPEATED and '"' not in whole:
            return _('Put it in quotes: "{value}".').format(value=whole)
        return _("The colon makes it a key: put the whole text in quotes.")
    if isinstance(value, dict | list):
        return ""
    words = {True: "true", False: "false"}
    return _('Put it in quotes: "{value}".').format(value=words[value] if isinstance(value, bool) else repr(value))


def _as_mapping(value: object, keys: Sequence[str]) -> str:
    """Show how a mapping is written, with the value as its first key where it is a single one."""
    if not keys or isinstance(value, dict | list) or len(str(value)) > _MOST_REPEATED:
        return ""
    first = "…" if value is None else str(value)
    rest = [f"{key}: …" for key in keys[1:_MOST_KEYS]]
    return _("Write {example}.").format(example="{" + ", ".join([f"{keys[0]}: {first}", *rest]) + "}")
