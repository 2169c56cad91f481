import json

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import (
    FACTUALITIES,
    Argument,
    Article,
    ArticleRecord,
    Attribution,
    Discarded,
    Entity,
    EventMention,
    Mention,
    Moment,
    Quantity,
    RelationMention,
    Span,
    TimeExpression,
)
from kg.model.interchange import record_from_json, record_to_json

SPANS = st.builds(lambda start, text: Span(start, start + len(text), text), st.integers(0, 999), st.text(max_size=20))
MOMENTS = st.dates().filter(lambda day: day.year >= 1000).map(Moment.of_day)
EVENTS = st.builds(
    EventMention,
    id=st.just("v1"),
    type=st.sampled_from(["Arrest", "Protest"]),
    trigger=SPANS,
    evidence=SPANS,
    rule=st.text(max_size=10),
    arguments=st.lists(st.builds(Argument, st.just("agent"), st.none() | st.just("e1"), SPANS), max_size=2).map(tuple),
    time=st.none() | st.builds(TimeExpression, st.none() | MOMENTS, st.none() | SPANS),
    quantities=st.lists(
        st.builds(
            Quantity,
            st.just("arrested"),
            st.none() | st.integers(0, 10**6).map(float) | st.just(1.5),
            st.just("about"),
            st.none() | st.just("people"),
            SPANS,
        ),
        max_size=2,
    ).map(tuple),
    attribution=st.none() | st.just(Attribution("e1")) | st.just(Attribution(None, "a police source")),
    factuality=st.sampled_from(FACTUALITIES),
    further=st.lists(SPANS, max_size=2).map(tuple),
)
RECORDS = st.builds(
    ArticleRecord,
    article=st.builds(
        Article,
        id=st.text(min_size=1, max_size=8),
        text=st.text(max_size=40),
        published=st.none() | MOMENTS,
        agencies=st.lists(st.text(max_size=5), max_size=2).map(tuple),
        discarded=st.lists(st.builds(Discarded, SPANS, st.text(max_size=5)), max_size=2).map(tuple),
    ),
    entities=st.lists(
        st.builds(
            Entity,
            id=st.just("e1"),
            type=st.just("Person"),
            name=st.text(max_size=9),
            mentions=st.lists(st.builds(Mention, SPANS, st.just("name")), max_size=2).map(tuple),
        ),
        max_size=1,
    ).map(tuple),
    relations=st.lists(
        st.builds(
            RelationMention,
            id=st.just("r1"),
            subject=st.just("e1"),
            predicate=st.just("leads"),
            object=st.none() | st.just("e2"),
            value=st.none() | st.text(max_size=5),
            evidence=SPANS,
            rule=st.just("leads.lead#active"),
        ),
        max_size=1,
    ).map(tuple),
    events=st.lists(EVENTS, max_size=2).map(tuple),
)


@given(RECORDS)
@settings(max_examples=60)
def test_record_survives_the_way_through_json(record):
    assert record_from_json(json.loads(json.dumps(record_to_json(record)))) == record


def test_record_carries_addresses_where_they_are_known(article):
    record = ArticleRecord(article, (Entity("e1", "Place", "Gdańsk"),))
    told = record_to_json(record, {"e1": "https://example.org/id/entity/gdansk"})
    assert told["entities"][0]["iri"] == "https://example.org/id/entity/gdansk"
    assert "iri" not in record_to_json(record)["entities"][0]


def test_whole_figures_are_written_as_integers(article):
    span = Span(0, 6, "Police")
    event = EventMention("v1", "Arrest", span, span, "r", quantities=(Quantity("arrested", 12.0, "exact", None, span),))
    assert (
        json.dumps(record_to_json(ArticleRecord(article, events=(event,)))["events"][0]["quantities"][0]["value"])
        == "12"
    )
