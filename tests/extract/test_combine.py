from kg.extract.combine import Candidate, combine
from kg.extract.learned import Thresholds
from kg.model import Argument, EventMention, Span


def event(kind: str, confidence: float, *arguments: Argument, rule: str = "lexicon") -> EventMention:
    span = Span(7, 15, "arrested")
    return EventMention("", kind, span, span, rule, arguments, confidence=confidence)


AGENT = Argument("agent", "e1", Span(0, 6, "Police"))
PATIENT = Argument("patient", "e2", Span(16, 19, "two"))


def test_engines_that_agree_are_surer_and_complete_each_other():
    found = combine(
        [Candidate(event("Arrest", 0.8, AGENT), 1, 2)],
        [Candidate(event("Arrest", 0.5, PATIENT, rule="graph"), 1, 2)],
        Thresholds(),
        0.4,
    )
    assert [(e.type, e.confidence, e.rule) for e in found] == [("Arrest", 0.9, "lexicon & graph")]
    assert {argument.role for argument in found[0].arguments} == {"agent", "patient"}


def test_the_surer_engine_decides_between_types():
    lexical, learned = Candidate(event("Protest", 0.5), 1, 2), Candidate(event("Riot", 0.9), 1, 2)
    assert [e.type for e in combine([lexical], [learned], Thresholds(), 0.4)] == ["Riot"]


def test_what_one_engine_sees_alone_has_to_be_sure_enough():
    lexical = [Candidate(event("Aid", 0.3), 1, 2), Candidate(event("Visit", 0.6), 5, 6)]
    learned = [Candidate(event("Vote", 0.2), 8, 9), Candidate(event("Trial", 0.8), 11, 12)]
    assert [e.type for e in combine(lexical, learned, Thresholds(), 0.4)] == ["Trial", "Visit"]
