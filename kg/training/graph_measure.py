"""Scores the event graph on annotated articles, from raw text and with gold triggers told.

A trigger is found if one overlaps it; an arc if label and filler agree, where any mention of the entity will do and
the head of either lies in the other. Every event counts each of its fillers once, wherever in the article it stands.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.encoder.annotator import Encoder
from kg.annotate.encoder.words import words_of
from kg.annotate.graph.anaphors import anaphors_of, candidate_words
from kg.annotate.graph.decoder import GraphDecoder, gather
from kg.annotate.graph.events import Found
from kg.annotate.graph.mentions import score_antecedents
from kg.annotate.graph.network import GraphReading
from kg.annotate.graph.parsed import Parsed, parsed_of
from kg.model import EventGraph, PredictedArc, PredictedTrigger
from kg.schema.contract import EVENT_TYPES
from kg.training.measure import Tally
from kg.training.stories import Filler, Story

__all__ = [
    "MARKED",
    "Read",
    "decode_story",
    "entity_at",
    "fills",
    "overlaps",
    "read_story",
    "tally_story",
    "tally_treebank_links",
]

MARKED = ("source", "time", "quantity")


@dataclass(frozen=True, slots=True)
class Read:
    """A story and what the encoder reads of it."""

    story: Story
    reading: GraphReading


def read_story(story: Story, nlp: Language, encoder: Encoder) -> Read:
    """The encoder's reading of a story that `nlp` parsed."""
    return Read(story, gather(encoder.read_graph(nlp.make_doc(story.text))))


def _told(story: Story) -> list[Found]:
    """The story's own triggers, as if they had been found."""
    return [
        Found(trigger.start, trigger.end, trigger.head, EVENT_TYPES.index(trigger.type), 1.0, 1.0)
        for trigger in story.triggers
    ]


def decode_story(read: Read, decoder: GraphDecoder, *, told: bool = False) -> EventGraph:
    """The graph of a story, in words; `told`: with its own triggers."""
    story = read.story
    found = _told(story) if told else None
    return decoder.decode(story.parsed, read.reading, story.new_line, found)


def tally_story(read: Read, decoder: GraphDecoder) -> Tally:
    """Tallies of one article by kind: `KIND` from raw text, `KIND (told)` on gold triggers, `KIND:LABEL` by label."""
    story, tally = read.story, Tally()
    graph = decode_story(read, decoder)
    told = decode_story(read, decoder, told=True)
    if story.eventful:
        _tally_triggers(tally, story, graph)
        _tally_told(tally, story, told)
    _tally_mentions(tally, story, graph)
    _tally_relations(tally, story, graph)
    _tally_links(tally, story, read, graph, decoder)
    return tally


def overlaps(one: Any, other: Any) -> bool:
    """Whether two things with `start` and `end` share a word."""
    return bool(one.start < other.end and other.start < one.end)


def _matched(gold: Sequence[Any], found: Sequence[Any], fits: Callable[[Any, Any], bool]) -> list[tuple[int, int]]:
    """Pairs, one to one, of gold and found things that fit, the closest first taken for each found."""
    used: set[int] = set()
    pairs = []
    for at, thing in enumerate(found):
        fitting = [other for other in range(len(gold)) if other not in used and fits(gold[other], thing)]
        if fitting:
            best = min(fitting, key=lambda g: abs(gold[g].start - thing.start) + abs(gold[g].end - thing.end))
            used.add(best)
            pairs.append((best, at))
    return pairs


