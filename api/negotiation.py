"""Content negotiation (RFC 9110, section 12): tables of what can be offered, and the choice among them.

A table maps each media type that may be asked for to the format that is written; an answer carries the type that was
asked for, so that a client which knows only `application/json` gets just that.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kg.store.question import GRAPH_TYPES, TABLE_TYPES

__all__ = ["GRAPHS", "SHORT_NAMES", "TABLES", "content_type", "negotiate"]

TABLES: Mapping[str, str] = {
    **{media_type: media_type for media_type in TABLE_TYPES},
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
}
"""For tables and truth values."""

GRAPHS: Mapping[str, str] = {
    **{media_type: media_type for media_type in GRAPH_TYPES},
    "application/json": "application/ld+json",
    "application/xml": "application/rdf+xml",
    "text/xml": "application/rdf+xml",
    "text/plain": "application/n-triples",
    "application/x-turtle": "text/turtle",
}
"""For graphs."""

SHORT_NAMES: Mapping[str, str] = {
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "html": "text/html",
}
"""What `?format=` may say, for people who ask with a browser."""


class _Range(NamedTuple):
    """One entry of an Accept header."""

    kind: str
    subkind: str
    quality: float

    def specificity(self, media_type: str) -> int:
        """0 if it does not match, more the closer it does."""
        kind, _, subkind = media_type.partition("/")
        if (self.kind, self.subkind) == (kind, subkind):
            return 3
        if (self.kind, self.subkind) == (kind, "*"):
            return 2
        return int((self.kind, self.subkind) == ("*", "*"))


def negotiate(accept: str | None, offered: Mapping[str, str]) -> str | None:
    """The media type among the keys of `offered` that `accept` likes best; the first of them if it does not care.

    None if none is acceptable. Of types liked equally, the one that comes first in `offered` wins.
    """
    if accept is None or not accept.strip():
        return next(iter(offered))
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, best_quality = None, 0.0
    for media_type in offered:
        matching = [(entry.specificity(media_type), entry.quality) for entry in ranges if entry.specificity(media_type)]
        quality = max(matching)[1] if matching else 0.0
        if quality > best_quality:
            best, best_quality = media_type, quality
    return best


def content_type(media_type: str) -> str:
    """`media_type` as a header's value: text says its encoding."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _range(part: str) -> _Range:
    media_type, *parameters = (piece.strip() for piece in part.lower().split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    kind, _, subkind = media_type.partition("/")
    return _Range(kind, subkind or "*", quality)
