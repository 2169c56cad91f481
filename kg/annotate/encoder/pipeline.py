"""The language model as a spaCy pipeline, for matchers, displaCy and whatever else reads Docs."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.encoder.annotator import Encoder, load_model
from kg.annotate.encoder.tokenization import adapt_tokenizer

__all__ = ["COMPONENT", "MOST_CHARACTERS", "EncoderComponent", "build_pipeline", "register_component"]

COMPONENT = "newsgraph_encoder"
MOST_CHARACTERS = 20_000_000  # spaCy's own limit is meant for models whose memory grows with the text; ours does not
ASSIGNED = ["doc.ents", "doc.sents", "token.dep", "token.head", "token.lemma", "token.morph", "token.pos", "token.tag"]


class EncoderComponent:
    """An `Encoder` as a component of a spaCy pipeline."""

    def __init__(self, encoder: Encoder) -> None:
        """Wraps a loaded model."""
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """Annotates one Doc."""
        return next(self.encoder.annotate([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """Annotates many Docs, one after another; `batch_size` changes nothing."""
        return self.encoder.annotate(docs)


def _create(nlp: Language, name: str, model_dir: str | None) -> EncoderComponent:
    return EncoderComponent(load_model(Path(model_dir) if model_dir else None))


def register_component() -> None:
    """Declares the component to spaCy; may be called any number of times."""
    if not Language.has_factory(COMPONENT):
        Language.factory(COMPONENT, default_config={"model_dir": None}, assigns=ASSIGNED, func=_create)


def build_pipeline(model_dir: Path | None = None) -> Language:
    """A pipeline of tokenizer and language model; `model_dir` None means the shipped model. Raises ModelError."""
    register_component()
    nlp = spacy.blank("en")
    nlp.max_length = MOST_CHARACTERS
    adapt_tokenizer(nlp)
    nlp.add_pipe(COMPONENT, config={"model_dir": str(model_dir) if model_dir else None})
    return nlp
