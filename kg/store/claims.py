"""Reads a claim with everything that backs it."""

from collections.abc import Callable

from kg.rdf.terms import KG, PROV, RDF
from kg.store.names import local_name, strongest
from kg.store.resources import ArticleRow, ClaimRow, Figure, Judged, Node, Passage
from kg.store.rows import Iri, Row

__all__ = ["Description", "read_article", "read_claim"]

_MODIFIERS = {"moreThan": "more than", "atLeast": "at least", "lessThan": "less than", "atMost": "at most"}


_PARTS = (
    (RDF.subject, KG.rejectedSubject),
    (RDF.predicate, KG.rejectedPredicate),
    (RDF.object, KG.rejectedObject),
)


class Description:
    """The direct properties of one thing, from rows of the query `description`."""

    def __init__(self, rows: list[Row]) -> None:
        self._values: dict[str, list[str]] = {}
        for row in rows:
            if "value" in row:
                self._values.setdefault(row["property"], []).append(row["value"])
        for values in self._values.values():
            values.sort()

    def __bool__(self) -> bool:
        return bool(self._values)

    def all(self, property_iri: str) -> tuple[str, ...]:
        """Every value, sorted."""
        return tuple(self._values.get(property_iri, ()))

    def one(self, property_iri: str) -> str | None:
        """The first value."""
        return next(iter(self._values.get(property_iri, ())), None)

    def number(self, property_iri: str) -> float | None:
        """The first value, as a number."""
        value = self.one(property_iri)
        return None if value is None else float(value)


Describe = Callable[[str], Description]
Draw = Callable[[str], Node]


def read_claim(iri: str, describe: Describe, draw: Draw) -> ClaimRow:
    """The claim at `iri`; `describe` looks a thing up, `draw` makes a node of it."""
    claim = describe(iri)
    subject, predicate, target = (claim.one(one) or claim.one(other) or "" for one, other in _PARTS)
    source = claim.one(KG.attributedTo)
    article = claim.one(KG.assertedIn)
    found_by = describe(claim.one(PROV.wasGeneratedBy) or "")
    is_node = isinstance(target, Iri) and predicate != RDF.type
    return ClaimRow(
        iri=iri,
        subject=subject,
        property=local_name(predicate),
        target=draw(target) if is_node else None,
        value=None if is_node else (local_name(target) if isinstance(target, Iri) else target),
        factuality=strongest(claim.one(KG.factuality) or ""),
        confidence=claim.number(KG.confidence) or 0.0,
        article=read_article(article, describe) if article else None,
        passages=tuple(sorted((_passage(part, describe) for part in claim.all(KG.evidence)), key=lambda p: p.start)),
        attributed_to=draw(source) if source else None,
        wording=claim.one(KG.wording),
        figures=tuple(_figure(describe(part)) for part in claim.all(KG.quantity)),
        engine=found_by.one(KG.engine),
        rule=found_by.one(KG.rule),
        version=found_by.one(KG.version),
        conflicts_with=claim.all(KG.conflictsWith),
        supersedes=claim.all(KG.supersedes),
        judged=_judged(claim),
    )


def _judged(claim: Description) -> Judged | None:
    judgement = claim.one(KG.judgement)
    if judgement not in ("confirmed", "rejected"):
        return None
    told = (claim.one(part) or "" for part in (KG.judgedBy, KG.judgedBecause, KG.judgedAt))
    return Judged("rejected" if judgement == "rejected" else "confirmed", *told)


def read_article(iri: str, describe: Describe) -> ArticleRow:
    """The metadata of the article at `iri`."""
    article = describe(iri)
    return ArticleRow(
        iri=iri,
        id=article.one(KG.recordId) or local_name(iri),
        title=article.one(KG.title),
        published=article.one(KG.published),
        publisher=article.one(KG.publisher),
        url=article.one(KG.url),
        language=article.one(KG.language),
    )


def _passage(iri: str, describe: Describe) -> Passage:
    passage = describe(iri)
    start, end = passage.number(KG.start), passage.number(KG.end)
    return Passage(iri, passage.one(KG.exactQuote) or "", int(start or 0), int(end or 0))


def _figure(figure: Description) -> Figure:
    modifier = local_name(figure.one(KG.modifier) or "")
    return Figure(
        measure=figure.one(KG.measure) or "",
        value=figure.number(KG.value),
        modifier=_MODIFIERS.get(modifier, modifier) or None,
        unit=figure.one(KG.unit),
        text=figure.one(KG.wording),
    )
