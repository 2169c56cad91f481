"""Cutting a text into windows; every word here is one piece."""

import pytest

from kg.annotate.encoder.directory import VOCABULARY, shipped_directory
from kg.annotate.encoder.pieces import Pieces
from kg.annotate.encoder.windows import kept_words, window_end


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(shipped_directory() / VOCABULARY)


@pytest.mark.parametrize(
    ("lines", "start", "limit", "end"),
    [
        ([3, 3], 0, 20, 6),  # all fits
        ([6, 6], 0, 10, 6),  # the second line would not fit, the first fills more than half
        ([3, 9], 0, 10, 9),  # the first line alone would leave the window too empty: cut within the second
        ([20], 0, 10, 10),  # one long line
        ([20], 10, 10, 20),  # its rest
        ([1], 0, 0, 1),  # never empty
    ],
)
def test_window_end(lines: list[int], start: int, limit: int, end: int, pieces: Pieces) -> None:
    words = ["the"] * sum(lines)
    new_line = [at == 0 for count in lines for at in range(count)]
    assert window_end(words, new_line, start, pieces, limit) == end


@pytest.mark.parametrize(
    ("starts", "end", "kept"),
    [([0, 6], 10, 6), ([0], 10, 10), ([0, 1], 10, 10), ([0, 3, 9], 10, 9)],
)
def test_kept_words_end_with_a_sentence_unless_little_would_be_left(starts: list[int], end: int, kept: int) -> None:
    assert kept_words(starts, end) == kept
