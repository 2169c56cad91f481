"""A line of pasted text and what can be seen of it without knowing its words."""

import re
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Line", "split_lines"]

_STRONG = re.compile(r"\s*[|»▸►•·‹›]\s*|\s+(?:>+|::)\s+|\s{2,}")
_WEAK = re.compile(r"\s*[|»▸►•·‹›>]\s*|\s+(?:/|::?|-|–|—|\*|\.)\s+|(?<=\w):\s+|\s{2,}|,\s+(?=[A-ZÀ-Þ])")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SMALL = frozenset("a an and at by de del der di du e el en et for from in la le les of on or the to und y".split())


@dataclass(frozen=True)
class Line:
    """One line that is not blank. `start` and `end` count into the text."""

    start: int
    end: int
    text: str

    @cached_property
    def words(self) -> list[str]:
        """Words that begin with a letter."""
        return _WORD.findall(self.text)

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it is running text: ends as a sentence does, or is too long for anything else."""
        long_enough = len(self.words) >= 5
        return long_enough and (_SENTENCE_END.search(self.text) is not None or len(self.text) > 160)

    @cached_property
    def is_paragraph(self) -> bool:
        """Whether it is running text of the length of a paragraph."""
        return self.is_sentence and len(self.text) >= 80

    @cached_property
    def strong_segments(self) -> list[str]:
        """Its parts between bars, bullets, arrows or wide gaps, which prose does not have."""
        return [part for part in _STRONG.split(self.text) if part]

    @cached_property
    def segments(self) -> list[str]:
        """Its parts between any separators that menus are written with, prose's own included."""
        return [part for part in _WEAK.split(self.text) if part]

    @cached_property
    def is_title_case(self) -> bool:
        """Whether every word but the small ones begins with a capital."""
        return bool(self.words) and all(word[0].isupper() or word in _SMALL for word in self.words)


def split_lines(text: str) -> list[Line]:
    """The lines of `text` that are not blank."""
    lines, start = [], 0
    for part in text.split("\n"):
        if part.strip():
            lines.append(Line(start, start + len(part), part))
        start += len(part) + 1
    return lines
