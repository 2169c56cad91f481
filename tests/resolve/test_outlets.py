"""One event told by several outlets, and several events of one type: written as outlets write, and read by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Resolution
from kg.resolve import resolve
from tests.resolve.builder import Builder

Teller = Callable[[Builder], list[str]]


def story(number: int, outlet: str, day: str) -> tuple[Builder, dict[str, str]]:
    """An article of a story in a made-up land, with the names that all outlets use."""
    built = Builder(f"s{number}", published=day, publisher=outlet)
    named = {
        "land": built.entity("Place", "Kenya", country="KE", links=("https://sws.geonames.org/192950/",)),
        "port": built.entity("Place", "Kisumu", country="KE", links=("https://sws.geonames.org/191245/",)),
        "hill": built.entity("Place", "Nakuru", country="KE", links=("https://sws.geonames.org/184622/",)),
        "chief": built.entity("Person", "Grace Atieno Wanjala"),
        "union": built.entity("Organization", "Lake Fishers Union"),
        "office": built.entity("Organization", "Lake Rescue Office"),
        "mob": built.entity("Group", "protesters"),
    }
    return built, named


def told(*articles: tuple[str, str, dict[str, Any]]) -> Resolution:
    """Articles of (outlet, day, event); roles name the story's entities or give words."""
    records = []
    for number, (outlet, day, event) in enumerate(articles):
        built, named = story(number, outlet, day)
        roles = tuple((role, named.get(filler, filler)) for role, filler in event.get("roles", ()))
        by = event.get("by")
        built.event(**{**event, "roles": roles, "by": named.get(by, by) if by else None})
        records.append(built.record())
    return resolve(records)


PROTEST = {"kind": "Protest", "roles": (("agent", "mob"), ("place", "port"))}
SINKING = {"kind": "Accident", "roles": (("patient", "ferry"), ("place", "port")), "when": "2024-05-01"}

ONE = {
    "a sinking, dated and undated, with other figures": (
        ("Daily", "2024-05-02", {**SINKING, "counts": (("killed", 12, "exact"),)}),
        ("Wire", "2024-05-02", {**SINKING, "when": None, "counts": (("killed", 12, "at least"),)}),
        ("Post", "2024-05-03", {**SINKING, "roles": (("patient", "the ferry"), ("place", "land"))}),
    ),
    "unrest, told in passing by articles of one story": (
        ("Daily", "2024-05-02", PROTEST),
        ("Wire", "2024-05-03", {"kind": "Protest", "roles": (("place", "land"),)}),
        ("Post", "2024-05-04", {**PROTEST, "when": "2024-05-01/2024-05-04"}),
    ),
    "an office-holder's call for help": (
        ("Daily", "2024-05-02", {"kind": "Request", "roles": (("agent", "chief"), ("recipient", "office"))}),
        ("Wire", "2024-05-03", {"kind": "Request", "roles": (("agent", "chief"), ("topic", "help at sea"))}),
    ),
    "troops, announced and sent": (
        ("Daily", "2024-05-02", {"kind": "Deployment", "factuality": "planned",
                                 "roles": (("patient", "rescuers"), ("destination", "port"))}),
        ("Wire", "2024-05-03", {"kind": "Deployment", "roles": (("patient", "the rescuers"), ("destination", "port"))}),
    ),
}  # fmt: skip
MANY = {
    "protests in two towns": (
        ("Daily", "2024-05-02", PROTEST),
        ("Wire", "2024-05-02", {**PROTEST, "roles": (("agent", "mob"), ("place", "hill"))}),
    ),
    "arrests of other people": (
        ("Daily", "2024-05-02", {"kind": "Arrest", "roles": (("patient", "looters"), ("place", "port"))}),
        ("Wire", "2024-05-02", {"kind": "Arrest", "roles": (("patient", "two nurses"), ("place", "port"))}),
    ),
    "officers and militants killed": (
        ("Daily", "2024-05-02", {"kind": "Killing", "roles": (("patient", "police officers"), ("place", "port"))}),
        ("Wire", "2024-05-02", {"kind": "Killing", "roles": (("patient", "gunmen"), ("place", "port"))}),
    ),
    "two sinkings": (
        ("Daily", "2024-05-02", SINKING),
        ("Wire", "2024-05-12", {**SINKING, "when": "2024-05-11"}),
    ),
    "two statements of one person": (
        ("Daily", "2024-05-02", {"kind": "Statement", "roles": (("agent", "chief"), ("topic", "the ferry was old"))}),
        ("Wire", "2024-05-02", {"kind": "Statement", "roles": (("agent", "chief"), ("topic", "taxes will fall"))}),
    ),
}


