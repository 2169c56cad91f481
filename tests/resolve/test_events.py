"""Which events of two articles are one: cases as data. The articles share three bodies, as news on one story does."""

from typing import Any

import pytest

from kg.model import Decision, Resolution
from kg.resolve import resolve
from tests.resolve.builder import Builder


class Known:
    def country(self, name: str) -> str | None:
        return {"kenya": "KE"}.get(name.lower())

    def organization(self, name: str) -> str | None:
        return None

    def region(self, name: str) -> frozenset[str]:
        return frozenset()


def article(number: int, event: dict[str, Any], published: str) -> Builder:
    built = Builder(f"a{number}", published=published)
    built.entity("Place", "Kenya", country="KE")
    built.entity("Place", "Kisumu", country="KE")
    built.entity("Place", "Nakuru", country="KE")
    built.entity("Person", "Ann Lee")
    built.entity("Person", "Bo Stone")
    built.entity("Organization", "Harbour Union")
    built.event(**event)
    return built


KENYA, KISUMU, NAKURU, ANN, BO, UNION = (f"e{number}" for number in range(1, 7))
"""Local ids of the entities above, the same in every article."""


def resolved(
    left: dict[str, Any], right: dict[str, Any], days: tuple[str, str] = ("2024-05-02", "2024-05-03"), **more: Any
) -> Resolution:
    articles = [
        article(number, event, day).record()
        for number, (event, day) in enumerate(zip((left, right), days, strict=True))
    ]
    return resolve(articles, known=Known(), **more)


MEETING = {"kind": "Meeting", "roles": (("participant", ANN), ("participant", BO)), "when": "2024-05-01"}
ARREST = {
    "kind": "Arrest",
    "roles": (("agent", UNION), ("patient", "looters"), ("place", KISUMU)),
    "when": "2024-05-01",
}
DISMISSAL = {"kind": "Dismissal", "roles": (("agent", ANN), ("patient", BO))}

JOINED = {
    "one day, the same people": (MEETING, MEETING),
    "undated, the same agent and patient": (DISMISSAL, DISMISSAL),
    "one side tells no date": (MEETING, {**MEETING, "when": None, "roles": (*MEETING["roles"], ("place", KISUMU))}),
    "a town and its country": (
        ARREST,
        {**ARREST, "roles": (("agent", UNION), ("patient", "the looters"), ("place", KENYA))},
    ),
    "a day and its month": (DISMISSAL | {"when": "2024-05-01"}, DISMISSAL | {"when": "2024-05"}),
    "a killing told as deaths": (
        {"kind": "Killing", "roles": (("patient", "four miners"), ("place", KISUMU)), "when": "2024-05-01"},
        {"kind": "Death", "roles": (("patient", "miners"), ("place", KISUMU)), "when": "2024-05-01"},
    ),
    "rival figures of one day": (
        {**ARREST, "counts": (("arrested", 12, "exact"),)},
        {**ARREST, "counts": (("arrested", 20, "exact"),)},
    ),
    "a state of emergency": (
        {"kind": "StateOfEmergency", "roles": (("place", KENYA),), "when": "2024-05-20"},
        {"kind": "StateOfEmergency", "roles": (("place", KENYA),)},
    ),
}
APART = {
    "another type": (MEETING, {**MEETING, "kind": "Agreement"}),
    "another day": (MEETING, {**MEETING, "when": "2024-04-30"}),
    "another town": (ARREST, {**ARREST, "roles": (("agent", UNION), ("patient", "looters"), ("place", NAKURU))}),
    "another person": (DISMISSAL, {**DISMISSAL, "roles": (("agent", ANN), ("patient", UNION))}),
    "other people concerned": (
        ARREST,
        {**ARREST, "roles": (("agent", UNION), ("patient", "smugglers"), ("place", KISUMU))},
    ),
    "figures without a day in common": (
        {**ARREST, "counts": (("arrested", 400, "more than"),)},
        {**ARREST, "when": None, "counts": (("arrested", 650, "exact"),)},
    ),
    "figures alone": (
        {"kind": "Arrest", "counts": (("arrested", 12, "exact"),)},
        {"kind": "Arrest", "counts": (("arrested", 12, "exact"),)},
    ),
    "a day alone": ({"kind": "Attack", "when": "2024-05-01"}, {"kind": "Attack", "when": "2024-05-01"}),
    "statements of one person and day": (
        {"kind": "Statement", "roles": (("agent", ANN), ("topic", "fuel prices")), "when": "2024-05-01"},
        {"kind": "Statement", "roles": (("agent", ANN), ("topic", "school holidays")), "when": "2024-05-01"},
    ),
    "after the other article": (MEETING, {**MEETING, "when": "2024-05-09"}),
}


@pytest.mark.parametrize("case", JOINED)
def test_events_are_joined(case: str) -> None:
    left, right = JOINED[case]
    assert len(resolved(left, right).events) == 1


@pytest.mark.parametrize("case", APART)
def test_events_are_kept_apart(case: str) -> None:
    left, right = APART[case]
    assert len(resolved(left, right).events) == 2


def test_undated_events_of_far_articles_are_kept_apart() -> None:
    assert len(resolved(DISMISSAL, DISMISSAL, ("2024-05-02", "2024-09-02")).events) == 2


def test_events_of_one_article_are_never_joined_by_rules() -> None:
    built = article(0, MEETING, "2024-05-02")
    built.event(**MEETING)
    assert len(resolve([built.record()]).events) == 2


def test_rival_figures_leave_an_explained_decision() -> None:
    left, right = APART["figures without a day in common"]
    (found,) = [d for d in resolved(left, right).decisions if d.subject == "event"]
    assert (found.judgement, found.who) == ("different", "auto:event/figures")
    assert "650" in found.why


@pytest.mark.parametrize(("judgement", "events"), [("same", 1), ("different", 2)])
def test_people_decide_on_events_too(judgement: str, events: int) -> None:
    pair = APART["another town"] if judgement == "same" else JOINED["one day, the same people"]
    wish = Decision("event", ("a0", "v1"), ("a1", "v1"), judgement, "Kim", "")  # type: ignore[arg-type]
    assert len(resolved(*pair, ledger=[wish]).events) == events


@pytest.mark.parametrize(
    ("event", "label"),
    [
        (MEETING, "Meeting: Ann Lee, Bo Stone, 2024-05-01"),
        (ARREST, "Arrest of looters, Kisumu, 2024-05-01"),
        ({"kind": "Arrest", "counts": (("arrested", 400, "more than"),)}, "Arrest of more than 400 people"),
        ({"kind": "StateOfEmergency", "roles": (("place", KENYA),)}, "State of emergency, Kenya"),
        ({"kind": "Threat", "roles": (("agent", ANN), ("recipient", BO))}, "Threat by Ann Lee against Bo Stone"),
        ({"kind": "Statement", "roles": (("agent", ANN), ("topic", "“peace”"))}, "Statement by Ann Lee: peace"),
    ],
)
def test_label_tells_what_who_where_and_when(event: dict[str, Any], label: str) -> None:
    (cluster,) = resolve([article(0, event, "2024-05-02").record()]).events
    assert cluster.label == label
