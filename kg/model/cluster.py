"""What resolution decided to be one thing: entities and events of the graph. They have addresses, and no tokens."""

from dataclasses import dataclass
from typing import Literal

from kg.model.decision import Decision, MentionKey
from kg.model.entity import EntityType

__all__ = ["EntityCluster", "EventCluster", "Resolution", "Rivalry", "RivalryKind"]

RivalryKind = Literal["update", "contradiction", "scope", "rounding", "retraction"]
"""What two claims about one thing are to each other.

`update`: the same source, later. `contradiction`: both cannot be true. `scope`: they count different people or places,
so both may be true. `rounding`: one number, told more or less exactly. `retraction`: the source itself takes it back.
"""


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
    """Empty where people rejected all that is said of it."""
    members: tuple[MentionKey, ...]


@dataclass(frozen=True, slots=True, order=True)
class Rivalry:
    """Two articles' (or one article's) events that tell of one thing differently, the smaller key first.

    `left_figure` and `right_figure` are the words of the figures compared; empty where no figures are. `newer` is the
    event whose claim takes the place of the other, where it does.
    """

    left: MentionKey
    right: MentionKey
    kind: RivalryKind
    why: str
    left_figure: str = ""
    right_figure: str = ""
    newer: MentionKey | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The outcome of resolving a set of records: clusters, and the automatic decisions that made them.

    `doubts` are pairs that something speaks for and that were kept apart all the same, with what speaks for them.
    """

    entities: tuple[EntityCluster, ...]
    events: tuple[EventCluster, ...]
    decisions: tuple[Decision, ...]
    doubts: tuple[Decision, ...] = ()
    rivalries: tuple[Rivalry, ...] = ()
    """Sorted."""
    verdicts: tuple[tuple[str, tuple[Decision, ...]], ...] = ()
    """People's decisions on claims, oldest first, by article; sorted by article."""
