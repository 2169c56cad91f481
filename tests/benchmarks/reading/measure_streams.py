"""Reading of long inputs: articles and megabytes a second, and the memory that it takes, which must not grow.

    python tests/benchmarks/reading/measure_streams.py [MEBIBYTES]

The input is made while it is read, so that nothing but reading takes memory or disk. The command fails where memory
grows by more than `GROWTH` from a tenth of the input to its end.
"""

import gzip
import io
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count

import zstandard
from stories import reprints

from kg.model import Article
from kg.read import read_paths

GROWTH = 64
"""Mebibytes; Python's own allocation wavers by a few dozen."""

_STORIES = [told.article for told in reprints(300)]


class Made(io.RawIOBase):
    """A file whose bytes are made as they are read, until there are `size` of them."""

    def __init__(self, pieces: Iterator[bytes], size: int) -> None:
        super().__init__()
        self._pieces, self._left, self._piece = pieces, size, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._piece and self._left > 0:
            self._piece = next(self._pieces)
            self._left -= len(self._piece)
        part, self._piece = self._piece[: len(buffer)], self._piece[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def lines() -> Iterator[bytes]:
    for number in count():
        story = _STORIES[number % len(_STORIES)]
        fields = {"id": f"a{number}", "title": story.title, "text": story.text, "published": "2021-05-04"}
        yield json.dumps(fields).encode() + b"\n"


def records() -> Iterator[bytes]:
    for number in count():
        story = _STORIES[number % len(_STORIES)]
        text = "".join(f"<p>{line}</p>" for line in story.text.split("\n"))
        page = f"<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav><article>{text}</article></body></html>"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/{number}\r\n"
        yield (
            f"{head}Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n".encode()
            + block
            + b"\r\n\r\n"
        )


def packed(pieces: Iterator[bytes], pack: Callable[[bytes], bytes]) -> Iterator[bytes]:
    while True:
        yield pack(b"".join(next(pieces) for _ in range(200)))


def measure(name: str, pieces: Iterator[bytes], mebibytes: int) -> bool:
    """Read an input of that size; whether memory stayed where it was."""
    start, articles, early = time.perf_counter(), 0, 0
    stream = Made(pieces, mebibytes * 2**20)
    for item in read_paths(["-"], stdin=io.BufferedReader(stream)):
        articles += isinstance(item, Article)
        if not early and stream._left < 0.9 * mebibytes * 2**20:
            early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    grown = (memory - early) / 1024
    print(
        f"{name:16} {mebibytes:5} MiB: {articles:7} articles, {articles / seconds:6.0f} a second, "
        f"{mebibytes / seconds:6.1f} MiB a second, {memory / 1024:4.0f} MiB of memory, grown by {grown:.0f}"
    )
    return grown <= GROWTH


def main() -> None:
    mebibytes = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    inputs = {
        "JSON Lines": (lines(), mebibytes),
        "JSON Lines .gz": (packed(lines(), gzip.compress), mebibytes // 20),
        "JSON Lines .zst": (packed(lines(), zstandard.compress), mebibytes // 20),
        "WARC": (records(), mebibytes // 5),
    }
    held = [measure(name, pieces, size) for name, (pieces, size) in inputs.items()]
    sys.exit(not all(held))


if __name__ == "__main__":
    main()
