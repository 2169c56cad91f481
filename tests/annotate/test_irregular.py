import pytest
import spacy
from spacy.tokens import Doc

from kg.annotate.irregular import mend_lemmas

VOCAB = spacy.blank("en").vocab


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("fled", "VBD", "flee"), ("freed", "VBN", "free"), ("found", "VBD", "find"), ("found", "VB", "found")],
)
def test_irregular_form_gets_its_lemma(word, tag, lemma):
    doc = Doc(VOCAB, words=["They", word, "."], pos=["PRON", "VERB", "PUNCT"], tags=["PRP", tag, "."])
    doc[1].lemma_ = "found" if word == "found" else "wrong"
    mend_lemmas(doc)
    assert doc[1].lemma_ == lemma


def test_other_words_are_left_alone():
    doc = Doc(VOCAB, words=["The", "wound"], pos=["DET", "NOUN"], tags=["DT", "NN"], lemmas=["the", "wound"])
    mend_lemmas(doc)
    assert doc[1].lemma_ == "wound"
