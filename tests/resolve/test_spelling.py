"""Spellings of names: which pairs of words may be one name, as a table."""

import pytest

from kg.resolve.spelling import fold, liken, skeleton, words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Yumabek", "Zhumabek"),
        ("Qasim", "Kassim"),
        ("Dudayev", "Dudaev"),
        ("Mohammed", "Muhammad"),
        ("Sergey", "Sergei"),
        ("Dmitriy", "Dimitri"),
        ("Yevgeny", "Evgeniy"),
        ("Alexander", "Aleksandr"),
        ("Ahmed", "Ahmad"),
        ("Berdymukhammedov", "Berdimuhamedov"),
    ],
)
def test_liken_accepts_transliterations(left: str, right: str) -> None:
    assert liken(fold(left), fold(right)) == "spelling"
    assert liken(fold(right), fold(left)) == "spelling"
    assert skeleton(fold(left)) == skeleton(fold(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Maria", "Mario"),
        ("Marie", "Maria"),
        ("Daniel", "Daniela"),
        ("Alexander", "Alexandra"),
        ("Ivanov", "Ivanova"),
        ("Juan", "Joan"),
        ("Jan", "Jon"),
        ("Lee", "Li"),
        ("Hassan", "Hussein"),
        ("Hamid", "Hamad"),
        ("Martin", "Marin"),
        ("Zara", "Yara"),
        ("1990", "1991"),
        ("Askar", "Sooron"),
    ],
)
def test_liken_keeps_different_names_apart(left: str, right: str) -> None:
    assert liken(fold(left), fold(right)) is None


@pytest.mark.parametrize(("left", "right"), [("K", "Kassim"), ("k", "Qasim"), ("J", "Zhumabek")])
def test_liken_takes_one_letter_for_an_initial(left: str, right: str) -> None:
    assert liken(fold(left), fold(right)) == "initial"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sooron-Bay Zheyenov's", ["sooron", "bay", "zheyenov"]),
        ("Erdoğan", ["erdogan"]),
        ("Lech Wałęsa", ["lech", "walesa"]),
        ("O’Brien", ["obrien"]),
        ("Iğdır", ["igdir"]),
    ],
)
def test_words_folds_case_accents_and_apostrophes(text: str, expected: list[str]) -> None:
    assert words(text) == expected
