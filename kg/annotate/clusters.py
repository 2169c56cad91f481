"""Entities of an article in the making: clusters of mentions that grow while the text is read."""

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Doc

from kg.model import Entity, EntityMention, EntityType, Mention, MentionKind, Span, text_of

__all__ = ["Cluster", "Mentioned", "normalized", "to_layers"]


@dataclass(frozen=True, slots=True, order=True)
class Mentioned:
    """Tokens that refer to a cluster."""

    start: int
    end: int
    head: int
    kind: MentionKind


@dataclass(slots=True)
class Cluster:
    """One entity in the making."""

    type: EntityType
    name: str
    mentions: list[Mentioned] = field(default_factory=list)
    canonical: str | None = None
    country: str | None = None
    link: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    kind: str = ""
    """For places: country, region, city; for groups and bodies the head noun."""
    gender: str = ""
    figure: str = ""
    """Of groups: how many they are, as first written."""
    short: set[str] = field(default_factory=set)
    """Acronyms that the text explains."""
    titles: set[str] = field(default_factory=set)
    confidence: float = 1.0

    @property
    def last(self) -> int:
        """The first token of the latest mention so far."""
        return max((mention.start for mention in self.mentions), default=-1)

    def add(self, start: int, end: int, head: int, kind: MentionKind) -> None:
        """Record a mention once."""
        mention = Mentioned(start, end, head, kind)
        if mention not in self.mentions:
            self.mentions.append(mention)


@lru_cache(maxsize=16_384)
def normalized(name: str) -> str:
    """A name without case, diacritics, articles, possessives and punctuation, for comparing."""
    decomposed = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    letters = letters.removesuffix("'s").removesuffix("’s")
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def to_layers(doc: Doc, clusters: list[Cluster]) -> tuple[tuple[Entity, ...], tuple[EntityMention, ...]]:
    """The clusters as model entities in the order of their first mention, with their token positions."""
    kept = sorted((c for c in clusters if c.mentions), key=lambda c: (min(c.mentions), c.name))
    entities, positions, text = [], [], text_of(doc)
    for number, cluster in enumerate(kept, 1):
        identity = f"e{number}"
        mentions = sorted(cluster.mentions)
        entities.append(
            Entity(
                id=identity,
                type=cluster.type,
                name=cluster.canonical or cluster.name,
                mentions=tuple(Mention(_span(doc, text, m), m.kind) for m in mentions),
                country=cluster.country,
                links=(cluster.link,) if cluster.link else (),
                latitude=cluster.latitude,
                longitude=cluster.longitude,
                confidence=round(cluster.confidence, 3),
            )
        )
        positions += [EntityMention(identity, m.start, m.end, m.head) for m in mentions]
    return tuple(entities), tuple(sorted(positions, key=lambda m: (m.start, m.end, m.entity)))


def _span(doc: Doc, text: str, mention: Mentioned) -> Span:
    last = doc[mention.end - 1]
    return Span.of(text, doc[mention.start].idx, last.idx + len(last))
