"""Versions of an article, and what each changed, as JSON."""

from collections.abc import Sequence
from typing import Literal, Self

from pydantic import BaseModel, Field

from api.models.evidence import Offsets, Sentence
from api.models.things import Total
from kg.archive import Hunk, Version, compare
from kg.model import ArticleRecord, Span
from kg.store.paging import Page

__all__ = ["ArticleVersion", "ArticleVersions", "VersionChanges"]


class VersionEdit(BaseModel):
    """What a version changed against an earlier one, `since`: numbers of sentences, and what else is not the same.

    Sentences that are the same are never counted. `figures` and `claims` are what was read out of the text: where
    different versions of the extractor read the two, only changed sentences count.
    """

    since: int = Field(description="The number of the version that it is compared with", examples=[1])
    sentences_removed: int
    sentences_added: int
    headline: bool
    figures: bool
    claims: bool

    @classmethod
    def between(cls, since: int, before: ArticleRecord, after: ArticleRecord) -> Self:
        """As compared."""
        edit = compare(before, after)
        return cls(
            since=since,
            sentences_removed=edit.removed,
            sentences_added=edit.added,
            headline=edit.headline,
            figures=edit.figures,
            claims=edit.claims,
        )


class ArticleVersion(BaseModel):
    """A state in which an article was seen; `number` 1 is the first, and the current one is what the graph tells of.

    `added` is null where it was not noted, `changes` for the first version. `sha256` is of the input.
    """

    number: int = Field(examples=[2])
    is_current: bool
    added: str | None = Field(examples=["2024-05-01T10:00:00+00:00"])
    title: str | None
    published: str | None
    characters: int
    extractor: str
    sha256: str
    changes: VersionEdit | None

    @classmethod
    def from_records(
        cls, version: Version, record: ArticleRecord, since: int | None, before: ArticleRecord | None
    ) -> Self:
        """A version with its record, and the number and record of the one before, if there is one."""
        article = record.article
        return cls(
            number=version.number,
            is_current=version.is_current,
            added=version.added,
            title=article.title,
            published=article.published.value if article.published else None,
            characters=len(article.text),
            extractor=version.extractor,
            sha256=version.sha256,
            changes=None if since is None or before is None else VersionEdit.between(since, before, record),
        )


class ArticleVersions(BaseModel):
    """A page of versions, the newest first: the first one and the latest 50 are kept."""

    items: list[ArticleVersion]
    total: Total
    next: str | None = None


class SentenceChange(BaseModel):
    """Sentences that gave way to others, or came, or went; offsets in `before` count into the earlier text."""

    kind: Literal["replaced", "added", "removed"]
    before: list[Sentence]
    after: list[Sentence]

    @classmethod
    def from_hunk(cls, hunk: Hunk) -> Self:
        """As compared."""
        kind: Literal["replaced", "added", "removed"] = "replaced" if hunk.before else "added"
        return cls(kind=kind if hunk.after else "removed", before=_sentences(hunk.before), after=_sentences(hunk.after))


class VersionChanges(BaseModel):
    """A page of what a version changed against the one before, `since`, in the order of the text.

    The first version has none before it.
    """

    number: int
    since: int | None
    items: list[SentenceChange]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, number: int, since: int | None, page: Page[tuple[int, Hunk]]) -> Self:
        """As compared."""
        items = [SentenceChange.from_hunk(hunk) for _, hunk in page.items]
        return cls(number=number, since=since, items=items, total=Total(value=page.total), next=page.next)


def _sentences(spans: Sequence[Span]) -> list[Sentence]:
    return [Sentence(sentence=span.text, offsets=Offsets(sentence=(span.start, span.end))) for span in spans]
