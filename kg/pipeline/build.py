"""Inputs to graph: read, extract what is new, archive it, and bring the graph up to date."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from kg.archive import Archive
from kg.distribute import Failure
from kg.errors import NotFound
from kg.model import ENGINES, Article, ArticleRecord
from kg.pipeline.extraction import LANGUAGES, current_version, extract_articles
from kg.pipeline.graph import sync_graph
from kg.pipeline.reprints import OncePerWording, PendingPrints, find_reprints
from kg.pipeline.workspace import Workspace
from kg.read import Notice, read_paths

__all__ = ["BuildReport", "Progress", "build", "delete_article", "rebuild"]


class Progress(Protocol):
    """Hears how a build goes; the command line draws it."""

    def notice(self, notice: Notice) -> None:
        """An input that could not be read, or only with a reservation."""
        ...

    def done(self, article: Article, *, facts: int, fresh: bool) -> None:
        """One article is in the archive; `fresh` if it was extracted now."""
        ...

    def stage(self, name: str) -> None:
        """A stage of the work begins."""
        ...


@dataclass(slots=True)
class BuildReport:
    """What a build did."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    foreign: int = 0
    """Articles in a language without a model: stored, and set aside from extraction."""
    extracted: int = 0
    """Articles that were extracted; other new ones took over the facts of an article with the same words."""
    copies: int = 0
    """Articles in the archive, old and new, that repeat another outlet's text."""
    versions: int = 0
    """Articles in the archive, old and new, that are later states of another one."""
    graphs_changed: int = 0
    notices: list[Notice] = field(default_factory=list)

    @property
    def articles(self) -> int:
        """Articles read."""
        return self.new + self.changed + self.unchanged

    @property
    def rejected(self) -> int:
        """Inputs that yielded no article."""
        return sum(notice.severity == "rejected" for notice in self.notices)


def build(
    paths: Sequence[str | Path],
    workspace: Workspace,
    progress: Progress,
    *,
    model: Path | None = None,
    workers: int = 0,
    engines: Sequence[str] = ENGINES,
) -> BuildReport:
    """Put articles into the graph; what is there already and unchanged costs nothing but reading.

    Each article is archived as soon as it is extracted, so an interrupted build goes on where it stopped.

    Raises:
        StoreBusyError: another process is writing to the folder.
        ModelError: the language model is missing or damaged.
        ValueError: an engine is unknown, or none is named.
    """
    report = BuildReport()
    with workspace.store() as store, workspace.archive() as archive:
        version = current_version(model, engines)
        progress.stage("Reading and extracting")
        prints = PendingPrints(archive)

        def keep(record: ArticleRecord) -> None:
            _archive(record, archive, report, progress)
            prints.add(record.article)

        once = OncePerWording(archive, version, keep)
        fresh = once.first_of_each(
            _fresh(read_paths(paths, stdin=sys.stdin.buffer), archive, version, report, progress)
        )
        for result in extract_articles(fresh, model=model, workers=workers, engines=engines):
            _settle(result, report, progress, keep)
            first, record = (result.item, None) if isinstance(result, Failure) else (result.article, result)
            left = once.done(first, record)
            for stranded in extract_articles(left, model=model, workers=1, engines=engines):
                _settle(stranded, report, progress, keep)
        prints.flush()
        progress.stage("Resolving and writing the graph")
        report.graphs_changed = sync_graph(archive, store)
        kinds = [found.kind for found in find_reprints(archive).values()]
        report.copies, report.versions = kinds.count("copy"), kinds.count("version")
    return report


def rebuild(workspace: Workspace) -> int:
    """Derive the graph anew from records and decisions, and its search index; how many of its named graphs changed."""
    with workspace.store() as store, workspace.archive() as archive:
        changed = sync_graph(archive, store)
        if workspace.server is None:  # the index of a graph elsewhere is not kept
            store.index().rebuild()
        return changed


def delete_article(workspace: Workspace, article_id: str) -> int:
    """Remove an article and what it alone supports; how many named graphs changed.

    Raises:
        NotFound: there is no such article.
    """
    with workspace.store() as store, workspace.archive() as archive:
        if not archive.delete(article_id):
            raise NotFound(f"no article {article_id!r}; 'kg show' lists the articles there are")
        return sync_graph(archive, store)


def _fresh(
    items: Iterable[Article | Notice], archive: Archive, version: str, report: BuildReport, progress: Progress
) -> Iterator[Article]:
    """The articles that need extraction; notices and unchanged articles are counted on the way."""
    for item in items:
        if isinstance(item, Notice):
            _note(report, progress, item)
        elif archive.is_current(item.id, item.sha256, version):
            report.unchanged += 1
            progress.done(item, facts=0, fresh=False)
        else:
            yield item


def _settle(
    result: ArticleRecord | Failure[Article],
    report: BuildReport,
    progress: Progress,
    keep: Callable[[ArticleRecord], None],
) -> None:
    """Keep what an extraction gave, or note why it gave nothing."""
    if isinstance(result, Failure):
        _note(report, progress, Notice(result.item.source or result.item.id, None, result.reason))
    else:
        report.extracted += 1
        keep(result)


def _archive(record: ArticleRecord, archive: Archive, report: BuildReport, progress: Progress) -> None:
    known = record.article.id in archive
    archive.put(record)
    report.foreign += record.article.language not in (None, *LANGUAGES)
    report.new += not known
    report.changed += known
    progress.done(record.article, facts=len(record.events) + len(record.relations), fresh=True)


def _note(report: BuildReport, progress: Progress, notice: Notice) -> None:
    report.notices.append(notice)
    progress.notice(notice)
