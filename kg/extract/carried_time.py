"""When something was that a sentence without a date tells of: the time of another event of the article, or none.

News names the day once and goes on. For each event without a time of its own there are a few to choose from: of an
event in the same sentence, of the last one told, of the last one that is no speech, of the next, of the article's
first. A logistic regression says how likely each is to be meant; the likeliest is taken, if it is likely enough.
What it looks at are words and kinds that anyone can read; `carried_time.json` holds what each adds, as
`python -m kg.training carry` learned it from annotated articles.
"""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import exp

from spacy.tokens import Doc

from kg.model import Article, EventMention, Layers, Moment, Span, text_of

__all__ = ["Page", "Telling", "carry_times", "value_of"]

LEAST = 0.3
"""Probability from which on a time is carried. Of .30, .35, .40 and .50 on 786 articles in four turns, each scored by
weights that the others gave, .30 served best: an F of .646 of all times against .645, .644 and .642; with casualties
alone, dated by the scene told right before, it is .640, with nothing carried .639."""

_FAR = 5
"""Arcs between two triggers that still tie them."""
_CASUALTIES = frozenset({"Killing", "Death", "Injury"})
_SPEECH = frozenset({"Denial", "Statement", "Request", "Accusation", "Offer", "Threat", "Order", "Publication"})
_FREQUENT = frozenset(
    """Killing Death Injury Attack Clash Riot Protest Accident Disaster Arrest Seizure Escape Release Vote Order Meeting
    Trial Sentence PriceChange Appointment MilitaryOperation Denial Statement Request Accusation Other Visit Competition
    Election Investigation""".split()
)
"""Kinds frequent enough to have weights of their own."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the choice looks at beside the events; places are counted in the text, from its start.

    `dates`: where dates and times of day stand, with their values; `durations`: where durations do; `sentences`:
    where sentences end; `lines`: where lines do; `words`: of each word by where it begins its fine part-of-speech tag,
    where the word begins that governs it, and how it does.
    """

    published: Moment | None
    headline: int
    dates: tuple[tuple[int, str], ...]
    durations: tuple[int, ...]
    sentences: tuple[int, ...]
    lines: tuple[int, ...]
    words: Mapping[int, tuple[str, int, str]]

    @classmethod
    def of(cls, article: Article, doc: Doc, layers: Layers, headline: int) -> "Page":
        """The page of an annotated article; `headline` is where its headline ends."""
        dates = [time for time in layers.times if time.kind in ("date", "time")]
        return cls(
            article.published,
            headline,
            tuple(sorted((t.span.start, t.moment.value if t.moment is not None else "") for t in dates)),
            tuple(sorted(t.span.start for t in layers.times if t.kind in ("duration", "set"))),
            tuple(sentence.end_char for sentence in doc.sents),
            tuple(at for at, letter in enumerate(text_of(doc)) if letter == "\n"),
            {token.idx: (token.tag_, token.head.idx, token.dep_) for token in doc},
        )


def carry_times(events: Sequence[EventMention], page: Page) -> list[EventMention]:
    """The events in their order, with the time of another where one is likely enough to be meant."""
    weights = _weights()
    order = sorted(range(len(events)), key=lambda n: (events[n].trigger.start, events[n].trigger.end))
    telling = Telling([events[n] for n in order], page)
    result = list(events)
    for place, n in enumerate(order):
        best: tuple[float, EventMention] | None = None
        for other, names in telling.choices(place) if events[n].time is None else ():
            total = sum(weights.get(name, 0.0) for name in names)
            if best is None or total > best[0]:
                best = total, other
        if best is not None and 1 / (1 + exp(-best[0])) >= LEAST:
            result[n] = replace(events[n], time=best[1].time)
    return result


