"""axe-core finds nothing on any page and state, light, dark, on a phone; and the whole way can be gone by keyboard."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser.sample import Asked, serving

pytestmark = pytest.mark.browser

Watched = Any
Sample = Any
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
DARK = {"color_scheme": "dark", "reduced_motion": "reduce", "viewport": {"width": 1280, "height": 860}}
LIGHT = {**DARK, "color_scheme": "light"}
PHONE = {**LIGHT, "viewport": {"width": 390, "height": 844}, "has_touch": True}
in_every_look = pytest.mark.parametrize("watched", [LIGHT, DARK, PHONE], indirect=True, ids=["light", "dark", "phone"])


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A server of a graph without articles."""
    with serving(tmp_path_factory.mktemp("without") / "articles") as address:
        yield Asked(address)


def assert_accessible(watched: Watched) -> None:
    watched.page.evaluate(AXE)
    found = watched.page.evaluate("rules => axe.run(document, rules)", RULES)
    said = [
        f"{v['id']}: {v['help']} – {n['html'][:160]} {n['failureSummary'][:200]}"
        for v in found["violations"]
        for n in v["nodes"][:3]
    ]
    assert said == []
    assert len(found["passes"]) > 15


def goto(watched: Watched, address: str, wait: str) -> None:
    watched.page.goto("about:blank")
    watched.page.goto(address)
    watched.page.locator(wait).first.wait_for()
    watched.page.wait_for_timeout(150)


@in_every_look
def test_explore_and_its_states(watched: Watched, sample: Sample) -> None:
    page = watched.page
    goto(watched, sample.address, "#empty .chip")
    assert_accessible(watched)
    page.keyboard.press("/")
    page.keyboard.type("Tokayev")
    page.locator("#hits li").first.wait_for()
    assert_accessible(watched)
    page.keyboard.press("Enter")
    page.locator("#details .evidence mark").first.wait_for()
    page.keyboard.press("t")
    if not page.locator("#legend").is_visible():
        page.keyboard.press("l")
    page.locator("#legend summary", has_text="Outlets").click()
    page.locator("#legend .outlets label:nth-child(2)").wait_for()
    assert_accessible(watched)
    page.keyboard.press("?")
    assert_accessible(watched)
    page.keyboard.press("Escape")
    page.locator("#export summary").click()
    assert_accessible(watched)
    page.locator("#views-open").click()
    page.locator("#views-name").fill("one of two")
    page.keyboard.press("Enter")
    page.locator("#views-list a").wait_for()
    assert_accessible(watched)


@in_every_look
def test_pages(watched: Watched, sample: Sample) -> None:
    event = sample.get("conflicts", limit=1)["items"][0]["subjects"][0]["id"]
    article = sample.get("articles", limit=1)["items"][0]["id"]
    ends = {"from": sample.id_of("Tokayev"), "to": sample.id_of("Almaty")}
    query = "SELECT ?s (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?s ORDER BY DESC(?n) LIMIT 3"
    for address, wait in (
        (sample.page("event", event), "#page mark"),
        (sample.page("entity", sample.id_of("Tokayev")), "#page .rows"),
        (sample.page("article", article), "#page mark"),
        (sample.page("articles"), "#page .rows"),
        (sample.page("events"), "#page .event-list li"),
        (sample.page("conflicts"), "#page mark"),
        (sample.page("sources"), "#page .outlet"),
        (sample.page("path", **ends), "#page .way"),
        (sample.page("ask", query=query), "#page .answer td"),
        (sample.page("review"), "#page h1"),
        (sample.page("add"), "#page h1"),
    ):
        goto(watched, address, wait)
        watched.page.evaluate("document.querySelectorAll('#page details').forEach(one => (one.open = true))")
        watched.page.wait_for_timeout(400)  # what is opened asks for its sentences
        assert_accessible(watched)


@in_every_look
def test_pages_that_write(watched: Watched, desk: Sample) -> None:
    article = desk.get("articles", limit=1)["items"][0]["id"]
    for address, wait in (
        (desk.page("review"), "#page .pair blockquote"),
        (desk.page("add"), "#page textarea"),
        (desk.page("article", article), "#page .judge button"),
    ):
        goto(watched, address, wait)
        assert_accessible(watched)


