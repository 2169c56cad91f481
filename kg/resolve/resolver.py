"""The stage: records and people's decisions in, the resolution out; at once, or kept up to date article by article."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.model import ArticleRecord, Decision, EntityCluster, EventCluster, MentionKey, Resolution, Rivalry
from kg.rdf.terms import DEFAULT_BASE
from kg.resolve.base import KnownNames
from kg.resolve.entities import EntityIndex
from kg.resolve.events import EventIndex
from kg.resolve.known import load_known_names
from kg.resolve.overlay import Overlay
from kg.resolve.people import wishes_of
from kg.resolve.spelling import fold

__all__ = ["Changes", "Resolver", "resolve"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What settling came to: entities and events that are not as they were, by address, before and after.

    `articles` are those whose entities or events have other addresses than before, whose claims people judge otherwise,
    or that came or went.
    """

    entities_before: dict[str, EntityCluster]
    entities: dict[str, EntityCluster]
    events_before: dict[str, EventCluster]
    events: dict[str, EventCluster]
    articles: frozenset[str]


class Resolver:
    """Decides which entities and events of different articles are the same, and keeps that up to date.

    Give and take records and decisions, then `settle`: only what is connected with a change is decided anew. The
    outcome depends on what is in, not on how it came in; it is that of `resolve` on the same records and decisions.
    Not safe to share between threads.
    """

    def __init__(self, *, base: str = DEFAULT_BASE, known: KnownNames | None = None) -> None:
        """`known` offers general knowledge of names; the gazetteer if left out."""
        names = known or load_known_names()
        self._entities, self._events = EntityIndex(base, names), EventIndex(base, names)
        self._ledger: tuple[Decision, ...] = ()
        self._overlay = Overlay()
        self._pending: set[str] = set()
        self._articles: set[str] = set()

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article: object) -> bool:
        return article in self._articles

    def put(self, record: ArticleRecord) -> None:
        """Take in a record, in place of an older one of the same article."""
        self._entities.put(record)
        self._articles.add(record.article.id)
        self._pending.add(record.article.id)

    def drop(self, article: str) -> None:
        """Forget an article."""
        self._entities.drop(article)
        self._events.drop(article)
        self._articles.discard(article)
        self._pending.add(article)

    def decide(self, ledger: Sequence[Decision]) -> None:
        """State the decisions in force, in place of earlier ones. The order counts: later ones outrank earlier ones."""
        self._ledger = tuple(ledger)

    def settle(self, records_of: Callable[[list[str]], Iterable[ArticleRecord]]) -> Changes:
        """Bring everything up to date.

        `records_of` gives the records of articles again, by id: those that speak of entities that changed.
        """
        self._entities.wish(wishes_of(self._ledger, "entity"))
        before, after = self._entities.settle()
        pending, self._pending = self._pending, set()
        concerned = (self._events.know(before, after) | pending) & self._articles
        for record in records_of(sorted(concerned)):
            self._events.put(record, self._entities.addresses(record.article.id))
        events_before, events = self._events.settle(wishes_of(self._ledger, "event"))
        articles = pending | _moved(before, after) | _moved(events_before, events)
        old, self._overlay = self._overlay, Overlay(self._ledger)
        articles |= old.moved(self._overlay) & self._articles
        return self._laid_over(Changes(before, after, events_before, events, frozenset(articles)), old)

    def _laid_over(self, changes: Changes, old: Overlay) -> Changes:
        """Changes as people see them: of labels, too, where nothing else is new."""
        new = self._overlay
        before = {iri: old.entity(cluster) for iri, cluster in changes.entities_before.items()}
        after = {iri: new.entity(cluster) for iri, cluster in changes.entities.items()}
        events_before = {iri: old.event(cluster) for iri, cluster in changes.events_before.items()}
        events = {iri: new.event(cluster) for iri, cluster in changes.events.items()}
        for member in sorted(old.members() | new.members()):
            entity, event = self._entities.cluster(member), self._events.cluster(member)
            if entity is not None and entity.iri not in after and new.entity(entity) != old.entity(entity):
                before[entity.iri], after[entity.iri] = old.entity(entity), new.entity(entity)
            if event is not None and event.iri not in events and new.event(event) != old.event(event):
                events_before[event.iri], events[event.iri] = old.event(event), new.event(event)
        return Changes(before, after, events_before, events, changes.articles)

    def verdicts(self, article: str) -> tuple[Decision, ...]:
        """People's decisions on an article's claims, oldest first, as of the last `settle`."""
        return self._overlay.verdicts.get(article, ())

    def addresses(self, article: str) -> dict[str, str]:
        """The addresses of an article's entities and events by their local ids, as of the last `settle`."""
        return self._entities.addresses(article) | self._events.addresses(article)

    def cluster(self, member: MentionKey) -> EntityCluster | EventCluster | None:
        """What an article's entity or event is in the graph."""
        found = self._entities.cluster(member) or self._events.cluster(member)
        return None if found is None else self._overlay.over(found)

    def find(self, text: str) -> EntityCluster | EventCluster | None:
        """What has an address, or is the only entity of a name; in a time that grows with the number of entities."""
        entities = list(map(self._overlay.entity, self._entities.clusters()))
        everything: list[EntityCluster | EventCluster] = [*entities, *map(self._overlay.event, self._events.clusters())]
        for cluster in everything:
            if cluster.iri == text:
                return cluster
        wanted = fold(text)
        named = [cluster for cluster in entities if fold(cluster.name) == wanted]
        named = named or [cluster for cluster in entities if wanted in map(fold, cluster.aliases)]
        return named[0] if len(named) == 1 else None

    def rivalries(self) -> list[Rivalry]:
        """How claims about one thing stand to each other, sorted."""
        return self._events.rivalries()

    def resolution(self) -> Resolution:
        """Everything decided, sorted."""
        decisions = (*self._entities.decisions(), *self._events.decisions())
        doubts = (*self._entities.doubts(), *self._events.doubts())
        return Resolution(
            tuple(map(self._overlay.entity, self._entities.clusters())),
            tuple(map(self._overlay.event, self._events.clusters())),
            tuple(sorted(decisions, key=_order)),
            tuple(sorted(doubts, key=_order)),
            tuple(self._events.rivalries()),
            tuple(sorted((a, own) for a, own in self._overlay.verdicts.items() if a in self._articles)),
        )


