import pytest

from kg.store.labels import LabelIndex, Named, fold


def index() -> LabelIndex:
    return LabelIndex(
        [
            Named("e:1", "entity", ("Nova",), "Place", claims=1),
            Named("e:2", "entity", ("Nova Bridge",), "Facility", claims=2),
            Named("e:3", "entity", ("Bank of Nova", "Novabank"), "Organization", claims=9),
            Named("e:4", "entity", ("Casanova",), "Person", claims=50),
            Named("e:5", "entity", ("Nova Bank",), None, claims=3),
            Named("v:1", "event", ("Nova votes",), "Vote", claims=90),
        ]
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("nova", ["e:1", "e:3", "e:5", "e:2", "v:1"]),
        ("nova b", ["e:5", "e:2", "e:3"]),
        ("nova bank", ["e:5", "e:3"]),
        ("asanova", ["e:4"]),
        ("as", []),
    ],
)
def test_find_ranks_whole_names_then_beginnings_then_words(text: str, found: list[str]) -> None:
    assert [item.named.iri for item in index().find(text)] == found


def test_find_keeps_to_types() -> None:
    assert [item.named.iri for item in index().find("nova", frozenset({"Vote"}))] == ["v:1"]


def test_facets_count_types_the_most_frequent_first() -> None:
    facets = LabelIndex.facets(index().find("nova"))
    assert list(facets.items()) == [("Facility", 1), ("Organization", 1), ("Place", 1), ("Vote", 1), ("unknown", 1)]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Éire", "eire"),
        ("Straße  des 17. Juni", "strasse des 17 juni"),
        ("ТОҚАЕВ", "тоқаев"),
        ("O'Neil-Smith", "o neil smith"),
    ],
)
def test_fold_leaves_letters_and_digits_in_lower_case(name: str, folded: str) -> None:
    assert fold(name) == folded
