"""Titles: who holds which office of what, from the words before a name, beside it, or said of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.clauses import frame_of
from kg.model import Layers
from kg.schema.relation_words import RelationWords

__all__ = ["Title", "find_titles"]

_MODIFYING = frozenset({"compound", "amod", "nmod:desc", "flat"})
_OF = frozenset({"of", "for", "at", "to", "in", "with", "from"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title found with its holder.

    `words` is the title itself ("prime minister"), `phrase` the words as a literal value ("interior minister of
    Poland"), `body` the entity that it is a title of, `adjective` whether an adjective tells that ("Polish"), `former`
    whether it is past, `substitute` whether it is a deputy's, or one among several ("vice president", "first
    president").
    """

    head: Token
    person: str
    words: str
    phrase: str
    body: str | None
    adjective: bool
    former: bool
    substitute: bool
    construction: str
    of_named: bool = False
    """Whether what it is a title of is called by name somewhere in the article."""


def find_titles(sentence: list[Token], words: RelationWords, layers: Layers) -> Iterator[Title]:
    """The titles of one sentence, with the persons and groups that hold them."""
    persons = {e.id for e in layers.entities if e.type in ("Person", "Group")}
    for token in sentence:
        if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ == "PERSON":
            continue
        start, title = _title_at(token, words, (sentence[0].i, sentence[-1].i + 1))
        if not title:
            continue
        for person, construction in _holders(token, persons, layers, words):
            anchor = _body(token, person, layers)
            yield Title(
                head=token,
                person=person,
                words=title,
                phrase=_phrase(token, start),
                body=layers.by_head[anchor.i] if anchor is not None else None,
                adjective=anchor is not None and anchor.ent_type_ == "NORP",
                former=any(t.lower_ in words.former for t in token.doc[max(start - 2, 0) : token.i + 1]),
                substitute=any(t.lower_ in words.substitute for t in token.doc[max(start - 2, 0) : token.i]),
                construction=construction,
            )
            break


def _title_at(token: Token, words: RelationWords, sentence: tuple[int, int]) -> tuple[int, str]:
    """Where the title that ends in `token` begins, and its words; an empty string where there is none.

    `sentence` is where the token's sentence begins and ends.

    Titles of three, two and one words are tried, the longest first.
    """
    doc, at = token.doc, token.i
    if at + 1 < len(doc) and _continues(token, doc[at + 1], words):
        return at, ""
    first, last = sentence
    parts = [doc[i].lower_ for i in range(max(first, at - 2), at)] + [token.lemma_.lower()]
    for length in range(len(parts), 0, -1):
        start = at - length + 1
        title = " ".join(parts[-length:]).replace(" - ", "-")
        if length == 1 and start > first and doc[start - 1].text == "-" and not doc[start - 1].whitespace_:
            return (start - 2, title) if doc[start - 2].lower_ in words.former | words.substitute else (at, "")
        if words.is_title(title):
            return start, title
        if words.is_title(title.removesuffix("s")):
            return start, title.removesuffix("s")
    if token.lower_ == "head" and at + 2 < last and [doc[i].lower_ for i in (at + 1, at + 2)] == ["of", "state"]:
        return at, "head of state"
    return at, ""


def _continues(token: Token, after: Token, words: RelationWords) -> bool:
    """Whether a title goes on after a word that is one by itself ("secretary general", "Colonel-General")."""
    if after.text == "-" and not token.whitespace_:
        return True
    return words.is_title(f"{token.lower_} {after.lemma_.lower()}") and after.ent_type_ != "PERSON"


def _holders(token: Token, persons: set[str], layers: Layers, words: RelationWords) -> Iterator[tuple[str, str]]:
    """The person that a title is said of, by construction, surest first."""
    doc = token.doc
    after = token.i + 1
    if after < len(doc) and layers.by_head.get(after) in persons and doc[after].ent_type_ == "PERSON":
        yield layers.by_head[after], "before"
    for child in token.children:
        if child.dep_ in labels.APPOSITION | {"flat"} and layers.by_head.get(child.i) in persons:
            yield layers.by_head[child.i], "apposition"
    if token.dep_ in labels.APPOSITION | {"flat", "compound"} and layers.by_head.get(token.head.i) in persons:
        yield layers.by_head[token.head.i], "apposition"
    if any(child.dep_ in labels.COPULA for child in token.children):
        for child in token.children:
            if child.dep_ in labels.SUBJECT and layers.by_head.get(child.i) in persons:
                yield layers.by_head[child.i], "copula"
    appointed = _appointed(token, words)
    if appointed is not None and layers.by_head.get(appointed.i) in persons:
        yield layers.by_head[appointed.i], "appointed"
    start = min(t.i for t in token.subtree)
    if start >= 2 and doc[start - 1].lower_ in (",", "(") and doc[start - 2].ent_type_ == "PERSON":
        holder = layers.by_head.get(doc[start - 2].i)
        if holder in persons and token.head.i == doc[start - 2].i:
            yield holder, "apposition"
    after_comma = _next_after_comma(token)
    if after_comma is not None and layers.by_head.get(after_comma.i) in persons and after_comma.ent_type_ == "PERSON":
        yield layers.by_head[after_comma.i], "apposition"
    if layers.by_head.get(token.i) in persons:
        yield layers.by_head[token.i], "description"


