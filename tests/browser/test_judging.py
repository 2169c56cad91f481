"""Right or wrong, on the page of an article: kept by the server, shown again after a reload, and taken back."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from api.auth import TokenFile

pytestmark = pytest.mark.browser

Watched = Any  # classes of conftest.py and sample.py
Desk = Any
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


def place(page: Any) -> Any:
    """The line of a role: where the killing was."""
    event = page.locator(".found > li", has=page.locator(".lead", has_text="cost the lives"))
    return event.locator("dd", has_text="Kazakhstan")


def test_verdict_is_struck_through_and_kept_and_undone(watched: Watched, clean: Desk) -> None:
    page = show(watched, clean)
    row = place(page)
    row.get_by_role("button", name="Wrong").click()
    row.get_by_text("wrong, says").wait_for()
    assert_judged(clean, [("place", "rejected")])
    assert row.locator("a").first.evaluate("one => getComputedStyle(one).textDecorationLine") == "line-through"
    page.reload()
    row = place(page)
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
    assert "Riot" in page.evaluate("document.activeElement.textContent")
    assert page.locator(".article-text .pointed").inner_text() == "unrest"
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
    page = show(watched, clean)
    event = page.locator(".found > li", has=page.locator(".lead", has_text="injured"))
    event.locator(".lead").get_by_role("button", name="Wrong").click()
    event.locator(".lead").get_by_text("wrong, says").wait_for()
    assert "rejected" in event.get_attribute("class")
    assert page.locator(".article-text mark.trigger.rejected").inner_text() == "injured"
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
        page = show(watched, clean)
        row = place(page)
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
