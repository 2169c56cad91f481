"""Finds figures: drops the numbers that are dates, ages and names, and reads what surrounds the rest."""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.annotate.quantities.figures import Figure, figures, parts
from kg.annotate.quantities.mention import QuantityKind, QuantityMention
from kg.annotate.quantities.nouns import counted_noun, is_people, plural, unit_of
from kg.annotate.quantities.words import AFTER, BEFORE, CURRENCY_WORDS, DURATIONS, MEASURES
from kg.annotate.times import TimeMention, find_times
from kg.model import Modifier, Span, text_of
from kg.schema.descriptions import load_description_words

__all__ = ["find_quantities"]


def _phrases(table: dict[str, Modifier]) -> str:
    return "|".join(re.escape(phrase).replace(r"\|", r"\s+") for phrase in sorted(table, key=len, reverse=True))


_BEFORE = re.compile(rf"(?<![\w-])(?P<modifier>{_phrases(BEFORE)})\s+(?:a\s+further\s+|the\s+|another\s+)?$")
_AFTER = re.compile(rf"(?:\s+|-)(?P<modifier>{_phrases(AFTER)})(?!\w)|(?P<plus>\+)(?!\w)")
_HYPHENED = re.compile(r"-(?P<unit>[a-z]{3,})(?![\w])")
_OLD = re.compile(r"[\s-](?:years?|months?|weeks?|days?)[\s-](?:old|of\s+age)")
_AGED = re.compile(
    r"(?:\b(?:aged?|ages)\s(?:about\s)?(?:\d+\s(?:and|to)\s)?"
    r"|\b(?:man|woman|boy|girl|child|youth|teenager|widow|pensioner)\sof\s(?:about\s|some\s)?)$"
)
_BESIDE_A_PERSON = re.compile(r"\b(?P<noun>[a-z-]{3,}|one of (?:them|these|those|the \w+)),\s$")
_DAYTIME = re.compile(r"\s(?:in the (?:morning|evening|afternoon)|at night|o['’]clock)\b")
_NAMED_BEFORE = re.compile(r"[\w’'][,;:]?\s+(?:\w+\s)?[A-Z][\w’'-]*\s$")
_YEARS = range(1800, 2100)
_NAMED = re.compile(r"[^\W\d_][\w.’'-]*\s?[,(]\s?$")
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|number|article|section|chapter|paragraph|flight|boeing|airbus|channel|highway|route|room|formula"
    r"|resolution|law|decree|category|phase|unit|gate|terminal|platform|level|page|group of|model|type|grade"
    r"|school|district|zone|line|block|lot|cell|version)\.?|#|№)\s$"
)
_OVER_FOR_LONG = re.compile(r"\b(?:for|after|of|took|takes|lasted|lasting|just|well|been)\s+(?:over|under)\s+$")
_WENT_UP = re.compile(r"\b(?:shot|went|gone|goes|go|going|jumped|moved|pushed|added)\s+up\s+to\s+$")
_ONE_IS_NOBODY = re.compile(r"\b(?:no|any|every|each|the|this|that|which|only|some|another|at|day)\s$")
_AT_HOUR = re.compile(r"\b(?:at|before|after|until|till|past|by)\s(?:about\s|around\s)?$")
_BETWEEN = re.compile(r"\bbetween\s+$")
_REACH = 40


def find_quantities(doc: Doc, times: Sequence[TimeMention] | None = None) -> tuple[QuantityMention, ...]:
    """All figures of a document, in order of the text.

    Ordinals, dates, times of day, ages, and numbers that are part of a name are none.

    Args:
        doc: tokens suffice; tags and a parse tell the noun counted better.
        times: the expressions of time found before; they are sought where not given.
    """
    text = text_of(doc)
    lower = _lowered(text)
    blocked = _blocked(find_times(doc, None) if times is None else times)
    mentions = (
        _mention(doc, text, lower, figure)
        for figure in sorted((*figures(lower, blocked), *parts(lower, blocked)), key=lambda figure: figure.start)
        if not _is_name_or_age(text, lower, figure)
    )
    return tuple(mention for mention in mentions if mention is not None)


def _lowered(text: str) -> str:
    """Lower case, character by character, without ever changing the length."""
    lower = text.lower()
    if len(lower) == len(text) and "Σ" not in text:  # the one letter whose lower case depends on what follows
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _blocked(times: Sequence[TimeMention]) -> list[tuple[int, int]]:
    """What tells a time; durations, and dates told by a count of days, hold figures of their own."""
    counting = ("later-than", "past-stretch", "within", "ahead")
    return [(time.span.start, time.span.end) for time in times if time.kind != "duration" and time.rule not in counting]


