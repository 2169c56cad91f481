"""Languages told by their commonest words."""

import pytest

from kg.read.language import detect, language_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The owners of the port said that the strike was over and that work had begun.", "en"),
        ("El dueño de los barcos dijo que la huelga fue larga y que el puerto está abierto.", "es"),
        ("Le port est ouvert, ont dit les marins dans une lettre qui a été lue sur le quai.", "fr"),
        ("Der Hafen ist offen und die Arbeit geht weiter, sagte der Chef mit einem Lächeln.", "de"),
        ("Президент страны подписал указ о новых мерах.", "und"),
        ("12 345 67.8", "und"),
        ("", "und"),
    ],
)
def test_language_is_told_by_function_words(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    ("given", "code"), [("en-GB", "en"), ("English", "en"), ("DE", "de"), ("", None), (None, None), ("!", None)]
)
def test_language_code_is_the_first_subtag(given: str | None, code: str | None) -> None:
    assert language_code(given) == code
