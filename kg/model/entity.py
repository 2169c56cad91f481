"""Entities of one article: what its mentions refer to. They have spans, and no address yet."""

from dataclasses import dataclass
from typing import Literal

from kg.model.span import Span

__all__ = ["ENTITY_TYPES", "Entity", "EntityType", "Mention", "MentionKind"]

EntityType = Literal["Person", "Organization", "Place", "Facility", "Group", "Event", "Other"]
ENTITY_TYPES: tuple[EntityType, ...] = ("Person", "Organization", "Place", "Facility", "Group", "Event", "Other")

MentionKind = Literal["name", "description", "pronoun"]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place in the text that refers to an entity."""

    span: Span
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something an article speaks of, with every mention of it in that article.

    `id` is local to the article (`e1`). `name` is the fullest proper form known; `links` are addresses of the same
    thing elsewhere (GeoNames, Wikidata) that the article's own context settles.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...] = ()
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case."""
    links: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    confidence: float = 1.0

    @property
    def aliases(self) -> tuple[str, ...]:
        """The surface forms used for it, names and descriptions, each once, in order; pronouns are left out."""
        forms = (m.span.text for m in self.mentions if m.kind != "pronoun")
        return tuple(dict.fromkeys(form for form in forms if form != self.name))
