"""Either engine can be switched off, records say so, and another choice extracts anew."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import app
from kg.model import ENGINES, Article, Moment, chosen_engines
from kg.pipeline import Workspace, build
from kg.pipeline.extraction import Extraction, current_version, extract_article
from kg.read import Notice
from kg.settings import Settings

TEXT = "Police arrested twelve people in Gdansk on Tuesday. Anna Nowak, the mayor of Gdansk, denied the reports.\n"


class Quiet:
    def notice(self, notice: Notice) -> None:
        raise AssertionError(str(notice))

    def done(self, article: Article, *, facts: int, fresh: bool) -> None:
        pass

    def stage(self, name: str) -> None:
        pass


@pytest.fixture
def told() -> Article:
    return Article("gdansk-1", TEXT, published=Moment("2023-05-11"))


def _rules(record) -> set[str]:
    return {fact.rule for fact in (*record.events, *record.relations)}


@pytest.mark.parametrize("engine", ENGINES)
def test_one_engine_finds_events_alone(engine, told):
    record = extract_article(told, engines=(engine,))
    assert "Arrest" in {event.type for event in record.events}
    assert record.extractor.endswith(f"+{engine}")
    assert all(("graph" in rule) == (engine == "graph") for rule in _rules(record)), _rules(record)


def test_both_engines_leave_the_version_without_names(told, extraction):
    both = extract_article(told, engines=("graph", "lexicon"))
    assert both == extraction.records([told])[0]
    assert both.extractor == current_version()
    assert len(both.extractor.split("+")) == 2


def test_another_choice_of_engines_extracts_anew(tmp_path: Path):
    (tmp_path / "told.txt").write_text(TEXT, encoding="utf-8")
    workspace = Workspace(tmp_path / "graph")
    choices: list[tuple[str, ...]] = [ENGINES, ENGINES, ("lexicon",), ("lexicon",), ENGINES]
    reports = [build([tmp_path / "told.txt"], workspace, Quiet(), engines=chosen) for chosen in choices]
    assert [(r.new, r.changed, r.unchanged) for r in reports] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [("lexicon", ("lexicon",)), ("graph, Lexicon", ENGINES), ("graph,graph", ("graph",))],
)
def test_engines_are_a_setting(written, read, monkeypatch):
    assert Settings().engines == ENGINES
    monkeypatch.setenv("KG_ENGINES", written)
    assert Settings().engines == read
    assert chosen_engines(written.split(",")) == read


@pytest.mark.parametrize("wrong", ["rules", "lexicon,rules", "", ","])
def test_unknown_engines_are_told(wrong):
    with pytest.raises(ValueError, match="name one or more of lexicon, graph"):
        chosen_engines(wrong.split(","))
    with pytest.raises(ValueError, match="name one or more of lexicon, graph"):
        Extraction(engines=wrong.split(","))


@pytest.mark.parametrize("where", ["option", "variable"])
@pytest.mark.parametrize("command", ["build", "extract"])
def test_the_command_refuses_unknown_engines(command, where, tmp_path: Path):
    (tmp_path / "told.txt").write_text(TEXT, encoding="utf-8")
    given = ["--engines", "rules"] if where == "option" else []
    env = {"KG_ENGINES": "rules"} if where == "variable" else {}
    env |= {"KG_STORE": str(tmp_path / "graph"), "COLUMNS": "300", "TERM": "dumb"}
    result = CliRunner().invoke(app(), [command, str(tmp_path / "told.txt"), *given], env=env)
    assert result.exit_code == 2
    assert ("--engines" if where == "option" else "KG_ENGINES") in result.output
    assert "unknown engine 'rules'; name one or more of lexicon, graph" in result.output
