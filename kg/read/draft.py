"""What a format makes of its bytes: an article's text and whatever the input says about it, before any judgement."""

from dataclasses import dataclass

from kg.model import Moment

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its format gives it. `published` is still as written; `marked_up` is what a page's markup says."""

    text: str
    sha256: str
    """Of the raw bytes: the file, or the line of it."""
    id: str | None = None
    title: str | None = None
    published: object = None
    marked_up: Moment | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    line: int | None = None
    """Where one file holds many articles, one a line: the line, counted from 1."""
    item: int | None = None
    """Where one document holds a list of articles: the place in it, counted from 1."""
    warnings: tuple[str, ...] = ()
    """What could not be taken as given: an assumed encoding, an unreadable date."""
