"""Which events are asked for, and how many there are in each stretch of time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kg.store.events import EventSummary
from kg.store.places import Box

__all__ = ["Bucket", "EventFilter", "Histogram", "histogram"]

Bucket = Literal["day", "month", "year"]

_LENGTHS: dict[Bucket, int] = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What events must be like; whatever is left out does not matter.

    `participant` and `place` are addresses; `start` and `end` are ISO 8601 dates of any precision, both included;
    `sources` are names of outlets, one of which must tell of the event; `text` is searched in labels.
    """

    types: tuple[str, ...] = ()
    participant: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    text: str | None = None
    factualities: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    box: Box | None = None

    def suits(self, event: EventSummary) -> bool:
        """Whether an event's own type, status and dates are as wanted."""
        return (
            (not self.types or event.type in self.types)
            and (not self.factualities or event.factuality in self.factualities)
            and event.within(self.start, self.end)
        )


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many events begin in each stretch of time, in its order; stretches without any are left out.

    `coarser` counts those of which only a longer stretch is known; `undated` those without any date.
    """

    total: int
    counts: tuple[tuple[str, int], ...]
    coarser: tuple[tuple[str, int], ...]
    undated: int


def histogram(dates: Iterable[str | None], bucket: Bucket) -> Histogram:
    """Counts ISO 8601 dates by day, month or year."""
    length = _LENGTHS[bucket]
    counts: Counter[str] = Counter()
    coarser: Counter[str] = Counter()
    undated = total = 0
    for date in dates:
        total += 1
        if date is None:
            undated += 1
        elif len(date) < length:
            coarser[date] += 1
        else:
            counts[date[:length]] += 1
    return Histogram(total, tuple(sorted(counts.items())), tuple(sorted(coarser.items())), undated)
