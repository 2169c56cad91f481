"""Documents cut into windows of several sentences, each with a target per head and a mask where none is known.

Windows teach where sentences start and give names their context. A window never leaves its document; where it is cut
and which line breaks it shows is drawn anew each epoch, as is what happens to its capitals: every tenth sentence or so
is seen in capitals or in lower case, as headlines and comments are written.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.annotate.encoder.pieces import SEPARATOR, Encoded, Pieces, Shape
from kg.training.corpora import Sentence
from kg.training.labels import UNKNOWN, WORD_HEADS, Labels

__all__ = ["Batch", "Target", "Window", "batches", "cut", "drawn_case", "encode", "shown", "stack"]

PIECES = 250  # longest window, the two special pieces left out
BUDGETS = (80, 160, 220, 250, 250) + 8 * (0,)  # lengths to draw from; 0: one sentence
SHOWN_PARAGRAPH, INVENTED_LINE = 0.75, 0.1  # chance that a paragraph's (another sentence's) start is on a new line
CAPITALS, LOWER, TITLES = 0.06, 0.06, 0.02  # chance that a sentence is seen so

Integers = NDArray[np.int64]
Indexes = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Target:
    """Gold indices of one window, one per word; heads are 0 the root, else 1 + word; `sentence` numbers them."""

    words: dict[str, list[int]]
    heads: list[int]
    relations: list[int]
    sentence: list[int]


@dataclass(frozen=True, slots=True)
class Window:
    """One encoded window and its targets."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    target: Target


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows stacked: arrays [windows, pieces] and [windows, words]; padding is 0, in targets `UNKNOWN`."""

    ids: Integers
    shapes: Integers
    present: Integers
    first: Integers
    words: dict[str, Integers]
    heads: Integers
    relations: Integers
    sentence: Integers


def cut(
    documents: Iterable[Sequence[Sentence]], pieces: Pieces, rng: random.Random | None = None
) -> Iterator[list[Sentence]]:
    """Runs of consecutive sentences of at most a window's pieces; without `rng`, always the longest."""
    for document in documents:
        run: list[Sentence] = []
        length, budget = 0, rng.choice(BUDGETS) if rng else PIECES
        for sentence in document:
            size = 1 + sum(len(pieces.of(word)) for word in sentence.words)
            if run and length + size > budget:
                yield run
                run, length, budget = [], 0, rng.choice(BUDGETS) if rng else PIECES
            run.append(sentence)
            length += size
        if run:
            yield run


def encode(run: Sequence[Sentence], pieces: Pieces, labels: Labels, rng: random.Random | None = None) -> Window:
    """A run as a window; a sentence that exceeds `PIECES` is cut off. With `rng`, line breaks and capitals vary."""
    words: list[str] = []
    lines: list[bool] = []
    case: list[Shape | None] = []
    for sentence in run:
        words.extend(sentence.words)
        lines.extend([_on_new_line(sentence, rng)] + [False] * (len(sentence.words) - 1))
        case.extend([drawn_case(rng)] * len(sentence.words))
    encoded = shown(words, lines, case, pieces)
    return Window(encoded.ids, encoded.shapes, encoded.first, _target(run, len(encoded.first), labels))


def shown(words: Sequence[str], lines: Sequence[bool], case: Sequence[Shape | None], pieces: Pieces) -> Encoded:
    """Words as pieces, at most a window full; letters of words with a `case` are shown in it."""
    encoded = pieces.encode(words, lines)
    count = sum(place < PIECES for place in encoded.first)
    ends = [*encoded.first[1:], len(encoded.ids) - 1]
    shapes = list(encoded.shapes)
    for index in range(count):
        shape = case[index]
        if shape is not None and shapes[encoded.first[index]] != Shape.DIGITS and words[index].isalpha():
            start, end = encoded.first[index], ends[index]
            shapes[start:end] = [int(shape)] * (end - start)
    length = ends[count - 1] if count else 1
    return Encoded([*encoded.ids[:length], SEPARATOR], [*shapes[:length], 0], encoded.first[:count])


def _on_new_line(sentence: Sentence, rng: random.Random | None) -> bool:
    if rng is None:
        return sentence.paragraph
    return rng.random() < (SHOWN_PARAGRAPH if sentence.paragraph else INVENTED_LINE)


def drawn_case(rng: random.Random | None) -> Shape | None:
    """The case in which to show a sentence, None as it is written."""
    if rng is None:
        return None
    drawn = rng.random()
    for chance, shape in ((CAPITALS, Shape.UPPER), (LOWER, Shape.LOWER), (TITLES, Shape.TITLE)):
        if drawn < chance:
            return shape
        drawn -= chance
    return None


def _target(run: Sequence[Sentence], shown: int, labels: Labels) -> Target:
    indexes: Indexes = {name: {label: at for at, label in enumerate(known)} for name, known in labels.words.items()}
    relation_index = {label: at for at, label in enumerate(labels.relations)}
    words: dict[str, list[int]] = {head.name: [] for head in WORD_HEADS}
    heads: list[int] = []
    relations: list[int] = []
    numbers: list[int] = []
    for number, sentence in enumerate(run):
        count, offset = len(sentence.words), len(heads)
        for head in WORD_HEADS:
            gold = head.gold(sentence)
            index = indexes[head.name]
            words[head.name] += [index.get(label, UNKNOWN) for label in gold] if gold else [UNKNOWN] * count
        if sentence.tree is None:
            heads += [UNKNOWN] * count
            relations += [UNKNOWN] * count
        else:
            heads += [head + offset if head else 0 for head in sentence.tree.heads]
            relations += [relation_index.get(label, UNKNOWN) for label in sentence.tree.relations]
        numbers += [number] * count
    words["starts"][0] = UNKNOWN  # the first word of a window always starts a sentence: nothing to learn
    heads = [head if head <= shown else UNKNOWN for head in heads[:shown]]
    return Target({name: column[:shown] for name, column in words.items()}, heads, relations[:shown], numbers[:shown])


def batches(windows: Sequence[Window], most: int, rng: random.Random) -> Iterator[list[Window]]:
    """Windows of similar length together, padded to at most `most` pieces a batch, in random order."""
    order = list(range(len(windows)))
    rng.shuffle(order)
    order.sort(key=lambda at: len(windows[at].ids) // 8)
    groups: list[list[Window]] = [[]]
    longest = 0
    for at in order:
        longest = max(longest, len(windows[at].ids))
        if groups[-1] and longest * (len(groups[-1]) + 1) > most:
            groups.append([])
            longest = len(windows[at].ids)
        groups[-1].append(windows[at])
    rng.shuffle(groups)
    yield from groups


def stack(windows: Sequence[Window]) -> Batch:
    """The windows as padded arrays."""
    targets = [window.target for window in windows]
    return Batch(
        ids=_pad([window.ids for window in windows], 0),
        shapes=_pad([window.shapes for window in windows], 0),
        present=_pad([[1] * len(window.ids) for window in windows], 0),
        first=_pad([window.first for window in windows], 0),
        words={head.name: _pad([target.words[head.name] for target in targets], UNKNOWN) for head in WORD_HEADS},
        heads=_pad([target.heads for target in targets], UNKNOWN),
        relations=_pad([target.relations for target in targets], UNKNOWN),
        sentence=_pad([target.sentence for target in targets], -1),
    )


def _pad(rows: Sequence[Sequence[int]], value: int) -> Integers:
    padded = np.full((len(rows), max(map(len, rows))), value, dtype=np.int64)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = row
    return padded
