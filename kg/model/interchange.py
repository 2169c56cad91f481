"""The article record as JSON: the form that other systems read (fields of the record contract), both ways, lossless."""

from collections.abc import Mapping
from typing import Any

from kg.model.article import Article
from kg.model.entity import Entity, Mention
from kg.model.fact import Argument, Attribution, EventMention, Quantity, RelationMention, TimeExpression
from kg.model.moment import Moment
from kg.model.record import ArticleRecord
from kg.model.span import Discarded, Span

__all__ = ["article_from_json", "article_to_json", "record_from_json", "record_to_json"]

Json = dict[str, Any]


def record_to_json(record: ArticleRecord, iris: Mapping[str, str] | None = None) -> Json:
    """The record as plain JSON values, in a fixed order of keys.

    `iris` gives the addresses that resolution found, by local id of an entity or event; without it they are left out.
    """
    known = iris or {}
    return {
        "article": article_to_json(record.article),
        "entities": [_entity(entity, known.get(entity.id)) for entity in record.entities],
        "relations": [_relation(relation) for relation in record.relations],
        "events": [_event(event, known.get(event.id)) for event in record.events],
        "discarded": [{**_span(cut.span), "reason": cut.reason} for cut in record.article.discarded],
        "extractor": record.extractor,
    }


def record_from_json(value: Mapping[str, Any]) -> ArticleRecord:
    """The record that `record_to_json` wrote.

    Raises:
        KeyError: a required field is missing.
        ValueError: a date is none.

    """
    return ArticleRecord(
        article=article_from_json(value["article"], value.get("discarded", ())),
        entities=tuple(_read_entity(item) for item in value["entities"]),
        relations=tuple(_read_relation(item) for item in value["relations"]),
        events=tuple(_read_event(item) for item in value["events"]),
        extractor=value.get("extractor", ""),
    )


def article_to_json(article: Article) -> Json:
    """The article's metadata and text, without what was discarded (that stands beside it in the record)."""
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.value if article.published else None,
        "published_from": article.published_from,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "source": article.source,
        "sha256": article.sha256,
        "agencies": list(article.agencies),
        "text": article.text,
    }


def article_from_json(value: Mapping[str, Any], discarded: Any = ()) -> Article:
    """The article that `article_to_json` wrote, with the record's list of discarded spans."""
    return Article(
        id=value["id"],
        text=value["text"],
        title=value.get("title"),
        published=_moment(value.get("published")),
        published_from=value.get("published_from"),
        publisher=value.get("publisher"),
        author=value.get("author"),
        url=value.get("url"),
        language=value.get("language"),
        source=value.get("source"),
        sha256=value.get("sha256", ""),
        agencies=tuple(value.get("agencies", ())),
        discarded=tuple(Discarded(_read_span(item), item["reason"]) for item in discarded),
    )


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _read_span(value: Mapping[str, Any]) -> Span:
    return Span(value["start"], value["end"], value["text"])


def _moment(value: str | None) -> Moment | None:
    return Moment(value) if value else None


def _entity(entity: Entity, iri: str | None) -> Json:
    return {
        "id": entity.id,
        **({"iri": iri} if iri else {}),
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "mentions": [{**_span(mention.span), "kind": mention.kind} for mention in entity.mentions],
        "country": entity.country,
        "same_as": list(entity.links),
        "latitude": entity.latitude,
        "longitude": entity.longitude,
        "confidence": entity.confidence,
    }


def _read_entity(value: Mapping[str, Any]) -> Entity:
    return Entity(
        id=value["id"],
        type=value["type"],
        name=value["name"],
        mentions=tuple(Mention(_read_span(item), item["kind"]) for item in value["mentions"]),
        country=value.get("country"),
        links=tuple(value.get("same_as", ())),
        latitude=value.get("latitude"),
        longitude=value.get("longitude"),
        confidence=value.get("confidence", 1.0),
    )


def _attribution(attribution: Attribution | None) -> Json | None:
    if attribution is None:
        return None
    return {"entity": attribution.entity} if attribution.entity else {"text": attribution.text}


def _read_attribution(value: Mapping[str, Any] | None) -> Attribution | None:
    return Attribution(value.get("entity"), value.get("text")) if value else None


def _relation(relation: RelationMention) -> Json:
    return {
        "id": relation.id,
        "subject": relation.subject,
        "predicate": relation.predicate,
        "object": relation.object,
        "value": relation.value,
        "attribution": _attribution(relation.attribution),
        "factuality": relation.factuality,
        "evidence": _span(relation.evidence),
        "confidence": relation.confidence,
        "rule": relation.rule,
    }


def _read_relation(value: Mapping[str, Any]) -> RelationMention:
    return RelationMention(
        id=value["id"],
        subject=value["subject"],
        predicate=value["predicate"],
        object=value.get("object"),
        value=value.get("value"),
        evidence=_read_span(value["evidence"]),
        rule=value["rule"],
        attribution=_read_attribution(value.get("attribution")),
        factuality=value.get("factuality", "asserted"),
        confidence=value.get("confidence", 1.0),
    )


def _argument(argument: Argument) -> Json:
    return {
        "role": argument.role,
        **({"entity": argument.entity} if argument.entity else {}),
        **(_span(argument.span) if argument.span else {}),
    }


def _read_argument(value: Mapping[str, Any]) -> Argument:
    return Argument(value["role"], value.get("entity"), _read_span(value) if "text" in value else None)


def _time(time: TimeExpression | None) -> Json | None:
    if time is None:
        return None
    return {"value": time.moment.value if time.moment else None, **(_span(time.span) if time.span else {})}


def _read_time(value: Mapping[str, Any] | None) -> TimeExpression | None:
    if value is None:
        return None
    return TimeExpression(_moment(value.get("value")), _read_span(value) if "text" in value else None)


def _quantity(quantity: Quantity) -> Json:
    value = quantity.value
    return {
        "what": quantity.what,
        "value": int(value) if value is not None and value == int(value) else value,
        "modifier": quantity.modifier,
        "unit": quantity.unit,
        **_span(quantity.span),
    }


def _read_quantity(value: Mapping[str, Any]) -> Quantity:
    number = value["value"]
    return Quantity(
        what=value["what"],
        value=None if number is None else float(number),
        modifier=value["modifier"],
        unit=value["unit"],
        span=_read_span(value),
    )


def _event(event: EventMention, iri: str | None) -> Json:
    return {
        "id": event.id,
        **({"iri": iri} if iri else {}),
        "type": event.type,
        "trigger": _span(event.trigger),
        "roles": [_argument(argument) for argument in event.arguments],
        "time": _time(event.time),
        "quantities": [_quantity(quantity) for quantity in event.quantities],
        "attribution": _attribution(event.attribution),
        "factuality": event.factuality,
        "evidence": _span(event.evidence),
        "further_evidence": [_span(span) for span in event.further],
        "confidence": event.confidence,
        "rule": event.rule,
    }


def _read_event(value: Mapping[str, Any]) -> EventMention:
    return EventMention(
        id=value["id"],
        type=value["type"],
        trigger=_read_span(value["trigger"]),
        evidence=_read_span(value["evidence"]),
        rule=value["rule"],
        arguments=tuple(_read_argument(item) for item in value["roles"]),
        time=_read_time(value.get("time")),
        quantities=tuple(_read_quantity(item) for item in value["quantities"]),
        attribution=_read_attribution(value.get("attribution")),
        factuality=value.get("factuality", "asserted"),
        confidence=value.get("confidence", 1.0),
        further=tuple(_read_span(item) for item in value.get("further_evidence", ())),
    )
