"""The grammatical functions around a trigger, whatever the construction: the syntax half of every lexicon rule.

One function per construction family; together they turn active, passive, relative and participial clauses, control and
raising, coordination, nominalization and light verbs into the same small vocabulary of functions: `subject` (who does),
`object` (who undergoes), `indirect`, `clause` (what is said, asked, ordered), `of`, `to`, `from` … (prepositions),
`poss`, `compound`, `adj`. The lexicon maps these to roles. `construction` names what was found; it becomes part of the
rule's name.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract import labels
from kg.schema.words import load_syntax_words

__all__ = ["Frame", "conjuncts", "frame_of", "preposition"]

_COMPOUND = frozenset(
    {"according to", "because of", "due to", "owing to", "out of", "ahead of", "instead of", "as per"}
)
"""Prepositions of several words, for parses that do not mark them as fixed."""
_CLAUSAL_PREPOSITIONS = frozenset({"of", "for", "from", "against"})
_PERSON_LIKE = frozenset({"who", "whom", "that", "which", "whose"})


@dataclass(slots=True)
class Frame:
    """Fillers of the functions around one trigger, nearest first, and the construction they were found in."""

    trigger: Token
    construction: str
    slots: dict[str, list[Token]] = field(default_factory=dict)

    def add(self, function: str, token: Token) -> None:
        """Record a filler once."""
        found = self.slots.setdefault(function, [])
        if token not in found and token.i != self.trigger.i:
            found.append(token)

    def get(self, function: str) -> list[Token]:
        """The fillers of one function."""
        return self.slots.get(function, [])


def frame_of(trigger: Token) -> Frame:
    """The frame around a verb, an adjective or a noun."""
    counted = _counted_before(trigger)
    if counted is not None:
        frame = Frame(trigger, "counted")
        frame.add("object", counted)
        return frame
    if trigger.pos_ in ("NOUN", "PROPN") and not any(child.dep_ in labels.COPULA for child in trigger.children):
        return _nominal_frame(trigger)
    if trigger.pos_ in ("NOUN", "PROPN"):
        frame = _nominal_frame(trigger)
        for child in trigger.children:
            if child.dep_ in labels.SUBJECT:
                frame.add("subject", child)
        return frame
    return _verbal_frame(trigger)


def _counted_before(trigger: Token) -> Token | None:
    """The bare figure before a participle or adjective that stands for people: "12 dead and 353 wounded"."""
    if trigger.i == 0 or trigger.tag_ not in ("JJ", "VBN", "VBD") or trigger.i == trigger.sent.start:
        return None
    figure = trigger.nbor(-1)
    if figure.pos_ != "NUM" or (trigger.dep_ == "amod" and trigger.head.i > trigger.i):
        return None
    if any(child.dep_ in labels.SUBJECT | labels.OBJECT | {"cop", "aux", "aux:pass"} for child in trigger.children):
        return None
    return figure


def preposition(token: Token) -> str:
    """The preposition a nominal hangs on, as written in lower case ("in", "because of"); empty without one."""
    cases = [child for child in token.children if child.dep_ in labels.CASE and child.i < token.i]
    if not cases:
        return ""
    first = cases[0]
    rest = [*(child for child in first.children if child.dep_ == "fixed"), *cases[1:]]
    joined = " ".join(word.lower_ for word in [first, *sorted(rest, key=lambda t: t.i)])
    return joined if any(c.dep_ == "fixed" for c in first.children) or joined in _COMPOUND else first.lower_


def conjuncts(token: Token) -> Iterator[Token]:
    """The token and everything coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ in labels.CONJUNCT:
            yield from conjuncts(child)


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, with or without its auxiliary."""
    if any(child.dep_ == "aux:pass" or child.dep_ in labels.PASSIVE_SUBJECT for child in verb.children):
        return True
    functions = {child.dep_ for child in verb.children}
    if functions & labels.SUBJECT and functions & labels.OBJECT:
        return False  # whatever the tag says: somebody does something to something
    if verb.morph.get("Voice", []) == ["Pass"]:
        return True
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)


def _verbal_frame(verb: Token) -> Frame:
    passive = is_passive(verb)
    frame = Frame(verb, "passive" if passive else "active")
    for child in verb.children:
        _own_dependent(frame, child)
    if verb.dep_ in labels.RELATIVE:
        _relative(frame, verb, passive)
    elif verb.dep_ in labels.CLAUSE:
        frame.construction = "participle"
        frame.add("object" if passive else "subject", verb.head)
    elif verb.dep_ == "amod":
        frame.construction = "participle"
        frame.add("object" if verb.tag_ == "VBN" else "subject", verb.head)
    if (not frame.get("subject") and not passive) or (passive and not frame.get("object")):
        _borrowed_subject(frame, verb, passive)
    return frame


def _own_dependent(frame: Frame, child: Token) -> None:
    """Sort one dependent of a verb into the frame."""
    dep = child.dep_
    if dep == "dep" and child.i < frame.trigger.i and child.pos_ in ("NUM", "NOUN", "PROPN"):
        frame.add("object" if frame.construction == "passive" else "subject", child)  # the parser's last resort
    elif dep in labels.SUBJECT:
        if child.lower_ not in _PERSON_LIKE or frame.trigger.dep_ not in labels.RELATIVE:
            frame.add("subject", child)
    elif dep in labels.PASSIVE_SUBJECT:
        if child.lower_ not in _PERSON_LIKE or frame.trigger.dep_ not in labels.RELATIVE:
            frame.add("object", child)
    elif dep in labels.OBJECT:
        frame.add("object", child)
        for clause in child.children:  # "accused the banker of taking bribes"
            if clause.dep_ in labels.CLAUSE and _mark(clause) in _CLAUSAL_PREPOSITIONS:
                frame.add(_mark(clause), clause)
    elif dep in labels.ADVERBIAL and _mark(child) in _CLAUSAL_PREPOSITIONS:
        frame.add(_mark(child), child)
    elif dep in labels.INDIRECT:
        frame.add("indirect", child)
    elif dep in labels.AGENT and preposition(child) == "by":
        frame.add("subject", child)
    elif dep in labels.OBLIQUE:
        by = preposition(child)  # in the active "by" tells the means, not the agent
        frame.add("means" if by == "by" and frame.construction == "active" else by or "oblique", child)
    elif dep in labels.COMPLEMENT or dep in labels.OPEN_COMPLEMENT:
        frame.add("clause", child)
    elif dep == "advmod" and child.pos_ == "ADV":
        frame.add("adverb", child)


def _mark(clause: Token) -> str:
    """The word that introduces a clause; empty without one."""
    return next((child.lower_ for child in clause.children if child.dep_ == "mark"), "")


def _relative(frame: Frame, verb: Token, passive: bool) -> None:
    """The noun that a relative clause hangs on fills the gap of the relative pronoun."""
    frame.construction = "relative"
    for child in verb.children:
        if child.lower_ in _PERSON_LIKE:
            if child.dep_ in labels.SUBJECT:
                frame.add("subject", verb.head)
                return
            if child.dep_ in labels.PASSIVE_SUBJECT or child.dep_ in labels.OBJECT:
                frame.add("object", verb.head)
                return
            if child.dep_ in labels.OBLIQUE:
                frame.add(preposition(child) or "oblique", verb.head)
                return
        if child.lower_ == "where":
            frame.add("in", verb.head)
            return
    if not frame.get("subject") or passive:
        frame.add("object" if passive else "subject", verb.head)
    elif not frame.get("object"):
        frame.add("object", verb.head)


def _borrowed_subject(frame: Frame, verb: Token, passive: bool) -> None:
    """Who does it when the verb itself does not say: control, raising, coordination, participial clauses."""
    target = "object" if passive else "subject"
    governor = verb.head
    if verb.dep_ in labels.CONJUNCT and governor.pos_ in ("VERB", "AUX"):
        other = frame_of(governor)
        if is_passive(governor) == passive or not is_passive(governor):
            for token in other.get("object" if is_passive(governor) else "subject"):
                frame.add(target, token)
        return
    if verb.dep_ in labels.OPEN_COMPLEMENT or verb.dep_ in labels.ADVERBIAL:
        other = frame_of(governor) if governor.i != verb.i else frame
        controller = "subject"
        if (
            verb.dep_ in labels.OPEN_COMPLEMENT
            and governor.lemma_ in load_syntax_words().object_control
            and other.get("object")
        ) or is_passive(governor):
            controller = "object"
        for token in other.get(controller)[:1]:
            frame.add(target, token)


def _nominal_frame(noun: Token) -> Frame:
    frame = Frame(noun, "noun")
    for child in noun.children:
        if child.dep_ in labels.MODIFIER or child.dep_ in labels.OBLIQUE:
            frame.add(preposition(child) or "of", child)
            for inner in child.children:  # "the arrest of X by Y", with Y hung on X
                if inner.dep_ in labels.MODIFIER and preposition(inner) == "by":
                    frame.add("by", inner)
        elif child.dep_ in labels.POSSESSOR:
            frame.add("poss", child)
        elif child.dep_ == "compound":
            frame.add("compound", child)
        elif child.dep_ == "amod":
            frame.add("adj", child)
        elif child.dep_ in labels.CLAUSE or child.dep_ in labels.COMPLEMENT:
            frame.add("clause", child)
    for child in noun.children:
        if child.dep_ in labels.RELATIVE and child.lemma_ in load_syntax_words().happening_verbs:
            frame.construction = "relative"  # "protests that began in the port"
            _lend(frame, _verbal_frame(child), ("subject", "object", "clause"))
    _support(frame, noun, noun.head)
    return frame


def _support(frame: Frame, noun: Token, governor: Token) -> None:
    """Lend a noun what the verb over it has: a light verb its subject, a verb of happening its adverbials."""
    words = load_syntax_words()
    lemma = governor.lemma_
    if noun.dep_ in labels.OBJECT | labels.PASSIVE_SUBJECT and lemma in words.light_verbs:
        frame.construction = "light"
        _lend(frame, _verbal_frame(governor), ("object",))
    elif noun.dep_ in labels.OBJECT and lemma in words.witnessing_verbs:
        frame.construction = "witnessed"
        for token in _verbal_frame(governor).get("subject"):
            frame.add("in", token)
        _lend(frame, _verbal_frame(governor), ("subject", "object", "clause"))
    elif noun.dep_ in labels.SUBJECT | labels.OBLIQUE and lemma in words.happening_verbs:
        frame.construction = "happening"
        for token in _verbal_frame(governor).get("from"):
            frame.add("in", token)  # "it started from the port"
        _lend(frame, _verbal_frame(governor), ("subject", "object", "clause", "from"))
    elif noun.dep_ in labels.SUBJECT and lemma in words.striking_verbs:
        frame.construction = "happening"
        _lend(frame, _verbal_frame(governor), ("subject", "clause"))


def _lend(frame: Frame, other: Frame, keep_out: tuple[str, ...]) -> None:
    """Add the functions of a supporting verb to the noun it supports."""
    for function, tokens in other.slots.items():
        if function not in keep_out:
            for token in tokens:
                frame.add(function, token)
