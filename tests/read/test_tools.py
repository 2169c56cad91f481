"""JSON as common tools write it: every field that matters is found, and nothing is taken for what it is not."""

import io
import json
from typing import Any

import pytest

from kg.model import Article
from kg.read import Notice, read_paths

BODY = (
    "PORT LIME (Gull Wire) - A ferry with 40 people on board sank off the island on Monday, the coastguard said.\n"
    "All of the 40 were saved, the mayor of Port Lime said on Tuesday in a statement."
)
URL = "https://lime.example/2021/05/04/ferry-sinks"

TOOLS: dict[str, dict[str, Any]] = {
    "NewsAPI": {
        "source": {"id": "lime-post", "name": "Lime Post"},
        "author": "Ana Marlowe",
        "title": "Ferry sinks",
        "description": "A ferry sank.",
        "url": URL,
        "urlToImage": "https://lime.example/a.jpg",
        "publishedAt": "2021-05-04T05:06:07Z",
        "content": BODY,
    },
    "GDELT": {
        "url": URL,
        "url_mobile": "",
        "title": "Ferry sinks",
        "seendate": "20210504T101500Z",
        "socialimage": "https://lime.example/a.jpg",
        "domain": "Lime Post",
        "language": "English",
        "sourcecountry": "Calder",
        "author": "Ana Marlowe",
        "text": BODY,
    },
    "Common Crawl news": {
        "authors": ["Ana Marlowe"],
        "date_download": "2024-01-01 10:00:00",
        "date_modify": "2024-01-02 10:00:00",
        "date_publish": "2021-05-04 05:06:07",
        "description": "A ferry sank.",
        "filename": "https%3A%2F%2Flime.example.json",
        "image_url": "https://lime.example/a.jpg",
        "language": "en",
        "localpath": None,
        "maintext": BODY,
        "source_domain": "Lime Post",
        "text": None,
        "title": "Ferry sinks",
        "title_page": None,
        "title_rss": None,
        "url": URL,
    },
    "trafilatura": {
        "title": "Ferry sinks",
        "author": "Ana Marlowe",
        "hostname": "lime.example",
        "date": "2021-05-04",
        "fingerprint": "c0ffee",
        "id": None,
        "license": None,
        "comments": "",
        "raw_text": "Menu " + BODY,
        "text": BODY,
        "language": "en",
        "image": "https://lime.example/a.jpg",
        "pagetype": "article",
        "filedate": "2024-01-01",
        "source": URL,
        "source-hostname": "Lime Post",
        "excerpt": "A ferry sank.",
        "categories": "News",
        "tags": "ferry",
    },
    "newspaper": {
        "url": "https://lime.example/amp/1",
        "canonical_link": URL,
        "title": "Ferry sinks",
        "authors": ["Ana Marlowe"],
        "text": BODY,
        "top_image": "https://lime.example/a.jpg",
        "publish_date": "2021-05-04 05:06:07+00:00",
        "summary": "A ferry sank.",
        "meta_lang": "en",
        "meta_site_name": "Lime Post",
        "source_url": "https://lime.example",
    },
    "schema.org": {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Ferry sinks",
        "articleBody": BODY,
        "datePublished": "2021-05-04T05:06:07+01:00",
        "dateModified": "2024-01-01",
        "author": [{"@type": "Person", "name": "Ana Marlowe"}],
        "publisher": {"@type": "Organization", "name": "Lime Post", "logo": {"url": "x"}},
        "mainEntityOfPage": {"@type": "WebPage", "@id": URL},
        "inLanguage": "en-GB",
    },
}


def _read(value: object) -> tuple[list[Article], list[Notice]]:
    items = list(read_paths(["-"], stdin=io.BytesIO(json.dumps(value).encode())))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Notice)]


@pytest.mark.parametrize("tool", TOOLS)
def test_fields_of_a_tool_are_understood(tool: str) -> None:
    (article,), notices = _read(TOOLS[tool])
    assert not notices
    assert article.published is not None
    assert (article.text, article.title, article.published.value, article.published_from) == (
        BODY,
        "Ferry sinks",
        "2021-05-04",
        "given",
    )
    assert (article.publisher, article.author, article.language) == ("Lime Post", "Ana Marlowe", "en")
    assert article.url in (URL, "https://lime.example/amp/1")


@pytest.mark.parametrize("name", ["articles", "results", "@graph"])
def test_articles_inside_an_answer_are_read(name: str) -> None:
    articles, notices = _read({"status": "ok", "totalResults": 2, name: [TOOLS["NewsAPI"], TOOLS["schema.org"]]})
    assert (len(articles), notices) == (2, [])


def test_mark_of_a_text_given_in_part_is_no_text() -> None:
    (article,), _ = _read({**TOOLS["NewsAPI"], "content": BODY[:150] + "… [+2345 chars]"})
    assert article.text == BODY[:150].strip() + "…"


@pytest.mark.parametrize("name", ["description", "summary", "excerpt"])
def test_description_stands_for_a_text_that_is_missing(name: str) -> None:
    (article,), _ = _read({"title": "Ferry sinks", "content": None, name: "A ferry sank off Port Lime on Monday."})
    assert article.text == "A ferry sank off Port Lime on Monday."


def test_list_of_links_has_no_text_and_says_so() -> None:
    bare = {name: value for name, value in TOOLS["GDELT"].items() if name != "text"}
    articles, notices = _read({"articles": [bare, bare]})
    assert not articles
    assert [notice.reason for notice in notices] == [
        f"item {n} of the list: no text: expected an object with `text` or `html`" for n in (1, 2)
    ]
