"""Reprints in a build: one extraction per wording, and what the graph is told about who repeats whom."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from hashlib import blake2b
from itertools import islice
from typing import Any

from kg.archive import Archive
from kg.model import Article, ArticleRecord, Fingerprint, Reprint, Span
from kg.read.reprints import fingerprint, is_reprint, relate

__all__ = ["OncePerWording", "PendingPrints", "find_reprints", "note_reprints", "renew_reprints", "transfer"]

_BATCH = 50
"""Fingerprints that are archived at once."""
_WAITING = 1000
"""Articles that may wait for the extraction of another one with the same words; more are extracted themselves."""
_REMEMBERED = 4096
"""Wordings whose record is found again without asking the archive's index, which lags a batch behind."""


def note_reprints(archive: Archive) -> None:
    """Take the fingerprints that are missing: of records that came without one, or changed since."""
    missing = archive.reprints.missing()
    while ids := list(islice(missing, _BATCH)):
        archive.reprints.put([fingerprint(archive.get(article_id).article) for article_id in ids], is_reprint)


def find_reprints(archive: Archive) -> dict[str, Reprint]:
    """Which articles repeat an earlier one, by their ids."""
    return {found.article: found for group in archive.reprints.groups() for found in relate(group)}


def renew_reprints(archive: Archive, known: Mapping[str, Reprint], changed: Collection[str]) -> dict[str, Reprint]:
    """What `find_reprints` would find, from what it found before some articles came, changed or went.

    Their fingerprints are taken on the way. The cost grows with the articles that repeat one another, not with all.
    """
    there = [archive.get(article_id).article for article_id in sorted(changed) if article_id in archive]
    if there:
        archive.reprints.put([fingerprint(article) for article in there], is_reprint)
    beside: dict[str, set[str]] = {}
    for found in known.values():
        beside.setdefault(found.original, set()).add(found.article)
        beside.setdefault(found.article, set()).add(found.original)
    concerned, rest = set(changed), list(changed)
    while rest:
        near = beside.get(rest.pop(), set()) - concerned
        concerned |= near
        rest += near
    groups = archive.reprints.groups_of(concerned)
    concerned |= {one.article for group in groups for one in group}
    kept = {article: found for article, found in known.items() if article not in concerned}
    return kept | {found.article: found for group in groups for found in relate(group)}


class PendingPrints:
    """Fingerprints on their way into the archive, a batch at a time."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._prints: list[Fingerprint] = []

    def add(self, article: Article) -> None:
        """Take the fingerprint of an article whose record has just been archived."""
        self._prints.append(fingerprint(article))
        if len(self._prints) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Archive what is pending."""
        prints, self._prints = self._prints, []
        if prints:
            self._archive.reprints.put(prints, is_reprint)


class OncePerWording:
    """Passes on one article of each wording for extraction; the others get its facts, at their own offsets.

    Facts are taken over only where extracting anew could give no others: from an article with the same lines of running
    text, the same day and language, read by the same version. So the outcome does not depend on what came first.
    """

    def __init__(self, archive: Archive, version: str, keep: Callable[[ArticleRecord], None]) -> None:
        self._archive, self._version, self._keep = archive, version, keep
        self._running: dict[bytes, list[Article]] = {}
        self._recent: OrderedDict[bytes, str] = OrderedDict()
        self._waiting = 0

    def first_of_each(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles that need extraction; records of others are made at once, or when their model is done."""
        for article in articles:
            key = _reading(article)
            if key in self._running and self._waiting < _WAITING:
                self._running[key].append(article)
                self._waiting += 1
            elif (record := self._known(article, key)) is not None:
                self._keep(record)
            else:
                self._running.setdefault(key, [])
                yield article

    def done(self, article: Article, record: ArticleRecord | None) -> Iterator[Article]:
        """An article was extracted, or could not be (None): its waiting reprints follow.

        Records that can be taken over are kept; yields the articles for which there is none.
        """
        key = _reading(article)
        if record is not None:
            self._recent[key] = article.id
            if len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
        for reprint in self._running.pop(key, ()):
            self._waiting -= 1
            taken = transfer(record, reprint) if record is not None else None
            if taken is None:
                yield reprint
            else:
                self._keep(taken)

    def _known(self, article: Article, key: bytes) -> ArticleRecord | None:
        """A record for the article, made of that of an archived one with the same words."""
        known = self._recent.get(key)
        same = [known] if known else self._archive.reprints.of_wording(fingerprint(article).wording)
        for article_id in same:
            if article_id in self._archive:
                record = self._archive.get(article_id)
                if record.extractor == self._version and (taken := transfer(record, article)) is not None:
                    return taken
        return None


def transfer(record: ArticleRecord, article: Article) -> ArticleRecord | None:
    """The record of another article with the same running text, day and language; None where they differ.

    What stands around the text (menus, credits, blank lines) may differ: every span is moved with its line.
    """
    old, new = _lines(record.article), _lines(article)
    if _reading(record.article) != _reading(article):
        return None
    moves = [(start, start + len(line), there - start) for (start, line), (there, _) in zip(old, new, strict=True)]
    moved: ArticleRecord = _moved(replace(record, article=replace(article, discarded=())), moves)
    moved = replace(moved, article=article)
    right = all(article.text[span.start : span.end] == span.text for span in moved.spans())
    return moved if right else None


def _reading(article: Article) -> bytes:
    """All that extraction reads of an article, in a few bytes."""
    day = article.published.value if article.published else ""
    text = "\n".join((day, article.language or "", *(line for _, line in _lines(article))))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _lines(article: Article) -> list[tuple[int, str]]:
    """The lines of the running text that are not blank, with where they begin."""
    found, start = [], 0
    for line in article.body.split("\n"):
        if line.strip():
            found.append((start, line))
        start += len(line) + 1
    return found


def _moved(value: Any, moves: list[tuple[int, int, int]]) -> Any:
    """A value with each span in it moved along with its line."""
    if isinstance(value, Span):
        by = next((by for start, end, by in moves if start <= value.start <= end), 0)
        return Span(value.start + by, value.end + by, value.text)
    if isinstance(value, tuple):
        return tuple(_moved(item, moves) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), moves) for f in fields(value)})
    return value
