"""A parsed text as plain columns, one entry per word: the same for a Doc and for a treebank's document."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from kg.annotate.encoder.words import Words

__all__ = ["Parsed", "head_of", "parsed_of"]

_COLUMNS: list[int | str] = ["LEMMA", "POS", "TAG", "DEP", "HEAD", "SENT_START"]
_BEARING = frozenset(("NOUN", "PROPN", "VERB", "PRON", "NUM"))


@dataclass(frozen=True, slots=True)
class Parsed:
    """Columns of a text; `heads` are word indices, a root is its own head; `sentence` numbers sentences from 0."""

    words: Sequence[str]
    lemmas: Sequence[str]
    upos: Sequence[str]
    xpos: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]
    sentence: Sequence[int]


def parsed_of(doc: Doc, words: Words) -> Parsed:
    """The columns of an annotated Doc, its white space left out."""
    tokens = np.array(words.tokens, dtype=np.int64)
    columns = doc.to_array(_COLUMNS)[tokens]
    lemmas, upos, xpos, relations = (_texts(doc, columns[:, at].tolist()) for at in range(4))
    word_at = np.full(len(doc), -1)
    word_at[tokens] = np.arange(len(tokens))
    heads = word_at[tokens + columns[:, 4].astype(np.int64)]
    begins = columns[:, 5] == 1
    begins[:1] = False  # the first sentence is that of the first word, wherever it begins
    return Parsed(
        words.texts,
        [lemma.lower() for lemma in lemmas],
        upos,
        xpos,
        np.where(heads < 0, np.arange(len(tokens)), heads).tolist(),
        relations,
        np.cumsum(begins).tolist(),
    )


def _texts(doc: Doc, keys: Sequence[int]) -> list[str]:
    """What the vocabulary's numbers stand for."""
    known: dict[int, str] = {key: doc.vocab.strings[key] for key in set(keys)}
    return [known[key] for key in keys]


def head_of(parsed: Parsed, start: int, end: int) -> int:
    """The word of a span that the others hang from; of several, the first that bears meaning."""
    outer = [at for at in range(start, end) if not start <= parsed.heads[at] < end or parsed.heads[at] == at]
    spoken = [at for at in outer if parsed.upos[at] != "PUNCT"] or outer or [end - 1]
    return next((at for at in spoken if parsed.upos[at] in _BEARING), spoken[0])
