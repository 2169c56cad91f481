"""The kinds of input that can be read: one table, looked up by content first and by name second."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points

from kg.errors import InputError
from kg.read.documents import looks_like_docx, looks_like_pdf, read_docx, read_pdf
from kg.read.draft import Draft
from kg.read.encoding import is_binary
from kg.read.feed import looks_like_feed, read_feed
from kg.read.inputs import Input
from kg.read.mail import looks_like_mail, read_mail
from kg.read.markup import looks_like_page, read_page
from kg.read.notice import Notice
from kg.read.plain import read_markdown, read_text
from kg.read.stream import Stream
from kg.read.structured import looks_like_json, looks_like_lines, read_json, read_lines
from kg.read.warc import looks_like_warc, read_warc

__all__ = ["ENTRY_POINTS", "FORMATS", "Format", "choose_format", "known_formats"]

ENTRY_POINTS = "kg.readers"
"""Group under which other packages offer a `Format` each."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of input.

    `recognizes` judges by the first 64 KiB, unpacked; where it is None only the suffix tells. `read` yields a draft for
    each article and a notice for each bad part; it raises InputError where the whole input is of no use.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Stream], Iterator[Draft | Notice]]
    recognizes: Callable[[bytes], bool] | None = None


FORMATS: tuple[Format, ...] = (
    Format("JSON Lines", (".jsonl", ".ndjson"), read_lines, looks_like_lines),
    Format("JSON", (".json",), read_json, looks_like_json),
    Format("web archive", (".warc",), read_warc, looks_like_warc),
    Format("PDF", (".pdf",), read_pdf, looks_like_pdf),
    Format("Word document", (".docx",), read_docx, looks_like_docx),
    Format("feed", (".xml", ".rss", ".atom", ".rdf"), read_feed, looks_like_feed),
    Format("web page", (".html", ".htm", ".xhtml"), read_page, looks_like_page),
    Format("e-mail", (".eml",), read_mail, looks_like_mail),
    Format("Markdown", (".md", ".markdown"), read_markdown),
    Format("plain text", (".txt", ".text"), read_text),
)
"""In the order in which content is tried; an input whose content tells nothing goes by its suffix."""

_PLAIN = FORMATS[-1]
_OTHER_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!ENTITY|[A-Za-z][\w.-]*(?::[\w.-]+)?(?:\s+xmlns|>\s*<))", re.I
)
_INDENTED = (b"{", b"[")


@cache
def known_formats() -> tuple[Format, ...]:
    """The table, with what installed packages add before it.

    Raises:
        ImportError: an installed package offers a reader that cannot be loaded.
    """
    found = sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name)
    return (*(entry.load() for entry in found), *FORMATS)


def choose_format(source: Input, head: bytes) -> Format:
    """The format of an input, from its first bytes and its name.

    Raises:
        InputError: it is empty, is no text, or is of no kind that is read here.
    """
    if not head.strip():
        raise InputError("the file is empty" if not head else "the file holds only blanks")
    formats = known_formats()
    by_name = next((form for form in formats if source.suffixes and source.suffixes[-1] in form.suffixes), None)
    by_content = next((form for form in formats if form.recognizes is not None and form.recognizes(head)), None)
    if by_content is None and is_binary(head):
        raise InputError(
            "a binary file; expected text, a web page, JSON, a feed, a web archive, an e-mail, PDF or DOCX"
        )
    if by_name is FORMATS[0] and head.split(b"\n", 1)[0].strip() not in _INDENTED:
        return by_name  # the first lines may all be broken: the name says what they were meant to be
    if by_content is not None:
        return by_content
    if by_name is not None:
        return by_name
    if _OTHER_MARKUP.match(head):
        raise InputError("XML of a kind that is not read here; of XML, feeds (RSS, Atom) are")
    if source.named or not source.suffixes:
        return _PLAIN
    endings = ", ".join(suffix for form in formats for suffix in form.suffixes)
    raise InputError(f"not a kind of file that is read here ({source.suffixes[-1]}); expected {endings}")
