"""When readers see a change: at once where that costs little, together and without waiting where the writer says so."""

import threading

import pytest

from kg.errors import StoreError
from kg.rdf.quads import Quad, iri, literal
from kg.rdf.terms import KG, RDF, SKOS
from kg.store import MEMORY, Store, open_store
from kg.store import tables as module

BASE = "https://newsgraph.example/id/"


def protest(number: int, day: str | None = None) -> list[Quad]:
    """Quads of a claim that there was a protest, and since when it was known, in an article of its own."""
    graph = iri(f"{BASE}article/a{number}")
    claim, event = iri(f"{BASE}claim/c{number}"), iri(f"{BASE}event/v{number}")
    pairs = [
        (claim, RDF.term("type"), KG.term("Claim")),
        (claim, RDF.term("subject"), event),
        (claim, RDF.term("predicate"), KG.term("place")),
        (claim, RDF.term("object"), iri(f"{BASE}entity/town")),
        (claim, KG.term("factuality"), KG.term("asserted")),
        (claim, KG.term("confidence"), literal("0.9")),
        (claim, KG.term("assertedIn"), graph),
        (event, SKOS.term("prefLabel"), literal(f"protest {number}")),
    ]
    if day is not None:
        pairs.append((claim, KG.term("validFrom"), literal(day)))
    return [Quad(subject, property, object, graph) for subject, property, object in pairs]


def write(store: Store, number: int, day: str | None = None) -> None:
    store.writer().replace(f"{BASE}article/a{number}", protest(number, day))


def places_of(store: Store) -> list[str]:
    return sorted(one.source for one in store.view().statements(object=f"{BASE}entity/town").items)


def test_a_small_change_is_seen_at_once() -> None:
    with open_store(MEMORY) as store:
        write(store, 1)
        assert len(places_of(store)) == 1
        write(store, 2)
        assert len(places_of(store)) == 2


def test_held_changes_are_seen_together_after() -> None:
    with open_store(MEMORY) as store:
        write(store, 1)
        before = store.view().revision
        assert len(places_of(store)) == 1
        with store.view().held():
            write(store, 2)
            write(store, 3)
            assert len(places_of(store)) == 1
            assert store.view().revision == before
        assert len(places_of(store)) == 3
        assert store.view().revision == store.revision


def test_holding_may_be_nested() -> None:
    with open_store(MEMORY) as store:
        write(store, 1)
        assert len(places_of(store)) == 1
        with store.view().held():
            with store.view().held():
                write(store, 2)
            assert len(places_of(store)) == 1
        assert len(places_of(store)) == 2


def test_a_change_that_fails_is_not_waited_for() -> None:
    with open_store(MEMORY) as store:
        assert places_of(store) == []
        write(store, 1)
        with pytest.raises(StoreError), store.view().held():
            store.writer().replace(f"{BASE}article/a2", protest(1))
        assert len(places_of(store)) == 1


@pytest.mark.parametrize("wait", [True, False])
def test_large_tables_are_made_beside_unless_waited_for(monkeypatch: pytest.MonkeyPatch, wait: bool) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", -1.0)
    monkeypatch.setattr(module, "_NOT_LONG", -1.0)
    with open_store(MEMORY) as store:
        write(store, 1)
        view = store.view()
        assert len(places_of(store)) == 1
        with view.held(wait=wait):
            write(store, 2)
        if not wait:
            for thread in threading.enumerate():
                if thread.name == "kg-tables":
                    thread.join()
        assert view.revision == store.revision
        assert len(places_of(store)) == 2


def test_who_reads_while_tables_are_waited_for_does_not_make_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AT_ONCE", -1.0)
    with open_store(MEMORY) as store:
        write(store, 1)
        view = store.view()
        assert len(places_of(store)) == 1
        making, seen = view._make, []

        def make() -> None:
            seen.append(len(places_of(store)))
            making()

        monkeypatch.setattr(view, "_make", make)
        with view.held(wait=True):
            write(store, 2)
        assert seen == [1]
        assert view.revision == store.revision


def test_dates_of_statements_are_read_once_there_are_any() -> None:
    with open_store(MEMORY) as store:
        write(store, 1)
        (stated,) = store.view().statements(object=f"{BASE}entity/town").items
        assert stated.valid_from is None
        write(store, 1, "2031-03")
        (stated,) = store.view().statements(object=f"{BASE}entity/town").items
        assert stated.valid_from == "2031-03"
