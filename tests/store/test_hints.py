import pytest

from kg.store import Store
from kg.store.question import Question
from kg.store.sparql import InvalidQuery
from kg.store.sparql.hints import find_mistake, unknown_terms


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("SELCT * { ?s ?p ?o }", 1, 1, "SELCT is no keyword: did you mean SELECT?"),
        ("SELECT *\nWERE { ?s ?p ?o }", 2, 1, "WERE is no keyword: did you mean WHERE?"),
        ("SELECT * { ?s ?p ?o\n  FILTER(STRLENG(?o) > 3) }", 2, 10, "STRLENG is no keyword: did you mean STRLEN?"),
        ("SELECT * { ?s skso:prefLabel ?o }", 1, 15, "the prefix skso: is not declared: did you mean skos:?"),
        ("PREFIX x: <x:> SELECT * { ?s x:p ?o } LIMTI 3", 1, 39, "LIMTI is no keyword: did you mean LIMIT?"),
    ],
)
def test_a_mistake_is_found_with_what_was_meant(text: str, line: int, column: int, message: str) -> None:
    assert find_mistake(text) == (line, column, message)


@pytest.mark.parametrize("text", ["SELECT * { ?s ?p }", "ASK { ?s kg:place 1e5 , -1E-3 , 'WERE' }", "SELECT * { \\ }"])
def test_other_mistakes_are_left_to_the_engine(text: str) -> None:
    assert find_mistake(text) is None


def test_messages_of_the_store_have_the_place(world: Store) -> None:
    with pytest.raises(InvalidQuery, match="line 2, column 3: OPTINAL is no keyword: did you mean OPTIONAL") as raised:
        world.query(Question("SELECT * {\n  OPTINAL { ?s ?p ?o } }"))
    assert (raised.value.line, raised.value.column) == (2, 3)


def test_terms_that_do_not_exist_are_told_with_the_nearest() -> None:
    (hint,) = unknown_terms("SELECT * { ?s a kg:Person ;\n kg:headOfSate ?o . ?s skos:anything 'kg:none' }")
    assert hint == (2, 2, "kg:headOfSate does not exist: did you mean kg:headOfState?")


def test_a_prefix_that_means_something_else_is_left_alone() -> None:
    assert not list(unknown_terms("PREFIX kg: <http://example.org/> SELECT * { ?s kg:anything ?o }"))
