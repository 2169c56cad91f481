"""People's decisions on a real archive and store: they hold, they can be undone, and they outlive reading anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.archive import SqlArchive, open_archive
from kg.errors import InputError, NotFound
from kg.model import ArticleRecord, EventMention
from kg.pipeline.curation import Curation
from kg.pipeline.graph import GraphKeeper, sync_graph
from kg.store import Store, open_store
from kg.store.opening import MEMORY
from tests.resolve.builder import Builder


def article(number: int, name: str = "John Smith", **more: str) -> ArticleRecord:
    built = Builder(f"a{number}")
    man = built.entity("Person", name, names=[name])
    town = built.entity("Place", "Leeds", country="GB", names=["Leeds"])
    built.entity("Place", "York", country="GB", names=["York"])
    built.event("Visit", f"{name} came to Leeds.", (("agent", man), ("destination", town)), **more)
    return built.record()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqlArchive]:
    with open_archive(tmp_path / "archive") as opened:
        for number in range(4):
            opened.put(article(number))
        opened.put(article(4, "Ada Byron"))
        yield opened


@pytest.fixture
def store(archive: SqlArchive) -> Iterator[Store]:
    with open_store(MEMORY) as opened:
        sync_graph(archive, opened)
        yield opened


@pytest.fixture
def curation(archive: SqlArchive, store: Store) -> Curation:
    return Curation(archive, store, clock=lambda: "2024-05-01T10:00:00+00:00")


def same(curation: Curation, left: str, right: str) -> bool:
    return curation.find(left).members == curation.find(right).members


def rebuilt(archive: SqlArchive) -> bytes:
    with open_store(MEMORY) as fresh:
        sync_graph(archive, fresh)
        return fresh.dump()


def test_merge_joins_and_undo_leaves_no_trace(archive: SqlArchive, store: Store, curation: Curation) -> None:
    before = store.dump()
    outcome = curation.merge("John Smith", "Ada Byron", who="Kim", why="pen name")
    assert same(curation, "a0#e1", "a4#e1")
    assert len(outcome.iris) == 1
    assert store.dump() == rebuilt(archive)
    curation.undo(outcome.action, who="Kim", why="mistake")
    assert store.dump() == before


def test_split_parts_named_articles_and_keeps_both_sides_whole(archive: SqlArchive, store: Store, curation: Curation):
    curation.split("John Smith", ["a1", "a3#e1"], who="Kim", why="the painter")
    assert same(curation, "a1#e1", "a3#e1")
    assert same(curation, "a0#e1", "a2#e1")
    assert not same(curation, "a0#e1", "a1#e1")
    assert store.dump() == rebuilt(archive)


def test_a_lock_refuses_a_merge_until_it_is_undone(curation: Curation) -> None:
    lock = curation.lock("John Smith", "Ada Byron", who="Kim", why="two people")
    with pytest.raises(InputError, match=f"--undo {lock.action}"):
        curation.merge("John Smith", "Ada Byron", who="Lee", why="")
    curation.undo(lock.action, who="Kim", why="")
    curation.merge("John Smith", "Ada Byron", who="Lee", why="")
    assert same(curation, "a0#e1", "a4#e1")


def test_a_decision_outlives_reading_an_article_anew(archive: SqlArchive, store: Store, curation: Curation) -> None:
    curation.split("John Smith", ["a1"], who="Kim", why="another one")
    old = archive.get("a1")
    turned = {"e1": "e2", "e2": "e1"}
    entities = tuple(sorted((replace(e, id=turned.get(e.id, e.id)) for e in old.entities), key=lambda e: e.id))
    events = tuple(_turned(event, turned) for event in old.events)
    archive.put(replace(old, entities=entities, events=events, extractor="test-2"))
    sync_graph(archive, store)
    again = Curation(archive, store)
    assert not same(again, "a0#e1", "a1#e2")
    assert same(again, "a0#e2", "a1#e1"), "Leeds is Leeds"


def test_a_decision_about_what_is_gone_waits(archive: SqlArchive, store: Store, curation: Curation) -> None:
    curation.merge("John Smith", "Ada Byron", who="Kim", why="")
    kept = archive.get("a4")
    archive.delete("a4")
    sync_graph(archive, store)
    archive.put(kept)
    sync_graph(archive, store)
    assert same(Curation(archive, store), "a0#e1", "a4#e1")


def test_events_can_be_merged_and_split(archive: SqlArchive, store: Store, curation: Curation) -> None:
    curation.merge("a0#v1", "a4#v1", who="Kim", why="they travelled together")
    assert same(curation, "a0#v1", "a4#v1")
    curation.split("a4#v1", ["a4#v1"], who="Kim", why="no")
    assert not same(curation, "a0#v1", "a4#v1")
    assert store.dump() == rebuilt(archive)


def test_two_of_different_kinds_are_refused(curation: Curation) -> None:
    with pytest.raises(InputError, match="two of a kind"):
        curation.merge("a0#e1", "a0#v1", who="Kim", why="")


def test_nobody_decides_without_a_name(curation: Curation) -> None:
    for who in ("", "auto:me"):
        with pytest.raises(InputError, match="who decides"):
            curation.merge("John Smith", "Ada Byron", who=who, why="")


def test_an_unknown_thing_is_not_found(curation: Curation) -> None:
    with pytest.raises(NotFound, match="Nobody"):
        curation.merge("Nobody", "Ada Byron", who="Kim", why="")


def test_the_queue_asks_about_what_is_unsure_and_not_again(archive: SqlArchive, store: Store) -> None:
    archive.put(article(5, "J. Smith"))
    sync_graph(archive, store)
    curation = Curation(archive, store)
    asked = [(item.left, item.right) for item in curation.queue()]
    item = next(item for item in curation.queue() if item.subject == "entity")
    assert item.value > 0
    assert item.why
    curation.answer(item.left, item.right, same=False, who="Kim", why="")
    assert (item.left, item.right) in asked
    assert (item.left, item.right) not in [(i.left, i.right) for i in curation.queue()]
    assert not same(curation, "#".join(item.left), "#".join(item.right))


def test_decisions_travel_as_json_lines(archive: SqlArchive, store: Store, curation: Curation, tmp_path: Path) -> None:
    curation.merge("John Smith", "Ada Byron", who="Kim", why="pen name")
    gone = curation.lock("a0#e2", "a0#e1", who="Kim", why="a town")
    curation.undo(gone.action, who="Lee", why="needless")
    lines = list(curation.export_decisions())
    with open_archive(tmp_path / "other") as other, open_store(MEMORY) as elsewhere:
        for record in archive.records():
            other.put(record)
        there = Curation(other, elsewhere)
        assert there.import_decisions(lines) == len(lines)
        assert there.import_decisions(lines) == 0
        sync_graph(other, elsewhere)
        assert elsewhere.dump() == store.dump()
        assert [entry.who for entry in other.ledger()] == [entry.who for entry in archive.ledger()]
    with pytest.raises(InputError, match="line 1"):
        curation.import_decisions([{"who": "Kim"}])


def test_keeping_up_with_single_articles_gives_what_rebuilding_gives(archive: SqlArchive, store: Store) -> None:
    keeper = GraphKeeper(archive, store)
    keeper.sync()
    archive.put(article(7, "A. Byron"))
    keeper.sync(["a7"])
    assert store.dump() == rebuilt(archive)
    archive.put(article(7, "Ada Byron", when="2024-04-30"))
    archive.delete("a0")
    keeper.sync()
    assert store.dump() == rebuilt(archive)
    archive.delete("a7")
    archive.put(article(0))
    keeper.sync(["a7", "a0"])
    assert store.dump() == rebuilt(archive)


def _turned(event: EventMention, turned: dict[str, str]) -> EventMention:
    arguments = tuple(replace(a, entity=turned[a.entity]) if a.entity else a for a in event.arguments)
    return replace(event, arguments=arguments)


def test_reprints_are_kept_up_with_article_by_article(archive: SqlArchive, store: Store) -> None:
    words = " ".join(f"The harbour master of Leeds counted {n} boats on the quay that morning." for n in range(40))
    keeper = GraphKeeper(archive, store)
    keeper.sync()
    for number, outlet in enumerate(("Daily", "Wire", "Post")):
        built = Builder(f"r{number}", published=f"2024-05-0{3 - number}", publisher=outlet)
        built.say(words)
        built.entity("Place", "Leeds", country="GB", names=["Leeds"])
        archive.put(built.record())
        keeper.sync([f"r{number}"])
        assert store.dump() == rebuilt(archive)
    assert b"copyOf" in store.dump()
    archive.delete("r2")
    keeper.sync(["r2"])
    assert store.dump() == rebuilt(archive)
