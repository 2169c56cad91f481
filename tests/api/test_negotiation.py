import pytest

from api.negotiation import GRAPHS, TABLES, content_type, negotiate


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("application/json", "application/json"),
        ("APPLICATION/JSON", "application/json"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/xml;q=0.5, application/sparql-results+json;q=0.9", "application/sparql-results+json"),
        ("text/csv; header=present", "text/csv"),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", "application/xml"),
        ("*/*;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/csv;q=nonsense, text/tab-separated-values;q=0.1", "text/tab-separated-values"),
        ("image/png", None),
        ("text/csv;q=0", None),
    ],
)
def test_negotiate_follows_the_client(accept: str | None, chosen: str | None) -> None:
    assert negotiate(accept, TABLES) == chosen


@pytest.mark.parametrize("table", [TABLES, GRAPHS])
def test_every_offer_can_be_chosen(table: dict[str, str]) -> None:
    assert [negotiate(offer, table) for offer in table] == list(table)


@pytest.mark.parametrize(("media_type", "header"), [("text/csv", "text/csv; charset=utf-8"), ("a/b", "a/b")])
def test_text_says_its_encoding(media_type: str, header: str) -> None:
    assert content_type(media_type) == header
