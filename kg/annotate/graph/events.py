"""Triggers of events and their arcs: which words fill which roles, who says so, when, how many."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.annotate.encoder.names import Name, NameDecoder
from kg.annotate.graph.network import GraphNetwork, GraphReading
from kg.annotate.graph.parsed import Parsed, head_of
from kg.annotate.graph.scores import Integers, Scores, numbered, sigmoid, softmax
from kg.annotate.graph.settings import GraphSettings
from kg.model import FACTUALITIES, PredictedArc, PredictedLink, PredictedTrigger
from kg.schema.contract import EVENT_TYPES, ROLES

__all__ = [
    "LONGEST_SENTENCE",
    "MARKS",
    "SPANNED",
    "TOGETHER",
    "Found",
    "Phrase",
    "candidates_of",
    "end_phrases",
    "find_arcs",
    "find_doubtful",
    "find_links",
    "find_triggers",
    "link_features",
    "stacked",
]

MARKS = ("source", "time", "quantity")  # arcs that stand beside the roles: a word may bear one and a role
SPANNED = (*ROLES, *MARKS, "value")  # what the ends of a phrase are asked for
LONGEST_SENTENCE = 120  # words of a sentence that are looked at as fillers
TOGETHER = 48  # triggers or phrases scored in one run, which bounds memory
DOUBT = 1.5  # how much less likely than not a trigger may be (logit) to be named as a doubtful one
LINKED_WITHIN = 40  # a trigger is compared with so many before it
ONE_FIGURE = frozenset(("Killing", "Injury", "Death", "Arrest"))  # where a second figure is another event's

_TRIGGER = NameDecoder(("O", "B-event", "I-event"))


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger before its arcs are known; `type` is an index into the contract's types.

    `doubtful`: the model does not take it for one, and only says what it would be.
    """

    start: int
    end: int
    head: int
    type: int
    score: float
    type_score: float
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A filler found by its head; `label` is an index into `SPANNED`."""

    origin: int
    head: int
    label: int
    score: float
    start: int = -1
    end: int = -1


def link_features(same_type: bool, distance: int, same_lemma: bool) -> tuple[float, float, float]:
    """What a pair of triggers shows besides what they mean; `distance` in words."""
    return float(same_type), math.log1p(abs(distance)) / 5, float(same_lemma)


def candidates_of(parsed: Parsed) -> list[range]:
    """For each sentence the words that may be fillers in it."""
    numbers = parsed.sentence
    starts = [at for at in range(len(numbers)) if not at or numbers[at] != numbers[at - 1]]
    ends = [*starts[1:], len(numbers)]
    return [range(start, min(end, start + LONGEST_SENTENCE)) for start, end in zip(starts, ends, strict=True)]


def find_triggers(
    parsed: Parsed, reading: GraphReading, new_line: Sequence[bool], settings: GraphSettings
) -> list[Found]:
    """Triggers in text order."""
    return _typed(parsed, reading, _named(reading, new_line, settings), settings)


def find_doubtful(
    parsed: Parsed, reading: GraphReading, new_line: Sequence[bool], settings: GraphSettings, found: Sequence[Found]
) -> list[Found]:
    """Words that are more likely no trigger, though not surely, and overlap none of those found."""
    taken = {at for trigger in found for at in range(trigger.start, trigger.end)}
    lenient = settings.adjusted("no_trigger", settings.no_trigger - DOUBT)
    names = [name for name in _named(reading, new_line, lenient) if taken.isdisjoint(range(name.start, name.end))]
    logits = reading.triggers + np.array([settings.no_trigger, 0, 0], np.float32)
    none = softmax(logits / np.float32(settings.temperature("trigger")))[:, 0]
    scored = [replace(name, score=float(1 - none[name.start : name.end].max())) for name in names]
    return _typed(parsed, reading, scored, settings, doubtful=True)


def _named(reading: GraphReading, new_line: Sequence[bool], settings: GraphSettings) -> list[Name]:
    logits = reading.triggers + np.array([settings.no_trigger, 0, 0], np.float32)
    return _TRIGGER.decode(logits / np.float32(settings.temperature("trigger")), new_line)


def _typed(
    parsed: Parsed, reading: GraphReading, names: Sequence[Name], settings: GraphSettings, *, doubtful: bool = False
) -> list[Found]:
    if not names:
        return []
    logits: Scores = np.stack([reading.types[name.start : name.end].mean(0) for name in names])
    kinds = softmax(logits / np.float32(settings.temperature("type")))
    chosen = kinds.argmax(1).tolist()
    return [
        Found(
            name.start,
            name.end,
            head_of(parsed, name.start, name.end),
            best,
            name.score,
            float(kinds[row, best]),
            doubtful,
        )
        for row, (name, best) in enumerate(zip(names, chosen, strict=True))
    ]


def find_arcs(
    parsed: Parsed, reading: GraphReading, triggers: Sequence[Found], network: GraphNetwork, settings: GraphSettings
) -> Iterator[PredictedTrigger]:
    """The triggers with what fills their roles, in the order given."""
    sentences = candidates_of(parsed)
    for at in range(0, len(triggers), TOGETHER):
        group = triggers[at : at + TOGETHER]
        around = [sentences[parsed.sentence[trigger.head]] for trigger in group]
        words, begin, end = stacked([trigger.head for trigger in group], around)
        heads = np.array([trigger.head - begin for trigger in group])
        kinds = np.array([trigger.type for trigger in group])
        vectors = reading.vectors[begin:end]
        arcs, facts = network.run("arcs", vectors=vectors, trigger=heads, kind=kinds, words=np.maximum(words, 0))
        phrases = list(_fillers(arcs, group, around, settings))
        ended: dict[int, list[Phrase]] = {}
        for phrase in end_phrases(reading, phrases, parsed, sentences, network):
            ended.setdefault(phrase.origin, []).append(phrase)
        certain = softmax(facts / np.float32(settings.temperature("factuality")))
        for row, trigger in enumerate(group):
            own = ended.get(trigger.head, ())
            fact = int(certain[row].argmax())
            yield PredictedTrigger(
                trigger.start,
                trigger.end,
                trigger.head,
                EVENT_TYPES[trigger.type],
                round(trigger.score, 4),
                round(trigger.type_score, 4),
                FACTUALITIES[fact],
                round(float(certain[row, fact]), 4),
                tuple(_chosen(trigger, own)),
                trigger.doubtful,
            )


def stacked(heads: Sequence[int], rows: Sequence[range]) -> tuple[Integers, int, int]:
    """The words of each row, -1 where a row has ended, counted from `begin`; all lie before `end`."""
    begin = min(min(heads), *(row.start for row in rows))
    end = max(max(heads) + 1, *(row.stop for row in rows))
    starts, lengths = np.array([row.start - begin for row in rows]), np.array([len(row) for row in rows])
    places = np.arange(lengths.max())
    words: Integers = np.where(places < lengths[:, None], starts[:, None] + places, -1)
    return words, begin, end


def _fillers(
    logits: Scores, triggers: Sequence[Found], around: Sequence[range], settings: GraphSettings
) -> Iterator[Phrase]:
    """The heads of what fills the triggers' roles and marks, trigger by trigger; `around` are the words asked about."""
    roles = logits[:, :, : 1 + len(ROLES)].copy()
    roles[:, :, 0] += settings.no_role
    inside = np.arange(roles.shape[1]) < np.array([len(words) for words in around])[:, None]
    best = np.where(inside, roles.argmax(2), 0)
    chances = softmax(roles / np.float32(settings.temperature("role"))).max(2)
    marks = sigmoid(logits[:, :, 1 + len(ROLES) :])
    tempered = sigmoid(logits[:, :, 1 + len(ROLES) :] / np.float32(settings.temperature("mark")))
    sure: NDArray[np.bool_] = marks > np.array([getattr(settings, mark) for mark in MARKS])
    over: NDArray[np.bool_] = sure & inside[:, :, None]
    marked = np.logical_or.reduce(over, 1)
    for row, (trigger, words) in enumerate(zip(triggers, around, strict=True)):
        for place in best[row].nonzero()[0].tolist():
            yield Phrase(trigger.head, words[place], int(best[row, place]) - 1, float(chances[row, place]))
        single = EVENT_TYPES[trigger.type] in ONE_FIGURE
        for at in marked[row].nonzero()[0].tolist():
            places = over[row, :, at].nonzero()[0].tolist()
            if MARKS[at] != "quantity" or single:
                places = [int(marks[row, : len(words), at].argmax())]
            for place in places:
                yield Phrase(trigger.head, words[place], len(ROLES) + at, float(tempered[row, place, at]))


