"""The words behind the relation predicates (`ontology/lexicon/relations.yaml`)."""

from dataclasses import dataclass, fields, replace
from functools import cache

from kg.errors import SchemaError
from kg.schema.descriptions import load_description_words
from kg.schema.word_files import read_words

__all__ = ["RelationWords", "load_relation_words"]

_TITLES = (
    "head_of_state head_of_government leader spokesperson office member founder owner spouse relative employee trades "
    "national ally_nouns opponent_nouns"
).split()
"""The lists that name what a person is or holds."""
_SCHOLARS = ("ologist", "ographer", "onomist", "iatrist")


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
    ended: frozenset[str]
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
    no_position: frozenset[str]
    served: frozenset[str]
    of_state: frozenset[str]
    local_leader: frozenset[str]
    legislator: frozenset[str]
    adherent: frozenset[str]
    staff: frozenset[str]
    parts: frozenset[str]
    press_and_firms: frozenset[str]
    belong_verbs: frozenset[str]
    alliances: frozenset[str]
    ventures: frozenset[str]
    join_verbs: frozenset[str]
    seat_verbs: frozenset[str]
    vague_leader: frozenset[str]
    honour: frozenset[str]
    rank: frozenset[str]
    status: frozenset[str]
    fields: frozenset[str]
    appoint_verbs: frozenset[str]
    serve_verbs: frozenset[str]
    national: frozenset[str]
    unbodied: frozenset[str]
    owned: frozenset[str]
    joined: frozenset[str]
    employing: frozenset[str]
    trades: frozenset[str] = frozenset()
    """Nouns for persons that are a position or trade; worked out, not listed."""
    titles: frozenset[str] = frozenset()
    """All offices, ranks and roles of the lists; worked out, because it is asked for at every noun."""

    def held(self, noun: str) -> str | None:
        """The predicate between somebody and the body that a text calls theirs ("her party")."""
        if noun in self.joined:
            return "memberOf"
        return "worksFor" if noun in self.employing else None

    @property
    def kin(self) -> frozenset[str]:
        """Nouns for relatives, spouses included."""
        return self.spouse | self.relative

    def is_title(self, words: str) -> bool:
        """Whether the words are an office, a rank or a role that a person holds."""
        return words in self.titles or (words.isalpha() and words.endswith(_SCHOLARS))


@cache
def load_relation_words() -> RelationWords:
    """The shipped lists; a SchemaError tells of a list that is missing or that nobody reads."""
    value = read_words("relations.yaml")
    expected = {field.name for field in fields(RelationWords)} - {"trades", "titles"}
    if set(value) != expected:
        raise SchemaError(f"lexicon relations.yaml: lists {sorted(set(value) ^ expected)} are missing or unknown")
    words = RelationWords(**{name: frozenset(words) for name, words in value.items()})
    words = replace(words, trades=load_description_words().persons - words.no_position - words.kin)
    return replace(words, titles=frozenset().union(*(getattr(words, name) for name in _TITLES)))
