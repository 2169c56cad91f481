"""What readers of the explorer do, from the first view to an export, each with what must then be on the page.

Every flow gets a fresh page and the server's answers to compare with, and raises `AssertionError` where they differ.
The graph is a generated one beside what the bundled articles tell (`graph.mixed`).
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from graph import HUB, name_of

__all__ = ["FLOWS", "Flow", "Seen"]

Json = dict[str, Any]
T = TypeVar("T")
PATIENCE, STEP = 120.0, 25
STORY = "Police arrested twelve dockers in Aktau on Friday, the Interior Ministry said. Two officers were injured."
QUERY = (
    "PREFIX kg: <https://w3id.org/newsgraph/ontology#>\n"
    "SELECT ?who (COUNT(DISTINCT ?event) AS ?events) WHERE { ?event kg:agent ?who }\n"
    "GROUP BY ?who ORDER BY DESC(?events) LIMIT 5"
)


class Asked(Protocol):
    """The server's answers; see `tests/browser/sample.py`."""

    address: str

    def get(self, path: str, **query: object) -> Json: ...
    def id_of(self, name: str) -> str: ...
    def page(self, name: str, id: str = "", **query: str) -> str: ...


class Seen(Protocol):
    """A page and what went wrong in it; see `tests/browser/conftest.py`."""

    page: Any

    def report(self) -> Json: ...


Flow = Callable[[Seen, Asked], None]


