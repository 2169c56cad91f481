"""Organizations and groups: what a name says apart from its country, and when two names mean one body."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kg.resolve.base import KnownNames, Unit, Verdict, different, same
from kg.resolve.spelling import fold, one_letter_apart, words

__all__ = ["BodyName", "acronym_of", "body_keys", "body_name", "compare_bodies", "is_acronym"]

_FILLERS = frozenset("the of for and in on at to a an de des du".split())
_LEGAL = frozenset(
    "inc incorporated ltd limited llc plc corp corporation co company gmbh ag sa nv bv pjsc jsc ojsc".split()
)
_MEDIA = frozenset("tv television channel newspaper radio website".split())
_ONE_SPELLING = {
    "internal": "interior",
    "affairs": "",
    "defence": "defense",
    "labour": "labor",
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "healthcare": "health",
    "forces": "force",
    "troops": "troop",
    "prosecutors": "prosecutor",
    "services": "service",
    "authorities": "authority",
}
_INSTITUTIONS = frozenset(
    """ministry department government parliament senate congress assembly army navy military police gendarmerie force
    troop guard border customs court council cabinet embassy consulate prosecutor intelligence presidency administration
    authority agency service committee commission office bureau judiciary opposition legislature""".split()
)
"""Words that name institutions which every state has; their country is told apart from their name."""

_ATTRIBUTES = frozenset(
    """interior foreign defense justice finance health education labor economy economic transport energy culture
    agriculture trade state federal national supreme constitutional central armed security secret special air ground
    coast fire emergency investigative electoral election general public ruling peacekeeping riot law enforcement
    """.split()
)
"""Words that tell institutions of one state apart: a name of nothing but these and institutions needs its country."""

_SURE = 8
"""Letters of a word of which one differing letter is a slip for sure; with shorter words articles must agree, too."""

_VAGUE = frozenset({"force", "troop", "service"})
"""Words for bodies of which a state has several; alone they mean the one that is spoken of."""

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}")


class BodyName(NamedTuple):
    """A body's name taken apart: words in comparable form and order, country, and whether it names a kind only."""

    words: tuple[str, ...]
    country: str | None
    generic: bool


def body_name(name: str, known: KnownNames) -> BodyName:
    """Take a body's name apart; only state institutions are parted from their country ("Bank of America" is not)."""
    parts = [part for part in words(known.organization(name) or name) if part not in _FILLERS]
    country, rest = _split_country(parts, known)
    plain = _plain(rest) if country else []
    if not any(word in _INSTITUTIONS for word in plain):
        country, plain = None, _plain(parts)
    generic = all(word in _INSTITUTIONS or word in _ATTRIBUTES for word in plain)
    return BodyName(tuple(sorted(plain)), country, generic)


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials: two to seven capitals."""
    return _ACRONYM.fullmatch(name) is not None


def acronym_of(name: str) -> frozenset[str]:
    """The initials a full name may be shortened to, folded: with and without its small words."""
    parts = words(name)
    capitals = sum(word[:1].isupper() for word in name.split())
    if capitals < 3 or any(word[:1].islower() and fold(word) not in _FILLERS for word in name.split()):
        return frozenset()
    full = "".join(part[0] for part in parts)
    short = "".join(part[0] for part in parts if part not in _FILLERS)
    return frozenset(form for form in (full, short) if len(form) > 2)


def body_keys(unit: Unit) -> tuple[str, ...]:
    """Units that share a key are worth comparing: the words, the words but one letter, the initials."""
    joined = " ".join(unit.words)
    keys = [f"= {joined}", *(f"v {unit.country} {word}" for word in unit.words if unit.country and word in _VAGUE)]
    keys += [*(f"a {form}" for form in sorted(unit.acronyms))]
    if len(joined) > 11:
        keys += [f"~ {len(unit.words)} {joined[:6]}", f"~ {len(unit.words)} {joined[-6:]}"]
    keys += [f"a {form}" for form in sorted(acronym_of(unit.name))]
    if is_acronym(unit.name):
        keys.append(f"a {fold(unit.name).replace('.', '')}")
    return tuple(dict.fromkeys(keys))


def compare_bodies(left: Unit, right: Unit) -> Verdict | None:
    """The verdict on two bodies' names; None where they tell nothing."""
    pair = f"“{left.name}” and “{right.name}”"
    if left.country and right.country and left.country != right.country:
        return different("body/country", f"{pair} belong to {left.country} and {right.country}")
    if left.words == right.words:
        return _compare_countries(left, right, pair)
    if _is_vague(left, right):
        return _compare_vague(left, right, pair)
    if "Group" in (left.type, right.type):
        return different("body/group", f"groups must have the same name: {pair}") if left.type == right.type else None
    return _compare_slip(left, right, pair) or _compare_acronym(left, right, pair)


