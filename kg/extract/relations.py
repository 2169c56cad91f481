"""Relations that the text states: offices, leadership, membership, location, work and kin."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract import labels
from kg.extract.clauses import conjuncts, frame_of, preposition
from kg.extract.phrases import sentence_of
from kg.extract.titles import Title, find_titles
from kg.model import Entity, Layers, RelationMention
from kg.schema.relation_words import RelationWords

__all__ = ["find_relations"]


@dataclass(frozen=True, slots=True)
class _Stated:
    """A relation in the making."""

    subject: str
    predicate: str
    object: str | None
    value: str | None
    token: Token
    rule: str
    confidence: float


def find_relations(doc: Doc, words: RelationWords, layers: Layers) -> list[RelationMention]:
    """The article's relations in the order of the text; each statement once, with its first evidence."""
    entities = {entity.id: entity for entity in layers.entities}
    found: dict[tuple[str, str, str], _Stated] = {}
    for sentence in doc.sents:
        tokens = list(sentence)
        for stated in (
            *(
                r
                for title in find_titles(tokens, words, layers)
                for r in _from_title(title, entities, words, layers.country)
            ),
            *_from_verbs(tokens, words, layers, entities),
            *_places(tokens, words, layers, entities),
            *_memberships(tokens, layers, entities, words),
        ):
            if stated.subject != stated.object:
                key = stated.subject, stated.predicate, stated.object or (stated.value or "").lower()
                found.setdefault(key, stated)
    return [
        RelationMention(
            id=f"r{number}",
            subject=stated.subject,
            predicate=stated.predicate,
            object=stated.object,
            value=stated.value,
            evidence=sentence_of(stated.token),
            rule=f"{stated.predicate}.{stated.rule}",
            confidence=stated.confidence,
        )
        for number, stated in enumerate(found.values(), 1)
    ]


def _rules(title: str, words: RelationWords) -> str | None:
    """The predicate of a title that belongs to a country."""
    if title in words.head_of_state:
        return "headOfState"
    return "headOfGovernment" if title in words.head_of_government else None


def _from_title(
    title: Title, entities: dict[str, Entity], words: RelationWords, country: str | None
) -> Iterator[_Stated]:
    """What a title says of its holder, by the kind of title and of the body it belongs to."""
    body = entities.get(title.body or "")
    kind = body.type if body else None
    rule = f"{title.words.replace(' ', '_')}#{title.construction}"

    def stated(predicate: str, value: str | None = None, confidence: float = 0.85) -> _Stated:
        target = None if value is not None else title.body
        return _Stated(title.person, predicate, target, value, title.head, rule, confidence)

    predicate = None if title.substitute else _rules(title.words, words)
    bare = body is None and country is not None and not title.former and title.construction == "before"
    if bare and predicate is not None:
        # "President Smith": of the country that the article is about
        yield _Stated(title.person, predicate, country, None, title.head, rule + "-country", 0.6)
        return
    if not title.former and kind == "Place" and predicate is not None:
        yield stated(predicate, confidence=0.95)
        return
    if title.words in words.spokesperson and body is not None:
        yield stated("spokespersonFor", confidence=0.9)
        return
    if title.words in words.spouse | words.relative:
        if kind == "Person":
            yield stated("spouseOf" if title.words in words.spouse else "relativeOf")
        return
    if title.words in words.founder and body is not None:
        yield stated("founderOf")
        return
    if title.words in words.owner and body is not None:
        yield stated("ownerOf")
        return
    if title.words in words.member and kind in ("Organization", "Group"):
        yield stated("memberOf")
        return
    if title.words in words.employee and kind == "Organization":
        yield stated("worksFor")
        return
    past = title.former or title.substitute
    if title.words in words.leader and kind in ("Organization", "Group", "Facility") and not past:
        yield stated("leads")
    if title.words not in words.member:
        yield stated("holdsPosition", value=title.phrase)


def _from_verbs(
    tokens: list[Token], words: RelationWords, layers: Layers, entities: dict[str, Entity]
) -> Iterator[_Stated]:
    """Clauses such as "X heads Y", "a bloc led by X", "X owns Y", "X works for Y"."""
    table = (
        (words.lead_verbs, "leads", ("Organization", "Group"), "object"),
        (words.found_verbs, "founderOf", ("Organization", "Facility"), "object"),
        (words.own_verbs, "ownerOf", ("Organization", "Facility"), "object"),
        (words.employ_verbs, "worksFor", ("Organization",), "for"),
        (words.marry_verbs, "spouseOf", ("Person",), "object"),
    )
    for token in tokens:
        if token.pos_ != "VERB":
            continue
        for verbs, predicate, types, slot in table:
            if token.lemma_.lower() not in verbs:
                continue
            frame = frame_of(token)
            for subject in _entities(frame.get("subject"), layers):
                for target in _entities(_described(frame.get(slot)), layers):
                    if entities[target].type in types and entities[subject].type in ("Person", "Place", "Organization"):
                        rule = f"{token.lemma_.lower()}#{frame.construction}"
                        yield _Stated(subject, predicate, target, None, token, rule, 0.75)


