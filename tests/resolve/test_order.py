"""The outcome depends on what is there, not on the order in which it comes; and records are never changed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import ArticleRecord, Decision
from kg.resolve import NothingKnown, resolve
from tests.resolve.builder import Builder

PEOPLE = ["Ann Lee", "A. Lee", "Lee", "Ann Mary Lee", "Bob Lee", "Mohammed Rashid", "Muhammad Rashid", "the mayor"]
BODIES = ["Ministry of Defence", "Defense Ministry", "Northern Trade League", "NTL", "protesters", "police"]
PLACES = ["Kisumu", "Nakuru", "Kenya"]
LINKS: list[tuple[str, ...]] = [(), ("https://sws.geonames.org/1/",), ("https://sws.geonames.org/2/",)]


@st.composite
def record(draw: st.DrawFn, article_id: str) -> ArticleRecord:
    built = Builder(article_id, published=draw(st.sampled_from(["2024-05-01", "2024-05-02", None])))
    countries = st.sampled_from([None, "KE", "UG"])
    for kind, names in (("Person", PEOPLE), ("Organization", BODIES), ("Group", BODIES)):
        for name in draw(st.lists(st.sampled_from(names), max_size=3, unique=True)):
            built.entity(kind, name, country=draw(countries))
    for name in draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True)):
        built.entity("Place", name, country=draw(countries), links=draw(st.sampled_from(LINKS)))
    local = [entity.id for entity in built.entities] or ["somebody"]
    for _ in range(draw(st.integers(0, 3))):
        roles = draw(
            st.lists(st.tuples(st.sampled_from(["agent", "patient", "place"]), st.sampled_from(local)), max_size=3)
        )
        count = draw(st.sampled_from([(), (("arrested", 4.0, "exact"),), (("arrested", 9.0, "at least"),)]))
        when = draw(st.sampled_from([None, "2024-04-30", "2024-04"]))
        built.event(draw(st.sampled_from(["Arrest", "Killing", "Death"])), roles=tuple(roles), when=when, counts=count)
    return built.record()


@st.composite
def collections(draw: st.DrawFn) -> tuple[list[ArticleRecord], list[ArticleRecord], list[Decision]]:
    """Records, the same in another order, and some decisions of people."""
    records = [draw(record(f"a{number}")) for number in range(draw(st.integers(1, 6)))]
    members = [(r.article.id, e.id) for r in records for e in r.entities] or [("a0", "e1")]
    pairs = st.tuples(st.sampled_from(members), st.sampled_from(members), st.sampled_from(["same", "different"]))
    ledger = [
        Decision("entity", left, right, word, "Kim", "") for left, right, word in draw(st.lists(pairs, max_size=3))
    ]  # type: ignore[arg-type]
    return records, draw(st.permutations(records)), ledger


@settings(max_examples=60, deadline=None)
@given(collections())
def test_resolution_does_not_depend_on_order(
    case: tuple[list[ArticleRecord], list[ArticleRecord], list[Decision]],
) -> None:
    records, shuffled, ledger = case
    assert resolve(records, known=NothingKnown(), ledger=ledger) == resolve(
        shuffled, known=NothingKnown(), ledger=ledger
    )


@settings(max_examples=60, deadline=None)
@given(collections())
def test_every_member_is_in_one_cluster_and_people_are_obeyed(
    case: tuple[list[ArticleRecord], list[ArticleRecord], list[Decision]],
) -> None:
    records, _, ledger = case
    resolution = resolve(records, known=NothingKnown(), ledger=ledger)
    members = [member for cluster in resolution.entities for member in cluster.members]
    assert sorted(members) == sorted((r.article.id, e.id) for r in records for e in r.entities)
    assert len({cluster.iri for cluster in resolution.entities}) == len(resolution.entities)
    assert len({cluster.iri for cluster in resolution.events}) == len(resolution.events)
    iri = {member: cluster.iri for cluster in resolution.entities for member in cluster.members}
    if ledger:
        last = ledger[-1]
        if last.left != last.right:
            assert (iri[last.left] == iri[last.right]) == (last.judgement == "same")
