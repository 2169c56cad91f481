"""The language model's event graph as candidates for extraction: triggers and arcs, in the terms of the record."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.attribution import author_of
from kg.extract.event_quantities import figures_of
from kg.extract.phrases import sentence_of, span_of
from kg.model import (
    Argument,
    Attribution,
    EventGraph,
    EventMention,
    Layers,
    PredictedArc,
    PredictedTrigger,
    Quantity,
    Span,
    TimeExpression,
)
from kg.schema.lexicon import Lexicon
from kg.schema.words import load_status_words

__all__ = ["Thresholds", "learned_event", "linked_triggers"]

LINKED = 0.3
"""Probability from which on two triggers count as mentions of one event."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which score on a prediction counts; chosen on the annotated articles kept aside for that."""

    alone: float = 0.3
    """A trigger that the lexicon does not know: probability of the mention times that of its type.

    Of .25, .3 and .35, with `unseen` at .6, on 110 articles kept aside: typed triggers .677, .680 and .681 at a
    precision of .703, .712 and .719; role fillers .605, .601, .596; times .613, .610, .602; sources .583, .576, .572.
    """
    unseen: float = 0.9
    """An entry of the lexicon where the model sees no event at all: its confidence.

    Of .6, .7, .8 and .9, on 136 articles kept aside: typed triggers .677, .679, .680 and .684, role fillers .596, .597,
    .598 and .601, sources .526, .528, .530 and .531.
    """
    doubted: float = 0.45
    """An entry of the lexicon where the model would rather see none, but sees what it would be alike: where the two
    took it for different types, one in ten was right on 229 articles kept aside.

    Of .4, .45 and .5 on the same articles: sources .531, .537 and .537, typed triggers .684, .685 and .686; but figures
    of core events .598, .598 and .591.
    """
    typed: float = 0.65
    """The model's type against another of the lexicon: probability of the type alone. Where that was .65 or more and
    one of the two was right, on 204 articles kept aside, the model was in 16 cases of 20, below in 17 of 48."""
    role: float = 0.4
    source: float = 0.4
    unclaimed: float = 0.6
    """The source of what is planned, possible or denied: that is mostly told without one."""
    time: float = 0.4
    """Of .4, .5 and .6 on those articles: times .566, .563 and .563; of core events .613, .601 and .590."""
    quantity: float = 0.6
    """Of .5, .6 and .7 on 188 articles kept aside: figures .636, .639 and .631."""
    plain: float = 0.9
    """From which probability on that the text tells an event in its own voice the rules have no say on its source.

    Of .6, .8, .9 and above 1 on the same articles: sources .573, .576, .573 and .564.
    """


def learned_event(
    trigger: PredictedTrigger, doc: Doc, layers: Layers, lexicon: Lexicon, thresholds: Thresholds, rule: str
) -> EventMention:
    """The event that a predicted trigger tells of, with what its arcs reach; `rule` names the model."""
    head = doc[trigger.head]
    return EventMention(
        id="",
        type=trigger.type,
        trigger=span_of(head, trigger.start, trigger.end),
        evidence=sentence_of(head),
        rule=rule,
        arguments=_arguments(trigger, doc, layers, thresholds),
        time=_time(trigger, layers, thresholds),
        quantities=_quantities(trigger, layers, lexicon, thresholds),
        attribution=_source(trigger, doc, layers, thresholds),
        factuality=trigger.factuality,
        confidence=round(trigger.score * trigger.type_score, 3),
    )


def linked_triggers(doc: Doc, graph: EventGraph) -> Callable[[Span, Span], bool]:
    """Whether the model takes the triggers at two places for mentions of one event."""
    places = [_characters(doc, trigger.start, trigger.end) for trigger in graph.triggers]
    pairs = {(link.first, link.second) for link in graph.links if link.score >= LINKED}
    linked = {(places[first], places[second]) for first, second in pairs}

    covering: dict[int, list[tuple[int, int]]] = {}
    for place in dict.fromkeys(place for pair in linked for place in pair):
        for character in range(*place):
            covering.setdefault(character, []).append(place)

    def check(first: Span, second: Span) -> bool:
        at_first, at_second = covering.get(first.start, ()), covering.get(second.start, ())
        return any(
            ((a, b) in linked and a not in at_second) or ((b, a) in linked and b not in at_first)
            for a in at_first
            for b in at_second
        )

    return check


