"""Saved web pages: main text, and what markup says about it."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from hashlib import sha256
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from kg.errors import InputError
from kg.model import Moment
from kg.read.dates import parse_date
from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.fields import draft_fields
from kg.read.page_tree import ELEMENT_LIMIT, prune, rescue
from kg.read.stream import Stream

__all__ = ["CHARSET", "draft_of_page", "looks_like_page", "read_page"]

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.I)
"""The encoding that a page declares, as group 1."""

_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|script|article|main|section|div|p|h[1-3]|table|center)\b",
    re.I | re.S,
)
_ARTICLE_TYPES = re.compile(r"(?:article|posting|report)$", re.I)

_DATES: tuple[str, ...] = (
    "//meta[@property='article:published_time' or @property='og:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[translate(@name,'DATEPUBLISHCOIMW.-','datepublishcoimw')='datepublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publish-date' or @name='publication_date']/@content",
    "//meta[@name='DC.date.issued' or @name='dcterms.created' or @name='parsely-pub-date']/@content",
    "//article//time[@pubdate or contains(@class,'publish') or contains(@class,'entry-date')]/@datetime",
)
_TAG_LIMIT = 5 * ELEMENT_LIMIT
"""Counted before parsing, which takes a hundred bytes for each byte of them."""

_SITE_NAME = "//meta[@property='og:site_name' or @name='application-name']/@content"
_TITLE = "//meta[@property='og:title']/@content"
_CANONICAL = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
_LANGUAGE = "/html/@lang"

# htmldate takes the running day for the latest that can be; the fixed bound keeps the clock out of it.
_DATE_SEARCH = {"original_date": True, "extensive_search": False, "max_date": "2199-12-31"}


def looks_like_page(head: bytes) -> bool:
    """Whether an input begins as a web page does."""
    return _PAGE.match(head) is not None


def read_page(stream: Stream) -> Iterator[Draft]:
    """The article of one saved page.

    Raises:
        InputError: it is too long, in no encoding that can be told, or holds no main text.
    """
    data = stream.read()
    declared = CHARSET.search(data[:8192])
    page, assumed = decode(data, declared[1].decode("ascii") if declared else None)
    known = {"warnings": (f"not valid UTF-8; read as {assumed}",)} if assumed else {}
    yield draft_of_page(page, sha256(data).hexdigest(), known)


def draft_of_page(page: str, digest: str, known: Mapping[str, Any]) -> Draft:
    """The draft of a page's source; what is `known` from elsewhere wins over its markup.

    Raises:
        InputError: it holds no main text.
    """
    if (tags := page.count("<")) > _TAG_LIMIT:
        raise InputError(f"a page of {tags:,} tags; no article has more than {_TAG_LIMIT:,}")
    # Imported here: it takes a second, which reading plain text need not spend.
    import trafilatura

    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            raise InputError("not a web page that can be read")
        found = _of_markup(tree)
        prune(tree)
        pruned = deepcopy(tree)
        document = trafilatura.bare_extraction(
            tree, include_comments=False, with_metadata=True, date_extraction_params=dict(_DATE_SEARCH)
        )
    except InputError:
        raise
    except Exception as error:  # whatever a parser of other people's markup may raise is the input's fault
        raise InputError(f"not a web page that can be read: {type(error).__name__}") from error
    body = found.pop("articleBody", None)
    extracted: dict[str, Any] = {} if document is None else _plain(document)
    text = extracted.pop("text", None)
    text = rescue(pruned, text) if text else body
    if not text:
        raise InputError("no main text found in the page")
    found = {**extracted, **found}
    given = {name: value for name, value in known.items() if value is not None}
    return Draft(text, digest, **{**found, **given})


def _plain(document: Any) -> dict[str, Any]:
    """What the extractor found, as fields of a draft; what it did not find is left out."""
    found = {
        "text": document.text,
        "title": document.title,
        "author": document.author,
        "publisher": document.sitename,
        "url": document.url,
        "marked_up": _moment(document.date),
    }
    return {name: value for name, value in found.items() if value}


def _of_markup(tree: HtmlElement) -> dict[str, Any]:
    """What JSON-LD says, and meta elements where it is silent; `articleBody` as a last resort for the text."""
    linked = _linked_article(tree)
    found = {name: value for name, value in draft_fields(linked).items() if value is not None and name != "id"}
    dates = [found.pop("published", None), *(value for path in _DATES for value in tree.xpath(path))]
    moment = next((moment for value in dates if (moment := _moment(value))), None)
    if moment:
        found["marked_up"] = moment
    for name, path in (("publisher", _SITE_NAME), ("title", _TITLE), ("url", _CANONICAL), ("language", _LANGUAGE)):
        value = next((str(value).strip() for value in tree.xpath(path) if str(value).strip()), None)
        if value:
            found.setdefault(name, value)
    if isinstance(linked.get("articleBody"), str):
        found["articleBody"] = linked["articleBody"]
    return found


def _linked_article(tree: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that is an article; empty where there is none."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()")[:50]:
        try:
            waiting = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        for node in waiting:  # grows while it is walked: graphs and lists hold their objects inside
            if isinstance(node, list):
                waiting += node[:200]
            elif isinstance(node, dict):
                types = node.get("@type")
                if any(_ARTICLE_TYPES.search(str(kind)) for kind in (types if isinstance(types, list) else [types])):
                    return node
                waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]
    return {}


def _moment(value: object) -> Moment | None:
    try:
        return parse_date(value) if value else None
    except ValueError:
        return None
