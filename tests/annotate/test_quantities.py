"""Figures: the cases are data (quantities.yaml), one sentence each, read without tags or a parse."""

from pathlib import Path

import pytest
import spacy
import yaml
from spacy.tokens import Doc

from kg.annotate.numerals import ordinal_value, parse_number
from kg.annotate.quantities import find_quantities

CASES = yaml.safe_load((Path(__file__).parent / "quantities.yaml").read_text(encoding="utf-8"))
NLP = spacy.blank("en")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case[1] if len(case) > 1 else case[0])
def test_figure_is_read_as(case):
    sentence, *expected = case
    found = find_quantities(NLP(sentence))
    if not expected:
        assert found == ()
        return
    mention = next(mention for mention in found if mention.span.text == expected[0])
    assert [mention.span.text, mention.value, mention.modifier, mention.unit] == expected


def test_votes_against_votes_are_two_figures():
    first, second = find_quantities(NLP("The bill passed by 83 votes to 41."))
    assert (first.value, second.value) == (83, 41)


def test_range_keeps_both_ends():
    (mention,) = find_quantities(NLP("Between 30 and 50 people were hurt."))
    assert (mention.value, mention.high) == (30, 50)


@pytest.mark.parametrize(
    ("sentence", "kind", "people"),
    [
        ("Twelve miners died.", "count", True),
        ("Twelve houses burned.", "count", False),
        ("It cost 12 euros.", "money", False),
        ("It cost 12 rupees.", "money", False),
        ("It fell by 12%.", "percent", False),
        ("It took 12 weeks.", "duration", False),
        ("It weighs 12 tonnes.", "measure", False),
    ],
)
def test_figure_has_the_kind(sentence, kind, people):
    (mention,) = find_quantities(NLP(sentence))
    assert (mention.kind, mention.people) == (kind, people)


def test_parse_tells_the_noun_counted():
    doc = Doc(
        NLP.vocab,
        words=["Police", "held", "seven", "very", "tired", "deck", "hands", "."],
        tags=["NNS", "VBD", "CD", "RB", "JJ", "NN", "NNS", "."],
        pos=["NOUN", "VERB", "NUM", "ADV", "ADJ", "NOUN", "NOUN", "PUNCT"],
        heads=[1, 1, 6, 4, 6, 6, 1, 1],
        deps=["nsubj", "ROOT", "nummod", "advmod", "amod", "compound", "obj", "punct"],
    )
    (mention,) = find_quantities(doc)
    assert (mention.span.text, mention.noun, mention.unit) == ("seven very tired deck hands", 6, "hands")


def test_figure_spans_match_the_text():
    text = "İzmir: “some 1,200 people” — 3.5 % and €5m"
    for mention in find_quantities(NLP(text)):
        for span in (mention.span, mention.number):
            assert text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("nine hundred thousand", 900_000),
        ("two million three hundred thousand", 2_300_000),
        ("one and a half million", 1_500_000),
        ("half a", 0.5),
        ("a", 1),
        ("seven apples", None),
    ],
)
def test_number_words_are_worth(words, value):
    assert parse_number(words) == value


@pytest.mark.parametrize(("word", "value"), [("5th", 5), ("22nd", 22), ("twenty-first", 21), ("fish", None)])
def test_ordinal_is_worth(word, value):
    assert ordinal_value(word) == value


@pytest.mark.parametrize(("text", "value"), [("4.1 billion", 4.1e9), ("2.3 thousand", 2300), ("8.2 million", 8.2e6)])
def test_scaled_figures_are_exact(text, value):
    assert parse_number(text) == value
