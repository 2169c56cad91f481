"""Deciding and comparing from the command line, on a small graph made of hand-built records."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli.main import app
from kg.pipeline import Workspace, rebuild
from tests.resolve.builder import Builder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    workspace = Workspace(tmp_path / "graph")
    with workspace.archive() as archive:
        for number, (toll, outlet) in enumerate(((18, "Daily"), (16, "Wire"))):
            built = Builder(f"a{number}", published=f"2024-05-0{2 + number}", publisher=outlet)
            town = built.entity("Place", "Leeds", country="GB", names=["Leeds"])
            built.entity("Place", "York", country="GB", names=["York"])
            office = built.entity("Organization", "Rescue Office" if number else "Town Hall")
            chief = built.entity("Person", "John Smith" if number else "J. Smith")
            built.relation(chief, "leads", office)
            roles = (("patient", "ferry passengers"), ("place", town), ("participant", chief))
            built.event("Killing", roles=roles, when="2024-05-01", counts=(("killed", toll, "exact"),), by=office)
            archive.put(built.record())
    rebuild(workspace)
    return tmp_path


def kg(folder: Path, *arguments: str, stdin: str | None = None) -> Result:
    environment = {"KG_STORE": str(folder / "graph"), "USER": "kim", "COLUMNS": "200"}
    done = CliRunner().invoke(app(), list(arguments), input=stdin, env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_conflicts_tells_both_sides_with_sources_and_the_reason(folder: Path) -> None:
    text = kg(folder, "conflicts", "--kind", "contradiction").stdout
    assert "cannot fall" in text
    for part in ("18", "16", "Daily", "Wire", "Town Hall", "Rescue Office", "2 independent sources"):
        assert part in text
    (found,) = json.loads(kg(folder, "conflicts", "Leeds", "--format", "json").stdout)
    assert [claim["published"] for claim in found["claims"]] == ["2024-05-02", "2024-05-03"]
    assert kg(folder, "conflicts", "York", "--format", "json").stdout.strip() == "[]"


def test_the_card_has_names_roles_events_words_conflicts_and_sources(folder: Path) -> None:
    text = kg(folder, "show", "John Smith").stdout
    for part in ("also: J. Smith", "leads", "Rescue Office", "2024-05-01", "Side by side", "Independent sources"):
        assert part in text
    assert "Says" in kg(folder, "show", "Rescue Office").stdout


def test_merge_split_and_undo_by_command(folder: Path) -> None:
    merged = kg(folder, "merge", "Town Hall", "Rescue Office", "--why", "renamed")
    assert len(merged.stdout.split()) == 1
    assert "renamed" in kg(folder, "resolve", "--history").stdout
    parted = kg(folder, "split", "Rescue Office", "a0", "--why", "no")
    assert len(set(parted.stdout.split())) == 2
    assert kg(folder, "resolve", "--undo", "1").exit_code == 0
    assert "a0#e3" in kg(folder, "resolve", "--members", "Town Hall").stdout


def test_review_asks_takes_answers_and_takes_them_back(folder: Path) -> None:
    asked = kg(folder, "resolve", "--review", stdin="r\nu\ns\nq\n").stdout
    assert "Are these one" in asked
    assert "Taken back." in asked
    assert "kim" not in kg(folder, "resolve", "--history").stdout
    kg(folder, "resolve", "--review", stdin="r\nq\n")
    assert "kim" in kg(folder, "resolve", "--history").stdout
    assert "score" in kg(folder, "resolve", "--list").stdout
    assert "identical" in kg(folder, "resolve", "--joins").stdout


def test_decisions_are_exported_and_imported(folder: Path) -> None:
    kg(folder, "merge", "Town Hall", "Rescue Office")
    lines = folder / "decisions.jsonl"
    kg(folder, "resolve", "--export", str(lines))
    assert len(lines.read_text().splitlines()) == 1
    assert "Added 0" in kg(folder, "resolve", "--import", str(lines)).output