def _tally_triggers(tally: Tally, story: Story, graph: EventGraph) -> None:
    gold, found = story.triggers, graph.triggers
    tally.add("triggers", len(_matched(gold, found, overlaps)), len(found), len(gold))
    typed = _matched(gold, found, lambda one, other: one.type == other.type and overlaps(one, other))
    tally.add("triggers typed", len(typed), len(found), len(gold))
    for trigger in gold:
        tally.gold[f"type:{trigger.type}"] += 1
    for predicted in found:
        tally.predicted[f"type:{predicted.type}"] += 1
    by_event: dict[int, list[tuple[PredictedTrigger, bool]]] = defaultdict(list)
    for one, other in typed:
        tally.right[f"type:{gold[one].type}"] += 1
        by_event[gold[one].event].append((found[other], gold[one].main))
    matched = {other for _, other in typed}
    _tally_arcs(tally, story, by_event, "")
    for at, predicted in enumerate(found):
        if at not in matched:
            for arc in predicted.arcs:
                _count_arc(tally, arc.label, "", predicted=1)


def _tally_told(tally: Tally, story: Story, graph: EventGraph) -> None:
    by_event: dict[int, list[tuple[PredictedTrigger, bool]]] = defaultdict(list)
    for trigger, found in zip(story.triggers, graph.triggers, strict=True):
        by_event[trigger.event].append((found, trigger.main))
        if trigger.main:
            right = int(found.factuality == trigger.factuality)
            tally.add("factuality", right, 1, 1)
            tally.add(f"factuality:{trigger.factuality}", right, 0, 1)
            tally.predicted[f"factuality:{found.factuality}"] += 1
    _tally_arcs(tally, story, by_event, " (told)")
    gold = {
        (first, second)
        for second in range(len(story.triggers))
        for first in range(second)
        if story.triggers[first].event == story.triggers[second].event
    }
    found_links = {(link.first, link.second) for link in graph.links}
    tally.add("same event", len(gold & found_links), len(found_links), len(gold))


def _count_arc(tally: Tally, label: str, suffix: str, right: int = 0, predicted: int = 0, gold: int = 0) -> None:
    kind = label if label in MARKED else "roles"
    tally.add(kind + suffix, right, predicted, gold)
    if kind == "roles":
        tally.add(f"role:{label}{suffix}", right, predicted, gold)


def _tally_arcs(
    tally: Tally, story: Story, by_event: dict[int, list[tuple[PredictedTrigger, bool]]], suffix: str
) -> None:
    of_event: dict[int, list[Filler]] = defaultdict(list)
    for filler in story.fillers:
        of_event[filler.event].append(filler)
    for filler in story.fillers:
        if filler.spans:
            _count_arc(tally, filler.label, suffix, gold=1)
    for event, triggers in by_event.items():
        fillers = of_event[event]
        got: set[int] = set()
        wrong: set[tuple[str, int]] = set()
        for trigger, main in triggers:
            for arc in trigger.arcs:
                hits = {at for at, filler in enumerate(fillers) if filler.label == arc.label and fills(arc, filler)}
                got |= hits
                unsaid = not main and any(f.label == arc.label and f.entity is None for f in fillers)
                if not hits and not unsaid:
                    wrong.add((arc.label, arc.head))
        for at in got:
            _count_arc(tally, fillers[at].label, suffix, right=1, predicted=1)
        for label, _ in wrong:
            _count_arc(tally, label, suffix, predicted=1)


def fills(arc: PredictedArc, filler: Filler) -> bool:
    """Whether the head of one lies in the other."""
    return any(start <= arc.head < end or arc.start <= head < arc.end for start, end, head in filler.spans)


def _tally_mentions(tally: Tally, story: Story, graph: EventGraph) -> None:
    gold = list({(m.start, m.end, m.type): m for m in story.mentions}.values())
    found = graph.mentions
    typed = _matched(gold, found, lambda one, other: one.type == other.type and overlaps(one, other))
    tally.add("mentions", len(typed), len(found), len(gold))
    exact = {(m.start, m.end, m.type) for m in gold} & {(m.start, m.end, m.type) for m in found}
    tally.add("mentions exact", len(exact), len(found), len(gold))
    for one in gold:
        tally.gold[f"mention:{one.type}"] += 1
    for mention in found:
        tally.predicted[f"mention:{mention.type}"] += 1
    for at, _ in typed:
        tally.right[f"mention:{gold[at].type}"] += 1


