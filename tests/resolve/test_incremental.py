"""Article by article, in any order, with articles taken away again: the outcome is that of resolving what is there."""

from collections.abc import Iterable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import ArticleRecord, Decision, Resolution
from kg.resolve import NothingKnown, Resolver, locking, merging, resolve, splitting
from tests.resolve.builder import Builder
from tests.resolve.test_order import collections, record


def settled(resolver: Resolver, records: Iterable[ArticleRecord]) -> Resolution:
    kept = {r.article.id: r for r in records}
    resolver.settle(lambda ids: [kept[article] for article in ids])
    return resolver.resolution()


@settings(max_examples=40, deadline=None)
@given(collections())
def test_adding_one_by_one_gives_what_adding_at_once_gives(
    case: tuple[list[ArticleRecord], list[ArticleRecord], list[Decision]],
) -> None:
    records, shuffled, ledger = case
    resolver = Resolver(known=NothingKnown())
    resolver.decide(ledger)
    for one in shuffled:
        resolver.put(one)
        last = settled(resolver, shuffled)
    assert last == resolve(records, known=NothingKnown(), ledger=ledger)


@settings(max_examples=40, deadline=None)
@given(collections(), st.data())
def test_what_was_added_and_taken_away_was_never_there(
    case: tuple[list[ArticleRecord], list[ArticleRecord], list[Decision]], data: st.DataObject
) -> None:
    records, _, ledger = case
    gone = data.draw(st.sampled_from(records))
    other = data.draw(record(gone.article.id))
    resolver = Resolver(known=NothingKnown())
    for one in records:
        resolver.put(one)
    resolver.decide(ledger)
    settled(resolver, records)
    resolver.put(other)
    settled(resolver, [other, *(r for r in records if r is not gone)])
    resolver.drop(gone.article.id)
    rest = [r for r in records if r is not gone]
    assert settled(resolver, rest) == resolve(rest, known=NothingKnown(), ledger=ledger)
    resolver.put(gone)
    assert settled(resolver, records) == resolve(records, known=NothingKnown(), ledger=ledger)


@settings(max_examples=40, deadline=None)
@given(collections(), st.data())
def test_merging_makes_one_splitting_makes_two_and_undoing_leaves_nothing(
    case: tuple[list[ArticleRecord], list[ArticleRecord], list[Decision]], data: st.DataObject
) -> None:
    records, _, _ = case
    before = resolve(records, known=NothingKnown())
    if len(before.entities) < 2:
        return
    left, right = data.draw(st.lists(st.sampled_from(before.entities), min_size=2, max_size=2, unique=True))
    merge = decisions(merging(left.members, right.members))
    merged = resolve(records, known=NothingKnown(), ledger=merge)
    whole = tuple(sorted((*left.members, *right.members)))
    assert whole in {entity.members for entity in merged.entities}
    parting = decisions(splitting(right.members, left.members, left.members))
    parted = resolve(records, known=NothingKnown(), ledger=[*merge, *parting])
    iri = {member: entity.iri for entity in parted.entities for member in entity.members}
    assert len({iri[member] for member in left.members}) == len({iri[member] for member in right.members}) == 1
    assert iri[left.members[0]] != iri[right.members[0]]
    assert resolve(records, known=NothingKnown(), ledger=[]) == before


@settings(max_examples=40, deadline=None)
@given(collections(), st.data())
def test_locks_are_respected_whatever_else_is_decided(
    case: tuple[list[ArticleRecord], list[ArticleRecord], list[Decision]], data: st.DataObject
) -> None:
    records, _, ledger = case
    before = resolve(records, known=NothingKnown(), ledger=ledger)
    members = [member for entity in before.entities for member in entity.members]
    if len(members) < 2:
        return
    left, right = data.draw(st.lists(st.sampled_from(members), min_size=2, max_size=2, unique=True))
    after = resolve(records, known=NothingKnown(), ledger=[*ledger, *decisions(locking([left], [right]))])
    iri = {member: entity.iri for entity in after.entities for member in entity.members}
    assert iri[left] != iri[right]


def test_a_lock_and_a_join_of_two_that_are_alike_both_hold() -> None:
    built = Builder("a1")
    man = built.entity("Person", "Ann Lee")
    for name in ("Kisumu", "Nakuru"):
        built.entity("Place", name, links=("https://sws.geonames.org/1/",))
    ledger = decisions([(("a1", man), ("a1", "e3"), "same"), (("a1", man), ("a1", "e2"), "different")])
    resolution = resolve([built.record()], known=NothingKnown(), ledger=ledger)
    assert {e.members for e in resolution.entities} == {(("a1", "e1"), ("a1", "e3")), (("a1", "e2"),)}


def test_splitting_parts_exactly_what_was_named() -> None:
    records = [Builder(f"a{n}") for n in range(6)]
    for built in records:
        built.entity("Person", "John Smith", names=["John Smith"])
        built.entity("Place", "Leeds")
    made = [built.record() for built in records]
    (smith,) = [e for e in resolve(made, known=NothingKnown()).entities if e.type == "Person"]
    part, rest = smith.members[2:4], (*smith.members[:2], *smith.members[4:])
    ledger = decisions(splitting(part, rest, ["same key"] * len(rest)))
    after = resolve(made, known=NothingKnown(), ledger=ledger)
    assert {e.members for e in after.entities if e.type == "Person"} == {tuple(part), tuple(rest)}


def decisions(pairs: Sequence[tuple[tuple[str, str], tuple[str, str], str]]) -> list[Decision]:
    return [Decision("entity", left, right, word, "Kim", "") for left, right, word in pairs]  # type: ignore[arg-type]
