"""Archive to graph: resolve, assemble, and write what differs; at once, or kept up to date article by article."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kg.archive import Archive
from kg.assemble import (
    article_claims,
    article_quads,
    assemble,
    conflict_quads,
    entity_quads,
    event_claims,
    event_quads,
)
from kg.errors import NotFound
from kg.model import ArticleRecord, Decision, EntityCluster, EventCluster, MentionKey, Reprint, Resolution
from kg.pipeline.reprints import find_reprints, note_reprints, renew_reprints
from kg.rdf.claims import Claim
from kg.rdf.ontology_quads import ontology_quads
from kg.rdf.quads import Quad
from kg.rdf.terms import ONTOLOGY, article_iri, conflicts_graph, entities_graph
from kg.resolve import Changes, Resolver, relocate, resolve
from kg.store import Store
from kg.store.base import Writer
from kg.store.protection import is_assembled

__all__ = ["GraphKeeper", "decisions_in_force", "resolve_archive", "sync_graph"]


class _Records:
    """The archive's records as a collection that can be gone through again and again without holding them all."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def __iter__(self) -> Iterator[ArticleRecord]:
        return self._archive.records()


def decisions_in_force(archive: Archive) -> list[tuple[int, Decision]]:
    """People's decisions in terms of the records as they are now, each with its action; oldest first."""
    entries = list(archive.ledger())
    withdrawn = {entry.retracts for entry in entries if entry.retracts is not None}
    found: dict[str, ArticleRecord | None] = {}

    def record_of(article: str) -> ArticleRecord | None:
        if article not in found:
            found[article] = archive.get(article) if article in archive else None
        return found[article]

    kept = []
    for entry in entries:
        if entry.decision is not None and entry.number not in withdrawn:
            kept += [(entry.action, decision) for decision in relocate([entry.decision], record_of)]
    return kept


def resolve_archive(archive: Archive, base: str) -> Resolution:
    """What is the same among all records of an archive, obeying its ledger."""
    return resolve(_Records(archive), base=base, ledger=[decision for _, decision in decisions_in_force(archive)])


def sync_graph(archive: Archive, store: Store) -> int:
    """Make the store hold exactly the graph of the archive; how many of its named graphs changed.

    The graph is a function of records and decisions, so what a build, a deletion or an interruption left undone is made
    good here. Only differences are written, graph by graph, each atomically.
    """
    return GraphKeeper(archive, store).sync()


