"""Texts that are no articles: extraction ends, nothing breaks, and every quote is where the record says it is.

That time does not run away is told by counting calls while the text doubles, which other work on a machine cannot
change.
"""

import json
import sys
from collections.abc import Callable, Iterator

import pytest

from kg.model import Article, Moment
from kg.model.interchange import record_to_json
from kg.pipeline.length import LONGEST, beginning, cut_off

SENTENCE = "Police arrested twelve people in Gdansk on Tuesday, the mayor said. "
WORDS = "the council of the city that met in the hall near the river where the minister of the country spoke".split()


def _record(extraction, text: str):
    article = Article("hostile", text, published=Moment("2023-05-11"))
    record = extraction.records([article])[0]
    assert record.article.text == text
    json.dumps(record_to_json(record)).encode("ascii")
    for event in record.events:
        for span in (event.trigger, event.evidence, *(a.span for a in event.arguments if a.span is not None)):
            assert text[span.start : span.end] == span.text
    return record


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \t",
        "a" * 1_000_000,
        "😀🙂👩‍👩‍👧 🇫🇷" * 200,
        "Москва сказал 中文 हिन्दी arrested العربية Στις 3 May " * 20,
        "Police\x00arrested\x01 ten\x7f people\u202e in\ufeff Gdansk\u200b.\x1b[0m " * 20,
        " ".join((WORDS * 100)[:2000]),
        "(((((" * 200 + SENTENCE,
        '"said he\n' * 200,
        ' "said' * 500,
        " 'tis boys'" * 200,
        "x\n" * 1000,
        " " * 50_000 + SENTENCE + "\n" * 50_000,
        "12,345 " * 400,
    ],
    ids=[
        "empty", "blank", "one-word", "emojis", "scripts", "control", "sentence", "brackets", "open-lines",
        "open-quotes", "apostrophes", "lines", "blanks", "figures",
    ],
)  # fmt: skip
def test_no_text_breaks_extraction(extraction, text):
    _record(extraction, text)


def test_an_event_is_found_amid_noise(extraction):
    record = _record(extraction, "😀" * 300 + "\n" + SENTENCE + "\n" + "\x01" * 300)
    assert "Arrest" in {event.type for event in record.events}


def test_of_two_megabytes_only_the_beginning_is_read():
    text = SENTENCE * (2 * 2**20 // len(SENTENCE))
    article = Article("long", text)
    begun = beginning(article)
    assert LONGEST - 3000 < len(begun.text) <= LONGEST
    assert text.startswith(begun.text)
    assert begun.text.endswith(".")
    whole = cut_off(article, begun)
    (rest,) = whole.discarded
    assert whole.text == text
    assert begun.text + rest.span.text == text
    assert f"{LONGEST:,}" in rest.reason


def test_what_is_not_read_is_told_in_the_record(extraction, monkeypatch):
    monkeypatch.setattr("kg.pipeline.length.LONGEST", 100)
    record = _record(extraction, SENTENCE + "A bridge collapsed near Voss. " * 10)
    assert {event.type for event in record.events} >= {"Arrest"}
    assert all(event.evidence.end <= 100 for event in record.events)
    assert [cut.span.end for cut in record.article.discarded] == [len(record.article.text)]


def test_articles_of_usual_length_are_read_whole():
    article = Article("short", SENTENCE)
    assert beginning(article) is article


def _calls(work: Callable[[], object]) -> int:
    """Python functions called, and lines run, by a piece of work."""
    count = 0

    def trace(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(trace)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _names(count: int) -> str:
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]

    def words() -> Iterator[str]:
        number = 7
        while True:
            number = (number * 1103515245 + 12345) % 2**31
            yield "".join(syllables[(number >> shift) % len(syllables)] for shift in (3, 9, 15)).capitalize()

    source = words()
    return " ".join(f"{next(source)} {next(source)} met {next(source)} in {next(source)}." for _ in range(count))


@pytest.mark.slow
@pytest.mark.parametrize(
    "made",
    [
        lambda n: SENTENCE * n,
        _names,
        lambda n: '"said he\n' * 6 * n,
        lambda n: ' "said' * 6 * n,
        lambda n: "1 May, " * 4 * n,
    ],
    ids=["events", "names", "open-lines", "open-quotes", "dates"],
)  # fmt: skip
def test_work_grows_little_faster_than_the_text(extraction, made):
    _record(extraction, made(10))
    small, large = (_calls(lambda n=n: _record(extraction, made(n))) for n in (40, 80))
    assert large < 3 * small
