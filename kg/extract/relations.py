"""Relations that the text states: offices, leadership, membership, location, work and kin."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract import labels
from kg.extract.clauses import conjuncts, frame_of
from kg.extract.learned_relations import learned_relations
from kg.extract.locations import find_locations
from kg.extract.memberships import find_memberships
from kg.extract.offices import plain_offices
from kg.extract.phrases import sentence_of
from kg.extract.statements import Reading, Stated, is_country
from kg.extract.titles import Title, find_titles
from kg.model import Entity, Layers, RelationMention
from kg.schema.relation_words import RelationWords

__all__ = ["find_relations"]


_WITHOUT_OFFICE = frozenset({"spouseOf", "relativeOf", "spokespersonFor", "founderOf", "ownerOf"})
"""Relations that say all that a title says."""


def find_relations(doc: Doc, words: RelationWords, layers: Layers, *, by_rules: bool = True) -> list[RelationMention]:
    """The article's relations in the order of the text; each statement once, with its first evidence.

    `by_rules`: those that wordings tell, besides those that `layers.graph` holds.
    """
    entities = {entity.id: entity for entity in layers.entities}
    reading = Reading(layers, words, entities)
    found: dict[tuple[str, str, str], Stated] = {}
    former: set[tuple[str, int]] = set()
    for sentence in doc.sents if by_rules else ():
        tokens = list(sentence)
        titles = list(find_titles(tokens, words, layers))
        former |= {(title.person, sentence.start) for title in titles if title.former or title.substitute}
        for stated in (
            *(r for title in titles for r in _from_title(title, entities, words, layers.country)),
            *_from_verbs(tokens, words, layers, entities),
            *find_locations(tokens, reading),
            *find_memberships(tokens, reading),
        ):
            if stated.subject != stated.object:
                key = stated.subject, stated.predicate, stated.object or stated.rule.split("#")[0]
                found.setdefault(key, stated)
    _add_learned(doc, layers, found, former, words)
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
        for number, stated in enumerate(plain_offices(found.values(), entities, words.rank), 1)
    ]


_HELD = frozenset({"headOfState", "headOfGovernment", "leads"})
"""Relations that only those bear who hold the office now."""


def _add_learned(
    doc: Doc,
    layers: Layers,
    found: dict[tuple[str, str, str], Stated],
    former: Collection[tuple[str, int]],
    words: RelationWords,
) -> None:
    """Adds what the language model reads; where a rule says the same, that is surer than either.

    `former`: persons with the start of the sentence that calls them a former, first or deputy holder of an office.
    """
    agreed = set[tuple[str, str, str]]()
    for stated in learned_relations(doc, layers):
        past = (stated.subject, stated.token.sent.start) in former or _ended(stated.token.head, words)
        if stated.predicate in _HELD and past:
            continue
        if stated.object is not None:
            key = stated.subject, stated.predicate, stated.object
        else:
            title = (stated.value or "").lower().split()
            key = stated.subject, stated.predicate, " ".join(title)
            for held, other in found.items():
                if held[:2] == key[:2] and _alike(title, (other.value or "").lower().split()):
                    key = held
        agreed.add(key)
        same = found.get(key)
        if same is None:
            found[key] = stated
        elif not same.rule.endswith("& graph"):
            both = 1 - (1 - same.confidence) * (1 - stated.confidence)
            found[key] = replace(same, rule=f"{same.rule} & graph", confidence=round(both, 3))
    if layers.graph.mentions:
        persons = {entity.id for entity in layers.entities if entity.type == "Person"}
        for key in [key for key, one in found.items() if key not in agreed and _is_weak(one, persons)]:
            del found[key]


def _is_weak(stated: Stated, persons: Collection[str]) -> bool:
    """Whether a rule needs the model's word: on 204 articles kept aside such were right in one case of five without."""
    construction = stated.rule.rpartition("#")[2]
    return stated.predicate == "worksFor" and stated.object not in persons and construction in ("before", "description")


def _alike(a: list[str], b: list[str]) -> bool:
    """Whether two wordings of an office share most of their words."""
    return 2 * len(set(a) & set(b)) > max(len(set(a)), len(set(b)))


def _rules(title: str, words: RelationWords) -> str | None:
    """The predicate of a title that belongs to a country."""
    if title in words.head_of_state:
        return "headOfState"
    return "headOfGovernment" if title in words.head_of_government else None


