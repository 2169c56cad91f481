"""What an article says, claim by claim, as JSON: what an article's page shows beside its text."""

from collections.abc import Callable
from typing import Self

from pydantic import BaseModel

from api.addresses import Addresses
from api.models.evidence import Evidence
from api.models.things import Thing, Total
from kg.rdf.terms import KG, RDF
from kg.store.paging import Page
from kg.store.resources import ClaimRow, Node

__all__ = ["ArticleClaims"]


class ArticleClaim(Evidence):
    """A claim of an article with what it is about; `statement` is the id to judge it by, together with `claim`."""

    subject: Thing
    statement: str

    @classmethod
    def from_row(cls, claim: ClaimRow, draw: Callable[[str], Node], addresses: Addresses) -> Self:
        """One claim; `draw` makes a node of an address."""
        triple: tuple[str, str | None, str | None]
        if claim.property == "type":
            triple = (RDF.type, KG[claim.value or "Event"], None)
        else:
            triple = (claim.property, claim.target.iri if claim.target else None, claim.value)
        return cls(
            **Evidence.from_claim(claim, addresses).model_dump(),
            subject=Thing.from_node(draw(claim.subject), addresses),
            statement=addresses.statement_id(claim.subject, *triple),
        )


class ArticleClaims(BaseModel):
    """A page of what an article says, in the order of its sentences; what people rejected is among it, and told so."""

    items: list[ArticleClaim]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[ClaimRow], draw: Callable[[str], Node], addresses: Addresses) -> Self:
        """As listed; `draw` makes a node of an address."""
        items = [ArticleClaim.from_row(claim, draw, addresses) for claim in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)
