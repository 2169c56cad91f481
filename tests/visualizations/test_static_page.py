"""The static page as text; what a browser makes of it is in tests/browser."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from visualizations.network import NetworkEdge, NetworkNode
from visualizations.static_page import MOST_NODES, network_page


class Parts(HTMLParser):
    """The elements of a page, and the contents of its scripts."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._in_script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in_script = tag == "script"
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_script = False

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data


def page_of(*labels: str, title: str = "A title") -> str:
    nodes = [NetworkNode(label, label, "Person") for label in labels]
    edges = [NetworkEdge(labels[0], label, "knows", f"{label} was there.") for label in labels[1:]]
    return network_page(nodes, edges, title=title)


def test_page_names_no_other_host() -> None:
    for tag, attributes in Parts(page_of("Ann", "Ben")).tags:
        assert not {"src", "href", "action", "data"} & attributes.keys(), (tag, attributes)


def test_page_leaves_no_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page_of("Ann", "Ben")
    assert list(tmp_path.iterdir()) == []


def test_policy_admits_each_script_by_its_hash_and_no_other() -> None:
    parts = Parts(page_of("Ann", "Ben"))
    policy = next(a["content"] for tag, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy") or ""
    types = [attributes.get("type") for tag, attributes in parts.tags if tag == "script"]
    run = [text for text, kind in zip(parts.scripts, types, strict=True) if kind != "application/json"]
    hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in run}
    assert set(re.findall(r"'sha256-[^']+'", policy)) == hashes
    assert "unsafe-inline" not in policy.split("style-src")[0]


@pytest.mark.parametrize("text", ["</script><script>x()</script>", "<!--<script>", "a \u2028 b", "&lt;b&gt;"])
def test_text_adds_no_element(text: str) -> None:
    plain = [tag for tag, _ in Parts(page_of("Ann", "Ben", title="T")).tags]
    assert [tag for tag, _ in Parts(page_of(text, "Ben", title=text)).tags] == plain


def test_heading_is_printed_once() -> None:
    assert page_of("Ann", title="Once & only").count("<h1") == 1


def test_same_network_gives_the_same_bytes() -> None:
    assert page_of("Ann", "Ben", "Cem") == page_of("Ann", "Ben", "Cem")


def test_too_large_network_keeps_the_best_joined_and_says_so() -> None:
    nodes = [NetworkNode(str(n), f"Person {n}", "Person") for n in range(MOST_NODES + 20)]
    edges = [NetworkEdge("510", str(n), "knows") for n in range(30)]
    page = network_page(nodes, edges, title="Many")
    assert f"Showing {MOST_NODES} of {MOST_NODES + 20}" in page
    assert "Person 510" in page
    assert f"Person {MOST_NODES + 19}" not in page


def test_lines_without_both_ends_are_left_out() -> None:
    page = network_page([NetworkNode("a", "Ann", "Person")], [NetworkEdge("a", "gone", "knows")], title="T")
    assert "knows" not in page


def test_empty_network_says_so() -> None:
    assert "There is nothing to draw." in network_page([], [], title="T")


def test_legend_counts_types_and_can_be_left_out() -> None:
    nodes = [NetworkNode("a", "Ann", "Person"), NetworkNode("v", "A vote", "Vote", event=True)]
    assert "Person 1" in network_page(nodes, [], title="T")
    assert "Legend" not in network_page(nodes, [], title="T", legend=False)
