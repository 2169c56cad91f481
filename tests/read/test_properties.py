"""What holds for every input whatever."""

import io
import json
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article
from kg.read import Notice, read_paths
from kg.read.furniture import recognize
from kg.read.normalize import normalize

LINES = st.sampled_from(
    [
        *("Home | News | Sport", "Read also: Ten boats", "Lime Post", "4 May 2021", "", "Ferry sinks off island"),
        *("LIME (GWA) - A ferry sank off the island on Monday, the coastguard said in a statement.See also: Crabs",),
        *("All were saved. GWA / Ana Marlowe", "Please enter your comment!", "Source: GWA", "By Ana Marlowe", "…"),
    ]
)
PAGES = st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=12).map("\n".join)


def _holds(article: Article | Notice) -> bool:
    if isinstance(article, Notice):
        return bool(article.reason)
    for cut in article.discarded:
        assert article.text[cut.span.start : cut.span.end] == cut.span.text != ""
    for left, right in pairwise(article.discarded):
        assert left.span.end <= right.span.start
    return len(article.body) == len(article.text)


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=200)
def test_no_bytes_raise(content: bytes) -> None:
    items = list(read_paths(["-"], stdin=io.BytesIO(content)))
    assert items
    for item in items:
        assert _holds(item)


@given(PAGES)
@settings(deadline=None)
def test_spans_of_any_text_hold(text: str) -> None:
    for item in read_paths(["-"], stdin=io.BytesIO(text.encode("utf-8", "replace"))):
        assert _holds(item)


@given(
    st.dictionaries(
        st.sampled_from(["text", "id", "date", "title", "source", "url", "html", "author"]),
        st.one_of(
            PAGES,
            st.none(),
            st.booleans(),
            st.integers(),
            st.floats(),
            st.lists(PAGES, max_size=2),
            st.dictionaries(PAGES, PAGES, max_size=1),
        ),
    )
)
@settings(deadline=None)
def test_no_fields_raise(record: dict[str, object]) -> None:
    for item in read_paths(["-"], stdin=io.BytesIO(json.dumps(record).encode())):
        assert _holds(item)


@given(PAGES)
@settings(deadline=None)
def test_recognition_of_the_same_text_is_the_same(text: str) -> None:
    assert recognize(normalize(text)) == recognize(normalize(text))
