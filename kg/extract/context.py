"""What the article around an event tells of it: whose a document is, and where the headline ends."""

from dataclasses import replace

from kg.model import Article, Attribution, EventMention

__all__ = ["headline_end", "name_documents"]

_DOCUMENTS = frozenset({"statement", "communiqué", "communique", "release", "report", "note", "message", "bulletin"})
_DOCUMENT_NEAR = 1200
"""Characters between two events of which one document tells."""


def name_documents(events: list[EventMention]) -> list[EventMention]:
    """The events with "the statement said" taken for what the one who was last named as a source has stated."""
    result: list[EventMention] = []
    last: tuple[int, Attribution] | None = None
    for event in events:
        source = event.attribution
        words = (source.text or "").lower().split() if source is not None else []
        if len(words) == 2 and words[0] in ("the", "this") and words[1] in _DOCUMENTS:
            if last is not None and 0 <= event.trigger.start - last[0] <= _DOCUMENT_NEAR:
                event = replace(event, attribution=last[1])
        elif source is not None and source.entity is not None:
            last = (event.trigger.start, source)
        result.append(event)
    return result


def headline_end(article: Article) -> int:
    """How many characters of the text, from its start, are its headline: a first line without a full stop, or none."""
    line, _, rest = article.body.lstrip("\n").partition("\n")
    begin = len(article.body) - len(article.body.lstrip("\n"))
    return begin + len(line) if rest.strip() and not line.rstrip().endswith((".", '."', ".”")) else 0
