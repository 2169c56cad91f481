"""The phrases that fill roles when no entity does: whole and natural, without trailing clauses."""

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from kg.extract import labels
from kg.model import Layers, Span, text_of

__all__ = ["clause_span", "entity_of", "noun_phrase", "sentence_of", "span_of"]

_NAMING = frozenset({"flat", "appos", "compound", "nmod:desc"})


def span_of(token: Token, start: int, end: int) -> Span:
    """The text from token `start` up to token `end` of the token's document."""
    return _span_in(token.doc[start:end])


def sentence_of(token: Token) -> Span:
    """The token's sentence, without white space at its edges."""
    return _span_in(token.sent)


def _span_in(tokens: Tokens) -> Span:
    """The tokens' text without white space at its edges."""
    text = text_of(tokens.doc)[tokens.start_char : tokens.end_char]
    start = tokens.start_char + len(text) - len(text.lstrip())
    stripped = text.strip()
    return Span(start, start + len(stripped), stripped)


def noun_phrase(head: Token) -> Span:
    """The phrase under a nominal head: its modifiers and of-phrases, not its clauses, appositions and conjuncts."""
    keep = {head.i}
    for child in head.children:
        if child.dep_ in labels.DETACHED or (child.dep_ in labels.CASE and child.i < head.i):
            continue
        if child.dep_ in labels.MODIFIER and child.i > head.i and _is_far(child, head):
            continue
        keep.update(token.i for token in child.subtree if not token.is_space)
    start = end = head.i
    while start - 1 in keep:
        start -= 1
    while end + 1 in keep:
        end += 1
    return _trimmed(head, start, end + 1)


def clause_span(head: Token) -> Span:
    """The clause under a verb: what is said, asked or ordered; from the first to the last of its words."""
    tokens = [token.i for token in head.subtree if not token.is_space]
    return _trimmed(head, min(tokens), max(tokens) + 1)


def entity_of(head: Token, layers: Layers) -> str | None:
    """The entity that a head mentions, or whose name stands beside it: "volunteer Oksana Hrytsak"."""
    if head.i in layers.by_head:
        return layers.by_head[head.i]
    for child in head.children:
        if child.dep_ in _NAMING and child.pos_ == "PROPN" and child.i in layers.by_head and child.i > head.i:
            return layers.by_head[child.i]
    return None


def _is_far(child: Token, head: Token) -> bool:
    """Whether a modifier is more likely the sentence's than the phrase's (time and place after a comma)."""
    return any(token.lower_ == "," for token in head.doc[head.i : child.i])


def _trimmed(token: Token, start: int, end: int) -> Span:
    doc = token.doc
    while end - start > 1 and (doc[end - 1].is_punct or doc[end - 1].is_space) and doc[end - 1].text not in '"”’»)%':
        end -= 1
    while end - start > 1 and ((doc[start].is_punct and doc[start].text not in '"“‘«($€£') or doc[start].is_space):
        start += 1
    return span_of(token, start, end)
