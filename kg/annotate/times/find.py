"""The tagger: matches rules, reads what they match in the order of the text, joins what belongs together.

The approach, patterns for each form and a reading relative to the day of publication and to the last date told, is
that of rule-based taggers such as SUTime (Chang and Manning, LREC 2012) and HeidelTime (Strötgen and Gertz, 2013).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from re import Match

from spacy.tokens import Doc

from kg.annotate.times.arithmetic import Tense
from kg.annotate.times.join import Found, joined
from kg.annotate.times.mention import TimeMention
from kg.annotate.times.openings import Openings
from kg.annotate.times.reading import Anchors
from kg.annotate.times.rule import Rule
from kg.annotate.times.rules import RULES
from kg.annotate.times.tense import tense_at
from kg.annotate.times.words import CLOCK, LEAD, PART
from kg.model import Moment, Span, text_of

__all__ = ["find_times"]

_OPENINGS = Openings([rule.pattern for rule in RULES])
_BEFORE = re.compile(rf"(?<![\w-]){LEAD}$")
_AFTER = re.compile(rf"\s+(?:{PART}\b(?!\s+(?:time|shift|session))|onwards?\b)")
_LEAD_REACH = 40
# Names of months that are also words or given names: alone they need a preposition or the like before them.
_UNSURE_MONTHS = re.compile(r"(?:may|march|april|june|august|[a-z]{3,4}\.?)$")
_COMMON_WORDS = frozenset({"may", "march", "mar", "dec", "sat", "sun", "wed", "mon", "second"})
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?$")
_APPOINTED = re.compile(rf"\b(?:(?:for|until|till|to)\s+(?:the\s+)?|for\s+(?:{CLOCK}|noon|midday)\s+(?:on\s+)?)$")
_END_AHEAD = re.compile(r"(?:until|till)\b")
_UP_TO = re.compile(r"[^.;\n]{0,30}?(?:\b(?:to|until|till|through|into)\b|[-–—])")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n")
_BEGINS = re.compile(r"\b(?:beg[au]n|started|starts|erupted|broke\s+out|opened|launched|declared|imposed|hit|struck)\b")
_COUNTED_FROM = frozenset({"later-than", "after-event", "day-of-event", "day-number-of-event"})
_WINDOW = 200  # characters of a sentence that are searched for the name of an event on either side of its date
_ADDRESS = re.compile(r"\s(?:[A-Z]\w+\s){1,2}(?:Street|Road|Avenue|Lane|Drive|Boulevard|Square)\b")
_MONTH_CUE = re.compile(r"\b(?:of|to|and|or|this|its)\s$|[(–-]\s?$")
_NO_YEAR_CUE = re.compile(r"(?:[$€£₽#№]|\b(?:no|flight|highway|route|room|page|article|boeing|class)\.?)\s*$")


def find_times(doc: Doc, published: Moment | None) -> tuple[TimeMention, ...]:
    """All expressions of time in a document, in order of the text.

    Args:
        doc: tokens suffice; tags and a parse, where there are any, tell the tense better.
        published: when the article appeared; only a day serves as an anchor for "yesterday" and the like.
    """
    today = published.first_day if published is not None and published.precision == "day" else None
    text = text_of(doc)
    lower = _lowered(text)
    found: list[Found] = []
    narrated: Moment | None = None
    narrated_day: date | None = None
    for rule, match in _matches(text, lower):
        token = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        tense = tense_at(doc, token[0]) if today is not None and token is not None else "unknown"
        tense = _ahead(lower, rule, match, tense)
        beside = (
            found[-1].moment if found and found[-1].kind == "date" and _same_sentence(lower, found[-1], match) else None
        )
        reading = rule.read(
            match,
            Anchors(
                today,
                narrated,
                narrated_day,
                beside,
                tense,
                bool(found) and _heads(lower, found[-1], match),
                partial(_event_day, lower, found),
            ),
        )
        if reading is None:
            continue
        start, end = _extent(lower, match)
        found.append(Found(start, end, match.start(), match.end(), reading.moment, reading.kind, rule.name))
        while len(found) > 1 and (one := joined(lower, found[-2], found[-1])) is not None:
            found[-2:] = [one]
        moment = found[-1].moment
        if moment is not None and found[-1].kind == "date" and found[-1].rule != "later-than":
            narrated = moment
            if moment.precision != "interval":
                narrated_day = moment.first_day if moment.precision == "day" else None
    return tuple(_mention(doc, text, lower, item, today) for item in found)


def _matches(text: str, lower: str) -> Iterator[tuple[Rule, Match[str]]]:
    """The longest matches, in order of the text, none overlapping another."""
    candidates = [
        (match.start(), -match.end(), order, RULES[order], match)
        for order, match in _OPENINGS.matches(lower)
        if _plausible(RULES[order], match, text, lower)
    ]
    candidates.sort(key=lambda candidate: candidate[:3])
    reached = 0
    for start, _, _, rule, match in candidates:
        if start >= reached:
            reached = match.end()
            yield rule, match


def _plausible(rule: Rule, match: Match[str], text: str, lower: str) -> bool:
    """Whether names are capitalised, abbreviations and ambiguous words supported by what stands before them."""
    for name in rule.names:
        dated = "day" in match.re.groupindex and lower[: match.start()].endswith("on ")
        if match[name].rstrip(".") in _COMMON_WORDS and not text[match.start(name)].isupper() and not dated:
            return False
    before = lower[max(0, match.start() - _LEAD_REACH) : match.start()]
    if rule.name == "month":
        bare = match[0] == match["month"]
        return not (bare and _UNSURE_MONTHS.match(match[0])) or bool(
            _BEFORE.search(before) or _MONTH_CUE.search(before)
        )
    if rule.name == "weekday" and len(match["weekday"].rstrip(".")) <= 5:
        return match["weekday"].endswith(".") or before.endswith("on ")
    if rule.name == "year":
        return _NO_YEAR_CUE.search(before) is None and _ADDRESS.match(text, match.end()) is None
    if rule.name == "weekday" and before.endswith("the "):
        return re.match(r"\s[A-Z][a-z]", text[match.end() : match.end() + 3]) is None  # a paper, a club
    return True


def _ahead(lower: str, rule: Rule, match: Match[str], tense: Tense) -> Tense:
    """The tense, corrected by the preposition: "since" looks back, "until Friday" and "for Friday" look ahead."""
    before = lower[max(0, match.start() - _LEAD_REACH) : match.start()]
    if _SINCE.search(before):
        return "past"
    if _APPOINTED.search(before) or _END_AHEAD.match(match[0]) or (tense == "unknown" and before.endswith("by ")):
        return "future"
    if rule.name == "weekday":
        if lower.startswith(":", match.end()) and (not before or before.endswith("\n")):
            return "past"  # a heading in a chronicle of the week
        if before.endswith("from ") and _UP_TO.match(lower, match.end()) is None:
            return "future"
    return tense


def _event_day(lower: str, told: Sequence[Found], event: str) -> date | None:
    """The first day of the date that stands in a sentence with an event: of its beginning, else the last such one."""
    stem = re.escape(re.sub(r"(?:ing|ies|ie?s|s|y)$", "", event))
    wanted = re.compile(rf"\b{stem}(?:ing|ies|y|e?s|ed|e)?s?\b")
    found: date | None = None
    for item in told:
        if item.moment is None or item.kind != "date" or item.moment.start.count("-") < 2 or item.rule in _COUNTED_FROM:
            continue
        before = max(0, item.start - _WINDOW)
        start = max((end.end() for end in _SENTENCE_END.finditer(lower, before, item.start)), default=before)
        end = _SENTENCE_END.search(lower, item.end, item.end + _WINDOW)
        sentence = lower[start : end.start() if end else item.end + _WINDOW]
        if wanted.search(sentence):
            if _BEGINS.search(sentence):
                return item.moment.first_day
            found = item.moment.first_day
    return found


def _same_sentence(lower: str, before: Found, match: Match[str]) -> bool:
    between = lower[before.end : match.start()]
    return len(between) < 120 and _SENTENCE_END.search(between) is None


def _heads(lower: str, before: Found, match: Match[str]) -> bool:
    """Whether a date heads the paragraph that a match stands in: "March 6. Fires in the evening"."""
    opens = before.start == 0 or lower[before.start - 1] == "\n"
    return opens and before.kind == "date" and "\n" not in lower[before.end : match.start()]


def _extent(lower: str, match: Match[str]) -> tuple[int, int]:
    """The match with the prepositions before it and the part of the day after it."""
    led = match[0].startswith(("from ", "between "))  # "went on from 4 to 6 January"
    lead = None if led else _BEFORE.search(lower, max(0, match.start() - _LEAD_REACH), match.start())
    part = _AFTER.match(lower, match.end())
    return (lead.start() if lead else match.start()), (part.end() if part else match.end())


def _mention(doc: Doc, text: str, lower: str, item: Found, today: date | None) -> TimeMention:
    tokens = doc.char_span(item.start, item.end, alignment_mode="expand")
    moment = item.moment
    if moment is not None and today is not None and _is_since(lower, item) and moment.first_day < today:
        until = today.isoformat()[:4] if len(moment.start) == 4 else today.isoformat()
        moment = Moment(f"{moment.start}/{until}") if moment.start != until else moment
    first, last = (tokens.start, tokens.end) if tokens is not None else (0, 0)
    return TimeMention(Span.of(text, item.start, item.end), first, last, moment, item.kind, item.rule)


def _is_since(lower: str, item: Found) -> bool:
    return re.match(r"(?:\w+\s+)?since\b", lower[item.start : item.end]) is not None


def _lowered(text: str) -> str:
    """Lower case without ever changing the length."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
