"""Article to record: annotate and extract, in this process or in workers."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path

from kg.distribute import Failure, map_batches
from kg.model import ENGINES, Article, ArticleRecord, chosen_engines
from kg.pipeline.length import beginning, cut_off

__all__ = ["LANGUAGES", "Extraction", "current_version", "extract_article", "extract_articles"]

LANGUAGES = ("en",)
"""Languages that there is a model for."""

Work = Callable[[Sequence[Article]], Sequence[ArticleRecord]]

_BATCH = 16
"""Articles a batch: a second or so of work, so that progress moves and a lost batch costs little."""
_WORTH_WORKERS = 24
"""Fewer articles than this are done before worker processes have started."""


class Extraction:
    """Annotator and extractor, loaded together; the model takes about a second.

    `engines`: which of `kg.model.ENGINES` find events and relations.

    Raises:
        ModelError: the language model is missing or damaged.
        ValueError: an engine is unknown, or none is named.
    """

    def __init__(self, model: Path | None = None, *, engines: Sequence[str] = ENGINES) -> None:
        from kg.annotate.annotator import Annotator  # loading spaCy is left to those who extract
        from kg.annotate.gazetteer import load_gazetteer
        from kg.extract.extractor import Extractor

        self._annotator = Annotator(load_gazetteer(), model)
        self._extractor = Extractor(engines=engines)
        self.version = extractor_version(self._annotator.version, engines)

    def records(self, articles: Sequence[Article]) -> list[ArticleRecord]:
        """The record of each article, in order; articles in other languages keep their text and yield no facts."""
        readable = [article for article in articles if article.language in (None, *LANGUAGES)]
        pairs = zip(readable, self._annotator.annotate(beginning(article) for article in readable), strict=True)
        found: dict[int, ArticleRecord] = {}
        for article, (begun, doc, layers) in pairs:
            record = self._extractor.extract(begun, doc, layers, version=self.version)
            found[id(article)] = record if begun is article else replace(record, article=cut_off(article, begun))
        return [found.get(id(article)) or ArticleRecord(article, extractor=self.version) for article in articles]

    def explain(self, article: Article) -> Iterator[str]:
        """Why the article's record is as it is: lines of plain text, sentence by sentence."""
        for read, doc, layers in self._annotator.annotate([beginning(article)]):
            yield from self._extractor.explain(read, doc, layers)


def current_version(model: Path | None = None, engines: Sequence[str] = ENGINES) -> str:
    """The version that records made now carry, without loading the language model.

    Raises:
        ModelError: it is missing or damaged.
    """
    from kg.annotate.annotator import model_version

    return extractor_version(model_version(model), engines)


def extractor_version(model: str, engines: Sequence[str] = ENGINES) -> str:
    """The version that records carry: of the rules and of the language model, and the engines where not all are on."""
    from kg.extract.extractor import VERSION

    chosen = chosen_engines(engines)
    return "+".join((VERSION, model, *(chosen if chosen != ENGINES else ())))


@cache
def _extraction(model: Path | None, engines: tuple[str, ...]) -> Extraction:
    return Extraction(model, engines=engines)


def extract_article(article: Article, model: Path | None = None, engines: Sequence[str] = ENGINES) -> ArticleRecord:
    """The record of one article, in this process."""
    return _work([article], model, chosen_engines(engines))[0]


def extract_articles(
    articles: Iterable[Article],
    *,
    model: Path | None = None,
    workers: int = 0,
    engines: Sequence[str] = ENGINES,
) -> Iterator[ArticleRecord | Failure[Article]]:
    """Records in the order of the articles, whatever the number of workers.

    `workers` 0 takes one process a core for larger inputs, and this process for a handful.
    """
    work = partial(_work, model=model, engines=chosen_engines(engines))
    source = iter(articles)
    first = list(islice(source, _WORTH_WORKERS)) if workers == 0 else []
    count = workers or (os.cpu_count() or 1)
    if workers == 1 or count == 1 or (workers == 0 and len(first) < _WORTH_WORKERS):
        yield from _in_process(chain(first, source), work)
    else:
        yield from map_batches(work, chain(first, source), workers=count, batch=_BATCH)


def _work(articles: Sequence[Article], model: Path | None, engines: tuple[str, ...]) -> list[ArticleRecord]:
    """What a worker process does with a batch."""
    return _extraction(model, engines).records(articles)


def _in_process(articles: Iterable[Article], work: Work) -> Iterator[ArticleRecord | Failure[Article]]:
    source = iter(articles)
    while batch := list(islice(source, _BATCH)):
        try:
            yield from work(batch)
        except Exception:  # one bad article must not take its batch with it
            yield from _each(batch, work)


def _each(batch: Sequence[Article], work: Work) -> Iterator[ArticleRecord | Failure[Article]]:
    for article in batch:
        try:
            yield from work([article])
        except Exception as error:
            yield Failure(article, f"{type(error).__name__}: {error}")
