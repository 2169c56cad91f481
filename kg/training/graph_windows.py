"""Stories as batches: windows of words for the encoder, and for each head indices and targets into all their words."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kg.annotate.encoder.pieces import Pieces
from kg.annotate.graph.anaphors import anaphors_of, candidate_words, earlier, pair_features
from kg.annotate.graph.events import LONGEST_SENTENCE, MARKS, SPANNED, link_features
from kg.schema.contract import ENTITY_TYPES, EVENT_TYPES, FACTUALITIES, PREDICATES, ROLES
from kg.training.labels import UNKNOWN
from kg.training.stories import Mentioned, Story, Trigger
from kg.training.windows import drawn_case, shown

__all__ = ["GraphBatch", "StoryWindow", "cut_story", "graph_batch", "graph_batches"]

BUDGETS = (60, 120, 180, 220, 250, 250, 250, 0, 0)  # 0: one sentence
LABELS = {label: at for at, label in enumerate(SPANNED)}
TYPES = {label: at for at, label in enumerate(EVENT_TYPES)}
FACTS = {label: at for at, label in enumerate(FACTUALITIES)}
KINDS = {label: 1 + 2 * at for at, label in enumerate(ENTITY_TYPES)}
STATED = {label: 1 + at for at, label in enumerate(PREDICATES)}

Integers = NDArray[np.int64]
Rows = list[list[int]]


@dataclass(frozen=True, slots=True)
class StoryWindow:
    """Words `begin` to `end` of a story as pieces."""

    begin: int
    end: int
    ids: list[int]
    shapes: list[int]
    first: list[int]


@dataclass(slots=True)
class GraphBatch:
    """Targets of some stories; all word indices run through the stories' words one after another.

    Pieces come in `windows`, in order. Rows of equal length belong together: `trigger`, `kind`, `factuality`,
    `sentence` (candidates, -1 where there is none), `roles` and `marks` (their targets); and so on.
    """

    windows: list[StoryWindow] = field(default_factory=list)
    words: int = 0
    bio: list[int] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    outer: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    trigger: list[int] = field(default_factory=list)
    kind: list[int] = field(default_factory=list)
    factuality: list[int] = field(default_factory=list)
    sentence: Rows = field(default_factory=list)
    roles: Rows = field(default_factory=list)
    marks: list[Rows] = field(default_factory=list)
    span: Rows = field(default_factory=list)  # origin, head, label, start, end
    span_sentence: Rows = field(default_factory=list)
    subject: list[int] = field(default_factory=list)
    subject_sentence: Rows = field(default_factory=list)
    stated: Rows = field(default_factory=list)
    link: Rows = field(default_factory=list)  # first, second, same
    link_features: list[tuple[float, ...]] = field(default_factory=list)
    anaphor: list[int] = field(default_factory=list)
    anaphor_kind: list[int] = field(default_factory=list)
    pair: Rows = field(default_factory=list)  # anaphor, candidate, same entity
    pair_features: list[tuple[int, ...]] = field(default_factory=list)


def cut_story(story: Story, pieces: Pieces, rng: random.Random | None, limit: int = 250) -> Iterator[StoryWindow]:
    """Windows of whole sentences; with `rng`, of varying length and with capitals drawn anew."""
    sentences = _sentences(story.parsed.sentence)
    run: list[tuple[int, int]] = []
    length, budget = 0, rng.choice(BUDGETS) if rng else limit
    for start, end in sentences:
        size = 1 + sum(len(pieces.of(word)) for word in story.parsed.words[start:end])
        if run and length + size > budget:
            yield _window(story, run, pieces, rng)
            run, length, budget = [], 0, rng.choice(BUDGETS) if rng else limit
        run.append((start, end))
        length += size
    if run:
        yield _window(story, run, pieces, rng)


def _sentences(numbers: Sequence[int]) -> list[tuple[int, int]]:
    starts = [at for at in range(len(numbers)) if not at or numbers[at] != numbers[at - 1]]
    return list(zip(starts, [*starts[1:], len(numbers)], strict=True))


def _window(story: Story, run: Sequence[tuple[int, int]], pieces: Pieces, rng: random.Random | None) -> StoryWindow:
    begin, end = run[0][0], run[-1][1]
    case = [shape for start, stop in run for shape in [drawn_case(rng)] * (stop - start)]
    encoded = shown(story.parsed.words[begin:end], story.new_line[begin:end], case, pieces)
    return StoryWindow(begin, begin + len(encoded.first), encoded.ids, encoded.shapes, encoded.first)


def graph_batches(stories: Sequence[Story], size: int, rng: random.Random) -> Iterator[list[Story]]:
    """Stories in random order, some `size` words at a time."""
    order = list(stories)
    rng.shuffle(order)
    group: list[Story] = []
    for story in order:
        group.append(story)
        if sum(len(member.parsed.words) for member in group) >= size:
            yield group
            group = []
    if group:
        yield group


def graph_batch(stories: Sequence[Story], pieces: Pieces, rng: random.Random | None) -> GraphBatch:
    """All targets of some stories."""
    batch = GraphBatch()
    for story in stories:
        windows = list(cut_story(story, pieces, rng))
        shown_words = [at for window in windows for at in range(window.begin, window.end)]
        place = {word: batch.words + at for at, word in enumerate(shown_words)}
        _add_words(batch, story, place)
        sentences = {number: _near(rows) for number, rows in _by_sentence(story, place).items()}
        if story.noted:
            _add_triggers(batch, story, place, sentences)
            _add_relations(batch, story, place, sentences)
        _add_anaphors(batch, story, place)
        batch.windows += windows
        batch.words += len(shown_words)
    return batch


def _by_sentence(story: Story, place: dict[int, int]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for word in place:
        rows.setdefault(story.parsed.sentence[word], []).append(word)
    return rows


def _near(words: list[int]) -> list[int]:
    return words[:LONGEST_SENTENCE]


def _add_words(batch: GraphBatch, story: Story, place: dict[int, int]) -> None:
    count, none = len(place), 0 if story.noted else UNKNOWN
    bio = [0 if story.eventful else UNKNOWN] * count
    types, outer, inner = [UNKNOWN] * count, [none] * count, [none] * count
    for trigger in story.triggers:
        rows = _rows(trigger, place, batch.words)
        for at, row in enumerate(rows):
            bio[row], types[row] = 2 if at else 1, TYPES[trigger.type]
    for mention in sorted(story.mentions, key=lambda m: (m.start - m.end, m.start)):
        rows = _rows(mention, place, batch.words)
        for layer in (outer, inner):
            if not any(layer[row] > 0 for row in rows):
                for at, row in enumerate(rows):
                    layer[row] = KINDS[mention.type] + bool(at)
                break
    batch.bio += bio
    batch.types += types
    batch.outer += outer
    batch.inner += inner


def _rows(span: Trigger | Mentioned, place: dict[int, int], base: int) -> list[int]:
    rows = [place.get(word, -1) - base for word in range(span.start, span.end)]
    return rows if min(rows) >= 0 else []


def _add_triggers(batch: GraphBatch, story: Story, place: dict[int, int], sentences: dict[int, list[int]]) -> None:
    kept = [trigger for trigger in story.triggers if trigger.head in place]
    for trigger in kept:
        around = sentences[story.parsed.sentence[trigger.head]]
        batch.trigger.append(place[trigger.head])
        batch.kind.append(TYPES[trigger.type])
        batch.factuality.append(FACTS[trigger.factuality])
        batch.sentence.append([place[word] for word in around])
        judged = [trigger.judged is None or word in trigger.judged for word in around]
        masked = {word: {label for label, head in trigger.masked if head == word} for word in around}
        roles = [UNKNOWN if not ok or masked[word] & set(ROLES) else 0 for word, ok in zip(around, judged, strict=True)]
        marks = [
            [UNKNOWN if not ok or mark in masked[word] else 0 for word, ok in zip(around, judged, strict=True)]
            for mark in MARKS
        ]
        for arc in trigger.arcs:
            if arc.head not in around:
                continue
            at = around.index(arc.head)
            if arc.label in MARKS:
                marks[MARKS.index(arc.label)][at] = 1
            else:
                roles[at] = 1 + ROLES.index(arc.label)
            _add_span(batch, (trigger.head, arc.head, LABELS[arc.label], arc.start, arc.end - 1), place, around)
        batch.roles.append(roles)
        batch.marks.append(marks)
    for at, second in enumerate(kept):
        for first in kept[:at]:
            same = first.event == second.event
            batch.link.append([place[first.head], place[second.head], int(same)])
            heads = [story.parsed.lemmas[trigger.head] for trigger in (first, second)]
            batch.link_features.append(
                link_features(first.type == second.type, second.head - first.head, heads[0] == heads[1])
            )


def _add_span(batch: GraphBatch, row: tuple[int, ...], place: dict[int, int], around: list[int]) -> None:
    origin, head, label, start, end = row
    if head in around and start in around and end in around and start <= head <= end:
        batch.span.append([place[origin], place[head], label, around.index(start), around.index(end)])
        batch.span_sentence.append([place[word] for word in around])


def _add_relations(batch: GraphBatch, story: Story, place: dict[int, int], sentences: dict[int, list[int]]) -> None:
    heads = sorted({mention.head for mention in story.mentions if mention.head in place})
    for head in heads:
        around = sentences[story.parsed.sentence[head]]
        row = [0] * len(around)
        for relation in story.relations:
            if head in relation.subjects:
                row = [UNKNOWN if word in relation.objects else old for word, old in zip(around, row, strict=True)]
        for relation in story.relations:
            if relation.pair is None or relation.pair[0] != head or relation.pair[3] not in around:
                continue
            _, start, end, target = relation.pair
            row[around.index(target)] = STATED[relation.predicate]
            if relation.value:
                _add_span(batch, (head, target, LABELS["value"], start, end - 1), place, around)
        batch.subject.append(place[head])
        batch.subject_sentence.append([place[word] for word in around])
        batch.stated.append(row)


def _add_anaphors(batch: GraphBatch, story: Story, place: dict[int, int]) -> None:
    if story.clusters is not None:
        entity = dict(story.clusters)
        words = [*candidate_words(story.parsed), *entity]
    else:
        entity = {}
        for mention in story.mentions:
            entity.setdefault(mention.head, mention.entity)
        words = list(entity)
    anaphors = anaphors_of(story.parsed, [word for word in words if word in place])
    base = len(batch.anaphor)
    for at, candidates in enumerate(earlier(anaphors)):
        anaphor = anaphors[at]
        batch.anaphor.append(place[anaphor.word])
        batch.anaphor_kind.append(anaphor.kind)
        for other in candidates:
            candidate = anaphors[other]
            same = anaphor.word in entity and entity[anaphor.word] == entity.get(candidate.word)
            batch.pair.append([base + at, base + other, int(same)])
            batch.pair_features.append(pair_features(anaphor, candidate, at - other))
