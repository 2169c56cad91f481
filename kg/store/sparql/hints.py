"""What a writer of SPARQL most likely meant: misspelt keywords, unknown prefixes, terms that the ontology lacks."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from kg.rdf.terms import KG, PREFIXES
from kg.store.sparql.errors import InvalidQuery
from kg.store.sparql.tokens import Token, place, tokens

__all__ = ["Hint", "find_mistake", "unknown_terms"]

_KEYWORDS = frozenset(
    """
    a abs add adjust all as asc ask avg base bind bnode bound by ceil clear coalesce concat construct contains copy
    count create data datatype day default delete desc describe distinct drop encode_for_uri exists false filter floor
    from graph group group_concat haslang haslangdir having hours if in insert into iri isblank isiri isliteral
    isnumeric istriple isuri lang langdir langmatches lateral lcase limit load max md5 min minus minutes month move
    named not now object offset optional order predicate prefix rand reduced regex replace round sameterm sample
    seconds select separator service sha1 sha256 sha384 sha512 silent str strafter strbefore strdt strends strlang
    strlangdir strlen strstarts struuid subject substr sum timezone to triple true tz ucase undef union unsaid uri
    using uuid values version where with year
    """.lower().split()
)


class Hint(NamedTuple):
    """A mistake with its place, from 1."""

    line: int
    column: int
    message: str


def find_mistake(text: str) -> Hint | None:
    """The first word of a query that is no keyword, or prefix that is not known; None if the mistake is another one."""
    known = dict(PREFIXES)
    previous: Token | None = None
    for token in _tokens(text):
        if token.kind == "word" and not token.text[0].isdigit() and token.text.lower() not in _KEYWORDS:
            if not (previous and previous.kind == "mark" and previous.text in "-+"):
                near = get_close_matches(token.text.lower(), _KEYWORDS)
                return _hint(text, token, f"{token.text} is no keyword", near, str.upper)
        elif token.kind == "name":
            prefix = token.text.partition(":")[0]
            if previous is not None and previous.text.lower() == "prefix":
                known[prefix] = ""
            elif prefix not in known:
                message = f"the prefix {prefix}: is not declared"
                return _hint(text, token, message, get_close_matches(prefix, known), lambda found: f"{found}:")
        previous = token
    return None


def unknown_terms(text: str) -> Iterator[Hint]:
    """The terms of the ontology that a query names and that do not exist, each with the nearest one that does."""
    if f"<{KG}>" not in text and re.search(r"prefix\s+kg:", text, re.IGNORECASE):
        return  # whoever declares the prefix otherwise means another vocabulary
    for token in _tokens(text):
        prefix, _, name = token.text.partition(":")
        if token.kind == "name" and prefix == "kg" and name and name not in set(KG):
            near = get_close_matches(name, list(KG), n=1, cutoff=0)
            line, column = place(text, token.start)
            yield Hint(line, column, f"{token.text} does not exist: did you mean kg:{near[0]}?")


def _hint(text: str, token: Token, message: str, near: list[str], written: Callable[[str], str]) -> Hint:
    line, column = place(text, token.start)
    return Hint(line, column, f"{message}: did you mean {written(near[0])}?" if near else message)


def _tokens(text: str) -> list[Token]:
    try:
        return list(tokens(text))
    except InvalidQuery:  # a backslash somewhere: nothing to say about that
        return []
