"""Which language a text is in: told from the text, offline."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

__all__ = ["UNKNOWN", "detect", "language_code", "language_of"]

UNKNOWN = "und"
"""Where no language stands out, or there is none: a table, a list of names."""

_SAMPLE = 1500
"""Characters of a text that tell its language."""

_LIKELY = 0.5
_LIKELY_ENGLISH = 0.2
"""A few words are in English more often than in any of the ninety other languages that they might be in."""

_CERTAIN, _ENOUGH_LETTERS = 0.8, 150
"""From here on a text is believed more than what its page or its tool says of it: templates say `en` of everything."""

_ALIASES = {
    "english": "en",
    "eng": "en",
    "spanish": "es",
    "french": "fr",
    "german": "de",
    "portuguese": "pt",
    "italian": "it",
    "russian": "ru",
    "chinese": "zh",
    "arabic": "ar",
    "turkish": "tr",
    "japanese": "ja",
}
_CODE = re.compile(r"[a-z]{2,3}(?=$|[-_])")


def language_of(text: str, given: str | None) -> str:
    """The language of an article, of which its source says that it is `given`."""
    code, share = _guess(text)
    stated = language_code(given)
    if stated is None or (share >= _CERTAIN and sum(map(str.isalpha, text[:_SAMPLE])) >= _ENOUGH_LETTERS):
        return code
    return stated


def detect(text: str) -> str:
    """An ISO 639-1 code, or `und` where no language stands out."""
    return _guess(text)[0]


def language_code(given: str | None) -> str | None:
    """The language subtag of what an input calls its language (`en-GB`, `English`), or None where it is none."""
    if not given:
        return None
    name = given.strip().lower()
    match = _CODE.match(name)
    return _ALIASES.get(name) or (match[0] if match else None)


def _guess(text: str) -> tuple[str, float]:
    """The likeliest language, and its share among all; `und` with 0 where nothing is likely."""
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return UNKNOWN, 0.0
    code, share = _identifier().classify(sample)
    if code == "zxx" or share < (_LIKELY_ENGLISH if code == "en" else _LIKELY):
        return UNKNOWN, 0.0
    return str(code), float(share)


@cache
def _identifier() -> "LanguageIdentifier":
    """The model, which takes half a second to load."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
