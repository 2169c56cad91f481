"""Finding articles by headline and sentence, and places and events by where they are."""

from collections.abc import Iterator

import pytest

from kg.rdf.terms import DEFAULT_BASE as BASE
from kg.rdf.terms import KG, article_iri
from kg.store import MEMORY, Store, open_store
from kg.store.places import Box
from tests.store.worlds import ENTITIES, article, entity, event, named


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    things = [
        named(entity("karst"), "Karst Harbour", type="Place", at=(60.1, 22.75)),
        named(entity("suva"), "Suva", type="Place", at=(-18.14, 178.44)),
        named(entity("apia"), "Apia", type="Place", at=(-13.83, -171.76)),
        named(event("rally"), "Rally in Karst Harbour", type=None),
    ]
    place = ((event("rally"), "place", entity("karst")), (event("rally"), "type", KG.Protest))
    articles = [
        article("old", "Dockers rally", "Dockers rallied at the gates.", published="2031-03-01", claims=place),
        article("new", "Harbour closed", "Тоқаев closed the gates.", "The gate is old.", published="2031-03-05"),
        article("none", "Gates of the city", published="2031-03"),
    ]
    with open_store(MEMORY) as opened:
        opened.writer().apply({ENTITIES: [quad for thing in things for quad in thing], **dict(articles)})
        yield opened


def test_sentences_are_found_by_all_words_the_newest_first(store: Store) -> None:
    items = store.index().find("the gat", fields=("sentences",)).items
    assert [(item.iri, item.matched) for item in items] == [
        (article_iri(BASE, "new"), "Тоқаев closed the gates."),
        (article_iri(BASE, "new"), "The gate is old."),
        (article_iri(BASE, "old"), "Dockers rallied at the gates."),
    ]
    assert [item.passage for item in items] == [f"{BASE}evidence/{id}" for id in ("new-0", "new-1", "old-0")]
    assert [items[0].matched[start:end] for start, end in items[0].highlights] == ["the", "gat"]


@pytest.mark.parametrize(
    ("text", "field", "ids"),
    [
        ("gates", "headlines", ["none"]),
        ("closed", "headlines", ["new"]),
        ("tokayev", "sentences", ["new"]),
        ("dokcers", "sentences", ["old"]),
        ("rally dockers", "headlines", ["old"]),
        ("zzz", "sentences", []),
        ("", "sentences", []),
    ],
)
def test_words_count_in_any_order_and_script_and_spelling(store: Store, text: str, field: str, ids: list[str]) -> None:
    found = store.index().find(text, fields=(field,))  # type: ignore[arg-type]
    assert [item.iri for item in found.items] == [article_iri(BASE, id) for id in ids]
    assert (found.total, found.exact) == (len(ids), True)


def test_names_come_before_headlines_and_sentences(store: Store) -> None:
    found = store.view().search("rally", fields=("names", "headlines", "sentences"))
    assert [(hit.field, hit.node.kind) for hit in found.hits] == [("names", "event"), ("headlines", "article")]
    assert found.facets == {"Protest": 1, "Article": 1}


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        (Box(20, 60, 23, 61), {"karst", "rally"}),
        (Box(22.75, 60.1, 22.75, 60.1), {"karst", "rally"}),
        (Box(22.751, 60, 23, 61), set()),
        (Box(170, -20, -170, 0), {"suva", "apia"}),
        (Box(-180, -90, 180, 90), {"karst", "rally", "suva", "apia"}),
    ],
)
def test_a_box_holds_places_and_events_at_places(store: Store, box: Box, inside: set[str]) -> None:
    found = store.index().find("", box=box)
    assert {item.iri.rpartition("/")[2] for item in found.items} == inside
    assert found.total == len(inside)


def test_a_box_narrows_a_search_by_name(store: Store) -> None:
    index = store.index()
    assert [item.iri for item in index.find("karst", box=Box(20, 60, 23, 61), types=("Protest",)).items] == [
        event("rally")
    ]
    assert index.find("karst", box=Box(0, 0, 1, 1)).items == []


def test_texts_can_be_counted_by_article(store: Store) -> None:
    fields = ("headlines", "sentences")
    assert store.index().find("gates", fields=fields).articles == {}
    found = store.index().find("gates", fields=fields, limit=1, by_article=True)
    assert found.articles == {article_iri(BASE, name): 1 for name in ("old", "new", "none")}
    assert store.index().find("karst", fields=("names",), by_article=True).articles == {}
