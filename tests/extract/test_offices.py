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