def _appointed(token: Token, words: RelationWords) -> Token | None:
    """Who is made, or serves as, what the title says: "X was named director", "X works as a cook"."""
    verb = token.head
    if verb.pos_ != "VERB" or token.dep_ not in ("xcomp", "obl", "obj"):
        return None
    as_title = any(child.lower_ == "as" for child in token.children if child.dep_ in labels.CASE | {"mark"})
    if verb.lemma_.lower() not in words.appoint_verbs and not (as_title and verb.lemma_.lower() in words.serve_verbs):
        return None
    if token.dep_ == "obl" and not as_title:
        return None
    frame = frame_of(verb)
    return next((t for slot in ("object", "indirect", "subject") for t in frame.get(slot) if t.i != token.i), None)


def _next_after_comma(title: Token) -> Token | None:
    """The word after the comma that ends a title's phrase: "the mayor of Bergen, Nils Dahl"."""
    for token in title.doc[title.i + 1 : title.i + 13]:
        if token.sent != title.sent or token.pos_ in ("VERB", "AUX"):
            return None
        if token.lower_ == ",":
            after = title.doc[token.i + 1] if token.i + 1 < len(title.doc) else None
            return after if after is not None and after.sent == title.sent else None
    return None


def _body(token: Token, person: str, layers: Layers) -> Token | None:
    """The mention of the entity that a title is a title of: in its modifiers, its possessor or its of-phrase."""
    own = list(token.children)
    own += [child for part in own if part.dep_ in _MODIFYING for child in part.children]
    if token.dep_ in _MODIFYING and token.head.pos_ == "NOUN":
        own += list(token.head.children)
    for child in own:
        told = _whose(token) if child.lower_ == "whose" else child
        if told is None or layers.by_head.get(told.i) in (None, person):
            continue
        if child.dep_ in labels.POSSESSOR or child.dep_ in _MODIFYING:
            return told
        if child.dep_ in labels.MODIFIER | labels.OBLIQUE:
            cases = [c.lower_ for c in child.children if c.dep_ in labels.CASE]
            if not cases or cases[0] in _OF or any(c.tag_ == "POS" for c in child.children):
                return told
    return _before(token, person, layers)


def _before(token: Token, person: str, layers: Layers) -> Token | None:
    """The mention that stands before a title without the parser hanging it there."""
    if token.dep_ in _MODIFYING | labels.APPOSITION:
        for child in token.head.children:
            known = layers.by_head.get(child.i) not in (None, person)
            if known and child.dep_ in labels.POSSESSOR | _MODIFYING and child.i < token.i:
                return child
    before = token.i - 1
    while before >= max(token.sent.start, token.i - 3) and token.doc[before].dep_ in ("compound", "amod"):
        if layers.by_head.get(before) not in (None, person):
            return token.doc[before]
        before -= 1
    return None


def _whose(token: Token) -> Token | None:
    """The noun that a relative clause opened by "whose" hangs on."""
    over = token
    while over.head.i != over.i and over.dep_ not in labels.RELATIVE:
        over = over.head
    return over.head if over.dep_ in labels.RELATIVE else None


def _phrase(token: Token, start: int) -> str:
    """The title as a value: modifiers, title, and its of-phrase."""
    keep_from = start
    while keep_from > token.sent.start and token.doc[keep_from - 1].dep_ in ("compound", "amod", "punct"):
        before = token.doc[keep_from - 1]
        if (before.is_punct and before.text != "-") or (before.head.i < keep_from - 1 and before.head.i != token.i):
            break
        keep_from -= 1
    end = token.i + 1
    for child in token.rights:
        cases = [c.lower_ for c in child.children if c.dep_ in labels.CASE]
        if child.dep_ in labels.MODIFIER and cases and cases[0] in ("of", "for", "at") and child.left_edge.i == end:
            kept = [t.i for t in child.subtree if not _detached(t, token)]
            end = max([*kept, end - 1]) + 1
    return str(token.doc[keep_from:end].text)


def _detached(inner: Token, head: Token) -> bool:
    """Whether a token below the title hangs in a clause, apposition or coordination of its own."""
    return any(t.dep_ in labels.DETACHED for t in (inner, *inner.ancestors) if t.i > head.i)
