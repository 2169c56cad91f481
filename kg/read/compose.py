"""From a draft to an article: text normalized once, furniture marked, and what the text tells about itself read off."""

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Article, Discarded, Moment
from kg.read.address import web_address
from kg.read.dateline import find_agencies, find_author, find_dateline, find_desk_author, find_photo_agency
from kg.read.dates import parse_date
from kg.read.draft import Draft
from kg.read.furniture import recognize
from kg.read.identity import article_id
from kg.read.inputs import STDIN
from kg.read.language import language_of
from kg.read.normalize import normalize
from kg.read.notice import Notice, rejected, warning
from kg.read.published import Head, decide

__all__ = ["PARAGRAPH_LIMIT", "TEXT_LIMIT", "compose"]

TEXT_LIMIT = 1_000_000
"""Characters of one article; the longest reports in newspapers have a tenth of it."""

PARAGRAPH_LIMIT = 100_000
"""Characters of one paragraph: what is longer is no running text, and parsing it would take minutes."""


_LINES = 20_000
"""Lines of one article; each is looked at by every rule."""


def compose(draft: Draft, source: str) -> Iterator[Article | Notice]:
    """The article of a draft, after a warning for everything that could not be taken as given; or a rejection."""
    text = normalize(draft.text)
    if reason := _unusable(text):
        yield rejected(source, reason, draft.line)
        return
    given, complaint = _given(draft.published)
    url, objection = web_address(draft.url)
    for message in (*draft.warnings, complaint, objection):
        if message:
            yield warning(source, message, draft.line)
    yield _article(replace(draft, url=url), text, source, given)


def _article(draft: Draft, text: str, source: str, given: Moment | None) -> Article:
    title = normalize(draft.title).replace("\n", " ") if draft.title else None
    layout = recognize(text, title)
    title = title or (layout.headline.text if layout.headline else None)
    own = [line for line in _blank(text, layout.discarded).split("\n") if line.strip()]
    dateline = find_dateline(own)
    author, wire = find_author(own)
    lines = text.split("\n")
    agencies = [dateline.agency if dateline else None, wire, *find_agencies(lines)]
    if not any(agencies) and draft.publisher is None:
        agencies = [find_photo_agency(cut.span.text for cut in layout.discarded if cut.reason == "photo credit")]
    credited = tuple(dict.fromkeys(agency for agency in agencies if agency))
    head = Head(
        lines=tuple(own[1:5] if layout.headline else own[:4]),
        furniture=tuple(cut.span.text for cut in layout.discarded),
        body="\n".join(own),
    )
    published, published_from = decide(
        given=given, marked_up=draft.marked_up, dateline=dateline, url=draft.url, head=head
    )
    place, content = _place(draft, source), draft.sha256.encode()
    return Article(
        id=article_id(given=draft.id, url=draft.url, title=title, place=place, content=content),
        text=text,
        title=title,
        published=published,
        published_from=published_from,
        publisher=draft.publisher or (credited[0] if credited else None),
        author=draft.author or author or find_desk_author(lines),
        url=draft.url,
        language=language_of(head.body, draft.language),
        source=source,
        sha256=draft.sha256,
        agencies=credited,
        discarded=layout.discarded,
    )


def _unusable(text: str) -> str | None:
    """Why a text is no article, or None."""
    if not any(char.isalpha() for char in text):
        return "no text: not a single word in it"
    if len(text) > TEXT_LIMIT:
        return f"a text of {len(text):,} characters; an article has at most {TEXT_LIMIT:,}"
    if (lines := text.count("\n")) > _LINES:
        return f"a text of {lines:,} lines; an article has at most {_LINES:,}"
    longest = max(map(len, text.split("\n")))
    if longest > PARAGRAPH_LIMIT:
        return f"a paragraph of {longest:,} characters; expected one paragraph a line, of at most {PARAGRAPH_LIMIT:,}"
    lost = text.count("\ufffd")
    if lost > max(5, len(text) // 50):
        return f"{lost} characters of the text are lost; expected UTF-8"
    return None


def _given(value: object) -> tuple[Moment | None, str | None]:
    """The date that the input gives, or what is wrong with it."""
    if value is None or value == "":
        return None, None
    try:
        return parse_date(value), None
    except ValueError as error:
        return None, f"date of publication not understood: {error}"


def _blank(text: str, discarded: tuple[Discarded, ...]) -> str:
    return Article(id="", text=text, discarded=discarded).body


def _place(draft: Draft, source: str) -> str | None:
    """Where the article stands, as its id is made from it; None for standard input, which has no lasting name."""
    if source == STDIN:
        return None
    number = draft.line if draft.line is not None else draft.item
    return source if number is None else f"{source}#{number}"
