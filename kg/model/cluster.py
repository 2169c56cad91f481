"""What resolution decided to be one thing: entities and events of the graph. They have addresses, and no tokens."""

from dataclasses import dataclass

from kg.model.decision import Decision, MentionKey
from kg.model.entity import EntityType

__all__ = ["EntityCluster", "EventCluster", "Resolution"]


@dataclass(frozen=True, slots=True)
class EntityCluster:
    """One entity of the graph, and the articles' entities it stands for (sorted)."""

    iri: str
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    members: tuple[MentionKey, ...]
    country: str | None = None
    links: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class EventCluster:
    """One event of the graph, and the articles' events it stands for (sorted)."""

    iri: str
    type: str
    label: str
    members: tuple[MentionKey, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of resolving a set of records: clusters, and the automatic decisions that made them."""

    entities: tuple[EntityCluster, ...]
    events: tuple[EventCluster, ...]
    decisions: tuple[Decision, ...]
