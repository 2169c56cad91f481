"""The archive on a real SQLite file in a temporary folder; records are as small as they get."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.archive import Rejection, SqlArchive, open_archive
from kg.errors import ArchiveError, NotFound
from kg.model import Article, ArticleRecord, Decision, Entity, Mention, Span


def record(article_id: str, text: str = "Ann Lee met Bo.", extractor: str = "x-1") -> ArticleRecord:
    ann = Entity("e1", "Person", "Ann Lee", (Mention(Span(0, 7, text[:7]), "name"),))
    return ArticleRecord(Article(article_id, text, sha256=f"sha-{text}"), (ann,), extractor=extractor)


SAME = Decision("entity", ("a", "e1"), ("b", "e1"), "same", "Kim", "the same person", when="2024-05-01T10:00:00Z")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqlArchive]:
    with open_archive(tmp_path / "records.sqlite") as opened:
        yield opened


def test_put_then_get_returns_an_equal_record(archive: SqlArchive) -> None:
    archive.put(record("a"))
    assert archive.get("a") == record("a")


def test_put_tells_whether_anything_changed(archive: SqlArchive) -> None:
    changes = [archive.put(record("a")), archive.put(record("a")), archive.put(record("a", "Ann Lee left."))]
    assert changes == [True, False, True]
    assert len(archive) == 1


def test_records_come_in_the_order_of_their_ids_across_pages(archive: SqlArchive) -> None:
    ids = [f"n{number:03}" for number in range(450)]
    for article_id in reversed(ids):
        archive.put(record(article_id))
    assert [kept.article.id for kept in archive.records()] == ids
    assert list(archive.ids()) == ids


def test_records_allows_writing_while_it_is_read(archive: SqlArchive) -> None:
    for article_id in "abc":
        archive.put(record(article_id))
    for kept in archive.records():
        archive.put(record(kept.article.id, "Ann Lee slept."))
    assert {kept.article.text for kept in archive.records()} == {"Ann Lee slept."}


def test_get_of_an_unknown_article_says_so(archive: SqlArchive) -> None:
    with pytest.raises(NotFound, match="no article 'zz'"):
        archive.get("zz")


def test_delete_forgets_one_article_and_keeps_the_ledger(archive: SqlArchive) -> None:
    for article_id in "ab":
        archive.put(record(article_id))
    archive.decide(SAME)
    assert archive.delete("a")
    assert not archive.delete("a")
    assert "a" not in archive
    assert "b" in archive
    assert list(archive.decisions()) == [SAME]


@pytest.mark.parametrize(
    ("article_id", "sha256", "extractor", "current"),
    [
        ("a", "sha-Ann Lee met Bo.", "x-1", True),
        ("a", "sha-other", "x-1", False),
        ("a", "sha-Ann Lee met Bo.", "x-2", False),
        ("b", "sha-Ann Lee met Bo.", "x-1", False),
    ],
)
def test_is_current_compares_input_and_extractor(
    archive: SqlArchive, article_id: str, sha256: str, extractor: str, current: bool
) -> None:
    archive.put(record("a"))
    assert archive.is_current(article_id, sha256, extractor) is current


def test_digest_changes_with_the_record(archive: SqlArchive) -> None:
    assert archive.digest("a") is None
    archive.put(record("a"))
    before = archive.digest("a")
    archive.put(record("a", extractor="x-2"))
    assert archive.digest("a") not in (None, before)


def test_retract_adds_an_entry_and_takes_the_decision_out_of_force(archive: SqlArchive) -> None:
    number = archive.decide(SAME)
    withdrawal = archive.retract(number, who="Lou", why="two people", when="2024-05-02T10:00:00Z")
    entries = list(archive.ledger())
    assert [entry.number for entry in entries] == [number, withdrawal]
    assert entries[0].decision == SAME
    assert (entries[1].retracts, entries[1].who, entries[1].why) == (number, "Lou", "two people")
    assert list(archive.decisions()) == []


def test_retract_of_a_withdrawal_is_refused(archive: SqlArchive) -> None:
    withdrawal = archive.retract(archive.decide(SAME), who="Lou", why="", when="")
    with pytest.raises(NotFound, match="no decision"):
        archive.retract(withdrawal, who="Lou", why="", when="")


def test_everything_is_still_there_after_reopening(tmp_path: Path) -> None:
    with open_archive(tmp_path / "store") as archive:
        archive.put(record("a"))
        archive.decide(SAME)
        archive.reject(Rejection("page.html", "00", "no text"))
    with open_archive(tmp_path / "store") as archive:
        assert list(archive.records()) == [record("a")]
        assert list(archive.decisions()) == [SAME]
        assert list(archive.rejections()) == [Rejection("page.html", "00", "no text")]
    assert (tmp_path / "store" / "records.sqlite").is_file()


def test_rejections_hold_the_latest_reason_until_accepted(archive: SqlArchive) -> None:
    archive.reject(Rejection("b.txt", "01", "empty"))
    archive.reject(Rejection("a.txt", "02", "empty"))
    archive.reject(Rejection("b.txt", "03", "no words"))
    assert [(found.source, found.reason) for found in archive.rejections()] == [
        ("a.txt", "empty"),
        ("b.txt", "no words"),
    ]
    archive.accept("b.txt")
    assert [found.source for found in archive.rejections()] == ["a.txt"]


def test_a_file_that_is_no_database_is_refused_with_advice(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    path.write_bytes(b"this is no database at all, however long it gets" * 30)
    with pytest.raises(ArchiveError, match=r"not a database.*build it again"):
        open_archive(path)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    open_archive(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE about SET value = '99' WHERE name = 'format'")
    connection.commit()
    connection.close()
    with pytest.raises(ArchiveError, match=r"format 99.*update"):
        open_archive(path)


def test_a_damaged_record_names_its_article(archive: SqlArchive, tmp_path: Path) -> None:
    archive.put(record("a"))
    connection = sqlite3.connect(tmp_path / "records.sqlite")
    connection.execute("UPDATE records SET body = '{}'")
    connection.commit()
    connection.close()
    with pytest.raises(ArchiveError, match="article 'a'"):
        list(archive.records())


@pytest.mark.parametrize("address", ["nonsense://x/y", "http://x"])
def test_an_address_of_nothing_known_is_refused(address: str) -> None:
    with pytest.raises(ArchiveError, match="no address of an archive"):
        open_archive(address)


def test_two_openings_see_each_others_writes(tmp_path: Path) -> None:
    with open_archive(tmp_path / "r.sqlite") as one, open_archive(tmp_path / "r.sqlite") as two:
        one.put(record("a"))
        assert two.get("a") == record("a")
