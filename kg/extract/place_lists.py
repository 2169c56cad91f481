"""Lists of places after one preposition: "from A, B, C and D", which parsers tend to tear apart."""

from dataclasses import replace

from spacy.tokens import Doc, Span

from kg.extract.phrases import span_of
from kg.model import Argument, EventMention, Layers

__all__ = ["mend_place_lists"]

_ROLES = {"from": "origin", "to": "destination"}
_PLACE_ROLES = frozenset({"origin", "destination", "place"})
_LEAST = 3
"""Places that make a list worth mending; two are parsed well."""


def mend_place_lists(event: EventMention, doc: Doc, layers: Layers) -> EventMention:
    """The event with all places of a list in the role of the list's preposition, if some of them take part in it."""
    sentence = doc.char_span(event.evidence.start, event.evidence.end, alignment_mode="expand")
    if sentence is None:
        return event
    for role, heads in _lists(sentence, layers):
        listed = {layers.by_head[i] for i in heads}
        if sum(a.entity in listed for a in event.arguments) >= 2:
            kept = tuple(a for a in event.arguments if not (a.entity in listed and a.role in _PLACE_ROLES))
            held = {a.entity for a in kept}  # a state that acts stays the agent
            free = [i for i in heads if layers.by_head[i] not in held]
            added = tuple(Argument(role, layers.by_head[i], span_of(doc[i], i, i + 1)) for i in free)
            return replace(event, arguments=(*kept, *added))
    return event


def _lists(sentence: Span, layers: Layers) -> list[tuple[str, list[int]]]:
    places = {entity.id for entity in layers.entities if entity.type == "Place"}
    found: list[tuple[str, list[int]]] = []
    doc, i = sentence.doc, sentence.start
    while i < sentence.end:
        heads: list[int] = []
        at = i + 1
        while doc[i].lower_ in _ROLES and at < sentence.end and layers.by_head.get(at) in places:
            heads.append(at)
            at += 1
            while at < sentence.end and doc[at].lower_ in (",", "and"):
                at += 1
        if len(heads) >= _LEAST:
            found.append((_ROLES[doc[i].lower_], heads))
        i = max(at, i + 1)
    return found
