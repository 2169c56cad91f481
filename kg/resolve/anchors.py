"""What decisions are about, found again after an article was read anew: local ids change, words in the text stay."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.model import Anchor, ArticleRecord, Decision, Entity, EventMention, MentionKey, Subject
from kg.resolve.base import KINDS
from kg.resolve.spelling import fold

__all__ = ["anchor", "anchored", "find_again", "relocate"]


def anchor(record: ArticleRecord, local: str) -> Anchor | None:
    """What an entity or event of a record is, so that it is found again; None where the record has none of that id."""
    for entity in record.entities:
        if entity.id == local:
            named = [mention for mention in entity.mentions if mention.kind == "name"] or list(entity.mentions)
            first = min((mention.span for mention in named), default=None)
            return Anchor(entity.type, entity.name, first.start if first else 0, first.text if first else "")
    for event in record.events:
        if event.id == local:
            return Anchor(event.type, event.evidence.text, event.trigger.start, event.trigger.text)
    return None


def anchored(decision: Decision, record_of: Callable[[str], ArticleRecord]) -> Decision:
    """The decision with what both sides are in their articles now."""
    left, right = (anchor(record_of(article), local) for article, local in (decision.left, decision.right))
    return replace(decision, left_anchor=left, right_anchor=right)


def find_again(record: ArticleRecord, subject: Subject, local: str, known: Anchor | None) -> str | None:
    """The local id of what a decision means in its article as it is read now; None where it is there no more.

    An entity is found by a mention of the same words at the same place, else by being the only one of its kind and
    name; an event by its trigger, else as the only one of its type and evidence. Without an anchor the id counts.
    """
    if known is None:
        return local if anchor(record, local) is not None else None
    is_event = subject == "event" or (subject in ("claim", "label") and local.startswith("v"))
    found = _events(record, known) if is_event else _entities(record, known)
    same_id = [thing for thing in found if thing == local]
    if same_id or len(set(found)) == 1:
        return (same_id or found)[0]
    return None


def relocate(decisions: Iterable[Decision], record_of: Callable[[str], ArticleRecord | None]) -> Iterator[Decision]:
    """Decisions with local ids of the articles as they are read now; those about what is gone are left out."""
    for decision in decisions:
        sides: list[MentionKey] = []
        for (article, local), known in (
            (decision.left, decision.left_anchor),
            (decision.right, decision.right_anchor),
        ):
            record = record_of(article)
            now = find_again(record, decision.subject, local, known) if record is not None else None
            if now is not None:
                sides.append((article, now))
        if len(sides) == 2 and not _is_of_other_type(decision, sides[0], record_of):
            yield replace(decision, left=sides[0], right=sides[1])


def _is_of_other_type(decision: Decision, event: MentionKey, record_of: Callable[[str], ArticleRecord | None]) -> bool:
    """Whether a decision is about what an event is, and it is read as something else by now."""
    record = record_of(event[0])
    if decision.said is None or decision.said.predicate != "type" or record is None:
        return False
    return all(one.type != decision.said.value for one in record.events if one.id == event[1])


def _entities(record: ArticleRecord, known: Anchor) -> list[str]:
    alike = [entity for entity in record.entities if _kind(entity.type) == _kind(known.type)]
    at_place = [entity.id for entity in alike if _mentions(entity, known)]
    return at_place or [entity.id for entity in alike if fold(entity.name) == fold(known.name)]


def _events(record: ArticleRecord, known: Anchor) -> list[str]:
    at_place = [event.id for event in record.events if _overlaps(event, known)]
    typed = [event.id for event in record.events if event.id in at_place and event.type == known.type]
    by_words = [event.id for event in record.events if event.type == known.type and event.evidence.text == known.name]
    return typed or at_place or by_words


def _kind(entity_type: str) -> str:
    return KINDS.get(entity_type, entity_type)  # type: ignore[call-overload, no-any-return]


def _mentions(entity: Entity, known: Anchor) -> bool:
    return any(m.span.start == known.start and m.span.text == known.text for m in entity.mentions)


def _overlaps(event: EventMention, known: Anchor) -> bool:
    end = known.start + len(known.text)
    return event.trigger.start < end and known.start < event.trigger.end and bool(known.text)
