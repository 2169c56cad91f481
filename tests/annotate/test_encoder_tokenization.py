"""The adapted tokenizer."""

import pytest
import spacy
from spacy.language import Language

from kg.annotate.encoder.tokenization import LONGEST_RUN, adapt_tokenizer


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    return nlp


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The F-16 flew.", "The F - 16 flew ."),
        ("a 20-year-old", "a 20 - year - old"),
        ("and/or", "and / or"),
        ("north/south", "north / south"),
        ("Lt. Brown didn't.", "Lt. Brown did n't ."),
        ("He won’t", "He wo n’t"),
        ("in 2003-04", "in 2003 - 04"),
        ("the U.S.-led force", "the U.S. - led force"),
    ],
)
def test_words(nlp: Language, text: str, words: str) -> None:
    assert [token.text for token in nlp.make_doc(text)] == words.split()


@pytest.mark.parametrize("run", ["(", "'s", "?!", "http://a.", "x"])
def test_a_long_run_is_cut_in_good_time_and_no_character_is_lost(nlp: Language, run: str) -> None:
    text = f"before {run * 30_000}  after\n{run * 3}"
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert max(map(len, doc)) <= LONGEST_RUN