def _from_title(
    title: Title, entities: dict[str, Entity], words: RelationWords, country: str | None
) -> Iterator[Stated]:
    """What a title says of its holder, by the kind of title and of the body it belongs to."""
    body, holder = entities.get(title.body or ""), entities[title.person]
    kind = body.type if body else None
    rule = f"{title.words.replace(' ', '_')}#{title.construction}"
    named = _is_named(holder)

    def stated(predicate: str, value: str | None = None, confidence: float = 0.8) -> Stated:
        target = None if value is not None else title.body
        return Stated(title.person, predicate, target, value, title.head, rule, confidence)

    predicate = None if title.substitute or title.former else _rules(title.words, words)
    if body is None and country is not None and title.construction == "before" and predicate is not None:
        # "President Smith": of the country that the article is about
        yield Stated(title.person, predicate, country, None, title.head, rule + "-country", 0.6)
        return
    if predicate is not None and body is None:
        return
    if predicate is not None and kind == "Place":
        if title.construction != "description" or (not named and holder.type == "Person"):
            yield stated(predicate, confidence=0.95)
        return
    if body is None:
        yield from _from_article(title, entities, words)
    else:
        told = _ties(replace(title, of_named=_is_named(body)), kind, holder.type, words)
        if "leads" in told and (is_country(body) or body.name.lower().endswith("opposition")):
            told = []  # "Sri Lanka's interim leader", "the opposition leader"
        yield from (stated(each) for each in told)
        if told and (told[0] in _WITHOUT_OFFICE or _says_all(title, kind, told[0], words)):
            return
    if named and holder.type == "Person" and _tells_office(title) and _is_office(title, words):
        yield stated("holdsPosition", value=title.phrase)


def _tells_office(title: Title) -> bool:
    """Whether a title is set beside a name, or is a passing description ("the 45-year-old carpenter")."""
    return title.construction != "description" or "-old " in title.phrase or title.former


def _from_article(title: Title, entities: dict[str, Entity], words: RelationWords) -> Iterator[Stated]:
    """What a title without its body belongs to, where the article leaves one choice."""
    if title.former or title.substitute or title.construction not in ("before", "apposition"):
        return
    phrase = title.phrase.lower()
    bodies = [entity for entity in entities.values() if entity.type == "Organization"]
    predicate = "leads"
    if title.words.endswith("minister") and len(phrase.split()) > 1:
        field = phrase.removesuffix("minister").split()[-1]
        found = [b for b in bodies if "Ministry" in b.name and field in b.name.lower()]
    elif title.words in words.legislator:
        predicate = "memberOf"
        found = [b for b in bodies if any(house in b.name for house in _HOUSES)]
    elif title.words in words.unbodied and not _names_body(title):
        rank = [(-len(b.mentions), b.mentions[0].span.start, b) for b in bodies if _is_named(b) and not b.country]
        found = [min(rank, key=lambda item: item[:2])[2]] if rank else []
    else:
        return
    if len(found) == 1:
        rule = f"{title.words.replace(' ', '_')}#article"
        yield Stated(title.person, predicate, found[0].id, None, title.head, rule, 0.6)


def _names_body(title: Title) -> bool:
    """Whether a name before a title says what it is of, though that is no entity: "Police Federation chairman"."""
    before = title.phrase.split()[: -len(title.words.split())]
    return any(word[:1].isupper() and title.head.sent.text.find(word) > 0 for word in before)


_HOUSES = ("Parliament", "Congress", "Senate", "Assembly", "House of")


def _is_named(entity: Entity) -> bool:
    return any(mention.kind == "name" for mention in entity.mentions)


def _says_all(title: Title, kind: str | None, predicate: str, words: RelationWords) -> bool:
    """Whether a relation leaves nothing for the title to add: "its leader"."""
    return predicate == "leads" and kind != "Place" and title.words in words.vague_leader


def _is_office(title: Title, words: RelationWords) -> bool:
    """Whether a title is worth stating as a position: not a kinship, an honour, or one of several."""
    if (
        title.words
        in words.member | words.kin | words.spokesperson | words.honour | words.national | words.founder | words.owner
    ):
        return False
    if title.words in words.opponent_nouns | words.ally_nouns | words.status or title.words == "general":
        return False
    if title.phrase.lower() in words.vague_leader:
        return False
    return title.head.tag_ not in ("NNS", "NNPS")


