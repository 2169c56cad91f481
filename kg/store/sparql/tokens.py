"""The tokens of a SPARQL text: enough of the grammar's terminals to find the parts of an update."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.store.sparql.errors import InvalidQuery

__all__ = ["Token", "place", "tokens"]

_LOCAL = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_TOKEN = re.compile(
    rf"""
      (?P<skip>\s+|\#[^\r\n]*)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*>)
    | (?P<string>'''(?:[^'\\]|\\.|'(?!''))*'''|\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
        |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:\w(?:[\w.-]{{0,200}}[\w-])?)
    | (?P<name>(?:[^\W\d_](?:[\w.-]{{0,100}}[\w-])?)?:(?:{_LOCAL}(?:(?:{_LOCAL}|[.-])*(?:{_LOCAL}|-))?)?)
    | (?P<word>\w+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its kind (`iri`, `string`, `variable`, `language`, `blank`, `name`, `word`, `mark`) and place."""

    kind: str
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of `text`, white space and comments left out.

    Raises:
        InvalidQuery: a backslash outside strings and names, where writing in code points could hide what it means.
    """
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "mark"
        if kind == "mark" and found[0] == "\\":
            line, column = place(text, found.start())
            raise InvalidQuery(
                f"line {line}, column {column}: a backslash outside strings is not allowed in updates", line, column
            )
        if kind != "skip":
            yield Token(kind, found[0], found.start())


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
