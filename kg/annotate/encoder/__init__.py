"""The shipped language model: sentences, tags, trees, lemmas and names, by one small network on a processor.

    nlp = build_pipeline()            # a spaCy pipeline with the shipped model
    doc = nlp("The minister resigned on Friday.")

    encoder = load_model()            # the same without the tokenizer: annotates Docs in place
    docs = encoder.annotate(docs)

The network runs on onnxruntime, in one thread; run several processes to use several cores. Same text, same model,
same annotation, whatever texts stand beside it. How the model is trained: `kg.training`.
"""

from kg.annotate.encoder.annotator import Encoder, load_model, register_extensions
from kg.annotate.encoder.pipeline import COMPONENT, build_pipeline, register_component

__all__ = ["COMPONENT", "Encoder", "build_pipeline", "load_model", "register_component", "register_extensions"]
