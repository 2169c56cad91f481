"""Right or wrong, on the page of an article: kept by the server, shown again after a reload, and taken back."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from api.auth import TokenFile

pytestmark = pytest.mark.browser

Watched = Any  # classes of conftest.py and sample.py
Desk = Any
Json = dict[str, Any]
ARTICLE = "steppe-wire-2022-01-15"


@pytest.fixture
def clean(desk: Desk) -> Iterator[Desk]:
    """The desk, without decisions before and after."""
    yield desk
    assert desk.get("decisions")["items"] == []


def judged(desk: Desk) -> list[tuple[str, str]]:
    """What people judged in the article, as the server has it."""
    claims = desk.get(f"articles/{ARTICLE}/claims", limit=200)["items"]
    return [(one["property"], one["judged"]["judgement"]) for one in claims if one["judged"]]


def assert_judged(desk: Desk, wanted: list[tuple[str, str]]) -> None:
    """That this is all; the server may answer from moments ago."""
    for _ in range(100):
        if (found := judged(desk)) == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{found}, expected {wanted}")


def show(watched: Watched, desk: Desk) -> Any:
    watched.page.goto("about:blank")
    watched.page.goto(desk.page("article", ARTICLE))
    watched.page.locator(".findings .verdict").first.wait_for(state="attached")
    return watched.page


def dated(event: Json) -> bool:
    """Whether its first line says when it was."""
    return bool((event["time"] or {}).get("value"))


def standing(desk: Desk) -> Json:
    """What was read in the article, of the events those that can be judged with every line, and that stand alone."""
    record: Json = desk.get(f"articles/{ARTICLE}/record")
    own = {one["iri"] for one in desk.get("events", limit=200)["items"] if one["article_count"] == 1}
    said = {(c["subject"]["iri"], c["property"]) for c in desk.get(f"articles/{ARTICLE}/claims", limit=200)["items"]}

    def lines(event: Json) -> list[str]:
        return ["type", *["startDate"] * dated(event), *(one["role"] for one in event["roles"])]

    def alone(event: Json) -> bool:
        return event["iri"] in own and all(
            sum(other(one) == other(event) for one in record["events"]) == 1
            for other in (lambda one: one["iri"], lambda one: one["trigger"]["text"])
        )

    whole = [e for e in record["events"] if alone(e) and all((e["iri"], line) in said for line in lines(e))]
    return {**record, "events": whole}


def shown(page: Any, event: Json) -> Any:
    """An event among the findings."""
    return page.locator(".found > li", has=page.locator(".lead", has_text=f"“{event['trigger']['text']}”"))


def role(desk: Desk) -> tuple[str, Callable[[Any], Any]]:
    """A role that someone or somewhere named plays, and its line on the page."""
    for event in standing(desk)["events"]:
        for at, one in enumerate(event["roles"], start=int(dated(event))):
            if one.get("entity"):
                return one["role"], lambda page, event=event, at=at: shown(page, event).locator("dd").nth(at)
    raise AssertionError("no event of the article has a role that can be judged")


def test_verdict_is_struck_through_and_kept_and_undone(watched: Watched, clean: Desk) -> None:
    name, line = role(clean)
    page = show(watched, clean)
    row = line(page)
    row.get_by_role("button", name="Wrong").click()
    row.get_by_text("wrong, says").wait_for()
    assert_judged(clean, [(name, "rejected")])
    assert row.locator("a").first.evaluate("one => getComputedStyle(one).textDecorationLine") == "line-through"
    page.reload()
    row = line(page)
    row.get_by_text("wrong, says").wait_for()
    assert row.get_by_role("button", name="Wrong").get_attribute("aria-pressed") == "true"
    row.get_by_role("button", name="Undo").click()
    page.locator("#page-announcer", has_text="Undone").wait_for()
    assert page.locator(".findings .rejected").count() == 0
    assert_judged(clean, [])
    watched.assert_quiet()


def test_findings_are_judged_without_a_mouse(watched: Watched, clean: Desk) -> None:
    page = show(watched, clean)
    page.keyboard.press("j")
    first = page.locator(".found .lead.finding").first
    assert first.evaluate("one => one === document.activeElement")
    pointed = "".join(page.locator(".article-text .pointed").all_inner_texts())
    assert pointed != ""
    assert f"“{pointed}”" in first.inner_text()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("y")
    page.locator(".findings .lead", has_text="right, says").wait_for()
    assert_judged(clean, [("type", "confirmed")])
    page.keyboard.press("n")  # on second thoughts
    page.locator(".findings .lead", has_text="wrong, says").wait_for()
    assert ("type", "rejected") in judged(clean)
    page.keyboard.press("u")
    page.locator(".findings .lead", has_text="right, says").get_by_role("button", name="Undo").click()
    page.locator(".findings .lead .verdict", has_text="says").wait_for(state="detached")
    assert_judged(clean, [])
    page.keyboard.press("?")
    assert "wrong: the article does not say so" in page.locator("#help").inner_text()
    watched.assert_quiet()


def test_event_that_is_none_is_struck_through_with_its_roles_and_in_the_text(watched: Watched, clean: Desk) -> None:
    told = next(one for one in standing(clean)["events"] if one["roles"])
    page = show(watched, clean)
    event = shown(page, told)
    event.locator(".lead").get_by_role("button", name="Wrong").click()
    event.locator(".lead").get_by_text("wrong, says").wait_for()
    assert "rejected" in event.get_attribute("class")
    assert page.locator(".article-text mark.trigger.rejected").inner_text() == told["trigger"]["text"]
    assert event.locator("dd.rejected").count() == event.locator("dd").count() > 0
    subject = next(c for c in clean.get(f"articles/{ARTICLE}/claims", limit=200)["items"] if c["judged"])["subject"]
    assert all(one["id"] != subject["id"] for one in clean.get("events", limit=200)["items"])
    page.reload()
    event.locator(".lead").get_by_text("wrong, says").wait_for()
    event.locator("dd").first.get_by_role("button", name="Undo").click()  # that of the event, which took it along
    page.locator("#page-announcer", has_text="Undone").wait_for()
    assert page.locator(".rejected").count() == 0
    assert_judged(clean, [])
    watched.assert_quiet()


def test_server_that_wants_a_token_is_given_it_in_place(watched: Watched, clean: Desk) -> None:
    tokens = TokenFile(clean.folder)
    secret = tokens.add("ann", ["curate"])
    try:
        row = role(clean)[1](show(watched, clean))
        page = watched.page
        row.get_by_role("button", name="Wrong").click()
        box = row.get_by_label("Token")
        box.wait_for()
        assert "needs a token" in row.inner_text()
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Token"
        page.keyboard.press("Escape")
        box.wait_for(state="detached")
        assert_judged(clean, [])
        row.get_by_role("button", name="Wrong").click()
        box.wait_for()
        page.keyboard.type("not one of them")
        page.keyboard.press("Enter")
        row.locator(".token", has_text="not one of this server").wait_for()
        page.keyboard.type(secret)
        page.keyboard.press("Enter")
        row.get_by_text("wrong, says ann").wait_for()
        row.get_by_role("button", name="Undo").click()
        page.locator("#page-announcer", has_text="Undone").wait_for()
    finally:
        tokens.remove("ann")
    assert watched.outside == []
    assert [error for error in watched.errors if "401" not in error] == []


def test_reader_who_cannot_judge_sees_what_others_found(watched: Watched, sample: Desk) -> None:
    verdict = {"judgement": "rejected", "who": "ann", "why": "another office", "when": "2022-02-01T10:00:00Z"}

    def answer(route: Any) -> None:
        found = route.fetch()
        told = found.json()
        for claim in told["items"]:
            claim["judged"] = verdict if claim["property"] == "holdsPosition" else None
        route.fulfill(response=found, body=json.dumps(told))

    watched.page.route(f"**/v1/articles/{ARTICLE}/claims*", answer)
    page = show(watched, sample)
    assert (
        page.locator(".found > li.rejected").count() == page.locator(".found > li", has_text="holds position").count()
    )
    assert "wrong, says ann, Feb 1, 2022" in page.locator(".found > li.rejected").first.inner_text()
    assert page.locator(".verdict button").count() == 0
    watched.assert_quiet()
