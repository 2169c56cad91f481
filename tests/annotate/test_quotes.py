"""Quoted stretches in short texts; a paragraph is a line."""

import pytest
import spacy

from kg.annotate.quotes import find_quotes

NLP = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will not go," she said. "Never."', [('"We will not go,"', "speech"), ('"Never."', "speech")]),
        ("“We will not go,” she said.", [("“We will not go,”", "speech")]),
        ("„Wir gehen nicht“, sagte sie nie.", [("„Wir gehen nicht“", "scare")]),
        ("He said: « We will not go. »", [("« We will not go. »", "speech")]),
        ('He called the vote "a farce".', [('"a farce"', "fragment")]),
        ("Police said ‘no one knows’ and it wasn’t true.", [("‘no one knows’", "fragment")]),
        ("Police say 'at least 25' died in the workers' district.", [("'at least 25'", "fragment")]),
        ('The "people\'s court" met.', [('"people\'s court"', "scare")]),
        ('The so-called "peace plan" failed.', [('"peace plan"', "scare")]),
        ('The film "The Long Way Home" opened.', [('"The Long Way Home"', "title")]),
        ("It was 5'10\" tall and 12\" wide, the workers' car.", []),
        ("Rock 'n' roll isn't dead.", []),
    ],
)
def test_quote_is_of_kind(text, expected):
    assert [(quote.span.text, quote.kind) for quote in find_quotes(NLP(text))] == expected


def test_unclosed_quote_continues_in_the_next_paragraph():
    first, second = find_quotes(NLP("“I was there.\n“Then I left,” he said."))
    assert (first.inner.text, first.continues) == ("I was there.", True)
    assert (second.inner.text, second.continues) == ("Then I left,", False)


def test_unclosed_quote_without_continuation_is_none():
    assert find_quotes(NLP('He said "never and left.\nIt rained.')) == ()


def test_quote_tokens_cover_the_marks():
    doc = NLP('She said "no way" twice.')
    (quote,) = find_quotes(doc)
    assert doc[quote.first : quote.last].text == '"no way"'
