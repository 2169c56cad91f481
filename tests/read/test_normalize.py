"""The one form of text that offsets count in."""

import pytest

from kg.read.normalize import normalize, unwrap

CASES = [
    ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
    ("a\n\n\n\n\nb\n \t \n\nc", "a\n\nb\n\nc"),
    ("  a \n\tb\u00a0c  ", "a\nb c"),
    ("cafe\u0301", "caf\u00e9"),
    ("co\u00adope\u200bra\u200dtion\ufeff\u202e", "cooperation"),
    ("a\x00b\x07c\x1bd", "abcd"),
    ("5\u202f000\u2009km", "5 000 km"),
    ("Tom &amp; Ann&#8217;s &quot;bar&quot;", 'Tom & Ann\u2019s "bar"'),
    ("AT&T; R&D", "AT&T; R&D"),
    ("the mayorâ€™s cafÃ©", "the mayor\u2019s caf\u00e9"),
    ("â€œYesâ€\x9d â€“ he said", "\u201cYes\u201d \u2013 he said"),
    ("Â£5 andÂ\u00a0more", "\u00a35 and more"),
    ("SÃO PAULO, AMANHÃ\u201d", "SÃO PAULO, AMANHÃ\u201d"),
    ("a\ud800b", "a\ufffdb"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_normalize_gives_one_form(text: str, expected: str) -> None:
    assert normalize(text) == expected


def test_unwrap_joins_paragraphs_broken_at_a_fixed_width() -> None:
    wrapped = (
        "The harbour workers went back to their cranes on Monday after the\n"
        "owners agreed to a shorter week, the union said in a statement that\n"
        "was read out on the quay.\n\nThe end."
    )
    assert unwrap(wrapped).split("\n\n") == [wrapped.split("\n\n")[0].replace("\n", " "), "The end."]


@pytest.mark.parametrize(
    "text",
    [
        "One line.\nAnother line.\nA third line.",
        "Home\nNews\nSport\n\nThe text.",
        "A paragraph of one line that is just long enough to look like one.\nAnd here is another, as long.\nThird.",
    ],
)
def test_unwrap_leaves_lines_that_end_where_they_want(text: str) -> None:
    assert unwrap(text) == text
