"""Which rules are tried where: never fewer matches than a search for each pattern finds."""

import random
import re

import pytest

from kg.annotate.times.openings import Openings, beginnings
from kg.annotate.times.rules import RULES

WORDS = (
    "the of last next two 3 may monday june 2021 weeks days ago year in since on year's 12:30 10.5.2019 q3 easter "
    "mid-may ramadan second day first half early morning 5-6 1990s every other from until police protest before it"
).split()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"(?:the\s+)?day", {"the", "day"}),
        (r"(?:mon|tues)day", {"monday", "tuesday"}),
        (r"\d{1,2}\s+may", {"0"}),
        (r"q[1-4]", {"q"}),
        (r"(?<=in\s)spring", {"spring"}),
        (r"[ab]c", {"ac", "bc"}),
        (r"[a-z]+ day", None),
        (r"(?:\s+)may", None),
        (r"(?:x)?", None),
    ],
)
def test_beginnings_are_read_off_a_pattern(pattern: str, expected: set[str] | None) -> None:
    assert beginnings(re.compile(rf"(?<![\w.,-])(?:{pattern})")) == expected


def test_most_rules_begin_with_few_words() -> None:
    assert sum(beginnings(rule.pattern) is None for rule in RULES) <= 1


@pytest.mark.parametrize("seed", range(4))
def test_matches_are_those_of_each_pattern_searched_for(seed: int) -> None:
    text = " ".join(random.Random(seed).choices(WORDS, k=1500)) + "\n12.30 – x, ½ ٣ may"
    patterns = [rule.pattern for rule in RULES]
    searched = {(order, match.regs) for order, pattern in enumerate(patterns) for match in pattern.finditer(text)}
    assert {(order, match.regs) for order, match in Openings(patterns).matches(text)} == searched
    assert len(searched) > 100
