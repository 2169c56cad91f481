"""One article's graph: what is known of the article, what it mentions, and its claims with their plain triples."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.assemble.parts import parts
from kg.assemble.terms import date_term, event_type_term
from kg.assemble.verdicts import judge
from kg.model import (
    Argument,
    Article,
    ArticleRecord,
    Attribution,
    Decision,
    EventMention,
    Moment,
    RelationMention,
    Reprint,
)
from kg.rdf.claims import Claim, claims_quads, merge_claims, named
from kg.rdf.quads import Quad, Term, iri, literal
from kg.rdf.terms import KG, RDF, article_iri

__all__ = ["article_claims", "article_quads"]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NO_VERSION = "unknown"


def article_quads(
    record: ArticleRecord,
    claims: Mapping[str, Claim],
    address: Mapping[str, str],
    base: str,
    reprint: Reprint | None = None,
) -> list[Quad]:
    """Everything in the article's graph, sorted; `claims` are its own, by their addresses."""
    graph = iri(article_iri(base, record.article.id))
    quads = {Quad(graph, predicate, value, graph) for predicate, value in _about(record.article)}
    mentioned = (address[entity.id] for entity in record.entities if entity.id in address)
    quads.update(Quad(graph, KG.term("mentions"), iri(entity), graph) for entity in mentioned)
    if reprint is not None:
        predicate = KG.term("copyOf" if reprint.kind == "copy" else "versionOf")
        quads.add(Quad(graph, predicate, iri(article_iri(base, reprint.original)), graph))
    quads.update(claims_quads(claims, base))
    return sorted(quads)


def article_claims(
    record: ArticleRecord, address: Mapping[str, str], base: str, verdicts: Sequence[Decision] = ()
) -> dict[str, Claim]:
    """Every claim of an article by its address, sorted; `address` gives entities and events by their local ids.

    `verdicts` are people's decisions on its claims, oldest first, in terms of the record's local ids.
    """
    claims = [claim for relation in record.relations for claim in _relation_claims(relation, record, address)]
    for event in record.events:
        if event.id in address:
            claims += _event_claims(event, record, address)
    for part, whole in parts(record, address):
        source, phrase = _source(part.attribution, address)
        claims.append(
            Claim(
                article=record.article.id,
                subject=address[part.id],
                predicate=named("partOf"),
                object=iri(address[whole.id]),
                evidence=(part.evidence,),
                rule="partOf.event#during",
                version=record.extractor or _NO_VERSION,
                factuality=part.factuality,
                confidence=min(part.confidence, whole.confidence),
                source=source,
                phrase=phrase,
            )
        )
    merged = merge_claims(claims, base)
    return judge(merged, verdicts, address) if verdicts else merged


def _about(article: Article) -> Iterator[tuple[Term, Term]]:
    yield RDF.term("type"), KG.term("Article")
    yield KG.term("recordId"), literal(article.id)
    texts = {
        "title": article.title,
        "publishedFrom": article.published_from if article.published else None,
        "publisher": article.publisher,
        "author": article.author,
        "language": article.language,
        "readFrom": article.source,
        "sha256": article.sha256 if _SHA256.fullmatch(article.sha256) else None,
    }
    yield from ((KG.term(name), literal(text)) for name, text in texts.items() if text)
    yield from ((KG.term("agency"), literal(agency)) for agency in article.agencies if agency)
    if article.published:
        yield KG.term("published"), date_term(article.published.start)
    if article.url:
        yield KG.term("url"), literal(article.url, "anyURI")


def _relation_claims(relation: RelationMention, record: ArticleRecord, address: Mapping[str, str]) -> Iterator[Claim]:
    subject = address.get(relation.subject)
    if relation.object is not None:
        target = address.get(relation.object)
        value = iri(target) if target else None
    else:
        value = literal(relation.value) if relation.value else None
    if subject and value:
        source, phrase = _source(relation.attribution, address)
        yield Claim(
            article=record.article.id,
            subject=subject,
            predicate=named(relation.predicate),
            object=value,
            evidence=(relation.evidence,),
            rule=relation.rule,
            version=record.extractor or _NO_VERSION,
            factuality=relation.factuality,
            confidence=relation.confidence,
            source=source,
            phrase=phrase,
        )


def _event_claims(event: EventMention, record: ArticleRecord, address: Mapping[str, str]) -> Iterator[Claim]:
    """The claims of one event share source, status, sentences and rule."""
    source, phrase = _source(event.attribution, address)

    def claim(predicate: Term, value: Term, wording: str | None, with_figures: bool = False) -> Claim:
        return Claim(
            article=record.article.id,
            subject=address[event.id],
            predicate=predicate,
            object=value,
            evidence=(event.evidence, *event.further) if with_figures else (event.evidence,),
            rule=event.rule,
            version=record.extractor or _NO_VERSION,
            factuality=event.factuality,
            confidence=event.confidence,
            source=source,
            phrase=phrase,
            wording=(wording,) if wording else (),
            quantities=event.quantities if with_figures else (),
        )

    yield claim(RDF.term("type"), event_type_term(event.type), event.trigger.text, with_figures=True)
    for argument in event.arguments:
        if value := _filler(argument, address):
            yield claim(named(argument.role), value, argument.span.text if argument.span else None)
    if event.time and event.time.moment:
        wording = event.time.span.text if event.time.span else None
        for predicate, day in _dates(event.time.moment):
            yield claim(predicate, date_term(day), wording)


def _filler(argument: Argument, address: Mapping[str, str]) -> Term | None:
    if argument.entity and argument.entity in address:
        return iri(address[argument.entity])
    return literal(argument.span.text) if argument.span and argument.span.text else None


def _dates(moment: Moment) -> Iterator[tuple[Term, str]]:
    yield KG.term("startDate"), moment.start
    if moment.precision == "interval":
        yield KG.term("endDate"), moment.end


def _source(attribution: Attribution | None, address: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The address of who vouches for a fact, or the words for it."""
    if attribution is None:
        return None, None
    known = address.get(attribution.entity) if attribution.entity else None
    return (known, None) if known else (None, attribution.text)
