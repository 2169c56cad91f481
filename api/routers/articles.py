"""Articles: what is known of them, their records, and adding new ones."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from api.dependencies import AddressesDep, Cursor, IngestDep, Limit, RecordsDep, ServicesDep, ViewDep, allow, fresh
from api.intake import DOCUMENTS
from api.models.annotations import AnnotatedArticle
from api.models.claims import ArticleClaims
from api.models.evidence import Article, Articles
from api.models.things import Total
from api.models.versions import ArticleVersion, ArticleVersions, VersionChanges
from api.protocol import body_type
from kg.archive import Version, hunks
from kg.errors import NotFound
from kg.model.interchange import record_to_json
from kg.store.paging import backwards, page

__all__ = ["router"]

router = APIRouter(prefix="/articles", tags=["articles"])


_MOST_COPIES = 100

VersionNumber = Annotated[int, Path(ge=1, le=999_999_999, description="1 is the first version")]


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
    source: Annotated[str | None, Query(description="An outlet's name: only its articles")] = None,
    limit: Limit = 25,
) -> Articles:
    """Articles, the newest first."""
    told_of = addresses.resolve(about) if about else None
    page = view.articles(about=told_of, source=source, after=cursor.after, limit=limit)
    return cursor.page(Articles.from_page(page))


@router.get("/{id}", dependencies=[Depends(fresh)])
def article(id: str, held: ServicesDep, view: ViewDep, addresses: AddressesDep) -> AnnotatedArticle:
    """One article with its text and what was found where in it, as far as the server keeps records."""
    iri = addresses.iri("article", id)
    row = Article.from_row(view.article(iri))
    record = None
    if held.records is not None:
        with suppress(NotFound):  # in the graph, and not in the archive: the graph came from elsewhere
            record = held.records.record(row.id)
    told = AnnotatedArticle.from_record(row, record, addresses)
    original, copies = view.copies_of(iri)
    told.copy_of = Article.from_row(view.article(original)) if original and view.has_article(original) else None
    told.copies = [Article.from_row(view.article(copy)) for copy in copies[:_MOST_COPIES]]
    return told


@router.get("/{id}/record")
def article_record(id: str, records: RecordsDep) -> Mapping[str, Any]:
    """Everything that was found in one article, with offsets into its text."""
    return records.record(id)


@router.get("/{id}/versions")
def article_versions(id: str, records: RecordsDep, cursor: Cursor, limit: Limit = 25) -> ArticleVersions:
    """The states in which an article was seen, the newest first, and what each changed.

    A version is what was read from other input than before, if headline, by-line, date or text are not the same. The
    first one and the latest 50 are kept. Graph and record are of the newest one.
    """
    known = records.versions(id)
    part = page(known, lambda version: backwards(f"{version.number:09}"), cursor.after, limit)
    before = _one_before(known)
    wanted = {number for version in part.items for number in (version.number, before[version.number]) if number}
    read = {number: records.version(id, number) for number in wanted}
    items = [
        ArticleVersion.from_records(version, read[version.number], since, read[since] if since else None)
        for version, since in ((version, before[version.number]) for version in part.items)
    ]
    return cursor.page(ArticleVersions(items=items, total=Total(value=part.total), next=part.next))


@router.get("/{id}/versions/{number}")
def article_version(id: str, number: VersionNumber, records: RecordsDep) -> Mapping[str, Any]:
    """Everything that was found in one version of an article, with offsets into its text.

    Entities and events have addresses in the current version only, which is the one that the graph tells of.
    """
    if number == records.versions(id)[0].number:
        return records.record(id)
    return record_to_json(records.version(id, number))


@router.get("/{id}/versions/{number}/changes")
def article_version_changes(
    id: str, number: VersionNumber, records: RecordsDep, cursor: Cursor, limit: Limit = 100
) -> VersionChanges:
    """Which sentences a version changed against the one before it, with offsets into both texts."""
    after, since = records.version(id, number), _one_before(records.versions(id)).get(number)
    found = hunks(records.version(id, since).article, after.article) if since else []
    part = page([*enumerate(found)], lambda one: f"{one[0]:09}", cursor.after, limit)
    return cursor.page(VersionChanges.from_page(number, since, part))


def _one_before(known: Sequence[Version]) -> dict[int, int | None]:
    """By the number of each version, that of the one before it that is kept."""
    numbers = [version.number for version in known]
    return dict(zip(numbers, [*numbers[1:], None], strict=False))


@router.get("/{id}/claims", dependencies=[Depends(fresh)])
def article_claims(
    id: str, view: ViewDep, addresses: AddressesDep, cursor: Cursor, limit: Limit = 100
) -> ArticleClaims:
    """What was read out of an article, in the order of its sentences, and what people made of it.

    Each can be confirmed or rejected: `PATCH /v1/statements/{statement}` with its `claim`.
    """
    iri = view.article(addresses.iri("article", id)).iri
    return cursor.page(
        ArticleClaims.from_page(view.claims_in(iri, after=cursor.after, limit=limit), view.node, addresses)
    )


_ADDED: dict[int | str, dict[str, Any]] = {200: {"description": "It was there already"}}
_DOCUMENT = {
    "content": {
        "application/json": {"schema": {"$ref": "#/components/schemas/NewArticle"}},
        **{kind: {"schema": {"type": "string"}} for kind in DOCUMENTS},
    },
    "required": True,
}


async def _sent(request: Request) -> Mapping[str, Any] | bytes:
    """What an article is made of: JSON fields, or a document."""
    kind = body_type(request)
    if kind in DOCUMENTS:
        return await request.body()
    if kind not in ("application/json", "nothing"):
        raise HTTPException(415, f"the body is {kind}: send application/json, or one of {', '.join(DOCUMENTS)}")
    try:
        return NewArticle.model_validate(json.loads(await request.body())).model_dump(exclude_none=True)
    except ValidationError as error:
        raise RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]) from error
    except (ValueError, RecursionError) as error:
        raise HTTPException(422, f"the body is not JSON: {error}") from error


@router.post(
    "",
    status_code=201,
    dependencies=[allow("ingest")],
    responses=_ADDED,
    openapi_extra={"requestBody": _DOCUMENT},
)
def add_article(sent: Annotated[Any, Depends(_sent)], ingest: IngestDep, response: Response) -> Mapping[str, Any]:
    """Read one article into the graph, given as JSON fields or as a document (HTML, text, PDF); its record."""
    added = ingest.add(sent)
    response.headers["Location"] = f"/v1/articles/{quote(added.id, safe='')}"
    response.status_code = 201 if added.created else 200
    return added.record


@router.delete("/{id}", status_code=204, dependencies=[allow("curate")])
def delete_article(id: str, ingest: IngestDep) -> None:
    """Remove an article, and what it alone supports."""
    if not ingest.delete(id):
        raise NotFound(f"there is no article {id!r}")
