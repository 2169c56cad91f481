"""`kg view` on a store with the ontology's example articles."""

from pathlib import Path

import pytest
import typer
from pyoxigraph import RdfFormat, parse
from typer.testing import CliRunner

from kg.errors import NotFound
from kg.rdf.quads import Quad
from kg.store import open_store
from ontology import FOLDER
from visualizations.command import view


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    graphs: dict[str, list[Quad]] = {}
    for quad in parse((FOLDER / "questions" / "example.trig").read_text(encoding="utf-8"), format=RdfFormat.TRIG):
        terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
        graphs.setdefault(quad.graph_name.value, []).append(Quad(*map(str, terms)))
    with open_store(tmp_path / "graph") as store:
        store.writer().apply(graphs)
    return tmp_path


def run(*arguments: str) -> str:
    app = typer.Typer()
    app.command()(view)
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stderr


def test_view_writes_a_page_about_whom_it_is_asked(folder: Path) -> None:
    page = folder / "page.html"
    message = run("Karst Harbour", "--store", str(folder), "--output", str(page))
    text = page.read_text(encoding="utf-8")
    assert '<h1 dir="auto">Karst Harbour</h1>' in text
    assert "Dockers rallied on Harbour Square" in text
    assert "Wrote" in message


def test_view_draws_no_more_than_asked(folder: Path) -> None:
    message = run("--store", str(folder), "--output", str(folder / "page.html"), "--most", "5")
    assert "5 things" in message


def test_view_refuses_an_unknown_name(folder: Path) -> None:
    with pytest.raises(NotFound, match="nobody"):
        run("nobody", "--store", str(folder), "--output", str(folder / "page.html"))


@pytest.mark.parametrize("kind", ["timeline", "map", "network"])
def test_view_draws_pictures(folder: Path, kind: str) -> None:
    picture = folder / "picture.svg"
    message = run("Karst Harbour", f"--{kind}", "--store", str(folder), "--output", str(picture))
    assert "<svg" in picture.read_text(encoding="utf-8")
    assert "Wrote" in message


def test_view_draws_one_picture_at_a_time(folder: Path) -> None:
    app = typer.Typer()
    app.command()(view)
    assert CliRunner().invoke(app, ["--map", "--timeline", "--store", str(folder)]).exit_code == 2
