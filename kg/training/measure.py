"""Scores a model on documents it was never trained on, from raw text, as a user gets it.

Words, tags, lemmas and arcs are scored as in the CoNLL 2018 shared task: a word counts if the same characters are a
word on both sides, an arc if its word and its head do. Names count if characters and label are the same.
"""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from kg.training.corpora import Sentence, by_document

__all__ = ["CORE", "Tally", "intervals", "measure_names", "measure_speed", "measure_trees", "merged", "raw_text"]

SAMPLES = 1000  # resamplings of the documents for an interval
CORE = ("PERSON", "ORG", "LOC")
Placed = tuple[int, int]


@dataclass(slots=True)
class Tally:
    """Counts of right, predicted and gold things by kind."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def f_score(self, *kinds: str) -> float:
        """Harmonic mean of precision and recall over the kinds, in percent; all kinds if none is named."""
        kinds = kinds or tuple(self.gold)
        total = sum(self.predicted[kind] + self.gold[kind] for kind in kinds)
        return 200 * sum(self.right[kind] for kind in kinds) / max(1, total)

    def add(self, kind: str, right: int, predicted: int, gold: int) -> None:
        """Adds counts of one kind."""
        self.right[kind] += right
        self.predicted[kind] += predicted
        self.gold[kind] += gold

    def merge(self, other: "Tally") -> None:
        """Adds the counts of another tally."""
        self.right.update(other.right)
        self.predicted.update(other.predicted)
        self.gold.update(other.gold)


def raw_text(document: Sequence[Sentence]) -> tuple[str, list[list[Placed]]]:
    """A document as plain text, paragraphs on lines of their own, and the place of each word of each sentence."""
    text, places = "", []
    for sentence in document:
        if text:
            text = text.rstrip() + "\n" if sentence.paragraph else text
        placed = []
        for word, space in zip(sentence.words, sentence.spaces, strict=True):
            placed.append((len(text), len(text) + len(word)))
            text += word + " " * space
        places.append(placed)
    return text, places


def measure_trees(nlp: Language, sentences: Iterable[Sentence]) -> list[Tally]:
    """Per document, sentences, words, upos, xpos, feats, lemmas, uas, las, and las by label (`dep:...`)."""
    tallies = []
    for document in by_document(sentences):
        text, places = raw_text(document)
        tallies.append(Tally())
        _tally_trees(tallies[-1], document, places, nlp(text))
    return tallies


def _tally_trees(tally: Tally, document: Sequence[Sentence], places: Sequence[Sequence[Placed]], doc: Doc) -> None:
    gold = _gold_rows(document, places)
    found = {(token.idx, token.idx + len(token)): token for token in doc if not token.is_space}
    bounds = {_sentence_bounds([token.i for token in span if not token.is_space], doc) for span in doc.sents}
    starts = {(placed[0][0], placed[-1][1]) for placed in places}
    tally.add("sentences", len(bounds & starts), len(bounds), len(starts))
    right = Counter[str]()
    for place, token in found.items():
        row = gold.get(place)
        tally.predicted[f"dep:{token.dep_.lower()}"] += 1
        if row is None:
            continue
        upos, xpos, feats, lemma, head, relation = row
        root = token.head is token or token.head.i == token.i
        arc = (None if root else (token.head.idx, token.head.idx + len(token.head))) == head
        right["words"] += 1
        right["upos"] += token.pos_ == upos
        right["xpos"] += token.tag_ == xpos
        right["feats"] += (str(token.morph) or "_") == feats
        right["lemmas"] += token.lemma_ == lemma
        right["uas"] += arc
        labelled = arc and token.dep_.lower() == relation
        right["las"] += labelled
        tally.right[f"dep:{relation}"] += labelled
    for row in gold.values():
        tally.gold[f"dep:{row[5]}"] += 1
    for kind in ("words", "upos", "xpos", "feats", "lemmas", "uas", "las"):
        tally.add(kind, right[kind], len(found), len(gold))


Row = tuple[str, str, str, str, Placed | None, str]


def _gold_rows(document: Sequence[Sentence], places: Sequence[Sequence[Placed]]) -> dict[Placed, Row]:
    rows: dict[Placed, Row] = {}
    for sentence, placed in zip(document, places, strict=True):
        tree = sentence.tree
        if tree is None:
            continue
        heads = [placed[head - 1] if head else None for head in tree.heads]
        columns = zip(tree.upos, tree.xpos, tree.feats, tree.lemmas, heads, tree.relations, strict=True)
        rows.update(zip(placed, columns, strict=True))
    return rows


def _sentence_bounds(tokens: Sequence[int], doc: Doc) -> Placed:
    if not tokens:
        return (-1, -1)
    last = doc[tokens[-1]]
    return (doc[tokens[0]].idx, last.idx + len(last))


def measure_names(nlp: Language, sentences: Iterable[Sentence]) -> list[Tally]:
    """Per document, names by label; found names that touch words whose label is unknown are not counted."""
    tallies = []
    for document in by_document(sentences):
        tallies.append(tally := Tally())
        text, places = raw_text(document)
        gold, unknown = _gold_names(document, places)
        doc = nlp(text)
        found = {(span.start_char, span.end_char, span.label_) for span in doc.ents}
        found = {
            span
            for span in found
            if span in gold or not any(span[0] < end and start < span[1] for start, end in unknown)
        }
        for label in {span[2] for span in gold | found}:
            of = [{span for span in spans if span[2] == label} for spans in (found, gold)]
            tally.add(label, len(of[0] & of[1]), len(of[0]), len(of[1]))
    return tallies


def merged(tallies: Iterable[Tally]) -> Tally:
    """The sum of several tallies."""
    whole = Tally()
    for tally in tallies:
        whole.merge(tally)
    return whole


def intervals(
    tallies: Sequence[Tally], joint: Mapping[str, Sequence[str]] | None = None, samples: int = SAMPLES
) -> dict[str, dict[str, float]]:
    """Precision, recall, F, and the middle 95 percent of F over resampled documents (bootstrap), by kind.

    `joint` names sums over several kinds, "" all of them.
    """
    kinds = list(dict.fromkeys(kind for tally in tallies for kind in tally.gold))
    rows = {kind: [kind] for kind in kinds} | {name: list(of) or kinds for name, of in (joint or {}).items()}
    counts = np.array(
        [
            [[sum(of[kind] for kind in of_row) for of in (t.right, t.predicted, t.gold)] for of_row in rows.values()]
            for t in tallies
        ],
        dtype=np.float64,
    )
    drawn = np.random.default_rng(1).multinomial(len(tallies), [1 / len(tallies)] * len(tallies), size=samples)
    right, predicted, gold = np.einsum("sd,dck->ksc", drawn, counts)
    spread = 200 * right / np.maximum(1, predicted + gold)
    low, high = np.percentile(spread, (2.5, 97.5), axis=0)
    right, predicted, gold = counts.sum(0).T
    return {
        kind: {
            "precision": round(float(100 * right[at] / max(1, predicted[at])), 1),
            "recall": round(float(100 * right[at] / max(1, gold[at])), 1),
            "f": round(float(200 * right[at] / max(1, predicted[at] + gold[at])), 1),
            "low": round(float(low[at]), 1),
            "high": round(float(high[at]), 1),
            "count": int(gold[at]),
        }
        for at, kind in enumerate(rows)
    }


def _gold_names(
    document: Sequence[Sentence], places: Sequence[Sequence[Placed]]
) -> tuple[set[tuple[int, int, str]], list[Placed]]:
    names: set[tuple[int, int, str]] = set()
    unknown: list[Placed] = []
    for sentence, placed in zip(document, places, strict=True):
        start, previous, label = 0, 0, ""
        for (begin, end), tag in zip((*placed, (0, 0)), (*(sentence.names or ()), "O"), strict=True):
            if label and tag != f"I-{label}":
                names.add((start, previous, label))
                label = ""
            if tag == "-":
                unknown.append((begin, end))
            elif tag[:2] in ("B-", "I-") and not label:
                start, label = begin, tag[2:]
            previous = end
    return names, unknown


def measure_speed(nlp: Language, texts: Iterable[str]) -> float:
    """Words a second of processor time, tokenizer included."""
    texts = list(texts)
    nlp(texts[0])  # what is loaded or remembered on first use is not part of the speed
    begun = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return words / (time.process_time() - begun)