def _compare_countries(left: Unit, right: Unit, pair: str) -> Verdict | None:
    """The verdict on equal words: what names a kind ("the ministry", "protesters") needs its country."""
    if left.country and left.country == right.country:
        return same(0.96, "body/name", f"{pair} have the same words and country {left.country}")
    if left.generic or right.generic:
        told = left.country or right.country
        if told and told in (left.origin, right.origin):
            why = f"{pair}: the article without a country is mostly about {told}"
            return same(0.75, "body/origin", why, if_unique=True)
        return None
    if left.country is right.country is None:
        return same(0.94, "body/name", f"{pair} are the same name")
    if "Group" in (left.type, right.type):
        return None
    return same(0.86, "body/name", f"{pair} are the same name, and only one tells a country", if_unique=True)


def _is_vague(left: Unit, right: Unit) -> bool:
    """Whether one name is but a word for bodies of which the other is one: "forces" and "security forces"."""
    short, long = sorted((left.words, right.words), key=len)
    if len(short) != 1 or len(long) < 2 or short[0] not in _VAGUE or short[0] not in long:
        return False
    return all(word in _ATTRIBUTES for word in long if word != short[0])


def _compare_vague(left: Unit, right: Unit, pair: str) -> Verdict | None:
    """A state's "forces" are its security forces or its armed forces: whichever articles speak of, if only of one."""
    if not left.country or left.country != right.country:
        return None
    why = f"{pair} are of one country, and no other such body of it is known"
    return same(0.72, "body/vague", why, if_unique=True)


def _compare_acronym(left: Unit, right: Unit, pair: str) -> Verdict | None:
    for short, long in ((left, right), (right, left)):
        if not is_acronym(short.name) or is_acronym(long.name):
            continue
        form = fold(short.name).replace(".", "")
        if form in long.acronyms:
            return same(0.9, "body/acronym", f"an article gives {short.name} for “{long.name}”", if_unique=True)
        if form in acronym_of(long.name):
            return same(0.8, "body/initials", f"{short.name} are the initials of “{long.name}”", if_unique=True)
    return None


def _compare_slip(left: Unit, right: Unit, pair: str) -> Verdict | None:
    """One long word differs by one letter inside, and the rest is equal: a slip, not another name."""
    one, other = Counter(left.words), Counter(right.words)
    differing = [*(one - other).elements(), *(other - one).elements()]
    if left.country != right.country or len(left.words) != len(right.words) or len(differing) != 2:
        return None
    if one_letter_apart(*differing, at_least=_SURE):
        return same(0.85, "body/spelling", f"{pair} differ by one letter")
    if len(left.words) > 1 and one_letter_apart(*differing, at_least=_SURE - 2):
        return same(0.8, "body/slip", f"{pair} differ by one letter, and articles speak of the same things")
    return None


def _split_country(parts: Sequence[str], known: KnownNames) -> tuple[str | None, list[str]]:
    """The one country that the words name, and the other words; nothing is split off where two countries are named."""
    rest, found, place = [], [], 0
    while place < len(parts):
        for length in (3, 2, 1):
            chunk = parts[place : place + length]
            code = known.country(" ".join(chunk)) if len(chunk) == length else None
            if code:
                found.append(code)
                place += length
                break
        else:
            rest.append(parts[place])
            place += 1
    return (found[0], rest) if len(set(found)) == 1 else (None, list(parts))


def _plain(parts: Sequence[str]) -> list[str]:
    """The words in one spelling, without what companies and broadcasters add; never nothing."""
    spelled = [_ONE_SPELLING.get(part, part) for part in parts]
    bare = [part for part in spelled if part and part not in _LEGAL and part not in _MEDIA]
    return bare or [part for part in spelled if part] or list(parts)
