"""Builds on a small folder of articles, with the shipped model: what changes, what does not, what is put back."""

import json
from pathlib import Path

import pytest

from kg.archive import open_archive
from kg.errors import NotFound
from kg.pipeline import Workspace, build, delete_article, rebuild
from kg.pipeline.checking import check_workspace, misquotes
from kg.samples import articles

LINES = [
    {
        "id": "one",
        "title": "Arrests in Bergen",
        "published": "2023-05-11",
        "publisher": "Fjord Post",
        "text": "Police arrested twelve people in Bergen on Tuesday. Norwegian Prime Minister Ola Strand condemned it.",
    },
    {
        "id": "two",
        "title": "More arrests",
        "published": "2023-05-12",
        "publisher": "Daily North",
        "text": "Norwegian Prime Minister Ola Strand visited Bergen on Thursday. A bridge collapsed near Voss.",
    },
]


class Quiet:
    def __init__(self) -> None:
        self.notices: list[str] = []

    def notice(self, notice) -> None:
        self.notices.append(str(notice))

    def done(self, article, *, facts, fresh) -> None: ...

    def stage(self, name) -> None: ...


def write(path: Path, lines: list[dict[str, str]]) -> list[str]:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return [str(path)]


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    return Workspace(tmp_path / "graph")


def dump(workspace: Workspace) -> bytes:
    with workspace.store(read_only=True) as store:
        return store.dump()


def test_building_twice_changes_nothing(workspace, tmp_path):
    paths = write(tmp_path / "news.jsonl", LINES)
    first = build(paths, workspace, Quiet(), workers=1)
    before = dump(workspace)
    second = build(paths, workspace, Quiet(), workers=1)
    assert (first.new, second.unchanged, second.graphs_changed) == (2, 2, 0)
    assert dump(workspace) == before


def test_a_changed_article_replaces_exactly_its_part(workspace, tmp_path):
    build(write(tmp_path / "news.jsonl", LINES), workspace, Quiet(), workers=1)
    with workspace.store(read_only=True) as store:
        kept = {graph: store.dump(graph) for graph in store.graphs()}
    changed = [LINES[0], {**LINES[1], "text": "A bridge collapsed near Voss on Thursday."}]
    report = build(write(tmp_path / "news.jsonl", changed), workspace, Quiet(), workers=1)
    assert (report.changed, report.unchanged) == (1, 1)
    with workspace.store(read_only=True) as store:
        differing = {graph for graph in store.graphs() if store.dump(graph) != kept.get(graph)}
    assert {graph.rsplit("/", 1)[-1] for graph in differing} <= {
        "entities",
        "statistics",
        *(g.rsplit("/", 1)[-1] for g in kept if "two" in g),
    }
    assert any("two" in graph for graph in differing)


def test_adding_and_deleting_an_article_is_as_never_adding_it(workspace, tmp_path):
    build(write(tmp_path / "a.jsonl", LINES[:1]), workspace, Quiet(), workers=1)
    before = dump(workspace)
    build(write(tmp_path / "b.jsonl", LINES[1:]), workspace, Quiet(), workers=1)
    assert dump(workspace) != before
    assert delete_article(workspace, "two")
    assert dump(workspace) == before


def test_deleting_what_is_not_there_says_so(workspace, tmp_path):
    build(write(tmp_path / "a.jsonl", LINES[:1]), workspace, Quiet(), workers=1)
    with pytest.raises(NotFound, match="no article 'nine'"):
        delete_article(workspace, "nine")


def test_rebuilding_yields_the_same_bytes(workspace, tmp_path):
    build(write(tmp_path / "news.jsonl", LINES), workspace, Quiet(), workers=1)
    before = dump(workspace)
    with workspace.store() as store, store.writer() as writer:
        for graph in list(store.graphs()):
            writer.delete(graph)
    assert rebuild(workspace)
    assert dump(workspace) == before


def test_order_and_batches_of_articles_do_not_matter(tmp_path):
    one, two = Workspace(tmp_path / "one"), Workspace(tmp_path / "two")
    build(write(tmp_path / "news.jsonl", LINES), one, Quiet(), workers=1)
    for line in reversed(LINES):
        build(write(tmp_path / "single.jsonl", [line]), two, Quiet(), workers=1)
    with one.archive() as a, two.archive() as b:
        assert [r.events for r in a.records()] == [r.events for r in b.records()]
    with one.store(read_only=True) as a, two.store(read_only=True) as b:
        assert list(a.graphs()) == list(b.graphs())


@pytest.fixture(scope="module")
def samples(tmp_path_factory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("samples") / "graph")
    progress = Quiet()
    report = build([str(articles())], workspace, progress, workers=1)
    assert report.new == 12
    assert not progress.notices
    return workspace


def test_everything_stored_of_the_samples_is_sound(samples):
    assert list(check_workspace(samples)) == []


def test_every_span_of_the_samples_quotes_its_text(samples):
    with open_archive(samples.folder / "archive") as archive:
        for record in archive.records():
            assert not list(misquotes(record))
            assert record.events


def test_workers_do_not_change_a_byte(samples, tmp_path):
    parallel = Workspace(tmp_path / "parallel")
    build([str(articles())], parallel, Quiet(), workers=2)
    assert dump(parallel) == dump(samples)
