"""Rival claims, as JSON."""

from typing import Literal, Self

from pydantic import BaseModel

from api.addresses import Addresses
from api.models.evidence import Evidence
from api.models.things import Thing, Total
from kg.store.paging import Page
from kg.store.resources import Conflict

__all__ = ["ConflictModel", "Conflicts", "Rivalry"]


class Rivalry(BaseModel):
    """How two claims stand to each other: neither order matters for `conflictsWith`; a later one `supersedes`."""

    claim: str
    relation: Literal["conflictsWith", "supersedes"]
    other: str


class ConflictModel(BaseModel):
    """Claims that cannot all be true (`disputed`), or of which later ones update earlier ones.

    `sources` counts the outlets among them that say something of their own; reprints count once.
    """

    subjects: list[Thing]
    disputed: bool
    sources: int
    claims: list[Evidence]
    relations: list[Rivalry]

    @classmethod
    def from_conflict(cls, conflict: Conflict, addresses: Addresses) -> Self:
        """As found."""
        return cls(
            subjects=[Thing.from_node(node, addresses) for node in conflict.subjects],
            disputed=conflict.disputed,
            sources=conflict.sources,
            claims=[Evidence.from_claim(claim, addresses) for claim in conflict.claims],
            relations=[
                Rivalry(claim=claim, relation="supersedes" if link == "supersedes" else "conflictsWith", other=other)
                for claim, link, other in conflict.links
            ],
        )


class Conflicts(BaseModel):
    """A page of conflicts: contradictions before updates, those of many claims first."""

    items: list[ConflictModel]
    total: Total
    next: str | None = None

    @classmethod
    def from_page(cls, page: Page[Conflict], addresses: Addresses) -> Self:
        """As listed."""
        items = [ConflictModel.from_conflict(conflict, addresses) for conflict in page.items]
        return cls(items=items, total=Total(value=page.total), next=page.next)
