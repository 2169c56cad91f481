"""PDF and Word documents, through libraries that are installed on demand (the extra `documents`)."""

import io
import logging
import re
import warnings
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from kg.errors import InputError
from kg.read.draft import Draft
from kg.read.normalize import normalize
from kg.read.stream import Stream

__all__ = ["looks_like_docx", "looks_like_pdf", "read_docx", "read_pdf"]

_LIMIT = 64 * 1024 * 1024
"""Bytes of one document: most of them are pictures."""

_PAGES = 200
_PARTS, _UNPACKED = 5000, 256 * 1024 * 1024
"""Parts of a Word document, and bytes that they unpack to."""

_CHARACTERS = 2_000_000
_HYPHEN = re.compile(r"[a-zà-ÿ]-$")
_SENTENCE_END = re.compile(r"[.!?:…][\"”’)\]]*$")


def looks_like_pdf(head: bytes) -> bool:
    """Whether an input begins as a PDF does."""
    return b"%PDF-" in head[:1024]


def looks_like_docx(head: bytes) -> bool:
    """Whether an input begins as a Word document does: a zip archive with parts of that name."""
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head[:4096])


def read_pdf(stream: Stream) -> Iterator[Draft]:
    """The article that a PDF is; lines are joined to paragraphs again.

    Raises:
        InputError: the library for it is missing; it is too long, damaged, encrypted, or holds no text.
    """
    try:
        import pypdf
    except ImportError as error:
        raise InputError(_missing("a PDF")) from error
    data = stream.read(_LIMIT)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say of a file goes into one message
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
            text = _pages(reader)
            known = dict(reader.metadata or {})
    except InputError:
        raise
    except Exception as error:  # whatever a parser of other people's files may raise is the input's fault
        raise InputError(f"not a PDF that can be read: {type(error).__name__}: {error}") from error
    if not text.strip():
        raise InputError("a PDF without text in it (a scan?); recognize its text first")
    yield Draft(
        _joined(normalize(text)),
        sha256(data).hexdigest(),
        author=_words(known.get("/Author")),
    )


def read_docx(stream: Stream) -> Iterator[Draft]:
    """The article that a Word document is, one paragraph a line.

    Raises:
        InputError: the library for it is missing; it is too long, damaged, or holds no text.
    """
    try:
        import docx
    except ImportError as error:
        raise InputError(_missing("a Word document")) from error
    data = stream.read(_LIMIT)
    try:
        _check_size(data)
        document = docx.Document(io.BytesIO(data))
        lines = [paragraph.text for paragraph in document.paragraphs]
        author = _words(document.core_properties.author)
    except InputError:
        raise
    except Exception as error:  # whatever a parser of other people's files may raise is the input's fault
        raise InputError(f"not a Word document that can be read: {type(error).__name__}") from error
    text = "\n".join(line for line in lines if line.strip())
    if not text:
        raise InputError("a Word document without text in it")
    yield Draft(text, sha256(data).hexdigest(), author=None if author == "python-docx" else author)


def _pages(reader: Any) -> str:
    if reader.is_encrypted and not reader.decrypt(""):
        raise InputError("it is encrypted; save it without a password")
    if len(reader.pages) > _PAGES:
        raise InputError(f"it has {len(reader.pages)} pages; an article has at most {_PAGES}")
    parts, length = [], 0
    for page in reader.pages:
        parts.append(page.extract_text())
        length += len(parts[-1])
        if length > _CHARACTERS:
            raise InputError(f"its text is longer than {_CHARACTERS:,} characters")
    return "\n".join(parts)


def _joined(text: str) -> str:
    """Lines as a page breaks them, joined: where a line is nearly as long as the longest, and ends no sentence."""
    lines = text.split("\n")
    width = sorted(map(len, lines))[int(len(lines) * 0.9)]
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        full = len(line) >= 0.75 * width and len(line) >= 30
        ends = _SENTENCE_END.search(line) is not None and len(line) < 0.95 * width
        if full and _HYPHEN.search(line) and following[:1].islower():
            parts.append(line[:-1])
        else:
            parts += (line, " " if full and following and not ends else "\n")
    return "".join(parts)


def _check_size(data: bytes) -> None:
    """Refuse archives that unpack to more than a document does; what they say of themselves is kept by zipfile."""
    parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise InputError(f"unpacks to more than {_UNPACKED // 2**20} MiB or {_PARTS:,} parts; no document does")


def _words(value: object) -> str | None:
    return " ".join(str(value).split()) or None if value else None


def _missing(what: str) -> str:
    return f"{what}, for which a library is missing; install it with: pip install 'newsgraph[documents]'"