def _characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def _arguments(trigger: PredictedTrigger, doc: Doc, layers: Layers, thresholds: Thresholds) -> tuple[Argument, ...]:
    marks = ("source", "time", "quantity")
    found: dict[tuple[str, str], Argument] = {}
    figures = _figures(layers)
    for arc in trigger.arcs:
        if arc.label in marks or arc.score < thresholds.role:
            continue
        entity = _entity(arc, layers) or _named(arc, doc, layers)
        span = span_of(doc[arc.head], min(arc.start, figures.get(arc.head, arc.start)), arc.end)
        found.setdefault((arc.label, entity or span.text), Argument(arc.label, entity, span))
    return tuple(found.values())


def _figures(layers: Layers) -> dict[int | None, int]:
    """Where the figure before a word begins, which is part of its phrase: "18 dead officers"."""
    begins: dict[int | None, int] = {}
    for mention in layers.quantities:
        for at in (mention.noun, mention.last - 1):
            begins[at] = min(mention.first, begins.get(at, mention.first))
    return begins


def _entity(arc: PredictedArc, layers: Layers) -> str | None:
    """The entity whose mention the arc's words are; a mention deep inside a longer phrase does not count."""
    if arc.head in layers.by_head:
        return layers.by_head[arc.head]
    return layers.by_head.get(arc.start) if arc.end - arc.start == 1 else None


def _named(arc: PredictedArc, doc: Doc, layers: Layers) -> str | None:
    """The entity whose name ends a phrase that begins with what it is: "defence lawyer Ada Berg"."""
    last = doc[arc.end - 1]
    beside = last.ent_type_ and all(token.pos_ != "ADP" for token in doc[arc.head : last.i])
    return layers.by_head.get(last.i) if beside else None


def _source(trigger: PredictedTrigger, doc: Doc, layers: Layers, thresholds: Thresholds) -> Attribution | None:
    """Who vouches by the model, which has to be surer of it than of the text's telling it in its own voice."""
    least = thresholds.source
    if trigger.factuality == "asserted":
        least = max(least, trigger.factuality_score)
    elif trigger.factuality != "claimed":
        least = max(least, thresholds.unclaimed)
    arcs = [arc for arc in trigger.arcs if arc.label == "source" and arc.score >= least]
    if not arcs:
        return None
    best = max(arcs, key=lambda arc: (arc.score, -arc.start))
    entity = _entity(best, layers) or _named(best, doc, layers)
    if entity is None:
        author = author_of(doc[best.head], load_status_words())
        entity = layers.by_head.get(author.i)
        if entity is None and author.pos_ in ("PRON", "DET"):
            return None
    return Attribution(entity, None if entity else span_of(doc[best.head], best.start, best.end).text)


def _time(trigger: PredictedTrigger, layers: Layers, thresholds: Thresholds) -> TimeExpression | None:
    arcs = [arc for arc in trigger.arcs if arc.label == "time" and arc.score >= thresholds.time]
    for arc in sorted(arcs, key=lambda arc: -arc.score):
        for mention in layers.times:
            if mention.first < arc.end and arc.start < mention.last and mention.kind != "set":
                return TimeExpression(mention.moment, mention.span)
    return None


def _quantities(
    trigger: PredictedTrigger, layers: Layers, lexicon: Lexicon, thresholds: Thresholds
) -> tuple[Quantity, ...]:
    block = lexicon.blocks.get(trigger.type)
    measure = next(iter(block.measure.values()), None) if block is not None else None
    found: list[Quantity] = []
    for arc in trigger.arcs:
        if arc.label != "quantity" or arc.score < thresholds.quantity:
            continue
        for mention in layers.quantities:
            if mention.first < arc.end and arc.start < mention.last:
                counts = mention.people or mention.unit is None
                what = (measure if counts else None) or mention.unit or trigger.type.lower()
                found += figures_of(mention, what)
    return tuple(dict.fromkeys(found))
