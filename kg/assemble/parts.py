"""Events that are part of others, where a sentence says so: "during the riots, two shops burned"."""

import re
from collections.abc import Iterator, Mapping

from kg.model import ArticleRecord, EventMention

__all__ = ["parts"]

_LASTING = frozenset(
    {"Protest", "Riot", "MilitaryOperation", "Disaster", "Election", "StateOfEmergency", "Competition"}
)
"""Types of wholes: what goes on for a while, and other things happen in."""
_DURING = re.compile(r"\b(?:during|amid|amidst|in the course of|as part of)\s+(?:[\w’'-]+\s+){0,4}$", re.IGNORECASE)


def parts(record: ArticleRecord, address: Mapping[str, str]) -> Iterator[tuple[EventMention, EventMention]]:
    """Pairs of part and whole, as the article's sentences tell them; both have addresses, and different ones."""
    wholes = [event for event in record.events if event.type in _LASTING and event.id in address]
    for event in record.events:
        for whole in wholes:
            if event is whole or event.id not in address or address[event.id] == address[whole.id]:
                continue
            at = _mention(whole, event)
            if at is not None and _DURING.search(event.evidence.text[:at]):
                yield event, whole


def _mention(whole: EventMention, event: EventMention) -> int | None:
    """Where an event's sentence speaks of the whole, by its trigger or the same word again; not as the event itself."""
    sentence, word = event.evidence, whole.trigger
    found = re.search(rf"\b{re.escape(word.text)}\b", sentence.text) if word.text else None
    if found is None or sentence.start + found.start() < event.trigger.end <= sentence.start + found.end():
        return None
    return found.start()
