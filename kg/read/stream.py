"""Bytes of one input: unpacked, looked at before they are read, and never held beyond a limit."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO, cast

from kg.errors import InputError
from kg.read.encoding import WIDE_LIMIT_NOTE, to_utf8_if_wide

__all__ = ["DOCUMENT_LIMIT", "LINE_LIMIT", "READ_ERRORS", "Stream"]

DOCUMENT_LIMIT = 16 * 1024 * 1024
"""Bytes of one document (a page with all its markup, a JSON file) that are held at once."""

LINE_LIMIT = DOCUMENT_LIMIT
"""Bytes of one line of JSON Lines: one line is one document."""

READ_ERRORS = (OSError, EOFError, zlib.error)
"""What reading bytes may raise: also what a damaged .gz raises half-way."""

_HEAD = 64 * 1024
_GZIP = b"\x1f\x8b"


class Stream:
    """One input, read from front to back.

    `head` shows the first bytes without consuming them, unpacked where the input is gzip (told by its first two bytes,
    whatever the file is called). UTF-16 and UTF-32 are turned into UTF-8, so that lines can be told apart.
    """

    def __init__(self, raw: IO[bytes], name: str) -> None:
        """Look at the first bytes.

        Raises:
            InputError: UTF-16 or UTF-32 beyond the limit of one document.
            OSError, EOFError, zlib.error: the bytes cannot be read or unpacked.
        """
        self.name = name
        self._rest: IO[bytes] = raw
        self.head = raw.read(_HEAD)
        if self.head.startswith(_GZIP):
            self._rest = cast("IO[bytes]", gzip.GzipFile(fileobj=_Rewound(self.head, raw)))
            self.head = self._rest.read(_HEAD)
        wide = to_utf8_if_wide(self.head, lambda: self._whole(WIDE_LIMIT_NOTE))
        if wide is not None:
            self._rest, self.head = io.BytesIO(wide[_HEAD:]), wide[:_HEAD]

    def read(self) -> bytes:
        """Everything, as one document.

        Raises:
            InputError: it is longer than one document may be.
            OSError, EOFError, zlib.error: the bytes cannot be read or unpacked.
        """
        return self._whole("one document")

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Every line with its number, without its end; None for a line too long to be held, which is skipped over.

        Raises:
            OSError, EOFError, zlib.error: the bytes cannot be read or unpacked.
        """
        # `head` is no longer than a document, and only read through here once: memory stays at one line.
        reader = io.BufferedReader(_Rewound(self.head, self._rest))
        number = 0
        while line := reader.readline(LINE_LIMIT + 1):
            number += 1
            if len(line) <= LINE_LIMIT or line.endswith(b"\n"):
                yield number, line.rstrip(b"\r\n")
                continue
            while line and not line.endswith(b"\n"):
                line = reader.readline(_HEAD)
            yield number, None

    def _whole(self, what: str) -> bytes:
        rest = self._rest.read(DOCUMENT_LIMIT + 1 - len(self.head))
        if len(self.head) + len(rest) > DOCUMENT_LIMIT:
            limit = DOCUMENT_LIMIT // (1024 * 1024)
            raise InputError(f"longer than the {limit} MiB that {what} may have; split it, or give JSON Lines")
        return self.head + rest


class _Rewound(io.RawIOBase):
    """A stream with the bytes already taken from it put back in front."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        part = part or self._rest.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)
