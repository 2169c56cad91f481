"""Mentions of persons, bodies, places and the like; what each refers back to; relations stated between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import get_args

import numpy as np

from kg.annotate.encoder.names import NameDecoder
from kg.annotate.graph.anaphors import Anaphor, anaphors_of, earlier, features_of_pairs
from kg.annotate.graph.events import SPANNED, TOGETHER, Phrase, candidates_of, end_phrases, stacked
from kg.annotate.graph.network import GraphNetwork, GraphReading
from kg.annotate.graph.parsed import Parsed, head_of
from kg.annotate.graph.scores import Scores, softmax
from kg.annotate.graph.settings import GraphSettings
from kg.model import ENTITY_TYPES, EntityType, PredictedMention, PredictedRelation
from kg.schema.contract import PREDICATES

__all__ = ["find_antecedents", "find_mentions", "find_relations", "score_antecedents"]

LABELS = ("O", *(f"{place}-{kind}" for kind in ENTITY_TYPES for place in "BI"))
VALUED = "holdsPosition"  # the predicate whose object is words, not an entity

_DECODER = NameDecoder(LABELS)
_TYPES: dict[str, EntityType] = {kind: kind for kind in get_args(EntityType)}


def find_mentions(
    parsed: Parsed, reading: GraphReading, new_line: Sequence[bool], settings: GraphSettings
) -> list[PredictedMention]:
    """Mentions in text order, the longer of two that begin together first."""
    found: dict[tuple[int, int], PredictedMention] = {}
    heat = np.float32(settings.temperature("mention"))
    for logits in (reading.outer, reading.inner):
        tempered = logits / heat
        chances = softmax(tempered)
        for name in _DECODER.decode(tempered, new_line):
            head = head_of(parsed, name.start, name.end)
            begin = LABELS.index(f"B-{name.label}")
            score = (chances[name.start, begin] + chances[name.start + 1 : name.end, begin + 1].sum()) / (
                name.end - name.start
            )
            mention = PredictedMention(name.start, name.end, head, _TYPES[name.label], round(float(score), 4))
            found.setdefault((name.start, name.end), mention)
    return sorted(found.values(), key=lambda mention: (mention.start, -mention.end))


def find_antecedents(
    parsed: Parsed,
    reading: GraphReading,
    mentions: Sequence[PredictedMention],
    network: GraphNetwork,
    settings: GraphSettings,
) -> list[PredictedMention]:
    """The mentions with what they refer back to; of mentions with one head word, the later refer to the first."""
    first: dict[int, int] = {}
    for at, mention in enumerate(mentions):
        first.setdefault(mention.head, at)
    chosen = score_antecedents(parsed, reading, sorted(first), network, settings)
    linked = []
    for at, mention in enumerate(mentions):
        word, score = chosen[mention.head]
        if first[mention.head] != at:
            linked.append(replace(mention, antecedent=first[mention.head]))
        elif word is None or first[word] >= at:
            linked.append(replace(mention, antecedent_score=round(score, 4)))
        else:
            linked.append(replace(mention, antecedent=first[word], antecedent_score=round(score, 4)))
    return linked


def score_antecedents(
    parsed: Parsed, reading: GraphReading, heads: Sequence[int], network: GraphNetwork, settings: GraphSettings
) -> dict[int, tuple[int | None, float]]:
    """For each head word the word it refers back to, None if to none, and the probability of that."""
    anaphors = anaphors_of(parsed, heads)
    candidates = list(earlier(anaphors))
    none, heat = np.float32(settings.no_antecedent), np.float32(settings.temperature("antecedent"))
    chosen: dict[int, tuple[int | None, float]] = {}
    for at in range(0, len(anaphors), TOGETHER):
        rows = range(at, min(at + TOGETHER, len(anaphors)))
        counts = np.array([len(candidates[row]) for row in rows])
        scores: Scores = np.full((len(rows), 1 + int(counts.max())), -np.inf, np.float32)
        scores[:, 0] = none
        scores[:, 1:][np.arange(counts.max()) < counts[:, None]] = _referring(
            reading, anaphors, rows, candidates, network
        )
        best = scores.argmax(1).tolist()
        chances = softmax(scores / heat).max(1).tolist()
        for row, place, chance in zip(rows, best, chances, strict=True):
            word = anaphors[candidates[row][place - 1]].word if place else None
            chosen[anaphors[row].word] = (word, chance)
    return chosen


def _referring(
    reading: GraphReading,
    anaphors: Sequence[Anaphor],
    rows: Sequence[int],
    candidates: Sequence[Sequence[int]],
    network: GraphNetwork,
) -> Scores:
    """Logits that the anaphors `rows` refer to what each of their candidates does, one after another."""
    first = np.repeat(rows, [len(candidates[row]) for row in rows])
    if not len(first):
        return np.zeros(0, np.float32)
    second = np.array([other for row in rows for other in candidates[row]])
    used, place = np.unique(np.concatenate([first, second]), return_inverse=True)
    paired = [anaphors[index] for index in used.tolist()]
    here, there = place[: len(first)], place[len(first) :]
    (logits,) = network.run(
        "antecedents",
        vectors=reading.vectors[[anaphor.word for anaphor in paired]],
        kinds=np.array([anaphor.kind for anaphor in paired]),
        first=here,
        second=there,
        features=features_of_pairs(paired, here, there, first - second),
    )
    return logits


def find_relations(
    parsed: Parsed,
    reading: GraphReading,
    mentions: Sequence[PredictedMention],
    network: GraphNetwork,
    settings: GraphSettings,
) -> Iterator[PredictedRelation]:
    """Relations stated within a sentence, in the order of their subjects."""
    by_head: dict[int, int] = {}
    for at, mention in enumerate(mentions):
        by_head.setdefault(mention.head, at)
    heads, sentences = sorted(by_head), candidates_of(parsed)
    heat = np.float32(settings.temperature("relation"))
    for at in range(0, len(heads), TOGETHER):
        group = heads[at : at + TOGETHER]
        around = [sentences[parsed.sentence[head]] for head in group]
        words, begin, end = stacked(group, around)
        (logits,) = network.run(
            "stated",
            vectors=reading.vectors[begin:end],
            subject=np.array([head - begin for head in group]),
            words=np.maximum(words, 0),
        )
        logits = logits.copy()
        logits[..., 0] += settings.no_relation
        best = np.where(words < 0, 0, logits.argmax(-1))
        rows, places = np.nonzero(best)
        labels = best[rows, places]
        chances = softmax(logits[rows, places] / heat)[np.arange(len(rows)), labels]
        columns = (rows.tolist(), places.tolist(), labels.tolist(), chances.tolist())
        found = [
            (PREDICATES[label - 1], Phrase(group[row], around[row][place], SPANNED.index("value"), chance))
            for row, place, label, chance in zip(*columns, strict=True)
        ]
        yield from _stated(found, mentions, by_head, reading, parsed, sentences, network)


def _stated(
    found: Sequence[tuple[str, Phrase]],
    mentions: Sequence[PredictedMention],
    by_head: dict[int, int],
    reading: GraphReading,
    parsed: Parsed,
    sentences: Sequence[range],
    network: GraphNetwork,
) -> Iterator[PredictedRelation]:
    valued = [phrase for predicate, phrase in found if predicate == VALUED]
    ended = iter(list(end_phrases(reading, valued, parsed, sentences, network)))
    for predicate, phrase in found:
        subject, score = by_head[phrase.origin], round(phrase.score, 4)
        if predicate == VALUED:
            words = next(ended)
            yield PredictedRelation(subject, predicate, None, words.start, words.end, score)
        elif phrase.head in by_head and phrase.head != phrase.origin:
            target = by_head[phrase.head]
            mention = mentions[target]
            yield PredictedRelation(subject, predicate, target, mention.start, mention.end, score)
