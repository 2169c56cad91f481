"""Claims as quads: one article says one triple, with sentence, source, status and the rule that found it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.model import FACTUALITIES, Decision, Evidence, Factuality, Quantity
from kg.rdf.quads import Quad, Term, iri, literal, number
from kg.rdf.terms import (
    KG,
    PROV,
    RDF,
    SKOS,
    article_iri,
    claim_iri,
    evidence_iri,
    extraction_iri,
    quantity_iri,
    source_iri,
)

__all__ = ["Claim", "claims_quads", "merge_claims", "named"]

_RECORD_NAMES = {
    "more than": "moreThan",
    "at least": "atLeast",
    "less than": "lessThan",
    "at most": "atMost",
}
_HOLDS = ("asserted", "claimed")
_STANDING = (KG.term("Claim"), RDF.term("subject"), RDF.term("predicate"), RDF.term("object"))
_REJECTED = tuple(KG.term(n) for n in ("RejectedClaim", "rejectedSubject", "rejectedPredicate", "rejectedObject"))
"""A rejected claim has other names for its parts, so that no query that gathers claims takes it for one."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's claim of one triple; `subject` is an address, `predicate` and `object` are written terms.

    `source` is the address of an entity that vouches for it, `phrase` the words for a source that has no address; both
    None where the article speaks for itself. The first of `evidence` is the sentence that identifies the claim.
    """

    article: str
    subject: str
    predicate: Term
    object: Term
    evidence: tuple[Evidence, ...]
    rule: str
    version: str
    factuality: Factuality = "asserted"
    confidence: float = 1.0
    source: str | None = None
    phrase: str | None = None
    wording: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = field(default=())
    verdict: Decision | None = None
    """What a person made of it, if somebody did."""

    def address(self, base: str) -> str:
        """The claim's address: the same for the same triple found by the same rule in the same sentence."""
        start = str(self.evidence[0].start)
        return claim_iri(base, self.article, self.subject, self.predicate, self.object, start, self.rule)

    @property
    def holds(self) -> bool:
        """Whether its triple may stand for itself: it is asserted or vouched for, and nobody rejected it."""
        return self.factuality in _HOLDS and not self.rejected

    @property
    def sureness(self) -> float:
        """How sure it is that the article says this: fully, once a person has confirmed it."""
        return 1.0 if self.verdict is not None and self.verdict.judgement == "confirmed" else self.confidence

    @property
    def rejected(self) -> bool:
        """Whether a person found that the article does not say this."""
        return self.verdict is not None and self.verdict.judgement == "rejected"


def named(name: str) -> Term:
    """A modifier, status, predicate or role of article records as a term of the ontology."""
    return KG.term(_RECORD_NAMES.get(name, name))


def merge_claims(claims: Iterable[Claim], base: str) -> dict[str, Claim]:
    """Claims by address, sorted; of claims with one address the surest stays, with the evidence of all."""
    merged: dict[str, Claim] = {}
    for claim in sorted(claims, key=_surest_first):
        address = claim.address(base)
        first = merged.setdefault(address, claim)
        if first is not claim:
            merged[address] = replace(
                first,
                evidence=tuple(dict.fromkeys((*first.evidence, *claim.evidence))),
                wording=tuple(dict.fromkeys((*first.wording, *claim.wording))),
                quantities=tuple(dict.fromkeys((*first.quantities, *claim.quantities))),
            )
    return dict(sorted(merged.items()))


def claims_quads(claims: Mapping[str, Claim], base: str) -> Iterator[Quad]:
    """One article's claims, by address, as quads of its graph: plain triples, claims, and what they share."""
    sentences: dict[Evidence, Claim] = {}
    extractions: dict[str, Claim] = {}
    sources: dict[str, Claim] = {}
    for address, claim in claims.items():
        yield from _claim(address, claim, base)
        sentences.update(dict.fromkeys(claim.evidence, claim))
        extractions[claim.rule] = claim
        if claim.phrase and not claim.source:
            sources[claim.phrase] = claim
    for span, claim in sentences.items():
        yield from _evidence(span, claim, base)
    for claim in extractions.values():
        yield from _extraction(claim, base)
    for claim in sources.values():
        yield from _unnamed_source(claim, base)


