"""Labels and verdicts over what was resolved: kept up article by article as when resolved at once."""

from collections.abc import Iterable

from kg.model import ArticleRecord, Decision, MentionKey, Said
from kg.resolve import Changes, NothingKnown, Resolver, resolve
from tests.resolve.builder import Builder


def record(id: str, name: str = "Ada Byron") -> ArticleRecord:
    built = Builder(id)
    who = built.entity("Person", name)
    built.event("Visit", f"{name} came.", (("agent", who),))
    return built.record()


def label(member: MentionKey, words: str) -> Decision:
    return Decision("label", member, member, "confirmed", "Kim", "", said=Said("label", words))


def verdict(member: MentionKey, judgement: str) -> Decision:
    said = Said("type", "Visit", "Ada Byron came.")
    return Decision("claim", member, member, judgement, "Kim", "", said=said)  # type: ignore[arg-type]


def names(records: Iterable[ArticleRecord], ledger: list[Decision]) -> list[str]:
    return [cluster.name for cluster in resolve(list(records), known=NothingKnown(), ledger=ledger).entities]


def test_of_several_labels_the_latest_counts() -> None:
    records = [record("a"), record("b")]
    first, second = label(("a", "e1"), "Ada King"), label(("b", "e1"), "Ada Lovelace")
    assert names(records, [first, second]) == ["Ada Lovelace"]
    assert names(records, [second, first]) == ["Ada King"]
    assert names(records, [first, second, first]) == ["Ada King"]
    assert names(records, [label(("gone", "e1"), "Nobody")]) == ["Ada Byron"]


def test_an_event_loses_its_label_only_where_all_that_tell_of_it_are_rejected() -> None:
    records = [record("a"), record("b")]
    for ledger, shown in (
        ([verdict(("a", "v1"), "rejected")], True),
        ([verdict(("a", "v1"), "rejected"), verdict(("b", "v1"), "rejected")], False),
        ([verdict(("a", "v1"), "rejected"), verdict(("b", "v1"), "rejected"), verdict(("b", "v1"), "confirmed")], True),
    ):
        events = resolve(records, known=NothingKnown(), ledger=ledger).events
        assert any(event.label for event in events) == shown


def test_changes_tell_of_labels_and_verdicts_alone() -> None:
    records = {one.article.id: one for one in (record("a"), record("b"))}
    resolver = Resolver(known=NothingKnown())
    for one in records.values():
        resolver.put(one)
    resolver.settle(lambda ids: [records[id] for id in ids])
    ledger = [label(("a", "e1"), "Ada King"), verdict(("a", "v1"), "rejected")]
    resolver.decide(ledger)
    changes = resolver.settle(lambda ids: [records[id] for id in ids])
    assert [entity.name for entity in changes.entities.values()] == ["Ada King"]
    assert [entity.name for entity in changes.entities_before.values()] == ["Ada Byron"]
    assert changes.articles == {"a"}
    assert resolver.verdicts("a") == (ledger[1],)
    assert resolver.resolution() == resolve(list(records.values()), known=NothingKnown(), ledger=ledger)
    resolver.decide([])
    changes = resolver.settle(lambda ids: [records[id] for id in ids])
    assert [entity.name for entity in changes.entities.values()] == ["Ada Byron"]
    assert changes.articles == {"a"}
    changes = resolver.settle(lambda ids: [records[id] for id in ids])
    assert changes == Changes({}, {}, {}, {}, frozenset())
