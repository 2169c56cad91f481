"""Articles, and the sentences in them that statements rest on, as JSON."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Literal, Self
from urllib.parse import quote

from pydantic import BaseModel, Field

from api.addresses import Addresses
from api.models.things import Thing, Total, fields, statement_id
from kg.model import Factuality
from kg.store.paging import Page
from kg.store.resources import ArticleRow, ClaimRow, EventRow, Figure, Node, Passage, Statement

__all__ = [
    "Article",
    "Articles",
    "Event",
    "EventCard",
    "Events",
    "Evidence",
    "EvidenceList",
    "StatementModel",
    "Statements",
]

_DATES = ("startDate", "endDate")
_WORDS_OF_FRAGMENT = 5


class Article(BaseModel):
    """An article's metadata. `deeplink` leads to a sentence on the publisher's page, in browsers that can."""

    id: str
    iri: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    deeplink: str | None = None

    @classmethod
    def from_row(cls, row: ArticleRow, sentence: str | None = None) -> Self:
        """As known; addresses that are none of the web are left out."""
        url = row.url if row.url and row.url.startswith(("http://", "https://")) else None
        return cls(
            id=row.id,
            iri=row.iri,
            title=row.title,
            published=row.published,
            publisher=row.publisher,
            language=row.language,
            url=url,
            deeplink=f"{url}#:~:text={_fragment(sentence)}" if url and sentence and "#" not in url else None,
        )


class Articles(BaseModel):
    """A page of articles, the newest first."""

    items: list[Article]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[ArticleRow]) -> Self:
        """As listed."""
        items = [Article.from_row(row) for row in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)


class Voucher(BaseModel):
    """Who vouches for a claim; `id` is null for a source that the text tells by a phrase only."""

    id: str | None
    label: str

    @classmethod
    def from_node(cls, node: Node | None, addresses: Addresses) -> Self | None:
        """The source of a claim, if it has one."""
        if node is None:
            return None
        return cls(id=addresses.id(node.iri) if node.kind == "entity" else None, label=node.label)


class FigureModel(BaseModel):
    """A quantity that an article gives."""

    what: str
    value: float | int | None
    modifier: str | None
    unit: str | None
    text: str | None
    attributed_to: Voucher | None = None
    article: Article | None = None

    @classmethod
    def from_figure(cls, figure: Figure, claim: ClaimRow, addresses: Addresses) -> Self:
        """A figure with the article and the source of its claim."""
        value = figure.value
        return cls(
            what=figure.measure,
            value=int(value) if value is not None and value.is_integer() else value,
            modifier=figure.modifier,
            unit=figure.unit,
            text=figure.text,
            attributed_to=Voucher.from_node(claim.attributed_to, addresses),
            article=Article.from_row(claim.article) if claim.article else None,
        )


class Offsets(BaseModel):
    """Where in the article's text; half open, in Unicode code points."""

    unit: Literal["codepoint"] = "codepoint"
    sentence: tuple[int, int]


class Sentence(BaseModel):
    """Another sentence that the same claim rests on."""

    sentence: str
    offsets: Offsets

    @classmethod
    def from_passage(cls, passage: Passage) -> Self:
        """As quoted."""
        return cls(sentence=passage.text, offsets=Offsets(sentence=(passage.start, passage.end)))


class Extraction(BaseModel):
    """What found the claim: a kind of machinery, the version of its rules or model, the rule, and how sure it is."""

    method: str | None
    model: str | None
    rule: str | None
    confidence: float


class Verdict(BaseModel):
    """What a person found on reading the sentence: it says so (confirmed), or it does not (rejected)."""

    judgement: Literal["confirmed", "rejected"]
    who: str
    why: str
    when: str


class Evidence(BaseModel):
    """What one article says, with the sentence that says so; `judged` where a person confirmed or rejected it.

    `conflicts_with` and `supersedes` hold the addresses of other claims.
    """

    claim: str
    sentence: str
    offsets: Offsets
    further: list[Sentence]
    property: str
    object: Thing | None
    value: str | None
    wording: str | None
    article: Article | None
    extraction: Extraction
    factuality: Factuality
    attributed_to: Voucher | None
    quantities: list[FigureModel]
    conflicts_with: list[str]
    supersedes: list[str]
    judged: Verdict | None = None

    @classmethod
    def from_claim(cls, claim: ClaimRow, addresses: Addresses) -> Self:
        """One article's claim."""
        passage = claim.passages[0] if claim.passages else Passage("", "", 0, 0)
        first = Sentence.from_passage(passage)
        return cls(
            claim=claim.iri,
            sentence=first.sentence,
            offsets=first.offsets,
            further=[Sentence.from_passage(passage) for passage in claim.passages[1:]],
            property=claim.property,
            object=Thing.from_node(claim.target, addresses) if claim.target else None,
            value=claim.value,
            wording=claim.wording,
            article=Article.from_row(claim.article, first.sentence) if claim.article else None,
            extraction=Extraction(
                method=claim.engine, model=claim.version, rule=claim.rule, confidence=claim.confidence
            ),
            factuality=claim.factuality,
            attributed_to=Voucher.from_node(claim.attributed_to, addresses),
            quantities=[FigureModel.from_figure(figure, claim, addresses) for figure in claim.figures],
            conflicts_with=list(claim.conflicts_with),
            supersedes=list(claim.supersedes),
            judged=Verdict(**asdict(claim.judged)) if claim.judged else None,
        )


