"""The explorer in a real browser, over a made-up world: what a reader does, and that nothing leaves the page."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.browser.walking import find, nodes_when, relation

pytestmark = pytest.mark.browser

Watched = Any  # the class in conftest.py, which tests do not import
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


def test_first_view_teaches(watched: Watched, address: str) -> None:
    watched.page.goto(address)
    watched.page.locator("#empty .chip").first.wait_for()
    chips = watched.page.locator("#empty .chip").all_inner_texts()
    assert chips == ["Ilsa Marden", "North Strait Alliance", "Port Arlen"]
    assert "Mar 5, 2031" in watched.page.locator(".facts").inner_text()
    watched.assert_quiet()


def test_search_understands_aliases_and_expands_what_it_finds(watched: Watched, address: str) -> None:
    find(watched, address, "ильса")
    assert set(nodes_when(watched, 4)) == {"ilsa-marden", "ministry-of-ports", "velmora", "meeting-marden-relik"}
    assert watched.report()["selection"] == {"kind": "node", "id": "ilsa-marden"}
    watched.assert_quiet()


def test_search_box_is_a_combobox(watched: Watched, address: str) -> None:
    watched.page.goto(address)
    box = watched.page.locator("#search")
    box.fill("relik")
    first = watched.page.locator("#hits li").first
    first.wait_for()
    assert "Person · leader of the dockers’ union" in first.inner_text()
    assert box.get_attribute("aria-activedescendant") == "hit-0"
    watched.page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "hit-1"
    watched.page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    watched.assert_quiet()


def test_expanding_moves_nothing_that_is_placed(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    before = nodes_when(watched, 4)
    watched.page.keyboard.press("t")
    watched.page.locator("#table button", has_text="Velmora").click()
    relation(watched, "capital of").click()
    after = nodes_when(watched, 5)
    assert {id_: after[id_] for id_ in before} == before
    watched.assert_quiet()


def test_expanding_a_hub_asks_first_and_then_pages(watched: Watched, address: str) -> None:
    find(watched, address, "north strait")
    assert len(nodes_when(watched, 1)) == 1
    relation(watched, "member of").click()
    nodes_when(watched, 26)
    assert "25 of 33" in relation(watched, "member of").inner_text()
    relation(watched, "member of").click()
    nodes_when(watched, 34)
    assert relation(watched, "member of").is_disabled()
    watched.assert_quiet()


def test_nodes_do_not_cover_one_another(watched: Watched, address: str) -> None:
    find(watched, address, "north strait")
    relation(watched, "member of").click()
    places = list(nodes_when(watched, 26).values())
    pairs = ((a, b) for index, a in enumerate(places) for b in places[:index])
    assert all(abs(a["x"] - b["x"]) > 40 or abs(a["y"] - b["y"]) > 40 for a, b in pairs)


def test_evidence_marks_subject_trigger_and_object(watched: Watched, address: str) -> None:
    find(watched, address, "toma relik")
    card = watched.page.locator("#details .evidence").first
    card.locator("mark.object").wait_for()
    assert card.locator("mark.subject").inner_text() == "Toma Relik"  # its text begins with an astral character
    assert card.locator("mark.object").inner_text() == "Dockers’ Union of Velmora"
    assert "Strait Courier, Mar 3, 2031" in card.locator(".source").inner_text()
    assert "#/article/a1?at=" in card.locator("a", has_text="read in place").get_attribute("href")
    watched.assert_quiet()


def test_event_card_tells_roles_and_figures_and_who_gives_them(watched: Watched, address: str) -> None:
    find(watched, address, "arrest of")
    watched.page.locator("#details mark.trigger").wait_for()
    text = watched.page.locator("#details").inner_text()
    assert "Mar 4, 2031" in text
    assert re.search(r"Agent\s+Police", text)
    rivals = watched.page.locator("#details .figures.disputed")
    assert rivals.locator("h3").inner_text().split("\n") == ["People arrested", "2 rival figures"]
    assert re.search(r"more than 120\s+according to Dockers’ Union", rivals.inner_text())
    assert re.search(r"74\s+according to Ministry of Ports", rivals.inner_text())
    assert "independent sources: 1 (1 article)" in text
    assert watched.page.locator("#details mark.trigger").inner_text() == "arrested"
    assert set(nodes_when(watched, 3)) == {"arrest-night-shift", "night-shift", "pier-nine"}
    watched.assert_quiet()


def test_line_leads_to_its_sentences(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    nodes_when(watched, 4)
    watched.page.keyboard.press("t")
    watched.page.locator("#table button", has_text="leads").click()
    watched.page.locator("#details h2", has_text="2 sentences say so").wait_for()
    assert watched.page.locator("#details .evidence").count() == 2
    watched.assert_quiet()


def test_hostile_text_stays_text(watched: Watched, address: str) -> None:
    find(watched, address, "img src")
    nodes_when(watched, 2)
    relation(watched, "opponent of").wait_for()
    watched.page.locator("#details .evidence").wait_for()
    watched.page.keyboard.press("t")
    assert watched.page.evaluate("window.hacked ?? null") is None
    assert watched.page.locator("#details img, #table img, #details script").count() == 0
    assert watched.page.locator("a[href^='javascript:']").count() == 0
    watched.assert_quiet()


def test_hiding_can_be_undone_exactly(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    before = nodes_when(watched, 4)
    watched.page.keyboard.press("h")
    nodes_when(watched, 3)
    watched.page.keyboard.press("Control+z")
    assert nodes_when(watched, 4) == before
    watched.page.keyboard.press("Control+y")
    nodes_when(watched, 3)
    watched.assert_quiet()


def test_legend_filters_by_type(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    nodes_when(watched, 4)
    watched.page.locator("#legend label", has_text="Organization").click()
    assert "ministry-of-ports" not in nodes_when(watched, 3)
    watched.page.locator("#legend label", has_text="Organization").click()
    nodes_when(watched, 4)
    watched.assert_quiet()


def test_address_brings_the_same_view_back(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    nodes_when(watched, 4)
    before = watched.report()
    watched.page.reload()
    assert nodes_when(watched, 4) == before["nodes"]
    assert watched.report()["edges"] == before["edges"]
    assert watched.report()["selection"] == before["selection"]
    watched.assert_quiet()


def test_arrows_walk_the_graph(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    nodes = nodes_when(watched, 4)
    right = {id_ for id_, at in nodes.items() if at["x"] > nodes["ilsa-marden"]["x"]}
    watched.page.keyboard.press("ArrowRight")
    assert watched.report()["selection"]["id"] in right
    watched.assert_quiet()


@pytest.mark.parametrize(("button", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("csv", b"\xef\xbb\xbfsubject,")])
def test_export_saves_what_is_on_screen(watched: Watched, address: str, button: str, start: bytes) -> None:
    find(watched, address, "ilsa")
    nodes_when(watched, 4)
    watched.page.locator("#export summary").click()
    with watched.page.expect_download() as download:
        watched.page.locator(f"#export-{button}").click()
    saved = Path(download.value.path()).read_bytes()
    assert saved.startswith(start)
    if button != "png":
        assert "Ministry of Ports" in saved.decode()
    watched.assert_quiet()


@pytest.mark.parametrize("watched", [PHONE], indirect=True)
def test_phone_has_room_for_search_graph_and_evidence(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    nodes_when(watched, 4)
    page = watched.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#search").bounding_box()["width"] > 300
    assert page.locator("#canvas").bounding_box()["height"] > 250
    assert page.locator("#details").bounding_box()["height"] > 250
    page.locator("#table-toggle").click()
    assert page.locator("#table tbody tr").count() == 3
    watched.assert_quiet()


@pytest.mark.parametrize("watched", [{"color_scheme": "dark"}], indirect=True)
def test_theme_follows_the_system_and_the_button(watched: Watched, address: str) -> None:
    watched.page.goto(address)
    background = "getComputedStyle(document.body).backgroundColor"
    assert watched.page.evaluate(background) == "rgb(17, 21, 28)"
    watched.page.locator("#theme").click()
    assert watched.page.evaluate(background) == "rgb(250, 251, 253)"
    watched.page.reload()
    assert watched.page.evaluate(background) == "rgb(250, 251, 253)"
    watched.assert_quiet()


def test_server_gone_is_said_and_the_view_stays(watched: Watched, address: str) -> None:
    find(watched, address, "ilsa")
    nodes_when(watched, 4)
    watched.page.context.route("**/v1/**", lambda route: route.abort())
    watched.page.keyboard.press("ArrowRight")
    watched.page.locator("#details .problem").wait_for()
    assert "does not answer" in watched.page.locator("#details .problem").inner_text()
    assert len(watched.report()["nodes"]) == 4
    assert watched.outside == []
