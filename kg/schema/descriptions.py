"""Common nouns that refer to entities without naming them, and the words around names (`descriptions.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import SchemaError
from kg.schema.word_files import read_words

__all__ = ["DescriptionWords", "load_description_words"]


@dataclass(frozen=True, slots=True)
class DescriptionWords:
    """Word lists and tables; `ontology/lexicon/descriptions.yaml` says what each is for."""

    persons: frozenset[str]
    shadowy: frozenset[str]
    groups: frozenset[str]
    plural_groups: frozenset[str]
    bodies: Mapping[str, str]
    organization_nouns: frozenset[str]
    vague_organizations: frozenset[str]
    place_nouns: Mapping[str, tuple[str, ...]]
    person_nouns: frozenset[str]
    officers: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    gendered: Mapping[str, str]
    """Pronouns for one person, with the gender they tell: m or f."""
    thing_pronouns: frozenset[str]
    plural_pronouns: frozenset[str]
    facility_heads: frozenset[str]
    vague_facilities: frozenset[str]
    things: frozenset[str]


@cache
def load_description_words() -> DescriptionWords:
    """The shipped lists.

    Raises:
        SchemaError: a list is missing.
    """
    value = read_words("descriptions.yaml")
    try:
        return DescriptionWords(
            persons=frozenset(value["persons"]),
            shadowy=frozenset(value["shadowy"]),
            groups=frozenset(value["groups"]),
            plural_groups=frozenset(value["plural_groups"]),
            bodies=value["bodies"],
            organization_nouns=frozenset(value["organization_nouns"]),
            vague_organizations=frozenset(value["vague_organizations"]),
            place_nouns={noun: tuple(kinds) for noun, kinds in value["place_nouns"].items()},
            person_nouns=frozenset(value["person_nouns"]),
            officers=frozenset(value["officers"]),
            titles=frozenset(value["titles"]),
            given=frozenset(value["given"]),
            gendered=value["pronouns"]["person"],
            thing_pronouns=frozenset(value["pronouns"]["thing"]),
            plural_pronouns=frozenset(value["pronouns"]["plural"]),
            facility_heads=frozenset(value["facility_heads"]),
            vague_facilities=frozenset(value["vague_facilities"]),
            things=frozenset(value["things"]),
        )
    except KeyError as error:
        raise SchemaError(f"lexicon descriptions.yaml: list {error} is missing") from error
