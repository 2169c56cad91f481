"""Every competency question is answered from the example graph exactly as its expected answers say."""

import json
import re
from importlib.resources.abc import Traversable

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.rdf.terms import KG, ONTOLOGY
from ontology import FOLDER

QUESTIONS = sorted((f for f in (FOLDER / "questions").iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
CHECKS = sorted((f for f in (FOLDER / "checks").iterdir() if f.name.endswith(".rq")), key=lambda f: f.name)
BASE = "https://newsgraph.example/id/"

BROKEN = {
    "unbacked_facts": [
        "INSERT DATA { GRAPH article:herald-1 { entity:roth kg:memberOf entity:pact } }",
        "INSERT DATA { GRAPH article:courier-7 { event:shots a kg:Attack } }",
        "INSERT DATA { GRAPH article:courier-7 { event:visit kg:destination entity:karst } }",
        "DELETE WHERE { GRAPH ?g { claim:h1-brandt ?p ?o } }",
    ],
    "missing_facts": ["DELETE DATA { GRAPH article:herald-1 { entity:brandt kg:headOfState entity:norland } }"],
    "strayed_claims": [
        "INSERT DATA { GRAPH article:herald-2 { claim:h1-brandt kg:assertedIn article:herald-1 } }",
        "INSERT DATA { GRAPH graph:entities { evidence:h1-1 kg:article article:herald-1 } }",
    ],
    "one_sided_conflicts": [
        "INSERT DATA { GRAPH graph:conflicts { claim:h1-karst kg:conflictsWith claim:h1-square } }"
    ],
}


@pytest.fixture
def store(example_trig: str) -> Store:
    store = Store()
    store.load(example_trig, format=RdfFormat.TRIG)
    for name in ("newsgraph.ttl", "alignments.ttl"):
        turtle = (FOLDER / name).read_text("utf-8")
        store.load(turtle, format=RdfFormat.TURTLE, to_graph=NamedNode(ONTOLOGY))
    return store


def _rows(store: Store, query: str) -> tuple[list[str], list[list[str | None]]]:
    answer = store.query(query, use_default_graph_as_union=True)
    names = [variable.value for variable in answer.variables]
    return names, [[row[name].value if row[name] else None for name in names] for row in answer]


def test_there_are_at_least_twelve_questions() -> None:
    assert len(QUESTIONS) >= 12


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda f: f.name)
def test_question_says_in_words_what_it_asks(question: Traversable) -> None:
    first = question.read_text("utf-8").splitlines()[0]
    assert first.startswith("# question: ")
    assert first.endswith("?")


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda f: f.name)
def test_question_is_answered_as_expected(question: Traversable, store: Store) -> None:
    name = question.name.removesuffix(".rq")
    expected = json.loads((FOLDER / "questions" / f"{name}.expected.json").read_text("utf-8"))
    variables, rows = _rows(store, question.read_text("utf-8"))
    assert variables == expected["variables"]
    assert rows == expected["rows"]
    assert rows


@pytest.mark.parametrize("query", [*QUESTIONS, *CHECKS], ids=lambda f: f.name)
def test_query_uses_terms_that_exist(query: Traversable) -> None:
    text = query.read_text("utf-8")
    used = re.findall(r"\bkg:(\w+)", text)
    assert all(KG[name] for name in used)


@pytest.mark.parametrize("check", CHECKS, ids=lambda f: f.name)
def test_check_finds_nothing_in_the_example(check: Traversable, store: Store) -> None:
    assert _rows(store, check.read_text("utf-8"))[1] == []


@pytest.mark.parametrize(("check", "update"), [(name, u) for name, updates in BROKEN.items() for u in updates])
def test_check_finds_what_is_broken(check: str, update: str, store: Store) -> None:
    kinds = ("graph", "article", "entity", "event", "claim", "evidence")
    prefixes = "".join(f"PREFIX {kind}: <{BASE}{kind}/> " for kind in kinds)
    store.update(f"PREFIX kg: <{KG}> {prefixes} {update}")
    assert _rows(store, (FOLDER / "checks" / f"{check}.rq").read_text("utf-8"))[1]


def test_every_check_has_a_broken_case() -> None:
    assert {f"{name}.rq" for name in BROKEN} == {check.name for check in CHECKS}
