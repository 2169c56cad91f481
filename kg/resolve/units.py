"""Article records as units to compare: entities of which articles tell the same are gathered."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from kg.model import ArticleRecord, Entity, EntityType, MentionKey
from kg.resolve.base import KINDS, STATE, KnownNames, Unit
from kg.resolve.bodies import body_name, is_acronym
from kg.resolve.persons import is_personal, person_words
from kg.resolve.spelling import fold, words

__all__ = ["Contexts", "gather_units"]

_MOSTLY = 0.6
"""Share of an article's mentions of places from which on it is mostly about that country."""

_Key = tuple[object, ...]


@dataclass(slots=True)
class _Gathered:
    unit: Unit
    names: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    members: list[MentionKey] = field(default_factory=list)
    acronyms: set[str] = field(default_factory=set)
    aliases: set[str] = field(default_factory=set)
    at: dict[MentionKey, tuple[float, float]] = field(default_factory=dict)


class Contexts:
    """What else each article speaks of: bodies and places, as numbers; it tells whether a bare name fits."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._articles: dict[str, frozenset[int]] = {}

    def add(self, record: ArticleRecord) -> None:
        """Take in what an article speaks of."""
        names = {fold(entity.name) for entity in record.entities if entity.type in ("Place", "Organization", "Group")}
        self._articles[record.article.id] = frozenset(
            self._numbers.setdefault(name, len(self._numbers)) for name in names
        )

    def share(self, left: Unit, right: Unit, at_least: int) -> bool:
        """Whether some article of one unit and those of the other speak of that many further things in common."""
        mine = {number for article, _ in left.members for number in self._articles[article]}
        return any(len(mine & self._articles[article]) >= at_least for article, _ in right.members)


def gather_units(
    records: Iterable[ArticleRecord], known: KnownNames, alone: Collection[MentionKey]
) -> tuple[list[Unit], Contexts]:
    """All entities of `records` as units, in an order that does not depend on the records' order.

    Members in `alone` (those that people decided about) get a unit each.
    """
    gathered: dict[_Key, _Gathered] = {}
    contexts = Contexts()
    for record in records:
        contexts.add(record)
        origin = _main_country(record)
        for entity in record.entities:
            member = (record.article.id, entity.id)
            unit = _unit(entity, member, known, origin, record.article.text)
            found = gathered.setdefault(_key(unit, member, member in alone), _Gathered(unit))
            if (
                member < found.unit.members[0]
            ):  # not the first read: the outcome must not depend on the order of reading
                found.unit = unit
            _add(found, entity, member)
    units = [_finish(found) for found in gathered.values()]
    return sorted(units, key=lambda unit: unit.members[0]), contexts


def _unit(entity: Entity, member: MentionKey, known: KnownNames, origin: str | None, text: str) -> Unit:
    kind = KINDS[entity.type]
    country, elsewhere, links = entity.country, None, tuple(sorted(entity.links))
    if kind == "Person":
        parts, generic = person_words(entity.name), not is_personal(entity.name)
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
    return Unit(kind, entity.type, entity.name, parts, country, links, (member,), elsewhere, generic=generic)


def _key(unit: Unit, member: MentionKey, alone: bool) -> _Key:
    """What makes entities of different articles one unit without further comparison."""
    if alone or unit.tells_nobody:
        return (unit.kind, member)
    if unit.kind == "Place" and unit.links:
        return (unit.kind, unit.links)
    return (unit.kind, unit.type, unit.words, unit.country, unit.links, unit.origin)


def _add(found: _Gathered, entity: Entity, member: MentionKey) -> None:
    found.names[entity.name] += 1
    found.types[entity.type] += 1
    found.members.append(member)
    if entity.latitude is not None and entity.longitude is not None:
        found.at[member] = (entity.latitude, entity.longitude)
    for mention in entity.mentions:
        if mention.kind == "name":
            form = mention.span.text
            found.aliases.add(form)
            if is_acronym(form) and not is_acronym(entity.name):
                found.acronyms.add(fold(form).replace(".", ""))


def _finish(found: _Gathered) -> Unit:
    return replace(
        found.unit,
        type=min(found.types, key=lambda kind: (-found.types[kind], kind)),
        name=min(found.names, key=lambda name: (-found.names[name], -len(name), name)),
        members=tuple(sorted(found.members)),
        acronyms=tuple(sorted(found.acronyms)),
        names=tuple(sorted(found.names.items())),
        aliases=tuple(sorted(found.aliases)),
        at=found.at[min(found.at)] if found.at else None,
    )


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
