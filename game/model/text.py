"""User-visible text through gettext.

Source text is English; catalogues live in ``assets/text/<language>/LC_MESSAGES/corridors.mo``.
The language is chosen once at start by :func:`use_language`; without a catalogue the source text stands.
"""

import gettext

from game.model.places import assets_folder

_TEXT_FOLDER = assets_folder() / "text"
_translations: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str) -> None:
    """Take messages from the catalogue of ``language`` (ISO 639-1), or the source text if there is none."""
    global _translations  # noqa: PLW0603 - one language per program, chosen by the composition root
    _translations = gettext.translation("corridors", str(_TEXT_FOLDER), [language], fallback=True)


def _(message: str) -> str:
    """Translate one whole sentence."""
    return _translations.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Translate a sentence whose wording depends on ``number``."""
    return _translations.ngettext(singular, plural, number)


def gettext_noop(message: str) -> str:
    """Mark a sentence for the catalogues that is translated later, where it is shown."""
    return message
