"""What is carried over from the sentences before."""

from dataclasses import replace

import pytest

from kg.extract.context import carry_over
from kg.model import Argument, EventMention, Moment, Span, TimeExpression

FRIDAY = TimeExpression(Moment("2022-06-10"), Span(10, 19, "on Friday"))
PLACE = Argument("place", "e1", Span(20, 26, "Gdansk"))


def event(kind: str, start: int, sentence: int) -> EventMention:
    return EventMention("", kind, Span(start, start + 1, "x"), Span(sentence, sentence + 1, "y"), "rule")


SCENE = replace(event("Attack", 5, 0), time=FRIDAY, arguments=(PLACE,))


@pytest.mark.parametrize(("kind", "time"), [("Injury", FRIDAY), ("Killing", FRIDAY), ("Seizure", None), ("Vote", None)])
def test_casualties_told_of_next_have_the_time_of_their_scene(kind, time):
    later = carry_over([SCENE, event(kind, 60, 50)])[1]
    assert (later.time, later.arguments) == (time, ())


def test_nothing_is_carried_far_or_to_what_has_not_happened():
    far, denied = event("Injury", 400, 390), replace(event("Injury", 60, 50), factuality="denied")
    assert [one.time for one in carry_over([SCENE, denied, far])] == [FRIDAY, None, None]
