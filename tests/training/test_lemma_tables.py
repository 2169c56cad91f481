"""Tables of lemmas made from a few words."""

import gzip
import json

from kg.training.corpora import Sentence, Tree
from kg.training.lemmas import collect_lemmas, pack_lemmas

PAIRS = [("cities", "city"), ("parties", "party"), ("talks", "talk"), ("wars", "war"), ("men", "man"), ("ties", "tie")]


def _sentence(pairs: list[tuple[str, str]]) -> Sentence:
    words, lemmas = zip(*pairs, strict=True)
    same = ("_",) * len(words)
    return Sentence(
        "d", words, (True,) * len(words), tree=Tree(lemmas, same, ("NNS",) * len(words), same, (0,) * len(words), same)
    )


def test_every_word_seen_has_its_lemma() -> None:
    lemmas = collect_lemmas([_sentence(PAIRS)])
    assert [lemmas.of(word, "NNS") for word, _ in PAIRS] == [lemma for _, lemma in PAIRS]


def test_unseen_words_follow_the_longest_ending() -> None:
    lemmas = collect_lemmas([_sentence(PAIRS)])
    assert lemmas.of("duties", "NNS") == "duty"
    assert lemmas.of("books", "NNS") == "book"


def test_an_irregular_word_teaches_nothing_about_its_ending() -> None:
    lemmas = collect_lemmas([_sentence([("men", "man"), ("women", "woman"), ("was", "be"), ("has", "have")])])
    assert lemmas.of("gas", "NNS") == "gas"


def test_words_that_rules_get_right_are_not_listed() -> None:
    assert "wars" not in collect_lemmas([_sentence(PAIRS)]).words.get("NNS", {})


def test_packed_tables_are_the_same_bytes_for_the_same_tables() -> None:
    packed = pack_lemmas(collect_lemmas([_sentence(PAIRS)]))
    assert packed == pack_lemmas(collect_lemmas([_sentence(PAIRS[::-1])]))
    assert set(json.loads(gzip.decompress(packed))) == {"words", "endings"}
