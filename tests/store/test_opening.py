import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreBusyError, StoreError
from kg.rdf.quads import Quad
from kg.store import open_store

GRAPH = "https://newsgraph.example/id/article/a"
QUAD = Quad("<http://example.org/a>", "<http://example.org/p>", '"x"', f"<{GRAPH}>")


def filled(folder: Path) -> Path:
    with open_store(folder) as store, store.writer() as writer:
        writer.replace(GRAPH, [QUAD])
    return folder


def test_a_folder_keeps_what_was_written(tmp_path: Path) -> None:
    with open_store(filled(tmp_path)) as store:
        assert store.count() == 1


def test_many_readers_share_a_folder(tmp_path: Path) -> None:
    filled(tmp_path)
    with open_store(tmp_path, read_only=True) as one, open_store(tmp_path, read_only=True) as other:
        assert one.count() == other.count() == 1


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    filled(tmp_path)
    with open_store(tmp_path, read_only=True) as store, pytest.raises(StoreError, match="reading only"):
        store.writer()


@pytest.mark.parametrize(("first", "second"), [(False, False), (False, True), (True, False)])
def test_a_writer_has_the_folder_alone(tmp_path: Path, first: bool, second: bool) -> None:
    filled(tmp_path)
    with open_store(tmp_path, read_only=first), pytest.raises(StoreBusyError, match="in use by another process"):
        open_store(tmp_path, read_only=second)
    open_store(tmp_path).close()


def test_another_process_is_told_that_the_folder_is_in_use(tmp_path: Path) -> None:
    program = "import sys; from kg.store import open_store; open_store(sys.argv[1])"
    with open_store(tmp_path):
        run = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
        )
    assert run.returncode == 1
    assert f"StoreBusyError: the graph store in {tmp_path} is in use" in run.stderr


def test_a_writer_that_is_kept_does_not_keep_the_folder(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    writer = store.writer()
    store.close()
    open_store(tmp_path).close()
    with pytest.raises(StoreError, match="closed"):
        writer.replace(GRAPH, [QUAD])


def test_reading_where_there_is_nothing_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg build"):
        open_store(tmp_path / "nowhere", read_only=True)


def test_another_kind_of_address_is_refused_with_a_reason() -> None:
    with pytest.raises(StoreError, match="no address of a SPARQL server"):
        open_store("ftp://sparql.example/query")
