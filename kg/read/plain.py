"""Plain text and Markdown: one article a file, as people paste it."""

import re
from collections.abc import Iterator
from hashlib import sha256

from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.fields import draft_fields
from kg.read.normalize import normalize, unwrap
from kg.read.stream import Stream

__all__ = ["read_markdown", "read_text"]

_FRONT_MATTER = re.compile(r"\A---\n(?P<fields>(?:[^\n]*\n){1,60}?)---\n")
_FIELD = re.compile(r"(?P<name>[A-Za-z][\w-]*):[ \t]*(?P<value>.*)")

# In this order: an image inside a link is gone before the link becomes its words. Every length is bounded, so that no
# text without closing marks takes long.
_MARKDOWN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.{0,5000}?-->", re.S), ""),
    (re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,1000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"^ {0,3}#{1,6}[ \t]+", re.M), ""),
    (re.compile(r"^ {0,3}>[ \t]?", re.M), ""),
    (re.compile(r"^ {0,3}(?:[-*_][ \t]?){3,80}$", re.M), ""),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]{0,300}?\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{0,300}?\S)\*(?![\w*])"), r"\1"),
)


def read_text(stream: Stream) -> Iterator[Draft]:
    """The article that a plain text file is.

    Raises:
        InputError: it is too long, or in no encoding that can be told.
    """
    data = stream.read()
    text, assumed = decode(data)
    yield Draft(unwrap(normalize(text)), sha256(data).hexdigest(), warnings=_assumption(assumed))


def read_markdown(stream: Stream) -> Iterator[Draft]:
    """The article that a Markdown file is: marks removed, words kept; front matter gives title, date and the like.

    Raises:
        InputError: it is too long, or in no encoding that can be told.
    """
    data = stream.read()
    text, assumed = decode(data)
    text = text.replace("\r\n", "\n")
    fields: dict[str, object] = {}
    if match := _FRONT_MATTER.match(text):
        text = text[match.end() :]
        found = (_FIELD.match(line) for line in match["fields"].split("\n"))
        fields = {field["name"]: field["value"].strip().strip("'\"") for field in found if field}
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    known = draft_fields({name: value for name, value in fields.items() if value})
    yield Draft(unwrap(normalize(text)), sha256(data).hexdigest(), warnings=_assumption(assumed), **known)


def _assumption(encoding: str | None) -> tuple[str, ...]:
    return (f"not valid UTF-8; read as {encoding}",) if encoding else ()
