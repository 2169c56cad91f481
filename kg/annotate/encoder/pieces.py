"""Words to word pieces, the form in which the network reads text.

The vocabulary is uncased, so what a word's capitals say is carried beside the pieces as one of six *shapes*
(the network adds an embedding of the shape to each piece). A line break is written as a separator piece: it tells
the network that what follows starts afresh. Training and inference share this module, so they cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from tokenizers import Tokenizer

__all__ = ["PIECES_PER_WORD", "REMEMBERED_WORDS", "Encoded", "Pieces", "Shape", "plain", "shape_of"]

CLASSIFIER, SEPARATOR, UNKNOWN = 101, 102, 100  # ids of [CLS], [SEP] and [UNK] in the vocabulary
PIECES_PER_WORD = 8  # longer words are cut: their head says what they are
CHARACTERS_PER_WORD = 64  # as much of a word as is ever looked at
REMEMBERED_WORDS = 100_000  # bound of the cache

_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'", "…": "."}
)


class Shape(IntEnum):
    """What the capitals of a word look like."""

    LOWER = 0
    TITLE = 1
    UPPER = 2
    MIXED = 3
    DIGITS = 4
    INITIAL = 5


def shape_of(word: str) -> Shape:
    """The shape of a word; words without letters count as lower case."""
    if word.islower():
        return Shape.LOWER
    if any(character.isdigit() for character in word):
        return Shape.DIGITS
    if word.isupper():
        return Shape.INITIAL if len(word) == 1 else Shape.UPPER
    if word[:1].isupper() and word[1:].islower():
        return Shape.TITLE
    return Shape.MIXED if any(character.isupper() for character in word) else Shape.LOWER


def plain(word: str) -> str:
    """The word with typographic quotation marks written as typewriter ones; its length does not change."""
    return word.translate(_QUOTES)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A stretch of words as the network reads it.

    `ids` and `shapes` have one entry per piece, the leading [CLS] and the trailing [SEP] included; `first` has one
    entry per word, the place of its first piece in `ids`.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]


class Pieces:
    """Splits words into pieces, remembering the words it has seen."""

    def __init__(self, vocabulary: Path) -> None:
        """`vocabulary` is a `tokenizer.json`; raises whatever the tokenizers library raises if it cannot be read."""
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Ids of the pieces of one word, at least one and at most `PIECES_PER_WORD`."""
        return self._look_up(word)[0]

    def _look_up(self, word: str) -> tuple[tuple[int, ...], int]:
        """Ids of the pieces of one word, and its shape."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(plain(word[:CHARACTERS_PER_WORD]), add_special_tokens=False).ids
            found = (tuple(ids[:PIECES_PER_WORD]) or (UNKNOWN,), int(shape_of(word)))
            if len(self._known) < REMEMBERED_WORDS:
                self._known[word] = found
        return found

    def encode(self, words: Sequence[str], new_line: Sequence[bool]) -> Encoded:
        """Encodes all words given; `new_line[i]` says that a line break stands before word `i`."""
        ids, shapes, first = [CLASSIFIER], [0], []
        for index, word in enumerate(words):
            if index and new_line[index]:
                ids.append(SEPARATOR)
                shapes.append(0)
            pieces, shape = self._look_up(word)
            first.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
        ids.append(SEPARATOR)
        shapes.append(0)
        return Encoded(ids, shapes, first)
