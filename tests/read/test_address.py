"""Addresses that may be stored and linked to."""

import io
import json

import pytest

from kg.model import Article
from kg.read import Notice, read_paths
from kg.read.address import web_address


@pytest.mark.parametrize(
    ("given", "taken", "objection"),
    [
        ("https://lime.example/a?b=c#d", "https://lime.example/a?b=c#d", False),
        (" http://lime.example/ ", "http://lime.example/", False),
        ("//lime.example/a", "https://lime.example/a", False),
        ("/2022/01/07/a", None, False),
        ("", None, False),
        (None, None, False),
        ("javascript:alert(1)", None, True),
        (" JavaScript:alert(1)//https://lime.example", None, True),
        ("data:text/html;base64,xxxx", None, True),
        ("file:///etc/passwd", None, True),
        ("http://[broken", None, True),
        ("https://", None, True),
        ('https://lime.example/"><script>', None, True),
        ("https://lime.example/" + "a" * 3000, None, True),
    ],
)
def test_only_web_pages_have_addresses(given: str | None, taken: str | None, objection: bool) -> None:
    url, complaint = web_address(given)
    assert (url, complaint is not None) == (taken, objection)


def test_article_with_a_script_for_an_address_is_read_without_it() -> None:
    line = json.dumps({"text": "A ferry sank off the island on Monday.", "url": "javascript:alert(1)"})
    warning, article = read_paths(["-"], stdin=io.BytesIO(line.encode()))
    assert isinstance(article, Article)
    assert isinstance(warning, Notice)
    assert (article.url, warning.severity) == (None, "warning")
    assert "javascript: leads to no web page" in warning.reason
