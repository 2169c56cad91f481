"""Descriptions as phrases: the common noun, its determiner, its modifiers, and how far the phrase reaches."""

from dataclasses import dataclass

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

__all__ = ["NounPhrase", "read_phrase", "stem"]

_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_PREMODIFIERS = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc"})
_KINDS = frozenset({"amod", "compound", "nmod:desc"})
_PLURALS = frozenset({"NNS", "NNPS"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_ARTICLES = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_NEGATIVE = frozenset({"no", "any", "every", "each", "what", "which", "whichever", "neither", "either", "such"})
_NAMING_CASES = frozenset({"of", "in", "at", "near", "from", "outside"})
_LONGEST = 7
"""Tokens of a complement that still belongs into a name."""
_IRREGULAR = {"people": "people", "policemen": "policeman", "men": "man", "women": "woman"}


_TERMS = frozenset(
    {("head", "of", "state"), ("head", "of", "government"), ("state", "of", "emergency"), ("state", "of", "siege"),
     ("state", "of", "war"), ("state", "of", "alert"), ("state", "of", "affairs")}
)  # fmt: skip
"""Three words that are one noun; those of "state" are no place."""
_NAMED_BY_OWNER = frozenset({"office", "team", "campaign", "family", "staff", "administration"})
"""Bodies that are told apart only by whose they are: "the governor's office"."""


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A description in the text.

    `noun` is its head in the singular, with the word before it where both make one term ("police officer"); `start` and
    `end` the tokens up to the head, `reach` the end including a name that follows ("a court in Graz").
    `determiner` is the, a, poss, number, none, or no ("no suspects", "every town").
    """

    head: Token
    noun: str
    start: int
    end: int
    reach: int
    determiner: str
    plural: bool

    @property
    def definite(self) -> bool:
        """Whether the phrase presumes that it is known who is meant."""
        return self.determiner in ("the", "poss")

    @property
    def possessor(self) -> Token | None:
        """The head of what the phrase says its thing belongs to."""
        return next((child for child in self.head.children if child.dep_ == "nmod:poss"), None)

    @property
    def modifiers(self) -> list[Token]:
        """The adjectives and nouns before the head, without figures."""
        return [child for child in self.head.lefts if child.dep_ in _KINDS and child.is_alpha]

    @property
    def compounds(self) -> list[Token]:
        """The nouns before the head that tell its kind."""
        return [child for child in self.head.lefts if child.dep_ in ("compound", "nmod:desc") and not child.is_punct]

    @property
    def of(self) -> bool:
        """Whether an of-phrase follows."""
        doc = self.head.doc
        return self.end < len(doc) and doc[self.end].lower_ == "of"

    @property
    def core(self) -> str:
        """The words that tell what is meant: without article, figure and possessor, with a common noun's of-phrase."""
        doc, start = self.head.doc, self.start
        owner = self.possessor
        if owner is not None and owner.pos_ != "PRON" and self.head.lower_ in _NAMED_BY_OWNER:
            start += doc[start].lower_ in ("the", "a", "an")
            return _decapitalized(doc[start : self.end])
        while start < self.head.i and _introduces(doc[start], self.head):
            start += 1
        ends = (token.i + 1 for token in doc[start : self.head.i] if token.tag_ == "POS")
        start = max(ends, default=start)  # where the parser took the possessor for part of the name
        return _decapitalized(doc[start : self.end if self.reach > self.end else _complement_end(self.head)])

    @property
    def figure(self) -> str:
        """The number before the noun, as written; empty without one."""
        return next((child.lower_ for child in self.head.lefts if child.dep_ == "nummod"), "")


def _decapitalized(words: Tokens) -> str:
    """Words as they are written inside of a sentence: one that begins it keeps its capital only as a name."""
    first, text = words[0], str(words.text)
    if not first.is_sent_start or first.ent_type_ or first.pos_ == "PROPN" or not first.is_title:
        return text
    return text[:1].lower() + text[1:]


def stem(token: Token) -> str:
    """The noun in lower case and singular, as the word lists have it."""
    lower = token.lower_
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    lemma = token.lemma_.lower()
    if lemma.endswith("s") and token.tag_ in _PLURALS and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def read_phrase(head: Token) -> NounPhrase:
    """The phrase around a common noun."""
    start = _start(head)
    while start < head.i and head.doc[start].is_punct:
        start += 1
    noun, end = stem(head), head.i + 1
    after = tuple(token.lower_ for token in head.doc[end : end + 2])
    if (noun, *after) in _TERMS:
        noun, end = " ".join((noun, *after)), end + 2
    return NounPhrase(head, noun, start, end, max(end, _reach(head)), _determiner(head), head.tag_ in _PLURALS)


def _start(head: Token) -> int:
    """The first of the words that go before a noun."""
    start = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ in _PREMODIFIERS and not child.is_punct:
            start = min(start, _start(child))
    while start >= 2 and head.doc[start - 1].text == "-" and not head.doc[start - 1].whitespace_:
        start -= 2  # "co-workers", "plain-clothes officers"
    return max(_within_clause(head, start), head.sent.start)


def _within_clause(head: Token, start: int) -> int:
    """The start of a phrase that the parser let reach back over a verb: behind the last comma, or behind that verb."""
    doc = head.doc
    verb = next((at for at in range(head.i - 1, start - 1, -1) if doc[at].tag_ in _FINITE), None)
    if verb is None:
        return start
    return next((at + 1 for at in range(head.i - 1, verb, -1) if doc[at].text == ","), verb + 1)


def _determiner(head: Token) -> str:
    found = "the" if head.dep_ == "compound" else "none"
    for child in head.lefts:
        word = child.lower_
        if child.dep_ == "nmod:poss":
            return "poss"
        if child.dep_ == "det":
            if word in _NEGATIVE:
                return "no"
            found = "the" if word in _ARTICLES else "a"
        elif child.dep_ == "nummod" and found == "none":
            found = "number"
    return found


def _introduces(token: Token, head: Token) -> bool:
    """Whether a word only says which or how many: articles, figures, and possessors with all their words."""
    over = token
    while over.head.i != head.i and over.head.i != over.i:
        over = over.head
    return over.dep_ in ("det", "nummod", "nmod:poss") or token.is_punct or token.dep_ == "advmod"


def _complement_end(head: Token) -> int:
    """The end of the phrase with the prepositional phrase that follows at once, where that is short and simple."""
    for child in head.rights:
        if child.dep_ == "nmod" and child.left_edge.i == head.i + 1 and head.doc[head.i + 1].lower_ in _NAMING_CASES:
            end = child.i + 1
            if end - head.i <= _LONGEST and all(t.pos_ not in ("VERB", "AUX") for t in head.doc[head.i : end]):
                return end
    return head.i + 1


def _reach(head: Token) -> int:
    """The end of the phrase with the name that a preposition ties to it at once."""
    doc = head.doc
    for child in head.rights:
        if child.dep_ != "nmod" or child.left_edge.i != head.i + 1 or not doc[child.i].ent_type_:
            continue
        if doc[head.i + 1].lower_ in _NAMING_CASES and doc[child.i].ent_type_ in ("LOC", "ORG", "PERSON"):
            end = child.i + 1
            while end < len(doc) and doc[end].ent_iob_ == "I" and doc[end].tag_ != "POS":
                end += 1
            return end
    return head.i + 1
