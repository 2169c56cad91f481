"""What is kept of an article's wording to find its reprints, and what is found: who repeats whom."""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Fingerprint", "Reprint", "ReprintKind"]

ReprintKind = Literal["copy", "version"]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """An article's wording in a few hundred bytes; furniture, headline and layout leave no trace in it."""

    article: str
    """The article's id."""
    wording: str
    """The same for two articles exactly if their running text has the same words."""
    sketch: bytes = b""
    """The smallest hashes of its runs of words, sorted, four bytes each; empty where it has too few words to tell."""
    marks: bytes = b""
    """Hashes of its names and figures, likewise: what tells two stories of one mould apart."""
    bands: tuple[int, ...] = ()
    """Keys, signed and of 64 bits; texts that share much of their wording share at least one of them."""
    published: str = ""
    """When, in ISO 8601, as precisely as it is known; empty where it is not."""
    outlet: str = ""
    """Whose article it is, in a form that can be compared; empty where unknown."""
    is_agency: bool = False
    """Whether the outlet is the agency that the article credits, so that others have the text from it."""
    url: str = ""
    """Its address, in a form that can be compared; empty where it has none."""


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article that repeats an earlier one.

    `copy`: another outlet's text, whole or cut, edited or not. `version`: the same outlet's own text, changed.
    """

    article: str
    original: str
    kind: ReprintKind
