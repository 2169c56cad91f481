"""The annotate stage: articles in, spaCy Docs with all layers out."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc

from kg.annotate.coreference import find_entities
from kg.annotate.encoder import build_pipeline
from kg.annotate.encoder.annotator import GRAPH
from kg.annotate.encoder.directory import ModelDirectory
from kg.annotate.irregular import mend_lemmas
from kg.annotate.knowledge import Knowledge
from kg.annotate.quantities import find_quantities
from kg.annotate.quotes import find_quotes
from kg.annotate.times import find_times
from kg.model import Article, EventGraph, Layers

__all__ = ["Annotator", "model_version"]

_DATELINE = re.compile(
    r"^[A-Z][\w.'’-]*(?:[ /,][ ]?[A-Z][\w.'’-]*){0,5}"  # NEW YORK, United States
    r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"  # January 7 or 7 January
    r"(?: ?[(\[][^)\]\n]{2,60}[)\]])?\.? ?(?P<dash>[–—-]{1,2}) ",  # (Agency) –
    re.MULTILINE,
)
"""A dateline at the start of a paragraph, up to the dash that ends it."""
_DATELINE_LIMIT = 90


class Annotator:
    """Annotates articles: tags, parse, names, entities, times, quantities and quotes.

    `model` is a directory of the language model, None for the shipped one.

    Raises:
        ModelError: the model is missing or damaged.
    """

    def __init__(self, knowledge: Knowledge, model: Path | None = None) -> None:
        self._knowledge = knowledge
        self._pipeline = build_pipeline(model)
        self.version = model_version(model)

    def annotate(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc, Layers]]:
        """Each article with its Doc (over `article.body`) and layers, in order; batches share the model's work."""
        pairs = ((_apart(article.body), article) for article in articles)
        for doc, article in self._pipeline.pipe(pairs, as_tuples=True):
            yield article, doc, self._layers(doc, article)

    def _layers(self, doc: Doc, article: Article) -> Layers:
        mend_lemmas(doc)
        graph = doc._.get(GRAPH) or EventGraph()
        entities, mentions, country = find_entities(doc, self._knowledge, graph)
        times = find_times(doc, article.published)
        by_head: dict[int, str] = {}
        for mention in mentions:
            for i in (mention.head, *(range(mention.start, mention.end) if _is_name(doc, mention.head) else ())):
                by_head.setdefault(i, mention.entity)
        return Layers(
            entities=entities,
            mentions=mentions,
            times=times,
            quantities=find_quantities(doc, times),
            quotes=find_quotes(doc),
            by_head=by_head,
            country=country,
            graph=graph,
        )


def _is_name(doc: Doc, i: int) -> bool:
    """Whether every token of a mention stands for it: in names the parser's choice of head is not to be relied on."""
    return doc[i].ent_type_ not in ("", "DATE", "NUMBER")


def model_version(model: Path | None = None) -> str:
    """Name and version of a language model, without loading it.

    Raises:
        ModelError: it is missing or damaged.
    """
    directory = ModelDirectory.open(model)
    return f"{directory.name}/{directory.version}"


def _apart(body: str) -> str:
    """The text with each dateline on a line of its own, as long as before: a dateline is no part of its sentence."""
    parts = list(body)
    for match in _DATELINE.finditer(body):
        if match.end() - match.start() <= _DATELINE_LIMIT:
            for i in range(*match.span("dash")):
                parts[i] = "\n"
    return "".join(parts)
