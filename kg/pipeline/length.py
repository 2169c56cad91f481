"""How much of an article is read for facts: all of it, but for texts no article has the length of.

What belongs together in an article is found by comparing its names and events with one another, so that time grows with
more than its length. Files of megabytes, dumps and books, must not hold up what comes after them.
"""

from dataclasses import replace

from kg.model import Article, Discarded, Span

__all__ = ["LONGEST", "beginning", "cut_off"]

LONGEST = 120_000
"""Characters; some twenty thousand words, as long as the longest reports that magazines print."""
_NEAR = 2_000
"""Characters before `LONGEST` in which a line's or a sentence's end is sought."""


def beginning(article: Article) -> Article:
    """The article itself, or the part of one that is too long that is read for facts."""
    if len(article.text) <= LONGEST:
        return article
    end = max(article.text.rfind(mark, LONGEST - _NEAR, LONGEST) for mark in ("\n", ". ")) + 1 or LONGEST
    return replace(article, text=article.text[:end], discarded=_before(article.discarded, end))


def cut_off(article: Article, begun: Article) -> Article:
    """The whole article, saying of what was not read that it was not, and why."""
    end = len(begun.text)
    rest = Discarded(
        Span(end, len(article.text), article.text[end:]), f"beyond the {LONGEST:,} characters that are read"
    )
    return replace(article, discarded=(*begun.discarded, rest))


def _before(discarded: tuple[Discarded, ...], end: int) -> tuple[Discarded, ...]:
    """What was discarded before `end`, and of what lies across it the part before."""
    kept = []
    for cut in discarded:
        if cut.span.start < end:
            last = min(cut.span.end, end)
            kept.append(replace(cut, span=Span(cut.span.start, last, cut.span.text[: last - cut.span.start])))
    return tuple(kept)
