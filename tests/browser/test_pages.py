"""The pages beside Explore in a real browser, over the real server and the graph of the bundled articles."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.sample import Asked, read, serving

pytestmark = pytest.mark.browser

Watched = Any  # classes of conftest.py and sample.py
Sample = Any
QUESTIONS = Path(__file__).parents[2] / "ontology" / "questions"
STORY = "Thousands of people protested in Almaty on Wednesday. Police arrested twelve dockers in Aktau on Friday."
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "reduced_motion": "reduce"}


def show(watched: Watched, address: str) -> Any:
    """The page at an address, once its heading is there."""
    watched.page.goto("about:blank")
    watched.page.goto(address)
    watched.page.locator("#page h1").wait_for()
    return watched.page


def settled(watched: Watched, script: str, wanted: object) -> None:
    """Waits until a script answers what is wanted; polling by hand, since the policy forbids evaluating strings."""
    found = None
    for _ in range(100):
        found = watched.page.evaluate(script)
        if found == wanted:
            return
        watched.page.wait_for_timeout(50)
    raise AssertionError(f"{script}: after five seconds {found!r}, expected {wanted!r}")


def rival_event(sample: Sample) -> Any:
    """A claim about an event that another one contradicts."""
    conflicts = sample.get("conflicts", disputed="true", limit=1)["items"]
    assert conflicts, "the bundled articles contradict each other"
    return conflicts[0]


def test_event_page_tells_the_story_with_its_sentences(watched: Watched, sample: Sample) -> None:
    conflict = rival_event(sample)
    event = conflict["subjects"][0]
    card = sample.get(f"events/{event['id']}")
    page = show(watched, sample.page("event", event["id"]))
    assert page.locator("#page h1").inner_text() == event["label"]
    assert page.title() == f"{event['label']} – newsgraph"
    page.locator("#page .lede mark.trigger").wait_for()
    sentences = page.locator("#page .evidence .sentence").all_inner_texts()
    assert {one["sentence"] for one in card["evidence"]} <= set(sentences)
    sources = page.locator("#page .sources").first.inner_text()
    assert re.fullmatch(r"independent sources: \d+ \(\d+ articles?\)", sources)
    rivals = page.locator("#page .quarrel").first.locator(".rivals > section")
    assert rivals.count() == len(conflict["claims"])
    watched.assert_quiet()


def test_role_opens_its_sentences(watched: Watched, sample: Sample) -> None:
    events = sample.get("events", limit=100)["items"]
    event = next(e for e in events if any(r["entity"] for r in e["roles"]))
    page = show(watched, sample.page("event", event["id"]))
    page.locator(".roles .behind summary").first.click()
    page.locator(".roles .behind .evidence .sentence").first.wait_for()
    watched.assert_quiet()


def test_entity_page_shows_events_connections_and_articles(watched: Watched, sample: Sample) -> None:
    entity = sample.id_of("Tokayev")
    told = sample.get("events", participant=entity, limit=100)
    page = show(watched, sample.page("entity", entity))
    assert page.locator(".event-line").count() == min(12, len(told["items"]))
    bars = page.locator(".spark rect").evaluate_all("bars => bars.filter(bar => bar.getAttribute('height') > 0).length")
    assert bars == len({e["start"][:10] for e in told["items"] if len(e["start"] or "") >= 10})
    assert page.locator(".article-line").count() >= 5
    page.locator("button.primary", has_text="Explore").click()
    settled(watched, "Object.keys(window.__kgTest.report().nodes).length", 1)
    watched.assert_quiet()


def test_article_page_marks_mentions_and_events_where_they_stand(watched: Watched, sample: Sample) -> None:
    article = sample.get("articles", limit=3)["items"][1]
    record = sample.get(f"articles/{article['id']}/record")
    event = record["events"][0]
    at = f"{event['evidence']['start']}-{event['evidence']['end']}"
    page = show(watched, sample.page("article", article["id"], at=at))
    text = page.locator(".article-text").evaluate("text => [...text.children].map(p => p.textContent).join('')")
    assert text == record["article"]["text"].replace("\n", "")
    trigger = page.locator(f".article-text mark.trigger[data-start='{event['trigger']['start']}']")
    assert event["trigger"]["text"].startswith(trigger.inner_text())
    sought = page.locator(".article-text .sought").evaluate_all("all => all.map(one => one.textContent).join('')")
    assert sought == event["evidence"]["text"].replace("\n", "")
    assert page.locator(".article-text .sought").first.is_visible()
    assert page.locator(".found > li").count() == len(record["events"]) + len(record["relations"])
    watched.assert_quiet()


def test_conflict_board_lists_what_the_server_knows(watched: Watched, sample: Sample) -> None:
    known = sample.get("conflicts", disputed="true", limit=12)
    page = show(watched, sample.page("conflicts"))
    assert page.locator(".quarrel").count() == len(known["items"])
    page.get_by_role("button", name="Updates of one source").click()
    updates = sample.get("conflicts", disputed="false", limit=12)
    settled(watched, "document.querySelectorAll('.quarrel').length", len(updates["items"]))
    assert "show=updates" in page.url
    watched.assert_quiet()


def test_sources_page_leads_to_what_an_outlet_reports(watched: Watched, sample: Sample) -> None:
    outlets = sample.get("sources", limit=50)["items"]
    page = show(watched, sample.page("sources"))
    assert page.locator(".outlet > a").all_inner_texts() == [one["name"] for one in outlets]
    page.locator(".outlet > a").first.click()
    page.locator("#page h2", has_text="it reports").wait_for()
    assert f"{outlets[0]['event_count']} event" in page.locator("#page h2", has_text="it reports").inner_text()
    watched.assert_quiet()


def test_path_finder_shows_a_sentence_for_every_step(watched: Watched, sample: Sample) -> None:
    ends = sample.id_of("Tokayev"), sample.id_of("Almaty")
    found = sample.get("paths", **{"from": ends[0], "to": ends[1], "k": 4})["items"]
    assert found
    page = show(watched, sample.page("path"))
    page.keyboard.type("Tokayev")  # the first box has the focus
    page.locator(".picker .hits li").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="To").fill("Almaty")
    page.locator(".picker:nth-of-type(2) .hits li, .picker .hits:not([hidden]) li").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".way").first.wait_for()
    assert page.locator(".way").count() == len(found)
    first = page.locator(".way").first
    assert first.locator(".hop").count() == found[0]["length"]
    assert first.locator(".hop .sentence").count() >= found[0]["length"]
    assert "from=" in page.url
    assert "to=" in page.url
    first.get_by_role("button", name="Add to Explore").click()
    settled(watched, "Object.keys(window.__kgTest.report().nodes).length", found[0]["length"] + 1)
    assert watched.report()["edges"] >= found[0]["length"]
    watched.assert_quiet()


def test_questions_are_answered_as_table_and_lead_to_explore(watched: Watched, sample: Sample) -> None:
    query = (
        "PREFIX kg: <https://w3id.org/newsgraph/ontology#>\n"
        "SELECT ?place (COUNT(DISTINCT ?event) AS ?events) WHERE { ?event kg:place ?place . ?place a kg:Place }\n"
        "GROUP BY ?place ORDER BY DESC(?events) LIMIT 5"
    )
    page = show(watched, sample.page("ask", query=query))
    page.locator(".answer tbody tr").first.wait_for()
    assert page.locator(".answer tbody tr").count() == 5
    page.get_by_role("button", name="Chart").click()
    assert page.locator(".bar-chart li").count() == 5
    page.get_by_role("button", name="Map").click()
    page.locator(".answer-map path.leaflet-interactive").first.wait_for()
    page.get_by_role("button", name="In Explore (5)").click()
    settled(watched, "Object.keys(window.__kgTest.report().nodes).length", 5)
    watched.assert_quiet()


def test_questions_without_an_answer_here_stand_last(watched: Watched, tmp_path: Path) -> None:
    article = tmp_path / "dockers.txt"
    article.write_text(STORY, encoding="utf-8")
    read(tmp_path / "small", article)
    with serving(tmp_path / "small", "--read-only") as address:
        small = Asked(address)
        here: list[str] = []
        elsewhere: list[str] = []
        for path in sorted(QUESTIONS.glob("*.rq")):
            query = path.read_text(encoding="utf-8")
            wording = query.splitlines()[0].removeprefix("# question: ")
            (here if small.select(query) else elsewhere).append(wording)
        assert min(len(here), len(elsewhere)) > 0
        page = show(watched, small.page("ask"))
        page.locator(".questions h3", has_text="Without an answer here").wait_for()
        first, last = page.locator(".questions ul").all()
        assert first.locator("li").all_inner_texts() == here
        assert last.locator("li").all_inner_texts() == elsewhere
        first.locator("button").first.click()
        page.locator(".answer td").first.wait_for()
        watched.assert_quiet()


def test_query_editor_completes_terms_and_says_what_is_wrong(watched: Watched, sample: Sample) -> None:
    page = show(watched, sample.page("ask"))
    page.get_by_label("SPARQL query").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?e WHERE")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    page.locator(".answer .problem").wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?e WHERE { ?e a kg:Curf")
    page.locator(".cm-tooltip-autocomplete li", has_text="kg:Curfew").wait_for()
    assert "A query may take up to" in page.locator(".ask").inner_text()
    assert watched.outside == []
    assert [error for error in watched.errors if "400" not in error] == []


def test_window_of_time_rules_list_and_map(watched: Watched, sample: Sample) -> None:
    page = show(watched, sample.page("events", **{"from": "2022-01-05", "to": "2022-01-05"}))
    page.locator(".event-list .rows li").first.wait_for()
    day = sample.get("events", limit=200, **{"from": "2022-01-05", "to": "2022-01-05"})
    assert f"{day['total']['value']} events in this window" in page.locator(".event-list").inner_text()
    located = {
        r["entity"]["id"]
        for e in day["items"]
        for r in e["roles"]
        if r["role"] in ("place", "destination") and r["entity"] and r["entity"]["latitude"] is not None
    }
    settled(watched, "document.querySelectorAll('.map path.leaflet-interactive').length", len(located))
    page.locator("#page h1").click()
    page.keyboard.press("ArrowRight")  # the window moves by a day
    page.locator("output.span", has_text="Jan 6, 2022").wait_for()
    assert "from=2022-01-06" in page.url
    page.get_by_role("button", name="All days").click()
    everything = sample.get("events", limit=1)["total"]["value"]
    page.locator(".event-list", has_text=f"{everything} events").wait_for()
    watched.assert_quiet()


def test_brush_is_drawn_and_dragged_with_the_pointer(watched: Watched, sample: Sample) -> None:
    page = show(watched, sample.page("events"))
    bars = page.locator(".bars")
    bars.wait_for()
    box = bars.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 50, steps=5)
    page.mouse.up()
    settled(watched, "location.hash.includes('from=')", True)
    drawn = page.url
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 50, steps=5)
    page.mouse.up()
    settled(watched, f"location.href !== {drawn!r}", True)
    watched.assert_quiet()


def test_undated_events_are_counted_and_can_be_left_out(watched: Watched, sample: Sample) -> None:
    counts = sample.get("events/histogram", bucket="day")
    page = show(watched, sample.page("events"))
    box = page.get_by_label(f"{counts['undated']} undated in the list")
    box.uncheck()
    wanted = counts["total"] - counts["undated"]
    page.locator(".event-list", has_text=f"{wanted} events").wait_for()
    assert "undated=no" in page.url
    watched.assert_quiet()


def test_choosing_a_place_narrows_the_list(watched: Watched, sample: Sample) -> None:
    page = show(watched, sample.page("events"))
    page.locator(".places summary").click()
    place = page.locator(".places button").first
    name = place.inner_text()
    place.click()
    page.locator(".event-list", has_text=f"in {name}").wait_for()
    assert "at=" in page.url
    watched.assert_quiet()


def test_publication_dates_are_another_view(watched: Watched, sample: Sample) -> None:
    page = show(watched, sample.page("events"))
    page.get_by_role("button", name="When it was reported").click()
    first = sample.get("events/histogram", bucket="day", of="publication")["items"][0]["date"]
    page.locator("output.span", has_text=f"Jan {int(first[8:])}, 2022 –").wait_for()
    page.get_by_role("slider", name="To").fill("0")
    page.locator(".event-list", has_text="in this window").wait_for()
    assert f"from={first}&to={first}&by=publication" in page.url
    articles = [one for one in sample.get("articles", limit=100)["items"] if (one["published"] or "")[:10] == first]
    told = {
        event["iri"]
        for one in articles
        for event in sample.get(f"articles/{one['id']}/record")["events"]
        if event["iri"]
    }
    settled(watched, "document.querySelectorAll('.event-list .event-line').length", len(told))
    page.locator(".event-list .event-line a").first.click()
    page.locator("#page .story").wait_for()
    watched.assert_quiet()


def test_review_without_curation_says_so_or_asks(watched: Watched, sample: Sample) -> None:
    page = show(watched, sample.page("review"))
    assert page.locator(".pair, .problem, #page p").first.is_visible()


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
@pytest.mark.parametrize("name", ["events", "conflicts", "sources", "path", "ask", "add", "review", "articles"])
def test_pages_fit_a_phone(watched: Watched, sample: Sample, name: str) -> None:
    page = show(watched, sample.page(name))
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('#page').scrollWidth") <= 390
    assert watched.outside == []


def test_unknown_page_says_so(watched: Watched, sample: Sample) -> None:
    page = show(watched, sample.address + "#/nowhere")
    assert page.locator("#page h1").inner_text() == "There is no such page"
    watched.assert_quiet()


def test_back_leads_to_the_graph_as_it_was(watched: Watched, sample: Sample) -> None:
    id = sample.id_of("Tokayev")
    watched.page.goto(f"{sample.address}#n={id}~0~0&s=node:{id}")
    settled(watched, "Object.keys(window.__kgTest.report().nodes).length", 1)
    watched.page.keyboard.press("o")
    watched.page.locator("#page h1").wait_for()
    watched.page.go_back()
    settled(watched, "document.querySelector('#page').hidden", True)
    assert list(watched.report()["nodes"]) == [id]
    watched.assert_quiet()


def test_go_keys_lead_from_page_to_page(watched: Watched, sample: Sample) -> None:
    watched.page.goto(sample.address)
    watched.page.locator("#empty h1").wait_for()
    for keys, heading in (("gt", "Events in time and place"), ("gc", "Where reports disagree"), ("gs", "Sources")):
        for key in keys:
            watched.page.keyboard.press(key)
        watched.page.locator("#page h1", has_text=heading).wait_for()
    watched.page.keyboard.press("?")
    assert "go to conflicts" in watched.page.locator("#help").inner_text()
    watched.assert_quiet()
