"""Ways between two things, as JSON."""

from typing import Self

from pydantic import BaseModel

from api.addresses import Addresses
from api.models.evidence import Evidence, StatementModel
from api.models.things import Thing
from kg.analyze.paths import Hop, Path
from kg.store.resources import Statement
from kg.store.view import View

__all__ = ["PathHop", "PathModel", "Paths"]


class PathHop(BaseModel):
    """One step: the statements that join two things, and the newest evidence of the best backed one."""

    source: Thing
    target: Thing
    statements: list[StatementModel]
    evidence: Evidence | None

    @classmethod
    def from_hop(cls, hop: Hop, view: View, addresses: Addresses) -> Self:
        """A step, with what backs it."""
        stated = [*_between(hop.source, hop.target, view), *_between(hop.target, hop.source, view)]
        stated.sort(key=lambda statement: (-statement.claims, statement.property))
        things = {iri: Thing.from_node(view.node(iri), addresses) for iri in (hop.source, hop.target)}
        best = None
        if stated:
            first = stated[0]
            best = view.claims(subject=first.source, property=first.property, object=first.target, limit=1).items
        return cls(
            source=things[hop.source],
            target=things[hop.target],
            statements=[StatementModel.from_statement(statement, things, addresses) for statement in stated],
            evidence=Evidence.from_claim(best[0], addresses) if best else None,
        )


class PathModel(BaseModel):
    """A way of one or more hops. The lower `cost`, the less it goes through what is linked to everything."""

    length: int
    cost: float
    hops: list[PathHop]


class Paths(BaseModel):
    """The ways that were found, the most telling first; none where nothing short enough leads there."""

    items: list[PathModel]

    @classmethod
    def from_paths(cls, paths: tuple[Path, ...], view: View, addresses: Addresses) -> Self:
        """As found."""
        return cls(
            items=[
                PathModel(
                    length=len(path.hops),
                    cost=path.cost,
                    hops=[PathHop.from_hop(hop, view, addresses) for hop in path.hops],
                )
                for path in paths
            ]
        )


def _between(source: str, target: str, view: View) -> list[Statement]:
    return list(view.statements(subject=source, object=target, limit=20).items)
