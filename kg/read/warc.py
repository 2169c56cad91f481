"""Web archives (WARC, ISO 28500): the pages that a crawler saved, record by record.

Read here rather than by a library: records of other people's crawls are cut, lie about their length, or hold lines
without end, and nothing may be held that has no bound.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader
from typing import Any

from kg.errors import InputError
from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.markup import CHARSET, draft_of_page
from kg.read.notice import Notice, rejected
from kg.read.stream import DOCUMENT_LIMIT, Stream

__all__ = ["looks_like_warc", "read_warc"]

_VERSION = b"WARC/"
_LINE, _HEADERS = 16 * 1024, 200
_PIECE = 1024 * 1024
_CHUNK = re.compile(rb"\s*([0-9a-fA-F]{1,8})[^\n]{0,500}\n")
_HTTP_HEAD = re.compile(rb"\r?\n\r?\n")
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_RECORD_TYPES = ("response", "resource")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its place, header fields in lower case, and its block, or why there is none."""

    number: int
    fields: dict[str, str]
    block: bytes = b""
    problem: str | None = None

    @property
    def url(self) -> str:
        return self.fields.get("warc-target-uri", "").strip("<> ")


def looks_like_warc(head: bytes) -> bool:
    """Whether an input begins as a web archive does."""
    return head.startswith(_VERSION)


def read_warc(stream: Stream) -> Iterator[Draft | Notice]:
    """The pages of a web archive as they come; what else a crawler saved (images, scripts, robots.txt) is passed over.

    A record that cannot be read is a notice with its number, and the others are read all the same.

    Raises:
        InputError: it holds no page.
        OSError, EOFError, zlib.error, ZstdError: the bytes end or break off; everything before was read.
    """
    pages = False
    for record in _records(stream.open()):
        if record.problem is not None:
            pages = True
            yield rejected(stream.name, f"record {record.number}: {record.problem}")
            continue
        try:
            draft = _draft(record)
        except InputError as error:
            pages = True
            yield rejected(stream.name, f"record {record.number} ({record.url or 'no address'}): {error}")
            continue
        if draft is not None:
            pages = True
            yield draft
    if not pages:
        raise InputError("a web archive without a web page in it")


def _records(reader: BufferedReader) -> Iterator[_Record]:
    number, lost = 0, False
    while line := reader.readline(_LINE):
        if not line.startswith(_VERSION):
            if line.strip() and not lost:
                lost = True
                yield _Record(number, {}, problem="is followed by bytes that are no record; looking for the next one")
            continue
        number, lost = number + 1, False
        fields = _fields(reader)
        if fields is None:
            yield _Record(number, {}, problem="its header is longer than any header is")
            lost = True
            continue
        length = fields.get("content-length", "")
        if not length.isascii() or not length.isdigit() or len(length) > 15:
            yield _Record(number, fields, problem=f"its length is given as {length[:20]!r}; expected a number of bytes")
            lost = True
            continue
        yield _with_block(reader, number, fields, int(length))


def _fields(reader: BufferedReader) -> dict[str, str] | None:
    """The header fields up to the blank line; None where they do not end."""
    fields: dict[str, str] = {}
    for _ in range(_HEADERS):
        line = reader.readline(_LINE)
        if not line.endswith(b"\n") and len(line) >= _LINE:
            return None
        if not line.strip():
            return fields
        name, _, value = line.decode("utf-8", errors="replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return None


def _with_block(reader: BufferedReader, number: int, fields: dict[str, str], length: int) -> _Record:
    wanted = fields.get("warc-type") in _RECORD_TYPES
    if wanted and length <= DOCUMENT_LIMIT:
        block = reader.read(length)
        if len(block) < length:
            return _Record(number, fields, problem=f"ends after {len(block):,} of {length:,} bytes: the file is cut")
        return _Record(number, fields, block)
    left = length
    while left and (piece := reader.read(min(left, _PIECE))):
        left -= len(piece)
    if left:
        return _Record(number, fields, problem=f"ends {left:,} bytes before its length: the file is cut")
    too_long = f"is longer than the {DOCUMENT_LIMIT // 2**20} MiB that one document may have"
    return _Record(number, fields, problem=too_long if wanted else None)


def _draft(record: _Record) -> Draft | None:
    """The article of a page's record; None for what is no page.

    Raises:
        InputError: it cannot be unpacked, is in no encoding that can be told, or holds no main text.
    """
    kind, body = record.fields.get("content-type", ""), record.block
    if not body or record.fields.get("warc-type") not in _RECORD_TYPES:
        return None
    if kind.startswith("application/http"):
        head, *rest = _HTTP_HEAD.split(body, maxsplit=1)
        status, http = _http_fields(head)
        kind, body = http.get("content-type", ""), rest[0] if rest else b""
        if status != "200" or not kind.lower().startswith(_PAGE_TYPES):
            return None
        body = _unpacked(_dechunked(body) if "chunked" in http.get("transfer-encoding", "").lower() else body, http)
    elif not kind.lower().startswith(_PAGE_TYPES):
        return None
    found = re.search(r"charset\s*=\s*[\"']?\s*([\w-]{2,30})", kind, re.I)
    in_page = CHARSET.search(body[:8192])
    page, assumed = decode(body, found[1] if found else in_page[1].decode("ascii") if in_page else None)
    known: dict[str, Any] = {"url": record.url or None, "item": record.number}
    if assumed:
        known["warnings"] = (f"record {record.number}: not valid UTF-8; read as {assumed}",)
    return draft_of_page(page, sha256(body).hexdigest(), known)


def _http_fields(head: bytes) -> tuple[str, dict[str, str]]:
    first, *lines = head.decode("utf-8", errors="replace").split("\n")
    pairs = (line.partition(":") for line in lines[:_HEADERS])
    fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
    return [*first.split(), "", ""][1], fields


def _dechunked(body: bytes) -> bytes:
    """A body sent in chunks as one; as it is where it is none (crawlers often join them and keep the header)."""
    parts: list[bytes] = []
    place = 0
    while match := _CHUNK.match(body, place):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        place = match.end() + size
    return b"".join(parts) if parts and place >= len(body) else body


def _unpacked(body: bytes, http: dict[str, str]) -> bytes:
    """A body without its content encoding; as it is where it was unpacked already, and the header kept."""
    encoding = http.get("content-encoding", "").lower()
    if encoding not in ("gzip", "x-gzip", "deflate") or body.lstrip()[:1] == b"<":
        if encoding == "br" and body.lstrip()[:1] != b"<":
            raise InputError("packed with Brotli; save the archive with its pages unpacked")
        return body
    unpacker = zlib.decompressobj(47 if "gzip" in encoding or body[:1] == b"\x78" else -15)
    try:
        page = unpacker.decompress(body, DOCUMENT_LIMIT + 1)
    except zlib.error as error:
        raise InputError(f"cannot be unpacked: {error}") from error
    if len(page) > DOCUMENT_LIMIT:
        raise InputError(f"unpacks to more than the {DOCUMENT_LIMIT // 2**20} MiB that one document may have")
    return page
