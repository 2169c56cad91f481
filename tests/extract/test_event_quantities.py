"""The figures that a mention tells."""

from dataclasses import replace

from kg.extract.event_quantities import figures_of
from kg.model import QuantityMention, Span

WORDS = Span(0, 20, "between 20 and 40 men")
RANGE = QuantityMention(WORDS, WORDS, 0, 5, 20, 40, "about", "men", 4, "count", True)


def test_a_range_is_two_figures():
    told = [(one.what, one.value, one.modifier) for one in figures_of(RANGE, "killed")]
    assert told == [("killed", 20, "at least"), ("killed", 40, "at most")]


def test_other_figures_are_one():
    for mention in (replace(RANGE, high=None), replace(RANGE, value=None), replace(RANGE, high=20)):
        assert [one.modifier for one in figures_of(mention, "killed")] == ["about"]
