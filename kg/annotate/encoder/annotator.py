"""The shipped language model as one annotator: sentences, tags, trees, lemmas and names written into Docs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from kg.annotate.encoder.directory import LEMMAS, VOCABULARY, ModelDirectory
from kg.annotate.encoder.lemmas import Lemmas
from kg.annotate.encoder.names import Name, NameDecoder
from kg.annotate.encoder.network import Network, Reading
from kg.annotate.encoder.pieces import REMEMBERED_WORDS, Pieces, plain
from kg.annotate.encoder.repair import NameRepair
from kg.annotate.encoder.trees import best_tree
from kg.annotate.encoder.windows import kept_words, window_end
from kg.annotate.encoder.words import Words, words_of
from kg.model import EventGraph

__all__ = ["GRAPH", "SCORE", "Encoder", "load_model", "register_extensions"]

SCORE = "score"  # span._.score: how sure the model is of a name, 0 to 1; None for spans it did not name
GRAPH = "event_graph"  # doc._.event_graph: events, mentions and relations as the model reads them
ROOT = "ROOT"  # spaCy's name for what treebanks call root
COLUMNS: list[int | str] = ["HEAD", "DEP", "TAG", "POS", "MORPH", "LEMMA"]
SPACE_TAG, SPACE_LABEL = "_SP", "dep"

_START = 1  # index of the label "start" of the head "starts"
_OPENING = frozenset("he she it they we you this that these those his her its their but when while if".split())
"""Pronouns and the like: not the articles and prepositions that titles have ("Gov. The")."""


@dataclass(slots=True)
class _Reading:
    """What was read of a whole text, one entry per word; `heads` are word indices, a root is its own head."""

    starts: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    feats: list[int] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    graph: list[tuple[NDArray[np.float32], ...]] = field(default_factory=list)


class Encoder:
    """The language model, loaded. `name` and `version` say which; an Encoder reads one text at a time.

    `labels` are all it may give to words, by head (names, starts, upos, xpos, feats), `relations` those of arcs.

    What is written into a Doc: sentence starts, `tag_` (Penn), `pos_`, `morph`, `dep_` (Universal Dependencies with
    subtypes; `ROOT`), `head`, `lemma_`, and `ents` with the labels PERSON, ORG, LOC, NORP, EVENT, MISC, DATE, NUMBER,
    each with `span._.score`. A line break always ends a sentence and a name. A model that has learned the event graph
    writes it to `doc._.event_graph`, an `EventGraph` whose positions are tokens of the Doc.
    """

    def __init__(self, directory: ModelDirectory, *, repair: bool = True) -> None:
        """Loads the model in a checked directory; `repair`: correct names by rules over the whole text."""
        # Only here, because decoding graphs is built on this package.
        from kg.annotate.graph.decoder import GraphDecoder

        register_extensions()
        self.name, self.version = directory.name, directory.version
        self._limit = directory.pieces
        self._network = Network(directory)
        self._pieces = Pieces(directory.path / VOCABULARY)
        lemmas = Lemmas.read(directory.path / LEMMAS)
        self._lemma = lru_cache(REMEMBERED_WORDS)(lambda word, tag: lemmas.of(plain(word), tag))
        self._names = NameDecoder(directory.labels["names"])
        self.labels, self.relations = directory.labels, directory.relations
        self._repair = NameRepair.load() if repair else None
        self._ids = _LabelIds(directory)
        self.graph = GraphDecoder(directory) if directory.graph is not None else None

    def annotate(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        """Annotates each Doc in place and yields it. A text's annotation depends on that text alone."""
        for doc in docs:
            words = words_of(doc)
            if words.texts:
                reading = self._read(words)
                self._write(doc, words, reading)
                if self.graph is not None:
                    self.graph.annotate(doc, words, reading.graph)
            elif len(doc):
                self._write(doc, words, _Reading())
            yield doc

    def read_graph(self, doc: Doc) -> list[tuple[NDArray[np.float32], ...]]:
        """What each window of `doc` says of its events and mentions, by `GRAPH_OUTPUTS`, undecoded."""
        words = words_of(doc)
        return self._read(words).graph if words.texts else []

    def _read(self, words: Words) -> _Reading:
        reading = _Reading()
        begin, total = 0, len(words.texts)
        while begin < total:
            end = window_end(words.texts, words.new_line, begin, self._pieces, self._limit)
            breaks = [True, *words.new_line[begin + 1 : end]]
            encoded = self._pieces.encode(words.texts[begin:end], breaks)
            window = self._network.read(encoded)
            names = self._names.decode(window.names, breaks)
            starts = _sentence_starts(window, words.texts[begin:end], breaks, names)
            kept = end - begin
            if end < total and not words.new_line[end]:
                kept = kept_words(starts, kept)
            self._take(reading, begin, kept, window, [start for start in starts if start < kept])
            reading.names += [
                Name(begin + name.start, begin + name.end, name.label, name.score) for name in names if name.end <= kept
            ]
            begin += kept
        return reading

    def _take(self, reading: _Reading, begin: int, kept: int, window: Reading, starts: list[int]) -> None:
        chosen = np.zeros(len(window.arcs), dtype=np.int64)
        heads = list(range(begin, begin + kept))
        for start, end in zip(starts, [*starts[1:], kept], strict=True):
            columns = [0, *range(start + 1, end + 1)]
            for word, head in enumerate(best_tree(window.arcs[start:end, columns]), start):
                if head:
                    heads[word] = begin + start + head - 1
                    chosen[word] = start + head
        reading.heads += heads
        reading.relations += self._network.label_arcs(window, chosen)[:kept].tolist()
        reading.upos += window.upos[:kept].tolist()
        reading.xpos += window.xpos[:kept].tolist()
        reading.feats += window.feats[:kept].tolist()
        if window.graph:
            reading.graph.append(tuple(column[:kept] for column in window.graph))
        firsts = set(starts)
        reading.starts += [word in firsts for word in range(kept)]

    def _write(self, doc: Doc, words: Words, reading: _Reading) -> None:
        ids = self._ids.of(doc.vocab)
        tokens = np.array(words.tokens, dtype=np.int64)
        heads = np.arange(len(doc), dtype=np.int64)
        columns = np.tile(ids.space, (len(doc), 1))
        if len(tokens):
            heads[tokens] = tokens[np.array(reading.heads)]
            columns[tokens, 1] = ids.relations[reading.relations]
            columns[tokens, 2] = ids.xpos[reading.xpos]
            columns[tokens, 3] = ids.upos[reading.upos]
            columns[tokens, 4] = ids.feats[reading.feats]
            columns[tokens, 5] = self._lemma_ids(doc.vocab, words.texts, reading.xpos)
            _attach_spaces(heads, tokens)
        roots = heads == np.arange(len(doc))
        columns[roots, 1] = ids.root
        columns[:, 0] = (heads - np.arange(len(doc))).astype(np.uint64)
        written: Any = columns  # spaCy takes unsigned numbers, its types say otherwise
        doc.from_array(COLUMNS, written)
        names = reading.names
        if self._repair is not None:
            names = self._repair.apply(words, reading.starts, names)
        doc.set_ents(
            [Span(doc, words.tokens[name.start], words.tokens[name.end - 1] + 1, name.label) for name in names]
        )
        for span, name in zip(doc.ents, names, strict=True):
            span._.set(SCORE, round(name.score, 4))

    def _lemma_ids(self, vocab: Vocab, texts: list[str], xpos: list[int]) -> NDArray[np.uint64]:
        tags = self.labels["xpos"]
        return np.array(
            [vocab.strings.add(self._lemma(text, tags[tag])) for text, tag in zip(texts, xpos, strict=True)],
            dtype=np.uint64,
        )


