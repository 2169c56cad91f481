"""Names around offices, on documents made by hand."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.gazetteer import load_gazetteer
from kg.annotate.person_names import name_demonyms


def test_the_adjective_of_a_country_is_named_where_the_model_left_it() -> None:
    words = "Zambian Prime Minister Grace Mwale met polish painters".split()
    doc = Doc(
        Vocab(),
        words,
        heads=[2, 2, 3, 5, 3, 5, 7, 5],
        deps=["amod", "nmod:desc", "nmod:desc", "nsubj", "flat", "ROOT", "amod", "obj"],
        ents=["O", "O", "O", "B-PERSON", "I-PERSON", "O", "O", "O"],
    )
    name_demonyms(doc, load_gazetteer())
    assert [(span.text, span.label_) for span in doc.ents] == [("Zambian", "NORP"), ("Grace Mwale", "PERSON")]
