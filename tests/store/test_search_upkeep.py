"""The index follows the graph: change by change, across processes, and whatever happens to its file."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kg.rdf.quads import Quad
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG
from kg.store import MEMORY, Store, open_store
from kg.store.oxigraph import OxigraphStore
from kg.store.search import SearchIndex
from kg.store.search.index import FILE
from kg.store.search.writing import fill
from tests.store.worlds import ENTITIES, article, entity, event, named

REPAIRED = "the search index is made anew"


def content(index: SearchIndex) -> dict[str, list[tuple[object, ...]]]:
    """Everything in an index, whatever the numbers of its rows, and what its words find."""

    def ask(db: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
        queries = {
            "things": "SELECT iri, kind, type, claims, names, spots FROM thing",
            "names": "SELECT text, folded, id >> 50 FROM name",
            "spots": "SELECT iri, latitude, longitude FROM spot JOIN thing ON thing.id = spot.thing",
            "articles": "SELECT iri, day, parts FROM article",
            "parts": "SELECT iri, text, id >> 40 FROM part",
            "words of names": "SELECT term, doc, cnt FROM temp.name_terms",
            "words of parts": "SELECT term, doc, cnt FROM temp.part_terms",
        }
        db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.name_terms USING fts5vocab(main, name_words, row)")
        db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.part_terms USING fts5vocab(main, part_words, row)")
        return {name: sorted(db.execute(query).fetchall(), key=repr) for name, query in queries.items()}

    return index.read(ask)


def made_anew(store: Store) -> dict[str, list[tuple[object, ...]]]:
    assert isinstance(store, OxigraphStore)
    return content(SearchIndex(lambda: store.engine, BASE, None))


def something(random_: random.Random) -> tuple[str, list[Quad]]:
    """A graph of articles or the graph of entities, at random."""
    if random_.random() < 0.4:
        things = [
            named(entity(str(n)), *random_.sample(["Nova", "Nova Bank", "Токаев", "Éire"], random_.randint(1, 3)))
            for n in range(6)
            if random_.random() < 0.7
        ]
        if random_.random() < 0.7:
            things.append(named(entity("karst"), "Karst", type="Place", at=(random_.choice([60.1, 61.0]), 22.75)))
        things.append(named(event("1"), "Rally in Karst", type=None))
        return ENTITIES, [quad for thing in things for quad in thing]
    claims = [(entity(str(random_.randrange(6))), "memberOf", entity(str(random_.randrange(6)))) for _ in range(3)]
    claims += [(event("1"), "place", entity("karst")), (event("1"), "type", random_.choice([KG.Protest, KG.Riot]))]
    sentences = random_.sample(["Dockers rallied.", "Gates closed.", "Тоқаев spoke."], random_.randint(0, 3))
    told = tuple(dict.fromkeys(random_.sample(claims, random_.randint(0, 5))))
    return article(str(random_.randrange(4)), random_.choice(["One", "Two"]), *sentences, claims=told)


@pytest.mark.parametrize("seed", range(6))
def test_the_index_kept_up_to_date_is_the_one_made_anew(seed: int, tmp_path: Path) -> None:
    random_ = random.Random(seed)
    with open_store(tmp_path) as store, store.writer() as writer:
        for _ in range(40):
            graph, quads = something(random_)
            if random_.random() < 0.15:
                writer.delete(graph)
            else:
                writer.replace(graph, quads)
            if random_.random() < 0.3:
                assert content(store.index()) == made_anew(store)
        assert content(store.index()) == made_anew(store)


def test_what_users_write_is_found_at_once() -> None:
    triple = f'<{entity("u")}> <http://www.w3.org/2004/02/skos/core#prefLabel> "Ulla"'
    graph = "http://u.example/g"
    with open_store(MEMORY) as store:
        writer, index = store.writer(), store.index()
        assert index.find("ulla").total == 0
        writer.put(graph, f"{triple} .".encode())
        assert index.find("ulla").total == 1
        writer.put(graph, f"{triple.replace('Ulla', 'Una')} .".encode())
        assert (index.find("ulla").total, index.find("una").total) == (0, 1)
        writer.drop(graph)
        assert index.find("una").total == 0
        writer.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {triple} }} }}")
        assert index.find("ulla").total == 1
        writer.update(f"DELETE DATA {{ GRAPH <{graph}> {{ {triple} }} }}")
        assert index.find("ulla").total == 0


def written(folder: Path) -> None:
    with open_store(folder) as store, store.writer() as writer:
        writer.apply({ENTITIES: named(entity("1"), "Nova"), **dict([article("a", "Gates", "Gates closed.")])})


def test_a_later_process_uses_what_is_there(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    written(tmp_path)
    before = (tmp_path / FILE).stat().st_ino
    for read_only in (True, False, True):
        with open_store(tmp_path, read_only=read_only) as store:
            assert store.index().find("nova").total == 1
    assert (tmp_path / FILE).stat().st_ino == before
    assert not caplog.records


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(bytes(data))


def change_version(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = '0' WHERE key = 'version'")
    db.close()


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        damage,
        change_version,
        lambda path: path.write_bytes(b"nonsense"),
        lambda path: path.write_bytes(b""),
    ],
    ids=["missing", "damaged", "another version", "no database", "empty"],
)
def test_a_useless_index_is_made_anew_and_one_line_says_so(
    harm: object, read_only: bool, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    written(tmp_path)
    harm(tmp_path / FILE)  # type: ignore[operator]
    with open_store(tmp_path, read_only=read_only) as store:
        assert store.index().find("nova").total == 1
        assert content(store.index()) == made_anew(store)
    assert [REPAIRED in record.getMessage() for record in caplog.records] == [True]


def test_an_index_of_another_state_is_noticed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    written(tmp_path)
    old = (tmp_path / FILE).read_bytes()
    with open_store(tmp_path) as store, store.writer() as writer:
        writer.replace(ENTITIES, named(entity("1"), "Vona"))
    (tmp_path / FILE).write_bytes(old)
    with open_store(tmp_path, read_only=True) as store:
        assert (store.index().find("nova").total, store.index().find("vona").total) == (0, 1)
    assert [REPAIRED in record.getMessage() for record in caplog.records] == [True]


def test_a_folder_that_cannot_be_written_to_is_searched_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path)
    (tmp_path / FILE).unlink()

    def refuse(*_: object) -> None:
        raise OSError("read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    with open_store(tmp_path, read_only=True) as store:
        assert store.index().find("nova").total == 1
    assert not (tmp_path / FILE).exists()


KILLED = """
    import os, random, signal, sys
    from kg.store import open_store
    from tests.store.test_search_upkeep import something
    from kg.store.search.index import SearchFile

    seed, steps = int(sys.argv[2]), int(sys.argv[3])
    random_ = random.Random(seed)

    def trace(frame, event, _):
        global steps
        if "/kg/store/" in frame.f_code.co_filename:
            steps -= 1
            if steps == 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    with open_store(sys.argv[1]) as store:
        with store.writer() as writer:
            for _ in range(5):
                writer.replace(*something(random_))
        sys.settrace(trace)
        while True:
            with store.writer() as writer:
                writer.replace(*something(random_))
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_writer_leaves_an_index_that_is_brought_up_to_date(
    seed: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    steps = random.Random(seed).randrange(200, 12_000)
    command = [sys.executable, "-c", textwrap.dedent(KILLED), str(tmp_path), str(seed), str(steps)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": "."}, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_store(tmp_path) as store:
        assert content(store.index()) == made_anew(store)
    assert not caplog.records  # what was noted was enough


def _finds_what_came_meanwhile(monkeypatch: pytest.MonkeyPatch, store: Store, write: Callable[[], object]) -> bool:
    """Whether a write during the first making of an index is in it, or is waiting for it."""
    filled, written = threading.Event(), threading.Event()

    def slow(*given: Any) -> None:
        fill(*given)
        filled.set()
        written.wait(0.3)

    monkeypatch.setattr("kg.store.search.index.fill", slow)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(store.index().find, "nova")
        assert filled.wait(10)
        write()
        written.set()
        asked.result()
    return store.index().find("nova").total == 1


@pytest.mark.parametrize("location", [MEMORY, "folder"])
def test_what_is_written_while_the_index_is_made_is_found(
    location: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quads = named(entity("1"), "Nova")
    with open_store(tmp_path / "one" if location == "folder" else MEMORY) as store, store.writer() as writer:
        assert _finds_what_came_meanwhile(monkeypatch, store, lambda: writer.replace(ENTITIES, quads))
    with open_store(tmp_path / "two" if location == "folder" else MEMORY) as store, store.writer() as writer:
        assert _finds_what_came_meanwhile(monkeypatch, store, lambda: writer.bulk_load(quads))


@pytest.mark.parametrize("location", ["folder", MEMORY])
def test_threads_may_search_while_another_writes(location: str, tmp_path: Path) -> None:
    with open_store(tmp_path if location == "folder" else MEMORY) as store, ThreadPoolExecutor(4) as pool:
        index, done = store.index(), threading.Event()

        def search() -> int:
            asked = 0
            while not done.is_set():
                assert index.find("nova").total <= 1
                assert index.get(entity("1")) is None or index.find("gates", fields=("sentences",)).exact
                asked += 1
            return asked

        searching = [pool.submit(search) for _ in range(3)]
        try:
            for number in range(25):
                with store.writer() as writer:
                    writer.replace(
                        *article(
                            str(number), "Gates", "Gates closed.", claims=((entity("1"), "memberOf", entity("2")),)
                        )
                    )
                    writer.replace(ENTITIES, named(entity("1"), "Nova", f"Vona {number}"))
        finally:
            done.set()
        assert all(found.result() for found in searching)
        thing = index.get(entity("1"))
        assert thing is not None
        assert (thing.names, thing.claims) == (("Nova", "Vona 24"), 25)
