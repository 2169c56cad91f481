from kg.extract.relevance import relevant
from kg.model import Argument, Attribution, Entity, EventMention, Mention, Span

WORD = Span(0, 6, "Police")


def entity(number: int, kind: str) -> Entity:
    return Entity(f"e{number}", "Group", "police", (Mention(WORD, kind),))  # type: ignore[arg-type]


def test_names_stay_and_descriptions_stay_where_they_take_part():
    entities = [entity(1, "name"), entity(2, "description"), entity(3, "description"), entity(4, "description")]
    event = EventMention(
        "v1", "Arrest", WORD, WORD, "r", (Argument("agent", "e2", WORD),), attribution=Attribution("e3")
    )  # fmt: skip
    assert [found.id for found in relevant(entities, [], [event])] == ["e1", "e2", "e3"]
