"""Page furniture in a text: which lines, and which ends of lines, are no news, and why."""

from dataclasses import dataclass

from kg.model import Discarded, Span
from kg.read.furniture.headline import find_headline, is_date_line, is_menu, is_signature, same_words
from kg.read.furniture.lines import Line, split_lines
from kg.read.furniture.rules import CUTS, EDGE_RULES, LINE_RULES

__all__ = ["Layout", "recognize"]

_LISTS = ("related links", "comment form", "reader service")
"""Furniture that runs over several lines, of which the first tells what it is."""

_SENTENCE_ENDS = ".!?…\"'”’)"
_LIST_MARKS = "-•*–—"


@dataclass(frozen=True, slots=True)
class Layout:
    """What is what in a text: its headline's span, if it has one, and its furniture, sorted, without overlaps."""

    headline: Span | None
    discarded: tuple[Discarded, ...]


def recognize(text: str, title: str | None = None) -> Layout:
    """Tell the article from the page around it, line by line; `title` is the headline where it is known.

    Headline, byline and dateline are part of the article. Of a headline that stands twice, the second is furniture.
    """
    whole = split_lines(text)
    cuts = [_find_cut(line) for line in whole]
    lines = [line if cut is None else _without(line, cut[0]) for line, cut in zip(whole, cuts, strict=True)]
    reasons = _by_wording(whole, lines)
    headline = find_headline(lines, [reason is not None for reason in reasons], title)
    if headline is not None:
        reasons[headline] = None
        _above(lines, reasons, headline)
        _repeated(lines, reasons, headline)
    _below(lines, reasons)
    discarded: list[Discarded] = []
    for line, cut, reason in zip(whole, cuts, reasons, strict=True):
        if reason is not None:
            discarded.append(Discarded(Span.of(text, line.start, line.end), reason))
        elif cut is not None:
            discarded.append(Discarded(Span.of(text, line.start + cut[0], line.end), cut[1]))
    span = None if headline is None else Span.of(text, lines[headline].start, lines[headline].end)
    return Layout(span, tuple(discarded))


def _by_wording(whole: list[Line], lines: list[Line]) -> list[str | None]:
    """The reason for each line that its wording alone gives away; `lines` are without what is glued to their ends."""
    paragraphs = [i for i, line in enumerate(lines) if line.is_paragraph]
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (len(lines), -1)
    reasons: list[str | None] = []
    for i, line in enumerate(lines):
        at_edge = i < first or i > last
        rules = (*LINE_RULES, *EDGE_RULES) if at_edge else LINE_RULES
        reason = next((rule.reason for rule in rules if rule.matches(whole[i].text)), None)
        if reason is None and not is_signature(line) and is_menu(line, at_edge=at_edge):
            reason = "menu"
        reasons.append(reason)
    return reasons


def _above(lines: list[Line], reasons: list[str | None], headline: int) -> None:
    """Everything above the headline that does not sign the article is the page's head."""
    for i in range(headline):
        if reasons[i] is None and not lines[i].is_paragraph and not is_signature(lines[i]):
            reasons[i] = "repost date" if is_date_line(lines[i]) else "site name"


def _repeated(lines: list[Line], reasons: list[str | None], headline: int) -> None:
    wanted = same_words(lines[headline].text)
    for i in range(headline + 1, min(headline + 6, len(lines))):
        if same_words(lines[i].text) == wanted:
            reasons[i] = "repeated headline"


def _below(lines: list[Line], reasons: list[str | None]) -> None:
    """Below the last paragraph: what follows a list of links belongs to it; leftovers that are no sentence go too."""
    last = max((i for i, line in enumerate(lines) if line.is_paragraph and reasons[i] is None), default=len(lines))
    final = max((i for i, line in enumerate(lines) if line.is_sentence and reasons[i] is None), default=0)
    under: str | None = None
    under_heading = False
    for i in range(last + 1, len(lines)):
        line, reason = lines[i], reasons[i]
        if reason is not None:
            under = reason if reason in _LISTS else under
            under_heading |= reason == "related links" and len(line.words) <= 5 and ":" not in line.text
        elif line.is_sentence and not under_heading:
            under = None
        elif is_date_line(line):
            reasons[i] = "repost date"
        elif under is not None:
            reasons[i] = under
        elif i > final and not is_signature(line) and _is_leftover(line.text):
            reasons[i] = "page foot"


def _is_leftover(line: str) -> bool:
    """Whether a line is a few words, neither a sentence nor an item of a list; initials that sign are one word."""
    return 2 <= len(line.split()) <= 12 and line[-1] not in _SENTENCE_ENDS and line[0] not in _LIST_MARKS


def _find_cut(line: Line) -> tuple[int, str] | None:
    """Where, counted in the line, furniture is glued to its end, and what it is."""
    found = ((cut.pattern.search(line.text), cut.reason) for cut in CUTS)
    return min(((match.start("cut"), reason) for match, reason in found if match), default=None)


def _without(line: Line, cut: int) -> Line:
    kept = line.text[:cut].rstrip()
    return Line(line.start, line.start + len(kept), kept)