def _described(tokens: list[Token]) -> list[Token]:
    """The fillers, and what they are in apposition to: "the CSTO, a bloc led by Russia"."""
    return [t for token in tokens for t in (token, *((token.head,) if token.dep_ in labels.APPOSITION else ()))]


def _entities(tokens: list[Token], layers: Layers) -> list[str]:
    return [layers.by_head[t.i] for token in tokens for t in conjuncts(token) if t.i in layers.by_head]


def _places(
    tokens: list[Token], words: RelationWords, layers: Layers, entities: dict[str, Entity]
) -> Iterator[_Stated]:
    """Wordings such as "Gdansk, Poland", "the Polish port of Gdansk" and "the Kazakh capital"."""
    for token in tokens:
        entity = entities.get(layers.by_head.get(token.i, ""))
        if entity is None or entity.type not in ("Place", "Facility") or token.ent_type_ == "NORP":
            continue
        for child in token.children:
            other = entities.get(layers.by_head.get(child.i, ""))
            if other is None or other.type != "Place" or other.id == entity.id:
                continue
            by_case = child.dep_ in labels.MODIFIER and preposition(child) in ("in", "of", "near", "outside")
            beside = child.dep_ in labels.APPOSITION | {"nmod:unmarked", "list"}
            if (by_case or beside) and _contains(other, entity):
                yield _Stated(entity.id, "locatedIn", other.id, None, token, f"place#{child.dep_}", 0.8)
        yield from _described_place(token, entity, words, layers, entities)


def _described_place(
    token: Token, entity: Entity, words: RelationWords, layers: Layers, entities: dict[str, Entity]
) -> Iterator[_Stated]:
    """The common noun over or beside a place name, with its own country: "the Polish port of Gdansk"."""
    for noun in (token.head, *(c for c in token.children if c.dep_ in labels.APPOSITION | {"compound", "nmod:desc"})):
        if noun.lemma_.lower() not in words.place_parts or noun.i == token.i:
            continue
        if noun is token.head and token.dep_ not in labels.MODIFIER | labels.APPOSITION | {"flat", "compound"}:
            continue
        for child in noun.children:
            other = entities.get(layers.by_head.get(child.i, ""))
            if other is None or other.type != "Place" or other.id == entity.id or not _contains(other, entity):
                continue
            if noun.lemma_.lower() in words.capital:
                yield _Stated(entity.id, "capitalOf", other.id, None, token, "capital#apposition", 0.85)
            yield _Stated(entity.id, "locatedIn", other.id, None, token, f"{noun.lemma_.lower()}#apposition", 0.8)


def _contains(outer: Entity, inner: Entity) -> bool:
    """Whether the gazetteer allows one place to lie in another: same country, and not the country in its city."""
    if inner.country is not None and inner.name == outer.name:
        return False
    if outer.country is None or inner.country is None:
        return True
    return outer.country == inner.country


def _memberships(
    tokens: list[Token], layers: Layers, entities: dict[str, Entity], words: RelationWords
) -> Iterator[_Stated]:
    """Wordings such as "X, a member of Y", "an ally of X" and "the X-based Y"."""
    for token in tokens:
        lemma = token.lemma_.lower()
        if lemma in ("member", "ally", "rival", "enemy") or lemma in words.ally_nouns | words.opponent_nouns:
            predicate = "memberOf" if lemma == "member" else "alliedWith" if lemma in words.ally_nouns else "opponentOf"
            bodies = [c for c in token.children if c.dep_ in labels.MODIFIER and preposition(c) == "of"]
            bodies += [c for c in token.children if c.dep_ in labels.POSSESSOR]
            holders = [c for c in token.children if c.dep_ in labels.APPOSITION | labels.SUBJECT]
            holders += [token.head] if token.dep_ in labels.APPOSITION else []
            for holder in _entities(holders, layers):
                for body in _entities(bodies, layers):
                    if predicate != "memberOf" or entities[body].type in ("Organization", "Group"):
                        yield _Stated(holder, predicate, body, None, token, f"{lemma}#noun", 0.8)
        if token.lower_ == "based" and token.i >= 2 and token.nbor(-1).text == "-":
            place = entities.get(layers.by_head.get(token.i - 2, ""))
            seated = entities.get(layers.by_head.get(token.head.i, ""))
            if place is not None and seated is not None and seated.type == "Organization":
                yield _Stated(seated.id, "headquarteredIn", place.id, None, token, "based#compound", 0.85)
