"""Offices in plain words, and what is none."""

import pytest
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens
from spacy.vocab import Vocab

from kg.extract.offices import plain_offices
from kg.extract.statements import Stated
from kg.model import Entity, Mention, Span

WORD = Span(0, 3, "Ann")
NAMED = Entity("e1", "Person", "Ann Lee", (Mention(WORD, "name"),))
UNNAMED = Entity("e2", "Person", "judge", (Mention(WORD, "description"),))
ENTITIES = {"e1": NAMED, "e2": UNNAMED}


@pytest.fixture(scope="module")
def doc() -> Doc:
    doc = Doc(Vocab(), ["Danish", "official", "Ann", "spoke"], sent_starts=[True, False, False, False])
    doc.ents = [Tokens(doc, 0, 1, "NORP")]
    return doc


def office(doc: Doc, value: str, holder: str = "e1") -> Stated:
    return Stated(holder, "holdsPosition", None, value, doc[1], "before", 0.8)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("rector of the college", "rector"),
        ("minister of health", "minister of health"),
        ("chief of staff", "chief of staff"),
        ("Danish official", None),
        ("party leader", "party leader"),
    ],
)
def test_an_office_is_told_apart_from_its_body(doc, said, told):
    assert [one.value for one in plain_offices([office(doc, said)], ENTITIES)] == ([told] if told else [])


def test_what_somebody_unnamed_is_called_is_no_office(doc):
    assert not list(plain_offices([office(doc, "federal judge", "e2")], ENTITIES))


def test_leader_adds_nothing_to_leading(doc):
    leads = Stated("e1", "leads", "e2", None, doc[1], "before", 0.8)
    found = list(plain_offices([leads, office(doc, "leader of the union"), office(doc, "director")], ENTITIES))
    assert [one.value for one in found] == [None, "director"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("Colonel", "chief of staff"), ["chief of staff"]),
        (("Lieutenant-Colonel",), ["Lieutenant-Colonel"]),
        (("Minister", "Finance Minister"), ["Finance Minister"]),
        (("minister", "former interior minister"), ["minister", "former interior minister"]),
    ],
)
def test_a_title_that_another_makes_superfluous_is_not_told(doc, said, told):
    offices = [office(doc, value) for value in said]
    assert [one.value for one in plain_offices(offices, ENTITIES, {"colonel", "lieutenant"})] == told


def test_a_rank_is_not_told_beside_a_post(doc):
    speaks = Stated("e1", "spokespersonFor", "e2", None, doc[1], "before", 0.8)
    found = list(plain_offices([speaks, office(doc, "Colonel")], ENTITIES, {"colonel"}))
    assert [one.predicate for one in found] == ["spokespersonFor"]
