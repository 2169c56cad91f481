"""How names are written down to be found: without case and accents, and alike in whatever script they come.

`fold` is what an exact match compares. `sound` goes further: it spells a word of Cyrillic or Greek letters in Latin
ones and levels what transliterations differ in, so that Токаев, Tokayev and Tokaev come out the same. The letters
follow ISO 9, BGN/PCGN and ELOT 743 as far as these agree; where they do not, the levelling makes them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

__all__ = ["fold", "highlights", "sound", "sounds", "words"]

_WORD = re.compile(r"\w+")
_ORIGINAL_WORD = re.compile(r"[\w\u0300-\u036f]+")
_IDEOGRAPH = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
"""Scripts without spaces between words: each character is taken for a word."""

_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "ʼ": "",
        "ʻ": "",
    }
)
_CYRILLIC = dict(
    zip("абвгдезийклмнопрстуфцыэіјґәғқңөұүһљњћђџѓќѕ", "abvgdeziiklmnoprstufcyeiigagknouuhlncdzgkz", strict=True)
)
_CYRILLIC |= {"ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye"}
_CYRILLIC |= {"ь": "", "ъ": ""}
_GREEK = dict(zip("αβγδεζηικλμνορσςτυφωξ", "avgdeziiklmnorsstyfox", strict=True))
_GREEK |= {"θ": "th", "χ": "kh", "ψ": "ps", "π": "p", "ξ": "ks"}
_LATIN = str.maketrans(_CYRILLIC | _GREEK)
_LEVELLED = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"shch|schtsch|szcz|sch|sh|sz", "s"),
        (r"tsch|tch|ch|cz", "c"),
        (r"ts|tz", "c"),
        (r"dzh|dj|zh|^j", "z"),
        (r"kh", "h"),
        (r"th", "t"),
        (r"ph|ff?$", "v"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"[yij]+(?=[aeou])", ""),
        (r"[yij]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)


def fold(name: str) -> str:
    """`name` for comparison: lower case, without diacritics and punctuation, one space between words."""
    if name.isascii():
        return " ".join(_WORD.findall(name.lower()))
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(_IDEOGRAPH.sub(r" \1 ", plain.casefold().translate(_LETTERS))))


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return fold(text).split()


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """What a folded word has in common with its other transliterations; may be as good as nothing for short ones."""
    plain = word.translate(_LATIN)
    for pattern, replacement in _LEVELLED:
        plain = pattern.sub(replacement, plain)
    return plain


def sounds(folded: str) -> str:
    """The sounds of those words of a folded text that sound different from how they are written."""
    return " ".join(s for word in folded.split() if (s := sound(word)) != word and len(s) > 1)


def highlights(text: str, wanted: Iterable[str], *, others: Iterable[str] = ()) -> tuple[tuple[int, int], ...]:
    """Where words of `text` begin with one of some folded words: (start, end) in code points, half open.

    Exactly the beginning, where folding kept its length; else the whole word, as for words that sound alike or are in
    `others` (words that were found in place of misspelt ones).
    """
    prefixes, whole = tuple(wanted), frozenset(others)
    alike = tuple(key for word in prefixes if len(key := sound(word)) > 1)
    return tuple(_marked(text, prefixes, alike, whole))


def _marked(
    text: str, prefixes: tuple[str, ...], alike: tuple[str, ...], whole: frozenset[str]
) -> Iterator[tuple[int, int]]:
    for found in _ORIGINAL_WORD.finditer(text):
        plain = fold(found[0]).replace(" ", "")
        prefix = max((one for one in prefixes if plain.startswith(one)), key=len, default="")
        if prefix and len(plain) == len(found[0]):
            yield found.start(), found.start() + len(prefix)
        elif prefix or plain in whole or (alike and sound(plain).startswith(alike)):
            yield found.start(), found.end()
