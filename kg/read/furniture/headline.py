"""The head of a pasted article: which line is the headline, and which lines around it sign the article."""

import re

from kg.read.calendar_names import MONTH, WEEKDAY
from kg.read.dates import find_days
from kg.read.furniture.lines import Line
from kg.read.furniture.vocabulary import MASTHEAD, MENU_WORDS, PRESS_HEADER

__all__ = ["find_headline", "is_date_line", "is_menu", "is_signature", "same_words"]

_REACH = 12
"""Lines from the top among which a headline is looked for."""

_SIGNATURE = re.compile(
    r"""(?:posted\s+by|written\s+by|text\s+by|by|from)\s+(?:(?-i:[A-ZÀ-Þ][\w.'’-]+,?\s+(?:[a-z]{1,4}\s+)*[A-ZÀ-Þ])[^.!?]{0,70}$
        |[^.!?]{0,60}\b(?:correspondents?|reporters?|staff|editors?|desk|newsroom|observer)\b)
    |(?:our|a)?\s*(?:own|staff|special|star)?\s*(?:correspondent|reporter)s?\b[^.!?]{0,40}$
    |[^.!?]{3,50}[,-]\s*(?:staff\s+)?(?:correspondent|reporter|editor)s?$
    |\(?(?:translated\s+from|source:|editors?:)|(?:media|press)\s+contact|for\s+further\s+information|summary\b
    |what\s+we\s+know\b""",
    re.I | re.X,
)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?\b(?:\s*(?:[ap]\.?m\.?|GMT|UTC|CET|[A-Z]{3,4}))?", re.I)
_DATE_WORDS = re.compile(rf"{WEEKDAY}|{MONTH}|\d{{1,4}}(?:st|nd|rd|th)?|at|on|published|updated|posted|edition", re.I)
_DECK = re.compile(r"[•*–-]\s")
_TIME_STAMPED = re.compile(r"\d{1,2}[:.]\d{2}\b")
_SEPARATED = re.compile(r"[|»▸►·‹›]|\s>+\s|\s::\s|\s{2,}|^\W*menu\b|\s[-–—]\s.*\s[-–—]\s", re.I)
_NAMED = re.compile(r"(?P<name>[^-–—:*]{2,40})\s[-–—*/:]\s|(?P<site>[^-–—:*]{2,40}):\s")


def find_headline(lines: list[Line], taken: list[bool], title: str | None) -> int | None:
    """The index of the headline, or None where the text begins with running text.

    Among the lines not `taken` as furniture, above the first paragraph: the one that repeats the given title; one that
    stands twice; else the first that does not look like a masthead. A masthead is only told from a headline by the
    headline that follows it, so a single line is always taken for the headline.
    """
    top = [i for i in range(min(_REACH, len(lines))) if not lines[i].is_paragraph]
    body = next((i for i in range(len(lines)) if lines[i].is_paragraph), len(lines))
    if title:
        wanted = same_words(title)
        found = next((i for i in range(min(_REACH, len(lines))) if same_words(lines[i].text) == wanted), None)
        if found is not None:
            return found
    top = [i for i in top if i < body]
    keys = [same_words(lines[i].text) for i in top]
    repeated = next((i for i, key in zip(top, keys, strict=True) if keys.count(key) > 1 and len(key) > 15), None)
    if repeated is not None:
        return repeated
    candidates = [i for i in top if not taken[i] and _may_be_headline(lines[i])]
    for position, i in enumerate(candidates):
        follows = position + 1 < len(candidates) and not _DECK.match(lines[candidates[position + 1]].text)
        if not (follows and _is_masthead(lines[i], lines[candidates[position + 1]])):
            return i
    return None


def is_menu(line: Line, *, at_edge: bool) -> bool:
    """Whether the line is a list of sections or commands: short parts between separators, or the words of menus.

    Inside the body only bars, bullets and arrows count, since prose has dashes and colons of its own.
    """
    if line.is_sentence or len(line.text) > 160:
        return False
    parts = line.segments if at_edge else line.strong_segments
    strong = len(line.strong_segments)
    short = sum(len(part.split()) <= 5 for part in parts)
    if strong >= (2 if at_edge else 3) and short >= 0.6 * len(parts):
        return True
    known = sum(word.lower().strip(".'’") in MENU_WORDS for word in line.words)
    if at_edge and len(parts) >= 3 and short == len(parts) and known >= len(parts) / 2:
        return True
    return at_edge and len(line.words) >= 3 and known >= 0.7 * len(line.words)


def is_date_line(line: Line) -> bool:
    """Whether the line is nothing but a date, with or without weekday and hour."""
    spans = list(find_days(line.text))
    if not spans or len(line.text) > 60:
        return False
    start, end, _ = spans[0]
    rest = _DATE_WORDS.sub("", _CLOCK.sub("", line.text[:start] + " " + line.text[end:]))
    return sum(char.isalpha() for char in rest) <= 3


def is_signature(line: Line) -> bool:
    """Whether the line signs the article: byline, dateline of its own, kind of text. It belongs to the article."""
    return not line.is_sentence and any(pattern.match(line.text) for pattern in (_SIGNATURE, PRESS_HEADER))


def same_words(text: str) -> str:
    """Text reduced to what makes two headlines the same."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def _may_be_headline(line: Line) -> bool:
    if is_date_line(line) or is_signature(line) or _TIME_STAMPED.match(line.text):
        return False
    return len(line.text) <= 220 and (len(line.words) >= 2 or len(line.text) >= 12)


def _is_masthead(line: Line, following: Line) -> bool:
    """Whether the line names the site or section, given that a line like a headline follows."""
    few = len(line.words) <= 6
    if _SEPARATED.search(line.text) or (few and any(True for _ in find_days(line.text))):
        return True
    if not few or len(following.words) < 4 or len(following.words) <= len(line.words):
        return False
    if len(line.words) <= 2:
        return True
    if name := _NAMED.match(line.text):
        return (name["name"] or "").isupper() or MASTHEAD.search(name["name"] or name["site"]) is not None
    named = MASTHEAD.search(line.text) is not None
    return (line.is_title_case or line.text.isupper()) and (named or len(line.words) <= 3)
