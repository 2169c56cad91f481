"""What a new reader wants to know of the bundled articles: found in everyday words, told apart, not overstated."""

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser

Watched = Any  # classes of conftest.py and sample.py
Sample = Any


def show(watched: Watched, address: str) -> Any:
    """The page at an address, once its heading is there."""
    watched.page.goto("about:blank")
    watched.page.goto(address)
    watched.page.locator("#page h1").wait_for()
    return watched.page


def test_search_leads_from_a_question_to_the_sentence(watched: Watched, sample: Sample) -> None:
    watched.page.goto(sample.address)
    watched.page.locator("#empty .chip").first.wait_for()
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("who sent peacekeepers to Kazakhstan?")
    watched.page.locator("#hits li", has_text="Deployment of").first.wait_for()
    row = watched.page.locator(
        "#hits li", has=watched.page.locator(".sentence", has_text="will send peacekeepers")
    ).first
    sentence = row.locator(".sentence").inner_text()
    assert "peacekeepers" in sentence
    row.click()
    watched.page.locator(".article-text .sought").first.wait_for()
    sought = watched.page.locator(".article-text .sought").evaluate_all(
        "all => all.map(one => one.textContent).join('')"
    )
    assert sought == sentence
    watched.assert_quiet()


def test_question_in_everyday_words_leads_to_the_event(watched: Watched, sample: Sample) -> None:
    watched.page.goto(sample.address)
    watched.page.locator("#empty .chip").first.wait_for()
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("who sent troops to Kazakhstan in January 2022")
    first = watched.page.locator("#hits li").first
    watched.page.locator("#hits li", has_text="Deployment").first.wait_for()
    assert re.search(r"Deployment .*Kazakhstan", first.inner_text())
    watched.page.keyboard.press("Enter")
    watched.page.locator("#details mark.trigger").first.wait_for()
    assert re.search(r"Agent\s+Collective Security Treaty Organization", watched.page.locator("#details").inner_text())
    watched.assert_quiet()


def test_question_how_many_leads_to_rival_figures(watched: Watched, sample: Sample) -> None:
    watched.page.goto(sample.address)
    watched.page.locator("#empty .chip").first.wait_for()
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("number of dead")
    watched.page.locator("#hits li", has_text="Where reports disagree").wait_for()
    watched.page.keyboard.press("Enter")
    watched.page.locator(".quarrel h2", has_text="Killed: 164 to 225?").wait_for()
    watched.page.locator(".short button", has_text="164 to 225").click()
    assert watched.page.evaluate("document.activeElement.textContent") == "Killed: 164 to 225?"
    watched.assert_quiet()


def test_figures_of_another_year_stand_apart(watched: Watched, sample: Sample) -> None:
    """With one event of the largest conflict put ten years back in the server's answer."""
    told = sample.get("conflicts", disputed="true", limit=12)
    largest = max(told["items"], key=lambda one: sum(bool(thing.get("start")) for thing in one["subjects"]))
    moved = next(thing for thing in largest["subjects"] if thing.get("start"))
    moved["start"] = "2011-12"
    own = {one["claim"] for one in sample.get(f"events/{moved['id']}")["evidence"]}
    theirs = [one["claim"] for one in largest["claims"] if one["claim"] in own]
    watched.page.route("**/v1/conflicts?*", lambda route: route.fulfill(json=told))
    page = show(watched, sample.page("conflicts"))
    apart = page.locator(".quarrel .apart")
    apart.wait_for()
    assert "Of Dec 2011" in apart.locator("h3").inner_text()
    quarrel = page.locator(".quarrel", has=page.locator(".apart"))
    claims = "all => all.map(one => one.dataset.claim)"
    assert sorted(apart.locator("[data-claim]").evaluate_all(claims)) == sorted(theirs)
    assert quarrel.locator("[data-claim]").count() == len(largest["claims"]) > len(theirs)
    watched.assert_quiet()


def test_office_is_named_only_where_a_sentence_surely_gives_it(watched: Watched, sample: Sample) -> None:
    person = sample.id_of("Tokayev")
    card = sample.get(f"entities/{person}")
    sure = [fact["value"] for fact in card["facts"] if fact["confidence"] >= 0.6]
    unsure = [fact["value"] for fact in card["facts"] if fact["confidence"] < 0.6]
    page = show(watched, sample.page("entity", person))
    line = page.locator(".sheet-head").inner_text()
    assert not [office for office in unsure if office in line]
    assert not sure or any(office in line for office in sure)
    watched.assert_quiet()
