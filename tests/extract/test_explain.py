"""What is explained of a sentence."""

import pytest

from kg.model import Article, Moment
from kg.pipeline.extraction import Extraction


def test_a_word_that_is_its_own_filler_is_passed_over(extraction: Extraction) -> None:
    text = "The unrest started on Monday from the port of Iquique with protests."
    lines = list(extraction.explain(Article("a", text, published=Moment("2023-05-11"))))
    assert any("protests" in line for line in lines)
    assert not any(line.rstrip().endswith(":") for line in lines[1:])


@pytest.mark.parametrize(
    "text", ["Police said on Monday that Braga was quiet.", "No.", "An attack, an attack, an attack on 3 May."]
)
def test_every_sentence_is_shown(extraction: Extraction, text: str) -> None:
    assert f"“{text}”" in list(extraction.explain(Article("a", text, published=Moment("2023-05-11"))))
