"""An article: what reading makes of the bytes it is given."""

from dataclasses import dataclass, field
from typing import Literal

from kg.model.moment import Moment
from kg.model.span import Discarded

__all__ = ["Article", "PublishedFrom"]

PublishedFrom = Literal["given", "markup", "dateline", "text", "url"]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: a body of text with what is known about it.

    `text` is what all offsets refer to, one paragraph a line. What is no news in it is marked in `discarded` and stays
    in place, so that a reader can check what was cut and why. `published` is None where neither the input nor the text
    tells; nothing is ever guessed from the clock.
    """

    id: str
    text: str
    title: str | None = None
    published: Moment | None = None
    published_from: PublishedFrom | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    source: str | None = None
    """The file or address it was read from."""
    sha256: str = ""
    """Of the raw input."""
    agencies: tuple[str, ...] = ()
    """News agencies credited in dateline or source line."""
    discarded: tuple[Discarded, ...] = field(default=())
    """Sorted, without overlaps."""

    @property
    def body(self) -> str:
        """`text` with everything discarded blanked by line ends: as long as `text`, so that all offsets stay."""
        parts, end = [], 0
        for cut in self.discarded:
            parts += [self.text[end : cut.span.start], "\n" * (cut.span.end - cut.span.start)]
            end = cut.span.end
        return "".join([*parts, self.text[end:]])