def _claim(address: str, claim: Claim, base: str) -> Iterator[Quad]:
    graph, me, subject = iri(article_iri(base, claim.article)), iri(address), iri(claim.subject)
    if claim.holds:
        yield Quad(subject, claim.predicate, claim.object, graph)
    kind, *terms = _REJECTED if claim.rejected else _STANDING
    yield Quad(me, RDF.term("type"), kind, graph)
    for term, part in zip(terms, (subject, claim.predicate, claim.object), strict=True):
        yield Quad(me, term, part, graph)
    yield Quad(me, KG.term("assertedIn"), graph, graph)
    yield Quad(me, KG.term("factuality"), named(claim.factuality), graph)
    yield Quad(me, KG.term("confidence"), number(round(claim.sureness, 3)), graph)
    yield Quad(me, PROV.term("wasGeneratedBy"), iri(_extraction_address(claim, base)), graph)
    if claim.source or claim.phrase:
        yield Quad(me, KG.term("attributedTo"), iri(claim.source or _source_address(claim, base)), graph)
    for words in claim.wording:
        if words:
            yield Quad(me, KG.term("wording"), literal(words), graph)
    for span in claim.evidence:
        yield Quad(me, KG.term("evidence"), iri(_evidence_address(span, claim, base)), graph)
    if claim.verdict is not None:
        yield from _verdict(me, claim.verdict, graph)
    for quantity in claim.quantities if not claim.rejected else ():
        key = (quantity.what, str(quantity.value), str(quantity.span.start), quantity.span.text)
        figure = iri(quantity_iri(base, claim.article, address, *key))
        yield Quad(me, KG.term("quantity"), figure, graph)
        yield from _quantity(figure, quantity, graph)


def _verdict(me: Term, verdict: Decision, graph: Term) -> Iterator[Quad]:
    yield Quad(me, KG.term("judgement"), literal(verdict.judgement), graph)
    yield Quad(me, KG.term("judgedBy"), literal(verdict.who), graph)
    yield Quad(me, KG.term("judgedBecause"), literal(verdict.why), graph)
    if verdict.when:
        yield Quad(me, KG.term("judgedAt"), literal(verdict.when, "dateTime"), graph)


def _surest_first(claim: Claim) -> tuple[int, float, Sequence[Evidence], str, str, str]:
    told = (claim.source or "", claim.phrase or "", " ".join(claim.wording))
    return (FACTUALITIES.index(claim.factuality), -claim.confidence, claim.evidence, *told)


def _engine(rule: str) -> str:
    return "model" if rule.startswith("model") else "rules"


def _extraction_address(claim: Claim, base: str) -> str:
    return extraction_iri(base, _engine(claim.rule), claim.rule, claim.version)


def _source_address(claim: Claim, base: str) -> str:
    return source_iri(base, claim.article, claim.phrase or "")


def _evidence_address(span: Evidence, claim: Claim, base: str) -> str:
    return evidence_iri(base, claim.article, span.start, span.end)


def _extraction(claim: Claim, base: str) -> Iterator[Quad]:
    me, graph = iri(_extraction_address(claim, base)), iri(article_iri(base, claim.article))
    yield Quad(me, RDF.term("type"), KG.term("Extraction"), graph)
    yield Quad(me, KG.term("engine"), literal(_engine(claim.rule)), graph)
    yield Quad(me, KG.term("rule"), literal(claim.rule), graph)
    yield Quad(me, KG.term("version"), literal(claim.version), graph)


def _unnamed_source(claim: Claim, base: str) -> Iterator[Quad]:
    me, graph = iri(_source_address(claim, base)), iri(article_iri(base, claim.article))
    yield Quad(me, RDF.term("type"), KG.term("UnnamedSource"), graph)
    yield Quad(me, SKOS.term("prefLabel"), literal(claim.phrase or ""), graph)


def _evidence(span: Evidence, claim: Claim, base: str) -> Iterator[Quad]:
    me, graph = iri(_evidence_address(span, claim, base)), iri(article_iri(base, claim.article))
    yield Quad(me, RDF.term("type"), KG.term("Evidence"), graph)
    yield Quad(me, KG.term("article"), graph, graph)
    yield Quad(me, KG.term("exactQuote"), literal(span.text), graph)
    yield Quad(me, KG.term("start"), number(span.start), graph)
    yield Quad(me, KG.term("end"), number(span.end), graph)


def _quantity(figure: Term, quantity: Quantity, graph: Term) -> Iterator[Quad]:
    yield Quad(figure, RDF.term("type"), KG.term("Quantity"), graph)
    yield Quad(figure, KG.term("measure"), literal(quantity.what), graph)
    yield Quad(figure, KG.term("modifier"), named(quantity.modifier), graph)
    yield Quad(figure, KG.term("wording"), literal(quantity.span.text), graph)
    if quantity.value is not None:
        yield Quad(figure, KG.term("value"), number(quantity.value), graph)
    if quantity.unit:
        yield Quad(figure, KG.term("unit"), literal(quantity.unit), graph)