def _is_name_or_age(text: str, lower: str, figure: Figure) -> bool:
    before, after = lower[max(0, figure.start - _REACH) : figure.start], lower[figure.end : figure.end + _REACH]
    if _OLD.match(after) or _AGED.search(before) or _NUMBERED.search(before):
        return True
    if _DAYTIME.match(after) and (figure.value or 0) <= 24:
        return True
    value = figure.value
    if figure.unit is not None or value is None or value != int(value) or value > 120:
        return False
    named = _NAMED.search(text, max(0, figure.start - _REACH), figure.start)
    if named is not None and named[0][0].isupper() and re.match(r"[,.;)]|$", after) and text[figure.start].isdigit():
        return True
    beside = _BESIDE_A_PERSON.search(before)
    if beside is not None and text[figure.start].isdigit() and re.match(r"[,.;)]", after):
        # "the driver, 45,"
        noun = beside["noun"]
        return noun.startswith("one of ") or noun in load_description_words().persons
    return value <= 24 and _AT_HOUR.search(before) is not None and re.match(r"\s*[,.;]", after) is not None


def _mention(doc: Doc, text: str, lower: str, figure: Figure) -> QuantityMention | None:
    tokens = doc.char_span(figure.start, figure.end, alignment_mode="expand")
    if tokens is None:
        return None
    end, modifier = figure.end, None
    if (suffix := _AFTER.match(lower, figure.end)) is not None:
        end = suffix.end()
        modifier = AFTER[re.sub(r"\s+", "|", suffix["modifier"])] if suffix["modifier"] else "at least"
    noun: Token | None = None
    unit = figure.unit
    hyphened = _HYPHENED.match(lower, end) if unit is None else None
    if hyphened is not None and hyphened["unit"] not in ("odd", "plus"):
        unit = "people" if hyphened["unit"] == "strong" else plural(hyphened["unit"])
        end = hyphened.end()
    elif unit is None:
        after = doc.char_span(end - 1, end, alignment_mode="expand")
        noun = counted_noun(doc, tokens.start, after.end if after is not None else tokens.end)
        unit = unit_of(noun) if noun is not None else None
    if lower[figure.start : figure.end] == "one" and (noun is None or _is_nobody(lower, figure)):
        return None
    if noun is not None and _tells_which(text, figure, noun):
        return None
    start, leading = _modified(lower, figure, unit)
    if noun is not None and noun.idx >= end:
        end = noun.idx + len(noun.text)
        if (suffix := _AFTER.match(lower, end)) is not None and suffix["modifier"] is not None:
            end, modifier = suffix.end(), AFTER[re.sub(r"\s+", "|", suffix["modifier"])]
    return _built(doc, text, figure, start, end, leading or modifier, unit, noun)


def _tells_which(text: str, figure: Figure, noun: Token) -> bool:
    """Whether a number tells which one rather than how many: "the 2013 bus siege", "an Ariane 5 rocket"."""
    one = noun.tag_ == "NN" and plural(noun.lower_) != noun.lower_ and not is_people(plural(noun.lower_))
    if not one or figure.high is not None or not text[figure.start : figure.end].isdigit():
        return False
    named = _NAMED_BEFORE.search(text, max(0, figure.start - _REACH), figure.start) is not None
    return noun.lower_ not in MEASURES | DURATIONS and (figure.value in _YEARS or (named and figure.value != 1))


def _is_nobody(lower: str, figure: Figure) -> bool:
    before = lower[max(0, figure.start - _REACH) : figure.start]
    return (
        _ONE_IS_NOBODY.search(before) is not None
        or re.match(r"\s(?:of|day|another)\b", lower[figure.end :][:9]) is not None
    )


def _modified(lower: str, figure: Figure, unit: str | None) -> tuple[int, Modifier | None]:
    """Where the phrase begins with its modifier, and which it is."""
    if figure.high is not None and (opener := _BETWEEN.search(lower, max(0, figure.start - _REACH), figure.start)):
        return opener.start(), None
    found = _BEFORE.search(lower, max(0, figure.start - _REACH), figure.start)
    if found is None:
        return figure.start, None
    word = re.sub(r"\s+", "|", found["modifier"])
    if word == "up|to" and _WENT_UP.search(lower, max(0, figure.start - _REACH), figure.start):
        return figure.start, None
    long = _OVER_FOR_LONG.search(lower, max(0, found.start() - _REACH), figure.start)
    if word == "over" and unit in DURATIONS and long is None:
        return figure.start, None
    return found.start(), BEFORE[word]


def _built(
    doc: Doc,
    text: str,
    figure: Figure,
    start: int,
    end: int,
    modifier: Modifier | None,
    unit: str | None,
    noun: Token | None,
) -> QuantityMention:
    tokens = doc.char_span(start, end, alignment_mode="expand")
    first, last = (tokens.start, tokens.end) if tokens is not None else (0, 0)
    if modifier is None:
        modifier = "at least" if figure.high is not None else "exact"
        if figure.value is None:
            modifier = "about"
    kind = _kind(figure, unit)
    return QuantityMention(
        Span.of(text, start, end),
        Span.of(text, figure.start, figure.end),
        first,
        last,
        figure.value,
        figure.high,
        modifier,
        unit,
        noun.i if noun is not None else None,
        kind,
        kind == "count" and unit is not None and is_people(unit),
    )


def _kind(figure: Figure, unit: str | None) -> QuantityKind:
    if figure.money or unit in CURRENCY_WORDS:
        return "money"
    if unit in ("percent", "percentage points"):
        return "percent"
    if unit in DURATIONS:
        return "duration"
    return "measure" if unit in MEASURES else "count"
