"""How tools name the fields of an article: one table, read by every format that has named fields."""

from collections.abc import Mapping
from typing import Any

__all__ = ["FIELDS", "LISTS", "draft_fields", "field_value", "words"]

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articlebody", "maintext", "plaintext", "fulltext", "bodytext", "rawtext"),
    "part": ("description", "summary", "excerpt", "abstract", "snippet"),
    "html": ("html", "contenthtml", "bodyhtml", "rawhtml"),
    "id": ("id", "identifier", "articleid", "documentid"),
    "title": ("title", "headline", "name", "titlepage", "titlerss"),
    "published": (
        *("published", "datepublished", "publishedat", "publisheddate", "publicationdate", "publishedtime"),
        *("datepublish", "publishdate", "publishtime", "publishedon", "pubdate", "datetime", "date", "datecreated"),
        *("created", "timestamp", "seendate"),
    ),
    "publisher": (
        *("publisher", "sitename", "site", "outlet", "sourcename", "sourcehostname", "metasitename", "hostname"),
        *("source", "domain", "sourcedomain"),
    ),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "canonicalurl", "canonicallink", "canonical", "uri", "permalink", "mainentityofpage"),
    "language": ("language", "lang", "inlanguage", "metalang"),
}
"""Meaning to names, the likeliest first. Names are compared in lower case, without `_`, `-` and spaces.

Among them are those of NewsAPI, GDELT, Common Crawl's news extractions, trafilatura, newspaper and schema.org. `part`
stands for the text where that is missing.
"""

LISTS: tuple[str, ...] = ("articles", "items", "documents", "results", "entries", "@graph")
"""Names under which one document holds a list of articles."""

_ADDRESS = ("http://", "https://")
_NAMES_OF_OBJECTS = ("name", "rendered", "title", "value", "text", "@id", "id", "url")


def field_value(record: Mapping[str, Any], meaning: str) -> Any:
    """The first value that is not empty under any of the names of `meaning`, else None."""
    plain = {_plain(name): value for name, value in record.items() if value not in (None, "", [], {})}
    return next((plain[name] for name in FIELDS[meaning] if name in plain), None)


def draft_fields(record: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that a draft knows besides its text, from a record of named fields."""
    source, url = words(field_value(record, "publisher")), words(field_value(record, "url"))
    if source and source.startswith(_ADDRESS):
        source = None
    if url is None and isinstance(record.get("source"), str) and record["source"].startswith(_ADDRESS):
        url = words(record["source"])  # trafilatura and others call the address so
    published = field_value(record, "published")
    return {
        "id": words(field_value(record, "id")),
        "title": words(field_value(record, "title")),
        "published": words(published) if isinstance(published, Mapping | list) else published,
        "publisher": source,
        "author": words(field_value(record, "author")),
        "url": url,
        "language": words(field_value(record, "language")),
    }


def words(value: Any) -> str | None:
    """A value as one line of words: a string, a number, an object with a name, or several of those joined by commas."""
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Mapping):
        return next((found for key in _NAMES_OF_OBJECTS if (found := words(value.get(key)))), None)
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(found for item in value[:20] if (found := words(item)))) or None
    return None


def _plain(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "").replace(" ", "")
