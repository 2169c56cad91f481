"""Fingerprints in the archive: which articles come together, whatever the order, and what deletion leaves."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.archive import SqlArchive, open_archive
from kg.model import Article, ArticleRecord, Fingerprint


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqlArchive]:
    with open_archive(tmp_path / "records.sqlite") as opened:
        yield opened


def _print(name: str, wording: str, *bands: int, url: str = "") -> Fingerprint:
    return Fingerprint(name, wording, sketch=wording.encode(), bands=bands, url=url)


def _same_letter(left: Fingerprint, right: Fingerprint) -> bool:
    """Wordings of one first letter are alike, and so are all that were read at one address."""
    return left.wording[0] == right.wording[0] or (left.url != "" and left.url == right.url)


def _put(archive: SqlArchive, prints: Iterable[Fingerprint], batch: int = 1) -> None:
    waiting = list(prints)
    for start in range(0, len(waiting), batch):
        archive.reprints.put(waiting[start : start + batch], _same_letter)


def _groups(archive: SqlArchive) -> list[list[str]]:
    return [[member.article for member in group] for group in archive.reprints.groups()]


PRINTS = [
    _print("1", "a-whole", 1, 2),
    _print("2", "a-cut", 2, 3),
    _print("3", "a-cut", 2, 3),
    _print("4", "a-edited", 3, 4),
    _print("5", "b-other", 2, 5),
    _print("6", "a-stranger", 9),
    _print("7", "c-page", url="x/1"),
    _print("8", "d-page", url="x/1"),
]
TOGETHER = [["1", "2", "3", "4"], ["7", "8"]]


@pytest.mark.parametrize("batch", [1, 3, 8])
def test_articles_of_alike_wordings_are_together(archive: SqlArchive, batch: int) -> None:
    _put(archive, PRINTS, batch)
    assert _groups(archive) == TOGETHER


@pytest.mark.parametrize("batch", [1, 3, 8])
def test_order_of_arrival_does_not_matter(archive: SqlArchive, batch: int) -> None:
    _put(archive, reversed(PRINTS), batch)
    assert _groups(archive) == TOGETHER


def test_putting_again_changes_nothing(archive: SqlArchive) -> None:
    _put(archive, PRINTS + PRINTS, 5)
    assert _groups(archive) == TOGETHER


def test_a_changed_wording_leaves_its_group(archive: SqlArchive) -> None:
    _put(archive, [*PRINTS, _print("4", "e-new", 3)])
    assert _groups(archive) == [["1", "2", "3"], ["7", "8"]]


def test_a_deleted_article_leaves_its_group_and_takes_its_wording_along(archive: SqlArchive) -> None:
    _put(archive, PRINTS)
    for article in ("2", "3", "8"):
        archive.delete(article)
    assert _groups(archive) == []
    assert archive.reprints.of_wording("a-cut") == []


def test_articles_of_one_wording_are_found_by_it(archive: SqlArchive) -> None:
    _put(archive, PRINTS)
    assert archive.reprints.of_wording("a-cut") == ["2", "3"]


def test_articles_without_or_with_an_old_fingerprint_are_missing(archive: SqlArchive) -> None:
    for name in ("1", "2"):
        archive.put(ArticleRecord(Article(name, "A ferry sank.")))
    assert list(archive.reprints.missing()) == ["1", "2"]
    _put(archive, PRINTS[:2])
    assert list(archive.reprints.missing()) == []
    archive.put(ArticleRecord(Article("2", "A ferry sank again.")))
    assert list(archive.reprints.missing()) == ["2"]


def test_missing_goes_over_pages(archive: SqlArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.archive.reprints._PAGE", 2)
    for name in "abcde":
        archive.put(ArticleRecord(Article(name, "A ferry sank.")))
    assert list(archive.reprints.missing()) == list("abcde")
