"""The explorer over a generated graph, larger than a reader can see at once: what stands stays, and all is counted."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.sample import Asked, serving
from tests.browser.walking import nodes_when, relation

pytestmark = pytest.mark.browser

Watched = Any  # the class in conftest.py, which tests do not import
BENCHMARKS = Path(__file__).parents[1] / "benchmarks" / "explorer"
ENTITIES = 7_000
STEP = 25


def assert_quiet(watched: Watched) -> None:
    """Nothing was asked of another host, and no error but for the articles' texts, which nobody generated."""
    assert watched.outside == []
    assert [error for error in watched.errors if "404" not in error] == []


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A server of a graph of 7,000 entities and 700 articles."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from graph import filled  # the benchmarks' folders are no packages
    finally:
        sys.path.remove(str(BENCHMARKS))
    with serving(filled(tmp_path_factory.mktemp("generated"), ENTITIES), "--read-only") as address:
        yield Asked(address)


def test_hub_is_opened_step_by_step_and_nothing_moves(watched: Watched, generated: Asked) -> None:
    counts = generated.get("entities/e0/relations")["relations"]
    widest = max(counts, key=lambda one: one["count"])
    assert widest["count"] > STEP
    page = watched.page
    page.goto(f"{generated.address}#n=e0~0~0&s=node:e0")
    page.locator("#details .relation").first.wait_for()
    page.locator("#canvas").focus()
    page.keyboard.press("Enter")  # too many at once: the reader is asked
    page.locator("#announcer", has_text="choose a relation").wait_for()
    before = nodes_when(watched, 1)
    name = re.sub(r"([a-z])([A-Z])", r"\1 \2", widest["property"]).lower()
    arrow = "(incoming)" if widest["direction"] == "in" else "(outgoing)"
    row = relation(watched, name).filter(has_text=arrow)
    for _ in range(3):
        row.click()
        for _ in range(200):
            after = watched.report()["nodes"]
            if len(after) > len(before):
                break
            page.wait_for_timeout(50)
        assert {id_: after[id_] for id_ in before} == before
        assert len(after) <= len(before) + STEP
        before = after
        if row.is_disabled():
            break
    assert len(before) > STEP
    assert_quiet(watched)


def test_fold_and_filters_leave_everything_where_it_is(watched: Watched, generated: Asked) -> None:
    page = watched.page
    nodes = ",".join(f"e{number}~{number % 12 * 130}~{number // 12 * 90}" for number in range(60))
    page.goto(f"{generated.address}#n={nodes}&j=1")
    before = nodes_when(watched, 60)
    lines = watched.report()["edges"]
    assert lines > 60
    page.get_by_label("How sure lines must be").select_option("0.9")
    sure = watched.report()
    assert sure["edges"] < lines
    assert sure["nodes"].items() <= before.items()
    page.get_by_label("How sure lines must be").select_option("0")
    assert watched.report()["nodes"] == before
    page.locator("#legend summary", has_text="Outlets").click()
    page.locator("#legend .outlets label:nth-child(3)").click()
    for _ in range(100):
        if watched.report()["edges"] < lines:
            break
        page.wait_for_timeout(50)
    assert 0 < watched.report()["edges"] < lines
    assert watched.report()["nodes"].items() <= before.items()
    assert_quiet(watched)


def test_map_counts_more_events_than_are_listed(watched: Watched, generated: Asked) -> None:
    total = generated.get("events", limit=1)["total"]["value"]
    assert total > 400
    page = watched.page
    page.goto(generated.page("events"))
    page.locator(".event-list", has_text="the map counts all").wait_for()
    assert f"The first 400 of {total}" in page.locator(".event-list").inner_text()
    page.locator(".places summary").click()
    page.locator(".places button").first.click()
    page.locator(".event-list", has_text="all places").wait_for()
    assert_quiet(watched)
