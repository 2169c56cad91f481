"""Whether the words around an expression of time look back or ahead: it decides which Friday "Friday" is."""

import re

from spacy.tokens import Doc, Token

from kg.annotate.times.arithmetic import Tense

__all__ = ["tense_at"]

_FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "’d", "gonna"})
# Lemmas and forms after which an infinitive lies ahead, seen from the time of telling.
_AHEAD = frozenset(
    """plan planned plans planning schedule scheduled due expect expected expects set intend intends intended hope
    hopes agree agreed agrees vow vowed vows pledge pledged promise promised promises want wants prepare preparing
    preparing ready about likely bound order ordered orders ask asked asks call called calls urge urged urges invite
    invited summon summoned""".split()
)
_FORESEEN = frozenset("expected scheduled planned due slated likely".split())
"""Participles and adjectives that with a present "be" tell what lies ahead."""
_DATE_LENGTH = 3
_PRESENT_BE = frozenset({"is", "are", "'s", "’s", "'re", "’re", "am"})
_PAST_IRREGULAR = frozenset(
    """was were had did said told went came began took gave made met held left found fell shot hit struck won lost sent
    broke saw fled fought spoke wrote became led kept brought bought paid sold felt rose grew drew drove flew ran rode
    stood swore threw wore died set cut put hurt read quit shut spread cast burst been done gone taken given seen shown
    known beaten killed""".split()
)
_AMBIGUOUS = frozenset({"set", "cut", "put", "hurt", "read", "quit", "shut", "spread", "cast", "burst"})
_TIMETABLE = frozenset("begins begin starts opens closes ends expires expire resumes resume goes go".split())
"""Present forms that, with a date, tell what is on the timetable."""
_REPORTING = frozenset("say report tell add write announce note claim show know think believe have".split())
_ANNOUNCING = frozenset("announce call plan schedule organize organise propose prepare convene ban cancel".split())
_SUMMONING = frozenset("summon invite ask call".split())
_STOP = re.compile(r"[.!?;:\n\"“”]")
_REACH = 14


def tense_at(doc: Doc, token: Token) -> Tense:
    """The tense of the clause that `token` stands in: by the parse where there is one, else by the words before it."""
    if token.has_dep() and token.tag:
        found = _by_parse(token)
        if found != "unknown":
            return found
    return _by_words(doc, token)


def _by_parse(token: Token) -> Tense:
    whole = _whole_date(token)
    if any(child.dep_ == "cop" for child in whole.children):
        return _of_verb(whole, direct=True)  # "the funeral is on Saturday"
    found = _of_noun(whole.head, whole)
    if found != "unknown":
        return found
    node = whole
    while node.head.i != node.i:
        node = node.head
        if node.pos_ in ("VERB", "AUX") or any(child.dep_ in ("cop", "aux", "aux:pass") for child in node.children):
            found = _of_verb(node, direct=node.i == whole.head.i)
            return "past" if found == "future" and _nearer_past(token, node) else found
    return "unknown"


def _nearer_past(time: Token, verb: Token) -> bool:
    """Whether a past form right before a date says more than the verb that the parser hangs it on.

    "Will buy half of it under a contract signed here on Monday", "the fair where a stage fell Saturday will reopen".
    """
    doc = time.doc
    least = verb.i if verb.i < time.i else time.sent.start - 1
    reach = 3 if verb.i < time.i else 6
    for i in range(time.i - 1, max(least, time.i - 1 - reach), -1):
        if _STOP.search(doc[i].text) or doc[i].text == ",":
            return False
        found = _cue(doc, i)
        if found != "unknown":
            return found == "past"
    return False


def _whole_date(token: Token) -> Token:
    """The head of the date that a token is a part of: in "on July 1" the number."""
    head = token.head
    return head if head.pos_ == "NUM" and abs(head.i - token.i) <= _DATE_LENGTH else token


def _of_noun(noun: Token, time: Token) -> Tense:
    """A date on a noun that is announced, or that people are summoned to: "called a protest for Sunday"."""
    governor = noun.head
    if governor.pos_ != "VERB" or (
        noun.pos_ not in ("NOUN", "PROPN") and not any(child.dep_ == "det" for child in noun.children)
    ):
        return "unknown"
    if noun.dep_ in ("obj", "xcomp") and governor.lemma_ in _ANNOUNCING and time.i > noun.i:
        return "future"
    if noun.dep_ == "obj" and time.dep_ == "nmod:unmarked" and governor.tag_ in ("VBZ", "VBP"):
        return _of_verb(governor, direct=True)  # "holds a summit Thursday"
    summoned = governor.lemma_ in _SUMMONING and any(child.lower_ == "to" for child in noun.children)
    return "future" if summoned else "unknown"


