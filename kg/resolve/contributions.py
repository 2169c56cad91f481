"""What each entity of an article adds to the unit it belongs to; units are sums of these, so they can shrink again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import ArticleRecord, Entity, EntityType, MentionKey
from kg.resolve.base import KINDS, STATE, Kind, KnownNames
from kg.resolve.bodies import body_name, is_acronym
from kg.resolve.known import load_known_names
from kg.resolve.persons import is_personal, person_words
from kg.resolve.spelling import fold, words

__all__ = ["Contribution", "Form", "UnitKey", "alike_key", "context_of", "contributions"]

_MOSTLY = 0.6
"""Share of an article's mentions of places from which on it is mostly about that country."""

UnitKey = tuple[object, ...]
"""What entities of different articles are one by, without further comparison."""


class Form(NamedTuple):
    """An entity's name as comparison sees it; the fields are those of `Unit`."""

    kind: Kind
    words: tuple[str, ...]
    country: str | None
    links: tuple[str, ...]
    origin: str | None
    generic: bool

    @property
    def tells_nobody(self) -> bool:
        """Whether the name fits many, so that the same name in another article tells nothing by itself."""
        if self.kind == "Person":
            return not self.links and (self.generic or len(self.words) < 2)
        located = self.kind == "Body" and (self.country or self.origin)
        return not self.links and self.generic and not located


@dataclass(frozen=True, slots=True)
class Contribution:
    """One article's entity: its form, and what it adds to names, aliases and so on."""

    form: Form
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    acronyms: tuple[str, ...]
    at: tuple[float, float] | None

    def key(self, member: MentionKey, alone: bool) -> UnitKey:
        """The unit it belongs to; `alone` where people's decisions tell it apart from all that are alike."""
        form = self.form
        if alone or form.tells_nobody:
            return (form.kind, member)
        if form.kind == "Place" and form.links:
            return (form.kind, form.links)
        return (form.kind, self.type, form.words, form.country, form.links, form.origin)


def contributions(record: ArticleRecord, known: KnownNames) -> Iterator[tuple[MentionKey, Contribution]]:
    """What the entities of a record add, with their keys as members."""
    origin = _main_country(record)
    for entity in record.entities:
        yield (record.article.id, entity.id), _contribution(entity, known, origin, record.article.text)


def context_of(record: ArticleRecord) -> frozenset[str]:
    """What else an article speaks of, which tells whether a bare name fits: bodies and places, folded."""
    return frozenset(fold(e.name) for e in record.entities if e.type in ("Place", "Organization", "Group"))


def alike_key(record: ArticleRecord, local: str, known: KnownNames | None = None) -> UnitKey:
    """The key under which an entity of a record is gathered; raises StopIteration where there is none of that id."""
    found = contributions(record, known or load_known_names())
    return next(made.key(member, False) for member, made in found if member[1] == local)


def _contribution(entity: Entity, known: KnownNames, origin: str | None, text: str) -> Contribution:
    named = tuple(sorted({mention.span.text for mention in entity.mentions if mention.kind == "name"}))
    short = () if is_acronym(entity.name) else tuple(fold(form).replace(".", "") for form in named if is_acronym(form))
    located = entity.latitude is not None and entity.longitude is not None
    return Contribution(
        form=_form(entity, known, origin, text),
        type=entity.type,
        name=entity.name,
        aliases=named,
        acronyms=short,
        at=(entity.latitude, entity.longitude) if located else None,  # type: ignore[arg-type]
    )


def _form(entity: Entity, known: KnownNames, origin: str | None, text: str) -> Form:
    kind = KINDS[entity.type]
    country, elsewhere, links = entity.country, None, tuple(sorted(entity.links))
    if kind == "Person":
        parts, generic = person_words(entity.name), not is_personal(entity.name)
        elsewhere = origin if len(parts) > 1 else None
    elif kind == "Body":
        taken = body_name(entity.name, known)
        parts, country = taken.words, taken.country or country
        generic = taken.generic or not _is_proper(entity, text)
        elsewhere = origin if taken.generic and country is None else None
    else:
        parts, generic = tuple(words(entity.name)), not any(map(str.isupper, entity.name))
    if kind == "Place":
        code = known.country(entity.name)
        if code and country in (None, code):
            links, country = (*links, f"{STATE}{code}"), code
    return Form(kind, parts, country, links, elsewhere, generic)


def _main_country(record: ArticleRecord) -> str | None:
    weights: Counter[str] = Counter()
    for entity in record.entities:
        if entity.type == "Place" and entity.country:
            weights[entity.country] += max(1, len(entity.mentions))
    if not weights:
        return None
    code = min(weights, key=lambda code: (-weights[code], code))
    return code if weights[code] >= _MOSTLY * weights.total() else None


def _is_proper(entity: Entity, text: str) -> bool:
    """Whether a body's name names one thing and not a kind of things, as capitals and digits tell.

    A group's capital at the start of a sentence ("Soldiers fled.") tells nothing.
    """
    name = entity.name
    if not any(letter.isupper() or letter.isdigit() for letter in name):
        return False
    first, *others = name.split()
    if entity.type != "Group" or sum(map(str.isupper, first)) > 1 or any(word[0].isupper() for word in others):
        return True
    starts = [mention.span.start for mention in entity.mentions if mention.span.text == name]
    before = [text[:start].rstrip(" \"'“‘")[-1:] for start in starts]
    return not before or any(sign and sign not in ".!?:\n" for sign in before)
