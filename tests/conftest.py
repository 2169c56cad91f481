"""Fixtures of the whole suite: the smallest thing that serves; odd ones stand inline in their tests.

Tests that need the evaluation corpora find them through KG_SHARED (default: `shared` beside the repository) and skip,
saying so, where they are absent; in continuous integration (CI set) they fail instead.
"""

import os
from pathlib import Path

import pytest

from kg.model import Article, Moment
from kg.pipeline.extraction import Extraction

SHARED = Path(os.environ.get("KG_SHARED", Path(__file__).parents[2] / "shared"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation corpora."""
    if not SHARED.is_dir():
        message = f"evaluation corpora are not at {SHARED}; set KG_SHARED to their folder"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return SHARED


@pytest.fixture(scope="session")
def extraction() -> Extraction:
    """Annotator and extractor with the shipped language model."""
    return Extraction()


@pytest.fixture(scope="session")
def lexical_extraction() -> Extraction:
    """The same with the lexicon as the only engine, whose cases are about it."""
    return Extraction(engines=("lexicon",))


@pytest.fixture
def article() -> Article:
    """A small article with a date."""
    text = "Police arrested twelve people in Gdansk on Tuesday.\nThe mayor denied it."
    return Article("gdansk-1", text, title="Arrests in Gdansk", published=Moment("2023-05-11"), publisher="Courier")
