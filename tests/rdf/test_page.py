"""The ontology's page shows every term once, loads nothing, and escapes what it shows."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kg.rdf import page
from kg.schema import load_ontology


class _Seen(HTMLParser):
    """Collects ids, links, loading attributes and unbalanced tags."""

    VOID = ("meta", "br", "hr", "link", "img", "input")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag == "a":
            self.links.append(values.get("href") or "")
        self.loads += [f"{tag} {name}" for name in values if name in ("src", "srcset", "action", "data", "background")]
        self.loads += [tag] if tag in ("link", "script", "iframe", "object", "embed", "base") else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html() -> str:
    return page.ontology_page()


@pytest.fixture(scope="module")
def seen(html: str) -> _Seen:
    return _Seen(html)


def test_page_shows_every_term_once(seen: _Seen) -> None:
    names = set(load_ontology().terms)
    assert sorted(found for found in seen.ids if found in names) == sorted(names)


def test_page_has_no_id_twice(seen: _Seen) -> None:
    assert len(seen.ids) == len(set(seen.ids))


def test_page_loads_nothing(html: str, seen: _Seen) -> None:
    assert seen.loads == []
    assert not re.search(r"@import|url\(", html)


def test_page_closes_every_tag(seen: _Seen) -> None:
    assert seen.open == []


def test_links_within_the_page_lead_somewhere(seen: _Seen) -> None:
    assert {link[1:] for link in seen.links if link.startswith("#")} <= set(seen.ids)


def test_page_shows_plover_codes_and_definitions(html: str) -> None:
    assert "COERCE / martial-law" in html
    assert "Is the seat of government of a state or region." in html


def test_page_is_the_same_every_time(html: str) -> None:
    assert page.ontology_page() == html


def test_page_escapes_what_terms_say(monkeypatch: pytest.MonkeyPatch) -> None:
    ontology = load_ontology()
    evil = "<script>alert('&')</script>"
    term = replace(ontology.terms["Person"], label=evil, definition=evil, example=evil, note=evil)
    hostile = replace(ontology, terms={**ontology.terms, "Person": term}, version=evil)
    monkeypatch.setattr(page, "load_ontology", lambda: hostile)
    assert "<script>" not in page.ontology_page()