@in_every_look
def test_verdicts_and_the_question_for_a_token(watched: Watched, sample: Sample) -> None:
    """With what a curator sees, put into the answers of a server that only reads."""
    verdict = {"judgement": "rejected", "who": "ann", "why": "another office", "when": "2022-02-01T10:00:00Z"}

    def judged(route: Any) -> None:
        found = route.fetch()
        told = found.json()
        for turn, claim in enumerate(told["items"]):
            claim["judged"] = verdict if turn % 2 else None
        route.fulfill(response=found, body=json.dumps(told))

    page = watched.page
    page.route("**/v1/articles/*/claims*", judged)
    page.route("**/v1/meta", lambda route: route.fulfill(json={**sample.get("meta"), "writable": True}))
    page.route("**/v1/decisions*", lambda route: route.fulfill(json={"items": []}))
    problem = {"title": "Not authorized", "status": 401, "detail": "this needs a token with the scope 'curate'"}
    page.route("**/v1/statements/*", lambda route: route.fulfill(status=401, json=problem))
    goto(watched, sample.page("article", "steppe-wire-2022-01-15"), ".findings .rejected")
    assert_accessible(watched)
    page.locator(".findings .finding:not(.rejected)").first.get_by_role("button", name="Wrong").click()
    page.locator(".token input").wait_for()
    assert_accessible(watched)


@in_every_look
def test_what_is_not_there_or_went_wrong(watched: Watched, sample: Sample, empty: Asked) -> None:
    page = watched.page
    goto(watched, empty.address, "#empty h1")
    page.locator("#empty h1", has_text="No articles yet").wait_for()
    assert_accessible(watched)
    goto(watched, sample.address, "#empty .chip")
    page.locator("#search").fill("qqqqqqq")
    page.locator("#search-status.miss").wait_for()
    assert_accessible(watched)
    for address in (sample.address + "#/nowhere", sample.page("entity", "nobody-at-all")):
        goto(watched, address, "#page .problem")
        assert_accessible(watched)
    page.keyboard.press("?")
    page.locator("#help[open]").wait_for()
    assert_accessible(watched)
    person = sample.id_of("Tokayev")
    goto(watched, f"{sample.address}#n={person}~0~0", "#canvas canvas")  # on a phone without the legend
    page.context.route("**/v1/**", lambda route: route.abort())
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator("#announcer", has_text="does not answer").or_(page.locator("#details .problem")).first.wait_for()
    assert_accessible(watched)


def test_search_to_source_without_a_mouse(watched: Watched, sample: Sample) -> None:
    page = watched.page
    goto(watched, sample.address, "#empty h1")
    page.keyboard.press("/")
    page.keyboard.type("Tokayev")
    page.locator("#hits li").first.wait_for()
    page.keyboard.press("Enter")  # chosen and expanded
    page.locator("#details .evidence, #details .relation").first.wait_for()
    for _ in range(100):
        if len(watched.report()["nodes"]) > 1:
            break
        page.wait_for_timeout(50)
    page.locator("#details .evidence a", has_text="read in place").first.wait_for()
    page.keyboard.press("e")  # to the panel
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "read in place":
            break
    assert page.evaluate("document.activeElement.textContent") == "read in place"
    page.keyboard.press("Enter")
    page.locator(".article-text .sought").first.wait_for()
    link = page.locator("#page a", has_text="at the publisher")
    assert link.count() == 0 or link.get_attribute("href").startswith("http")
    watched.assert_quiet()


@in_every_look
def test_tour_shows_what_can_be_done_and_can_be_left(watched: Watched, sample: Sample) -> None:
    page = watched.page
    goto(watched, sample.address, "#empty .chip")
    page.get_by_role("button", name="take the 60-second tour").click()
    page.locator(".tour h2").wait_for()
    assert_accessible(watched)
    for heading in ("Open what interests you", "Read the evidence", "The legend is the filter", "Other ways to look"):
        page.keyboard.press("ArrowRight")
        page.locator(".tour h2", has_text=heading).wait_for()
        assert_accessible(watched)
    page.keyboard.press("Escape")
    assert page.locator(".tour").count() == 0
    watched.assert_quiet()
