"""Are two names of persons names of one person? By parts: spelling-tolerant, and strict about given names."""

from collections.abc import Sequence

from rapidfuzz.distance import DamerauLevenshtein

from kg.resolve.base import Unit, Verdict, different, same
from kg.resolve.spelling import fold, liken, one_letter_apart, skeleton, sound, words

__all__ = ["compare_persons", "is_personal", "person_keys", "person_words"]

_TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor sir dame lord lady president presidents premier chancellor king queen prince
    princess pope cardinal bishop archbishop rabbi imam ayatollah sheikh sheik sultan emir general gen colonel col major
    maj captain capt lieutenant lt sergeant sgt admiral marshal commander officer senator sen congressman congresswoman
    governor gov mayor minister ambassador secretary judge justice chief director spokesman spokeswoman spokesperson
    former acting deputy vice prime the late hon honourable honorable rev reverend father sister brother""".split()
)
_PARTICLES = frozenset(
    "al el bin ibn bint abu de da di do dos das du del della la le van von der den ter ten zu y e".split()
)
_RARE = 15
"""Letters of a full name from which on it is taken to have one bearer."""
_LONG_PART = 6
"""Letters of a name's part from which on one letter may be a slip; shorter parts are too close to others."""
_LINKING = frozenset("of for in at to from who with the".split())
_GENERATIONS = {
    "jr": "junior",
    "junior": "junior",
    "sr": "senior",
    "senior": "senior",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
}


def person_words(name: str) -> tuple[str, ...]:
    """The parts of a person's name, folded, without titles in front and without particles such as `van` and `al`."""
    parts = words(name)
    while len(parts) > 1 and parts[0] in _TITLES:
        parts = parts[1:]
    bare = [part for place, part in enumerate(parts) if part not in _PARTICLES or (place == 0 and len(part) < 2)]
    return tuple(bare or parts)


def is_personal(name: str) -> bool:
    """Whether a person is called by name, and not described: "the mayor of Springfield", "Police Officer"."""
    plain = [part for part in name.replace("-", " ").split() if fold(part) not in _PARTICLES]
    if not plain or not all(part[:1].isupper() or not part[:1].isalpha() for part in plain):
        return False
    return fold(plain[-1]) not in _TITLES and not any(word in _LINKING for word in words(name))


def person_keys(unit: Unit) -> tuple[str, ...]:
    """Units that share a key are worth comparing: sounds of the surname and of the first letter, or all words."""
    parts = _without_generation(unit.words)
    if unit.generic or len(parts) < 2:
        return ()
    initial = skeleton(parts[0])[:1]
    first, last = parts[0], parts[-1]
    keys = [f"{skeleton(last)} {initial}", " ".join(sorted(map(skeleton, parts)))]
    if len(last) >= _LONG_PART:
        keys += [f"{first} {last[:3]}-", f"{first} -{last[-3:]}"]
    return tuple(keys)


def compare_persons(left: Unit, right: Unit) -> Verdict | None:
    """The verdict on two persons' names; None where the names tell nothing."""
    a, b = _without_generation(left.words), _without_generation(right.words)
    pair = f"“{left.name}” and “{right.name}”"
    if left.generic or right.generic:
        return different("person/description", f"a description of {pair} fits many")
    if left.country and right.country and left.country != right.country:
        return different("person/country", f"{pair} belong to {left.country} and {right.country}")
    if _generation(left.words) != _generation(right.words):
        return different("person/generation", f"{pair}: only one is junior, senior or numbered")
    if len(a) == 1 or len(b) == 1:
        return _compare_short(a, b, pair)
    if list(a) == list(b):
        return _compare_equal(left, right, a)
    return _compare_full(a, b, pair)


def _compare_equal(left: Unit, right: Unit, parts: Sequence[str]) -> Verdict:
    """One full name.

    Common names have many bearers: where articles are mostly about different countries, they must have something else
    in common; a rare name stands for itself. How rare it is, its length tells well enough.
    """
    name = f"the same full name “{left.name}”"
    if left.origin == right.origin:
        return same(0.98, "person/name", name)
    if len(parts) > 2 or sum(map(len, parts)) >= _RARE:
        return same(0.97, "person/rare-name", f"{name}, which is a rare one")
    if left.origin and right.origin:
        return same(0.9, "person/name-abroad", f"{name}, in articles about {left.origin} and {right.origin} that agree")
    return same(0.93, "person/name-anywhere", f"{name}, in articles that speak of the same things")


