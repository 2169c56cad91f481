"""Why extraction says what it says: for each sentence what was found, and what either engine saw in it or refused."""

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.learned import Thresholds
from kg.extract.triggers import Refused, Trigger, find_triggers
from kg.model import ArticleRecord, EventMention, Layers, PredictedTrigger, TimeExpression
from kg.schema.lexicon import Lexicon

__all__ = ["explain"]


def explain(
    doc: Doc, layers: Layers, record: ArticleRecord, lexicon: Lexicon, floor: float, thresholds: Thresholds
) -> Iterator[str]:
    """Lines of plain text, sentence by sentence, in the order of the article.

    Of each sentence first the events and relations of the record (`=`), then what the lexicon and what the language
    model saw: taken (`✓`), not sure enough (`·`), refused (`✗`).
    """
    refused: Refused = []
    triggers = list(find_triggers(doc, lexicon, layers, refused))
    names = {entity.id: entity.name for entity in record.entities}
    for sentence in doc.sents:
        text = " ".join(sentence.text.split())
        if not text:
            continue
        yield f"“{text}”"
        characters, inside = range(sentence.start_char, sentence.end_char), range(sentence.start, sentence.end)
        for event in (e for e in record.events if e.trigger.start in characters):
            yield from _event(event, characters, names)
        for relation in (r for r in record.relations if r.evidence.start in characters):
            target = names.get(relation.object or "") or relation.value
            yield f"  = {names[relation.subject]} {relation.predicate} {target}  [{relation.rule}]"
        for trigger in (t for t in triggers if t.token.i in inside):
            yield from _trigger(trigger, layers, names, floor)
        for token, entry, reason in (r for r in refused if r[0].i in inside):
            yield f"  ✗ {token.text}: {entry.name} refused: {reason}"
        for predicted in (t for t in layers.graph.triggers if t.head in inside):
            yield from _predicted(predicted, doc, thresholds)
        yield ""


def _event(event: EventMention, sentence: range, names: dict[str, str]) -> Iterator[str]:
    source = event.attribution
    by = f" by {names.get(source.entity or '') or source.text}" if source is not None else ""
    how = f"[{event.rule}] (confidence {event.confidence}), {event.factuality}{by}"
    yield f"  = {event.trigger.text}: {event.type} {how}"
    for argument in event.arguments:
        words = argument.span.text if argument.span is not None else ""
        name = names.get(argument.entity or "")
        yield f"      {argument.role}: {words if name in (None, words) else f'{name} (“{words}”)'}"
    if event.time is not None:
        yield f"      time: {_time(event.time, sentence)}"
    for quantity in event.quantities:
        yield f"      figure: {quantity.span.text}"


def _time(time: TimeExpression, sentence: range) -> str:
    value = time.moment.value if time.moment is not None else "unknown"
    if time.span is None:
        return value
    return f"{value} (“{time.span.text}”{'' if time.span.start in sentence else ', told in another sentence'})"


def _trigger(trigger: Trigger, layers: Layers, names: dict[str, str], floor: float) -> Iterator[str]:
    low = trigger.entry.confidence < floor
    mark = "·" if low else "✓"
    because = f", below the floor of {floor}" if low else ""
    yield f"  {mark} {trigger.token.text}: {trigger.rule} (confidence {trigger.entry.confidence}{because})"
    for function, tokens in trigger.frame.slots.items():
        if not tokens:  # its only word was the trigger itself
            continue
        role = trigger.entry.roles.get(function, "–")
        fillers = ", ".join(names.get(layers.by_head.get(t.i, ""), t.text) for t in tokens)
        if any(time.first <= tokens[0].i < time.last for time in layers.times):
            role = "time"
        yield f"      {function} → {role}: {fillers}"


def _predicted(trigger: PredictedTrigger, doc: Doc, thresholds: Thresholds) -> Iterator[str]:
    sure = trigger.score * trigger.type_score
    because = ", more likely none" if trigger.doubtful else f", alone below {thresholds.alone}"
    low = trigger.doubtful or sure < thresholds.alone
    words = doc[trigger.start : trigger.end].text
    status = f"{trigger.factuality} {trigger.factuality_score:.2f}"
    likely = f"event {trigger.score:.2f}, type {trigger.type_score:.2f}"
    yield f"  {'·' if low else '✓'} {words}: graph.{trigger.type} ({likely}{because if low else ''}), {status}"
    for arc in trigger.arcs:
        yield f"      {arc.label}: {doc[arc.start : arc.end].text} {arc.score:.2f}"
