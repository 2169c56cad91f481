"""Records and new articles over HTTP, on a workspace of its own."""

import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from api.desk import Desk
from kg.errors import InputError, NotFound
from kg.pipeline import Workspace

TEXT = "Police arrested twelve people in Bergen on Tuesday. Norwegian Prime Minister Ola Strand condemned it."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    workspace = Workspace(tmp_path_factory.mktemp("desk"))
    with (
        workspace.store() as store,
        workspace.archive() as archive,
        closing(Desk(archive, store, workspace.folder)) as opened,
    ):
        opened.start()
        yield opened


def test_an_article_is_added_once_and_its_record_has_addresses(desk: Desk) -> None:
    added = desk.add({"id": "bergen-1", "text": TEXT, "published": "2023-05-11"})
    assert (added.id, added.created) == ("bergen-1", True)
    assert all(entity["iri"].startswith(desk.store.base) for entity in added.record["entities"])
    assert desk.store.count() > 0
    again = desk.add({"id": "bergen-1", "text": TEXT, "published": "2023-05-11"})
    assert not again.created
    assert desk.record("bergen-1") == again.record
    with pytest.raises(NotFound):
        desk.record("nowhere")
    with pytest.raises(InputError, match="text"):
        desk.add({"title": "nothing to read"})


def test_an_analysis_keeps_nothing_and_explains_itself(desk: Desk) -> None:
    before = desk.store.revision
    found = desk.analyze({"text": "Police arrested two men in Riga.", "published": "2023-05-11"}, explain=True)
    assert {event["type"] for event in found.record["events"]} == {"Arrest"}
    assert found.explanation
    assert desk.store.revision == before
    assert len(list(desk.archive.ids())) == 1
    with pytest.raises(InputError):
        desk.analyze({"text": "…"}, explain=False)


def test_a_job_is_read_and_ends_in_the_graph(desk: Desk) -> None:
    good, bad = b'J{"id": "riga-1", "text": "Troops left Riga on Monday."}', b'J{"text": "..."}'
    payloads = [("line 1", good), ("line 2", bad)]
    job = desk.queue.open_job("job", "a test", "2023-01-01T00:00:00")
    desk.queue.submit(job, payloads)
    desk.queue.seal(job, "digest")
    while not desk.queue.job("job").over:
        time.sleep(0.05)
    done = desk.queue.job("job")
    assert (done.state, done.new, done.rejected) == ("done", 1, 1)
    results = [(result.name, result.outcome.state, result.outcome.article) for result in desk.queue.results(job)]
    assert results == [("line 1", "created", "riga-1"), ("line 2", "rejected", None)]
    assert desk.store.view().article(desk.store.base + "article/riga-1").id == "riga-1"
    assert desk.queue.waiting() == 0
