"""Records and new articles over HTTP, on a workspace of its own."""

from contextlib import closing
from pathlib import Path

import pytest

from api.command import Articles
from kg.errors import InputError, NotFound
from kg.pipeline import Workspace
from kg.pipeline.ingestion import Ingestion

TEXT = "Police arrested twelve people in Bergen on Tuesday. Norwegian Prime Minister Ola Strand condemned it."


def test_an_article_is_added_once_and_its_record_has_addresses(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "graph")
    with workspace.store() as store, workspace.archive() as archive, closing(Ingestion(archive, store)) as ingestion:
        articles = Articles(ingestion)
        added = articles.add({"id": "bergen-1", "text": TEXT, "published": "2023-05-11"})
        assert (added.id, added.created) == ("bergen-1", True)
        assert all(entity["iri"].startswith(store.base) for entity in added.record["entities"])
        assert store.count() > 0
        again = articles.add({"id": "bergen-1", "text": TEXT, "published": "2023-05-11"})
        assert not again.created
        assert articles.record("bergen-1") == again.record
        with pytest.raises(NotFound):
            articles.record("nowhere")
        with pytest.raises(InputError, match="text"):
            articles.add({"title": "nothing to read"})
