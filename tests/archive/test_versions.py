"""Versions of articles in the archive: what makes one, which are kept, and what archives of before have."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from kg.archive import SqlArchive, open_archive
from kg.archive.tables import metadata
from kg.archive.versions import KEPT
from kg.errors import ArchiveError, NotFound
from kg.model import Article, ArticleRecord, Discarded, Span

TEXT = "Ann Lee met Bo."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqlArchive]:
    with open_archive(tmp_path / "records.sqlite") as opened:
        yield opened


def record(text: str = TEXT, extractor: str = "x-1", **known: object) -> ArticleRecord:
    article = Article("a", text, sha256=f"sha {text} {sorted(known)}")
    return ArticleRecord(replace(article, **known), extractor=extractor)  # type: ignore[arg-type]


def numbers(archive: SqlArchive) -> list[int]:
    return [version.number for version in archive.versions("a")]


def test_other_input_makes_a_version_and_the_earlier_one_is_kept(archive: SqlArchive) -> None:
    states = [record(), record("Ann Lee met Cy."), record("Ann Lee met Cy.", title="A meeting")]
    for hour, state in enumerate(states):
        assert archive.put(state, added=f"2024-05-01T0{hour}:00:00+00:00")
    told = [(v.number, v.added, v.sha256, v.extractor, v.is_current) for v in archive.versions("a")]
    assert told == [
        (3, "2024-05-01T02:00:00+00:00", states[2].article.sha256, "x-1", True),
        (2, "2024-05-01T01:00:00+00:00", states[1].article.sha256, "x-1", False),
        (1, "2024-05-01T00:00:00+00:00", states[0].article.sha256, "x-1", False),
    ]
    assert [archive.version("a", number) for number in (1, 2, 3)] == states
    assert archive.get("a") == states[2]
    assert (len(archive), len(list(archive.records()))) == (1, 1)


def test_the_time_of_a_version_is_noted_by_default(archive: SqlArchive) -> None:
    archive.put(record())
    assert str(archive.versions("a")[0].added).endswith("+00:00")


def test_the_same_input_read_anew_takes_the_place_of_its_version(archive: SqlArchive) -> None:
    archive.put(record(), added="before")
    archive.put(record("Ann Lee met Cy."), added="later")
    archive.put(record("Ann Lee met Cy.", "x-2"), added="last")
    assert [(v.number, v.added, v.extractor) for v in archive.versions("a")] == [
        (2, "later", "x-2"),
        (1, "before", "x-1"),
    ]
    assert archive.version("a", 2).extractor == archive.get("a").extractor == "x-2"
    assert archive.version("a", 1) == record()


def test_putting_the_same_again_changes_nothing(archive: SqlArchive) -> None:
    archive.put(record("Ann Lee left."))
    archive.put(record())
    assert not archive.put(record())
    assert numbers(archive) == [2, 1]


def test_going_back_to_an_earlier_wording_is_an_edit(archive: SqlArchive) -> None:
    for text in (TEXT, "Ann Lee left.", TEXT):
        archive.put(record(text))
    assert numbers(archive) == [3, 2, 1]


def test_a_page_that_differs_in_its_menu_only_was_not_edited(archive: SqlArchive) -> None:
    for menu in ("Most read: storms", "Most read: floods"):
        text = f"{TEXT}\n{menu}"
        cut = Discarded(Span(len(TEXT) + 1, len(text), menu), "links")
        assert archive.put(record(text, discarded=(cut,)))
    (only,) = archive.versions("a")
    assert (only.number, only.sha256) == (1, archive.get("a").article.sha256)
    assert "floods" in archive.version("a", 1).article.text


def test_the_first_and_the_latest_are_kept(archive: SqlArchive) -> None:
    last = KEPT + 7
    for number in range(1, last + 1):
        archive.put(record(f"Ann Lee met {number} people."))
    assert numbers(archive) == [*range(last, last - KEPT, -1), 1]
    assert archive.version("a", 1).article.text == "Ann Lee met 1 people."
    assert archive.version("a", last - 3).article.text == f"Ann Lee met {last - 3} people."
    with pytest.raises(NotFound, match=r"no version 5; there are 1, 8,"):
        archive.version("a", 5)


def test_deleting_an_article_deletes_its_versions(archive: SqlArchive, tmp_path: Path) -> None:
    archive.put(record())
    archive.put(record("Ann Lee left."))
    archive.delete("a")
    with pytest.raises(NotFound, match="no article 'a'"):
        archive.versions("a")
    with pytest.raises(NotFound, match="no article 'a'"):
        archive.version("a", 1)
    with sqlite3.connect(tmp_path / "records.sqlite") as db:
        assert db.execute("SELECT count(*) FROM versions").fetchone() == (0,)
    archive.put(record("Ann Lee left."))
    assert numbers(archive) == [1]


def test_a_damaged_version_names_its_article(archive: SqlArchive, tmp_path: Path) -> None:
    archive.put(record())
    archive.put(record("Ann Lee left."))
    with sqlite3.connect(tmp_path / "records.sqlite") as db:
        db.execute("UPDATE versions SET body = x'00' WHERE number = 1")
    with pytest.raises(ArchiveError, match="article 'a'"):
        archive.version("a", 1)


def test_a_damaged_record_can_be_replaced(archive: SqlArchive, tmp_path: Path) -> None:
    archive.put(record())
    with sqlite3.connect(tmp_path / "records.sqlite") as db:
        db.execute("UPDATE records SET body = '{}', digest = ''")
    assert archive.put(record("Ann Lee left."))
    assert archive.get("a").article.text == "Ann Lee left."
    assert numbers(archive) == [1]


def as_format_1(path: Path) -> None:
    """Makes an archive what it was before there were versions."""
    with sqlite3.connect(path) as db:
        db.execute("DROP TABLE versions")
        db.execute("UPDATE about SET value = '1' WHERE name = 'format'")


def test_an_archive_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    with open_archive(path) as archive:
        archive.put(record())
        archive.put(replace(record(), article=replace(record().article, id="b")))
    as_format_1(path)
    with open_archive(path) as archive, open_archive(path) as beside:
        (only,) = archive.versions("a")
        assert (only.number, only.added, only.sha256, only.is_current) == (1, None, record().article.sha256, True)
        assert beside.version("a", 1) == archive.get("a") == record()
        archive.put(record("Ann Lee left."), added="now")
        assert [(v.number, v.added) for v in beside.versions("a")] == [(2, "now"), (1, None)]
        assert [v.number for v in beside.versions("b")] == [1]
        assert beside.version("a", 1) == record()
    with open_archive(path) as archive:
        assert numbers(archive) == [2, 1]


def test_an_interrupted_migration_is_done_by_the_next_opening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "records.sqlite"
    with open_archive(path) as archive:
        archive.put(record())
    as_format_1(path)

    def fail(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("kg.archive.versions.number_all", fail)
        with pytest.raises(KeyboardInterrupt):
            open_archive(path)
    with open_archive(path) as archive:
        assert numbers(archive) == [1]


def test_the_table_can_be_made_on_postgresql() -> None:
    made = str(CreateTable(metadata.tables["versions"]).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
    assert "body BYTEA" in made
    assert 'article_id VARCHAR COLLATE "C" NOT NULL' in made
