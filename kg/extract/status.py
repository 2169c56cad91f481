"""Whether an event is said to have happened: the factuality of a trigger, from the words that govern it.

The way leads from the trigger outwards. A complement takes the force of the verb over it ("plans to", "threatened to",
"denied that"); a noun takes that of the verb it is the object or the subject of only where the verb lends it its own
grammar ("will hold talks") or says what becomes of it ("cancelled the visit").
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.attribution import find_attribution
from kg.extract.clauses import Frame, preposition
from kg.model import Factuality
from kg.schema.words import StatusWords, load_syntax_words

__all__ = ["find_attribution", "find_factuality"]

_COMPLEMENTS = labels.OPEN_COMPLEMENT | labels.COMPLEMENT | {"acl", "csubj", "csubj:pass"}
_UNDERGOING = labels.OBJECT | labels.PASSIVE_SUBJECT
_NOMINAL = labels.SUBJECT | labels.OBJECT | labels.PASSIVE_SUBJECT | labels.OBLIQUE | labels.MODIFIER
_BE = frozenset({"is", "are", "was", "were", "'s", "’s", "be"})
_PLANNED, _POSSIBLE = frozenset({"planned", "proposed", "future", "upcoming", "scheduled", "forthcoming"}), frozenset(
    {"possible", "alleged", "potential", "suspected", "feared", "threatened", "supposed"}
)  # fmt: skip
_FAILED = frozenset({"attempted", "failed", "aborted", "foiled", "cancelled", "canceled", "botched"})


def find_factuality(trigger: Token, frame: Frame, words: StatusWords, attributed: bool) -> Factuality:
    """Denied, planned or possible by the words around the trigger; else claimed where a source vouches for it."""
    found = "denied" if _negated(trigger, frame, words) else _own_modality(trigger, words)
    node = trigger
    for governor in _governors(trigger):
        if found is not None:
            break
        lemma, clause = governor.lemma_.lower(), node.dep_ in _COMPLEMENTS
        if clause and lemma in words.speech and node.dep_ != "xcomp" and lemma not in words.wishing | words.denying:
            break  # what is said is not what the saying is
        found = _force(node, governor, lemma, words)
        if found is None and not clause and _stands_alone(node, governor):
            break
        found = found or _own_modality(governor, words)
        node = governor
    return found or ("claimed" if attributed else "asserted")


def _governors(token: Token) -> Iterator[Token]:
    """The words whose complements, arguments or adverbials the token is in: up to the sentence's root, clause-wise."""
    node = token
    outside = labels.RELATIVE | labels.CONJUNCT | {"parataxis", "appos"}
    while node.head.i != node.i and node.dep_ not in outside:
        if node.dep_ in labels.ADVERBIAL and not _is_infinitive(node):
            return
        if node.dep_ in labels.CLAUSE and node.tag_ == "VBN":
            return  # "a fund set up by X", "the accord signed there"
        node = node.head
        yield node


def _force(node: Token, governor: Token, lemma: str, words: StatusWords) -> Factuality | None:
    """What a governing word makes of its complement or, for a noun, of its object."""
    if node.dep_ in _COMPLEMENTS:
        if lemma in words.denying or lemma in words.averting or _is_negated(governor, words):
            return "denied"
        if lemma in words.wishing or lemma in words.doubting_verbs:
            return "possible"
        return "planned" if lemma in words.planning or lemma in words.planning_nouns else None
    if node.dep_ in _UNDERGOING:
        if lemma in words.averting or (lemma == "rule" and any(c.lower_ == "out" for c in governor.children)):
            return "denied"
        if lemma in words.arranging:
            return "planned"
        return "possible" if lemma in words.doubting_verbs or lemma in words.wishing_for else None
    if node.dep_ in labels.OBLIQUE and lemma in words.wishing and preposition(node) in ("for", "to"):
        return "possible"
    if node.dep_ in labels.MODIFIER and lemma in words.planning_nouns and preposition(node) in ("for", "of", "to"):
        return "planned"
    return None


def _stands_alone(node: Token, governor: Token) -> bool:
    """Whether a noun's event is there whatever becomes of the clause: "will discuss the attack"."""
    if node.dep_ not in _NOMINAL:
        return False
    words = load_syntax_words()
    lends = governor.lemma_.lower() in words.light_verbs | words.happening_verbs | {"be"}
    return not lends and not any(child.dep_ in labels.COPULA for child in governor.children)


def _negated(trigger: Token, frame: Frame, words: StatusWords) -> bool:
    around = [trigger, *frame.get("subject"), *frame.get("object")]
    if trigger.pos_ in ("NOUN", "PROPN"):
        supported = frame.construction in ("light", "happening")
        if supported or trigger.dep_ in labels.SUBJECT | labels.PASSIVE_SUBJECT:
            around.append(trigger.head)
        if preposition(trigger) == "without":
            return True
    return any(_is_negated(token, words) or token.lower_ in ("none", "nobody", "nothing") for token in around)


def _is_negated(token: Token, words: StatusWords) -> bool:
    return any(
        child.lower_ in words.negation and child.dep_ in ("advmod", "det", "neg", "cc:preconj", "mark")
        for child in token.children
    )


def _is_infinitive(token: Token) -> bool:
    """Whether a verb is marked by "to", or by words that end in it: "due to"."""
    marks = (child for child in token.children if child.dep_ == "mark")
    return any("to" in (mark.lower_, *(part.lower_ for part in mark.children)) for mark in marks)


def _own_modality(node: Token, words: StatusWords) -> Factuality | None:
    """What auxiliaries, adverbs, adjectives and marks of one clause or noun say."""
    for child in node.children:
        lower = child.lower_
        if child.dep_ == "aux" and lower in words.future:
            return "planned"
        if child.dep_ == "aux" and lower in words.conditional:
            return _conditional(node, lower, words)
        if child.dep_ == "mark" and lower in words.if_marks:
            return "possible"
        if child.dep_ == "advmod" and lower in words.doubting:
            return "possible"
        if child.dep_ == "amod":
            if lower in _FAILED:
                return "denied"
            if lower in _PLANNED or lower in _POSSIBLE:
                return "planned" if lower in _PLANNED else "possible"
    if _is_infinitive(node):
        return _of_infinitive(node, words)
    return None


def _conditional(node: Token, auxiliary: str, words: StatusWords) -> Factuality:
    """What somebody said would happen is planned, unless on a condition; the other auxiliaries leave it open."""
    told = node.dep_ in _COMPLEMENTS | {"conj"} and node.head.lemma_.lower() in words.speech
    condition = any(
        child.dep_ in labels.ADVERBIAL and any(mark.lower_ in words.if_marks for mark in child.children)
        for child in node.children
    )
    return "planned" if auxiliary == "would" and told and not condition else "possible"


def _of_infinitive(node: Token, words: StatusWords) -> Factuality | None:
    """Of "is to announce" and of a purpose; but what is said for a purpose is said: "phoned her to ask for help"."""
    if any(child.dep_ in ("aux", "cop") and child.lower_ in _BE for child in node.children) and node.tag_ == "VB":
        return "planned"
    lemma = node.lemma_.lower()
    if node.dep_ in labels.ADVERBIAL and (lemma in words.speech or lemma in words.wishing):
        return None
    return "planned" if node.dep_ in labels.ADVERBIAL | labels.CLAUSE or node.dep_ == "ROOT" else None
