"""Pieces of markup that are an article's text already: the bodies of feeds, of mails, and of fields in JSON."""

import re

from lxml import etree  # type: ignore[import-untyped]
from lxml import html as lxml_html

__all__ = ["looks_marked_up", "text_of_fragment"]

_MARKED_UP = re.compile(r"</(?:p|div|a|span|em|strong|li|b|i|h\d)>|<br ?/?>|<(?:p|img|div)[ >]", re.I)

_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section "
    "table tr ul".split()
)
_DROPPED = frozenset(
    "script style noscript template iframe object embed svg canvas video audio form button select input textarea nav "
    "aside figure figcaption head".split()
)


def looks_marked_up(text: str) -> bool:
    """Whether a text has elements of HTML in it."""
    return _MARKED_UP.search(text) is not None


def text_of_fragment(markup: str) -> str:
    """The text of a piece of HTML, one paragraph a line, without scripts, forms, pictures and captions.

    Empty where there is no text in it.
    """
    try:
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError):  # nothing but a comment in it; characters that no document may have
        return ""
    parts: list[str] = []
    dropped: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else "!"
        if event == "start" and dropped is None:
            if name in _DROPPED or name == "!":
                dropped = element
            else:
                parts.append("\n" if name in _BLOCKS else "\n" if name == "br" else "")
                parts.append(_flat(element.text))
        elif event == "end" and (dropped is None or dropped is element):
            dropped = None
            parts.append("\n" if name in _BLOCKS else " " if name == "td" else "")
            if element is not tree:
                parts.append(_flat(element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
