from dataclasses import replace

import pytest

from kg.extract.combine import Candidate, combine
from kg.extract.learned import Thresholds
from kg.model import Argument, Attribution, EventMention, Moment, Quantity, Span, TimeExpression


def event(kind: str, confidence: float, *arguments: Argument, rule: str = "lexicon") -> EventMention:
    span = Span(7, 15, "arrested")
    return EventMention("", kind, span, span, rule, arguments, confidence=confidence)


AGENT = Argument("agent", "e1", Span(0, 6, "Police"))
PATIENT = Argument("patient", "e2", Span(16, 19, "two"))


@pytest.mark.parametrize("learned", [(PATIENT,), ()])
def test_engines_that_agree_are_surer_and_the_fillers_are_the_models(learned):
    found = combine(
        [Candidate(event("Arrest", 0.8, AGENT), 1, 2)],
        [Candidate(event("Arrest", 0.5, *learned, rule="graph"), 1, 2)],
        Thresholds(),
        0.4,
    )
    assert [(e.type, e.confidence, e.rule) for e in found] == [("Arrest", 0.9, "lexicon & graph")]
    assert found[0].arguments == learned


@pytest.mark.parametrize(("typed", "kind"), [(0.9, "Denial"), (0.5, "Withdrawal")])
def test_a_type_that_the_model_is_sure_of_stands(typed, kind):
    lexical, learned = Candidate(event("Withdrawal", 0.9), 1, 2), Candidate(event("Denial", 0.7), 1, 2, typed=typed)
    assert [e.type for e in combine([lexical], [learned], Thresholds(), 0.4)] == [kind]


@pytest.mark.parametrize(("kind", "found"), [("Protest", ["Protest"]), ("Riot", [])])
def test_what_the_model_doubts_needs_both_to_take_it_for_the_same(kind, found):
    lexical, doubted = Candidate(event("Protest", 0.8), 1, 2), Candidate(event(kind, 0.3), 1, 2, doubtful=True)
    assert [e.type for e in combine([lexical], [doubted], Thresholds(), 0.4)] == found


def test_the_surer_engine_decides_between_types():
    lexical, learned = Candidate(event("Protest", 0.5), 1, 2), Candidate(event("Riot", 0.9), 1, 2)
    assert [e.type for e in combine([lexical], [learned], Thresholds(), 0.4)] == ["Riot"]


def test_what_one_engine_sees_alone_has_to_be_sure_enough():
    lexical = [Candidate(event("Aid", 0.3), 1, 2), Candidate(event("Visit", 0.9), 5, 6)]
    learned = [Candidate(event("Vote", 0.2), 8, 9), Candidate(event("Trial", 0.8), 11, 12)]
    assert [e.type for e in combine(lexical, learned, Thresholds(), 0.4)] == ["Trial", "Visit"]


def claimed(one: EventMention, source: str) -> EventMention:
    return replace(one, attribution=Attribution(source))


def test_what_has_a_source_is_no_plain_fact():
    told = Candidate(claimed(event("Arrest", 0.9, rule="graph"), "e3"), 1, 2)
    found = combine([], [told], Thresholds(), 0.4)
    assert (found[0].factuality, found[0].attribution) == ("claimed", Attribution("e3"))


@pytest.mark.parametrize(("plain", "source"), [(0.95, None), (0.7, Attribution("e3"))])
def test_what_is_surely_told_in_the_own_voice_gets_no_source_from_the_lexicon(plain, source):
    lexical = Candidate(claimed(event("Arrest", 0.8), "e3"), 1, 2)
    found = combine([lexical], [Candidate(event("Arrest", 0.9, rule="graph"), 1, 2, plain=plain)], Thresholds(), 0.4)
    assert found[0].attribution == source
    assert found[0].factuality == ("claimed" if source else "asserted")


def test_a_time_that_the_model_does_not_see_is_none():
    day = TimeExpression(Moment("2022-06-10"), Span(20, 29, "on Friday"))
    lexical = Candidate(replace(event("Arrest", 0.8), time=day), 1, 2)
    assert combine([lexical], [], Thresholds(), 0.4)[0].time == day
    for kind in ("Arrest", "Seizure"):
        seen = Candidate(event(kind, 0.5, rule="graph"), 1, 2)
        assert combine([lexical], [seen], Thresholds(), 0.4)[0].time is None


@pytest.mark.parametrize(("kind", "figures"), [("Killing", 1), ("Vote", 0)])
def test_grammar_gives_figures_to_what_is_done_and_not_to_what_is_said(kind, figures):
    five = Quantity("people", 5, "exact", "people", Span(0, 4, "five"))
    lexical = Candidate(replace(event(kind, 0.8), quantities=(five,)), 1, 2)
    found = combine([lexical], [Candidate(event(kind, 0.9, rule="graph"), 1, 2)], Thresholds(), 0.4)
    assert len(found[0].quantities) == figures
