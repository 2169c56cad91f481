"""Annotated corpora as sentences: CoNLL-U treebanks and name corpora of one JSON object a line.

A sentence carries what its source annotates and None for the rest, so that one network can learn from all sources:
a head is trained only where its target exists.
"""

import gzip
import io
import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from kg.errors import KgError

__all__ = ["CorpusError", "Sentence", "Tree", "by_document", "join_names", "read_conllu", "read_lines", "read_names"]


class CorpusError(KgError):
    """A training corpus is missing or is not what its format says (file and line)."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The Universal Dependencies columns of a sentence; `heads` are 1-based, 0 the root."""

    lemmas: tuple[str, ...]
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a corpus, in the order of its document.

    `spaces[i]`: a space follows word `i`. `paragraph`: the sentence begins a paragraph. `names` are BIO tags, `-` where
    the source does not say. `bounded`: the source's sentence boundaries can be learned from. `entities` are the cells
    of the treebank's column `Entity`, which brackets mentions. `predicted`: the tree is a model's reading of the words.
    """

    document: str
    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    paragraph: bool = False
    bounded: bool = True
    names: tuple[str, ...] | None = None
    tree: Tree | None = None
    entities: tuple[str, ...] | None = None
    predicted: bool = False


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines of a text file, plain, gzipped (`.gz`) or compressed by xz (`.xz`); raises CorpusError."""
    if not path.is_file():
        raise CorpusError(f"{path}: no such corpus file; pass the folder that holds it with --corpora")
    unpack = {".gz": gzip.decompress, ".xz": lzma.decompress}.get(path.suffix, bytes)
    for number, line in enumerate(io.StringIO(unpack(path.read_bytes()).decode()), 1):
        yield number, line.rstrip("\n")


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file, plain or gzipped; empty nodes and ranges of multi-word tokens are passed over."""
    document, paragraph = path.name, False
    rows: list[list[str]] = []
    glued: set[int] = set()  # words of a multi-word token but its last: no space follows them
    spaced_by_range: dict[int, bool] = {}
    for number, line in read_lines(path):
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                document, paragraph = line.partition("=")[2].strip() or document, True
            elif line.startswith("# newpar"):
                paragraph = True
        elif not line:
            if rows:
                yield _sentence(document, paragraph, rows, glued, spaced_by_range)
                rows, glued, spaced_by_range, paragraph = [], set(), {}, False
        else:
            columns = line.split("\t")
            if len(columns) != 10:
                raise CorpusError(f"{path}:{number}: {len(columns)} columns found, CoNLL-U has 10")
            if "-" in columns[0]:
                first, last = map(int, columns[0].split("-"))
                glued.update(range(first, last))
                spaced_by_range[last] = "SpaceAfter=No" not in columns[9]
            elif "." not in columns[0]:
                rows.append(columns)
    if rows:
        yield _sentence(document, paragraph, rows, glued, spaced_by_range)


def _sentence(
    document: str, paragraph: bool, rows: list[list[str]], glued: set[int], spaced_by_range: dict[int, bool]
) -> Sentence:
    spaces = tuple(
        number not in glued and spaced_by_range.get(number, "SpaceAfter=No" not in row[9])
        for number, row in enumerate(rows, 1)
    )
    column = list(zip(*rows, strict=True))
    tree = Tree(column[2], column[3], column[4], column[5], tuple(map(int, column[6])), column[7])
    entities = tuple(_entity_cell(cell) for cell in column[9])
    return Sentence(document, column[1], spaces, paragraph, tree=tree, entities=entities if any(entities) else None)


def _entity_cell(misc: str) -> str:
    return next((field[7:] for field in misc.split("|") if field.startswith("Entity=")), "")


def read_names(path: Path, unbounded: tuple[str, ...] = ("redocred",)) -> Iterator[Sentence]:
    """Sentences with name tags, one JSON object (tokens, spaces, tags, source, doc) a line.

    Boundaries of sources whose name begins with one of `unbounded` were set by a program and are not learned from.
    """
    for number, line in read_lines(path):
        try:
            row = json.loads(line)
            words, spaces, tags = tuple(row["tokens"]), tuple(row["spaces"]), tuple(row["tags"])
            document, bounded = str(row["doc"]), not str(row["source"]).startswith(unbounded)
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(
                f"{path}:{number}: not an object with tokens, spaces, tags, source, doc: {error}"
            ) from error
        if not len(words) == len(spaces) == len(tags):
            raise CorpusError(f"{path}:{number}: {len(words)} tokens, {len(spaces)} spaces and {len(tags)} tags differ")
        if words:
            yield Sentence(document, words, spaces, bounded=bounded, names=tags)


def join_names(trees: Iterable[Sentence], names: Iterable[Sentence]) -> list[Sentence]:
    """One list in which a sentence that occurs in both (same document, same words) carries both annotations."""
    tags: dict[tuple[str, tuple[str, ...]], tuple[str, ...] | None] = {}
    named = list(names)
    for sentence in named:
        tags.setdefault((sentence.document, sentence.words), sentence.names)
    joined = [replace(sentence, names=tags.get((sentence.document, sentence.words))) for sentence in trees]
    known = {sentence.document for sentence in joined}
    return joined + [sentence for sentence in named if sentence.document not in known]


def by_document(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Consecutive sentences of one document together, in the order they came."""
    return [list(group) for _, group in groupby(sentences, key=lambda sentence: sentence.document)]
