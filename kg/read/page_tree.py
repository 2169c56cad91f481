"""A second look at a page's tree: what extractors of main text leave standing, and what they lose."""

import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from kg.errors import InputError

__all__ = ["ELEMENT_LIMIT", "prune", "rescue"]

ELEMENT_LIMIT = 40_000
"""Elements of one page; the longest live pages have half as many, and extraction takes time by their square."""

_FURNITURE = re.compile(
    r"""(?:^|[\s_-])(?:related|recirc\w*|read-?(?:more|next|also)|see-?also|also-?read|more-?stories|more-?on
    |most-?(?:read|viewed|popular)|trending|recommend\w*|outbrain|taboola|share|sharing|share-?(?:bar|tools|links|buttons)|sharedaddy|social
    |social-?(?:share|links|media)|newsletter|newsletter-?\w+|sign-?up|subscri\w+|paywall|paywall-\w+|promo|promo-\w+|promoted
    |sponsor\w*|advert\w*|ad-?(?:slot|unit|container|wrapper|label)|banner|comments?|comments?-(?:list|section|form|respond)
    |comment-?respond|disqus\w*|cookie\w*|consent\w*|gdpr|breadcrumbs?|author-?(?:bio|box|card|info)|about-?author
    |audio-?(?:player|bar)|listen|text-?to-?speech|tags?|tag-?list|topics|keywords|labels|post-?footer|post-?meta-?footer
    |rating|reactions|poll|widget|toolbar|controls|modal|popup|overlay|pull-?quotes?|donat\w+|app-?download|orphus
    |links-block|next-articles|skip-?link\w*)(?:$|[\s_-])""",
    re.X | re.I,
)
_COMMENTS = re.compile(
    r"(?:\d+\s+)?(?:comments?|comentarios?|commentaires?|kommentare?|yorum(?:lar)?|комментари[ия]|коментар[иі]?)\b",
    re.I,
)
_NEVER = frozenset("html body main article h1".split())
_SHARE_OF_PAGE = 0.3
"""What holds more of the page's running text than this is no furniture, whatever it is called."""

_LONG_CELL = 200
"""Characters from which on a table's cell is a column of a layout."""

_BLOCKS = ("p", "h2", "h3", "h4", "li")
_SCRIPTS = frozenset("script style noscript template svg iframe object embed button select textarea input".split())


def prune(tree: etree._Element) -> None:
    """Take out of a page's tree what its makers themselves call furniture, and unfold tables that only lay it out.

    Raises:
        InputError: the page has more elements than any article's has.
    """
    for count, _ in enumerate(tree.iter()):
        if count > ELEMENT_LIMIT:
            raise InputError(f"a page of more than {ELEMENT_LIMIT:,} elements; no article has so many")
    _unfold_tables(tree)
    for form in list(tree.iter("textarea")):
        _drop_comments(form)
    prose = sum(len(_words(node)) for node in tree.iter("p"))
    for node in list(tree.iter()):
        if isinstance(node.tag, str) and node.tag not in _NEVER and _is_furniture(node, prose):
            _drop(node)


def rescue(tree: etree._Element, text: str) -> str:
    """The text with what stood between its paragraphs and was lost: items of lists, subheadings, short paragraphs.

    Only blocks of running words count that have the same parent as a kept paragraph, or lists that have; furniture
    there stands in elements of its own.
    """
    lines = text.split("\n")
    place = {_key(line): number for number, line in reversed(list(enumerate(lines)))}
    blocks = [(node, words) for node in tree.iter(*_BLOCKS) if (words := _words(node))]
    kept = [(i, place[key]) for i, (_, words) in enumerate(blocks) if (key := _key(words)) in place]
    if len(kept) < 2:
        return text
    parents = {blocks[i][0].getparent() for i, _ in kept}
    lost: dict[int, list[str]] = {}
    after = kept[0][1]
    known = dict(kept)
    joined = _key(text)
    for i in range(kept[0][0], kept[-1][0]):
        node, words = blocks[i]
        if i in known:
            after = known[i]
        elif _is_own(node, parents) and _key(words) not in joined:
            lost.setdefault(after, []).append(words)
    return "\n".join(line for number, own in enumerate(lines) for line in (own, *lost.get(number, ())))


def _is_own(node: etree._Element, parents: set[etree._Element]) -> bool:
    parent = node.getparent()
    around = parent.getparent() if node.tag == "li" and parent is not None else parent
    links = sum(len(_words(link)) for link in node.iter("a"))
    return around in parents and not node.findall(".//p") and links < 0.3 * len(_words(node))


def _is_furniture(node: etree._Element, prose: int) -> bool:
    named = any(_FURNITURE.search(node.get(name) or "") for name in ("class", "id", "data-component", "role"))
    if not named and not (node.tag in ("ul", "ol") and _is_list_of_links(node)):
        return False
    inside = sum(len(_words(part)) for part in node.iter("p"))
    return inside <= _SHARE_OF_PAGE * prose and node.find(".//h1") is None and node.find(".//article") is None


def _drop_comments(form: etree._Element) -> None:
    """Remove the section that a form for comments ends, where its first words say what it is."""
    section = form
    for _ in range(5):
        section = section.getparent()
        if section is None or section.tag in _NEVER:
            return
        if _COMMENTS.match(_words(section)[:200]):
            _drop(section)
            return


def _is_list_of_links(node: etree._Element) -> bool:
    items = [child for child in node if child.tag == "li"]
    linked = sum(len(_words(link)) for link in node.iter("a"))
    return len(items) >= 2 and linked >= 0.8 * len(_words(node))


def _unfold_tables(tree: etree._Element) -> None:
    """Tables with other tables or whole texts in their cells become plain blocks, cell by cell."""
    for table in list(tree.iter("table")):
        cells = list(table.iter("td"))
        if table.find(".//table") is None and not any(len(_words(cell)) >= _LONG_CELL for cell in cells):
            continue
        for node in table.iter("table", "tbody", "tr", "td", "th", "thead", "tfoot"):
            node.tag = "div"


def _drop(node: etree._Element) -> None:
    """Remove an element and keep the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    before, tail = node.getprevious(), node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def _words(node: etree._Element) -> str:
    return " ".join("".join(_texts(node)).split())


def _texts(node: etree._Element) -> Iterator[str]:
    skipped: etree._Element | None = None
    for event, part in etree.iterwalk(node, events=("start", "end")):
        if event == "start" and skipped is None:
            if not isinstance(part.tag, str) or part.tag in _SCRIPTS:
                skipped = part
            elif part.text:
                yield part.text
        elif event == "end" and (skipped is None or skipped is part):
            skipped = None
            if part is not node and part.tail:
                yield part.tail


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
