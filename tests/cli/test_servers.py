"""Building into a SPARQL server, and through a running `kg serve`; the servers are real ones."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.errors import KgError
from kg.store import open_served, open_store
from kg.store.protection import statistics_graph
from tests.store.serving import serving

TEXT = "Police arrested twelve people in Bergen on Tuesday. Norwegian Prime Minister Ola Strand condemned it."


class Done(NamedTuple):
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


def kg(*arguments: str, cwd: Path, **variables: str) -> Done:
    """A command, in this process, since processes start slowly."""
    env = {"COLUMNS": "300", "KG_HISTORY": "", "KG_STORE": str(cwd / "elsewhere"), **variables}
    with chdir(cwd):
        done = CliRunner().invoke(app(), arguments, env=env)
    said = f"kg: {done.exception}" if isinstance(done.exception, KgError) else ""
    return Done(done.exit_code, done.stdout, done.stderr + said)


@contextmanager
def served(folder: Path, **variables: str) -> Iterator[str]:
    """The address of a running `kg serve` of `folder`."""
    command = [sys.executable, "-m", "kg.cli.main", "serve", "--port", "0", "--store", str(folder)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, **variables}) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            assert " at http" in line, line
            yield line.split(" at ")[1].split(" ")[0].rstrip("/")
        finally:
            process.terminate()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    line = {"id": "bergen-1", "title": "Arrests", "published": "2023-05-11", "publisher": "Fjord Post", "text": TEXT}
    (tmp_path / "news.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    return tmp_path


def test_a_graph_is_built_on_a_sparql_server(news: Path) -> None:
    with serving(news / "oxigraph") as address:
        done = kg("build", "news.jsonl", "--store", address, cwd=news)
        assert done.returncode == 0, done.stderr
        assert "1 articles: 1 new" in done.stderr
        assert f"Graph in {address}." in done.stderr
        again = kg("build", "news.jsonl", "--store", address, cwd=news)
        assert "1 unchanged" in again.stderr, again.stderr
        asked = kg("query", "arrests", "--format", "csv", "--store", address, cwd=news)
        assert "Police arrested twelve people in Bergen on Tuesday." in asked.stdout, asked.stderr
        shown = kg("show", "--store", address, cwd=news)
        assert "1 articles" in shown.stdout, shown.stderr
        kg("build", "news.jsonl", "--store", str(news / "folder"), cwd=news)
        with open_store(address) as remote, open_store(news / "folder" / "graph", read_only=True) as local:
            graphs = [graph for graph in local.graphs() if graph != statistics_graph(local.base)]
            assert [remote.dump(graph) for graph in graphs] == [local.dump(graph) for graph in graphs]


def test_a_graph_in_use_is_built_through_its_server(news: Path) -> None:
    folder = news / "data"
    with served(folder) as address:
        refused = kg("build", "news.jsonl", "--store", str(folder), cwd=news)
        assert refused.returncode == 1
        assert f"add --server {address}" in refused.stderr
        done = kg("build", "news.jsonl", "--server", address, cwd=news)
        assert (done.returncode, "1 articles: 1 new" in done.stderr) == (0, True), done.stderr
        assert "1 unchanged" in kg("build", "news.jsonl", "--server", address, cwd=news).stderr
        asked = kg("query", "arrests", "--format", "csv", "--server", address, cwd=news)
        assert "Police arrested twelve people in Bergen on Tuesday." in asked.stdout, asked.stderr
        with open_served(address) as graph:
            assert not graph.writable


def test_a_server_that_wants_a_token_says_so(news: Path) -> None:
    with served(news / "data", KG_TOKEN="secret") as address:
        assert "Set KG_TOKEN" in kg("build", "news.jsonl", "--server", address, cwd=news).stderr
        done = kg("build", "news.jsonl", "--server", address, cwd=news, KG_TOKEN="secret")
        assert done.returncode == 0, done.stderr


def test_an_address_without_a_server_says_so(news: Path) -> None:
    done = kg("build", "news.jsonl", "--server", "http://127.0.0.1:9", cwd=news)
    assert (done.returncode, "is `kg serve` running" in done.stderr) == (1, True)


def test_a_backup_is_made_while_serving_and_restored(news: Path) -> None:
    with served(news / "data") as address:
        kg("build", "news.jsonl", "--server", address, cwd=news)
        assert "in use" in kg("backup", "--store", str(news / "data"), cwd=news).stderr
        made = kg("backup", "--server", address, cwd=news)
        assert made.returncode == 0, made.stderr
        again = kg("build", "news.jsonl", "--server", address, cwd=news)
        assert "1 unchanged" in again.stderr
    (folder,) = (news / "data" / "backups").iterdir()
    assert str(folder) in made.stderr.replace("\n", "")
    restored = kg("restore", str(folder), "--store", str(news / "again"), cwd=news)
    assert restored.returncode == 0, restored.stderr
    assert kg("check", "--store", str(news / "again"), cwd=news).returncode == 0
    with (
        open_store(news / "data" / "graph", read_only=True) as old,
        open_store(news / "again" / "graph", read_only=True) as new,
    ):
        assert old.dump() == new.dump()
    refused = kg("restore", str(folder), "--store", str(news / "again"), cwd=news)
    assert "not empty" in refused.stderr
    assert "is no backup" in kg("restore", str(news), "--store", str(news / "more"), cwd=news).stderr
    assert kg("backup", str(news / "copy"), "--store", str(news / "again"), cwd=news).returncode == 0
