"""The words behind the relation predicates (`ontology/lexicon/relations.yaml`)."""

from dataclasses import dataclass, fields
from functools import cache

from kg.errors import SchemaError
from kg.schema.word_files import read_words

__all__ = ["RelationWords", "load_relation_words"]


@dataclass(frozen=True, slots=True)
class RelationWords:
    """Word lists; the YAML file says what each is for. Titles may have several words."""

    head_of_state: frozenset[str]
    head_of_government: frozenset[str]
    leader: frozenset[str]
    spokesperson: frozenset[str]
    office: frozenset[str]
    member: frozenset[str]
    founder: frozenset[str]
    owner: frozenset[str]
    spouse: frozenset[str]
    relative: frozenset[str]
    employee: frozenset[str]
    former: frozenset[str]
    substitute: frozenset[str]
    modifiers_of_title: frozenset[str]
    capital: frozenset[str]
    lead_verbs: frozenset[str]
    found_verbs: frozenset[str]
    own_verbs: frozenset[str]
    employ_verbs: frozenset[str]
    marry_verbs: frozenset[str]
    ally_nouns: frozenset[str]
    opponent_nouns: frozenset[str]
    place_parts: frozenset[str]

    def is_title(self, words: str) -> bool:
        """Whether the words are an office, a rank or a role that a person holds."""
        return any(
            words in titles
            for titles in (
                self.head_of_state,
                self.head_of_government,
                self.leader,
                self.spokesperson,
                self.office,
                self.member,
                self.founder,
                self.owner,
                self.spouse,
                self.relative,
                self.employee,
            )
        )


@cache
def load_relation_words() -> RelationWords:
    """The shipped lists; a SchemaError tells of a list that is missing or that nobody reads."""
    value = read_words("relations.yaml")
    expected = {field.name for field in fields(RelationWords)}
    if set(value) != expected:
        raise SchemaError(f"lexicon relations.yaml: lists {sorted(set(value) ^ expected)} are missing or unknown")
    return RelationWords(**{name: frozenset(words) for name, words in value.items()})
