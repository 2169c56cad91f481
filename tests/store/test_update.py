"""Taking updates apart: what they write to, what is refused, and that the engine gets what was checked."""

import pytest

from kg.errors import QueryRefused
from kg.store import MEMORY, open_store
from kg.store.sparql import InvalidQuery, NetworkRefused
from kg.store.sparql.update import DEFAULT, EVERY, NAMED, read_update

KG = "https://w3id.org/newsgraph/ontology#"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("INSERT DATA { <a:a> a 1.5e3 , true , 'GRAPH <x:x> {' . }", {DEFAULT}),
        ("INSERT DATA { GRAPH <g:1> { <a:a> <a:b> '''}''' } GRAPH kg:x { } }", {"g:1", f"{KG}x"}),
        ("insert data { <a:a> <a:b> 1.GRAPH <g:1> { } } # GRAPH <g:2>", {DEFAULT, "g:1"}),
        ('DELETE DATA { GRAPH <g:1> { <a:a> <a:b> "\\"}" } }', {"g:1"}),
        ("DELETE WHERE { GRAPH <g:1> { ?s ?p ?o } }", {"g:1"}),
        ("DELETE { ?s ?p ?o } WHERE { GRAPH <g:1> { ?s ?p ?o } }", {DEFAULT}),
        (
            "WITH <g:1> DELETE { ?s ?p 1 } INSERT { GRAPH <g:2> { ?s ?p 2 } } USING <g:3> WHERE { ?s ?p 1 }",
            {"g:1", "g:2"},
        ),
        ("INSERT { <a:a> <a:b> ?x } WHERE { FILTER(?a<?b && ?c>3) { GRAPH ?g { ?x ?y ?z } } }", {DEFAULT}),
        ("DROP ALL", {EVERY}),
        ("CLEAR SILENT NAMED ; CREATE GRAPH <g:1> ;", {NAMED, "g:1"}),
        ("CLEAR DEFAULT", {DEFAULT}),
        ("COPY <g:1> TO DEFAULT", {DEFAULT}),
        ("ADD SILENT GRAPH <g:1> TO GRAPH <g:2>", {"g:2"}),
        ("MOVE <g:1> TO <g:2>", {"g:1", "g:2"}),
        ("PREFIX x: <x:> DROP GRAPH x:a ; PREFIX x: <y:> DROP GRAPH x:a", {"x:a", "y:a"}),
        ("BASE <http://b.example/c/> DROP GRAPH <d>", {"http://b.example/c/d"}),
        ("", set()),
    ],
)
def test_targets_are_found(text: str, targets: set[str]) -> None:
    assert read_update(text).targets == targets


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("INSERT DATA { GRAPH ?g { <a:a> <a:b> 1 } }", QueryRefused),
        ("INSERT { GRAPH ?g { <a:a> <a:b> 1 } } WHERE { GRAPH ?g { } }", QueryRefused),
        ("DELETE WHERE { GRAPH $g { ?s ?p ?o } }", QueryRefused),
        ("LOAD <http://127.0.0.1/>", NetworkRefused),
        ("INSERT { <a:a> <a:b> ?x } WHERE { SERVICE <http://127.0.0.1/> { ?x ?y ?z } }", NetworkRefused),
        ("INSERTDATA { <a:a> <a:b> 1 }", InvalidQuery),
        ("DROPALL", InvalidQuery),
        ("DROP\\u0020ALL", InvalidQuery),
        ("INSERT DATA { <a:a> <a:b> trueGRAPH <g:1> { <a:a> <a:b> 1 } }", InvalidQuery),
        ("INSERT DATA { <a:a> <a:b> 1e5GRAPH <g:1> { } }", InvalidQuery),
        ("INSERT DATA { GRAPH <g:1> { <a:a> <a:b> 1 GRAPH <g:2> { } } }", InvalidQuery),
        ("INSERT DATA { <a:a> <a:b> 1 } DROP ALL", InvalidQuery),
        ("DROP GRAPH <relative>", InvalidQuery),
        ("DROP GRAPH unknown:x", InvalidQuery),
        ("SELECT * { }", InvalidQuery),
        ("INSERT DATA { <a:a> <a:b> 1", InvalidQuery),
    ],
)
def test_what_cannot_be_checked_is_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error, match="line 1, column"):
        read_update(text)


def test_names_are_written_out() -> None:
    assert read_update("PREFIX x: <x:> DROP GRAPH x:a\\-b").text == "PREFIX x: <x:> DROP GRAPH <x:a-b>"


def test_the_protocols_dataset_becomes_clauses() -> None:
    text = "BASE <http://b.example/> DELETE WHERE { GRAPH <g> { ?s ?p ?o } } ; INSERT { ?s <a:b> 1 } WHERE { ?s ?p ?o }"
    update = read_update(text, using=["u:1", "u:2"], using_named=["n:1"])
    assert update.text.count("USING <u:1> USING <u:2> USING NAMED <n:1>") == 2
    assert update.text.count("<http://b.example/g>") == 2
    with open_store(MEMORY) as store:
        store.writer().update(update.text)


@pytest.mark.parametrize("text", ["WITH <g:1> INSERT { } WHERE { }", "INSERT { } USING <g:1> WHERE { }"])
def test_a_dataset_is_given_once(text: str) -> None:
    with pytest.raises(InvalidQuery, match="cannot be combined"):
        read_update(text, using=["u:1"])


def test_the_engine_takes_no_code_points_for_syntax() -> None:
    """What the reader takes for a string must not end earlier for the engine."""
    hidden = "\\u0022 } } ; DROP ALL ; INSERT DATA { GRAPH <g:2> { <a:a> <a:b> \\u0022"
    text = f'INSERT DATA {{ GRAPH <g:1> {{ <a:a> <a:b> "{hidden}" }} }}'
    assert read_update(text).targets == {"g:1"}
    with open_store(MEMORY) as store:
        store.writer().update(text)
        assert list(store.graphs()) == ["g:1"]
