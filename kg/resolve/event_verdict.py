"""Do two articles tell of one event? What must not differ, and what speaks for it, as a table to read.

Times, places, persons and populations that differ forbid the join, whatever else agrees. What agrees adds up: the
weights below are ours, set by hand so that no two features suffice unless one of them is telling (the same day and the
same person on both sides), and that figures or wording alone never do. They move together with `THRESHOLD`.
"""

from collections.abc import Callable
from typing import NamedTuple

from kg.resolve.base import Verdict, different, same
from kg.resolve.event_profile import CASUALTIES, EventProfile, Figure, family
from kg.resolve.geography import Geography
from kg.resolve.populations import overlap

__all__ = ["RIVAL", "SPEECH", "THRESHOLD", "compare_events", "rival_figures", "told_once"]

THRESHOLD = 0.6
"""Sum of weights from which on two events are one."""
SPEECH_THRESHOLD = 0.8
"""The same for acts of speech, of which one person does many a day."""
RIVAL = "event/figures"
"""The rule that keeps two events apart for their figures alone: likely one event, told with rival figures."""

SPEECH = frozenset({"Statement", "Accusation", "Threat", "Denial"})
_STATES_OF_A_PLACE = frozenset({"StateOfEmergency", "Curfew", "Ceasefire", "Election"})
"""A place is in one of these once at a time."""

_SINGULAR = _STATES_OF_A_PLACE | frozenset(
    """Protest Riot MilitaryOperation Deployment Withdrawal PriceChange Disaster Accident Resignation Dismissal Request
    Agreement Appointment Acquisition Launch Competition Sanction""".split()
)
"""Of these a story has one as a rule; of killings, arrests, attacks and words it has many."""

_LASTING = frozenset({"Protest", "Riot", "MilitaryOperation", "Disaster", "Election", "StateOfEmergency", "Curfew"})
"""What goes on for days: an article speaks of it again and again, and extraction may take each time for another."""

_RIVALS = 0.3
"""Sum of weights from which on events of one place and time that differ in figures are worth a reader's look."""

_CORE = ("agent", "patient", "recipient", "participant")
_SIDE = ("beneficiary", "origin", "instrument", "topic", "cause")
_SAME_ISSUE_DAYS, _SAME_WEEK_DAYS, _SAME_STORY_DAYS = 3, 7, 14
_SHARE_OF_STORY = 0.25
"""Of what the article with fewer names speaks of, this share must be in the other for both to be on one story."""

Point = tuple[float, str]


class _Pair(NamedTuple):
    left: EventProfile
    right: EventProfile
    geography: Geography
    is_person: Callable[[str], bool]


def compare_events(
    left: EventProfile, right: EventProfile, geography: Geography, is_person: Callable[[str], bool]
) -> Verdict | None:
    """The verdict on two events of different articles; None where they agree too little to say."""
    pair = _Pair(left, right, geography, is_person)
    for rule, check in _MUST_NOT_DIFFER:
        if objection := check(pair):
            return _rivals(pair, objection) or different(rule, objection)
    points = [point for feature in _TELLS_WHO_OR_WHERE for point in feature(pair)]
    if not points:
        return _rivals(pair, "nothing tells that they are one")  # one day and like words on one story are no event yet
    points += [point for feature in _SPEAKS_FOR for point in feature(pair)]
    score = _bounded(sum(weight for weight, _ in points))
    if objection := _differ_in_figures(pair):
        return different(RIVAL if score >= _RIVALS else "event/measure", objection)
    if score < (SPEECH_THRESHOLD if left.type in SPEECH else THRESHOLD):
        return _rivals(pair, "too little tells that they are one")
    return same(score, "event", "; ".join(reason for _, reason in points))


def _bounded(total: float) -> float:
    """A sum of weights as a score below 1 that keeps their order."""
    beyond = max(0.0, total - 0.9)
    return round(min(total, 0.9) + 0.1 * beyond / (beyond + 0.5), 3)


def told_once(profile: EventProfile) -> str:
    """What no two events of one group share: their article, but for types that an article tells of again and again."""
    article, local = profile.member
    return f"{article}#{local}" if profile.type in _LASTING else article


def _rivals(pair: _Pair, objection: str) -> Verdict | None:
    """Counts of one kind on one story are worth a comparison, though they are no single event: tolls that grow."""
    left, right = pair.left, pair.right
    if family(left.type) not in CASUALTIES or family(left.type) != family(right.type) or left.planned or right.planned:
        return None
    days = _published_apart(pair)
    if days is None or days > _SAME_STORY_DAYS or _differ_in_place(pair) or _differ_in_persons(pair):
        return None
    if left.member[0] != right.member[0] and not _one_story(pair):
        return None
    for figure, rival in rival_figures(left, right):
        return different(RIVAL, f"{objection}; “{figure.text}” against “{rival.text}”")
    return None