@pytest.mark.parametrize("case", ONE)
def test_one_event_of_several_outlets_is_one(case: str) -> None:
    resolution = told(*ONE[case])
    assert len(resolution.events) == 1
    assert all(decision.why for decision in resolution.decisions)


@pytest.mark.parametrize("case", MANY)
def test_events_of_one_type_stay_apart(case: str) -> None:
    assert len(told(*MANY[case]).events) == 2


def killed(number: int, by: str, *, place: str = "port", who: str = "police officers", **more: Any) -> dict[str, Any]:
    roles = (("patient", who), ("place", place)) if who else (("place", place),)
    return {
        "kind": "Killing",
        "roles": roles,
        "counts": (("killed", number, more.pop("modifier", "exact")),),
        "by": by,
        **more,
    }


RIVALS = {
    "update": (("Daily", "2024-05-02", killed(9, "office")), ("Wire", "2024-05-04", killed(12, "office"))),
    "contradiction": (("Daily", "2024-05-02", killed(18, "office")), ("Wire", "2024-05-04", killed(16, "union"))),
    "scope": (("Daily", "2024-05-02", killed(12, "office")), ("Wire", "2024-05-04", killed(20, "union", place="land"))),
    "rounding": (
        ("Daily", "2024-05-02", killed(41, "office")),
        ("Wire", "2024-05-02", killed(40, "union", modifier="about")),
    ),
}


@pytest.mark.parametrize("kind", RIVALS)
def test_rival_figures_are_classed_and_explained(kind: str) -> None:
    (found,) = told(*RIVALS[kind]).rivalries
    assert (found.kind, bool(found.why)) == (kind, True)
    assert (found.newer is not None) == (kind == "update")


def test_a_source_that_denies_what_it_said_takes_it_back() -> None:
    event = {
        "kind": "Accident",
        "roles": (("patient", "ferry"), ("place", "port")),
        "when": "2024-05-01",
        "by": "office",
    }
    (found,) = told(("Daily", "2024-05-02", event), ("Wire", "2024-05-04", {**event, "factuality": "denied"})).rivalries
    assert (found.kind, found.newer) == ("retraction", ("s1", "v1"))


@pytest.mark.parametrize(("number", "kinds"), [(18, ["contradiction"]), (9, [])])
def test_who_denies_a_figure_denies_no_other(number: int, kinds: list[str]) -> None:
    withdrawn = killed(18, "union", factuality="denied")
    resolution = told(("Daily", "2024-05-02", killed(number, "office")), ("Wire", "2024-05-04", withdrawn))
    assert [found.kind for found in resolution.rivalries] == kinds


def test_figures_of_different_people_are_no_rivals_without_words_for_it() -> None:
    resolution = told(
        ("Daily", "2024-05-02", killed(18, "office")), ("Wire", "2024-05-04", killed(300, "union", who=""))
    )
    assert resolution.rivalries == ()


def test_figures_that_agree_are_no_rivals() -> None:
    resolution = told(
        ("Daily", "2024-05-02", killed(18, "office", modifier="at least")), ("Wire", "2024-05-02", killed(20, "union"))
    )
    assert resolution.rivalries == ()
