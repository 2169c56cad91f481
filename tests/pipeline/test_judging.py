"""People's word on claims and labels: seen in the graph, outliving new readings, taken back without a trace."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.archive import SqlArchive, open_archive
from kg.assemble import assemble, validate
from kg.errors import InputError, NotFound
from kg.pipeline.curation import Curation
from kg.pipeline.graph import resolve_archive, sync_graph
from kg.rdf.claims import Claim
from kg.rdf.terms import KG, RDF, article_iri
from kg.store import Store, open_store
from kg.store.opening import MEMORY
from tests.pipeline.test_curation import article, rebuilt

WHEN = "2024-05-01T10:00:00+00:00"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqlArchive]:
    with open_archive(tmp_path / "archive") as opened:
        for number in range(3):
            opened.put(article(number, when="2024-04-30"))
        yield opened


@pytest.fixture
def store(archive: SqlArchive) -> Iterator[Store]:
    with open_store(MEMORY) as opened:
        sync_graph(archive, opened)
        yield opened


@pytest.fixture
def curation(archive: SqlArchive, store: Store) -> Curation:
    return Curation(archive, store, clock=lambda: WHEN)


def claim(curation: Curation, predicate: str, article_id: str = "a0") -> tuple[str, Claim]:
    wanted = RDF.term("type") if predicate == "type" else KG.term(predicate)
    found = curation._keeper.claims(article_id).items()
    return next((address, one) for address, one in found if one.predicate == wanted)


def triples(store: Store, article_id: str = "a0") -> set[str]:
    data = store.graph(article_iri(store.base, article_id), "application/n-triples") or b""
    return set(data.decode().splitlines())


def test_a_rejected_claim_gives_no_triple_and_tells_who_when_and_why(
    archive: SqlArchive, store: Store, curation: Curation
) -> None:
    address, told = claim(curation, "destination")
    plain = f"<{told.subject}> {told.predicate} {told.object} ."
    before = store.dump()
    assert plain in triples(store)
    counted = store.view().node(told.object[1:-1]).claims
    outcome = curation.judge([("a0", address)], "rejected", who="Kim", why="he only flew over it")
    assert plain not in triples(store)
    assert f"<{address}> {RDF.term('type')} {KG.term('Claim')} ." not in triples(store)
    view = store.view()
    assert view.node(told.object[1:-1]).claims == counted - 1
    row = view.claim(address)
    assert (row.property, row.subject, row.target and row.target.iri) == (
        "destination",
        told.subject,
        told.object[1:-1],
    )
    assert row.judged is not None
    assert (row.judged.judgement, row.judged.who, row.judged.why) == ("rejected", "Kim", "he only flew over it")
    assert row.judged.when.startswith("2024-05-01T10:00:00")
    listed = view.claims(subject=told.subject, property="destination").items
    assert address not in [one.iri for one in listed]
    listed = view.claims(subject=told.subject, property="destination", rejected=True).items
    assert address in [one.iri for one in listed]
    assert address in [one.iri for one in view.claims_in(article_iri(store.base, "a0"), limit=100).items]
    assert store.dump() == rebuilt(archive)
    curation.undo(outcome.action, who="Kim", why="")
    assert store.dump() == before


def test_a_confirmed_claim_is_sure_and_marked(archive: SqlArchive, store: Store, curation: Curation) -> None:
    address, told = claim(curation, "startDate")
    curation.judge([("a0", address)], "rejected", who="Lee", why="")
    curation.judge([("a0", address)], "confirmed", who="Kim", why="it says so")
    row = store.view().claim(address)
    assert row.confidence == 1.0
    assert row.judged is not None
    assert (row.judged.judgement, row.judged.who) == ("confirmed", "Kim")
    assert f"<{told.subject}> {told.predicate} {told.object} ." in triples(store)
    assert store.dump() == rebuilt(archive)


def test_who_rejects_what_an_event_is_rejects_what_its_sentence_says_of_it(
    archive: SqlArchive, store: Store, curation: Curation
) -> None:
    before = store.dump()
    actions = []
    for number in range(3):
        address, told = claim(curation, "type", f"a{number}")
        actions.append(curation.judge([(f"a{number}", address)], "rejected", who="Kim", why="nobody came").action)
        assert not [line for line in triples(store, f"a{number}") if line.startswith(f"<{told.subject}>")]
        assert store.dump() == rebuilt(archive)
    assert told.subject not in [row.node.iri for row in store.view().events(limit=100).items]
    assert not store.view().has_name(told.subject)
    for action in actions:
        curation.undo(action, who="Kim", why="they did")
    assert store.dump() == before


def test_a_verdict_outlives_reading_an_article_anew(archive: SqlArchive, store: Store, curation: Curation) -> None:
    address, _ = claim(curation, "destination")
    curation.judge([("a0", address)], "rejected", who="Kim", why="")
    old = archive.get("a0")
    events = tuple(replace(event, id="v7", rule="event#better", confidence=0.5) for event in old.events)
    archive.put(replace(old, events=events, extractor="test-2"))
    sync_graph(archive, store)
    again = Curation(archive, store)
    new, told = claim(again, "destination")
    assert new != address
    assert told.rejected
    assert f"<{told.subject}> {told.predicate} {told.object} ." not in triples(store)
    retyped = tuple(replace(event, type="Meeting") for event in events)
    archive.put(replace(old, events=retyped, extractor="test-3"))
    sync_graph(archive, store)
    assert claim(Curation(archive, store), "destination")[1].rejected


def test_a_rejected_type_does_not_hold_for_another_one(archive: SqlArchive, store: Store, curation: Curation) -> None:
    address, _ = claim(curation, "type")
    curation.judge([("a0", address)], "rejected", who="Kim", why="")
    old = archive.get("a0")
    archive.put(replace(old, events=tuple(replace(e, type="Meeting") for e in old.events), extractor="test-2"))
    sync_graph(archive, store)
    assert not claim(Curation(archive, store), "type")[1].rejected
    assert store.dump() == rebuilt(archive)


def test_a_label_is_shown_found_and_taken_back(archive: SqlArchive, store: Store, curation: Curation) -> None:
    before = store.dump()
    address = curation.find("John Smith").members
    iri = store.view().search("John Smith").hits[0].node.iri
    outcome = curation.name("John Smith", " Jon  Smyth ", who="Kim", why="he spells it so")
    assert outcome.iris == (iri,)
    card = store.view().card(iri)
    assert (card.node.label, "John Smith" in card.aliases) == ("Jon Smyth", True)
    assert curation.find("Jon Smyth").members == address
    assert store.dump() == rebuilt(archive)
    archive.put(article(9))
    archive.delete("a0")
    again = Curation(archive, store)
    sync_graph(archive, store)
    assert store.view().node(again._keeper.cluster("", ("a9", "e1")).iri).label == "Jon Smyth"
    archive.delete("a9")
    archive.put(article(0, when="2024-04-30"))
    again = Curation(archive, store)
    again.undo(outcome.action, who="Kim", why="")
    sync_graph(archive, store)
    assert store.dump() == before


def test_events_have_labels_too(archive: SqlArchive, store: Store, curation: Curation) -> None:
    outcome = curation.name("a0#v1", "The visit of 2024", who="Kim", why="")
    assert store.view().node(outcome.iris[0]).label == "The visit of 2024"
    assert store.dump() == rebuilt(archive)


def test_verdicts_and_labels_travel(archive: SqlArchive, store: Store, curation: Curation, tmp_path: Path) -> None:
    curation.judge([("a0", claim(curation, "destination")[0])], "rejected", who="Kim", why="no")
    curation.name("John Smith", "Jon Smyth", who="Kim", why="")
    lines = list(curation.export_decisions())
    assert lines[0]["said"]["predicate"] == "destination"
    with open_archive(tmp_path / "other") as other, open_store(MEMORY) as elsewhere:
        for record in archive.records():
            other.put(record)
        sync_graph(other, elsewhere)
        there = Curation(other, elsewhere)
        assert there.import_decisions(lines) == len(lines)
        assert there.import_decisions(lines) == 0
        assert elsewhere.dump() == store.dump()
    with pytest.raises(InputError, match="line 1"):
        curation.import_decisions([{**lines[0], "said": None}])


def test_graphs_with_verdicts_meet_the_shapes(archive: SqlArchive, store: Store, curation: Curation) -> None:
    curation.judge([("a0", claim(curation, "type")[0])], "rejected", who="Kim", why="no")
    curation.judge([("a1", claim(curation, "type", "a1")[0])], "confirmed", who="Kim", why="yes")
    graphs = dict(assemble(archive.records(), resolve_archive(archive, store.base), base=store.base))
    assert any(KG.term("RejectedClaim") == quad.object for quads in graphs.values() for quad in quads)
    found = validate(quad for quads in graphs.values() for quad in quads)
    assert [violation for violation in found if violation.severity == "violation"] == []


def test_what_no_article_claims_cannot_be_judged(curation: Curation) -> None:
    with pytest.raises(NotFound, match="no claim at"):
        curation.judge([("a0", "https://newsgraph.example/id/claim/none")], "rejected", who="Kim", why="")
    with pytest.raises(NotFound):
        curation.judge([("never", "x")], "rejected", who="Kim", why="")
    for label in ("", "\x07", "x" * 301):
        with pytest.raises(InputError, match="one line"):
            curation.name("John Smith", label, who="Kim", why="")


def test_a_label_of_nobody_is_refused(curation: Curation) -> None:
    with pytest.raises(InputError, match="who decides"):
        curation.name("John Smith", "Jon", who="", why="")
