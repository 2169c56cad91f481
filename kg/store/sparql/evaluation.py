"""Evaluates a question on an engine, and writes the answer with the engine's own fast serializers."""

import re
from typing import IO, TypedDict, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf.terms import PREFIXES
from kg.store.question import Answer, Question
from kg.store.sparql.errors import InvalidQuery, NotAcceptable, ResultTooLarge
from kg.store.sparql.hints import find_mistake
from kg.store.sparql.lexer import words
from kg.store.sparql.refusal import refuse_network

__all__ = ["check_syntax", "evaluate", "evaluate_update", "names_dataset"]

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SHOWN = 6
_KNOWN = tuple((f"{prefix}:", prefix, address) for prefix, address in PREFIXES.items())
_WITH_PREFIXES = ("text/turtle", "application/trig")
"""Formats that people read."""


def evaluate(engine: ox.Store, question: Question, max_bytes: int | None = None) -> Answer:
    """The answer, complete.

    Raises:
        InvalidQuery: the text is no SPARQL query.
        QueryRefused: it asks for what is not allowed (SERVICE), for a format its result does not have, or the answer
            is larger than `max_bytes`.
        QueryError: the engine failed.
    """
    refuse_network(question.text)
    out = _Capped(max_bytes)
    try:
        named = _prefixes_in(question.text)
        result = engine.query(question.text, prefixes=named, base_iri=question.base, **_dataset(question))
        if isinstance(result, ox.QueryTriples):
            media_type = _wanted(question.graph, "a graph (CONSTRUCT, DESCRIBE)")
            format = ox.RdfFormat.from_media_type(media_type)
            if media_type in _WITH_PREFIXES:
                ox.serialize(result, cast(IO[bytes], out), format, prefixes=PREFIXES)
            else:
                result.serialize(cast(IO[bytes], out), format)
        else:
            media_type = _wanted(question.table, "a table or truth value (SELECT, ASK)")
            result.serialize(cast(IO[bytes], out), ox.QueryResultsFormat.from_media_type(media_type))
    except SyntaxError as error:
        raise _invalid(question.text, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query could not be evaluated: {error}") from error
    return Answer(media_type, b"".join(out.parts))


def evaluate_update(engine: ox.Store, text: str, base: str | None) -> None:
    """Do an update that was read by `kg.store.sparql.update`, wholly or not at all.

    Raises:
        InvalidQuery: the engine finds it not valid.
        QueryError: the engine failed.
    """
    refuse_network(text)
    try:
        engine.update(text, prefixes=PREFIXES, base_iri=base)
    except SyntaxError as error:
        raise _invalid(text, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the update could not be evaluated: {error}") from error


def check_syntax(text: str, base: str | None = None) -> None:
    """Pass a query that the embedded engine can read.

    Raises:
        InvalidQuery: with line and column.
    """
    try:
        ox.Store().query(text, prefixes=PREFIXES, base_iri=base)
    except SyntaxError as error:
        raise _invalid(text, str(error)) from error
    except (OSError, RuntimeError, ValueError):  # valid, but about what an empty store has not
        return


class _Dataset(TypedDict, total=False):
    use_default_graph_as_union: bool
    default_graph: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph]
    named_graphs: list[ox.NamedNode | ox.BlankNode]


def _prefixes_in(text: str) -> dict[str, str]:
    """The known prefixes that a text may use; to tell the engine of all takes longer than short queries."""
    return {prefix: address for name, prefix, address in _KNOWN if name in text}


def _dataset(question: Question) -> _Dataset:
    if question.default_graphs is not None or question.named_graphs is not None:
        return {
            "default_graph": [ox.NamedNode(graph) for graph in question.default_graphs or ()],
            "named_graphs": [ox.NamedNode(graph) for graph in question.named_graphs or ()],
        }
    return {"use_default_graph_as_union": not names_dataset(question.text)}


def names_dataset(text: str) -> bool:
    """Whether a query has FROM, which the engine's union would silently outrank."""
    return "from" in text.lower() and any(
        word.text in ("from", "fromnamed") and not word.prefix for word in words(text)
    )


def _wanted(media_type: str | None, result: str) -> str:
    if media_type is None:
        raise NotAcceptable(f"the query's result is {result}, and none of the formats asked for can hold that")
    return media_type


class _Capped:
    """A file that takes so many bytes and no more."""

    def __init__(self, most: int | None) -> None:
        self.parts: list[bytes] = []
        self._most, self._left = most, most

    def write(self, part: bytes) -> int:
        if self._left is not None:
            self._left -= len(part)
            if self._left < 0:
                raise ResultTooLarge(f"the answer has more than {self._most} bytes: narrow the query, or add LIMIT")
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        pass


def _invalid(text: str, message: str) -> InvalidQuery:
    """The engine's message with the place in words, its lists of characters left out, and the line it stumbled on."""
    if (found := find_mistake(text)) is not None:
        said = f"not a valid SPARQL query: line {found.line}, column {found.column}: {found.message}"
        return InvalidQuery(said, found.line, found.column)
    match = _PLACE.fullmatch(message)
    if match is None:
        return InvalidQuery(f"not a valid SPARQL query: {message}")
    line, column = int(match[1]), int(match[2])
    lines = text.splitlines() or [""]
    here = lines[min(line, len(lines)) - 1].strip()
    return InvalidQuery(
        f"not a valid SPARQL query: line {line}, column {column}: {_expected(match[3])} in: {here}", line, column
    )


def _expected(alternatives: str) -> str:
    shown = [
        part.strip() for part in alternatives.split(", ") if "[" not in part and "'" not in part and "|" not in part
    ]
    if not shown:
        return "something unexpected"
    return f"expected {' or '.join(shown[:_SHOWN])}{' or other' if len(shown) > _SHOWN else ''}"
