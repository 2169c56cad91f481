"""The `kg` command as a user types it, in processes of its own; data on standard output, messages on standard error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.main import app

COMMANDS = (
    "backup", "build", "check", "conflicts", "delete", "demo", "evaluate", "export", "extract", "mcp", "merge",
    "query", "rebuild", "resolve", "restore", "serve", "show", "split", "token", "view",
)  # fmt: skip
TEXT = "Police arrested twelve people in Bergen on Tuesday. Norwegian Prime Minister Ola Strand condemned it."


def kg(*arguments: str, cwd: Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli.main", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "COLUMNS": "160", "KG_STORE": ""} | {"KG_STORE": str(cwd / "graph")},
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("cli")
    line = {"id": "bergen-1", "title": "Arrests", "published": "2023-05-11", "publisher": "Fjord Post", "text": TEXT}
    (folder / "news.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    done = kg("build", "news.jsonl", cwd=folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "1 articles: 1 new" in done.stderr
    return folder


def test_all_commands_of_the_contract_are_there():
    assert {command.name for command in app().registered_commands} == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command):
    registered = next(c for c in app().registered_commands if c.name == command)
    assert "Example" in (registered.callback.__doc__ or "")


def test_query_answers_a_ready_made_question_with_its_sentence(built):
    done = kg("query", "arrests", "--format", "csv", cwd=built)
    assert done.returncode == 0
    assert "12" in done.stdout
    assert "Police arrested twelve people in Bergen on Tuesday." in done.stdout


def test_query_answers_sparql_without_declared_prefixes(built):
    done = kg(
        "query", "SELECT ?n WHERE { ?p kg:headOfGovernment ?c . ?p skos:prefLabel ?n }", "--format", "json", cwd=built
    )
    assert json.loads(done.stdout)["results"]["bindings"][0]["n"]["value"] == "Ola Strand"


def test_query_error_names_line_and_column(built):
    done = kg("query", "SELECT ?x WHERE {\n ?x ?y }", cwd=built)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("kg: ")
    assert "line" in done.stderr
    assert "Traceback" not in done.stderr


def test_show_prints_the_card_with_evidence(built):
    done = kg("show", "Strand", cwd=built)
    assert "Ola Strand" in done.stdout
    assert "headOfGovernment" in done.stdout
    assert "Fjord Post" in done.stdout


def test_export_prints_records_that_quote_their_text(built):
    record = json.loads(kg("export", cwd=built).stdout)
    text = record["article"]["text"]
    for entity in record["entities"]:
        assert entity["iri"].startswith("https://newsgraph.example/id/entity/")
        for mention in entity["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld", "graphml", "csv", "nodes", "gexf"])
def test_export_writes_the_graph(built, form):
    done = kg("export", "--format", form, cwd=built)
    assert done.returncode == 0, done.stderr
    assert "Strand" in done.stdout


def test_extract_prints_a_record_and_stores_nothing(tmp_path):
    done = kg("extract", "-", "--format", "json", cwd=tmp_path, stdin=TEXT)
    assert done.returncode == 0, done.stderr
    assert {event["type"] for event in json.loads(done.stdout)["events"]} >= {"Arrest"}
    assert list(tmp_path.iterdir()) == []


def test_check_finds_no_problem(built):
    done = kg("check", cwd=built)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout


def test_resolve_keeps_a_persons_decision(built):
    assert kg("resolve", "--different", "bergen-1#e1", "bergen-1#e2", "--why", "test", cwd=built).returncode == 0
    missing = kg("resolve", "--same", "nowhere#e1", "bergen-1#e2", cwd=built)
    assert (missing.returncode, "nowhere" in missing.stderr) == (1, True)
    wrong = kg("resolve", "--same", "what", "bergen-1#e2", cwd=built)
    assert (wrong.returncode, "what" in wrong.stderr) == (1, True)


@pytest.mark.parametrize("arguments", [["build"], ["query"], ["frobnicate"], ["export", "--format", "ink"]])
def test_wrong_use_exits_with_two(built, arguments):
    assert kg(*arguments, cwd=built).returncode == 2


def test_asking_where_nothing_was_built_says_what_to_do(tmp_path):
    done = kg("query", "arrests", cwd=tmp_path)
    assert done.returncode == 1
    assert "kg build" in done.stderr


def test_bad_input_gives_one_line_each_and_the_rest_is_stored(tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    lines = json.dumps({"id": "ok-1", "text": TEXT}) + '\n{"id": broken\n'
    (tmp_path / "lines.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "long.txt").write_bytes(b"word " * 1_048_576)
    (tmp_path / "encoding.json").write_bytes(b'{"id": "enc-1", "text": "\xff\xfe\x00\xd8 Police arrested two"}')
    dated = {"id": "ok-2", "published": "the day after", "text": TEXT}
    (tmp_path / "date.json").write_text(json.dumps(dated), encoding="utf-8")
    names = ("empty.txt", "binary.txt", "lines.jsonl", "long.txt", "encoding.json", "date.json", "missing.txt")
    done = kg("build", *names, cwd=tmp_path)
    assert done.returncode == 1
    for name in names:
        lines = [line for line in done.stderr.splitlines() if name in line]
        assert len(lines) == 1, (name, done.stderr)
    assert "Traceback" not in done.stderr
    stored = kg("export", cwd=tmp_path).stdout.splitlines()
    assert {"ok-1", "ok-2"} <= {json.loads(line)["article"]["id"] for line in stored}


def test_extract_explains_what_fired_and_what_was_refused(tmp_path):
    done = kg("extract", "-", "--explain", cwd=tmp_path, stdin="Police arrested two people. The ministry sent letters.")
    assert "= arrested: Arrest [Arrest.arrest#active & graph.Arrest]" in done.stdout
    assert "✓ arrested: Arrest.arrest#active" in done.stdout
    assert "✓ arrested: graph.Arrest (event" in done.stdout
    assert "✗ sent: Deployment.send refused: object must be one of" in done.stdout


def test_evaluate_scores_and_compares_runs(built):
    records = built / "records.jsonl"
    records.write_text(kg("export", cwd=built).stdout, encoding="utf-8")
    done = kg("evaluate", "records.jsonl", "--records", "records.jsonl", "--against", "records.jsonl", cwd=built)
    assert done.returncode == 0, done.stderr
    assert "1.000" in done.stdout
    assert "+0.000" in done.stdout


def test_build_reads_standard_input(tmp_path):
    done = kg("build", "-", cwd=tmp_path, stdin=TEXT)
    assert done.returncode == 0, done.stderr
    assert "1 article" in done.stdout + done.stderr
    assert "twelve people" in kg("export", cwd=tmp_path).stdout


def test_evaluate_says_which_line_is_no_record(tmp_path):
    (tmp_path / "odd.jsonl").write_bytes(b"\xfd7zXZ\x00\x80")
    done = kg("evaluate", "odd.jsonl", cwd=tmp_path)
    assert done.returncode != 0
    assert "line 1 is no annotated record" in done.stderr
    assert "Traceback" not in done.stderr
