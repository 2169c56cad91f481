"""Labels of events read as titles do."""

import pytest

from kg.model import Argument, EventMention, Span
from kg.resolve.labels import label_event


@pytest.mark.parametrize(
    ("text", "phrase", "label"),
    [
        ("Eight officers were killed.", "Eight officers", "Killing of eight officers"),
        ("Russian soldiers were killed.", "Russian soldiers", "Killing of Russian soldiers"),
        ("UN staff were killed.", "UN staff", "Killing of UN staff"),
        ("Killed were Eight officers.", "Eight officers", "Killing of Eight officers"),
    ],
)
def test_phrase_that_begins_a_sentence_has_no_capital_in_a_label(text: str, phrase: str, label: str) -> None:
    start = text.index(phrase)
    victims = Argument("patient", None, Span(start, start + len(phrase), phrase))
    event = EventMention("v1", "Killing", Span(0, 1, text[0]), Span(0, len(text), text), "r", (victims,))
    assert label_event(event, {}) == label
