"""Names from annotated articles."""

import json
from pathlib import Path

import pytest
import spacy

from kg.annotate.encoder.pipeline import build_pipeline
from kg.training.articles import held_back, read_articles
from kg.training.corpora import CorpusError

TEXT = "Mayor Ana Brandt of Kolm met Kolmish police on Friday.\nThe Kolm Gazette printed 3 photos. May came, US too."


def _record(identity: str) -> str:
    def entity(kind: str, name: str, *surfaces: str) -> dict[str, object]:
        places = [(surface, TEXT.index(surface)) for surface in surfaces]
        mentions = [{"start": at, "end": at + len(surface), "text": surface, "kind": "name"} for surface, at in places]
        return {"type": kind, "name": name, "mentions": mentions}

    entities = [
        entity("Person", "Ana Brandt", "Mayor Ana Brandt"),
        entity("Place", "Kolm", "Kolm", "Kolmish"),
        entity("Organization", "police of Kolm", "police"),
        entity("Organization", "Kolm Gazette", "The Kolm Gazette"),
    ]
    return json.dumps({"article": {"id": identity, "text": TEXT}, "entities": entities}) + "\n"


def _identity(held: bool) -> str:
    return next(name for name in map(str, range(100)) if held_back(name) == held)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text(_record(_identity(False)) + _record("gum_one") + _record(_identity(True)), encoding="utf-8")
    return path


def test_what_is_surely_a_name_is_labelled_and_what_may_be_one_is_unknown(path: Path) -> None:
    first, second = read_articles(path, spacy.blank("en"))
    tags = dict(zip(first.words, first.names or (), strict=True))
    assert tags == {
        "Mayor": "-",
        "Ana": "B-PERSON",
        "Brandt": "I-PERSON",
        "of": "O",
        "Kolm": "B-LOC",
        "met": "O",
        "Kolmish": "-",
        "police": "O",
        "on": "O",
        "Friday": "-",
        ".": "O",
    }
    assert second.names == ("O", "B-ORG", "I-ORG", "O", "-", "O", "O", "-", "O", "O", "-", "O", "O")
    assert second.paragraph
    assert not second.bounded


def test_held_back_articles_are_read_on_demand_only(path: Path) -> None:
    nlp = spacy.blank("en")
    assert {sentence.document for sentence in read_articles(path, nlp)} == {_identity(False)}
    assert {sentence.document for sentence in read_articles(path, nlp, held=True)} == {_identity(True)}


def test_articles_are_parsed_on_demand(path: Path) -> None:
    sentences = list(read_articles(path, build_pipeline(), parsed=True))
    assert [sentence.words[-1] for sentence in sentences] == [".", ".", "."]
    assert [sentence.paragraph for sentence in sentences] == [True, True, False]
    assert all(sentence.predicted and not sentence.bounded for sentence in sentences)
    tree = sentences[0].tree
    assert tree is not None
    assert tree.relations[tree.heads.index(0)] == "root"
    assert tree.lemmas[tree.heads.index(0)] == "meet"
    assert len(sentences[2].names or ()) == len(sentences[2].words)


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"bad.jsonl:1: not an article record"):
        list(read_articles(tmp_path / "bad.jsonl", spacy.blank("en")))