def _ties(title: Title, kind: str | None, holder: str, words: RelationWords) -> list[str]:
    """The predicates between the holder of a title and what it is a title of."""
    noun, past = title.words, title.former or title.substitute
    bodies = ("Organization", "Group")
    if noun in words.kin:
        described = title.construction == "description"
        if kind != "Person" or holder != kind or (described and (noun in words.spouse or not title.of_named)):
            return []
        return ["spouseOf" if noun in words.spouse else "relativeOf"]
    if noun in words.opponent_nouns | words.ally_nouns:
        return ["opponentOf" if noun in words.opponent_nouns else "alliedWith"] if kind == holder else []
    if noun in words.national:
        return _citizen(title, kind, words)
    if noun in words.spokesperson:
        return ["spokespersonFor"] if kind != "Place" else []
    if noun in words.founder | words.owner and kind in ("Organization", "Facility", "Other"):
        return ["founderOf" if noun in words.founder else "ownerOf"] if title.construction != "description" else []
    if title.former:
        return []
    if holder == "Group":
        return _group_ties(noun, kind, words)
    if noun in words.member or (noun in words.adherent and noun not in words.leader):
        return ["memberOf"] if kind in bodies else _citizen(title, kind, words)
    if noun in words.leader | words.local_leader and not past:
        described = title.construction == "description"
        if kind == "Organization" and _of_part(title, words):
            return ["worksFor"]
        local = kind == "Place" and noun in words.local_leader and not title.adjective and not described
        return ["leads"] if local or kind in ("Organization", "Facility") else []
    if kind in ("Organization", "Facility"):
        return ["worksFor"]
    if kind == "Person":
        return ["worksFor"] if noun in words.served else []
    if kind == "Place" and noun in words.of_state:
        return ["worksFor"] if title.construction != "description" else []
    return _citizen(title, kind, words)


def _of_part(title: Title, words: RelationWords) -> bool:
    """Whether a head's title names the part that it is of: "the bank's finance chief"."""
    if title.words in ("head", "commander"):
        return False  # "regional head" leads a region
    first = title.phrase.lower().split()[: -len(title.words.split())]
    return any(word in words.fields for word in first)


def _citizen(title: Title, kind: str | None, words: RelationWords) -> list[str]:
    """A country's adjective before a trade tells where its holder comes from ("the Peruvian singer")."""
    told = kind == "Place" and title.adjective and title.construction != "description"
    return ["citizenOf"] if told and title.words not in words.local_leader | words.leader else []


def _group_ties(noun: str, kind: str | None, words: RelationWords) -> list[str]:
    if kind == "Organization" and noun in words.adherent and noun not in words.member:
        return ["memberOf"]
    return ["worksFor"] if kind == "Organization" and noun in words.staff | words.employee else []


def _from_verbs(
    tokens: list[Token], words: RelationWords, layers: Layers, entities: dict[str, Entity]
) -> Iterator[Stated]:
    """Clauses such as "X heads Y", "a bloc led by X", "X owns Y", "X works for Y"."""
    table = (
        (words.lead_verbs, "leads", ("Organization", "Group"), "object"),
        (words.found_verbs, "founderOf", ("Organization", "Facility"), "object"),
        (words.own_verbs, "ownerOf", ("Organization", "Facility"), "object"),
        (words.employ_verbs, "worksFor", ("Organization",), "for"),
        (words.marry_verbs, "spouseOf", ("Person",), "object"),
    )
    for token in tokens:
        if token.pos_ != "VERB" or any(child.dep_ in labels.PARTICLE for child in token.children):
            continue  # "rule out" is another verb than "rule"
        for verbs, predicate, types, slot in table:
            if token.lemma_.lower() not in verbs or (predicate == "leads" and (_orders(token) or _ended(token, words))):
                continue
            frame = frame_of(token)
            for subject in _entities(frame.get("subject"), layers):
                for target in _entities(_described(frame.get(slot)), layers):
                    if entities[target].type in types and entities[subject].type in ("Person", "Place", "Organization"):
                        rule = f"{token.lemma_.lower()}#{frame.construction}"
                        yield Stated(subject, predicate, target, None, token, rule, 0.75)


def _orders(verb: Token) -> bool:
    """Whether somebody is led to do something: "directed the workers not to leave"."""
    return any(child.dep_ == "xcomp" for child in verb.children)


def _ended(verb: Token, words: RelationWords) -> bool:
    """Whether what a clause tells is over: "previously headed the mission"."""
    return any(child.lower_ in words.ended for child in verb.children)


def _described(tokens: list[Token]) -> list[Token]:
    """The fillers, and what they are in apposition to: "the CSTO, a bloc led by Russia"."""
    return [t for token in tokens for t in (token, *((token.head,) if token.dep_ in labels.APPOSITION else ()))]


def _entities(tokens: list[Token], layers: Layers) -> list[str]:
    return [layers.by_head[t.i] for token in tokens for t in conjuncts(token) if t.i in layers.by_head]
