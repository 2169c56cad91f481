"""Finding things by name: which come first, and what counts as the same name."""

from collections.abc import Iterator

import pytest

from kg.rdf.terms import KG
from kg.store import MEMORY, Store, open_store
from kg.store.search import SearchIndex
from kg.store.search.normalization import fold, highlights, sound
from tests.store.worlds import ENTITIES, article, entity, event, named


def claims_about(*counts: tuple[str, int]) -> tuple[tuple[str, str, str], ...]:
    """So many claims about each thing."""
    return tuple((f"{entity('nobody')}{n}", "memberOf", thing) for thing, times in counts for n in range(times))


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    things = [
        named(entity("1"), "Nova", type="Place"),
        named(entity("2"), "Nova Bridge", type="Facility"),
        named(entity("3"), "Bank of Nova", "Novabank", type="Organization"),
        named(entity("4"), "Casanova"),
        named(entity("5"), "Nova Bank", type=None),
        named(event("1"), "Nova votes", type=None),
        named(entity("t"), "Kassym-Jomart Tokayev", "Қасым-Жомарт Тоқаев"),
        named(entity("z"), "Володимир Зеленський"),
        named(entity("e"), "Éire", "Ireland", type="Place"),
        named(entity("b"), "北京市", type="Place"),
        named(entity("l"), "Łódź", type="Place"),
        named(entity("s"), "Ștefan Sørensen"),
    ]
    told = claims_about((entity("1"), 1), (entity("2"), 2), (entity("3"), 9), (entity("4"), 50), (entity("5"), 3))
    votes = (event("1"), "type", KG.Vote)
    graph, quads = article("a", "Title", claims=(*told, votes))
    with open_store(MEMORY) as opened:
        opened.writer().apply({ENTITIES: [quad for thing in things for quad in thing], graph: quads})
        yield opened


@pytest.fixture
def index(store: Store) -> SearchIndex:
    return store.index()


def found(index: SearchIndex, text: str, *types: str) -> list[str]:
    return [item.iri.rpartition("/")[2] for item in index.find(text, types=types).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nova", ["1", "3", "5", "2", "1"]),
        ("nova b", ["5", "2", "3"]),
        ("nova bank", ["5", "3"]),
        ("bank nova", ["3", "5"]),
        ("as", []),
        ("", []),
        ('" OR *', []),
        ("NEAR(nova bank)", []),
    ],
)
def test_whole_names_come_first_then_beginnings_then_words(index: SearchIndex, text: str, expected: list[str]) -> None:
    assert found(index, text) == expected


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Токаев", "t"),
        ("ТОҚАЕВ", "t"),
        ("tokaev", "t"),
        ("Tokajew", "t"),
        ("Qasym-Zhomart", "t"),
        ("zelensk", "z"),
        ("Zelenskyy", "z"),
        ("Volodymyr Zelensky", "z"),
        ("eire", "e"),
        ("IRELAND", "e"),
        ("京", "b"),
        ("lodz", "l"),
        ("stefan sorensen", "s"),
    ],
)
def test_accents_and_scripts_do_not_matter(index: SearchIndex, text: str, first: str) -> None:
    assert found(index, text)[:1] == [first]


@pytest.mark.parametrize(
    ("text", "first"),
    [("casanvoa", "4"), ("Tokaxev", "t"), ("sorenzen", "s"), ("novabamk", "3"), ("asanov", "4"), ("sano", "4")],
)
def test_misspelt_words_and_parts_of_words_are_found_where_nothing_else_is(
    index: SearchIndex, text: str, first: str
) -> None:
    assert found(index, text)[:1] == [first]


def test_types_narrow_the_list_and_not_the_facets(index: SearchIndex) -> None:
    result = index.find("nova", types=("Vote",))
    assert [item.iri for item in result.items] == [event("1")]
    assert (result.total, result.exact) == (1, True)
    assert list(result.facets.items()) == [
        ("Facility", 1),
        ("Organization", 1),
        ("Place", 1),
        ("Vote", 1),
        ("unknown", 1),
    ]


def test_the_limit_leaves_the_order_as_it_is(index: SearchIndex) -> None:
    everything = [item.iri for item in index.find("nova").items]
    for limit in range(1, 6):
        assert [item.iri for item in index.find("nova", limit=limit).items] == everything[:limit]


def test_things_can_be_looked_up_and_listed(index: SearchIndex) -> None:
    thing = index.get(entity("3"))
    assert thing is not None
    assert (thing.names, thing.type, thing.kind, thing.claims) == (
        ("Bank of Nova", "Novabank"),
        "Organization",
        "entity",
        9,
    )
    assert index.get(entity("nobody0")) is None
    everything = [thing.iri for thing in index.things()]
    assert everything == sorted(everything)
    assert len(everything) == sum(index.counts().values()) == 12
    assert index.most_told(2) == (entity("4"), entity("3"))
    assert index.events_named("vot") == {event("1")}


def test_pages_hold_everything_once(store: Store) -> None:
    view, seen, after = store.view(), [], None
    while True:
        page = view.search("nova", limit=2, after=after)
        seen += [hit.node.iri for hit in page.hits]
        after = page.next
        if after is None:
            break
    assert seen == [hit.node.iri for hit in view.search("nova").hits]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Éire", "eire"),
        ("Straße  des 17. Juni", "strasse des 17 juni"),
        ("ТОҚАЕВ", "тоқаев"),
        ("O'Neil-Smith", "o neil smith"),
        ("Øresund", "oresund"),
    ],
)
def test_fold_leaves_letters_and_digits_in_lower_case(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ельцин", "Yeltsin", "Jelcin"[1:]),
        ("Хрущев", "Khrushchev", "Hrushchev"),
        ("Юрий", "Yuri", "Yuriy", "Iurii"),
        ("Жуков", "Zhukov", "Joukov"),
        ("Михаил", "Mikhail", "Mihail"),
        ("Александр", "Alexandr", "Aleksandr"),
        ("Αθήνα", "Athina"),
    ],
)
def test_transliterations_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sound(fold(spelling)) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Nova Bank", ["nov"], ["Nov"]),
        ("Éire und Straße", ["ei", "strasse"], ["Éi", "Straße"]),
        ("Тоқаев spoke", ["tokayev"], ["Тоқаев"]),
        ("a 😀 Nova", ["nova"], ["Nova"]),
        ("Cafe\u0301 Nova", ["cafe"], ["Cafe\u0301"]),
        ("Nova", ["x"], []),
    ],
)
def test_highlights_are_parts_of_the_original_text(text: str, words: list[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlights(text, words)] == marked