@dataclass(frozen=True, slots=True)
class _VocabIds:
    """The labels' numbers in one spaCy vocabulary; `space` is the row of a white-space token."""

    upos: NDArray[np.uint64]
    xpos: NDArray[np.uint64]
    feats: NDArray[np.uint64]
    relations: NDArray[np.uint64]
    root: int
    space: NDArray[np.uint64]


class _LabelIds:
    """Looks labels up in the vocabulary of a Doc, remembering the last vocabulary."""

    def __init__(self, directory: ModelDirectory) -> None:
        self._directory = directory
        self._last: tuple[Vocab, _VocabIds] | None = None

    def of(self, vocab: Vocab) -> _VocabIds:
        if self._last is None or self._last[0] is not vocab:
            self._last = (vocab, self._look_up(vocab))
        return self._last[1]

    def _look_up(self, vocab: Vocab) -> _VocabIds:
        labels, add = self._directory.labels, vocab.strings.add
        relations = [ROOT if label == "root" else label for label in self._directory.relations]
        space = [0, add(SPACE_LABEL), add(SPACE_TAG), add("SPACE"), vocab.morphology.add("_"), add(" ")]
        return _VocabIds(
            upos=np.array([add(label) for label in labels["upos"]], dtype=np.uint64),
            xpos=np.array([add(label) for label in labels["xpos"]], dtype=np.uint64),
            feats=np.array([vocab.morphology.add(label) for label in labels["feats"]], dtype=np.uint64),
            relations=np.array([add(label) for label in relations], dtype=np.uint64),
            root=add(ROOT),
            space=np.array(space, dtype=np.uint64),
        )


def _sentence_starts(window: Reading, texts: Sequence[str], breaks: list[bool], names: list[Name]) -> list[int]:
    """Words that start sentences: after every line break, and where the network says so outside of names.

    Also where nothing else is thinkable: after the full stop that ends a word, a capital where that word is in lower
    case, or else of a word that opens sentences and no name.
    """
    started = window.starts.argmax(1) == _START
    for at in range(2, len(texts)):
        if texts[at - 1] == "." and texts[at][0].isupper() and len(texts[at - 2]) > 2:
            started[at] |= texts[at - 2].islower() or (texts[at - 2].isalpha() and texts[at].lower() in _OPENING)
    for name in names:
        started[name.start + 1 : name.end] = False
    started |= np.array(breaks)
    starts: list[int] = np.flatnonzero(started).tolist()
    return starts


def _attach_spaces(heads: NDArray[np.int64], tokens: NDArray[np.int64]) -> None:
    """White space hangs from the word before it, or from the first word of the text."""
    spaces = np.setdiff1d(np.arange(len(heads)), tokens, assume_unique=True)
    before = np.searchsorted(tokens, spaces) - 1
    heads[spaces] = tokens[np.maximum(before, 0)]


def register_extensions() -> None:
    """Declares `span._.score` and `doc._.event_graph` to spaCy; may be called any number of times."""
    if not Span.has_extension(SCORE):
        Span.set_extension(SCORE, default=None)
    if not Doc.has_extension(GRAPH):
        Doc.set_extension(GRAPH, default=EventGraph())


def load_model(directory: Path | None = None, *, repair: bool = True) -> Encoder:
    """Loads the model in `directory`, None for the shipped one; raises ModelError if it is missing or damaged."""
    return Encoder(ModelDirectory.open(directory), repair=repair)
