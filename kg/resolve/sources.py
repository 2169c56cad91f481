"""Who vouches for an event, in a form that can be compared across articles."""

import re
from collections.abc import Mapping

from kg.model import ArticleRecord, EventMention, RelationMention
from kg.resolve.spelling import fold

__all__ = ["source_of"]

_DOCUMENT = re.compile(
    r"(?:the|this|that|its|their|a) (?:\w+ )?"
    r"(statement|report|communiqu[eé]|release|document|announcement|letter|message|decree|post|bulletin)",
    re.IGNORECASE,
)


def source_of(event: EventMention, record: ArticleRecord, address: Mapping[str, str]) -> str | None:
    """The source of an event: an entity's address, else the words for it, else the outlet; None where all are unknown.

    "The statement said" is vouched for by whoever was the last to be said to make a statement.
    """
    attribution = event.attribution
    if attribution is None:
        return f"outlet:{fold(record.article.publisher)}" if record.article.publisher else None
    if attribution.entity in address:
        return address[attribution.entity or ""]
    words = attribution.text or next((e.name for e in record.entities if e.id == attribution.entity), "")
    match = _DOCUMENT.fullmatch(words.strip())
    author = _author(match[1].casefold(), event, record) if match else None
    if author is not None and author in address:
        return address[author]
    return f"words:{fold(words)}" if words else None


def _author(document: str, event: EventMention, record: ArticleRecord) -> str | None:
    """The last source before an event whose sentence speaks of such a document."""
    said: list[EventMention | RelationMention] = [*record.events, *record.relations]
    earlier = [
        (other.evidence.start, other.id, other.attribution.entity)
        for other in said
        if other.attribution is not None
        and other.attribution.entity is not None
        and other.evidence.start < event.evidence.start
        and document in other.evidence.text.casefold()
    ]
    return max(earlier)[2] if earlier else None
