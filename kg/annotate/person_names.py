"""Names mended before anything rests on them: titles taken into a person's name, bodies' names cut in two."""

from spacy.tokens import Doc, Span

from kg.annotate.knowledge import Knowledge
from kg.schema.descriptions import DescriptionWords

__all__ = ["join_split_names", "name_demonyms", "strip_titles"]

_HEADS = frozenset(
    "ministry department council party bank university agency court committee commission union office".split()
)
"""Nouns that end a body's name, and are none alone."""


def strip_titles(doc: Doc, knowledge: Knowledge, words: DescriptionWords) -> None:
    """Shorten names of persons to the name: "Norwegian Prime Minister Ola Strand" is Ola Strand, and Norwegian.

    What is left of a span that was all title is no name; a demonym at its start becomes a name of its own.
    """
    kept: list[Span] = []
    for span in doc.ents:
        kept += _stripped(span, knowledge, words) if span.label_ == "PERSON" else [span]
    doc.set_ents(kept)


def join_split_names(doc: Doc) -> None:
    """Join a body's name that the language model cut in two: "Interior" and "Ministry"."""
    kept: list[Span] = []
    for span in doc.ents:
        last = kept[-1] if kept else None
        splits = span.label_ == "ORG" and len(span) == 1 and span.text.lower() in _HEADS
        if last is not None and splits and last.label_ == "ORG" and last.end == span.start:
            kept[-1] = Span(doc, last.start, span.end, label="ORG")
        else:
            kept.append(span)
    doc.set_ents(kept)


def name_demonyms(doc: Doc, knowledge: Knowledge) -> None:
    """Name the adjectives of countries that the language model left: "Armenian" before "Prime Minister"."""
    missed = [
        Span(doc, token.i, token.i + 1, label="NORP")
        for token in doc
        if token.dep_ == "amod"
        and not token.ent_type_
        and token.text[0].isupper()
        and knowledge.country(token.text) is not None
    ]
    if missed:
        doc.set_ents([*doc.ents, *missed], default="unmodified")


def _stripped(span: Span, knowledge: Knowledge, words: DescriptionWords) -> list[Span]:
    doc, start = span.doc, span.start
    if all(token.lower_ in words.persons or token.lower_ in words.titles or token.is_punct for token in span):
        return []  # "Home Minister": no name at all
    demonyms: list[Span] = []
    while start < span.end:
        word = doc[start].lower_
        titled = start + 1 < len(doc) and doc[start + 1].lower_ in words.titles
        if (word in words.titles or (word in words.persons and word not in words.given)) and not (
            word in ("mr", "mr.") and start + 1 == span.end
        ):
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
