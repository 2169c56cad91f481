"""Feeds: RSS 2.0, 0.9x and 1.0, and Atom, with whole or partial bodies."""

import re
from collections.abc import Iterator
from hashlib import sha256

from lxml import etree  # type: ignore[import-untyped]

from kg.errors import InputError
from kg.read.draft import Draft
from kg.read.encoding import decode
from kg.read.fragment import looks_marked_up, text_of_fragment
from kg.read.normalize import unwrap
from kg.read.notice import Notice, rejected
from kg.read.stream import Stream

__all__ = ["looks_like_feed", "read_feed"]

_FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,500}\?>\s*)?(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|"
    rb"<!DOCTYPE[^>\[]{0,500}(?:\[.{0,60000}?\]\s*)?>\s*){0,9}<(?:\w{1,20}:)?(?:rss|feed|RDF)\b",
    re.S,
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,300}?encoding\s*=\s*[\"']([\w.-]{2,30})[\"']")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,500}\?>")

_BODIES = ("encoded", "content", "body", "fulltext", "description", "summary")
"""Names of elements that hold text, the fullest first: `content:encoded`, Atom's `content`, then what is but a part."""
_DATES = ("pubDate", "published", "issued", "date", "created", "updated", "modified")


def looks_like_feed(head: bytes) -> bool:
    """Whether an input begins as a feed does."""
    return _FEED.match(head) is not None


def read_feed(stream: Stream) -> Iterator[Draft | Notice]:
    """The articles of a feed. An item without text is a notice with its number, and the others are read all the same.

    Raises:
        InputError: it is too long, no XML, or has no items.
    """
    data = stream.read()
    declared = _DECLARED.search(data[:1000])
    text, assumed = decode(data, declared[1].decode("ascii") if declared else None)
    root = _parse(_DECLARATION.sub("", text.lstrip("\ufeff"), count=1))
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    if not items:
        raise InputError("a feed without items; expected <item> or <entry> in it")
    channel = next((node for node in root.iter() if _name(node) in ("channel", "feed")), root)
    outlet, language = _text(channel, "title"), _text(channel, "language") or channel.get(_XML_LANG)
    warnings = (f"not valid UTF-8; read as {assumed}",) if assumed else ()
    for number, item in enumerate(items, 1):
        body = _body(item)
        if body is None:
            yield rejected(stream.name, f"item {number} of the feed: no text in it")
            continue
        yield Draft(
            body,
            sha256(etree.tostring(item)).hexdigest(),
            title=_plain(_text(item, "title")),
            published=next((found for name in _DATES if (found := _text(item, name))), None),
            publisher=_text(item, "source") or _plain(outlet),
            author=_author(item),
            url=_link(item),
            language=item.get(_XML_LANG) or language,
            item=number,
            warnings=warnings,
        )


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _parse(text: str) -> etree._Element:
    """The root of a feed's XML, mended where it is not well-formed; no entity is expanded and nothing is fetched."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"not XML that can be read: {error}") from error
    if root is None:
        raise InputError("not XML that can be read: no element in it")
    return root


def _body(item: etree._Element) -> str | None:
    """The fullest text of an item, as plain text."""
    for wanted in _BODIES:
        for node in item:
            if _name(node) != wanted or node.get("url"):  # media:content is a picture
                continue
            inside = "".join(etree.tostring(child, encoding="unicode") for child in node)
            markup = (node.text or "") + inside
            text = text_of_fragment(markup) if inside or looks_marked_up(markup) else unwrap(markup)
            if any(char.isalpha() for char in text):
                return text
    return None


def _author(item: etree._Element) -> str | None:
    for node in item:
        if _name(node) in ("author", "creator"):
            name = _text(node, "name") or " ".join("".join(node.itertext()).split())
            in_brackets = re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)  # RSS wants an address, with the name after it
            name = in_brackets[1] if in_brackets else name
            if name and "@" not in name:
                return name
    return None


def _link(item: etree._Element) -> str | None:
    """The page of an item: Atom's alternate link, or RSS's link, or its guid where that is an address."""
    for node in item:
        if _name(node) == "link" and node.get("href") and node.get("rel", "alternate") == "alternate":
            return str(node.get("href"))
    return next(
        (url for name in ("origLink", "link", "guid", "id") if (url := _text(item, name)) and "://" in url), None
    )


def _text(node: etree._Element, name: str) -> str | None:
    """The words of a node's first child of that name that has any."""
    for child in node:
        if _name(child) == name and (words := " ".join("".join(child.itertext()).split())):
            return words
    return None


def _plain(title: str | None) -> str | None:
    return text_of_fragment(title).replace("\n", " ") if title and looks_marked_up(title) else title


def _name(node: etree._Element) -> str:
    """An element's name without its namespace; nothing for comments and instructions."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""
