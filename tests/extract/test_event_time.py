"""Which time belongs to an event."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.event_time import find_event_time
from kg.model import Layers, Moment, Span, TimeMention

# On Friday a court began the trial
WORDS = ["On", "Friday", "a", "court", "began", "the", "trial"]
HEADS = [1, 4, 3, 4, 4, 6, 4]
DEPS = ["case", "obl", "det", "nsubj", "ROOT", "det", "obj"]
POS = ["ADP", "PROPN", "DET", "NOUN", "VERB", "DET", "NOUN"]
FRIDAY = TimeMention(Span(0, 9, "On Friday"), 0, 2, Moment("2022-06-10"), "date", "weekday")
LAYERS = Layers(times=(FRIDAY,))


def test_an_event_shares_the_time_of_the_verb_over_it():
    doc = Doc(Vocab(), WORDS, heads=HEADS, deps=DEPS, pos=POS, lemmas=[w.lower() for w in WORDS])
    for word, kind in ((doc[4], "Launch"), (doc[6], "Trial")):
        found = find_event_time(word, kind, LAYERS)
        assert found is not None
        assert found.moment == FRIDAY.moment