def resolve(
    records: Iterable[ArticleRecord],
    *,
    base: str = DEFAULT_BASE,
    known: KnownNames | None = None,
    ledger: Sequence[Decision] = (),
) -> Resolution:
    """Decide which entities and events of different articles are the same.

    `records` is gone through twice, so it must be a collection or give a new iterator each time (a list, or an object
    whose `__iter__` reads an archive). Neither its order nor that of anything else matters but that of `ledger`: what
    people decided there is obeyed first, the latest word on a pair counting. `known` offers general knowledge of names;
    the gazetteer if left out.
    """
    resolver = Resolver(base=base, known=known)
    for record in records:
        resolver.put(record)
    resolver.decide(ledger)
    resolver.settle(lambda _: records)
    return resolver.resolution()


def _moved(
    before: dict[str, EntityCluster] | dict[str, EventCluster],
    after: dict[str, EntityCluster] | dict[str, EventCluster],
) -> set[str]:
    """The articles whose members have other addresses than before."""
    found: set[str] = set()
    for iri in before.keys() | after.keys():
        old, new = before.get(iri), after.get(iri)
        if old is None or new is None or old.members != new.members:
            sides = [set(side.members) if side else set() for side in (old, new)]
            found.update(article for article, _ in sides[0] ^ sides[1])
    return found


def _order(decision: Decision) -> tuple[object, ...]:
    return (decision.subject, decision.left, decision.right, decision.who)
