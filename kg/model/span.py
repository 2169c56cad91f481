"""Stretches of an article's text."""

from dataclasses import dataclass
from typing import Self

__all__ = ["Discarded", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of an article's text: half open, in Unicode code points.

    `article.text[start:end] == text` holds for every span that leaves a stage.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span from `start` to `end` of `text`, without white space at its edges."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(start, end, text[start:end])

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Discarded:
    """A part of the article's text that is no news (page furniture, mostly): it stays there, and yields no fact."""

    span: Span
    reason: str
