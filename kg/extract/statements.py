"""What the relation rules share: a relation in the making, and the entities behind tokens."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.clauses import conjuncts
from kg.model import Entity, Layers
from kg.schema.gazetteer import load_countries
from kg.schema.relation_words import RelationWords

__all__ = ["Reading", "Stated", "is_country"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A relation in the making."""

    subject: str
    predicate: str
    object: str | None
    value: str | None
    token: Token
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's layers, as the rules ask for them."""

    layers: Layers
    words: RelationWords
    entities: dict[str, Entity]

    def of(self, token: Token) -> Entity | None:
        """The entity that a token mentions."""
        return self.entities.get(self.layers.by_head.get(token.i, ""))

    def all_of(self, tokens: Iterable[Token]) -> list[Entity]:
        """The entities that tokens and what is coordinated with them mention."""
        found = (self.of(each) for token in tokens for each in conjuncts(token))
        return [entity for entity in found if entity is not None]

    def owner(self, token: Token) -> Entity | None:
        """The entity that a noun's possessor mentions."""
        for child in token.children:
            if child.dep_ in labels.POSSESSOR:
                return self.of(child)
        return None


def is_country(entity: Entity) -> bool:
    """Whether a place is a country rather than something in one."""
    return entity.type == "Place" and entity.name in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(country.name for country in load_countries().values())
