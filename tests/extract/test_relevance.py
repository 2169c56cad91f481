import pytest

from kg.extract.relevance import relevant
from kg.model import Argument, Article, ArticleRecord, Attribution, Entity, EventMention, Mention, Span

WORD = Span(0, 6, "Police")


def entity(number: int, kind: str) -> Entity:
    return Entity(f"e{number}", "Group", "police", (Mention(WORD, kind),))  # type: ignore[arg-type]


def test_names_stay_and_descriptions_stay_where_they_take_part():
    entities = [entity(1, "name"), entity(2, "description"), entity(3, "description"), entity(4, "description")]
    event = EventMention(
        "v1", "Arrest", WORD, WORD, "r", (Argument("agent", "e2", WORD),), attribution=Attribution("e3")
    )  # fmt: skip
    assert [found.id for found in relevant(entities, [], [event])] == ["e1", "e2", "e3"]


def _fillers(record: ArticleRecord) -> dict[str, bool]:
    """The words of all fillers, and whether each is an entity."""
    return {
        argument.span.text: argument.entity is not None
        for event in record.events
        for argument in event.arguments
        if argument.span is not None
    }


@pytest.mark.parametrize(
    ("text", "words", "entity"),
    [
        ("Police in Lima detained more than 300 masked demonstrators.", "more than 300 masked demonstrators", False),
        ("Police in Lima detained a lawyer.", "a lawyer", False),
        ("Police in Lima detained the lawyer Ana Ruiz.", "Ana Ruiz", True),
        ("Police in Lima detained nine miners. The miners were released on Friday.", "nine miners", True),
        ("The ministry of health dismissed the director of the Santa Rosa hospital.", "ministry", True),
    ],
)  # fmt: skip
def test_what_is_generic_stays_a_phrase(extraction, text: str, words: str, entity: bool):
    record = extraction.records([Article("one", text)])[0]
    found = [is_entity for filler, is_entity in _fillers(record).items() if words in filler]
    assert found == [entity]


def test_who_vouches_stays_an_entity_even_where_described_but_once(extraction):
    record = extraction.records([Article("one", "Two men were arrested in Lima, a police spokeswoman said.")])[0]
    source = record.events[0].attribution
    assert source is not None
    assert source.entity in {entity.id for entity in record.entities}
