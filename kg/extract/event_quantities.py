"""How many: the figures that count an event's participants, or measure it, and what they count."""

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.clauses import conjuncts, preposition
from kg.extract.phrases import noun_phrase
from kg.extract.triggers import Trigger
from kg.model import Layers, Quantity, QuantityMention, text_of
from kg.schema.lexicon import Lexicon, load_lexicon
from kg.schema.words import load_syntax_words

__all__ = ["figures_of", "find_event_quantities"]

_LASTING = frozenset(
    """Sentence Protest StateOfEmergency Ceasefire Sanction Curfew Deployment Order Other Meeting Arrest Clash
    MilitaryOperation Investigation""".split()
)
"""Kinds whose length is told: "a three-year term", "a ten-day siege"."""
_STATES = frozenset({"dead", "wounded", "injured", "killed", "hurt", "missing", "arrested", "detained"})
_ESTIMATED = ("at", "to")
"""Before the figure of a tally that is estimated or corrected: "put the toll at 40", "raised it to 50"."""
_OF_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|these|those|all|some|about|nearly|\s)*")


def find_event_quantities(trigger: Trigger, lexicon: Lexicon, layers: Layers) -> tuple[Quantity, ...]:
    """The figures that count this event's participants, or measure it."""
    block = lexicon.blocks[trigger.entry.type]
    sentence = trigger.token.sent
    found: list[Quantity] = []
    near = [mention for mention in layers.quantities if sentence.start <= mention.first < sentence.end]
    for mention in near:
        if _is_other_events(mention, trigger, near) or _is_no_length(mention, trigger, layers):
            continue
        role = _counted_role(mention, trigger)
        if role is None:
            continue
        counts_people = role == "trigger" or (role == "own" and (mention.people or mention.unit is None))
        what = block.measure.get(role) or (next(iter(block.measure.values()), None) if counts_people else None)
        if what is None and role not in ("trigger", "own") and block.measure:
            continue
        found += figures_of(mention, what or mention.unit or trigger.entry.type.lower())
    return tuple(found) or _singles(trigger, block.measure, layers)


def figures_of(mention: QuantityMention, what: str) -> tuple[Quantity, ...]:
    """The figure that a mention tells, or both ends of its range: "between 20 and 40"."""
    if mention.high is None or mention.value is None or mention.high <= mention.value:
        return (Quantity(what, mention.value, mention.modifier, mention.unit, mention.span),)
    return (
        Quantity(what, mention.value, "at least", mention.unit, mention.span),
        Quantity(what, mention.high, "at most", mention.unit, mention.span),
    )


def _is_other_events(mention: QuantityMention, trigger: Trigger, all_mentions: Sequence[QuantityMention]) -> bool:
    """Whether a figure is of another event ("five wounded"), or of the whole that another is part of ("of the 54")."""
    token = trigger.token
    doc, inside = token.doc, range(mention.first, mention.last)
    if token.i not in inside and any(doc[i].lower_ in _STATES for i in inside):
        return doc[inside[-1]].lower_ in _STATES
    text = text_of(doc)
    for other in all_mentions:
        if other.last <= mention.first:
            if other.span.end <= mention.span.start and _OF_WHOLE.fullmatch(text, other.span.end, mention.span.start):
                return True
        elif (
            other is not mention
            and other.span.covers(mention.span)
            and _OF_WHOLE.search(text, other.span.start, mention.span.start)
        ):
            return True
    return False


def _is_no_length(mention: QuantityMention, trigger: Trigger, layers: Layers) -> bool:
    """Whether a length of time tells when ("nine days after"), or stands with what has no length of its own."""
    if mention.kind != "duration":
        return False
    if trigger.entry.type not in _LASTING:
        return True
    return any(time.kind == "date" and time.span.overlaps(mention.span) for time in layers.times)


def _singles(trigger: Trigger, measure: Mapping[str, str], layers: Layers) -> tuple[Quantity, ...]:
    """The figure in "a guard was killed", for events that count people."""
    for function in ("object", "subject"):
        what = measure.get(trigger.entry.roles.get(function, ""))
        for filler in trigger.frame.get(function) if what else []:
            one = filler.tag_ == "NN" and any(c.lower_ in ("a", "an") and c.dep_ == "det" for c in filler.children)
            if what and one and filler.lemma_.lower() in load_lexicon().nouns["people"]:
                return (Quantity(what, 1.0, "exact", "people", noun_phrase(filler)),)
    return ()


def _counted_role(mention: QuantityMention, trigger: Trigger) -> str | None:
    """Which filler of the trigger a figure counts; `trigger` or `own` where it counts the event itself."""
    doc = trigger.token.doc
    inside = range(mention.first, mention.last)
    counted = mention.noun if mention.noun is not None else mention.last - 1
    if counted == trigger.token.i or trigger.token.i in inside:
        return "trigger"
    for function, tokens in trigger.frame.slots.items():
        role = trigger.entry.roles.get(function)
        if role is None or function == "clause":
            continue
        for token in tokens:
            for filler in conjuncts(token):
                if filler.i == counted or filler.i in inside:
                    return role
                if doc[counted].head.i == filler.i and doc[counted].dep_ in ("nummod", "nmod", "det", "appos"):
                    return role
    if doc[counted].head.i == trigger.token.i:
        return "own"
    tally = _tally(trigger)
    if tally is None:
        return None
    beside = [doc[i] for i in inside if doc[i].head.i == tally.head.i]
    if tally.dep_ in labels.OBJECT:
        return "trigger" if any(preposition(token) in _ESTIMATED for token in beside) else None
    return "trigger" if any(token.dep_ in labels.OBJECT | labels.OBLIQUE for token in beside) else None


def _tally(trigger: Trigger) -> Token | None:
    """The noun that says how many the trigger concerns: "the number of miners killed (has reached 13)", "the toll".

    As an object it is estimated: "(put) the number of wounded (at 40)".
    """
    nouns = load_syntax_words().tally_nouns
    candidates = [trigger.token, trigger.token.head, trigger.token.head.head]
    for noun in candidates:
        if noun.lemma_.lower() in nouns and noun.dep_ in labels.SUBJECT | labels.PASSIVE_SUBJECT | labels.OBJECT:
            return noun
    return None
