"""What is remembered of changes: from the first question on, as long as it is known, and within bounds."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.rdf.terms import KG, RDF
from kg.store import journal as module
from kg.store.journal import Journal
from kg.store.rows import Iri, Row
from kg.store.touched import Touched

CLAIM, ONE, OTHER = "a:claim", "a:one", "a:other"


def quad(subject: str, predicate: str, target: str) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), NamedNode(target) if ":" in target else Literal(target))


def nothing_to_look_up(claims: list[str]) -> list[Row]:
    assert not claims
    return []


def test_changes_are_remembered_from_the_first_question_on() -> None:
    journal = Journal()
    journal.note([quad("a:0", KG.title, "zero")])
    assert journal.since(0) is None
    journal.note([quad("a:1", KG.title, "one")])
    journal.note([quad("a:2", KG.country, "KA")])
    assert journal.revision == 3
    found = journal.since(1)
    assert found is not None
    assert (found[0], found[1].things(), found[1].under(KG.title)) == (3, {"a:1", "a:2"}, {"a:1"})
    later = journal.since(2)
    assert later is not None
    assert later[1].things() == {"a:2"}
    nothing = journal.since(3)
    assert nothing is not None
    assert not len(nothing[1])


@pytest.mark.parametrize(
    "unknown", [None, [Quad(BlankNode("b"), NamedNode(KG.title), Literal("one"))]], ids=["unknown", "blank"]
)
def test_what_is_not_known_is_not_told(unknown: list[Quad] | None) -> None:
    journal = Journal()
    journal.since(0)
    journal.note([quad("a:1", KG.title, "one")])
    journal.note(unknown)
    assert journal.since(0) is None
    assert journal.since(1) is None
    journal.note([quad("a:2", KG.title, "two")])
    found = journal.since(2)
    assert found is not None
    assert found[1].things() == {"a:2"}


def test_only_the_last_changes_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST", 5)
    journal = Journal()
    journal.since(0)
    for number in range(10):
        journal.note([quad(f"a:{number}-{part}", KG.title, "x") for part in range(2)])
    assert journal.since(7) is None
    found = journal.since(8)
    assert found is not None
    assert len(found[1]) == 4
    journal.note([quad(f"a:{part}", KG.title, "x") for part in range(6)])
    assert journal.since(10) is None
    assert journal.since(11) is not None


def test_a_claim_touches_what_it_is_about() -> None:
    whole = [quad(CLAIM, RDF.subject, ONE), quad(CLAIM, RDF.predicate, KG.memberOf), quad(CLAIM, RDF.object, OTHER)]
    touched = Touched(whole)
    touched.complete(nothing_to_look_up)
    assert touched.things() == {CLAIM, ONE, OTHER}
    assert touched.claimed(KG.memberOf, KG.place) == {ONE}
    assert touched.claimed(KG.place) == set()


def test_a_claim_of_which_little_changed_is_looked_up() -> None:
    touched = Touched([quad(CLAIM, KG.confidence, "0.5")])
    said = {RDF.subject: ONE, RDF.predicate: KG.memberOf, RDF.object: OTHER}
    rows: list[Row] = [{"thing": CLAIM, "property": part, "value": Iri(value)} for part, value in said.items()]
    touched.complete(lambda claims: [*rows, {"thing": CLAIM, "property": KG.value}] if claims == [CLAIM] else [])
    assert touched.things() == {CLAIM, ONE, OTHER}
    assert touched.claimed(KG.memberOf) == {ONE}


def test_changes_of_one_claim_are_put_together() -> None:
    touched = Touched([quad(CLAIM, RDF.subject, ONE), quad(CLAIM, RDF.predicate, KG.memberOf)])
    touched.update(Touched([quad(CLAIM, RDF.object, OTHER), quad("a:article", KG.mentions, "a:third")]))
    touched.complete(nothing_to_look_up)
    assert touched.things() == {CLAIM, ONE, OTHER, "a:article", "a:third"}
    assert touched.claims == {CLAIM}


def test_the_class_of_something_counts_as_what_it_is_touched_under() -> None:
    touched = Touched([quad(ONE, RDF.type, KG.Article), quad(OTHER, RDF.type, KG.Claim)])
    assert touched.under(KG.Article) == {ONE}