def _published_apart(pair: _Pair) -> int | None:
    left, right = pair.left.published, pair.right.published
    return abs((left - right).days) if left is not None and right is not None else None


def _differ_in_article(pair: _Pair) -> str | None:
    """An article tells its events apart; but of unrest, operations and the like it speaks again and again."""
    if pair.left.member[0] != pair.right.member[0]:
        return None
    if pair.left.type not in _LASTING or pair.left.denied != pair.right.denied:
        return "one article tells them apart"
    for role in (*_CORE, "topic", "cause"):
        one, other = pair.left.fillers.get(role), pair.right.fillers.get(role)
        words, others = pair.left.phrases.get(role), pair.right.phrases.get(role)
        if (one and other and not one & other) or (words and others and not words & others):
            return f"one article tells them apart: another {role}"
    return None


def _differ_in_type(pair: _Pair) -> str | None:
    one, other = pair.left.type, pair.right.type
    return f"{one} is not {other}" if family(one) != family(other) else None


def _differ_in_time(pair: _Pair) -> str | None:
    one, other = pair.left.moment, pair.right.moment
    if one and other:
        slack = 0 if one.precision == other.precision == "day" else 1
        return None if one.overlaps(other, slack) else f"{one.value} is not {other.value}"
    told, silent = (pair.left, pair.right) if one else (pair.right, pair.left)
    ahead = told.planned or silent.planned or told.type in _STATES_OF_A_PLACE
    if told.moment and silent.published and not ahead:
        if (told.moment.first_day - silent.published).days > 1:
            return f"{told.moment.value} comes after the other article"
        return None
    if pair.left.published and pair.right.published and not (one or other):
        days = abs((pair.left.published - pair.right.published).days)
        return f"neither is dated, and {days} days lie between the articles" if days > _SAME_STORY_DAYS else None
    return None


def _differ_in_place(pair: _Pair) -> str | None:
    one, other = pair.left.places, pair.right.places
    return "they happened in different places" if one and other and not pair.geography.nested(one, other) else None


def _differ_in_persons(pair: _Pair) -> str | None:
    for role in _CORE:
        one = {filler for filler in pair.left.fillers.get(role, ()) if pair.is_person(filler)}
        other = {filler for filler in pair.right.fillers.get(role, ()) if pair.is_person(filler)}
        if one and other and not (one <= other or other <= one):
            return f"another person is the {role}"
    return None


def _differ_in_patient(pair: _Pair) -> str | None:
    one, other = pair.left.fillers.get("patient"), pair.right.fillers.get("patient")
    if one and other and not one & other and not pair.geography.nested(one, other):
        return "another patient"
    words, others = pair.left.phrases.get("patient"), pair.right.phrases.get("patient")
    if words and others and overlap(words, others) == "different":
        return "the patient is described by other words"
    if family(pair.left.type) not in CASUALTIES:
        return None
    if overlap(pair.left.population, pair.right.population) == "different":
        return "other people are concerned"
    named = [any(pair.is_person(filler) for filler in side or ()) for side in (one, other)]
    return "one tells who is concerned, the other somebody else" if named[0] != named[1] and (words or others) else None


def _differ_in_topic(pair: _Pair) -> str | None:
    one, other = pair.left.phrases.get("topic"), pair.right.phrases.get("topic")
    if pair.left.type not in SPEECH or not one or not other:
        return None
    return None if one & other else "something else is said"


def _differ_in_figures(pair: _Pair) -> str | None:
    one, other = pair.left.moment, pair.right.moment
    if one and other and one.value == other.value and one.precision == "day":
        return None  # one day, one place, one measure: sources disagree on one event
    for figure, rival in rival_figures(pair.left, pair.right):
        return f"“{figure.text}” against “{rival.text}”, and no day in common"
    return None


_MUST_NOT_DIFFER: tuple[tuple[str, Callable[[_Pair], str | None]], ...] = (
    ("event/article", _differ_in_article),
    ("event/type", _differ_in_type),
    ("event/time", _differ_in_time),
    ("event/place", _differ_in_place),
    ("event/persons", _differ_in_persons),
    ("event/patient", _differ_in_patient),
    ("event/topic", _differ_in_topic),
)


def _time(pair: _Pair) -> list[Point]:
    one, other = pair.left.moment, pair.right.moment
    if one and other:
        if one.value == other.value and one.precision == "day":
            return [(0.35, f"both on {one.value}")]
        return [(0.15, f"{one.value} and {other.value} overlap")]
    told, silent = (pair.left, pair.right) if one else (pair.right, pair.left)
    if told.moment and silent.published and told.moment.first_day <= silent.published <= told.moment.last_day:
        return [(0.15, f"told within {told.moment.value}")]
    days = _days_between(pair)
    if days is None or days > _SAME_STORY_DAYS:
        return []
    return [(0.15, "told within three days")] if days <= _SAME_ISSUE_DAYS else [(0.05, "told within two weeks")]