def until(found: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """The first answer that is wanted; the page's policy forbids polling within it."""
    end = time.monotonic() + PATIENCE
    while not wanted(answer := found()):
        assert time.monotonic() < end, f"after {PATIENCE:.0f} s still {answer!r}"
        time.sleep(0.1)
    return answer


def nodes(seen: Seen, wanted: Callable[[int], bool]) -> Json:
    """Where each node is, as soon as there are as many as wanted."""
    return until(lambda: dict(seen.report()["nodes"]), lambda found: wanted(len(found)))


def show(seen: Seen, address: str, wait: str) -> Any:
    """The page at an address, once a part of it is there."""
    seen.page.goto("about:blank")
    seen.page.goto(address)
    seen.page.locator(wait).first.wait_for()
    return seen.page


def first_view(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.address, "#empty .chip")
    counts = asked.get("meta")["counts"]
    assert page.locator("#empty .chip").count() == 3
    assert f"{counts['entities']:,}" in page.locator(".facts").inner_text()


def search_and_expand(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.address, "#empty .chip")
    page.keyboard.press("/")
    page.keyboard.type(name_of(0))
    page.locator("#hits li .name", has_text=name_of(0)).first.wait_for()
    page.keyboard.press("Enter")
    before = nodes(seen, lambda count: count == 1)
    counts = asked.get(f"entities/{HUB}/relations")["relations"]
    widest = max(counts, key=lambda one: one["count"])
    assert widest["count"] > STEP, "the hub is to have more neighbours than are shown at once"
    row = page.locator(f"#details .relation:has-text('{widest['count']:,}')").first
    for turn in (1, 2):
        row.click()
        after = nodes(seen, lambda count, least=len(before): count > least)  # type: ignore[misc]
        assert {id_: after[id_] for id_ in before} == before, "what is placed must not move"
        assert len(after) <= 1 + turn * STEP
        row = page.locator("#details .relation:has-text(' of ')").first
        before = after
    page.keyboard.press("t")
    page.locator("#table tbody tr").first.wait_for()
    assert page.locator("#table tbody tr").count() == seen.report()["edges"]
    page.locator("#table td:nth-child(2) button").first.click()
    page.locator("#details h2", has_text="say").wait_for()
    assert page.locator("#details .evidence .sentence").count() >= 1


def evidence_is_marked_where_it_stands(seen: Seen, asked: Asked) -> None:
    person = asked.id_of("Kassym-Jomart Tokayev")
    told = next(one for one in asked.get("statements", subject=person, limit=5)["items"] if one["object"] and one["id"])
    proof = asked.get(f"statements/{told['id']}/evidence")["items"][0]
    record = asked.get(f"articles/{proof['article']['id']}/record")
    text, (start, end) = record["article"]["text"], proof["offsets"]["sentence"]
    assert text[start:end] == proof["sentence"], "the sentence is to stand where its offsets say"
    own = next(entity for entity in record["entities"] if entity["iri"] == told["subject"]["iri"])
    spans = [(m["start"], m["end"]) for m in own["mentions"] if start <= m["start"] and m["end"] <= end]
    page = show(seen, f"{asked.address}#n={person}~0~0&s=node:{person}", "#details .evidence mark")
    card = page.locator("#details .evidence", has_text=proof["sentence"][:60]).first
    marked = card.locator("> .sentence mark.subject").all_inner_texts()
    assert marked, "the subject is to be marked"
    said = {text[a:b] for a, b in spans}
    assert set(marked) <= said, f"{marked} is marked where {said} stands"
    card.locator("a", has_text="read in place").first.click()
    page.locator(".article-text .sought").first.wait_for()
    sought = page.locator(".article-text .sought").evaluate_all("all => all.map(one => one.textContent).join('')")
    assert sought == proof["sentence"].replace("\n", ""), "the sentence is to be shown in its article"


def events_in_time_and_place(seen: Seen, asked: Asked) -> None:
    total = asked.get("events", limit=1)["total"]["value"]
    page = show(seen, asked.page("events"), ".event-list .rows li")
    page.locator(".event-list", has_text=f"of {total:,}").wait_for()
    until(lambda: page.locator(".map path.leaflet-interactive").count(), lambda count: count > 0)
    day = {"from": "2022-01-05", "to": "2022-01-06"}
    within = asked.get("events", limit=1, **day)["total"]["value"]
    page = show(seen, asked.page("events", **day), ".event-list .rows li")
    page.locator(".event-list", has_text=f"{within:,} events in this window").wait_for()
    page.locator("#page h1").click()
    page.keyboard.press("ArrowRight")
    page.locator("output.span", has_text="Jan 7, 2022").wait_for()
    page.keyboard.press("x")
    nodes(seen, lambda count: count > 1)


def entity_page(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.page("entity", HUB), "#page .event-line")
    told = asked.get("events", participant=HUB, limit=100)["items"]
    assert page.locator(".event-line").count() == min(12, len(told))
    assert page.locator("#page h1").inner_text() == name_of(0)
    page.locator("button.primary", has_text="Explore").click()
    nodes(seen, lambda count: count == 1)


def event_page(seen: Seen, asked: Asked) -> None:
    event = asked.get("conflicts", disputed="true", limit=1)["items"][0]["subjects"][0]["id"]
    card = asked.get(f"events/{event}")
    page = show(seen, asked.page("event", event), "#page .lede mark.trigger")
    shown = page.locator("#page .evidence .sentence").all_inner_texts()
    assert {one["sentence"] for one in card["evidence"]} <= set(shown)


def article_page(seen: Seen, asked: Asked) -> None:
    article = "steppe-wire-2022-01-15"
    record = asked.get(f"articles/{article}/record")
    page = show(seen, asked.page("article", article), "#page mark.trigger")
    text = page.locator(".article-text").evaluate("text => [...text.children].map(p => p.textContent).join('')")
    assert text == record["article"]["text"].replace("\n", "")
    for event in record["events"]:
        at = event["trigger"]["start"]
        mark = page.locator(f".article-text mark.trigger[data-start='{at}']").first.inner_text()
        assert event["trigger"]["text"].startswith(mark)
    claims = asked.get(f"articles/{article}/claims", limit=1)["total"]["value"]
    assert 0 < page.locator(".findings .verdict").count() <= claims


def verdicts(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.page("article", "steppe-wire-2022-01-15"), ".findings .verdict")
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.locator(".findings .rejected .verdict", has_text="wrong, says").first.wait_for()
    page.keyboard.press("u")
    page.locator("#page-announcer", has_text="Undone").wait_for()
    until(lambda: page.locator(".findings .rejected").count(), lambda count: count == 0)


def conflicts_page(seen: Seen, asked: Asked) -> None:
    known = asked.get("conflicts", disputed="true", limit=12)["items"]
    page = show(seen, asked.page("conflicts"), ".quarrel")
    assert page.locator(".quarrel").count() == len(known)
    page.locator(".quarrel mark").first.wait_for()


def sources_page(seen: Seen, asked: Asked) -> None:
    known = asked.get("sources", limit=50)["items"]
    page = show(seen, asked.page("sources"), ".outlet")
    names = page.locator(".outlet > a").all_inner_texts()
    assert names == [one["name"] for one in known][: len(names)]
    page.locator(".outlet > a").first.click()
    page.locator("#page h2", has_text="it reports").wait_for()


def path_finder(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.page("path"), ".picker input")
    for box, name in (("From", "Nursultan Nazarbayev"), ("To", "Almaty")):
        page.get_by_role("combobox", name=box).fill(name)
        page.locator(".picker .hits:not([hidden]) li", has_text=name).first.wait_for()
        page.keyboard.press("Enter")
    page.locator(".way").first.wait_for()
    way = page.locator(".way").first
    steps = way.locator(".hop").count()
    assert way.locator(".hop .sentence").count() >= steps >= 1
    way.get_by_role("button", name="Add to Explore").click()
    nodes(seen, lambda count: count == steps + 1)


def review_queue(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.page("review"), ".pair blockquote")
    names = page.locator(".pair h2").all_inner_texts()
    page.keyboard.press("n")
    page.locator("#page [role=status]", has_text="1 decided").wait_for()
    assert asked.get("decisions")["items"]
    page.keyboard.press("u")
    page.locator(".pair h2", has_text=names[0]).first.wait_for()
    until(lambda: asked.get("decisions")["items"], lambda made: made == [])


def ingest_page(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.page("add"), "#page textarea")
    page.get_by_label("Text of an article").fill(STORY)
    page.get_by_label("Title", exact=True).fill("Twelve dockers held")
    page.get_by_label("Published").fill("2022-01-08")
    page.get_by_role("button", name="Read it").click()
    page.locator(".analysis .article-text mark.trigger", has_text="arrested").wait_for()
    page.get_by_role("button", name="Try it").click()
    page.locator(".playground mark.trigger").first.wait_for()
    assert asked.get(f"entities/{HUB}")["label"] == name_of(0), "what was generated is still there"


def questions(seen: Seen, asked: Asked) -> None:
    page = show(seen, asked.page("ask", query=QUERY), ".answer tbody tr")
    assert page.locator(".answer tbody tr").count() == 5
    page.get_by_role("button", name="Chart").click()
    assert page.locator(".bar-chart li").count() == 5
    page.get_by_role("button", name="In Explore (5)").click()
    nodes(seen, lambda count: count == 5)


def saved_views(seen: Seen, asked: Asked) -> None:
    many = ",".join(f"e{number}~{number % 10 * 130}~{number // 10 * 90}" for number in range(40))
    page = show(seen, f"{asked.address}#n={many}&j=1", "#legend label")
    before = nodes(seen, lambda count: count == 40)
    page.locator("#export summary").click()
    page.locator("#views-open").click()
    page.locator("#views-name").fill("forty")
    page.keyboard.press("Enter")
    page.locator("#views-list a", has_text="forty").wait_for()
    page = show(seen, asked.address, "#empty .chip")
    page.keyboard.press("/")
    page.keyboard.type(name_of(77))
    page.locator("#hits li .name", has_text=name_of(77)).first.wait_for()
    page.keyboard.press("Enter")
    nodes(seen, lambda count: count >= 1)
    page.locator("#export summary").click()
    page.locator("#views-open").click()
    page.locator("#views-list a", has_text="forty").click()
    assert nodes(seen, lambda count: count == 40) == before


def exports(seen: Seen, asked: Asked) -> None:
    many = ",".join(f"e{number}~{number % 10 * 130}~{number // 10 * 90}" for number in range(40))
    page = show(seen, f"{asked.address}#n={many}&j=1", "#legend label")
    nodes(seen, lambda count: count == 40)
    lines = until(lambda: int(seen.report()["edges"]), lambda count: count > 0)
    parts = {
        "png": b"\x89PNG",
        "svg": b"<svg",
        "csv": b"\xef\xbb\xbf",
        "graphml": b"<?xml",
        "jsonld": b"{",
        "html": b"<!",
    }
    for kind, start in parts.items():
        page.locator("#export summary").click()
        with page.expect_download() as download:
            page.locator(f"#export-{kind}").click()
        saved = Path(download.value.path()).read_bytes()
        assert saved.lower().startswith(start.lower()), (kind, saved[:40])
        if kind == "graphml":
            assert (saved.count(b"<node "), saved.count(b"<edge ")) == (40, lines)
        elif kind != "png":
            assert name_of(3).encode() in saved, kind


FLOWS: tuple[Flow, ...] = (
    first_view, search_and_expand, evidence_is_marked_where_it_stands, events_in_time_and_place, entity_page,
    event_page, article_page, conflicts_page, sources_page, path_finder, questions, saved_views, exports,
    verdicts, review_queue, ingest_page,
)  # fmt: skip
"""Those that write stand last."""
