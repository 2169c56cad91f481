"""Claims with their evidence, and those that rival one another."""

from kg.errors import NotFound
from kg.rdf.terms import KG, RDF
from kg.store.claims import read_claim
from kg.store.conflicts import Rivalry
from kg.store.names import expand
from kg.store.paging import Page, backwards, page
from kg.store.resources import ClaimRow, Conflict
from kg.store.rows import Iri
from kg.store.tables import Tables

__all__ = ["ClaimView"]


class ClaimView(Tables):
    """The part of a view that tells who says what."""

    def claims(
        self,
        *,
        subject: str | None = None,
        property: str | None = None,
        object: str | None = None,
        value: str | None = None,
        rejected: bool = False,
        after: str | None = None,
        limit: int = 25,
    ) -> Page[ClaimRow]:
        """The claims behind statements with their evidence, from the newest article on; `value` is a literal object.

        With `rejected`, those that people rejected are among them.

        Raises:
            ValueError: neither subject nor object is given.
        """
        bindings = {
            variable: Iri(iri)
            for variable, iri in (("subject", subject), ("property", property and expand(property)), ("object", object))
            if iri
        }
        if subject is None and object is None:
            raise ValueError("claims need a subject or an object: name at least one")
        rows = list(self._source.select("claims_from" if subject else "claims_to", **bindings))
        if rejected:
            rows += self._source.select("rejected", **bindings)
        keys = {f"{backwards(row.get('published'))} {row['claim']}" for row in rows if value in (None, row["object"])}
        part = page(sorted(keys), str, after, limit)
        return part.map(lambda key: self.claim(key.rsplit(" ", 1)[1]))

    def claim(self, iri: str) -> ClaimRow:
        """One claim with its evidence.

        Raises:
            NotFound: there is no such claim.
        """
        if {KG.Claim, KG.RejectedClaim}.isdisjoint(self._describe(iri).all(RDF.type)):
            raise NotFound(f"there is no claim at {iri}")
        return read_claim(iri, self._describe, self.node)

    def claims_in(self, article: str, *, after: str | None = None, limit: int = 25) -> Page[ClaimRow]:
        """The claims that an article makes, in the order of their sentences; those that people rejected among them."""

        def read() -> list[str]:
            rows = self._source.select("claims_in", article=Iri(article))
            return sorted(f"{int(row['start']):09d} {row['claim']}" for row in rows)

        part = page(self._passing.once(("claims in", article), read), str, after, limit)
        return part.map(lambda key: self.claim(key.rsplit(" ", 1)[1]))

    def said_by(self, iri: str, *, after: str | None = None, limit: int = 25) -> Page[ClaimRow]:
        """The claims that something or somebody vouches for, from the newest article on: who said what."""

        def read() -> list[str]:
            rows = self._source.select("said_by", source=Iri(iri))
            return sorted({f"{backwards(row.get('published'))} {row['claim']}" for row in rows})

        part = page(self._passing.once(("said by", iri), read), str, after, limit)
        return part.map(lambda key: self.claim(key.rsplit(" ", 1)[1]))

    def triple(self, iri: str) -> tuple[str, str, str]:
        """The triple of a claim, as addresses; an object that is no `Iri` is a literal's text.

        Raises:
            NotFound: there is no such claim.
        """
        claim = self._describe(iri)
        parts = tuple(claim.one(part) for part in (RDF.subject, RDF.predicate, RDF.object))
        if None in parts:
            raise NotFound(f"there is no claim at {iri}")
        return parts[0] or "", parts[1] or "", parts[2] or ""

    def article_hash(self, iri: str) -> str | None:
        """SHA-256 of the bytes that an article was read from, where it is known."""
        return self._describe(iri).one(KG.sha256)

    def conflicts(
        self, *, about: str | None = None, disputed: bool | None = None, after: str | None = None, limit: int = 25
    ) -> Page[Conflict]:
        """Claims that rival one another, in groups: those that contradict each other first, then larger groups.

        `about` is an event, or something that has a part in one; `disputed` asks for contradictions, or for mere
        updates by one source.
        """
        concerned = None if about is None else {about, *self._parts(about)}
        chosen = [
            group
            for group in self._rivals().groups
            if (disputed is None or group.disputed == disputed)
            and (concerned is None or not concerned.isdisjoint(group.subjects))
        ]
        return page(chosen, lambda group: group.key, after, limit).map(self._conflict)

    def _conflict(self, group: Rivalry) -> Conflict:
        claims = tuple(self.claim(iri) for iri in group.claims)
        articles = {claim.article.iri for claim in claims if claim.article}
        publisher, copies = self._outlets().publisher_of, self._copies()
        originals = {copies.get(iri, iri) for iri in articles}
        return Conflict(
            subjects=tuple(self.node(iri) for iri in group.subjects),
            claims=claims,
            links=group.links,
            disputed=group.disputed,
            sources=len({publisher.get(iri, iri) for iri in originals}),
        )
