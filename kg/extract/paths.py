"""Paths through the parse of a sentence: how far two words are apart, and across which clauses."""

from spacy.tokens import Token

__all__ = ["path_between", "tree_distance"]


def path_between(a: Token, b: Token) -> tuple[list[Token], list[Token]] | None:
    """The tokens left on the way up from `a` to the common ancestor, and those entered on the way down to `b`.

    Each token stands for the arc to its head. None where the two are in different sentences.
    """
    above_b = [b, *b.ancestors]
    places = {token.i: n for n, token in enumerate(above_b)}
    up: list[Token] = []
    for token in [a, *a.ancestors]:
        if token.i in places:
            return up, above_b[: places[token.i]][::-1]
        up.append(token)
    return None


def tree_distance(a: Token, b: Token) -> int:
    """Steps between two tokens of a sentence along the parse; 99 where they are in different ones."""
    path = path_between(a, b)
    return len(path[0]) + len(path[1]) if path is not None else 99
