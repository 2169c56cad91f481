"""What the parts of resolution exchange: units to compare, verdicts with reasons, and what is known beforehand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from kg.model import EntityType, MentionKey

__all__ = ["KINDS", "STATE", "Kind", "KnownNames", "Matcher", "NothingKnown", "Unit", "Verdict", "different", "same"]

Kind = Literal["Person", "Body", "Place", "Facility", "Event", "Other"]
"""Types that may be one thing: an organization in one article can be a group in another; nothing else mixes."""

KINDS: dict[EntityType, Kind] = {
    "Person": "Person",
    "Organization": "Body",
    "Group": "Body",
    "Place": "Place",
    "Facility": "Facility",
    "Event": "Event",
    "Other": "Other",
}


STATE = "country:"
"""Starts the link that marks a place as a country itself; it serves comparison, and is not published."""


class KnownNames(Protocol):
    """General knowledge about names, looked up and never guessed; the gazetteer offers it."""

    def country(self, name: str) -> str | None:
        """ISO 3166-1 alpha-2 code of the country that a name or an adjective ("Kenyan") stands for."""
        ...

    def organization(self, name: str) -> str | None:
        """The full name of a known organization, by any of its names or its acronym."""
        ...

    def region(self, name: str) -> frozenset[str]:
        """The codes of the countries of a region of several, by its name or its adjective; empty for all else."""
        ...


class NothingKnown:
    """Knows no names: resolution then rests on the articles alone."""

    def country(self, name: str) -> str | None:
        """Nothing."""
        return None

    def organization(self, name: str) -> str | None:
        """Nothing."""
        return None

    def region(self, name: str) -> frozenset[str]:
        """Nothing."""
        return frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """Entities of articles that no later step needs to tell apart: one name, one country, the same links.

    `words` are the folded words that identify it: a person's name without titles, a body's without its country.
    """

    kind: Kind
    type: EntityType
    name: str
    words: tuple[str, ...]
    country: str | None
    links: tuple[str, ...]
    members: tuple[MentionKey, ...]
    """Sorted; never empty."""
    origin: str | None = None
    """The country its article is mostly about, where neither the name nor the article tells its own."""
    acronyms: tuple[str, ...] = ()
    """Short forms, folded, that an article itself gives for the name."""
    names: tuple[tuple[str, int], ...] = ()
    """The full names that articles settle on, with the number of articles, sorted."""
    aliases: tuple[str, ...] = ()
    """Every name it goes by in its articles, as written, sorted."""
    at: tuple[float, float] | None = None
    """Latitude and longitude in degrees."""
    generic: bool = False
    """Whether the words name a kind rather than one thing: "the ministry", "armed men", "a witness"."""

    @property
    def tells_nobody(self) -> bool:
        """Whether the name fits many, so that the same name in another article tells nothing by itself."""
        if self.kind == "Person":
            return not self.links and (self.generic or len(self.words) < 2)
        located = self.kind == "Body" and (self.country or self.origin)
        return not self.links and self.generic and not located

    @property
    def is_state(self) -> bool:
        """Whether it is a country itself."""
        return any(link.startswith(STATE) for link in self.links)

    @property
    def precision(self) -> tuple[int, int, int]:
        """How much the name tells; of two names of one thing, the one that tells less must fit one candidate only."""
        spelled_out = sum(len(word) > 1 for word in self.words)
        return (len(self.links), spelled_out, self.country is not None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A comparison's outcome, from 0 (certainly two) to 1 (certainly one), with the reason in words.

    `if_unique` marks evidence that counts where it fits a single candidate: a bare surname, an acronym.
    """

    score: float
    rule: str
    why: str
    if_unique: bool = False

    @property
    def forbids(self) -> bool:
        """Whether the two must never be joined automatically."""
        return self.score == 0


Matcher = Callable[[Unit, Unit], Verdict | None]
"""Compares two units of one kind; None where nothing speaks for or against."""


def same(score: float, rule: str, why: str, *, if_unique: bool = False) -> Verdict:
    """Evidence that both are one."""
    return Verdict(score, rule, why, if_unique)


def different(rule: str, why: str) -> Verdict:
    """Evidence that both are two."""
    return Verdict(0.0, rule, why)
