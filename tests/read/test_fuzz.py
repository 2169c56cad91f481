"""Every reader on damaged input of its own kind: whatever was done to it, articles or notices come out, and hold."""

import gzip
import io
import json
import random
from collections.abc import Callable
from itertools import pairwise

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.read import Notice, read_paths
from tests.read.test_documents import LINES, pdf, word
from tests.read.test_feed import ATOM, RDF, RSS
from tests.read.test_mail import TEXT, _message
from tests.read.test_warc import _page, record


def _mail() -> bytes:
    message = _message()
    message.set_content(TEXT)
    message.add_alternative(f"<p>{TEXT}</p>", subtype="html")
    return message.as_bytes()


def _lines() -> bytes:
    return b"\n".join(json.dumps({"id": f"x{n}", "text": TEXT, "date": "2021-05-04"}).encode() for n in range(3))


SEEDS: dict[str, Callable[[], bytes]] = {
    "text": lambda: TEXT.encode(),
    "markdown": lambda: b"---\ntitle: a\ndate: 2021\n---\n# A\n\n" + TEXT.encode(),
    "page": lambda: _page(1),
    "lines": _lines,
    "json": lambda: json.dumps([{"text": TEXT, "html": "<p>x</p>", "author": [{"name": "A"}]}], indent=1).encode(),
    "rss": RSS.encode,
    "atom": ATOM.encode,
    "rdf": RDF.encode,
    "warc": lambda: (
        record(_page(1)) + record(gzip.compress(_page(2)), 2, http="Content-Type: text/html\r\nContent-Encoding: gzip")
    ),
    "warc.gz": lambda: gzip.compress(record(_page(1))) + gzip.compress(record(_page(2), 2)),
    "lines.zst": lambda: zstandard.compress(_lines()),
    "mail": _mail,
    "pdf": lambda: pdf(LINES),
    "docx": lambda: word(LINES),
}

_PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"<",
    b">",
    b"\r\n\r\n",
    b"{",
    b'"',
    b"]]>",
    b"%%EOF",
    b"9" * 30,
    b"&#0;",
    b"--x",
    b"\xed\xa0\x80",
)


def damaged(seed: bytes, number: int) -> bytes:
    """The seed with a few pieces cut out, doubled, exchanged or put in; the same for the same number."""
    rng, data = random.Random(number), bytearray(seed)
    for _ in range(rng.randint(1, 6)):
        at, size = rng.randrange(len(data) + 1), rng.choice((1, 1, 4, 40, 400))
        match rng.randrange(5):
            case 0:
                del data[at : at + size]
            case 1:
                data[at:at] = data[at : at + size] * rng.randint(1, 5)
            case 2:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case 3:
                data[at:at] = rng.choice(_PIECES)
            case _:
                data = data[: max(1, at)]
    return bytes(data)


def holds(content: bytes) -> None:
    """Articles with spans that quote their text, or notices of one line; nothing raises, and something comes."""
    items = list(read_paths(["-"], stdin=io.BytesIO(content)))
    assert items
    for item in items:
        if isinstance(item, Notice):
            assert item.reason
            assert "\n" not in str(item)
            continue
        assert item.text.strip()
        assert all(item.text[cut.span.start : cut.span.end] == cut.span.text for cut in item.discarded)
        assert all(left.span.end <= right.span.start for left, right in pairwise(item.discarded))


@pytest.mark.parametrize("kind", SEEDS)
def test_whole_input_of_every_kind_is_read(kind: str) -> None:
    assert any(isinstance(item, Article) for item in read_paths(["-"], stdin=io.BytesIO(SEEDS[kind]())))


@pytest.mark.parametrize("kind", SEEDS)
@given(number=st.integers(0, 2**32))
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_input_of_every_kind_raises_nothing(kind: str, number: int) -> None:
    holds(damaged(SEEDS[kind](), number))
