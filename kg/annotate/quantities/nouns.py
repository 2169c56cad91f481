"""Which noun a figure counts."""

import re

from spacy.tokens import Doc, Token

from kg.annotate.quantities.words import (
    CURRENCY_WORDS,
    DURATIONS,
    IRREGULAR_PLURALS,
    MEASURES,
    NOT_NOUNS,
    PEOPLE,
    PEOPLE_ADJECTIVES,
    PEOPLE_SUFFIXES,
)

__all__ = ["counted_noun", "is_people", "plural", "unit_of"]

_PARTITIVE = frozenset({"the", "these", "those", "its", "their", "his", "her", "our", "them", "whom", "which"})
_PRONOUNS = frozenset({"them", "whom", "which", "us", "you"})
_BETWEEN = frozenset({"more", "other", "further", "additional", "or", "so"})
_JOINERS = frozenset("-–/'’\"“”")
_REACH = 6


def counted_noun(doc: Doc, first: int, last: int) -> Token | None:
    """The noun that tokens `first` to `last` (half open) count; None for bare figures and "12 of them fell"."""
    if doc[first].has_dep() and (noun := _by_parse(doc, first, last)) is not None:
        return noun
    at = last
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        if at < len(doc) and doc[at].lower_ in _PRONOUNS:
            return _by_tags(doc, at + 1) if doc[first].pos else None  # "18 of them police officers"
        if at < len(doc) and doc[at].lower_ in _PARTITIVE:
            at += 1
    return _by_tags(doc, at) if doc[first].pos else _by_words(doc, at)


def is_people(word: str) -> bool:
    """Whether a noun in the plural, or an adjective used as one, counts people."""
    word = word.lower()
    return word in PEOPLE or word in PEOPLE_ADJECTIVES or word.endswith(PEOPLE_SUFFIXES)


def unit_of(noun: Token) -> str:
    """What a noun makes the unit: itself in the plural, or "people" for "12 dead" and "three others"."""
    word = noun.lower_
    return "people" if word in PEOPLE_ADJECTIVES else plural(word)


def plural(word: str) -> str:
    """The plural of a noun, lower case; a plural stays as it is."""
    word = word.lower()
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if word in CURRENCY_WORDS:
        return word + "s" if word + "s" in CURRENCY_WORDS else word
    if word in PEOPLE or word in PEOPLE_ADJECTIVES or (word.endswith("s") and not word.endswith(("ss", "us", "is"))):
        return word
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")


def _by_parse(doc: Doc, first: int, last: int) -> Token | None:
    for token in reversed(doc[first:last]):
        head = token.head
        if head.i == token.i or first <= head.i < last:
            continue
        if token.dep_ in ("nummod", "amod", "compound", "det") and head.i >= last and head.i - last < _REACH:
            between = doc[last : head.i]
            return None if any(word.is_punct and word.text not in _JOINERS for word in between) else head
        return None
    return None


def _by_tags(doc: Doc, at: int) -> Token | None:
    """The last noun of the noun phrase that begins at `at`; the phrase ends after its first run of nouns."""
    noun: Token | None = None
    for token in doc[at : at + _REACH]:
        if token.pos_ in ("NOUN", "PROPN"):
            noun = token
        elif noun is not None:
            break
        elif token.lower_ in PEOPLE_ADJECTIVES - {"more", "others"} and not _noun_follows(doc, token.i):
            return token
        elif token.pos_ not in ("ADJ", "NUM") and token.tag_ not in ("VBN", "VBG") and token.text not in ("-", "/"):
            break
    return noun


def _noun_follows(doc: Doc, i: int) -> bool:
    return i + 1 < len(doc) and doc[i + 1].pos_ in ("NOUN", "PROPN", "ADJ")


def _by_words(doc: Doc, at: int) -> Token | None:
    """Without tags: the first word of the phrase that looks like a plural, or is known to count people."""
    for token in doc[at : at + _REACH]:
        word = token.lower_
        if word in NOT_NOUNS or not re.fullmatch(r"[^\W\d_][\w'’-]*", token.text):
            return None
        if (
            word in PEOPLE
            or word in DURATIONS
            or word in MEASURES
            or word in CURRENCY_WORDS
            or (word in PEOPLE_ADJECTIVES and word not in _BETWEEN)
        ):
            return token
        if (
            plural(word) in PEOPLE
            or (word.endswith("s") and not word.endswith(("ss", "us", "ous")))
            or word in IRREGULAR_PLURALS
        ):
            return token
    return None