def _compare_typo(a: Sequence[str], b: Sequence[str], pair: str) -> Verdict | None:
    """All parts are equal but for one letter of a long one: a slip."""
    if len(a) != len(b):
        return None
    differing = [place for place, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    if len(differing) != 1:
        return None
    place = differing[0]
    at_least = _LONG_PART if place == len(a) - 1 else _LONG_PART + 1  # given names are closer to one another
    if not one_letter_apart(a[place], b[place], at_least=at_least):
        return None
    return same(0.84, "person/typo", f"{pair} differ by one letter")


def _compare_short(a: Sequence[str], b: Sequence[str], pair: str) -> Verdict | None:
    """One name is a single word: it may be the other's surname, and tells little."""
    if len(a) == len(b) == 1:
        return same(0.7, "person/single", f"{pair} are one single name", if_unique=True) if a[0] == b[0] else None
    short, long = (a[0], b) if len(a) == 1 else (b[0], a)
    if liken(short, long[-1]) == "equal":
        return same(
            0.72, "person/surname", f"{pair} share the surname, and no other bearer of it is known", if_unique=True
        )
    if any(liken(short, part) for part in long):
        return None
    return different("person/surname", f"{pair} share no name")


def _compare_full(a: Sequence[str], b: Sequence[str], pair: str) -> Verdict | None:
    if typo := _compare_typo(a, b, pair):
        return typo
    given, family = liken(a[0], b[0]), liken(a[-1], b[-1])
    if family and not given and liken("".join(a[:-1]), "".join(b[:-1])):
        given = "spelling"
    if family in ("equal", "spelling") and given:
        return _compare_middle(a, b, given, family, pair)
    if len(a) == len(b) and sorted(map(sound, a)) == sorted(map(sound, b)):
        return same(0.8, "person/order", f"{pair} are the same words in another order", if_unique=True)
    if given in ("equal", "spelling") and _subset(a, b):
        return same(0.75, "person/subset", f"all words of one of {pair} are in the other", if_unique=True)
    if _may_be_slips(a, b) or _turned(a, b):
        return None
    if family:
        return different("person/given", f"{pair} have different given names")
    return different("person/family", f"{pair} have different family names")


def _may_be_slips(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two names are so close that both may be slips of one pen, of a name that neither tells."""
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(differing) != 1:
        return False
    x, y = differing[0]
    return min(len(x), len(y)) >= _LONG_PART and x[0] == y[0] and DamerauLevenshtein.distance(x, y, score_cutoff=2) <= 2


def _turned(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one name is the other with its family name in front, initials and spellings apart."""
    for one, other in ((a, b), (b, a)):
        turned = [*other[1:], other[0]]
        if len(one) == len(other) and all(liken(x, y) for x, y in zip(one, turned, strict=True)):
            return True
    return False


def _compare_middle(a: Sequence[str], b: Sequence[str], given: str, family: str, pair: str) -> Verdict:
    """First and last name agree: middle names must not contradict one another."""
    mine, other = a[1:-1], b[1:-1]
    joined = liken("".join(a[:-1]), "".join(b[:-1]))
    if not joined and any(not liken(x, y) for x, y in zip(mine, other, strict=False)):
        return different("person/middle", f"{pair} have different middle names")
    if given == "initial":
        return same(0.75, "person/initial", f"{pair} share surname and initial", if_unique=True)
    if len(mine) != len(other) and not joined:
        return same(0.9, "person/middle", f"{pair} agree but for a further given name", if_unique=True)
    if given == family == "equal" and mine == other:
        return same(0.98, "person/name", f"{pair} are the same name")
    return same(0.93, "person/spelling", f"{pair} are spellings of one name")


def _subset(a: Sequence[str], b: Sequence[str]) -> bool:
    short, long = sorted((a, b), key=len)
    return all(any(liken(part, whole) in ("equal", "spelling") for whole in long) for part in short)


def _generation(parts: Sequence[str]) -> str | None:
    return next((_GENERATIONS[part] for part in parts[1:] if part in _GENERATIONS), None)


def _without_generation(parts: Sequence[str]) -> Sequence[str]:
    return [part for place, part in enumerate(parts) if not place or part not in _GENERATIONS]
