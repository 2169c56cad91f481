from pathlib import Path

import pytest

from api.command import ArchiveRecords
from kg.archive import open_archive
from kg.errors import NotFound
from kg.model import Article, ArticleRecord, Entity


def test_records_come_from_the_archive_with_addresses(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive") as archive:
        archive.put(ArticleRecord(Article("a", "Nova met."), entities=(Entity("e1", "Person", "Nova"),)))
        assert "iri" not in ArchiveRecords(archive).record("a")["entities"][0]
        named = ArchiveRecords(archive, lambda article: {"e1": f"http://example.org/{article}/nova"})
        assert named.record("a")["entities"][0]["iri"] == "http://example.org/a/nova"
        with pytest.raises(NotFound):
            named.record("b")
