"""Quoted stretches of a text: what is speech, what a fragment of it, and what only stands between quotation marks."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kg.model import QuoteKind, QuoteMention, Span, text_of

__all__ = ["QuoteKind", "QuoteMention", "find_quotes"]


_CLOSERS = {'"': '"”', "“": '”“"', "„": '“”"', "«": "»", "‘": "’", "'": "'", "‚": "‘’"}
_SAY = (
    r"(?:says?|said|told|tells?|adds?|added|asks?|asked|announced?|declared?|warned|insist(?:s|ed)|claim(?:s|ed)|wrote"
    r"|writes|tweeted|posted|repl(?:ies|ied)|answer(?:s|ed)|shout(?:s|ed|ing)?|chant(?:s|ed|ing)?|call(?:s|ed|ing)"
    r"|describ(?:es|ed|ing)|brand(?:s|ed)|denounc(?:es|ed)|condemn(?:s|ed)|accus(?:es|ed)|quot(?:es|ed|ing)|stat(?:es|ed)"
    r"|vow(?:s|ed)|stress(?:es|ed)|not(?:es|ed)|spoke|read(?:s|ing)?|recall(?:s|ed)|explain(?:s|ed)|conclud(?:es|ed)"
    r"|promis(?:es|ed)|complain(?:s|ed)|admit(?:s|ted)|argu(?:es|ed)|according\s+to|termed|urg(?:es|ed)|words)"
)
_SAID_BEFORE = re.compile(rf"\b{_SAY}\b[^.!?\n\"“”]{{0,60}}$", re.IGNORECASE)
_SAID_AFTER = re.compile(rf"^,?\s*[^.!?\n\"“”]{{0,60}}\b{_SAY}\b", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(?:film|movie|book|novel|song|album|play|series|show|opera|poem|painting|newspaper|magazine|programme|program"
    r"|ship|operation|project|party|movement|group|exhibition|titled|entitled|named|dubbed|codenamed|nicknamed)\s+$",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(r"\bso-called\s+$", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?…,]['’]?$|\?$")
_OPENING = re.compile(r"\s*[\"“„«]")
_SMALL_WORDS = frozenset("a an the of and in on for to at by with from de la".split())
_FRAGMENT_WORDS = 5  # a shorter stretch without a speaker near it is taken for scare quotes


def find_quotes(doc: Doc) -> tuple[QuoteMention, ...]:
    """All quoted stretches of a document, in order of the text; one inside another is part of it.

    A paragraph is a line. A mark that is never closed counts only where the next paragraph opens with one.
    """
    text = text_of(doc)
    quotes = []
    for start, end in _paragraphs(text):
        for opening, inner_end, closing, continues in _stretches(text, start, end):
            inner = Span.of(text, opening + 1, inner_end)
            if not inner.text or (len(inner.text) < 2 and text[opening] in "'‘"):
                continue
            tokens = doc.char_span(opening, closing, alignment_mode="expand")
            first, last = (tokens.start, tokens.end) if tokens is not None else (0, 0)
            kind = _kind(text, opening, closing, inner.text, continues)
            quotes.append(QuoteMention(Span.of(text, opening, closing), inner, first, last, kind, continues))
    return tuple(quotes)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, bool]]:
    """Opening mark, end of the words, end with the closing mark, and whether it goes on in the next paragraph."""
    at = start
    unclosed: set[str] = set()  # where one mark is never closed, none after it is: the rest is searched but once
    while at < end:
        if text[at] not in _CLOSERS or not _opens(text, at):
            at += 1
            continue
        closing = None if text[at] in unclosed else _closing(text, at, end)
        if closing is None:
            unclosed.add(text[at])
        if closing is not None:
            yield at, closing, closing + 1, False
            at = closing + 1
        elif text[at] in '"“„«' and _next_opens(text, end):
            yield at, end, end, True
            return
        else:
            at += 1


def _opens(text: str, at: int) -> bool:
    """A mark opens where a word follows and none precedes; inches and apostrophes do not."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not after or (after.isspace() and text[at] != "«"):
        return False
    return not before or before.isspace() or before in "([—–-/\"'“‘:…"


def _closing(text: str, opening: int, end: int) -> int | None:
    """The mark that closes; a single one must not be an apostrophe."""
    marks = _CLOSERS[text[opening]]
    single = text[opening] in "'‘‚"
    for at in range(opening + 2, end):
        if text[at] not in marks or (text[at - 1].isspace() and text[at] != "»"):
            continue
        after = text[at + 1 : at + 2]
        if not single:
            if text[at] not in '"“' or not after or not after.isalnum():
                return at
        elif not after.isalnum() and not (text[at - 1] == "s" and after.isspace() and _later(text, marks, at, end)):
            return at
    return None


def _later(text: str, marks: str, at: int, end: int) -> bool:
    """Whether another closing single mark follows, so that the one at hand is a plural's apostrophe."""
    return any(text[i] in marks and not text[i + 1 : i + 2].isalnum() for i in range(at + 1, end))


def _next_opens(text: str, end: int) -> bool:
    return _OPENING.match(text, end) is not None


def _kind(text: str, opening: int, closing: int, inner: str, continues: bool) -> QuoteKind:
    before, after = text[max(0, opening - 80) : opening], text[closing : closing + 80]
    words = inner.split()
    spoken = _SAID_BEFORE.search(before) is not None or _SAID_AFTER.match(after) is not None
    if continues:
        return "speech"
    if _SO_CALLED.search(before):
        return "scare"
    if re.search(r"[.!?…]$", inner) and re.search(r"(?:^|[.!?:\n][\"”’]?\s*)$", before):
        return "speech"
    if _TITLED.search(before) or (_is_titled(words) and not spoken and not _ENDS_SENTENCE.search(inner)):
        return "title"
    if inner[0].isupper() and (_ENDS_SENTENCE.search(inner) or len(words) >= _FRAGMENT_WORDS):
        return "speech" if spoken or len(words) > 2 else "scare"
    if _ENDS_SENTENCE.search(inner) and len(words) >= _FRAGMENT_WORDS:
        return "speech"
    return "fragment" if spoken or len(words) >= _FRAGMENT_WORDS else "scare"


def _is_titled(words: list[str]) -> bool:
    """Several words, all capitalised but the small ones."""
    return len(words) >= 2 and all(word[0].isupper() or word.lower() in _SMALL_WORDS for word in words)
