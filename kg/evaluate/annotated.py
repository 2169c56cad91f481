"""Annotated articles, as the corpus that the language model learned from holds them, as records to score against."""

import json
import lzma
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.evaluate.scores import AlsoTriggers
from kg.model import (
    Argument,
    Article,
    ArticleRecord,
    Attribution,
    Discarded,
    Entity,
    EventMention,
    Mention,
    Moment,
    Quantity,
    RelationMention,
    Span,
    TimeExpression,
)

__all__ = ["HELD_BACK", "read_annotated"]

HELD_BACK = Path(str(files("kg.training") / "data" / "held-back.jsonl.xz"))
"""The annotated articles that no model is trained on and no rule was tuned on."""

Json = Mapping[str, Any]


def read_annotated(path: Path = HELD_BACK) -> tuple[list[ArticleRecord], AlsoTriggers]:
    """The records of a file of annotated articles (JSON Lines, xz), and further triggers of their events."""
    records: list[ArticleRecord] = []
    also: dict[tuple[str, str], tuple[Span, ...]] = {}
    for line in lzma.decompress(path.read_bytes()).decode().splitlines():
        row = json.loads(line)
        record = _record(row)
        records.append(record)
        for event, noted in zip(record.events, row["events"], strict=True):
            also[record.article.id, event.id] = tuple(_span(record.article, place) for place in noted["also_triggers"])
    return records, also


def _record(row: Json) -> ArticleRecord:
    told = row["article"]
    article = Article(
        id=told["id"],
        text=told["text"],
        title=told.get("title"),
        published=Moment(told["published"]) if told.get("published") else None,
        discarded=tuple(
            Discarded(Span(p["start"], p["end"], told["text"][p["start"] : p["end"]]), p["reason"])
            for p in row.get("discarded", ())
        ),
        language="en",
    )
    return ArticleRecord(
        article,
        entities=tuple(
            Entity(
                entity["id"],
                entity["type"],
                entity["name"],
                tuple(Mention(_span(article, mention), mention["kind"]) for mention in entity["mentions"]),
                entity.get("country"),
            )
            for entity in row["entities"]
        ),
        relations=tuple(_relation(article, number, relation) for number, relation in enumerate(row["relations"], 1)),
        events=tuple(_event(article, number, event) for number, event in enumerate(row["events"], 1)),
        extractor="annotated",
    )


def _span(article: Article, place: Json) -> Span:
    return Span(place["start"], place["end"], article.text[place["start"] : place["end"]])


def _relation(article: Article, number: int, relation: Json) -> RelationMention:
    return RelationMention(
        f"r{number}",
        relation["subject"],
        relation["predicate"],
        relation["object"],
        relation["value"],
        _span(article, relation["evidence"]),
        "annotated",
    )


def _event(article: Article, number: int, event: Json) -> EventMention:
    place = event["trigger"]
    trigger = _span(article, place)
    return EventMention(
        f"v{number}",
        event["type"],
        trigger,
        trigger,
        "annotated",
        arguments=tuple(
            Argument(role["role"], role.get("entity"), _span(article, role) if "start" in role else None)
            for role in event["roles"]
        ),
        time=_time(article, event["time"]),
        quantities=tuple(
            Quantity(q["what"], q["value"], q["modifier"], q.get("unit"), _span(article, q if "start" in q else place))
            for q in event["quantities"]
        ),
        attribution=_attribution(article, event["attribution"]),
        factuality=event["factuality"],
    )


def _time(article: Article, time: Json | None) -> TimeExpression | None:
    if not time:
        return None
    value = time.get("value")
    return TimeExpression(Moment(value) if value else None, _span(article, time) if "start" in time else None)


def _attribution(article: Article, source: Json | None) -> Attribution | None:
    if not source:
        return None
    if source.get("entity"):
        return Attribution(source["entity"])
    return Attribution(None, _span(article, source).text if "start" in source else source.get("text"))
