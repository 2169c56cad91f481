"""Bytes of one input: unpacked, looked at before they are read, and never held beyond a limit."""

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import IO, cast

import zstandard

from kg.errors import InputError
from kg.read.encoding import WIDE_LIMIT_NOTE, to_utf8_if_wide

__all__ = ["DOCUMENT_LIMIT", "LINE_LIMIT", "READ_ERRORS", "Stream"]

DOCUMENT_LIMIT = 16 * 1024 * 1024
"""Bytes of one document (a page with all its markup, a JSON file) that are held at once."""

LINE_LIMIT = DOCUMENT_LIMIT
"""Bytes of one line of JSON Lines: one line is one document."""

READ_ERRORS = (OSError, EOFError, zlib.error, zstandard.ZstdError)
"""What reading bytes may raise: also what a damaged .gz or .zst raises half-way."""

_HEAD = 64 * 1024
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"

_UNPACKED_FREE, _UNPACKED_RATIO = 256 * 1024 * 1024, 200
"""What unpacks to more than this many bytes, and to more than this many times its size, was made to do harm: news packs
five- to fiftyfold."""

_WINDOW = 128 * 1024 * 1024
"""Bytes of its past that a .zst may refer to: what `zstd --long` writes."""

_SKIPPED_LIMIT = 1024 * 1024 * 1024
"""Bytes of one line that are passed over in search of its end."""


class Stream:
    """One input, read from front to back.

    `head` shows the first bytes without consuming them, unpacked where the input is gzip or Zstandard (told by its
    first bytes, whatever the file is called). UTF-16 and UTF-32 are turned into UTF-8, so that lines can be told apart.
    """

    def __init__(self, raw: IO[bytes], name: str) -> None:
        """Look at the first bytes.

        Raises:
            InputError: UTF-16 or UTF-32 beyond the limit of one document.
            OSError, EOFError, zlib.error, ZstdError: the bytes cannot be read or unpacked.
        """
        self.name = name
        self._rest: IO[bytes] = raw
        self.head = raw.read(_HEAD)
        if self.head.startswith((_GZIP, _ZSTD)):
            self._rest = cast("IO[bytes]", io.BufferedReader(_Unpacked(self.head, raw), _HEAD))
            self.head = self._rest.read(_HEAD)
        wide = to_utf8_if_wide(self.head, lambda: self._whole(WIDE_LIMIT_NOTE, DOCUMENT_LIMIT))
        if wide is not None:
            self._rest, self.head = io.BytesIO(wide[_HEAD:]), wide[:_HEAD]

    def read(self, limit: int = DOCUMENT_LIMIT) -> bytes:
        """Everything, as one document of at most `limit` bytes.

        Raises:
            InputError: it is longer than one document may be.
            OSError, EOFError, zlib.error, ZstdError: the bytes cannot be read or unpacked.
        """
        return self._whole("one document", limit)

    def open(self) -> io.BufferedReader:
        """Everything from the first byte on, for formats that read piece by piece."""
        return io.BufferedReader(_Rewound(self.head, self._rest), _HEAD)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Every line with its number, without its end; None for a line too long to be held, which is skipped over.

        Raises:
            InputError: the end of a line does not come.
            OSError, EOFError, zlib.error, ZstdError: the bytes cannot be read or unpacked.
        """
        reader = self.open()
        number = 0
        while line := reader.readline(LINE_LIMIT + 1):
            number += 1
            if len(line) <= LINE_LIMIT or line.endswith(b"\n"):
                yield number, line.rstrip(b"\r\n")
                continue
            skipped = len(line)
            while line and not line.endswith(b"\n"):
                line = reader.readline(_HEAD)
                skipped += len(line)
                if skipped > _SKIPPED_LIMIT:
                    raise InputError(
                        f"line {number} does not end within {_SKIPPED_LIMIT // 2**30} GiB; reading stops here"
                    )
            yield number, None

    def _whole(self, what: str, limit: int) -> bytes:
        rest = self._rest.read(limit + 1 - len(self.head)) if len(self.head) <= limit else b""
        if len(self.head) + len(rest) > limit:
            raise InputError(f"longer than the {limit // 2**20} MiB that {what} may have; split it, or give JSON Lines")
        return self.head + rest


class _Rewound(io.RawIOBase):
    """A stream with the bytes already taken from it put back in front."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._head, self._rest = head, rest
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        part = part or self._rest.read(len(buffer))
        buffer[: len(part)] = part
        self.taken += len(part)
        return len(part)


class _Unpacked(io.RawIOBase):
    """What gzip or Zstandard bytes unpack to, as long as it bears a proportion to them."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        super().__init__()
        self._packed = _Rewound(head, rest)
        if head.startswith(_GZIP):
            self._reader = cast("IO[bytes]", gzip.GzipFile(fileobj=self._packed))
        else:
            unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
            self._reader = cast(
                "IO[bytes]", unpacker.stream_reader(cast("IO[bytes]", self._packed), read_across_frames=True)
            )
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._reader.read(len(buffer))
        buffer[: len(part)] = part
        self._given += len(part)
        if self._given > _UNPACKED_FREE and self._given > _UNPACKED_RATIO * self._packed.taken:
            raise InputError(
                f"unpacks to more than {_UNPACKED_RATIO} times its size, as no news does; reading stops here"
            )
        return len(part)
