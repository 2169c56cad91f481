"""Words to pieces; the vocabulary is the shipped one."""

import pytest

from kg.annotate.encoder.directory import VOCABULARY, shipped_directory
from kg.annotate.encoder.pieces import PIECES_PER_WORD, SEPARATOR, UNKNOWN, Pieces, Shape, plain, shape_of


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(shipped_directory() / VOCABULARY)


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("talks", Shape.LOWER),
        ("Talks", Shape.TITLE),
        ("NATO", Shape.UPPER),
        ("McKay", Shape.MIXED),
        ("F-16", Shape.DIGITS),
        ("J", Shape.INITIAL),
        ("—", Shape.LOWER),
        ("", Shape.LOWER),
    ],
)
def test_shape_of_word(word: str, shape: Shape) -> None:
    assert shape_of(word) is shape


@pytest.mark.parametrize(("word", "expected"), [("“", '"'), ("’s", "'s"), ("don’t", "don't"), ("naïve", "naïve")])
def test_plain_keeps_the_length(word: str, expected: str) -> None:
    assert plain(word) == expected
    assert len(plain(word)) == len(word)


def test_encode_points_to_the_first_piece_of_each_word(pieces: Pieces) -> None:
    encoded = pieces.encode(["Unbelievable", "talks"], [True, False])
    assert encoded.first == [1, 1 + len(pieces.of("Unbelievable"))]
    assert len(encoded.ids) == len(encoded.shapes) == encoded.first[1] + 2
    assert encoded.shapes[1] == Shape.TITLE


def test_encode_writes_a_line_break_as_separator(pieces: Pieces) -> None:
    with_break = pieces.encode(["a", "b"], [True, True])
    assert with_break.ids[2] == SEPARATOR
    assert with_break.first == [1, 3]


@pytest.mark.parametrize("word", ["x" * 1_000_000, "\x00\x07", "🙂🙂🙂", "中" * 500, "\u200b"])
def test_any_word_has_few_pieces_but_at_least_one(pieces: Pieces, word: str) -> None:
    assert 1 <= len(pieces.of(word)) <= PIECES_PER_WORD


def test_a_word_without_pieces_is_unknown(pieces: Pieces) -> None:
    assert pieces.of("\x00") == (UNKNOWN,)
