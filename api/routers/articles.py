"""Articles: what is known of them, their records, and adding new ones."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, ConfigDict, model_validator

from api.dependencies import AddressesDep, Cursor, IngestDep, Limit, RecordsDep, ViewDep, Writing, fresh
from api.models.evidence import Article, Articles

__all__ = ["router"]

router = APIRouter(prefix="/articles", tags=["articles"])


class NewArticle(BaseModel):
    """An article as the input contract knows it: `text` or `html`, and whatever is known beside it."""

    model_config = ConfigDict(extra="allow")

    text: str | None = None
    html: str | None = None
    id: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None

    @model_validator(mode="after")
    def _has_content(self) -> "NewArticle":
        extra = self.model_extra or {}
        if not any(isinstance(value, str) and value.strip() for value in (self.text, self.html, *extra.values())):
            raise ValueError("an article needs a text or html that is not empty")
        return self


@router.get("", dependencies=[Depends(fresh)])
def articles(
    view: ViewDep,
    addresses: AddressesDep,
    cursor: Cursor,
    about: Annotated[
        str | None, Query(description="An entity's id or `event/…`: only articles that tell of it")
    ] = None,
    limit: Limit = 25,
) -> Articles:
    """Articles, the newest first."""
    page = view.articles(about=addresses.resolve(about) if about else None, after=cursor, limit=limit)
    return Articles.from_page(page)


@router.get("/{id}", dependencies=[Depends(fresh)])
def article(id: str, view: ViewDep, addresses: AddressesDep) -> Article:
    """One article's metadata."""
    return Article.from_row(view.article(addresses.iri("article", id)))


@router.get("/{id}/record")
def article_record(id: str, records: RecordsDep) -> Mapping[str, Any]:
    """Everything that was found in one article, with offsets into its text."""
    return records.record(id)


@router.post("", status_code=201, dependencies=[Writing], responses={200: {"description": "It was there already"}})
def add_article(article: NewArticle, ingest: IngestDep, response: Response) -> Mapping[str, Any]:
    """Read one article into the graph; the answer is its record."""
    added = ingest.add(article.model_dump(exclude_none=True))
    response.headers["Location"] = f"/v1/articles/{quote(added.id, safe='')}"
    response.status_code = 201 if added.created else 200
    return added.record
