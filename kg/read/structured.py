"""JSON and JSON Lines: one article, a list of articles, or one a line."""

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from kg.errors import InputError
from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.fields import LISTS, draft_fields, field_value, words
from kg.read.fragment import looks_marked_up, text_of_fragment
from kg.read.markup import draft_of_page, looks_like_page
from kg.read.notice import Notice, rejected
from kg.read.stream import LINE_LIMIT, Stream

__all__ = ["looks_like_json", "looks_like_lines", "read_json", "read_lines"]

_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\d+ (?:more )?char(?:acter)?s\]\s*$")
"""How NewsAPI ends a text that it gives a part of."""


def looks_like_json(head: bytes) -> bool:
    """Whether an input begins as JSON does."""
    return re.match(rb"\s*(?:\xef\xbb\xbf)?\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])", head) is not None


def looks_like_lines(head: bytes) -> bool:
    """Whether an input holds one object a line: one of the first two is an object, or too long to be indented."""
    lines = [line.strip() for line in head.removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
    if not lines or not lines[0].startswith(b"{") or len(lines[0]) < 3:
        return False
    if len(lines) == 1:
        return b"\n" not in head and len(head) >= 60_000
    return any(line.startswith(b"{") and len(line) > 2 and _is_object(line) for line in lines[:2])


def read_json(stream: Stream) -> Iterator[Draft | Notice]:
    """The article, or the articles, of one JSON document.

    Raises:
        InputError: it is too long, is no JSON, or holds no article.
    """
    data = stream.read()
    value, assumed = _parse(data)
    if isinstance(value, Mapping) and not (field_value(value, "text") or field_value(value, "html")):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), value)
    if not isinstance(value, list):
        yield _draft(value, sha256(data).hexdigest(), assumed)
        return
    if not value:
        raise InputError("an empty list; expected articles in it")
    for number, item in enumerate(value, 1):
        try:
            raw = json.dumps(item, sort_keys=True).encode()
            yield _draft(item, sha256(raw).hexdigest(), assumed, item=number)
        except (InputError, ValueError, RecursionError) as error:
            yield rejected(stream.name, f"item {number} of the list: {error}")


def read_lines(stream: Stream) -> Iterator[Draft | Notice]:
    """One article a line; a bad line is a notice with its number, and the others are read all the same."""
    seen = False
    for number, line in stream.lines():
        if line is not None and not line.strip():
            continue
        seen = True
        if line is None:
            yield rejected(stream.name, f"the line is longer than {LINE_LIMIT // 2**20} MiB", number)
            continue
        try:
            value, assumed = _parse(line)
            yield _draft(value, sha256(line).hexdigest(), assumed, line=number)
        except InputError as error:
            yield rejected(stream.name, str(error), number)
    if not seen:
        raise InputError("the file holds only blank lines")


def _parse(data: bytes) -> tuple[Any, str | None]:
    text, assumed = decode(data)
    try:
        return json.loads(text.removeprefix("\ufeff")), assumed
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise InputError(f"not valid JSON: {error.msg.removesuffix(' at')} at {place}") from error
    except (ValueError, RecursionError) as error:  # numbers of absurd length; lists nested thousands deep
        raise InputError(f"not JSON that can be read: {type(error).__name__}") from error


def _draft(value: Any, digest: str, assumed: str | None, *, line: int | None = None, item: int | None = None) -> Draft:
    if not isinstance(value, Mapping):
        raise InputError(f"expected an object with `text` or `html`, found {_kind(value)}")
    known: dict[str, Any] = {**draft_fields(value), "line": line, "item": item}
    if assumed:
        known["warnings"] = (f"not valid UTF-8; read as {assumed}",)
    text, page = _body(field_value(value, "text")), _as_written(field_value(value, "html"))
    if text is None and page is not None and looks_like_page(page[:4000].encode(errors="replace")):
        return draft_of_page(page, digest, known)
    text = text or page or _body(field_value(value, "part"))
    if text is not None and looks_like_page(text[:4000].encode(errors="replace")):
        return draft_of_page(text, digest, known)
    if text is not None and looks_marked_up(text):
        text = text_of_fragment(text)
    if not text:
        raise InputError("no text: expected an object with `text` or `html`")
    return Draft(_CUT_OFF.sub("…", text), digest, **known)


def _body(value: Any) -> str | None:
    """Running text: a string, an object that wraps one, or a list of paragraphs."""
    if isinstance(value, list):
        return "\n".join(part for item in value if (part := words(item))) or None
    return _as_written(value)


def _as_written(value: Any) -> str | None:
    """A string with its line ends, given as such or inside an object."""
    if isinstance(value, Mapping):
        inside = (value.get(key) for key in ("rendered", "value", "text", "html"))
        value = next((found for found in inside if isinstance(found, str)), None)
    return value if isinstance(value, str) and value.strip() else None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "null")
