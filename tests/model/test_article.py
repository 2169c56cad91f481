from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Discarded, Span


def test_body_blanks_what_is_discarded_and_keeps_offsets():
    text = "MENU\nPolice arrested two.\nShare this"
    cuts = (Discarded(Span(0, 4, "MENU"), "menu"), Discarded(Span(26, 36, "Share this"), "share bar"))
    body = Article("a", text, discarded=cuts).body
    assert len(body) == len(text)
    assert body[5:25] == "Police arrested two."
    assert not body[:5].strip()
    assert not body[26:].strip()


@given(st.text(max_size=60), st.data())
def test_span_of_trims_white_space_and_quotes_the_text(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.text == text[start:end].strip()
