"""Pins, folds and filters of lines: what the reader does to see the same graph better."""

from typing import Any

import pytest

from tests.browser.walking import find, nodes_when, relation

pytestmark = pytest.mark.browser

Watched = Any  # the class in conftest.py, which tests do not import
Sample = Any


def hub(watched: Watched, address: str) -> dict[str, Any]:
    """An alliance with 25 of its members."""
    find(watched, address, "north strait")
    relation(watched, "member of").click()
    return nodes_when(watched, 26)


def test_equal_leaves_fold_into_one_and_open_where_they_were(watched: Watched, address: str) -> None:
    before = hub(watched, address)
    page = watched.page
    page.locator("#canvas").focus()
    page.keyboard.press("c")
    drawn = nodes_when(watched, 2)
    (fold,) = [id_ for id_ in drawn if id_.startswith("fold ")]
    assert drawn["north-strait-alliance"] == before["north-strait-alliance"]
    assert drawn[fold] in before.values()
    assert watched.report()["edges"] == 1
    assert page.locator("#legend label", has_text="Place").inner_text().endswith("25")
    box = page.locator("#canvas").bounding_box()
    view = watched.report()
    at = [box[axis] + drawn[fold][axis] * view["zoom"] + view["pan"][axis] for axis in "xy"]
    page.mouse.click(*at)
    page.locator("#details h1", has_text="+25 places member of North Strait Alliance").wait_for()
    assert page.locator("#details .rows li").count() == 25
    page.locator("#canvas").focus()
    page.keyboard.press("Enter")
    assert nodes_when(watched, 26) == before
    watched.assert_quiet()


def test_folds_are_kept_in_the_address(watched: Watched, address: str) -> None:
    hub(watched, address)
    watched.page.locator("#legend button", has_text="Fold equal leaves").click()
    before = nodes_when(watched, 2)
    watched.page.reload()
    assert nodes_when(watched, 2) == before
    watched.page.locator("#legend button", has_text="Open all folds").click()
    nodes_when(watched, 26)
    watched.assert_quiet()


def test_leaf_with_a_line_of_its_own_leaves_the_fold(watched: Watched, address: str) -> None:
    hub(watched, address)
    watched.page.keyboard.press("c")
    nodes_when(watched, 2)
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("port arlen")
    watched.page.locator("#hits li").first.wait_for()
    watched.page.keyboard.press("Enter")
    relation(watched, "capital of").click()
    drawn = nodes_when(watched, 4)
    assert {"velmora", "port-arlen"} <= set(drawn)
    assert len([id_ for id_ in drawn if id_.startswith("fold ")]) == 1
    assert watched.report()["edges"] == 3
    watched.assert_quiet()


def test_pinned_nodes_stay_when_the_rest_is_arranged_anew(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    page = watched.page
    before = nodes_when(watched, 4)
    box, view = page.locator("#canvas").bounding_box(), watched.report()
    start = [box[axis] + before["velmora"][axis] * view["zoom"] + view["pan"][axis] for axis in "xy"]
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 90, start[1] + 60, steps=4)
    page.mouse.up()
    dragged = watched.report()["nodes"]
    assert dragged["velmora"] != before["velmora"]
    page.locator("#canvas").focus()
    page.keyboard.press("p")  # the selected node beside the dragged one
    assert page.locator("#details .pin").get_attribute("aria-pressed") == "true"
    page.keyboard.press("r")
    after = nodes_when(watched, 4)
    assert {id_ for id_ in after if after[id_] == dragged[id_]} >= {"velmora", "ilsa-marden"}
    assert "ilsa-marden~" in page.url
    page.keyboard.press("Control+z")
    assert watched.report()["nodes"] == dragged
    watched.assert_quiet()


def test_less_sure_lines_can_be_left_out(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    nodes_when(watched, 4)
    watched.page.get_by_label("How sure lines must be").select_option("0.9")
    assert set(nodes_when(watched, 2)) == {"ilsa-marden", "ministry-of-ports"}
    assert "f=0.9" in watched.page.url
    watched.page.get_by_label("How sure lines must be").select_option("0")
    nodes_when(watched, 4)
    watched.assert_quiet()


def test_one_outlet_can_be_followed(watched: Watched, sample: Sample) -> None:
    told = sample.get("events", limit=100)["items"]
    event = max(told, key=lambda one: (one["article_count"], len(one["roles"])))["id"]
    page = watched.page
    page.goto(f"{sample.address}#n={event}~0~0~v&s=node:{event}")
    page.locator("#details .card").wait_for()
    page.locator("#canvas").focus()
    page.keyboard.press("Enter")
    page.locator("#legend summary", has_text="Outlets").click()
    page.locator("#legend .outlets label:nth-child(2)").wait_for()
    every = watched.report()["edges"]
    rows = page.locator("#legend .outlets label").all_inner_texts()
    counts = {name: int(number) for name, number in (row.split("\n") for row in rows)}
    assert counts.pop("any outlet") == every
    name = min(counts, key=counts.__getitem__)
    page.locator("#legend .outlets label", has_text=name).click()
    for _ in range(100):
        if watched.report()["edges"] == counts[name]:
            break
        page.wait_for_timeout(50)
    assert watched.report()["edges"] == counts[name]
    assert "o=" in page.url
    watched.assert_quiet()
