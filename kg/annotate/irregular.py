"""Lemmas of verb forms that a table of endings cannot know."""

from functools import cache

from spacy.tokens import Doc

from kg.schema.word_files import read_words

__all__ = ["mend_lemmas"]

_AMBIGUOUS = frozenset({"found", "wound", "ground", "saw", "fell", "lay", "left", "bound", "felt", "lit", "shed"})
"""Forms that are lemmas of other verbs too; only the tag of a past form decides for these."""


@cache
def _table() -> dict[str, str]:
    return read_words("irregular.yaml")


def mend_lemmas(doc: Doc) -> None:
    """Set the lemmas of verb forms that the table of irregular forms knows."""
    table = _table()
    for token in doc:
        if token.pos_ == "VERB" and (token.tag_ != "VB" or token.lower_ not in _AMBIGUOUS):
            token.lemma_ = table.get(token.lower_, token.lemma_)
