"""Whatever texts the data hold, on every page: nothing in them runs, and the layout holds."""

import json
from collections.abc import Iterator
from itertools import count, repeat
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Watched = Any
Sample = Any
TEXTS = [
    '<img src=x onerror="window.hacked=1">',
    "\u202eright to left\u202c and \u2066on\u2069",
    "x" * 10_000,
    "</script><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "'\"><svg onload=window.hacked=1>",
]
ENDLESS = 2
"""Which of the texts is one word of many lines."""
WORDS = {
    "label", "title", "publisher", "sentence", "text", "name", "description", "wording", "value", "url", "deeplink",
    "agency", "why", "who", "rule", "matched", "reason", "unit", "what", "type", "property", "role", "author",
    "predicate",
}  # fmt: skip
LISTS = {"aliases", "same_as"}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "reduced_motion": "reduce"}
DESKTOP = {"viewport": {"width": 1280, "height": 860}, "reduced_motion": "reduce"}


_SPILL = """Math.max(...[...document.querySelectorAll('#page, #details')]
    .map(one => one.scrollWidth - one.clientWidth))"""


def poisoned(found: Any, turn: Any) -> Any:
    """The same answer with a hostile text wherever there were words; which one, each turn says."""
    if isinstance(found, list):
        return [poisoned(one, turn) for one in found]
    if not isinstance(found, dict):
        return found
    changed = {}
    for key, value in found.items():
        if key in WORDS and isinstance(value, str):
            changed[key] = TEXTS[next(turn) % len(TEXTS)]
        elif key in LISTS:
            changed[key] = TEXTS
        else:
            changed[key] = poisoned(value, turn)
    return changed


def poison(watched: Watched, turn: Iterator[int] | None = None) -> None:
    turn = turn or count()

    def answer(route: Any) -> None:
        found = route.fetch()
        if "json" not in found.headers.get("content-type", ""):
            return route.fulfill(response=found)
        return route.fulfill(response=found, body=json.dumps(poisoned(found.json(), turn)))

    for path in ("**/v1/**", "**/sparql"):
        watched.page.route(path, answer)


def poison_verdicts(watched: Watched, sample: Sample) -> None:
    """As a curator would see it: every second claim rejected, and hostile texts in the verdicts."""
    turn = count()

    def answer(route: Any) -> None:
        found = route.fetch()
        told = found.json()
        for claim in told["items"][::2]:
            claim["judged"] = {"judgement": "rejected", "who": "", "why": "", "when": "2022-02-01T10:00:00Z"}
        route.fulfill(response=found, body=json.dumps(poisoned(told, turn)))

    def refuse(route: Any) -> None:
        route.fulfill(status=401, json={"title": TEXTS[0], "status": 401, "detail": TEXTS[next(turn) % len(TEXTS)]})

    page = watched.page
    page.route("**/v1/articles/*/claims*", answer)
    page.route("**/v1/meta", lambda route: route.fulfill(json={**sample.get("meta"), "writable": True}))
    page.route("**/v1/statements/*", refuse)
    page.route("**/v1/splits", refuse)


def assert_unharmed(watched: Watched, width: int) -> None:
    page = watched.page
    page.wait_for_timeout(250)
    assert page.evaluate("window.hacked ?? null") is None
    assert page.locator("a[href^='javascript:' i], #page img, #details img, #page script, iframe").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(_SPILL) <= 1
    assert watched.outside == []
    assert [error for error in watched.errors if "Failed to load" not in error] == []


@pytest.mark.parametrize(
    ("watched", "turn"),
    [(DESKTOP, count()), (PHONE, count()), (PHONE, repeat(ENDLESS))],
    indirect=["watched"],
    ids=["desktop", "phone", "endless words"],
)
def test_pages(watched: Watched, sample: Sample, turn: Iterator[int]) -> None:
    width = watched.page.viewport_size["width"]
    event = sample.get("conflicts", limit=1)["items"][0]["subjects"][0]["id"]
    article = sample.get("articles", limit=1)["items"][0]["id"]
    ends = {"from": sample.id_of("Tokayev"), "to": sample.id_of("Almaty")}
    query = "SELECT ?s ?o WHERE { ?s ?p ?o } LIMIT 30"
    poison(watched, turn)
    for address, wait in (
        (sample.page("event", event), "#page .story"),
        (sample.page("entity", sample.id_of("Tokayev")), "#page h1"),
        (sample.page("article", article), "#page h1"),
        (sample.page("articles"), "#page .rows"),
        (sample.page("events"), "#page .event-list li"),
        (sample.page("conflicts"), "#page .quarrel"),
        (sample.page("sources"), "#page .outlet"),
        (sample.page("path", **ends), "#page .way"),
        (sample.page("ask", query=query), "#page .answer td"),
    ):
        watched.page.goto("about:blank")
        watched.page.goto(address)
        watched.page.locator(wait).first.wait_for()
        watched.page.evaluate("document.querySelectorAll('#page details').forEach(one => (one.open = true))")
        assert_unharmed(watched, width)


@pytest.mark.parametrize("watched", [DESKTOP, PHONE], indirect=True, ids=["desktop", "phone"])
def test_explore_and_its_exports(watched: Watched, sample: Sample) -> None:
    id = sample.id_of("Tokayev")
    poison(watched)
    page = watched.page
    page.goto(f"{sample.address}#n={id}~0~0&s=node:{id}")
    page.locator("#details .evidence").first.wait_for()
    page.locator("#canvas").focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    page.keyboard.press("t")
    page.locator("#search").fill("x")
    page.locator("#hits li").first.wait_for()
    assert_unharmed(watched, page.viewport_size["width"])
    page.keyboard.press("Escape")
    page.locator("#export summary").click()
    with page.expect_download() as download:
        page.locator("#export-graphml").click()
    assert download.value.path()
    assert_unharmed(watched, page.viewport_size["width"])


@pytest.mark.parametrize("watched", [DESKTOP, PHONE], indirect=True, ids=["desktop", "phone"])
def test_verdicts_and_what_refuses_them(watched: Watched, sample: Sample) -> None:
    page = watched.page
    for path in ("**/v1/articles/*/record", "**/v1/decisions*"):
        page.route(path, lambda route: route.fulfill(json=poisoned(route.fetch().json(), count())))
    poison_verdicts(watched, sample)
    page.goto(sample.page("article", "steppe-wire-2022-01-15"))
    page.locator(".findings .rejected .verdict").first.wait_for()
    assert_unharmed(watched, page.viewport_size["width"])
    page.locator(".finding:not(.rejected)").first.get_by_role("button", name="Wrong").click()
    page.locator(".token input").wait_for()
    assert_unharmed(watched, page.viewport_size["width"])
    page.keyboard.press("Escape")
    page.locator(".judge button", has_text="Not the same one").first.click()
    page.locator(".judge .token input").wait_for()
    assert_unharmed(watched, page.viewport_size["width"])


def test_answers_to_questions_in_everyday_words(watched: Watched, sample: Sample) -> None:
    poison(watched)
    page = watched.page
    page.goto(sample.address)
    page.locator("#search").fill("how many people were killed")
    page.locator("#hits li", has_text="Where reports disagree").wait_for()
    assert_unharmed(watched, page.viewport_size["width"])