def end_phrases(
    reading: GraphReading,
    phrases: Sequence[Phrase],
    parsed: Parsed,
    sentences: Sequence[range],
    network: GraphNetwork,
) -> Iterator[Phrase]:
    """The phrases with their first and last words found."""
    for at in range(0, len(phrases), TOGETHER):
        group = phrases[at : at + TOGETHER]
        around = [sentences[parsed.sentence[phrase.head]] for phrase in group]
        words, begin, end = stacked([phrase.origin for phrase in group], around)
        (scores,) = network.run(
            "spans",
            vectors=reading.vectors[begin:end],
            origin=np.array([phrase.origin - begin for phrase in group]),
            head=np.array([phrase.head - begin for phrase in group]),
            label=np.array([phrase.label for phrase in group]),
            words=np.maximum(words, 0),
        )
        heads = np.array([phrase.head - begin for phrase in group])[:, None]
        never = np.float32(-np.inf)
        firsts = np.where((words >= 0) & (words <= heads), scores[..., 0], never).argmax(1).tolist()
        lasts = np.where(words >= heads, scores[..., 1], never).argmax(1).tolist()
        for phrase, row, first, last in zip(group, around, firsts, lasts, strict=True):
            yield Phrase(phrase.origin, phrase.head, phrase.label, phrase.score, row[first], row[last] + 1)


