from dataclasses import replace

from kg.evaluate import Score, compare
from kg.model import (
    Argument,
    Article,
    ArticleRecord,
    Entity,
    EventMention,
    Mention,
    RelationMention,
    Span,
)

TEXT = "Police arrested Ana Roth in Oslo."
SENTENCE = Span(0, len(TEXT), TEXT)
POLICE, ROTH = Span(0, 6, "Police"), Span(16, 24, "Ana Roth")
RECORD = ArticleRecord(
    Article("a", TEXT),
    entities=(
        Entity("e1", "Organization", "Police of Norway", (Mention(POLICE, "description"),)),
        Entity("e2", "Person", "Ana Roth", (Mention(ROTH, "name"),)),
    ),
    relations=(RelationMention("r1", "e2", "holdsPosition", None, "judge", SENTENCE, "rule"),),
    events=(
        EventMention(
            "v1", "Arrest", Span(7, 15, "arrested"), SENTENCE, "rule",
            (Argument("agent", "e1", POLICE), Argument("patient", "e2", ROTH)),
        ),
    ),
)  # fmt: skip


def test_a_record_agrees_wholly_with_itself():
    board = compare([(RECORD, RECORD)])
    assert {score.f1 for _, score in board.rows() if score.wanted} == {1.0}


def test_a_wrong_type_counts_as_found_but_not_as_typed():
    event = replace(RECORD.events[0], type="Attack")
    board = compare([(RECORD, replace(RECORD, events=(event,)))])
    assert (board.triggers.f1, board.typed_triggers.f1, board.roles.f1) == (1.0, 0.0, 1.0)


def test_local_ids_do_not_matter():
    renamed = replace(
        RECORD,
        entities=tuple(replace(e, id={"e1": "e9", "e2": "e8"}[e.id]) for e in RECORD.entities),
        relations=(replace(RECORD.relations[0], subject="e8"),),
        events=(
            replace(RECORD.events[0], arguments=(Argument("agent", "e9", POLICE), Argument("patient", "e8", ROTH))),
        ),
    )
    board = compare([(RECORD, renamed)])
    assert (board.entities.f1, board.relations.f1, board.roles.f1) == (1.0, 1.0, 1.0)


def test_scores_of_nothing_are_zero_and_do_not_fail():
    assert (Score().precision, Score().recall, Score().f1) == (0.0, 0.0, 0.0)