def _days_between(pair: _Pair) -> int | None:
    """Days between what is known of the times: a date told, or the day of publication."""
    left, right = pair.left.anchor, pair.right.anchor
    return abs((left - right).days) if left is not None and right is not None else None


def _place(pair: _Pair) -> list[Point]:
    one, other = pair.left.places, pair.right.places
    if one & other:
        states = pair.left.type in _STATES_OF_A_PLACE
        return [(0.45, "a state of the same place")] if states else [(0.2, "in the same place")]
    if one and other:
        return [(0.1, "one place lies in the other")]
    if pair.left.type in _SINGULAR and (one | pair.left.implied) & (other | pair.right.implied):
        return [(0.1, "in the country that the article is mostly about")]
    return []


def _core(pair: _Pair) -> list[Point]:
    """Those who act and are acted upon; two articles may see one of them in different roles."""
    found: list[Point] = []
    weights = {"agent": 0.2, "patient": 0.3, "recipient": 0.25, "participant": 0.2}
    counted: set[str] = set()
    for role in _CORE:
        shared = sorted(pair.left.fillers.get(role, frozenset()) & pair.right.fillers.get(role, frozenset()))
        counted.update(shared)
        found += [(weights[role], f"the same {role}") for _ in shared[:2]]
    mine = {filler for role in _CORE for filler in pair.left.fillers.get(role, ())}
    others = {filler for role in _CORE for filler in pair.right.fillers.get(role, ())}
    crossed = len((mine & others) - counted)
    return [*found, *([(0.15, "the same party in another role")] * min(crossed, 2))]


def _side(pair: _Pair) -> list[Point]:
    shared = [
        role for role in _SIDE if pair.left.fillers.get(role, frozenset()) & pair.right.fillers.get(role, frozenset())
    ]
    return [(0.1, f"the same {role}") for role in shared[:2]]


def _phrases(pair: _Pair) -> list[Point]:
    found: list[Point] = []
    for role in ("patient", "topic", "cause"):
        one, other = pair.left.phrases.get(role), pair.right.phrases.get(role)
        if one and other and (overlap := _overlap(one, other)) > 0.5:
            found.append((0.25 if overlap == 1 else 0.2, f"the {role} in like words"))
    return found[:2]


def _figures(pair: _Pair) -> list[Point]:
    for figure in pair.left.figures:
        for other in pair.right.figures:
            if figure.value is not None and figure.value == other.value and _one_measure(figure, other):
                return [(0.15, f"the same figure {figure.text}")]
    return []


def _wording(pair: _Pair) -> list[Point]:
    overlap = _overlap(pair.left.wording, pair.right.wording)
    return [(round(min(0.25, 0.3 * overlap), 3), "like wording")] if overlap >= 0.35 else []


def _story(pair: _Pair) -> list[Point]:
    """Articles about one story tell its background alike, and often without a date."""
    if not _one_story(pair):
        return []
    points = [(0.15, "articles on one story")]
    days = [profile.published for profile in (pair.left, pair.right) if profile.published]
    near = len(days) < 2 or abs((days[0] - days[1]).days) <= _SAME_WEEK_DAYS
    if pair.left.type in _SINGULAR and near:
        points.append((0.2, "of which a story has one as a rule"))
    if pair.left.only and pair.right.only:
        points.append((0.1, "each article's only one of the kind"))
    return points


def _one_story(pair: _Pair) -> bool:
    """Whether two articles speak of the same: several names in common, a fair share of what the shorter one names."""
    left, right = pair.left, pair.right
    shared = len(left.story & right.story)
    if shared < 2:
        return False
    weight = shared + len(left.states & right.states) / 2
    smaller = min(len(side.story) + len(side.states) / 2 for side in (left, right))
    return weight >= 2.5 and weight >= _SHARE_OF_STORY * smaller


_TELLS_WHO_OR_WHERE: tuple[Callable[[_Pair], list[Point]], ...] = (_place, _core, _phrases)
_SPEAKS_FOR: tuple[Callable[[_Pair], list[Point]], ...] = (_time, _side, _figures, _wording, _story)


def rival_figures(left: EventProfile, right: EventProfile) -> list[tuple[Figure, Figure]]:
    """Figures of two events that count the same and are not equal."""
    return [
        (figure, other)
        for figure in left.figures
        for other in right.figures
        if figure.value is not None and other.value is not None
        if figure.value != other.value and _one_measure(figure, other)
    ]


def _one_measure(figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same; "people" may be anybody, other units must be alike."""
    alike = bool(figure.measure & other.measure) or figure.measure == other.measure
    return alike and overlap(figure.unit, other.unit) != "different"


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared words as a share of the shorter side's words."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
