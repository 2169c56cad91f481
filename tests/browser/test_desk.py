"""Pages that write: decisions on what is the same, and articles in."""

import json
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.browser.sample import Asked, serving

pytestmark = pytest.mark.browser

Watched = Any
Desk = Any
STORY = "Police arrested twelve dockers in Aktau on Friday, the Interior Ministry said. Two officers were injured."


def show(watched: Watched, address: str) -> Any:
    watched.page.goto("about:blank")
    watched.page.goto(address)
    watched.page.locator("#page h1").wait_for()
    return watched.page


def test_empty_graph_reads_the_sample_in_one_click(watched: Watched, tmp_path: Path) -> None:
    with serving(tmp_path / "empty") as address:
        page = watched.page
        page.goto(address)
        page.locator("#empty h1", has_text="No articles yet").wait_for()
        page.get_by_role("button", name="Read the twelve sample articles").click()
        page.locator("#empty .chip").first.wait_for(timeout=90_000)
        assert Asked(address).get("meta")["counts"]["articles"] == 12
        assert watched.outside == []


def test_pairs_are_decided_with_keys_and_taken_back(watched: Watched, desk: Desk) -> None:
    page = show(watched, desk.page("review"))
    page.locator(".pair blockquote").first.wait_for()
    first = page.locator(".pair h2").all_inner_texts()
    page.keyboard.press("n")
    page.locator("#page [role=status]", has_text="1 decided").wait_for()
    (made,) = desk.get("decisions")["items"]
    assert made["who"]
    page.keyboard.press("u")
    page.locator("#page [role=status]", has_text="waiting").wait_for()
    page.locator(".pair h2", has_text=first[0]).first.wait_for()
    assert desk.get("decisions")["items"] == []
    page.keyboard.press("s")
    page.wait_for_timeout(200)
    page.keyboard.press("u")
    assert page.locator(".pair h2").all_inner_texts() == first
    watched.assert_quiet()


def test_pasted_text_is_read_and_shown_at_once(watched: Watched, desk: Desk) -> None:
    before = desk.get("meta")["counts"]["articles"]
    page = show(watched, desk.page("add"))
    page.get_by_label("Text of an article").fill(STORY)
    page.get_by_label("Title", exact=True).fill("Twelve dockers held")
    page.get_by_label("Published").fill("2022-01-08")
    page.get_by_role("button", name="Read it").click()
    page.locator(".analysis .article-text mark.trigger", has_text="arrested").wait_for(timeout=90_000)
    assert page.locator("#page .rows a").first.inner_text() == "Twelve dockers held"
    assert desk.get("meta")["counts"]["articles"] == before + 1
    watched.assert_quiet()


def test_files_are_read_and_what_cannot_be_read_is_said(watched: Watched, desk: Desk, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.json"
    good.write_text("Rescuers freed nine miners in Karaganda on Monday. Three miners were killed.", encoding="utf-8")
    bad.write_text('{"title": "No text at all"}', encoding="utf-8")
    page = show(watched, desk.page("add"))
    page.locator("#files").set_input_files([good, bad])
    page.locator("#page [role=status]", has_text="Done").wait_for(timeout=90_000)
    assert "1 could not be read" in page.locator("#page [role=status]").inner_text()
    assert page.locator("#page .rows li").count() == 2
    watched.assert_quiet()


def test_playground_explains_and_keeps_nothing(watched: Watched, desk: Desk) -> None:
    before = desk.get("meta")["counts"]["articles"]
    page = show(watched, desk.page("add"))
    page.get_by_role("button", name="Try it").click()
    page.locator(".playground mark.trigger").first.wait_for(timeout=90_000)
    assert page.locator(".playground .found li").count() >= 1
    assert page.locator(".playground pre").inner_text().strip()
    assert desk.get("meta")["counts"]["articles"] == before
    watched.assert_quiet()


def test_wrong_link_is_parted_and_joined_again(watched: Watched, desk: Desk) -> None:
    tokayev = desk.id_of("Tokayev")
    article = desk.get(f"entities/{tokayev}/articles", limit=1)["items"][0]["id"]
    page = show(watched, desk.page("article", article))
    row = page.locator(".findings .roles li", has=page.locator(f"a[href='#/entity/{tokayev}']"))
    row.get_by_role("button", name="Not the same one").click()
    row.get_by_role("button", name="Undo").wait_for()
    assert len(desk.get("decisions", limit=100)["items"]) >= 1
    page.reload()
    row = page.locator(".findings .roles li", has=page.locator("[aria-label$='is kept apart']:visible"))
    assert "kept apart" in row.inner_text()
    row.get_by_role("button", name="Undo").click()
    page.locator("#page-announcer", has_text="Undone").wait_for()
    assert page.locator("[aria-label$='is kept apart']:visible").count() == 0
    assert desk.get("decisions")["items"] == []
    watched.assert_quiet()


def test_an_edited_article_tells_its_versions(watched: Watched, desk: Desk) -> None:
    for text in (STORY, STORY.replace("twelve", "fifteen")):
        told = json.dumps({"id": "edited", "title": "Dockers held", "published": "2022-01-08", "text": text}).encode()
        with urlopen(Request(f"{desk.address}v1/articles", told, {"Content-Type": "application/json"}), timeout=90):
            pass
    page = show(watched, desk.page("article", "edited"))
    versions = page.locator("details.versions")
    assert versions.locator("summary").inner_text() == "2 versions"
    versions.locator("summary").click()
    newest, first = versions.locator("li").all_inner_texts()
    assert newest.startswith("Version 2, added")
    assert ": 1 sentence removed, 1 added, other figures" in newest
    assert first.endswith(": the first one")
    address = versions.locator("a").first.evaluate("link => link.href")
    assert address == f"{desk.address}v1/articles/edited/versions/2/changes"
    watched.assert_quiet()
    other = next(one["id"] for one in desk.get("articles")["items"] if one["id"] != "edited")
    assert show(watched, desk.page("article", other)).locator("details.versions").count() == 0
