"""The wording of an article as numbers: shingles, their sketch, and MinHash signatures cut into bands.

Broder, "On the resemblance and containment of documents" (1997): the resemblance of two texts is that of their sets of
shingles (runs of words), and the smallest of their hashes are a fair sample of it. Bands of minima make texts meet that
resemble each other (Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3).
"""

import re
from dataclasses import replace
from hashlib import blake2b
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kg.model import Article, Fingerprint

__all__ = ["BANDS", "ROWS", "SHINGLE", "SKETCH_LIMIT", "fingerprint"]

SHINGLE = 3
"""Words of a shingle: long enough that two articles on one event share next to none by chance."""

BANDS, ROWS = 40, 2
"""Texts with a resemblance of 0.3 miss each other in 2 cases of 100; with 0.02 they meet in 2 of 100."""

SKETCH_LIMIT = 2048
"""Hashes kept of one article: all of them up to some 2,000 words."""

_LEAST_WORDS = 16
"""Shorter texts (a caption, a lone headline) repeat each other by chance."""

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
"""A word, or one sign of a script that sets no spaces between words."""

_MARK = re.compile(r"\d[\d.,:]*\d|(?<![.!?:…\n][ \n])(?<![\"“”„«»‘'(\n\w])(?<!^)[^\W\d_a-zß-öø-ÿ][^\W\d_]+")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

_MULTIPLIERS, _SHIFTS = (
    np.frombuffer(
        b"".join(blake2b(f"{name} {i}".encode(), digest_size=8).digest() for i in range(BANDS * ROWS)), dtype="<u8"
    )
    for name in ("multiplier", "shift")
)
_ODD = _MULTIPLIERS | np.uint64(1)
_BLOCK = 512
"""Shingles that are hashed at once: bounds the memory that a long text takes."""


def fingerprint(article: Article) -> Fingerprint:
    """The fingerprint of an article, from its running text alone; the same on every machine."""
    text = _running_text(article)
    words = _WORD.findall(text.casefold())
    joined = " ".join(words)
    bare = Fingerprint(
        article.id,
        _digest(joined),
        published=article.published.start if article.published else "",
        outlet=_host(article.url or "") or _plain(article.publisher or ""),
        is_agency=article.publisher is not None and article.publisher in article.agencies,
        url=_address(article.url),
    )
    if len(words) < _LEAST_WORDS:
        return replace(bare, wording=_digest(f"{article.id}\n{joined}"))
    hashes = _shingles(words)
    return replace(bare, sketch=_kept(hashes), marks=_kept(_hashed(_marks(text))), bands=_bands(hashes))


def _running_text(article: Article) -> str:
    """The body without the headline, which reprints change most often."""
    title = None if article.title is None else article.title.strip()
    lines = [line for line in article.body.split("\n") if line.strip()]
    return "\n".join([line for line in lines if line.strip() != title] or lines)


def _marks(text: str) -> list[str]:
    """Names and figures: numbers of more than one digit, and capitalized words inside sentences but for weekdays."""
    return sorted({match[0].casefold() for match in _MARK.finditer(text)} - _WEEKDAYS)


def _hashed(words: list[str]) -> NDArray[np.uint32]:
    return np.unique(_mix(_codes(words)) >> np.uint64(32)).astype(np.uint32)


def _codes(words: list[str]) -> NDArray[np.uint64]:
    return np.array([crc32(word.encode("utf-8", "surrogatepass")) for word in words], dtype=np.uint64)


def _kept(hashes: NDArray[np.uint32]) -> bytes:
    return hashes[:SKETCH_LIMIT].astype("<u4").tobytes()


def _shingles(words: list[str]) -> NDArray[np.uint32]:
    """The hashes of all runs of words, sorted, each once."""
    codes = _codes(words)
    runs = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for place in range(SHINGLE):
        runs = _mix(runs + codes[place : place + len(runs)])
    return np.unique((runs >> np.uint64(32)).astype(np.uint32))


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each number scattered over 64 bits (the finalizer of SplitMix64, after Steele, Lea and Flood)."""
    values = (values + np.uint64(0x9E3779B97F4A7C15)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _bands(hashes: NDArray[np.uint32]) -> tuple[int, ...]:
    """The keys of the bands: each a hash of the minima of some permutations, and of the band's number."""
    minima = np.full(BANDS * ROWS, np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(hashes), _BLOCK):
        block = hashes[start : start + _BLOCK].astype(np.uint64)
        hashed = block[:, None] * _ODD[None, :] + _SHIFTS[None, :]
        minima = np.minimum(minima, (hashed >> np.uint64(32)).min(axis=0))
    keys = np.arange(BANDS, dtype=np.uint64)
    for row in minima.reshape(BANDS, ROWS).T:
        keys = _mix(keys ^ row)
    return tuple(keys.view(np.int64).tolist())


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _address(url: str | None) -> str:
    """The address without scheme, `www.` and the like, query and fragment; empty where it names no page of its own."""
    host = _host(url or "")
    try:
        path = urlsplit(url or "").path.rstrip("/")
    except ValueError:
        return ""
    return f"{host}{path}" if host and len(path) > 1 else ""


def _host(url: str) -> str:
    try:
        return re.sub(r"^(?:www|m|amp|mobile)\.", "", urlsplit(url).hostname or "")
    except ValueError:
        return ""


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name.casefold()).strip()
