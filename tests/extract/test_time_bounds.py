"""What an expression of time means for one event."""

import pytest
import spacy

from kg.annotate.times import find_times
from kg.extract.time_bounds import bounded_time
from kg.model import EventMention, Layers, Moment, Span, TimeExpression

NLP = spacy.blank("en")
PUBLISHED = Moment("2022-06-10")


def _bounded(text, trigger, kind, words=None, factuality="asserted"):
    """The value that a time in the text has for an event, `words` telling which time it was given."""
    doc = NLP(text)
    layers = Layers(times=find_times(doc, PUBLISHED))
    time = None
    if words is not None:
        mention = next(mention for mention in layers.times if words in mention.span.text)
        time = TimeExpression(mention.moment, mention.span)
    start = text.index(trigger)
    sentence = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1) if start else 0
    end = text.find(".", start) + 1
    event = EventMention(
        "",
        kind,
        Span(start, start + len(trigger), trigger),
        Span(sentence, end, text[sentence:end]),
        "r",
        time=time,
        factuality=factuality,
    )
    found = bounded_time(event, doc, layers, PUBLISHED).time
    return found.moment.value if found is not None and found.moment is not None else None


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "words", "value"),
    [
        ("Olga Varn has led the bank since May 2019.", "led", "Appointment", "May", "2019-05"),
        ("Nurses have been on strike since May 30.", "strike", "Protest", "May", "2022-05-30/2022-06-10"),
        ("The post is vacant since May 30, when Lund quit.", "quit", "Resignation", "May", "2022-05-30"),
        ("Forty died since the war began on May 30.", "died", "Death", "May", "2022-05-30/2022-06-10"),
        ("Forty died since the war began on May 30.", "war", "MilitaryOperation", "May", "2022-05-30"),
        ("Rents have doubled since the council sold its flats in 2011.", "doubled", "PriceChange", "2011", "2011/2022"),
        ("She is the first to win since Carl Moss in 2011.", "win", "Competition", "2011", "2011"),
        ("Men idle since April met on Thursday.", "met", "Meeting", "Thursday", "2022-06-09"),
        ("The guests stay until June 14.", "stay", "Visit", "June", "2022-06-14"),
    ],
)
def test_time_means_for_an_event(text, trigger, kind, words, value):
    assert _bounded(text, trigger, kind, words) == value


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "factuality", "value"),
    [
        ("Live\n19:40: Police arrest two men.", "arrest", "Arrest", "asserted", "2022-06-10"),
        ("Live\n19:40 - Police arrest two men.", "arrest", "Arrest", "claimed", "2022-06-10"),
        ("Live\n19:40: Calm. Two were hurt, a nurse says.", "hurt", "Injury", "claimed", None),
        ("Live\n19:40: The mayor denies it.", "denies", "Denial", "asserted", None),
        ("Live\n19:40: Troops may march.", "march", "Deployment", "possible", None),
        ("Live\n19:40: Police say they held two men on Monday.", "held", "Arrest", "asserted", None),
        ("Live\n19:40: Calm.\nPolice arrest two men.", "arrest", "Arrest", "asserted", None),
    ],
)
def test_opening_of_a_live_entry_dates_what_it_tells(text, trigger, kind, factuality, value):
    assert _bounded(text, trigger, kind, factuality=factuality) == value


@pytest.mark.parametrize(
    ("text", "trigger", "value"),
    [
        ("Calm.\nJune 2. Masked men burn a shop.", "burn", "2022-06-02"),
        ("Calm.\n2 June 2022: Masked men burn a shop.", "burn", "2022-06-02"),
        ("Calm.\nMonday. Quiet. Masked men burn a shop.", "burn", "2022-06-06"),
        ("Calm.\nMarch 2013 — Masked men burn a shop.", "burn", "2013-03"),
        ("Calm.\nJune 2. Masked men burn a shop that closed in May.", "burn", None),
        ("Calm.\nJune 2. Quiet.\nMasked men burn a shop.", "burn", None),
        ("Calm.\nJune 2 was quiet. Masked men burn a shop.", "burn", None),
    ],
)
def test_date_at_the_head_of_a_paragraph_dates_what_it_tells(text, trigger, value):
    assert _bounded(text, trigger, "Attack") == value


def test_without_a_day_of_publication_nothing_changes():
    doc = NLP("A curfew holds until June 14, 2022.")
    (mention,) = find_times(doc, None)
    span = Span(2, 8, "curfew")
    event = EventMention("", "Curfew", span, span, "r", time=TimeExpression(mention.moment, mention.span))
    assert bounded_time(event, doc, Layers(times=(mention,)), None) == event
