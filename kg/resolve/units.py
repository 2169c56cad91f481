"""Units to compare: entities of which articles tell the same, gathered, and let go of again."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kg.model import ArticleRecord, EntityType, MentionKey
from kg.resolve.base import KnownNames, Unit
from kg.resolve.contributions import Contribution, Form, UnitKey, context_of, contributions

__all__ = ["Contexts", "UnitIndex"]

_LOOKED_AT = 40
"""Articles of a unit, the first by id, whose contexts are looked at: enough to tell, and a bound on the cost."""


@dataclass(slots=True)
class _Gathered:
    """A unit in the making: everything is counted, so that what one article added can be taken away."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    forms: Counter[Form] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    acronyms: Counter[str] = field(default_factory=Counter)
    at: Counter[tuple[float, float]] = field(default_factory=Counter)
    members: list[MentionKey] = field(default_factory=list)

    def add(self, member: MentionKey, made: Contribution) -> None:
        insort(self.members, member)
        for counter, values in self._counters(made):
            counter.update(values)

    def remove(self, member: MentionKey, made: Contribution) -> None:
        del self.members[bisect_left(self.members, member)]
        for counter, values in self._counters(made):
            for value in values:
                counter[value] -= 1
                if not counter[value]:
                    del counter[value]

    def unit(self) -> Unit:
        form = min(self.forms, key=lambda form: (-self.forms[form], repr(form)))
        return Unit(
            kind=form.kind,
            type=min(self.types, key=lambda kind: (-self.types[kind], kind)),
            name=min(self.names, key=lambda name: (-self.names[name], -len(name), name)),
            words=form.words,
            country=form.country,
            links=form.links,
            members=tuple(self.members),
            origin=form.origin,
            acronyms=tuple(sorted(self.acronyms)),
            names=tuple(sorted(self.names.items())),
            aliases=tuple(sorted(self.aliases)),
            at=min(self.at, key=lambda at: (-self.at[at], at)) if self.at else None,
            generic=form.generic,
        )

    def _counters(self, made: Contribution) -> Iterable[tuple[Counter, Iterable]]:  # type: ignore[type-arg]
        return (
            (self.names, (made.name,)),
            (self.types, (made.type,)),
            (self.forms, (made.form,)),
            (self.aliases, made.aliases),
            (self.acronyms, made.acronyms),
            (self.at, (made.at,) if made.at else ()),
        )


class Contexts:
    """What each article speaks of; it tells whether a bare name fits."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._articles: dict[str, frozenset[str]] = {}

    def put(self, record: ArticleRecord) -> None:
        """Take in what an article speaks of."""
        spoken = (self._words.setdefault(name, name) for name in context_of(record))
        self._articles[record.article.id] = frozenset(spoken)

    def drop(self, article: str) -> None:
        """Forget an article."""
        self._articles.pop(article, None)

    def share(self, left: Unit, right: Unit, at_least: int) -> bool:
        """Whether some article of one unit and those of the other speak of that many further things in common."""
        few, many = sorted((left, right), key=lambda unit: (len(unit.members), unit.members[0]))
        spoken = {name for article, _ in many.members[:_LOOKED_AT] for name in self._articles[article]}
        return any(len(spoken & self._articles[article]) >= at_least for article, _ in few.members[:_LOOKED_AT])


class UnitIndex:
    """All units, kept up to date article by article; what is told of them depends on what is in, not on the order."""

    def __init__(self, known: KnownNames) -> None:
        self.contexts = Contexts()
        self._known = known
        self._gathered: dict[UnitKey, _Gathered] = {}
        self._by_article: dict[str, list[tuple[MentionKey, Contribution]]] = {}
        self._made: dict[MentionKey, Contribution] = {}
        self._equal: dict[Contribution, Contribution] = {}
        self._alone: frozenset[MentionKey] = frozenset()
        self._changed: set[UnitKey] = set()

    def put(self, record: ArticleRecord) -> None:
        """Take in a record, in place of an older one of the same article."""
        article = record.article.id
        self.drop(article)
        self.contexts.put(record)
        made = [(member, self._equal.setdefault(one, one)) for member, one in contributions(record, self._known)]
        self._by_article[article] = made
        for member, one in made:
            self._made[member] = one
            self._add(member, one)

    def drop(self, article: str) -> None:
        """Forget an article."""
        for member, made in self._by_article.pop(article, ()):
            self._remove(member, made)
            del self._made[member]
        self.contexts.drop(article)

    def part(self, alone: Collection[MentionKey]) -> None:
        """Let only the members given have units of their own, whatever they are alike to."""
        wanted = frozenset(alone)
        for member in self._alone ^ wanted:
            made = self._made.get(member)
            if made is None:
                continue
            self._remove(member, made)
            self._alone = self._alone ^ {member}
            self._add(member, made)
        self._alone = wanted

    def natural(self, member: MentionKey) -> UnitKey | None:
        """The unit that a member is of unless it is parted: that of all that are alike to the last detail."""
        made = self._made.get(member)
        return None if made is None else made.key(member, False)

    def key(self, member: MentionKey) -> UnitKey | None:
        """The unit of a member; None where there is no such member."""
        made = self._made.get(member)
        return None if made is None else made.key(member, member in self._alone)

    def members_of(self, article: str) -> list[MentionKey]:
        """The entities of an article."""
        return [member for member, _ in self._by_article.get(article, ())]

    def changes(self) -> list[tuple[UnitKey, Unit | None]]:
        """The units that changed since this was asked last; None for those that are gone."""
        changed, self._changed = self._changed, set()
        return [(key, self._gathered[key].unit() if key in self._gathered else None) for key in changed]

    def _add(self, member: MentionKey, made: Contribution) -> None:
        key = made.key(member, member in self._alone)
        self._gathered.setdefault(key, _Gathered()).add(member, made)
        self._changed.add(key)

    def _remove(self, member: MentionKey, made: Contribution) -> None:
        key = made.key(member, member in self._alone)
        gathered = self._gathered[key]
        gathered.remove(member, made)
        self._changed.add(key)
        if not gathered.members:
            del self._gathered[key]
