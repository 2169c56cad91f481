"""Quads as plain strings in N-Quads syntax: cheap to make, to compare, to sort and to write.

Terms are already in their written form (`<http://…>`, `"text"@en`, `"3"^^<…integer>`), so that equal terms are equal
strings, a graph's difference is a set's difference, and a file is its sorted lines.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Quad", "Term", "iri", "literal", "number", "text_of", "to_nquads"]

Term = str
"""An RDF term in N-Triples syntax."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})
_ESCAPED = re.compile(r"\\(.)")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_FORBIDDEN = str.maketrans({c: f"%{ord(c):02X}" for c in ' <>"{}|\\^`' + "".join(map(chr, range(0x20)))})


class Quad(NamedTuple):
    """One statement in one named graph."""

    subject: Term
    predicate: Term
    object: Term
    graph: Term


def iri(value: str) -> Term:
    """An IRI term; characters that IRIs forbid are percent-encoded."""
    return f"<{value.translate(_FORBIDDEN)}>"


def literal(value: str, datatype: str | None = None, language: str | None = None) -> Term:
    """A literal term: plain, with a datatype (a name of XML Schema such as `date`, or an IRI), or with a language."""
    quoted = f'"{value.translate(_ESCAPES)}"'
    if language:
        return f"{quoted}@{language.lower()}"
    if datatype:
        return f"{quoted}^^<{datatype if ':' in datatype else _XSD + datatype}>"
    return quoted


def text_of(term: Term) -> str:
    """The text of a literal as `literal` writes it, without its datatype or language.

    Raises:
        ValueError: the term is no literal.
    """
    if not term.startswith('"'):
        raise ValueError(f"{term} is no literal")
    return _ESCAPED.sub(lambda found: _PLAIN.get(found[1], found[1]), term[1 : term.rindex('"')])


def number(value: float) -> Term:
    """A number as `xsd:integer` where it is whole, as `xsd:decimal` else, in canonical form."""
    if value == int(value):
        return literal(str(int(value)), "integer")
    return literal(f"{value:.6f}".rstrip("0"), "decimal")


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """N-Quads, sorted, each statement once: the same quads give the same bytes."""
    lines = sorted({f"{q.subject} {q.predicate} {q.object} {q.graph} .\n" for q in quads})
    return "".join(lines).encode()
