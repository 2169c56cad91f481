"""Descriptions in an article: which entities they introduce, and whom they refer to."""

import pytest
import yaml

from kg.annotate.annotator import Annotator
from kg.annotate.gazetteer import load_gazetteer
from kg.model import Article, Moment
from ontology import FOLDER

CASES = yaml.safe_load((FOLDER / "lexicon" / "cases" / "entities.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_gazetteer())


@pytest.mark.parametrize("case", [pytest.param(case, id=case["text"][:50]) for case in CASES])
def test_entity_case_holds(annotator, case):
    article = Article("case", case["text"], published=Moment("2022-06-15"))
    layers = next(iter(annotator.annotate([article])))[2]
    forms = [(e.type, {e.name, *(m.span.text for m in e.mentions)}) for e in layers.entities]
    for kind, form in case.get("entities", ()):
        assert any(kind == other and form in called for other, called in forms), (kind, form, forms)
    for pair in case.get("same", ()):
        assert any(set(pair) <= called for _, called in forms), (pair, forms)
    for form in case.get("never", ()):
        assert not any(form in called for _, called in forms), (form, forms)
