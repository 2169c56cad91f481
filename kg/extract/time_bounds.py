"""What an expression of time means for one event: "since May" is when an office was taken, and how long a war lasts.

The tagger reads words alone; here the kind of event and its place in the sentence decide between a beginning
and the stretch from it to the day of publication.
"""

import re
from dataclasses import replace

from spacy.tokens import Doc

from kg.model import EventMention, Layers, Moment, Span, TimeExpression, TimeMention, text_of

__all__ = ["bounded_time"]

_POINTS = frozenset({"Appointment"})
"""Kinds that happen at the beginning of what they bring about: "has led the bank since May"."""
_SINCE = re.compile(r"(?:\w+\s+)?since\b", re.IGNORECASE)
_SINCE_PHRASE = re.compile(r"\bsince(?:\s+[^\s,.;:()\"“”]+){1,9}\s+$", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|only|last)\b[^.;]*$", re.IGNORECASE)
_WHEN = re.compile(r",?\s+when\b", re.IGNORECASE)
_UNDATED = frozenset({"Accusation", "Denial", "Offer"})
"""Kinds that a time of day at the head of a paragraph dates no more often than not."""
_REACH = 90  # characters; a since-clause longer than that rarely ends with its date
_ENTRY = 2  # characters that a time of day may be followed by: "14.20. ", "14:20 - "
_SET_APART = re.compile(r"\s?(?:[.:]|[-–—](?=\s))\s*\S")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s")


def bounded_time(event: EventMention, doc: Doc, layers: Layers, published: Moment | None) -> EventMention:
    """The event with the time that the words mean for its kind; unchanged where they mean what they say.

    Args:
        event: as extracted, its spans counted in the text of `doc`.
        doc: the article.
        layers: its expressions of time.
        published: when the article appeared; only a day serves.
    """
    if published is None or published.precision != "day":
        return event
    if event.time is None:
        return replace(event, time=_of_entry(event, doc, layers))
    meant = _since(event, text_of(doc), layers, published)
    return replace(event, time=TimeExpression(meant, event.time.span)) if meant is not None else event


def _since(event: EventMention, text: str, layers: Layers, published: Moment) -> Moment | None:
    """The beginning alone, or the stretch since a beginning that is told by an event of its own."""
    moment, span = _told(event)
    if moment is None or span is None or moment.first_day >= published.first_day:
        return None
    if _SINCE.match(span.text) or text[: span.start].lower().endswith("since "):
        told_there = _WHEN.match(text, span.end) is not None and event.trigger.start > span.end
        same = told_there and _SENTENCE_END.search(text, span.end, event.trigger.start) is None
        return Moment(moment.start) if event.type in _POINTS or same else None
    phrase = _SINCE_PHRASE.search(text, max(0, span.start - _REACH), span.start)
    if phrase is None or moment.precision == "interval" or phrase.start() <= event.trigger.start < span.end:
        return None
    if any(phrase.start() <= time.span.start < span.start for time in layers.times):
        return None  # "on strike since May called it off on Friday"
    if _FIRST.search(text, text.rfind("\n", 0, span.start) + 1, phrase.start()):
        return None  # "the first to win it since Ann Lee in 2004"
    end = published.value[:4] if moment.precision == "year" else published.value
    return Moment(f"{moment.start}/{end}") if moment.start != end else moment


def _told(event: EventMention) -> tuple[Moment | None, Span | None]:
    return (event.time.moment, event.time.span) if event.time is not None else (None, None)


def _of_entry(event: EventMention, doc: Doc, layers: Layers) -> TimeExpression | None:
    """The time that opens a paragraph of a live page or chronicle, for what is told there without another date."""
    text = text_of(doc)
    start = text.rfind("\n", 0, event.trigger.start) + 1
    opening = next((time for time in layers.times if 0 <= time.span.start - start < 2 and _opens(time, text)), None)
    if opening is None or opening.span.end > event.trigger.start:
        return None
    if opening.rule == "ticker":
        first = _SENTENCE_END.search(text, opening.span.end + _ENTRY, event.trigger.start) is None
        if event.type in _UNDATED or not (event.factuality == "asserted" or (first and event.factuality == "claimed")):
            return None
    elif event.factuality not in ("asserted", "claimed"):
        return None
    told = [time for time in layers.times if time.kind in ("date", "time") and time.span != opening.span]
    if any(time.span.overlaps(event.evidence) for time in told if time.rule != "ticker"):
        return None
    return TimeExpression(opening.moment, opening.span)


def _opens(time: TimeMention, text: str) -> bool:
    """Whether an expression at the head of a paragraph is set apart from it: "14.20 - …", "March 6: …", "Monday. …"."""
    dated = time.kind == "date" and time.moment is not None and _SET_APART.match(text, time.span.end) is not None
    return dated or time.rule == "ticker"
