"""Saved web pages: main text and markup."""

from pathlib import Path

import pytest

from kg.model import Article
from kg.read import read_paths

PARAGRAPHS = "".join(
    f"<p>Boat number {n} left the harbour of Málaga on Monday with its crew on board, the harbour master said.</p>"
    for n in range(6)
)
MENU = "<nav><a href='/'>Home</a><a href='/n'>News</a></nav>"
BODY = f"{MENU}<article><h1>Boats leave</h1>{PARAGRAPHS}<p>Read also: Ten boats</p></article>"
LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"],
"headline": "Boats leave at last", "datePublished": "2021-05-04T23:00:00-05:00", "author": {"name": "Ana Marlowe"},
"publisher": {"name": "Lime Post"}, "inLanguage": "en-GB"}]}</script>"""


def _page(head: str = "", body: str = BODY, encoding: str = "utf-8") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(encoding)


def _read(tmp_path: Path, content: bytes, name: str = "page.html") -> Article:
    path = tmp_path / name
    path.write_bytes(content)
    articles = list(read_paths([path]))
    assert isinstance(articles[-1], Article)
    return articles[-1]


def test_page_gives_main_text_one_paragraph_a_line(tmp_path: Path) -> None:
    article = _read(tmp_path, _page())
    assert "Home" not in article.text
    assert sum(line.startswith("Boat number") for line in article.text.split("\n")) == 6
    assert [cut.span.text for cut in article.discarded] == ["Read also: Ten boats"]


def test_page_is_told_by_content(tmp_path: Path) -> None:
    assert "Boat number 3" in _read(tmp_path, _page(), "saved").text


def test_linked_data_tells_title_author_publisher_and_day_as_written(tmp_path: Path) -> None:
    article = _read(tmp_path, _page(LINKED))
    assert article.published is not None
    assert (article.title, article.author, article.publisher, article.language) == (
        "Boats leave at last",
        "Ana Marlowe",
        "Lime Post",
        "en",
    )
    assert (article.published.value, article.published_from) == ("2021-05-04", "markup")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2021-05-04T05:06:07+01:00">',
        '<meta name="date" content="2021-05-04">',
        '<meta itemprop="datePublished" content="May 4, 2021">',
    ],
)
def test_meta_elements_tell_the_day(tmp_path: Path, head: str) -> None:
    article = _read(tmp_path, _page(head))
    assert article.published is not None
    assert (article.published.value, article.published_from) == ("2021-05-04", "markup")


def test_page_without_a_date_has_none(tmp_path: Path) -> None:
    assert _read(tmp_path, _page()).published is None


def test_canonical_address_names_the_article(tmp_path: Path) -> None:
    article = _read(tmp_path, _page('<link rel="canonical" href="https://lime.example/2021/05/04/boats">'))
    assert article.url == "https://lime.example/2021/05/04/boats"


def test_declared_charset_is_believed(tmp_path: Path) -> None:
    assert "Málaga" in _read(tmp_path, _page('<meta charset="iso-8859-1">', encoding="latin-1")).text


def test_broken_linked_data_is_passed_over(tmp_path: Path) -> None:
    assert _read(tmp_path, _page('<script type="application/ld+json">{"@type": </script>')).author is None


def test_deeply_nested_page_is_survived(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_bytes(_page(body="<div>" * 100_000 + "words" + "</div>" * 100_000))
    assert len(list(read_paths([path]))) == 1


def test_markup_inside_json_is_read_as_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id": "x", "content": {"rendered": "' + PARAGRAPHS + '"}, "date": "2021-05-04", "title": {"rendered": "T"}}'
    )
    (article,) = read_paths([path])
    assert isinstance(article, Article)
    assert (article.id, article.title, article.text.count("\n")) == ("x", "T", 5)