class EvidenceList(BaseModel):
    """A page of evidence, from the newest article on."""

    items: list[Evidence]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[ClaimRow], addresses: Addresses) -> Self:
        """As listed."""
        items = [Evidence.from_claim(claim, addresses) for claim in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)


class StatementModel(BaseModel):
    """One triple over all articles; `object` is a thing, or `value` a literal's text."""

    id: str
    subject: Thing
    property: str
    object: Thing | None
    value: str | None
    valid_from: str | None
    valid_until: str | None
    confidence: float
    factuality: Factuality
    evidence_count: int

    @classmethod
    def from_statement(cls, statement: Statement, things: Mapping[str, Thing], addresses: Addresses) -> Self:
        """A statement, with the things it is about by address."""
        return cls(
            id=statement_id(statement, addresses),
            subject=things[statement.source],
            property=statement.property,
            object=things[statement.target] if statement.target else None,
            value=statement.value,
            valid_from=statement.valid_from,
            valid_until=statement.valid_until,
            confidence=statement.confidence,
            factuality=statement.factuality,
            evidence_count=statement.claims,
        )


class Statements(BaseModel):
    """A page of statements, the most reported first."""

    items: list[StatementModel]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[Statement], draw: Callable[[str], Node], addresses: Addresses) -> Self:
        """As listed; `draw` makes a node of an address."""
        things = {iri: Thing.from_node(draw(iri), addresses) for s in page.items for iri in (s.source, s.target) if iri}
        items = [StatementModel.from_statement(statement, things, addresses) for statement in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)


class Role(BaseModel):
    """Who or what has a part in an event: an entity, or the words of the text; `statement` leads to the evidence."""

    role: str
    entity: Thing | None
    text: str | None
    statement: str
    confidence: float
    factuality: Factuality
    evidence_count: int

    @classmethod
    def from_statement(cls, statement: Statement, node: Node | None, addresses: Addresses) -> Self:
        """A statement about an event."""
        return cls(
            role=statement.property,
            entity=Thing.from_node(node, addresses) if node else None,
            text=statement.value,
            statement=statement_id(statement, addresses),
            confidence=statement.confidence,
            factuality=statement.factuality,
            evidence_count=statement.claims,
        )


class Event(Thing):
    """An event with its participants; latitude and longitude are those of its place, where that is known."""

    confidence: float
    factuality: Factuality
    article_count: int
    roles: list[Role]

    @classmethod
    def from_row(cls, row: EventRow, addresses: Addresses) -> Self:
        """As listed."""
        at = {"latitude": row.at.latitude, "longitude": row.at.longitude} if row.at else {}
        return cls(
            **{**fields(row.node, addresses), **at},
            confidence=row.confidence,
            factuality=row.factuality,
            article_count=row.articles,
            roles=[Role.from_statement(s, node, addresses) for s, node in row.roles if s.property not in _DATES],
        )


class EventCard(Event):
    """An event with its figures, and what each article says of it (the newest ones; the rest has its own address)."""

    quantities: list[FigureModel]
    evidence: list[Evidence]

    @classmethod
    def from_claims(cls, row: EventRow, claims: tuple[ClaimRow, ...], addresses: Addresses) -> Self:
        """An event with the claims about its type."""
        evidence = [Evidence.from_claim(claim, addresses) for claim in claims]
        figures = [figure for item in evidence for figure in item.quantities]
        return cls(**Event.from_row(row, addresses).model_dump(), quantities=figures, evidence=evidence)


class Events(BaseModel):
    """A page of events by date, undated ones last; `facets` count all there are by what was asked for."""

    items: list[Event]
    total: Total
    facets: dict[str, dict[str, int]] = Field(default_factory=dict, examples=[{"source": {"The Herald": 12}}])
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[EventRow], addresses: Addresses) -> Self:
        """As listed."""
        items = [Event.from_row(row, addresses) for row in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)


def _fragment(sentence: str) -> str:
    """A text fragment (WICG): the first and the last words of a sentence, or all of a short one."""
    words = sentence.split()
    if len(words) <= 2 * _WORDS_OF_FRAGMENT:
        return _escaped(" ".join(words))
    return f"{_escaped(' '.join(words[:_WORDS_OF_FRAGMENT]))},{_escaped(' '.join(words[-_WORDS_OF_FRAGMENT:]))}"


def _escaped(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
