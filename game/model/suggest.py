"""Did you mean: the few valid names that are nearest to a wrong one."""

import difflib
from collections.abc import Iterable, Mapping

MAX_SUGGESTIONS = 3
_MAX_WORD = 80
_MIN_LIKENESS = 0.6
_MAX_BEHIND = 0.2
_SWAPPED_TWO_LETTERS = 0.75


def suggest(word: str, candidates: Iterable[str] | Mapping[str, str]) -> tuple[str, ...]:
    """Find the valid names that somebody who wrote ``word`` most likely meant.

    Parameters
    ----------
    word
        What was written. Longer than 80 characters: nothing is suggested.
    candidates
        The valid names; a mapping gives each name's display text too, so that "Kenya" finds ``KEN``.

    Returns
    -------
    tuple of str
        At most three names, the best first; equal ones in the order of ``candidates``.
    """
    if not word or len(word) > _MAX_WORD:
        return ()
    titles = candidates if isinstance(candidates, Mapping) else {}
    wanted = _folded(word)
    ranked = []
    for order, candidate in enumerate(dict.fromkeys(candidates)):
        likeness = _likeness(wanted, _folded(candidate))
        if candidate in titles:
            likeness = max(likeness, _likeness(wanted, _folded(titles[candidate])))
        if likeness >= _MIN_LIKENESS:
            ranked.append((-likeness, order, candidate))
    ranked.sort()
    # A near miss drowns the far ones, and a hit every other: who writes Niger does not mean Nigeria.
    if ranked and ranked[0][0] == -1.0:
        ranked = [found for found in ranked if found[0] == -1.0]
    return tuple(candidate for rank, _, candidate in ranked[:MAX_SUGGESTIONS] if rank <= ranked[0][0] + _MAX_BEHIND)


def _folded(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")


def _likeness(wanted: str, candidate: str) -> float:
    """Say how near two folded words are, from 0 to 1."""
    if wanted == candidate:
        return 1.0
    if not candidate or len(candidate) > _MAX_WORD:
        return 0.0
    if len(wanted) >= 3 and (candidate.startswith(wanted) or (len(candidate) >= 3 and wanted.startswith(candidate))):
        return 0.9
    if sorted(wanted) == sorted(candidate) and _one_swap(wanted, candidate):
        return max(_SWAPPED_TWO_LETTERS, _ratio(wanted, candidate))
    whole = _ratio(wanted, candidate)
    # "patrol" should find "ranger_patrol", a whole word of it.
    parts = candidate.split("_")
    if len(wanted) >= 4 and len(parts) > 1:
        whole = max(whole, 0.9 * max(_ratio(wanted, part) for part in parts))
    return whole


def _ratio(left: str, right: str) -> float:
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < _MIN_LIKENESS:
        return 0.0
    return matcher.ratio()


def _one_swap(left: str, right: str) -> bool:
    """Say whether the words differ by one swap of neighbouring letters."""
    different = [index for index, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    return len(different) == 2 and different[1] == different[0] + 1
