"""Names of fields, as common tools write them."""

from typing import Any

import pytest

from kg.read.fields import draft_fields, field_value


@pytest.mark.parametrize("name", ["text", "body", "content", "articleBody", "maintext", "plain_text", "Text"])
def test_text_is_found_under_the_names_of_common_tools(name: str) -> None:
    assert field_value({name: "words"}, "text") == "words"


CASES: list[tuple[dict[str, Any], str, object]] = [
    ({"headline": "H"}, "title", "H"),
    ({"title": {"rendered": "H"}}, "title", "H"),
    ({"date": "2021-05-04"}, "published", "2021-05-04"),
    ({"date_publish": "2021-05-04"}, "published", "2021-05-04"),
    ({"publishedAt": "2021-05-04"}, "published", "2021-05-04"),
    ({"datePublished": "2021-05-04"}, "published", "2021-05-04"),
    ({"pubDate": "2021-05-04"}, "published", "2021-05-04"),
    ({"timestamp": 1620086400}, "published", 1620086400),
    ({"published": "2021-05-04", "date": "1999-01-01"}, "published", "2021-05-04"),
    ({"published": "", "date": "1999-01-01"}, "published", "1999-01-01"),
    ({"sitename": "Gull"}, "publisher", "Gull"),
    ({"hostname": "gull.example"}, "publisher", "gull.example"),
    ({"source": {"id": None, "name": "Gull"}}, "publisher", "Gull"),
    ({"source_domain": "gull.example"}, "publisher", "gull.example"),
    ({"source": "https://gull.example/x"}, "publisher", None),
    ({"source": "https://gull.example/x"}, "url", "https://gull.example/x"),
    ({"authors": ["Ana", "Bo"]}, "author", "Ana, Bo"),
    ({"author": [{"@type": "Person", "name": "Ana"}]}, "author", "Ana"),
    ({"byline": "Ana"}, "author", "Ana"),
    ({"link": "https://gull.example/x"}, "url", "https://gull.example/x"),
    ({"lang": "en-GB"}, "language", "en-GB"),
    ({"id": 17}, "id", "17"),
    ({"id": True}, "id", None),
]


@pytest.mark.parametrize(("record", "field", "value"), CASES)
def test_field_is_understood_by_any_of_its_names(record: dict[str, Any], field: str, value: object) -> None:
    assert draft_fields(record)[field] == value
