"""How much of an article, and how little else, is taken from pages of thirty layouts, with and without class names."""

import io
import re
from collections import Counter
from collections.abc import Callable
from zlib import crc32

import pytest

from kg.model import Article
from kg.read import read_paths
from tests.read.layouts.modern import MODERN
from tests.read.layouts.older import OLDER
from tests.read.layouts.stories import STORIES, Story

F1_FLOOR, PAGE_FLOOR = 0.97, 0.85
"""Mean over all pages, and the worst mean of any one layout."""

_NAMED = re.compile(r"""(?:class|id|role|data-component)=(?:'[^']*'|"[^"]*"|[\w-]+)""")


def _nameless(make: Callable[[Story], str]) -> Callable[[Story], str]:
    """The layout as a build tool leaves it, which replaces every name of a class by a meaningless one."""
    return lambda story: _NAMED.sub(lambda name: f"class='c{crc32(name[0].encode()):x}'", make(story))


LAYOUTS = {make.__name__: make for make in (*MODERN, *OLDER)}
LAYOUTS |= {f"{make.__name__} without names": _nameless(make) for make in (*MODERN, *OLDER)}


def _score(page: str, story: Story) -> float:
    """F1 over the words of the text without furniture; headline, byline and day may stand in it or not."""
    found = next(i for i in read_paths(["-"], stdin=io.BytesIO(page.encode())))
    if not isinstance(found, Article):
        return 0.0
    signed = {"", story.title, f"By {story.author}", story.shown_day}
    lines = [line for line in found.body.split("\n") if line.strip() not in signed]
    got, wanted = Counter(" ".join(lines).split()), Counter(story.text.split())
    right = (got & wanted).total()
    return 2 * right / (got.total() + wanted.total())


def test_there_are_thirty_layouts() -> None:
    assert len((*MODERN, *OLDER)) >= 30


@pytest.fixture(scope="module")
def scores() -> dict[str, list[float]]:
    return {name: [_score(make(story), story) for story in STORIES] for name, make in LAYOUTS.items()}


def test_main_text_of_all_layouts(scores: dict[str, list[float]]) -> None:
    every = [score for of_layout in scores.values() for score in of_layout]
    assert sum(every) / len(every) >= F1_FLOOR


@pytest.mark.parametrize("layout", LAYOUTS)
def test_main_text_of_a_layout(layout: str, scores: dict[str, list[float]]) -> None:
    assert sum(scores[layout]) / len(scores[layout]) >= PAGE_FLOOR, scores[layout]
