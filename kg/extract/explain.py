"""Why extraction says what it says: for each sentence the triggers, the grammar around them, and what was refused."""

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extract.triggers import Refused, Trigger, find_triggers
from kg.model import ArticleRecord, Layers
from kg.schema.lexicon import Lexicon

__all__ = ["explain"]


def explain(doc: Doc, layers: Layers, record: ArticleRecord, lexicon: Lexicon, floor: float) -> Iterator[str]:
    """Lines of plain text, sentence by sentence, in the order of the article."""
    refused: Refused = []
    triggers = list(find_triggers(doc, lexicon, layers, refused))
    names = {entity.id: entity.name for entity in record.entities}
    for sentence in doc.sents:
        text = " ".join(sentence.text.split())
        if not text:
            continue
        yield f"“{text}”"
        inside = range(sentence.start, sentence.end)
        for trigger in (t for t in triggers if t.token.i in inside):
            yield from _trigger(trigger, layers, names, floor)
        for token, entry, reason in (r for r in refused if r[0].i in inside):
            yield f"  ✗ {token.text}: {entry.name} refused: {reason}"
        for relation in record.relations:
            if sentence.start_char <= relation.evidence.start < sentence.end_char:
                target = names.get(relation.object or "") or relation.value
                yield f"  ✓ {names[relation.subject]} {relation.predicate} {target}  [{relation.rule}]"
        yield ""


def _trigger(trigger: Trigger, layers: Layers, names: dict[str, str], floor: float) -> Iterator[str]:
    low = trigger.entry.confidence < floor
    mark = "·" if low else "✓"
    because = f", below the floor of {floor}" if low else ""
    yield f"  {mark} {trigger.token.text}: {trigger.rule} (confidence {trigger.entry.confidence}{because})"
    for function, tokens in trigger.frame.slots.items():
        role = trigger.entry.roles.get(function, "–")
        fillers = ", ".join(names.get(layers.by_head.get(t.i, ""), t.text) for t in tokens)
        if any(time.first <= tokens[0].i < time.last for time in layers.times):
            role = "time"
        yield f"      {function} → {role}: {fillers}"
