"""Titles that the language model took into a person's name, taken out again, before anything rests on the names."""

from spacy.tokens import Doc, Span

from kg.annotate.knowledge import Knowledge
from kg.schema.descriptions import DescriptionWords

__all__ = ["strip_titles"]


def strip_titles(doc: Doc, knowledge: Knowledge, words: DescriptionWords) -> None:
    """Shorten names of persons to the name: "Norwegian Prime Minister Ola Strand" is Ola Strand, and Norwegian.

    What is left of a span that was all title is no name; a demonym at its start becomes a name of its own.
    """
    kept: list[Span] = []
    for span in doc.ents:
        kept += _stripped(span, knowledge, words) if span.label_ == "PERSON" else [span]
    doc.set_ents(kept)


def _stripped(span: Span, knowledge: Knowledge, words: DescriptionWords) -> list[Span]:
    doc, start = span.doc, span.start
    demonyms: list[Span] = []
    while start < span.end:
        word = doc[start].lower_
        titled = start + 1 < len(doc) and doc[start + 1].lower_ in words.titles
        if word in words.titles and not (word in ("mr", "mr.") and start + 1 == span.end):
            start += 1
        elif titled and knowledge.country(doc[start].text) is not None:
            demonyms.append(Span(doc, start, start + 1, label="NORP"))
            start += 1
        else:
            break
    if start == span.start:
        return [span]
    if start == span.end:
        return demonyms
    name = Span(doc, start, span.end, label="PERSON")
    if span.has_extension("score"):
        name._.set("score", span._.get("score"))
    return [*demonyms, name]
