"""Feeds: their items as articles."""

import io

import pytest

from kg.model import Article
from kg.read import Notice, read_paths

PARAGRAPHS = "".join(f"<p>Boat number {n} left the harbour on Monday, the harbour master said.</p>" for n in range(3))
TEXT = "\n".join(f"Boat number {n} left the harbour on Monday, the harbour master said." for n in range(3))

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Lime Post</title><link>https://lime.example/</link>
<language>en-GB</language>
<item><title>Boats leave &amp; return</title><link>https://lime.example/1</link>
<description>Three boats left.</description>
<content:encoded><![CDATA[{PARAGRAPHS}<figure><figcaption>A boat</figcaption></figure>]]></content:encoded>
<media:content url="https://lime.example/a.jpg">x</media:content>
<dc:creator>Ana Marlowe</dc:creator><pubDate>Tue, 04 May 2021 23:30:00 -0500</pubDate></item>
<item><title>Storm</title><guid>https://lime.example/2</guid><author>desk@lime.example (Bo Finch)</author>
<description>&lt;p&gt;A storm hit the coast on Sunday and tore off roofs.&lt;/p&gt;</description></item>
<item><title>Only a headline</title><link>https://lime.example/3</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Lime Post</title>
<entry><title type="html">Boats &lt;b&gt;leave&lt;/b&gt;</title><link rel="self" href="https://x/self"/>
<link rel="alternate" href="https://lime.example/1"/><id>tag:lime,1</id><published>2021-05-04T05:06:07Z</published>
<updated>2024-01-01T00:00:00Z</updated><author><name>Ana Marlowe</name><email>a@lime.example</email></author>
<summary>Three boats left.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content></entry></feed>"""

RDF = f"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Lime Post</title></channel><item><title>Boats leave</title><link>https://lime.example/1</link><description>{TEXT}</description>
<dc:date>2021-05-04T05:06:07Z</dc:date><dc:creator>Ana Marlowe</dc:creator></item></rdf:RDF>"""


def _read(content: str | bytes) -> tuple[list[Article], list[Notice]]:
    data = content if isinstance(content, bytes) else content.encode()
    items = list(read_paths(["-"], stdin=io.BytesIO(data)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Notice)]


def test_rss_items_are_articles_with_their_fullest_text() -> None:
    articles, notices = _read(RSS)
    assert [(a.title, a.text, a.url, a.author) for a in articles] == [
        ("Boats leave & return", TEXT, "https://lime.example/1", "Ana Marlowe"),
        ("Storm", "A storm hit the coast on Sunday and tore off roofs.", "https://lime.example/2", "Bo Finch"),
    ]
    assert [str(notice) for notice in notices] == ["-: rejected: item 3 of the feed: no text in it"]


def test_rss_tells_day_outlet_and_language() -> None:
    first = _read(RSS)[0][0]
    assert first.published is not None
    assert (first.published.value, first.publisher, first.language) == ("2021-05-04", "Lime Post", "en")


@pytest.mark.parametrize("feed", [ATOM, RDF])
def test_other_kinds_of_feed_are_read_alike(feed: str) -> None:
    (article,), _ = _read(feed)
    assert article.published is not None
    assert (article.title, article.url, article.author, article.publisher, article.published.value) == (
        "Boats leave",
        "https://lime.example/1",
        "Ana Marlowe",
        "Lime Post",
        "2021-05-04",
    )
    assert article.text.startswith("Boat number 0")
    assert article.text.endswith("Boat number 2 left the harbour on Monday, the harbour master said.")


def test_declared_encoding_of_a_feed_is_believed() -> None:
    feed = ATOM.replace("harbour", "Málaga harbour")
    (article,), notices = _read(b'<?xml version="1.0" encoding="iso-8859-1"?>' + feed.encode("latin-1"))
    assert "Málaga" in article.text
    assert not notices


def test_feed_that_is_not_well_formed_is_mended() -> None:
    (article,), _ = _read(ATOM.replace("<summary>", "<summary>Tom & Ann<br>").replace("</feed>", ""))
    assert "Boat number 1" in article.text


def test_entities_of_a_feed_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{laughs}]>'
    (article,), _ = _read(
        head + f"<rss><channel><item><title>T</title><description>{TEXT} &l8; &x;</description></item></channel></rss>"
    )
    assert len(article.text) < 1000
    assert "root:" not in article.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [("<rss><channel><title>x</title></channel></rss>", "without items"), ("<feed>", "without items")],
)
def test_feed_without_items_gives_one_line(content: str, reason: str) -> None:
    _, (notice,) = _read(content)
    assert reason in notice.reason
