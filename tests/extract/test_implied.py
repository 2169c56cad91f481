"""Relations that events bring about."""

from dataclasses import replace

import pytest

from kg.extract.implied import implied_relations
from kg.model import Argument, Entity, EventMention, Factuality, Mention, RelationMention, Span

BUYER = Entity("e1", "Organization", "Kestrel Foods", (Mention(Span(0, 7, "Kestrel"), "name"),))
BOUGHT = Entity("e2", "Organization", "Lupin Mills", (Mention(Span(15, 20, "Lupin"), "name"),))
SENTENCE = Span(0, 28, "Kestrel bought Lupin Mills.")
EVENT = EventMention(
    id="v1",
    type="Acquisition",
    trigger=Span(8, 14, "bought"),
    evidence=SENTENCE,
    rule="buy",
    arguments=(Argument("agent", entity="e1"), Argument("patient", entity="e2")),
    confidence=0.9,
)


def test_who_buys_a_company_owns_it() -> None:
    (relation,) = implied_relations([EVENT], [BUYER, BOUGHT], [])
    assert (relation.subject, relation.predicate, relation.object) == ("e1", "ownerOf", "e2")
    assert relation.evidence == SENTENCE
    assert relation.confidence < EVENT.confidence


@pytest.mark.parametrize("factuality", ["claimed", "denied", "planned", "possible"])
def test_only_facts_bring_relations_about(factuality: Factuality) -> None:
    assert implied_relations([replace(EVENT, factuality=factuality)], [BUYER, BOUGHT], []) == []


def test_what_the_text_states_is_not_said_twice() -> None:
    stated = RelationMention("r1", "e1", "ownerOf", "e2", None, SENTENCE, "ownerOf.own#active")
    assert implied_relations([EVENT], [BUYER, BOUGHT], [stated]) == [stated]


def test_other_kinds_of_fillers_bring_nothing_about() -> None:
    person = replace(BOUGHT, type="Person")
    assert implied_relations([EVENT], [BUYER, person], []) == []
