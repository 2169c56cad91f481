"""When an event was: the time expression that belongs to its own clause, not merely to its sentence."""

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.paths import path_between
from kg.model import EventMention, Layers, Moment, TimeExpression, TimeMention
from kg.schema.words import load_status_words, load_syntax_words

__all__ = ["agree_with_date", "find_event_time"]

_ASKING = frozenset({"Request", "Order", "Offer", "Threat", "Denial", "Accusation", "Statement"})
"""Speech whose content has a time of its own: "asked them to leave by Friday"."""
_LASTING = frozenset({"StateOfEmergency", "Curfew", "Ceasefire", "Deployment", "Sanction"})
"""Kinds that an end belongs to: "a curfew until Friday"."""
_COUNTED = frozenset(
    """later-than after-event day-around-event eve-of-event since-event day-of-event day-number-of-event
    days-of-event""".split()
)
"""Rules of the tagger that count from an event named right after."""
_NEXT = 6
_BLOCKED = 50
_CLAUSE_BORDER, _OBJECT = 4, 3
_LIMIT = 8
"""A time farther away than this, in steps and what the borders between add, belongs to something else.

Of 6, 8, 10 and 12 on a hundred annotated articles 8 served best (times of .434 against .430, .432, .430)."""
_SUBORDINATE = labels.RELATIVE | labels.CLAUSE | labels.ADVERBIAL | labels.COMPLEMENT | {"parataxis", "csubj"}


def find_event_time(token: Token, kind: str, layers: Layers) -> TimeExpression | None:
    """The nearest time expression of the clause of a trigger, an event of that kind, or of one of the same moment."""
    sentence = token.sent
    best: tuple[int, int, TimeMention] | None = None
    for mention in layers.times:
        if mention.kind in ("duration", "set") or not sentence.start <= mention.first < sentence.end:
            continue
        if not _may_tell_of(mention, token, layers) or (_is_limit(mention) and kind not in _LASTING):
            continue
        head = token.doc[_head(token, mention)]
        distance = _distance(token, kind, head)
        candidate = (distance, abs(mention.first - token.i), mention)
        if distance < _LIMIT and (best is None or candidate[:2] < best[:2]):
            best = candidate
    if best is None:
        return None
    return TimeExpression(best[2].moment, best[2].span)


def agree_with_date(event: EventMention, trigger: Token, published: Moment | None) -> EventMention:
    """The event, where its time lies after the day of publication: planned, or without that time if told as past.

    "The trial resumes on Monday" is planned; in "she was remanded for sentence on Monday" the day is another event's.
    """
    moment = event.time.moment if event.time is not None else None
    if moment is None or published is None or event.factuality not in ("asserted", "claimed"):
        return event
    if moment.first_day <= published.last_day:
        return event
    past = trigger.tag_ in ("VBD", "VBN") or event.type in _ASKING
    return replace(event, time=None) if past else replace(event, factuality="planned")


def _is_limit(mention: TimeMention) -> bool:
    """Whether an expression tells only until when."""
    return mention.span.text.lower().startswith(("until ", "till ", "up to "))


def _may_tell_of(mention: TimeMention, token: Token, layers: Layers) -> bool:
    """Whether an expression that counts from an event tells of this trigger: of what follows it, or of all but that.

    "Two days of protests" and, after a date, "two days after the arrest" date what follows them; without such a date
    "two days after the arrest" dates what happened then.
    """
    if mention.rule not in _COUNTED:
        return True
    follows = mention.last <= token.i <= mention.last + _NEXT
    if mention.rule in ("later-than", "days-of-event"):
        return follows
    dated = any(
        other.kind == "date"
        and other.moment is not None
        and token.sent.start <= other.first < other.last <= mention.first
        for other in layers.times
    )
    return follows == (dated and mention.rule == "after-event")


def _distance(trigger: Token, kind: str, time: Token) -> int:
    """Steps along the parse, and what each border of a clause on the way adds."""
    path = path_between(trigger, time)
    if path is None:
        return _BLOCKED
    up, down = path
    asks = _BLOCKED if kind in _ASKING and len(down) > 1 else 0
    own = not up and _is_noun(trigger)
    entering = sum(_entering(token, own=own and n == 0) for n, token in enumerate(down[:-1]))
    return len(up) + len(down) + asks + sum(map(_leaving, up)) + entering


def _leaving(token: Token) -> int:
    """What it costs to look for a time above the clause or the noun that `token` heads."""
    if token.dep_ in labels.COMPLEMENT | labels.RELATIVE | {"parataxis"}:
        return _BLOCKED if _is_speech(token.head) else _CLAUSE_BORDER
    if token.dep_ in labels.ADVERBIAL:
        return _CLAUSE_BORDER if any(child.dep_ == "mark" for child in token.children) else 0
    if token.dep_ in labels.OBJECT | labels.OBLIQUE and _is_noun(token) and token.head.pos_ == "VERB":
        words = load_syntax_words()
        return 0 if token.head.lemma_.lower() in words.light_verbs | words.happening_verbs else _OBJECT
    return 0


def _entering(token: Token, *, own: bool) -> int:
    """What it costs to take a time from the clause that `token` heads, below the trigger's; `own` describes a noun."""
    described = own and token.dep_ in labels.RELATIVE | labels.CLAUSE
    return _BLOCKED if token.dep_ in _SUBORDINATE and not described else 0


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def _is_speech(token: Token) -> bool:
    return token.lemma_.lower() in load_status_words().speech


def _head(trigger: Token, mention: TimeMention) -> int:
    """The token of a time expression whose governor lies outside of it."""
    doc = trigger.doc
    for i in range(mention.first, mention.last):
        if not mention.first <= doc[i].head.i < mention.last:
            return i
    return mention.first
