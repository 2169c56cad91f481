"""Web archives: pages out of records, whatever state they are in."""

import gzip
import io

import pytest
import zstandard

from kg.model import Article
from kg.read import Notice, read_paths


def _page(n: int) -> bytes:
    lines = "".join(
        f"<p>Boat number {i} of {n} left the harbour of Port Lime on Monday, the master said.</p>" for i in range(6)
    )
    head = f"<!DOCTYPE html><html><head><title>Boats {n}</title></head>"
    return f"{head}<body><article>{lines}</article></body></html>".encode()


def record(
    body: bytes, n: int = 1, *, kind: str = "response", http: str = "Content-Type: text/html; charset=utf-8",
    status: str = "200 OK", length: str | None = None,
) -> bytes:  # fmt: skip
    block = f"HTTP/1.1 {status}\r\n{http}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://lime.example/{n}\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


INFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 9\r\n\r\nsoft: ha\n\r\n\r\n"


def _read(content: bytes) -> tuple[list[Article], list[Notice]]:
    items = list(read_paths(["-"], stdin=io.BytesIO(content)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Notice)]


def _urls(articles: list[Article]) -> list[str]:
    return [(article.url or "").rsplit("/", 1)[-1] for article in articles]


def test_pages_of_an_archive_are_articles() -> None:
    articles, notices = _read(INFO + record(_page(1)) + record(_page(2), 2))
    assert (_urls(articles), notices) == (["1", "2"], [])
    assert articles[0].text.count("\n") == 5
    assert articles[0].published is None


@pytest.mark.parametrize(
    "pack",
    [
        lambda parts: b"".join(gzip.compress(part) for part in parts),
        lambda parts: gzip.compress(b"".join(parts)),
        lambda parts: b"".join(zstandard.compress(part) for part in parts),
    ],
    ids=["gzip by record", "gzip as a whole", "zstd"],
)
def test_packed_archives_are_read(pack) -> None:
    articles, notices = _read(pack([INFO, record(_page(1)), record(_page(2), 2)]))
    assert (_urls(articles), notices) == (["1", "2"], [])


def test_what_is_no_page_is_passed_over() -> None:
    others = [
        record(b"\x89PNG", 8, http="Content-Type: image/png"),
        record(_page(9), 9, status="404 Not Found"),
        record(b"GET / HTTP/1.1", 9, kind="request"),
        record(b"User-agent: *", 9, http="Content-Type: text/plain"),
    ]
    articles, notices = _read(b"".join((*others, record(_page(1)))))
    assert (_urls(articles), notices) == (["1"], [])


def _chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:100], body[100:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "http"),
    [
        (_chunked(_page(1)), "Transfer-Encoding: chunked"),
        (_page(1), "Transfer-Encoding: chunked"),
        (gzip.compress(_page(1)), "Content-Encoding: gzip"),
        (_chunked(gzip.compress(_page(1))), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked"),
        (_page(1), "Content-Encoding: gzip"),
    ],
)
def test_transfer_and_content_encodings_are_undone(body: bytes, http: str) -> None:
    (article,), notices = _read(record(body, http=f"Content-Type: text/html\r\n{http}"))
    assert "Boat number 5" in article.text
    assert not notices


BAD = {
    "cut in the page": (record(_page(2), 2)[:-200], "the file is cut"),
    "cut in the header": (record(_page(2), 2)[:60], "length is given as ''"),
    "a length that is none": (record(_page(2), 2, length="many"), "length is given as 'many'"),
    "a length beyond the end": (record(_page(2), 2, length="99999999"), "the file is cut"),
    "other bytes between records": (b"\x00\xffgarbage\r\n" * 50, "bytes that are no record"),
    "a page without text": (record(b"<html><body></body></html>", 2), "no main text"),
    "a page that cannot be unpacked": (
        record(
            gzip.compress(_page(2))[:12] + b"\xff" * 99, 2, http="Content-Type: text/html\r\nContent-Encoding: gzip"
        ),
        "cannot be unpacked",
    ),
    "a page packed to do harm": (
        record(gzip.compress(bytes(50_000_000)), 2, http="Content-Type: text/html\r\nContent-Encoding: gzip"),
        "unpacks to more than the 16 MiB",
    ),
    "a header without end": (b"WARC/1.0\r\n" + b"x: y\r\n" * 300, "longer than any header"),
    "a line without end": (b"WARC/1.0\r\nX: " + b"a" * 1_000_000, "longer than any header"),
}


@pytest.mark.parametrize(("content", "reason"), BAD.values(), ids=BAD)
def test_bad_record_gives_one_line_and_spares_the_others(content: bytes, reason: str) -> None:
    articles, notices = _read(record(_page(1)) + content)
    assert _urls(articles) == ["1"]
    assert len(notices) == 1
    assert reason in notices[0].reason


@pytest.mark.parametrize(
    "name", ["a length that is none", "other bytes between records", "a page without text", "a header without end"]
)
def test_records_after_a_bad_one_are_read(name: str) -> None:
    articles, _ = _read(
        BAD[name][0] + b"\r\n\r\n" + record(_page(1))
        if name != "other bytes between records"
        else record(_page(3), 3) + BAD[name][0] + record(_page(1))
    )
    assert _urls(articles)[-1] == "1"


def test_archive_without_pages_gives_one_line() -> None:
    assert [notice.reason for notice in _read(INFO)[1]] == ["a web archive without a web page in it"]
