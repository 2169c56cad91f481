"""The words of a SPARQL text that may be keywords: what strings, IRIs, comments, variables and names leave."""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Word", "words"]

_TOKEN = re.compile(
    r"""
      \#[^\r\n]*                                                                  # comment
    | <[^<>"{}|^`\\\x00-\x20]*>                                                   # IRI
    | '''(?:[^'\\]|\\.|'(?!''))*''' | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"         # long strings
    | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*"                               # strings
    | [?$]\w+                                                                     # variable
    | @[A-Za-z]+(?:-[A-Za-z0-9]+)*                                                # language
    | (?P<prefix>[^\W\d_][\w-]*|_)?:[\w:-]*                                       # prefixed name, up to its first dot
    | (?P<word>\w+)
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


class Word(NamedTuple):
    """A possible keyword, in lower case. `prefix`: it stands before a colon, so only part of it may be one."""

    text: str
    prefix: bool
    line: int
    column: int


def words(text: str) -> Iterator[Word]:
    """Every word of a query or update that a lenient parser might take for a keyword, with its place (from 1)."""
    for token in _TOKEN.finditer(text):
        name = token["word"] or token["prefix"]
        if name:
            at = token.start()
            line_start = text.rfind("\n", 0, at)
            yield Word(name.lower(), token["word"] is None, text.count("\n", 0, at) + 1, at - line_start)
