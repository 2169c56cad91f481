"""Word lists that extraction reads, as objects: one class a file of `ontology/lexicon`, which says what each is for."""

from dataclasses import dataclass, fields
from functools import cache
from typing import TypeVar

from kg.errors import SchemaError
from kg.schema.word_files import read_words

__all__ = ["StatusWords", "SyntaxWords", "load_status_words", "load_syntax_words"]


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The words behind attribution and factuality (`status.yaml`)."""

    speech: frozenset[str]
    figure_verbs: frozenset[str]
    citing: frozenset[str]
    by_preposition: frozenset[str]
    referring: frozenset[str]
    accounts: frozenset[str]
    relay: frozenset[str]
    denying: frozenset[str]
    averting: frozenset[str]
    planning: frozenset[str]
    wishing: frozenset[str]
    wishing_for: frozenset[str]
    arranging: frozenset[str]
    planning_nouns: frozenset[str]
    future: frozenset[str]
    conditional: frozenset[str]
    doubting: frozenset[str]
    doubting_verbs: frozenset[str]
    if_marks: frozenset[str]
    negation: frozenset[str]


@dataclass(frozen=True, slots=True)
class SyntaxWords:
    """The words that grammar itself depends on (`syntax.yaml`)."""

    light_verbs: frozenset[str]
    happening_verbs: frozenset[str]
    witnessing_verbs: frozenset[str]
    having_verbs: frozenset[str]
    striking_verbs: frozenset[str]
    object_control: frozenset[str]
    tally_nouns: frozenset[str]
    place_nouns: frozenset[str]


_Words = TypeVar("_Words", StatusWords, SyntaxWords)


@cache
def load_status_words() -> StatusWords:
    """The shipped lists of `status.yaml`; a SchemaError tells of a list that is missing or that nobody reads."""
    return _load(StatusWords, "status.yaml")


@cache
def load_syntax_words() -> SyntaxWords:
    """The shipped lists of `syntax.yaml`; a SchemaError tells of a list that is missing or that nobody reads."""
    return _load(SyntaxWords, "syntax.yaml")


def _load(kind: type[_Words], name: str) -> _Words:
    value = read_words(name)
    expected = {field.name for field in fields(kind)}
    if set(value) != expected:
        raise SchemaError(f"lexicon {name}: lists {sorted(set(value) ^ expected)} are missing or unknown")
    return kind(**{field: frozenset(words) for field, words in value.items()})
