"""Every decision of the event graph with its score and whether it was right: for calibration and reliability."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from kg.annotate.graph.decoder import GraphDecoder
from kg.annotate.graph.mentions import score_antecedents
from kg.annotate.graph.settings import TEMPERED
from kg.training.graph_measure import MARKED, Read, decode_story, entity_at, fills, overlaps, tally_story
from kg.training.measure import Tally

__all__ = ["calibrate", "calibration_error", "judge", "reliability", "tune"]

Judged = tuple[str, float, bool]
HEATS = tuple(round(0.6 * 1.12**step, 3) for step in range(15))
TRIED: dict[str, tuple[float, ...]] = {
    "no_trigger": (-1.0, -0.6, -0.3, 0.0, 0.3, 0.6),
    "no_role": (-0.3, 0.0, 0.3, 0.6, 0.9, 1.2, 1.5),
    "source": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6),
    "time": (0.3, 0.4, 0.5, 0.6, 0.7),
    "quantity": (0.3, 0.4, 0.5, 0.6, 0.7),
    "no_relation": (-1.0, -0.6, -0.3, 0.0, 0.3, 0.6),
    "no_antecedent": (-0.6, -0.3, 0.0, 0.3, 0.6, 0.9),
    "link": (0.3, 0.4, 0.5, 0.6, 0.7),
}
AIMS = {
    "no_trigger": "triggers typed",
    "no_role": "roles",
    "source": "source",
    "time": "time",
    "quantity": "quantity",
    "no_relation": "relations",
    "no_antecedent": "antecedents",
    "link": "same event",
}


def judge(read: Read, decoder: GraphDecoder) -> Iterator[Judged]:
    """Head (as in `TEMPERED`), score and rightness of each decision about one article."""
    story = read.story
    graph, told = decode_story(read, decoder), decode_story(read, decoder, told=True)
    if story.eventful:
        for trigger in graph.triggers:
            over = [gold for gold in story.triggers if overlaps(gold, trigger)]
            yield "trigger", trigger.score, bool(over)
            if over:
                yield "type", trigger.type_score, any(gold.type == trigger.type for gold in over)
        for gold, trigger in zip(story.triggers, told.triggers, strict=True):
            if gold.main:
                yield "factuality", trigger.factuality_score, gold.factuality == trigger.factuality
            fillers = [filler for filler in story.fillers if filler.event == gold.event]
            for arc in trigger.arcs:
                right = any(filler.label == arc.label and fills(arc, filler) for filler in fillers)
                yield "mark" if arc.label in MARKED else "role", arc.score, right
        for link in told.links:
            yield "link", link.score, story.triggers[link.first].event == story.triggers[link.second].event
    for mention in graph.mentions:
        yield "mention", mention.score, any(m.type == mention.type and overlaps(m, mention) for m in story.mentions)
    for relation in graph.relations:
        subject = entity_at(story, graph.mentions[relation.subject].head)
        target = None if relation.object is None else entity_at(story, graph.mentions[relation.object].head)
        yield (
            "relation",
            relation.score,
            any(
                one.predicate == relation.predicate
                and one.subject == subject
                and (not one.object or one.object == target)
                for one in story.relations
            ),
        )
    yield from _judge_antecedents(read, decoder)


def _judge_antecedents(read: Read, decoder: GraphDecoder) -> Iterator[Judged]:
    entity: dict[int, str] = {}
    for mention in read.story.mentions:
        entity.setdefault(mention.head, mention.entity)
    heads = sorted(entity)
    chosen = score_antecedents(read.story.parsed, read.reading, heads, decoder.network, decoder.settings)
    seen: set[str] = set()
    for word in heads:
        to, score = chosen[word]
        yield "antecedent", score, entity[word] not in seen if to is None else entity[word] == entity.get(to)
        seen.add(entity[word])


_EQUAL = 0.5
"""Points of F within which two values of a setting are held for equally good."""


def tune(reads: Sequence[Read], decoder: GraphDecoder) -> None:
    """Sets the decoder's biases and thresholds, one after another, to what scores best on `reads`.

    Of what scores equally well the value that finds most: what is doubtful is weighed again with what the lexicon says,
    and what was not found cannot be.
    """
    for name, values in TRIED.items():
        reached: list[tuple[float, float]] = []
        for value in values:
            decoder.settings = decoder.settings.adjusted(name, value)
            tally = Tally()
            for read in reads:
                tally.merge(tally_story(read, decoder))
            reached.append((tally.f_score(AIMS[name]), value))
        # The mean with its neighbours decides, so that a lucky value does not.
        smooth = [
            (sum(score for score, _ in reached[max(0, at - 1) : at + 2]) / len(reached[max(0, at - 1) : at + 2]), value)
            for at, (_, value) in enumerate(reached)
        ]
        best = max(smooth)[0]
        chosen = min(value for score, value in smooth if score >= best - _EQUAL)
        decoder.settings = decoder.settings.adjusted(name, chosen)


def calibrate(reads: Sequence[Read], decoder: GraphDecoder) -> None:
    """Sets the decoder's temperatures to those under which its scores on `reads` are likeliest."""
    costs: dict[str, list[tuple[float, float]]] = {}
    for heat in HEATS:
        decoder.settings = replace(decoder.settings, temperatures=dict.fromkeys(TEMPERED, heat))
        sums: dict[str, list[float]] = {}
        for read in reads:
            for head, score, right in judge(read, decoder):
                likely = min(max(score if right else 1 - score, 1e-4), 1.0)
                sums.setdefault(head, []).append(-float(np.log(likely)))
        for head, losses in sums.items():
            costs.setdefault(head, []).append((sum(losses) / len(losses), heat))
    decoder.settings = replace(decoder.settings, temperatures={head: min(tried)[1] for head, tried in costs.items()})


def calibration_error(judged: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015): mean distance of score and share of right ones, by bins."""
    rows = reliability(judged, bins)
    total = sum(count for _, _, count in rows)
    return sum(abs(score - right) * count for score, right, count in rows) / max(1, total)


def reliability(judged: Iterable[tuple[float, bool]], bins: int = 10) -> list[tuple[float, float, int]]:
    """Mean score, share of right ones and number in each bin of scores that has any."""
    binned: dict[int, list[tuple[float, bool]]] = {}
    for score, right in judged:
        binned.setdefault(min(int(score * bins), bins - 1), []).append((score, right))
    return [
        (sum(score for score, _ in of) / len(of), sum(right for _, right in of) / len(of), len(of))
        for _, of in sorted(binned.items())
    ]
