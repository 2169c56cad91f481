"""`kg query` beyond plain answers: examples, history, terms, mistakes, and a running server."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.main import app
from kg.cli.terms import cheat_sheet
from kg.errors import NotFound, StoreError
from kg.rdf.terms import KG
from kg.store import open_store
from kg.store.questions import examples
from kg.store.sparql import InvalidQuery
from ontology import FOLDER
from tests.store.conftest import example


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(tmp_path / "data"))
    monkeypatch.setenv("KG_HISTORY", str(tmp_path / "history.jsonl"))
    monkeypatch.setenv("COLUMNS", "160")
    with open_store(tmp_path / "data" / "graph") as store:
        store.writer().apply(example())


def query(*arguments: str) -> Result:
    return CliRunner().invoke(app(), ["query", *arguments])


def test_there_are_twenty_examples_with_what_they_answer() -> None:
    assert len(examples()) >= 20
    assert all(example.question.endswith("?") for example in examples().values())
    listed = query("--list")
    assert all(example.name in listed.stdout for example in examples().values())


def test_an_example_can_be_shown_and_asked() -> None:
    assert query("head_of_state", "--show").stdout == examples()["head_of_state"].query
    assert "Norland" in query("head_of_state", "--format", "csv").stdout


def test_a_name_that_is_nearly_an_example_is_told() -> None:
    assert "did you mean head_of_state?" in query("head_of_sate").output


@pytest.mark.parametrize(
    ("form", "text", "sign"),
    [
        ("table", "SELECT ?s { ?s a kg:Person } LIMIT 1", "entity/"),
        ("csv", "SELECT ?s { ?s a kg:Person } LIMIT 1", "/entity/"),
        ("json", "ASK { ?s a kg:Person }", '"boolean":true'),
        ("turtle", "CONSTRUCT WHERE { ?s a kg:Person }", "a kg:Person"),
        ("table", "CONSTRUCT WHERE { ?s a kg:Person }", "a kg:Person"),
        ("table", "ASK { ?s a kg:Person }", "yes"),
    ],
)
def test_answers_come_as_asked(form: str, text: str, sign: str) -> None:
    done = query(text, "--format", form)
    assert (done.exit_code, sign in done.stdout) == (0, True), done.output


def test_what_was_asked_can_be_asked_again() -> None:
    for text in ("ASK { ?s a kg:Person }", "ASK {}", "ASK {}"):
        query(text)
    listed = query("--history").stdout.splitlines()
    assert [line.split(maxsplit=2)[2] for line in listed] == ["ASK { ?s a kg:Person }", "ASK {}"]
    assert query("--again", "1", "--format", "csv").stdout.strip() == "true"
    assert query("--again", "9").exit_code == 2


def test_no_history_is_kept_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KG_HISTORY", "")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    query("ASK {}")
    assert not list(tmp_path.rglob("queries.jsonl"))


def test_a_mistake_is_pointed_at() -> None:
    done = query("SELECT *\nWERE { ?s ?p ?o }")
    assert isinstance(done.exception, InvalidQuery)
    assert str(done.exception).endswith("line 2, column 1: WERE is no keyword: did you mean WHERE?")
    assert done.stderr.splitlines() == ["WERE { ?s ?p ?o }", "^"]


def test_an_unknown_term_is_told_beside_the_answer() -> None:
    done = query("SELECT * { ?s kg:headOfSate ?o }", "--format", "csv")
    assert done.exit_code == 0
    assert "column 15: kg:headOfSate does not exist: did you mean kg:headOfState?" in done.stderr


def test_terms_are_found_by_word() -> None:
    found = query("--terms", "head of state").stdout
    assert "kg:headOfState" in found
    assert "kg:Arrest" not in found
    assert isinstance(query("--terms", "arrrest").exception, NotFound)


def test_the_cheat_sheet_is_up_to_date_and_complete() -> None:
    assert (FOLDER / "TERMS.md").read_text(encoding="utf-8") == cheat_sheet(), "write kg.cli.terms.cheat_sheet() to it"
    assert all(f"`kg:{name}`" in cheat_sheet() for name in KG)


def test_a_server_is_asked_at_its_address() -> None:
    assert isinstance(query("ASK {}", "--server", "localhost:8000").exception, StoreError)
    done = query("ASK {}", "--server", "http://127.0.0.1:9")
    assert "is the server running" in str(done.exception)


def test_history_survives_damage(tmp_path: Path) -> None:
    (tmp_path / "history.jsonl").write_text('{"at": 1}\nnot json\n' + json.dumps({"at": "x", "query": "ASK {}"}))
    assert query("--history").stdout.split() == ["1", "x", "ASK", "{}"]
