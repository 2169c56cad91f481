"""Input made to do harm: a bound on what it takes, one line about it, and the rest unharmed."""

import gzip
import io
import json
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from kg.model import Article
from kg.read import Notice, read_paths
from kg.read.stream import DOCUMENT_LIMIT

GOOD = "Ferry sinks off island\n\nA ferry sank off the island on Monday, the coastguard said in a statement."
SENTENCE = "The ferry sank off the island on Monday, the coastguard said in a statement. "


class _Endless(io.RawIOBase):
    """A file that repeats a piece until its reader gives up, or it has given more than anybody should take."""

    def __init__(self, piece: bytes, limit: int = 3 * 1024**3) -> None:
        super().__init__()
        self._piece, self._left = piece, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = min(len(buffer), len(self._piece), self._left)
        buffer[:size] = self._piece[:size]
        self._left -= size
        return size


def _read(content: bytes) -> list[Article | Notice]:
    return list(read_paths(["-"], stdin=io.BytesIO(content)))


def _tags(piece: str, count: int) -> bytes:
    return f"<html><body><article>{piece * count}{SENTENCE * 5}".encode()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "gzip bomb as a page": lambda: gzip.compress(b"<html><body>" + bytes(50_000_000)),
    "gzip bomb as text": lambda: gzip.compress(b"word\n" + b" " * 50_000_000),
    "zstd bomb": lambda: zstandard.compress(b"word\n" + b" " * 50_000_000),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(b"word " * 100)),
    "zip": lambda: b"PK\x03\x04" + bytes(1000),
    "NUL bytes": lambda: bytes(5_000_000),
    "deeply nested elements": lambda: _tags("<div>", 150_000),
    "deeply nested tables": lambda: _tags("<table><tr><td>", 60_000),
    "more tags than a page has": lambda: _tags("<p>a</p>", 300_000),
    "more elements than a page has": lambda: _tags("<p>a</p>", 60_000),
    "one tag without end": lambda: b"<html><body><p class='" + b"a " * 1_000_000,
    "nested JSON": lambda: b'{"text": ' + b"[" * 1_000_000,
    "nested JSON-LD": lambda: (
        b'<html><head><script type="application/ld+json">' + b"[" * 500_000 + b"</script></head></html>"
    ),
    "invalid UTF-8": lambda: bytes(range(128, 256)) * 5000,
    "feed of entities": lambda: (
        b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + b'<!ENTITY b "&a;&a;">' * 9 + b"]><rss>&b;</rss>"
    ),
    "nested mail": lambda: (
        b"From: a\nTo: b\nSubject: c\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 3000
    ),
    "text of menus": lambda: b"Home | News | Sport\n" * 40_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_gives_one_line_at_most_and_no_article_of_rubbish(name: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    items = _read(HOSTILE[name]())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert len(items) == 1
    assert isinstance(items[0], Notice) or SENTENCE.strip() in items[0].text
    assert grown < 500 * 1024, f"{grown // 1024} MiB more"


def test_line_of_200_megabytes_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(json.dumps({"id": "x1", "text": GOOD}).encode() + b'\n{"text": "')
        for _ in range(200):
            file.write(b"a" * 2**20)
        file.write(b'"}\n' + json.dumps({"id": "x2", "text": GOOD}).encode())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    first, notice, second = read_paths([path])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert isinstance(notice, Notice)
    assert (first.id, second.id, notice.line) == ("x1", "x2", 2)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_lines_before_an_endless_one_are_read(pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.stream._UNPACKED_FREE", 4 * 2**20)
    line = json.dumps({"id": "x1", "text": GOOD}).encode() + b"\n"
    items = _read(pack(line + b'{"text": "' + b" " * 60_000_000))
    assert isinstance(items[0], Article)
    (notice,) = items[1:]
    assert isinstance(notice, Notice)
    assert "200 times its size" in notice.reason


@pytest.mark.parametrize("piece", [b"words without end ", b"line\n", b"<html><body>"])
def test_endless_document_is_given_up(piece: bytes) -> None:
    stream = io.BufferedReader(_Endless(piece * 4000))
    (notice,) = read_paths(["-"], stdin=stream)
    assert isinstance(notice, Notice)
    assert f"{DOCUMENT_LIMIT // 2**20} MiB" in notice.reason


def test_endless_line_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.stream._SKIPPED_LIMIT", 64 * 2**20)
    (notice,) = read_paths(["-"], stdin=io.BufferedReader(_Endless(b'{"text": "aaaaaaaa", ' * 4000)))
    assert isinstance(notice, Notice)
    assert "does not end" in notice.reason


def test_bad_files_leave_the_rest_of_a_folder_unharmed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    for number, make in enumerate((HOSTILE["gzip bomb as text"], HOSTILE["nested JSON"], HOSTILE["invalid UTF-8"])):
        (tmp_path / f"b{number}.txt").write_bytes(make())
    (tmp_path / "z.txt").write_text(GOOD)
    items = list(read_paths([tmp_path]))
    assert [type(item) for item in items] == [Article, Notice, Notice, Notice, Article]
