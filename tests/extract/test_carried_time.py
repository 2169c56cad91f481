"""Times of other events, for those that are told without one."""

from dataclasses import replace

import pytest

from kg.extract.carried_time import Page, Telling, carry_times
from kg.model import EventMention, Moment, Span, TimeExpression

FRIDAY = TimeExpression(Moment("2022-06-10"), Span(10, 19, "on Friday"))
PAGE = Page(Moment("2022-06-11"), 0, ((10, "2022-06-10"),), (), (40, 90), (), {60: ("VBD", 60, "ROOT")})


def event(kind: str, start: int, sentence: int) -> EventMention:
    return EventMention("", kind, Span(start, start + 1, "x"), Span(sentence, sentence + 1, "y"), "rule")


SCENE = replace(event("Attack", 5, 0), time=FRIDAY)


@pytest.mark.parametrize(
    ("kind", "status", "time"),
    [
        ("Injury", "asserted", FRIDAY),
        ("Killing", "asserted", FRIDAY),
        ("Accusation", "asserted", None),
        ("Request", "denied", None),
    ],
)
def test_casualties_told_of_next_have_the_time_of_their_scene(kind, status, time):
    later = replace(event(kind, 60, 50), factuality=status)
    assert carry_times([SCENE, later], PAGE)[1].time == time


def test_order_of_the_events_is_kept_and_dated_ones_are_left_alone():
    later = event("Injury", 60, 50)
    assert [one.type for one in carry_times([later, SCENE], PAGE)] == ["Injury", "Attack"]
    assert carry_times([later, SCENE], PAGE)[1] is SCENE


def test_each_moment_is_a_choice_once():
    again = replace(SCENE, trigger=Span(30, 31, "z"), type="Clash")
    saturday = replace(event("Meeting", 95, 90), time=TimeExpression(Moment("2022-06-11"), None))
    telling = Telling([SCENE, again, event("Injury", 60, 50), saturday], PAGE)
    assert [other.type for other, _ in telling.choices(2)] == ["Clash", "Meeting"]


def test_without_dated_events_there_is_no_choice():
    assert carry_times([event("Injury", 60, 50)], PAGE)[0].time is None
