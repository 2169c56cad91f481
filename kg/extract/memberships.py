"""Who belongs to what: members, parts, owners, allies and opponents."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.clauses import conjuncts, frame_of, preposition
from kg.extract.statements import Reading, Stated
from kg.model import Entity

__all__ = ["find_memberships"]

_BODIES = frozenset({"Organization", "Group"})
_ONE = frozenset({"one", "another", "second", "third", "fourth", "fifth", "other"})
_INCLUDING = frozenset({"including", "among", "like"})


def find_memberships(tokens: list[Token], reading: Reading) -> Iterator[Stated]:
    """Memberships, parts, possessions, alliances and rivalries that one sentence states."""
    for token in tokens:
        if token.pos_ == "VERB":
            yield from _verbs(token, reading)
        elif token.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            yield from _nouns(token, reading)
            yield from _examples(token, reading)
            yield from _composed(token, reading)
            entity = reading.of(token)
            if token.ent_type_ == "NORP":
                yield from _countryman(token, reading)
            if entity is not None:
                yield from _of_party(token, entity, reading)
                yield from _parts(token, entity, reading)


def _verbs(verb: Token, reading: Reading) -> Iterator[Stated]:
    """Clauses such as "X belongs to Y" and "the bloc groups X, Y and Z"."""
    lemma, words = verb.lemma_.lower(), reading.words
    if lemma not in words.belong_verbs | words.join_verbs:
        return
    frame = frame_of(verb)
    if lemma in words.join_verbs:
        wholes, members = frame.get("subject"), frame.get("object")
        if frame.construction == "passive":
            return
        owners = [owner for t in wholes if t.lemma_.lower() == "member" and (owner := reading.owner(t)) is not None]
        bodies = owners or reading.all_of(wholes)
    else:
        slot = {"join": "object", "belong": "to", "remain": "in"}.get(lemma, "object")
        bodies, members = reading.all_of(frame.get(slot)), frame.get("subject")
    for body in bodies:
        for member in reading.all_of(members):
            if body.type == "Organization" and member.type in ("Place", "Person", "Organization"):
                yield Stated(member.id, "memberOf", body.id, None, verb, f"{lemma}#{frame.construction}", 0.75)


def _nouns(token: Token, reading: Reading) -> Iterator[Stated]:
    """Wordings such as "X, a member of Y", "X is an ally of Y" and "their rival X"."""
    lemma, words = token.lemma_.lower(), reading.words
    if lemma != "member" and lemma not in words.ally_nouns | words.opponent_nouns:
        return
    predicate = "memberOf" if lemma == "member" else "alliedWith" if lemma in words.ally_nouns else "opponentOf"
    wholes = [c for c in token.children if c.dep_ in labels.MODIFIER and preposition(c) in ("of", "to")]
    wholes += [c for c in token.children if c.dep_ in labels.POSSESSOR]
    holders = [c for c in token.children if c.dep_ in labels.APPOSITION | labels.SUBJECT | {"flat"} and c.i != token.i]
    holders += [token.head] if token.dep_ in labels.APPOSITION else []
    if token.i + 1 < len(token.doc) and token.doc[token.i + 1].ent_type_ in ("PERSON", "ORG"):
        holders.append(token.doc[token.i + 1])
    for holder in reading.all_of(holders):
        for body in reading.all_of(wholes):
            if predicate != "memberOf" or body.type == "Organization":
                yield Stated(holder.id, predicate, body.id, None, token, f"{lemma}#noun", 0.8)


def _examples(token: Token, reading: Reading) -> Iterator[Stated]:
    """Members named beside their group: "two ministers, X and Y", "one of the guards, X", "countries including X"."""
    if token.lower_ == "one":
        wholes = [c for c in token.children if c.dep_ in labels.MODIFIER and preposition(c) == "of"]
        groups = reading.all_of(wholes)
    elif token.tag_ == "NN" and any(c.lower_ in _ONE for c in token.children):
        yield from _single(token, reading)
        return
    else:
        found = reading.of(token)
        groups = [found] if found is not None and token.tag_ in ("NNS", "NNPS") and not token.ent_type_ else []
    for group in groups:
        if group.type not in _BODIES:
            continue
        for child in token.children:
            case = preposition(child)
            shown = child.dep_ in labels.APPOSITION and child.i > token.i
            shown |= child.dep_ in labels.MODIFIER and (case in _INCLUDING or case == "such as")
            for each in conjuncts(child) if shown else ():
                member = reading.of(each)
                if member is not None and each.ent_type_ not in ("", "NORP") and _same_sort(member, group):
                    yield Stated(member.id, "memberOf", group.id, None, token, "example#apposition", 0.7)


def _composed(token: Token, reading: Reading) -> Iterator[Stated]:
    """What a body is made of, or part of: "X, a coalition of A, B and C", "X, a joint venture of A and B"."""
    noun, words = token.lemma_.lower(), reading.words
    before = token.nbor(-1).lower_ if token.i else ""
    body = reading.of(token.head) if token.dep_ in labels.APPOSITION else reading.of(token)
    if body is None or body.type not in _BODIES:
        return
    ties = (c for c in token.children if c.dep_ in labels.MODIFIER and preposition(c) in ("of", "between"))
    others = [other for other in reading.all_of(ties) if other.type in ("Organization", "Place") and _named(other)]
    if body in others:  # the description was taken for one of those it is made of
        return
    if noun in words.alliances and len(others) > 1:
        yield from (Stated(one.id, "memberOf", body.id, None, token, f"{noun}#of", 0.8) for one in others)
    elif f"{before} {noun}" in words.ventures:
        yield from (Stated(one.id, "ownerOf", body.id, None, token, "venture#of", 0.75) for one in others)
    elif noun in words.parts and token.dep_ in labels.APPOSITION and body.type == "Organization":
        wholes = (other for other in others if other.type == "Organization")
        yield from (Stated(body.id, "partOf", whole.id, None, token, f"{noun}#apposition", 0.8) for whole in wholes)


def _single(token: Token, reading: Reading) -> Iterator[Stated]:
    """One of a group told before, by name: "one hostage, Ali Reza"."""
    noun = token.lemma_.lower()
    member = reading.of(token)
    if member is None or member.type != "Person" or not _named(member):
        return
    for group in reading.entities.values():
        plain = group.name.lower().split()
        if group.type == "Group" and plain and plain[-1].removesuffix("s") == noun:
            yield Stated(member.id, "memberOf", group.id, None, token, f"{noun}#single", 0.65)
            return


def _same_sort(member: Entity, group: Entity) -> bool:
    return member.type in ("Person", "Organization") if group.type == "Group" else member.type == "Place"


def _countryman(token: Token, reading: Reading) -> Iterator[Stated]:
    """A person's name beside the name of a people: "the Dane Ole Holm", "a New Zealander, Hana Moe"."""
    country = reading.of(token)
    beside = [c for c in token.children if c.dep_ in labels.APPOSITION | {"flat"}]
    beside += [token.head] if token.dep_ in labels.APPOSITION else []
    for person in reading.all_of(beside):
        if country is not None and country.type == "Place" and person.type == "Person":
            yield Stated(person.id, "citizenOf", country.id, None, token, "people#apposition", 0.8)


