"""What goes wrong with disks and processes: nothing acknowledged is lost, the store opens, and messages say what to do.

`KG_KILLS` says how often a writing process is killed; `make faults` does it fifty times.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.rdf.quads import Quad, iri
from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.store import Store, open_store
from kg.store.format import CURRENT
from kg.store.oxigraph import OxigraphStore
from kg.store.protection import statistics_graph
from kg.store.statistics import made_anew

KILLS = int(os.environ.get("KG_KILLS", "4"))
GRAPH = f"{BASE}article/a"
WRITER = """
import itertools, resource, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import open_store
from tests.store.test_faults import quads
if len(sys.argv) > 3:
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
try:
    with open_store(Path(sys.argv[1])) as store:
        writer = store.writer()
        for number in itertools.count(int(sys.argv[2])):
            writer.replace(f"{store.base}article/a{number % 40}", quads(number))
            print(number, flush=True)
except StoreError as error:
    print(error, file=sys.stderr, flush=True)
    import os
    os._exit(3)
"""


def quads(number: int, count: int = 60) -> list[Quad]:
    """Edition `number` of the article `number % 40`: all of its quads tell the edition."""
    graph = f"{BASE}article/a{number % 40}"
    value = f'"edition {number}"'
    mentions = [
        Quad(iri(graph), "<https://w3id.org/newsgraph/ontology#mentions>", iri(f"{BASE}entity/e{n}"), iri(graph))
        for n in {number % 7, number % 5, number % 3}
    ]
    return [Quad(iri(f"{graph}/{n}"), "<a:edition>", value, iri(graph)) for n in range(count)] + mentions


def start(folder: Path, first: int, *limit: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", WRITER, str(folder), str(first), *limit]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def editions(store: Store) -> dict[str, set[str]]:
    """By article, the editions that its quads are of: always exactly one."""
    found: dict[str, set[str]] = {}
    for line in store.dump().decode().splitlines():
        if "<a:edition>" in line:
            found.setdefault(line.rsplit("<", 1)[1], set()).add(line.split('"')[1])
    return found


def assert_nothing_lost(store: Store, acknowledged: int) -> None:
    found = editions(store)
    assert all(len(of_one) == 1 for of_one in found.values()), "an article is half one edition, half another"
    for number in range(max(0, acknowledged - 39), acknowledged + 1):
        (edition,) = found[f"{BASE}article/a{number % 40}> ."]
        assert int(edition.split()[1]) >= number
    assert isinstance(store, OxigraphStore)
    kept = {quad for quad in store.engine if quad.graph_name.value == statistics_graph(BASE)}
    assert kept == set(made_anew(store.engine, BASE))


def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    random_, last = random.Random(KILLS), -1
    for _ in range(KILLS):
        with start(tmp_path, last + 1) as process:
            assert process.stdout is not None
            last = int(process.stdout.readline())
            time.sleep(random_.random() * 0.5)
            process.kill()
            for line in process.stdout:
                last = int(line) if line.endswith("\n") else last
        with open_store(tmp_path) as store:
            assert_nothing_lost(store, last)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    with start(tmp_path, 0, str(400_000)) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 3, err
    assert "make room" in err
    with open_store(tmp_path) as store:
        assert_nothing_lost(store, int(out.splitlines()[-1]))
        store.writer().replace(f"{BASE}article/a0", quads(10_000 * 40))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sound") / "graph"
    with open_store(folder) as store:
        store.writer().bulk_load(quad for number in range(40) for quad in quads(number))
    return folder


@pytest.fixture
def broken(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound, tmp_path / "graph"))


def manifest(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text(encoding="ascii").strip()


def overwrite(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in range(0, len(content), max(1, len(content) // 40)):
        content[at] ^= 0xFF
    file.write_bytes(content)


def tables(folder: Path) -> Iterator[Path]:
    yield from folder.glob("*.sst")


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / "CURRENT").write_bytes(b"\0" * 16),
        lambda folder: (folder / "CURRENT").unlink(),
        lambda folder: os.truncate(manifest(folder), 100),
        lambda folder: manifest(folder).unlink(),
        lambda folder: overwrite(manifest(folder)),
        lambda folder: [overwrite(file) for file in tables(folder)],
        lambda folder: [file.unlink() for file in tables(folder)],
        lambda folder: [os.truncate(file, file.stat().st_size // 2) for file in tables(folder)],
        lambda folder: (folder / "format.json").write_text("not json"),
    ],
    ids=["list name", "no list name", "short list", "no list", "list", "tables", "no tables", "short tables", "format"],
)
def test_damage_is_told_with_the_ways_on(broken: Path, harm: object, read_only: bool) -> None:
    harm(broken)  # type: ignore[operator]
    before = {file.name for file in broken.glob("*.sst")}
    with pytest.raises(StoreError, match=r"kg restore.*kg rebuild") as raised:
        open_store(broken, read_only=read_only)
    assert str(broken) in str(raised.value)
    assert {file.name for file in broken.glob("*.sst")} == before


def test_a_newer_format_is_refused(broken: Path) -> None:
    (broken / "format.json").write_text(json.dumps({"format": CURRENT + 1}))
    with pytest.raises(StoreError, match="update newsgraph"):
        open_store(broken)


def test_an_older_format_is_brought_up_to_date(broken: Path) -> None:
    with open_store(broken) as store:
        store.writer().drop(statistics_graph(BASE))
    (broken / "format.json").unlink()
    with open_store(broken, read_only=True) as store:
        assert store.count(statistics_graph(BASE)) == 0
    with open_store(broken) as store:
        assert_nothing_lost(store, 39)
    assert json.loads((broken / "format.json").read_text())["format"] == CURRENT


def test_another_programs_use_of_the_folder_is_no_damage(broken: Path) -> None:
    import pyoxigraph

    other = pyoxigraph.Store(str(broken))
    other.flush()
    del other
    open_store(broken).close()
