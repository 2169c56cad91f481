"""The text of a Doc, put together once."""

from spacy.tokens import Doc

__all__ = ["text_of"]

_TEXT = "kg.text"
"""Where a Doc keeps its text."""


def text_of(doc: Doc) -> str:
    """The text of a whole Doc, which spaCy puts together from its tokens anew at each look; here but once."""
    if _TEXT not in doc.user_data:
        doc.user_data[_TEXT] = doc.text
    text: str = doc.user_data[_TEXT]
    return text