def _of_party(token: Token, entity: Entity, reading: Reading) -> Iterator[Stated]:
    """A person's name with the body it belongs to: "Ana Ruiz of the Civic Union", "Kenya's Ana Ruiz"."""
    if entity.type != "Person" or not token.ent_type_:
        return
    for child in token.children:
        other = reading.of(child)
        if other is None:
            continue
        if child.dep_ in labels.MODIFIER and preposition(child) in ("of", "from") and child.left_edge.i <= token.i + 4:
            if other.type == "Organization":
                yield Stated(entity.id, "memberOf", other.id, None, token, "name#of", 0.75)
        elif child.dep_ in labels.POSSESSOR and child.tag_ not in ("PRP$", "WP$"):
            predicate = {"Place": "citizenOf", "Organization": "worksFor"}.get(other.type)
            if predicate is not None:
                yield Stated(entity.id, predicate, other.id, None, token, "name#possessor", 0.7)


def _named(entity: Entity) -> bool:
    return any(mention.kind == "name" for mention in entity.mentions)


def _parts(token: Token, entity: Entity, reading: Reading) -> Iterator[Stated]:
    """Bodies of bodies ("the union's council", "a subsidiary of X") and what somebody owns ("her clinic")."""
    noun = token.lemma_.lower()
    if token.ent_type_ == "ORG":
        owner = reading.owner(token)
        if owner is not None and owner.type == entity.type == "Organization" and owner.id != entity.id:
            yield Stated(entity.id, "partOf", owner.id, None, token, "name#possessor", 0.75)
    if token.ent_type_ or entity.type not in ("Organization", "Facility"):
        return
    for child in token.children:
        owner = reading.of(child)
        if owner is None or owner.id == entity.id:
            continue
        possessed = child.dep_ in labels.POSSESSOR
        tied = possessed or (child.dep_ in labels.MODIFIER and preposition(child) == "of")
        if entity.type == "Organization" and owner.type == "Organization" and noun in reading.words.parts:
            if tied or (child.dep_ == "compound" and child.ent_type_ == "ORG"):
                yield Stated(entity.id, "partOf", owner.id, None, token, f"{noun}#part", 0.75)
        elif (
            entity.type == "Organization"
            and owner.type == "Person"
            and possessed
            and (predicate := reading.words.held(noun)) is not None
            and _named(owner)
        ):
            yield Stated(owner.id, predicate, entity.id, None, token, f"{noun}#possessor", 0.7)
        elif (
            entity.type == "Facility"
            and possessed
            and owner.type in ("Person", "Organization")
            and noun in reading.words.owned
        ):
            yield Stated(owner.id, "ownerOf", entity.id, None, token, f"{noun}#possessor", 0.6)
