"""A parsed text as plain columns, one entry per word: the same for a Doc and for a treebank's document."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.annotate.encoder.words import Words

__all__ = ["Parsed", "head_of", "parsed_of"]

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
    index = {token: word for word, token in enumerate(words.tokens)}
    tokens = [doc[at] for at in words.tokens]
    sentence, number = [], -1
    begun = -1
    for token in tokens:
        start = token.sent.start if begun < 0 or token.is_sent_start else begun
        if start != begun:
            begun, number = start, number + 1
        sentence.append(number)
    return Parsed(
        words.texts,
        [token.lemma_.lower() for token in tokens],
        [token.pos_ for token in tokens],
        [token.tag_ for token in tokens],
        [index.get(token.head.i, at) for at, token in enumerate(tokens)],
        [token.dep_ for token in tokens],
        sentence,
    )


def head_of(parsed: Parsed, start: int, end: int) -> int:
    """The word of a span that the others hang from; of several, the first that bears meaning."""
    outer = [at for at in range(start, end) if not start <= parsed.heads[at] < end or parsed.heads[at] == at]
    spoken = [at for at in outer if parsed.upos[at] != "PUNCT"] or outer or [end - 1]
    return next((at for at in spoken if parsed.upos[at] in _BEARING), spoken[0])
