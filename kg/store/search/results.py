"""What a search finds."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from kg.store.resources import Kind

__all__ = ["FIELDS", "Field", "Found", "FoundList", "Spans"]

Field = Literal["names", "headlines", "sentences"]
FIELDS: tuple[Field, ...] = get_args(Field)
Spans = tuple[tuple[int, int], ...]
"""Parts of a text: (start, end) in code points, half open."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something found: a thing with the name that matched, or an article with the headline or sentence that did.

    `passage` is the sentence's own address. `type` is None where nothing is asserted of a thing.
    """

    iri: str
    kind: Kind
    type: str | None
    field: Field
    matched: str
    highlights: Spans = ()
    passage: str | None = None
    claims: int = 0


@dataclass(slots=True)
class FoundList:
    """Some of what was found, best first; `total` is a lower bound unless it is `exact`. `facets` count types.

    `articles` tells how many headlines and sentences were found in which article, where that was asked for.
    """

    items: list[Found] = field(default_factory=list)
    total: int = 0
    exact: bool = True
    facets: dict[str, int] = field(default_factory=dict)
    articles: dict[str, int] = field(default_factory=dict)
