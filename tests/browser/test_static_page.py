"""The static page in a real browser without a network: it draws, asks for nothing, and runs nothing it is given."""

from pathlib import Path
from typing import Any

import pytest

from visualizations.network import NetworkEdge, NetworkNode
from visualizations.static_page import network_page

pytestmark = pytest.mark.browser

Watched = Any
HOSTILE = [
    '<img src=x onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "<a href='javascript:window.hacked=1'>href</a>",
    "{{ 7 * 7 }}",
    "]]>--><script>window.hacked=1</script><!--",
]


def show(watched: Watched, folder: Path, page: str) -> None:
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    watched.page.goto(file.as_uri())
    watched.page.locator("#network[data-drawn]").wait_for()


def network(texts: list[str]) -> tuple[list[NetworkNode], list[NetworkEdge]]:
    nodes = [NetworkNode(text, text, text, note=text) for text in texts]
    edges = [NetworkEdge(texts[0], text, text, evidence=text, certain=False) for text in texts[1:]]
    return nodes, edges


def test_page_draws_without_a_network(watched: Watched, tmp_path: Path) -> None:
    show(watched, tmp_path, network_page(*network(["Ilsa Marden", "Порт Арлен", "港"]), title="Ilsa Marden"))
    assert watched.page.locator("#network").get_attribute("data-drawn") == "3"
    assert watched.page.locator("h1").all_inner_texts() == ["Ilsa Marden"]
    watched.assert_quiet()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_does_not_run(watched: Watched, tmp_path: Path, text: str) -> None:
    nodes, edges = network([text, "Velmora"])
    show(watched, tmp_path, network_page(nodes, edges, title=text))
    box = watched.page.locator("#network").bounding_box()
    for step in range(1, 20):  # over every node and line, so that each shows its hover text
        watched.page.mouse.move(box["x"] + box["width"] * step / 20, box["y"] + box["height"] / 2, steps=4)
        watched.page.wait_for_timeout(30)
    assert watched.page.locator("h1").inner_text() == text
    assert watched.page.evaluate("window.hacked ?? null") is None
    watched.assert_quiet()


def test_hover_shows_the_sentence_as_plain_text(watched: Watched, tmp_path: Path) -> None:
    sentence = "Velmora <b>joined</b> the alliance, see href."
    nodes = [NetworkNode("a", "Velmora", "Place"), NetworkNode("b", "Alliance", "Organization")]
    show(watched, tmp_path, network_page(nodes, [NetworkEdge("a", "b", "member of", sentence)], title="T"))
    box = watched.page.locator("#network").bounding_box()
    watched.page.mouse.move(box["x"] + box["width"] / 2 - 30, box["y"] + box["height"] / 2 - 2)
    watched.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    tooltip = watched.page.locator("div.vis-tooltip")
    tooltip.wait_for()
    assert tooltip.inner_text() == f"Velmora – member of – Alliance\n{sentence}"
    watched.assert_quiet()
