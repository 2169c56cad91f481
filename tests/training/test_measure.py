"""Scores, on Docs built by hand."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.training.corpora import Sentence, Tree
from kg.training.measure import Tally, measure_names, measure_trees, raw_text

TREE = Tree(("she", "go"), ("PRON", "VERB"), ("PRP", "VBZ"), ("_", "_"), (2, 0), ("nsubj", "root"))
GOES = Sentence("d", ("She", "goes"), (True, False), tree=TREE)


def _pipeline(**columns: list[object]) -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = lambda text: Doc(nlp.vocab, words=text.split(), **columns)  # type: ignore[assignment, arg-type]
    return nlp


def test_raw_text_puts_paragraphs_on_lines_and_knows_where_words_are() -> None:
    second = Sentence("d", ("No", "."), (False, True), paragraph=True)
    text, places = raw_text([GOES, second])
    assert text == "She goes\nNo. "
    assert [[text[start:end] for start, end in placed] for placed in places] == [["She", "goes"], ["No", "."]]


@pytest.mark.parametrize(
    ("heads", "deps", "uas", "las"),
    [
        ([1, 1], ["nsubj", "ROOT"], 100, 100),
        ([1, 1], ["obj", "ROOT"], 100, 50),
        ([0, 0], ["ROOT", "obj"], 0, 0),
    ],
)
def test_trees(heads: list[int], deps: list[str], uas: float, las: float) -> None:
    nlp = _pipeline(heads=heads, deps=deps, tags=["PRP", "VBD"], pos=["PRON", "VERB"], lemmas=["she", "go"])
    (tally,) = measure_trees(nlp, [GOES])
    assert (tally.f_score("uas"), tally.f_score("las")) == (uas, las)
    assert (tally.f_score("xpos"), tally.f_score("lemmas"), tally.f_score("sentences")) == (50, 100, 100)


def test_names_count_only_where_the_gold_says() -> None:
    sentence = Sentence("d", ("Rome", "and", "May"), (True, True, False), names=("B-LOC", "O", "-"))
    nlp = spacy.blank("en")

    def name(text: str) -> Doc:
        doc = Doc(nlp.vocab, words=text.split())
        doc.set_ents([Span(doc, 0, 1, "LOC"), Span(doc, 1, 2, "ORG"), Span(doc, 2, 3, "DATE")])
        return doc

    nlp.tokenizer = name  # type: ignore[assignment]
    (tally,) = measure_names(nlp, [sentence])
    assert tally.f_score("LOC") == 100
    assert tally.predicted["ORG"] == 1
    assert "DATE" not in tally.predicted


def test_f_score_of_nothing_is_zero() -> None:
    assert Tally().f_score() == 0