def entity_at(story: Story, word: int) -> str | None:
    """The entity whose mention has that head, or else the innermost around that word."""
    inside = [m for m in story.mentions if m.head == word] or [m for m in story.mentions if m.start <= word < m.end]
    return min(inside, key=lambda m: m.end - m.start).entity if inside else None


def _tally_relations(tally: Tally, story: Story, graph: EventGraph) -> None:
    hit: set[int] = set()
    wrong: set[tuple[str | None, str, str | None]] = set()
    for found in graph.relations:
        subject = entity_at(story, graph.mentions[found.subject].head)
        target = None if found.object is None else entity_at(story, graph.mentions[found.object].head)
        words = {word.lower() for word in story.parsed.words[found.start : found.end]}
        fitting = set()
        for at, gold in enumerate(story.relations):
            if gold.predicate != found.predicate or gold.subject != subject:
                continue
            said = set((gold.value or "").lower().split())
            if target == gold.object if gold.object else len(words & said) >= 0.5 * len(words | said):
                fitting.add(at)
        hit |= fitting
        if not fitting:
            wrong.add((subject, found.predicate, target or " ".join(sorted(words))))
    for at, gold in enumerate(story.relations):
        for kind in ("relations", f"relation:{gold.predicate}"):
            tally.add(kind, int(at in hit), int(at in hit), 1)
    for _, predicate, _ in wrong:
        tally.predicted["relations"] += 1
        tally.predicted[f"relation:{predicate}"] += 1


def _tally_links(tally: Tally, story: Story, read: Read, graph: EventGraph, decoder: GraphDecoder) -> None:
    """Links on gold mentions, and from raw text: an anaphor is right if it and its antecedent are of one entity."""
    entity: dict[int, str] = {}
    for mention in story.mentions:
        entity.setdefault(mention.head, mention.entity)
    chosen = score_antecedents(story.parsed, read.reading, sorted(entity), decoder.network, decoder.settings)
    _count_links(tally, "antecedents (told)", entity, {word: to for word, (to, _) in chosen.items()})
    found: dict[int, int | None] = {}
    for found_mention in graph.mentions:
        to = found_mention.antecedent
        found.setdefault(found_mention.head, None if to is None else graph.mentions[to].head)
    _count_links(tally, "antecedents", entity, found)


def _count_links(tally: Tally, kind: str, entity: dict[int, str], chosen: dict[int, int | None]) -> None:
    seen: set[str] = set()
    gold = 0
    for word in sorted(entity):
        gold += entity[word] in seen
        seen.add(entity[word])
    links = {word: to for word, to in chosen.items() if to is not None}
    right = sum(word in entity and entity[word] == entity.get(to) for word, to in links.items())
    tally.add(kind, right, len(links), gold)


def tally_treebank_links(stories: Iterable[Story], nlp: Language, encoder: Encoder) -> Iterator[Tally]:
    """Links of the documents of a treebank, one tally each; words are gold, parse and all else are predicted."""
    decoder = encoder.graph
    if decoder is None:
        return
    for story in stories:
        words = list(story.parsed.words)
        shown = [part for word, new in zip(words, story.new_line, strict=True) for part in (["\n"] * new + [word])]
        doc = next(encoder.annotate([Doc(nlp.vocab, shown)]))
        parsed: Parsed = parsed_of(doc, words_of(doc))
        reading = gather(encoder.read_graph(doc))
        entity = dict(story.clusters or {})
        anaphors = [anaphor.word for anaphor in anaphors_of(parsed, candidate_words(parsed))]
        chosen = score_antecedents(parsed, reading, anaphors, decoder.network, decoder.settings)
        tally = Tally()
        _count_links(tally, "antecedents", entity, {word: to for word, (to, _) in chosen.items()})
        yield tally