def _chosen(trigger: Found, phrases: Sequence[Phrase]) -> Iterator[PredictedArc]:
    """Of phrases that overlap under one label the likelier one; none that is but the trigger itself."""
    kept: list[Phrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (-phrase.score, phrase.start)):
        role = phrase.label < len(ROLES)
        if role and trigger.start <= phrase.start and phrase.end <= trigger.end:
            continue
        if not any(
            phrase.label == other.label and phrase.start < other.end and other.start < phrase.end for other in kept
        ):
            kept.append(phrase)
    for phrase in sorted(kept, key=lambda phrase: (phrase.start, phrase.end, phrase.label)):
        yield PredictedArc(SPANNED[phrase.label], phrase.start, phrase.end, phrase.head, round(phrase.score, 4))


def find_links(
    parsed: Parsed, reading: GraphReading, triggers: Sequence[Found], network: GraphNetwork, settings: GraphSettings
) -> Iterator[PredictedLink]:
    """Pairs of triggers that mention one event."""
    for at in range(0, len(triggers), TOGETHER):
        begin = max(0, at - LINKED_WITHIN)
        group = triggers[begin : at + TOGETHER]
        seconds = np.arange(at - begin, len(group))
        counts = np.minimum(seconds, LINKED_WITHIN)
        second = np.repeat(seconds, counts)
        if not len(second):
            continue
        first = second - np.concatenate([np.arange(count, 0, -1) for count in counts])
        heads = [trigger.head for trigger in group]
        (logits,) = network.run(
            "links",
            vectors=reading.vectors[heads],
            first=first,
            second=second,
            features=_features_of_links(
                np.array([trigger.type for trigger in group]),
                np.array(heads),
                numbered([parsed.lemmas[head] for head in heads]),
                first,
                second,
            ),
        )
        likely = sigmoid(logits) > settings.link
        chances = sigmoid(logits / np.float32(settings.temperature("link")))
        for row in np.flatnonzero(likely).tolist():
            yield PredictedLink(begin + int(first[row]), begin + int(second[row]), round(float(chances[row]), 4))


def _features_of_links(types: Integers, heads: Integers, lemmas: Integers, first: Integers, second: Integers) -> Scores:
    """`link_features` of many pairs of triggers at once, a row each."""
    distances, places = np.unique(np.abs(heads[second] - heads[first]), return_inverse=True)
    features = np.empty((len(first), 3), np.float32)
    features[:, 0] = types[first] == types[second]
    features[:, 1] = np.array([link_features(False, distance, False)[1] for distance in distances.tolist()])[places]
    features[:, 2] = lemmas[first] == lemmas[second]
    return features
