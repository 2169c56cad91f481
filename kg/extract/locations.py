"""Where things are: "Gdansk, Poland", "a court in Graz", "the Polish port of Gdansk", "the Osaka company X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.clauses import frame_of, preposition
from kg.extract.statements import Reading, Stated, is_country
from kg.model import Entity
from kg.schema.capitals import capital_of

__all__ = ["find_locations"]

_INSIDE = frozenset({"in", "of", "near", "outside", "at", "off"})
_BESIDE = labels.APPOSITION | {"nmod:unmarked", "list"}
_BEFORE = frozenset({"amod", "compound", "nmod:desc", "nmod:poss"})
_OUTER = frozenset({"amod", "nmod:poss", "nmod"})
_SITED = frozenset({"Place", "Facility", "Organization"})


def find_locations(tokens: list[Token], reading: Reading) -> Iterator[Stated]:
    """What lies where, and which body has its seat where, in one sentence."""
    for token in tokens:
        entity = reading.of(token)
        if token.pos_ == "VERB" and token.lemma_.lower() in reading.words.seat_verbs:
            yield from _seat(token, reading)
        if token.lemma_.lower() in reading.words.capital and token.pos_ == "NOUN":
            yield from _capital(token, reading)
        if token.lower_ == "based" and token.i >= 2 and token.nbor(-1).text == "-":
            yield from _based(token, reading)
        if entity is None or entity.type not in _SITED or token.ent_type_ == "NORP":
            continue
        yield from _after(token, entity, reading)
        yield from _before(token, entity, reading)
        if entity.type == "Place":
            yield from _described(token, entity, reading)


def _after(token: Token, entity: Entity, reading: Reading) -> Iterator[Stated]:
    """The place that follows a name or description."""
    for child in token.children:
        other = reading.of(child)
        if other is None or other.type != "Place" or child.i < token.i:
            continue
        case = preposition(child)
        tied = child.dep_ in labels.MODIFIER and case in _INSIDE and child.left_edge.i <= token.i + 4
        named = any(mention.kind == "name" for mention in entity.mentions)
        if entity.type == "Organization":
            tied = tied and named and case != "of" and not is_country(other)
        elif entity.type == "Place":  # not "the prefecture of X", nor "a village in X"
            tied = tied and named and case != "of"
        beside = child.dep_ in _BESIDE and not case and entity.type == "Place" and bool(child.ent_type_)
        if (tied or beside) and _contains(other, entity):
            yield Stated(entity.id, "locatedIn", other.id, None, token, f"place#{child.dep_}", 0.8)


def _before(token: Token, entity: Entity, reading: Reading) -> Iterator[Stated]:
    """The place that stands before a description: "the Spanish group X", "the Osaka firm X"."""
    if entity.type == "Place" and token.ent_type_ == "":
        return
    nouns = [c for c in token.lefts if c.dep_ in ("nmod:desc", "compound") and not c.ent_type_]
    for child in (*token.lefts, *(inner for noun in nouns for inner in noun.lefts)):
        other = reading.of(child)
        if child.dep_ not in _BEFORE or other is None or other.type != "Place" or not _contains(other, entity):
            continue
        noun = token.lemma_.lower()
        named = any(mention.kind == "name" for mention in entity.mentions)
        if entity.type == "Organization" and named and noun in reading.words.press_and_firms and not token.ent_type_:
            town = not is_country(other) and child.ent_type_ != "NORP"
            predicate = "headquarteredIn" if town else "locatedIn"
            yield Stated(entity.id, predicate, other.id, None, token, f"{noun}#compound", 0.75)
        elif token.ent_type_ == "ORG" and entity.country is None and _stands_for_home(token, child, reading):
            town = not is_country(other) and child.ent_type_ != "NORP"
            predicate = "headquarteredIn" if town else "locatedIn"
            yield Stated(entity.id, predicate, other.id, None, token, f"{child.dep_}#name", 0.7)


def _stands_for_home(name: Token, place: Token, reading: Reading) -> bool:
    """Whether a place before a body's name says where it is at home: "Italy's X", "the Irish airline X"."""
    if place.dep_ == "nmod:poss":
        return place.tag_ != "PRP$"
    between = name.doc[place.i + 1 : name.i]
    return any(t.lemma_.lower() in reading.words.press_and_firms and not t.ent_type_ for t in between)


def _described(token: Token, entity: Entity, reading: Reading) -> Iterator[Stated]:
    """The common noun over or beside a place name, with its own country: "the Polish port of Gdansk"."""
    words = reading.words
    for noun in (token.head, *(c for c in token.children if c.dep_ in labels.APPOSITION | {"compound", "nmod:desc"})):
        kind = noun.lemma_.lower()
        if kind not in words.place_parts or noun.i == token.i or is_country(entity):
            continue
        if noun is token.head and token.dep_ not in labels.MODIFIER | labels.APPOSITION | {"flat", "compound"}:
            continue
        for child in noun.children:
            other = reading.of(child)
            if other is None or other.type != "Place" or child.i == token.i or not _contains(other, entity):
                continue
            outer = child.dep_ in _BEFORE if noun.i < token.i or token.dep_ != "compound" else child.dep_ in _OUTER
            if not outer or (child.dep_ == "compound" and child.ent_type_ != "NORP"):
                continue
            if kind in words.capital:
                yield Stated(entity.id, "capitalOf", other.id, None, token, "capital#apposition", 0.85)
            else:
                yield Stated(entity.id, "locatedIn", other.id, None, token, f"{kind}#apposition", 0.8)


def _capital(noun: Token, reading: Reading) -> Iterator[Stated]:
    """Of which country of the article a town is called the capital: "marched in the capital", after Port Louis."""
    town = reading.of(noun)
    code = capital_of(town.name) if town is not None and town.type == "Place" else None
    if town is None or code is None or town.country != code:
        return
    for country in reading.entities.values():
        if is_country(country) and country.country == code:
            yield Stated(town.id, "capitalOf", country.id, None, noun, "capital#description", 0.8)


def _seat(verb: Token, reading: Reading) -> Iterator[Stated]:
    """Clauses such as "X is based in Y" and "X, headquartered in Y"."""
    frame = frame_of(verb)
    for seated in reading.all_of([*frame.get("object"), *frame.get("subject")]):
        for place in reading.all_of(frame.get("in")):
            if seated.type == "Organization" and place.type == "Place":
                yield Stated(
                    seated.id, "headquarteredIn", place.id, None, verb, f"{verb.lemma_}#{frame.construction}", 0.8
                )


def _based(token: Token, reading: Reading) -> Iterator[Stated]:
    """Compounds such as "the Oslo-based charity"."""
    place = reading.of(token.doc[token.i - 2])
    noun = token.head if token.head.i > token.i else token.doc[min(token.i + 1, len(token.doc) - 1)]
    for seated in reading.all_of([noun, *(c for c in noun.children if c.dep_ in labels.APPOSITION | {"flat"})]):
        if place is not None and place.type == "Place" and seated.type == "Organization":
            yield Stated(seated.id, "headquarteredIn", place.id, None, token, "based#compound", 0.85)


def _contains(outer: Entity, inner: Entity) -> bool:
    """Whether the gazetteer allows one place to lie in another: same country, and no country in its town."""
    if is_country(inner) or inner.id == outer.id or (inner.country is not None and inner.name == outer.name):
        return False
    if outer.country is None or inner.country is None:
        return True
    return outer.country == inner.country