class Telling:
    """The events of an article in the order of its text, as the choice between their times sees them."""

    def __init__(self, events: Sequence[EventMention], page: Page) -> None:
        self.events, self.page = events, page
        self._dated = [n for n, event in enumerate(events) if value_of(event) is not None]
        self._done = [n for n in self._dated if events[n].type not in _SPEECH]
        self._beside: dict[Span, list[int]] = defaultdict(list)
        for n in self._dated:
            self._beside[events[n].evidence].append(n)
        self._told = Counter(value_of(events[n]) for n in self._dated)

    def choices(self, place: int) -> Iterator[tuple[EventMention, list[str]]]:
        """The dated events that may tell when the one at `place` was, each moment once, with what holds of them."""
        found = self._candidates(place)
        for link, other in found:
            yield other, self._features(place, link, other, len(found))

    def _candidates(self, place: int) -> list[tuple[str, EventMention]]:
        """The candidates by how they are found."""
        event, events = self.events[place], self.events
        found: dict[str | None, tuple[str, EventMention]] = {}

        def add(link: str, n: int) -> None:
            found.setdefault(value_of(events[n]), (link, events[n]))

        beside = [n for n in self._beside.get(event.evidence, ()) if n != place]
        if beside:
            add("same", min(beside, key=lambda n: abs(events[n].trigger.start - event.trigger.start)))
        before, done = bisect_left(self._dated, place), bisect_left(self._done, place)
        if before:
            add("last", self._dated[before - 1])
        if done:
            add("last done", self._done[done - 1])
        after = before + (before < len(self._dated) and self._dated[before] == place)
        if after < len(self._dated):
            add("next", self._dated[after])
        if self._dated and self._dated[0] != place:
            add("first", self._dated[0])
        return list(found.values())

    def _features(self, place: int, link: str, other: EventMention, choices: int) -> list[str]:
        """The names of what holds of an event and of a dated one that may tell when it was."""
        event, page, value = self.events[place], self.page, value_of(other) or ""
        first, last = sorted((event.trigger, other.trigger), key=lambda span: span.start)
        between = page.dates[bisect_left(page.dates, (first.start + 1,)) : bisect_left(page.dates, (last.start,))]
        sentences = min(_count(page.sentences, first.end, last.start), 5)
        own = bisect_left(page.dates, (event.evidence.start,)) < bisect_left(page.dates, (event.evidence.end,))
        age, tag = _age(value, page.published), page.words.get(event.trigger.start, ("", 0, ""))[0]
        kind = event.type if event.type in _FREQUENT else "rare"
        plain = (
            "always",
            f"link={link}",
            f"kind={kind}",
            f"kind={kind} link={link}",
            f"status={event.factuality}",
            f"status={event.factuality} other={other.factuality}",
            f"tag={tag}",
            f"age={age}",
            f"distance={_scale(last.end - first.start, 11)} link={link}",
            f"lines={min(_count(page.lines, first.end, last.start), 1)} link={link}",
            f"moments={min(len(self._told), 5)}",
            f"choices={choices}",
            f"told={min(self._told[value], 4)}",
        )
        by_group = (
            f"other={_group(other)}",
            f"sentences={sentences}",
            f"precision={'interval' if '/' in value else len(value)}",
            f"age={age}",
            f"dated={own}",
            f"status={event.factuality}",
            f"tag={tag}",
            f"rival={any(told not in ('', value) for _, told in between)}",
            f"same kind={event.type == other.type}",
            f"attributed={event.attribution is not None}",
            f"headline={event.trigger.start < page.headline}",
            f"hangs={self._hangs(event.trigger, other.trigger) if link == 'same' else ''}",
            f"governs={self._hangs(other.trigger, event.trigger) if link == 'same' else ''}",
        )
        group = f"{_group(event)} {link}: "
        duration = ("duration",) if _count(page.durations, event.evidence.start, event.evidence.end) else ()
        return [*plain, *(group + name for name in by_group), *duration]

    def _hangs(self, lower: Span, upper: Span) -> str:
        """How one trigger hangs on another in the sentence: the last two arcs on the way up, "" where it does not."""
        at, way = lower.start, list[str]()
        for _ in range(_FAR):
            _, head, dep = self.page.words.get(at, ("", at, ""))
            if head == at:
                break
            if not lower.start <= head < lower.end:
                way.append(dep)
            if upper.start <= head < upper.end:
                return " ".join(way[-2:])
            at = head
        return ""


def value_of(event: EventMention) -> str | None:
    """The moment that an event has a time of, as its value; None where it has none."""
    return event.time.moment.value if event.time is not None and event.time.moment is not None else None


def _group(event: EventMention) -> str:
    return "casualty" if event.type in _CASUALTIES else "speech" if event.type in _SPEECH else "deed"


def _count(places: Sequence[int], start: int, end: int) -> int:
    """How many of the sorted places lie in a stretch of the text."""
    return max(0, bisect_left(places, end) - bisect_left(places, start))


def _scale(number: int, most: int) -> int:
    """The binary order of magnitude of a number of characters or days."""
    return min((number + 1).bit_length() - 1, most)


def _age(value: str, published: Moment | None) -> str:
    """How long before publication a moment is, on a scale of doubling days."""
    if published is None:
        return "unknown"
    days = (published.last_day - Moment(value).first_day).days
    return "ahead" if days < 0 else str(_scale(days, 6))


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = json.loads((files("kg.extract") / "carried_time.json").read_text(encoding="utf-8"))
    return weights
