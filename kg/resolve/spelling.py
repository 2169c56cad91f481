"""Words that were written from another script are spelled in many ways: when do two spellings mean one name?

A word is brought to a sound form first (`zh`, `dzh`, `dj` are one sound, doubled letters count once). Two sound forms
are then compared letter by letter: consonants must agree but for those that transliterations confuse; vowels may differ
where transliterations differ, and never at the end of a word, where they tell Mario from Maria.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import DamerauLevenshtein

__all__ = ["Likeness", "fold", "liken", "one_letter_apart", "skeleton", "sound", "words"]

Likeness = Literal["equal", "spelling", "initial"]

_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_INNER_MARK = re.compile(r"['’ʻʼ`´]")

# In this order: longer spellings before their parts.
_SOUNDS = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"^y?e(?=[^aeiou])", "e"),
        (r"^[iy](?=[aou])", "j"),
        (r"dzh|zh|dj", "j"),
        (r"shch|sch|sh", "S"),
        (r"tch|ch", "C"),
        (r"kh|gh", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ts|tz", "c"),
        (r"ck|q", "k"),
        (r"x", "ks"),
        (r"(?<=[oe])ff$", "v"),
        (r"w", "v"),
        (r"c(?=[eiy])", "s"),
        (r"c(?![eiy])", "k"),
        (r"(?<=[aeo])y(?=[aeo])", ""),
        (r"(?<=.)y", "i"),
        (r"^y", "i"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?<=[aeiou])h$", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = frozenset("aeiou")
_CONFUSED_PAIRS = frozenset(
    frozenset(pair) for pair in ("ae", "ei", "ou", "jz", "sS", "CS", "hk", "gk", "gh", "fv", "cs")
)
_LONG = 5
"""Letters of a sound form from which on a difference in spelling is tolerated; shorter names are too close together."""


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """`text` in lower case without accents, apostrophes and possessive endings."""
    bare = _INNER_MARK.sub("", _POSSESSIVE.sub("", text.translate(_PLAIN)))
    decomposed = unicodedata.normalize("NFKD", bare.casefold().translate(_PLAIN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The folded words of `text`; hyphens part words."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """The sound form of a folded word."""
    for pattern, to in _SOUNDS:
        word = pattern.sub(to, word)
    return word


def skeleton(word: str) -> str:
    """The consonants of a folded word's sound form, with `*` for a vowel in front; for finding candidates."""
    heard = sound(word)
    bare = "".join(letter for letter in heard if letter not in _VOWELS)
    for letter, to in (("z", "j"), ("C", "s"), ("S", "s"), ("h", "k"), ("g", "k"), ("f", "v"), ("c", "s")):
        bare = bare.replace(letter, to)
    return f"*{bare}" if heard[:1] in _VOWELS else bare


@lru_cache(maxsize=1 << 16)
def liken(left: str, right: str) -> Likeness | None:
    """How two folded words can be one name: equal, spelled differently, or one the other's initial; None if not."""
    if left == right:
        return "equal"
    if min(len(left), len(right)) == 1:
        return "initial" if sound(left)[:1] == sound(right)[:1] else None
    if min(len(left), len(right)) < 3 or left.isdigit() or right.isdigit():
        return None
    one, other = sorted((sound(left), sound(right)), key=lambda form: (len(form), form))
    if one == other:
        return "spelling"
    if len(one) < _LONG:
        return None
    if len(one) == len(other):
        return "spelling" if _same_length_alike(one, other) else None
    return "spelling" if len(other) - len(one) == 1 and _inner_vowel_left_out(one, other) else None


def one_letter_apart(left: str, right: str, *, at_least: int) -> bool:
    """Whether two words of that length differ by one letter inside, left out, added, changed or swapped: a slip."""
    if min(len(left), len(right)) < at_least or left[0] != right[0] or left[-1] != right[-1]:
        return False
    if any(map(str.isdigit, left + right)):
        return False
    return DamerauLevenshtein.distance(left, right, score_cutoff=1) <= 1


def _same_length_alike(one: str, other: str) -> bool:
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) > 2 or differing[-1] == len(one) - 1 or (differing[0] == 0 and one[0] not in _VOWELS):
        return False
    return all(frozenset((one[place], other[place])) in _CONFUSED_PAIRS for place in differing)


def _inner_vowel_left_out(shorter: str, longer: str) -> bool:
    return any(
        longer[place] in _VOWELS and longer[:place] + longer[place + 1 :] == shorter
        for place in range(1, len(longer) - 1)
    )