class GraphKeeper:
    """Keeps a store the graph of an archive. It remembers the resolution, so that a change costs what it touches.

    The first `sync` resolves and writes everything; later ones only what changed. Nobody else may write to the store
    meanwhile. Not safe to share between threads.
    """

    def __init__(self, archive: Archive, store: Store, *, heard: Callable[[Changes], object] | None = None) -> None:
        """`heard` is told what each later change of the resolution came to, as when addresses go out of use."""
        self._archive, self._store, self._heard = archive, store, heard
        self._resolver: Resolver | None = None
        self._digests: dict[str, str] = {}
        self._decisions: list[tuple[int, Decision]] = []
        self._reprints: dict[str, Reprint] = {}
        self._written = False
        self._pending: list[Changes] = []
        self._claims: dict[str, dict[MentionKey, str]] = {}
        self._conflicts: set[Quad] | None = None
        self._known = False

    def sync(self, articles: Iterable[str] | None = None) -> int:
        """Bring the graph up to date; how many of its named graphs changed.

        `articles` are the only ones that were put into the archive, changed in it or deleted since the last time; if
        left out, the archive is searched for them.
        """
        changed = None if articles is None else set(articles)
        if changed is not None and self._written:
            reprints = renew_reprints(self._archive, self._reprints, changed)
        else:
            note_reprints(self._archive)
            reprints = find_reprints(self._archive)
        self._refresh(changed)
        return self._write(reprints)

    def resolution(self) -> Resolution:
        """What is the same among all records of the archive."""
        return self._current().resolution()

    def decisions(self) -> list[tuple[int, Decision]]:
        """People's decisions in force, with their actions."""
        self._current()
        return self._decisions

    def addresses(self, article: str) -> dict[str, str]:
        """The addresses of an article's entities and events by local id, as of the last `sync`."""
        return self._current().addresses(article)

    def claims(self, article: str) -> dict[str, Claim]:
        """An article's claims by their addresses, with what people made of them.

        Raises:
            NotFound: there is no such article.
        """
        resolver, record = self._current(), self._archive.get(article)
        return article_claims(record, resolver.addresses(article), self._store.base, resolver.verdicts(article))

    def cluster(self, address: str, member: MentionKey | None = None) -> EntityCluster | EventCluster:
        """The entity or event of a member, else of an address or of a name that only one entity has.

        Raises:
            NotFound: there is none, or several have the name.
        """
        resolver = self._current()
        found = resolver.cluster(member) if member is not None else None
        if found is None and member is None:
            found = resolver.find(address)
        if found is None:
            what = "#".join(member) if member is not None else address
            raise NotFound(f"the graph has nothing called {what!r}, or several things; give an address or ARTICLE#ID")
        return found

    def _current(self) -> Resolver:
        if self._resolver is None:
            self._refresh(None)
        assert self._resolver is not None
        return self._resolver

    def _refresh(self, articles: Iterable[str] | None) -> None:
        """Bring the resolution up to date with archive and ledger."""
        resolver = self._resolver if self._resolver is not None else Resolver(base=self._store.base)  # may be empty
        if self._resolver is None:
            for record in self._archive.records():
                resolver.put(record)
            self._digests = dict(self._archive.digests())
            self._resolver = resolver
        else:
            for article in self._changed(articles):
                if article in self._digests:
                    resolver.put(self._archive.get(article))
                else:
                    resolver.drop(article)
        self._decisions = decisions_in_force(self._archive)
        resolver.decide([decision for _, decision in self._decisions])
        first = not self._known
        self._known = True
        changes = resolver.settle(self._records_of)
        self._pending.append(changes)
        if self._heard is not None and not first:
            self._heard(changes)

    def _changed(self, articles: Iterable[str] | None) -> list[str]:
        """The articles whose records differ from what is known of them; their digests are noted."""
        if articles is None:
            now = dict(self._archive.digests())
        else:
            now = dict(self._digests)
            for article in articles:
                digest = self._archive.digest(article)
                if digest is None:
                    now.pop(article, None)
                else:
                    now[article] = digest
        old, self._digests = self._digests, now
        return sorted(article for article in old.keys() | now.keys() if old.get(article) != now.get(article))

    def _records_of(self, articles: list[str]) -> Iterable[ArticleRecord]:
        if 2 * len(articles) > len(self._digests):
            wanted = set(articles)
            return (record for record in self._archive.records() if record.article.id in wanted)
        return map(self._archive.get, articles)

    def _write(self, reprints: dict[str, Reprint]) -> int:
        """Write what changed since the last time; everything, the first time and after a failure."""
        pending, self._pending = self._pending, []
        written, self._written = self._written, False
        with self._store.writer() as writer:
            if written:
                changed = self._write_changes(writer, pending, reprints)
            else:
                self._conflicts = None
                self._claims.clear()
                changed = self._write_all(writer, reprints)
        self._written, self._reprints = True, reprints
        return changed

    def _write_all(self, writer: Writer, reprints: dict[str, Reprint]) -> int:
        assert self._resolver is not None
        wanted = {ONTOLOGY}
        changed = int(bool(writer.replace(ONTOLOGY, ontology_quads())))
        resolution = self._resolver.resolution()
        for graph, quads in assemble(_Records(self._archive), resolution, base=self._store.base, reprints=reprints):
            wanted.add(graph)
            changed += bool(writer.replace(graph, quads))
        base = self._store.base
        for graph in [graph for graph in self._store.graphs() if graph not in wanted and is_assembled(base, graph)]:
            changed += bool(writer.delete(graph))
        return changed

    def _write_changes(self, writer: Writer, pending: list[Changes], reprints: dict[str, Reprint]) -> int:
        """Write the articles that are concerned, and what differs in the graphs of entities and conflicts."""
        assert self._resolver is not None
        base = self._store.base
        concerned = {article for changes in pending for article in changes.articles}
        concerned |= {a for a in reprints.keys() | self._reprints.keys() if reprints.get(a) != self._reprints.get(a)}
        changed = 0
        for article in sorted(concerned):
            self._claims.pop(article, None)
            if article in self._digests:
                address, record = self._resolver.addresses(article), self._archive.get(article)
                claims = article_claims(record, address, base, self._resolver.verdicts(article))
                quads = article_quads(record, claims, address, base, reprints.get(article))
                changed += bool(writer.replace(article_iri(base, article), quads))
            else:
                changed += bool(writer.delete(article_iri(base, article)))
        old, new = _descriptions(pending, base)
        changed += bool(writer.patch(entities_graph(base), add=new - old, remove=old - new))
        changed += self._write_conflicts(writer)
        return changed

    def _write_conflicts(self, writer: Writer) -> int:
        """Write what differs in the graph of conflicts from what was written last."""
        assert self._resolver is not None
        base = self._store.base
        claim_of: dict[MentionKey, str] = {}
        rivalries = self._resolver.rivalries()
        for article in {article for rivalry in rivalries for article, _ in (rivalry.left, rivalry.right)}:
            claim_of.update(self._event_claims(article))
        wanted = set(conflict_quads(rivalries, claim_of, base))
        if self._conflicts is None:
            changed = bool(writer.replace(conflicts_graph(base), wanted))
        else:
            old = self._conflicts
            changed = bool(writer.patch(conflicts_graph(base), add=wanted - old, remove=old - wanted))
        self._conflicts = wanted
        return int(changed)

    def _event_claims(self, article: str) -> dict[MentionKey, str]:
        """The addresses of the claims about an article's events, kept from the last time they were made."""
        if article not in self._claims:
            assert self._resolver is not None
            address, record = self._resolver.addresses(article), self._archive.get(article)
            claims = article_claims(record, address, self._store.base, self._resolver.verdicts(article))
            self._claims[article] = event_claims(record, claims, address)
        return self._claims[article]


def _descriptions(pending: Iterable[Changes], base: str) -> tuple[set[Quad], set[Quad]]:
    """What the graph of entities said of everything that changed, and what it is to say."""
    first: dict[str, set[Quad]] = {}
    last: dict[str, set[Quad]] = {}
    for changes in pending:
        before = _described(changes.entities_before, changes.events_before, base)
        after = _described(changes.entities, changes.events, base)
        for iri in before.keys() | after.keys():
            first.setdefault(iri, before.get(iri, set()))
            last[iri] = after.get(iri, set())
    return set(chain.from_iterable(first.values())), set(chain.from_iterable(last.values()))


def _described(entities: dict[str, EntityCluster], events: dict[str, EventCluster], base: str) -> dict[str, set[Quad]]:
    found = {iri: set(entity_quads(entity, base)) for iri, entity in entities.items()}
    found |= {iri: set(event_quads(event, base)) for iri, event in events.items()}
    return found
