"""What a rule knows when it reads an expression, and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kg.annotate.times.arithmetic import Tense
from kg.annotate.times.mention import TimeKind
from kg.model import Moment

__all__ = ["UNRESOLVED", "Anchors", "Reading"]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The days an expression can be counted from.

    `today` is the day of publication, None where only less is known; `narrated` is the last date told before, and
    `narrated_day` the last one told to the day; `beside` is the last date where it stands in the same sentence; `tense`
    is that of the clause the expression stands in; `headed`: the narrated day heads this very paragraph; `event_day`
    tells the day that the text gave a named event before.
    """

    today: date | None = None
    narrated: Moment | None = None
    narrated_day: date | None = None
    beside: Moment | None = None
    tense: Tense = "unknown"
    headed: bool = False
    event_day: Callable[[str], date | None] = lambda event: None


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule's answer: when, and what kind of expression it is."""

    moment: Moment | None
    kind: TimeKind = "date"


UNRESOLVED = Reading(None)
"""A date, but nobody can say which from the words."""
