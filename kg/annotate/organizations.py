"""Organizations: the well-known ones by any of their names, and acronyms that a text itself explains."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.model import Span, text_of
from kg.schema.gazetteer_bodies import KnownOrganization, load_organizations

if TYPE_CHECKING:  # the gazetteer is loaded where spaCy is not wanted
    from spacy.tokens import Doc

__all__ = ["AcronymDefinition", "Organizations", "find_acronyms", "load_known_organizations"]

_ACRONYM = re.compile(r"\(\s*[\"“']?(?P<short>[A-ZÀ-Þ][\w&./-]{1,11})[\"”']?\s*\)")
_BEFORE = re.compile(r"(?P<short>\b[A-ZÀ-Þ]{2,10})\s+\((?P<long>[A-ZÀ-Þ][^()\n]{6,90})\)")
_SKIPPED = frozenset("of the and for on in to a an de la du des del et y e und der für dos das do da".split())
_WORD = re.compile(r"[^\W_](?:[\w’'&.-]*[^\W_])?")


@dataclass(frozen=True, slots=True)
class AcronymDefinition:
    """An acronym explained in the text: "Collective Security Treaty Organization (CSTO)"."""

    short: Span
    long: Span


class Organizations:
    """The known organizations by name, short form or alias."""

    def __init__(self, organizations: Iterable[KnownOrganization]) -> None:
        self._short: dict[str, list[KnownOrganization]] = {}
        self._long: dict[str, KnownOrganization] = {}
        for organization in organizations:
            for name in organization.short:
                self._short.setdefault(name, []).append(organization)
            for name in (organization.name, *organization.also):
                self._long.setdefault(_key(name), organization)

    def find(self, name: str, countries: Collection[str] = ()) -> KnownOrganization | None:
        """The organization that goes by a name; short forms must be written as they are ("WHO", not "who").

        Where several share a short form, one of the `countries` of the article is preferred ("RSF" in Sudan).
        """
        plain = re.sub(r"['’]s?$", "", name.strip())
        plain = re.sub(r"^[Tt]he\s+", "", plain)
        namesakes = self._short.get(plain) or self._short.get(plain.replace(".", ""))
        if namesakes:
            return next(
                (one for one in namesakes if one.country is not None and one.country in countries), namesakes[0]
            )
        return self._long.get(_key(plain)) if any(letter.isupper() for letter in plain) else None


@cache
def load_known_organizations() -> Organizations:
    """The organizations installed with this package; read once per process."""
    return Organizations(load_organizations())


def find_acronyms(doc: "Doc") -> tuple[AcronymDefinition, ...]:
    """Acronyms that the text explains, in order of the text.

    The long form is the shortest run of words before the bracket whose initials, small words aside, spell the acronym;
    after Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions" (PSB 2003), here by words.
    """
    text = text_of(doc)
    found = []
    for match in _ACRONYM.finditer(text):
        start = _long_form(text, match.start(), match["short"])
        if start is not None:
            found.append(AcronymDefinition(_span(text, match, "short"), Span.of(text, start, match.start())))
    for match in _BEFORE.finditer(text):
        if _spells(_WORD.findall(match["long"]), match["short"]):
            found.append(AcronymDefinition(_span(text, match, "short"), _span(text, match, "long")))
    return tuple(sorted(found, key=lambda definition: definition.short.start))


def _long_form(text: str, bracket: int, short: str) -> int | None:
    """Where the words begin that an acronym in brackets abbreviates."""
    line = text.rfind("\n", 0, bracket) + 1
    words = list(_WORD.finditer(text, max(line, bracket - 160), bracket))
    for count in range(2, min(len(words), 2 * len(short) + 3) + 1):
        run = words[-count:]
        if run[0][0].lower() not in _SKIPPED and run[0][0][0].isupper() and _spells([word[0] for word in run], short):
            return run[0].start()
    return None


def _spells(words: list[str], short: str) -> bool:
    """Whether initials spell the acronym: of all words, of the big ones, or of the parts of hyphened words."""
    letters = re.sub(r"[^\w]", "", short).upper()
    if len(letters) < 2 or not short[0].isupper() or sum(letter.isupper() for letter in short) < 2:
        return False
    every = "".join(word[0] for word in words).upper()
    big = "".join(word[0] for word in words if word.lower() not in _SKIPPED).upper()
    return letters in (every, big) or (len(big) >= 3 and letters.startswith(big) and len(letters) - len(big) <= 1)


def _span(text: str, match: re.Match[str], group: str) -> Span:
    return Span.of(text, match.start(group), match.end(group))


def _key(name: str) -> str:
    plain = re.sub(r"^the\s+", "", name.strip().casefold()).replace("’", "'")
    return re.sub(r"organis", "organiz", plain)
