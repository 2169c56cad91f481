"""Languages, told by the text rather than by what is said of it."""

import pytest

from kg.read.language import detect, language_code, language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The owners of the port said that the strike was over and that work had begun.", "en"),
        ("El dueño de los barcos dijo que la huelga fue larga y que el puerto está abierto.", "es"),
        ("Le port est ouvert, ont dit les marins dans une lettre qui a été lue sur le quai.", "fr"),
        ("Der Hafen ist offen und die Arbeit geht weiter, sagte der Chef mit einem Lächeln.", "de"),
        ("Президент страны подписал указ о новых мерах.", "ru"),
        ("昨日凌晨一艘载有一百四十三人的渡轮在大雾中触礁后沉没", "zh"),
        ("東京で月曜日の朝に地震がありました。", "ja"),
        ("العاصمة تشهد اليوم اجتماعا بين الوزراء ورؤساء البلديات في المدينة", "ar"),
        ("Қазақстан президенті жарлыққа қол қойды", "kk"),
        ("Ferry sinks off island", "en"),
        ("POLICE ARREST TWELVE", "en"),
        ("12 345 67.8", "und"),
        ("", "und"),
    ],
)
def test_language_is_told_by_the_text(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize(
    ("given", "code"), [("en-GB", "en"), ("English", "en"), ("DE", "de"), ("", None), (None, None), ("!", None)]
)
def test_language_code_is_the_first_subtag(given: str | None, code: str | None) -> None:
    assert language_code(given) == code


RUSSIAN = "Паром, на борту которого находились люди, затонул поздно вечером у острова, сообщила береговая охрана. " * 3
ENGLISH = "The owners of the port said that the strike was over and that work had begun on all of the quays. " * 3


@pytest.mark.parametrize(
    ("text", "given", "code"),
    [
        (RUSSIAN, "en", "ru"),
        (RUSSIAN, None, "ru"),
        (ENGLISH, "de", "en"),
        ("Storm hits coast", "de", "de"),
        ("12 345", "en", "en"),
        ("12 345", None, "und"),
    ],
)
def test_a_text_that_leaves_no_doubt_is_believed_before_its_page(text: str, given: str | None, code: str) -> None:
    assert language_of(text, given) == code
