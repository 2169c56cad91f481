"""The words of a Doc, without its white space: what the network sees, and where each word stands."""

from dataclasses import dataclass

from spacy.tokens import Doc

__all__ = ["Words", "words_of"]

LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Words:
    """`tokens[i]` is the index in the Doc of word i; `new_line[i]`: a line break stands before word i."""

    texts: list[str]
    tokens: list[int]
    new_line: list[bool]


def words_of(doc: Doc) -> Words:
    """The words of `doc`: all tokens but those that are white space."""
    texts: list[str] = []
    tokens: list[int] = []
    new_line: list[bool] = []
    broken = True
    for token in doc:
        text = token.text
        if text.isspace():
            broken = broken or not LINE_BREAKS.isdisjoint(text)
            continue
        texts.append(text)
        tokens.append(token.i)
        new_line.append(broken)
        broken = False
    return Words(texts, tokens, new_line)