def _of_verb(verb: Token, *, direct: bool) -> Tense:
    """The tense of a verb; the plain present looks ahead where the date modifies the verb itself."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")]
    words = {child.lower_ for child in auxiliaries}
    if words & _FUTURE_AUXILIARIES:
        return "future"
    if "to" in words or any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children):
        return _of_infinitive(verb)
    if words & _PRESENT_BE and verb.lower_ in _FORESEEN:
        return "future"
    if verb.tag_ == "VB" and verb.dep_ == "conj" and not auxiliaries and verb.head.i != verb.i:
        return _of_verb(verb.head, direct=False)  # "will meet the mayor and visit a school on Friday"
    if verb.tag_ in ("VBN", "VBG") and not auxiliaries and verb.dep_ == "advcl" and verb.head.i != verb.i:
        return _of_verb(verb.head, direct=False)  # "is expected on Monday, followed on Tuesday by"
    tags = {child.tag_ for child in auxiliaries} | {verb.tag_}
    if verb.tag_ == "VBP" and _is_past_form(verb):
        return "past"  # whatever the tagger says
    if "VBD" in tags or "have" in words or "has" in words or "had" in words:
        return "past"
    if verb.tag_ == "VBN" and not auxiliaries:
        return "past"
    if verb.tag_ == "VBG" and words & _PRESENT_BE:
        return "future"
    if direct and not tags - {"VB"} and _has_subject_before(verb):
        tags.add("VBP")  # "leaders meet Thursday"
    if "MD" in tags or (direct and tags & {"VBZ", "VBP"} and verb.lemma_ not in _REPORTING):
        return "future"  # "the talks begin on Monday", "must leave by Friday"
    return "unknown"


def _is_past_form(verb: Token) -> bool:
    base, form = verb.lemma_.lower(), verb.lower_
    if form in _PAST_IRREGULAR - _AMBIGUOUS or (form.endswith("ed") and len(form) > 4):
        return True
    return verb.pos_ == "VERB" and base not in ("be", form)


def _has_subject_before(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" and child.i == verb.i - 1 for child in verb.children)


def _of_infinitive(verb: Token) -> Tense:
    governor = verb.head
    if any(child.lower_ in ("had", "having") and child.dep_ == "aux" for child in (*governor.children, *verb.children)):
        return "past"  # "had been ordered to stop in May"
    if any(child.lower_ == "have" and child.dep_ == "aux" for child in verb.children):
        return "past"  # "was to have flown on Sunday"
    if governor.lower_ in _PRESENT_BE or governor.lower_ in _AHEAD or governor.lemma_ in _AHEAD:
        return "future"
    return "unknown"


def _by_words(doc: Doc, token: Token) -> Tense:
    """The nearest cue to the left inside the sentence, else the first one to the right."""
    for i in range(token.i - 1, max(-1, token.i - _REACH), -1):
        if _STOP.search(doc[i].text):
            break
        found = _cue(doc, i)
        if found != "unknown":
            return found
    for i in range(token.i + 1, min(len(doc), token.i + _REACH)):
        if _STOP.search(doc[i].text):
            break
        found = _cue(doc, i)
        if found != "unknown":
            return found
    return "unknown"


def _cue(doc: Doc, i: int) -> Tense:
    word = doc[i].lower_
    if word in _FUTURE_AUXILIARIES:
        return "future"
    if word == "to" and i > 0 and (doc[i - 1].lower_ in _AHEAD or doc[i - 1].lower_ in _PRESENT_BE):
        return "future"
    if word in _TIMETABLE or word in ("scheduled", "due", "upcoming", "forthcoming"):
        return "future"
    if word == "effect" and i > 0 and doc[i - 1].lower_ in ("takes", "take"):
        return "future"
    if word in _AMBIGUOUS:
        return "unknown"
    if word in _PAST_IRREGULAR:
        return _before(doc, i)
    if word.endswith("ed") and len(word) > 4 and doc[i].text.islower():
        return _before(doc, i)
    return "unknown"


def _before(doc: Doc, i: int) -> Tense:
    """A participle right after "will be" or "to be" is no past."""
    near = {doc[j].lower_ for j in range(max(0, i - 3), i)}
    if near & _FUTURE_AUXILIARIES:
        return "future"
    if "be" in near or (near & _PRESENT_BE and doc[i].lower_ in _AHEAD):
        return "future"
    return "past"
