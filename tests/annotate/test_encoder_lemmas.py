"""Lemma rules and the shipped tables."""

from pathlib import Path

import pytest

from kg.annotate.encoder.directory import LEMMAS, shipped_directory
from kg.annotate.encoder.lemmas import Lemmas, apply_rule, write_rule
from kg.errors import ModelError


@pytest.fixture(scope="module")
def lemmas() -> Lemmas:
    return Lemmas.read(shipped_directory() / LEMMAS)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("cities", "city"),
        ("went", "go"),
        ("PARIS", "Paris"),
        ("McKays", "McKay"),
        ("is", "be"),
        ("a", "a"),
        ("Said", "say"),
    ],
)
def test_a_rule_turns_its_word_into_its_lemma(word: str, lemma: str) -> None:
    assert apply_rule(word, write_rule(word, lemma)) == lemma


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("protesters", "NNS", "protester"),
        ("was", "VBD", "be"),
        ("arrested", "VBN", "arrest"),
        ("Arrested", "VBN", "arrest"),
        ("blorfing", "VBG", "blorf"),
        ("countries", "NNS", "country"),
        ("children", "NNS", "child"),
        ("Germany", "NNP", "Germany"),
        ("said", "VBD", "say"),
        ("better", "JJR", "good"),
        ("zzz", "no such tag", "zzz"),
        ("", "NN", ""),
    ],
)
def test_lemma_of_word(lemmas: Lemmas, word: str, tag: str, lemma: str) -> None:
    assert lemmas.of(word, tag) == lemma


def test_damaged_tables_are_a_model_error(tmp_path: Path) -> None:
    (tmp_path / LEMMAS).write_bytes(b"no gzip")
    with pytest.raises(ModelError, match="not a table of lemmas"):
        Lemmas.read(tmp_path / LEMMAS)
