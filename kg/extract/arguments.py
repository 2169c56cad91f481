"""From grammatical functions to roles: who fills which role of an event, when it was, and how many."""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from kg.extract import labels
from kg.extract.clauses import conjuncts, preposition
from kg.extract.paths import tree_distance
from kg.extract.phrases import clause_span, entity_of, noun_phrase
from kg.extract.triggers import Trigger
from kg.model import Argument, Layers
from kg.schema.lexicon import Lexicon, load_lexicon
from kg.schema.words import load_syntax_words

__all__ = ["find_arguments"]

_PLACE_ROLES = frozenset({"place", "origin", "destination"})
_PLACE_TYPES = frozenset({"Place", "Facility"})
_NAMES_ONLY = frozenset({"adj", "compound", "poss"})
"""Functions whose fillers count only where they are entities: "gas prices" has no agent."""
_CLAUSE_LIMIT = 240
"""Characters of a topic clause that are kept; longer ones are quotes within quotes."""


def find_arguments(trigger: Trigger, lexicon: Lexicon, layers: Layers) -> tuple[Argument, ...]:
    """The fillers of the trigger's roles, each once, in the order of the text."""
    types = {entity.id: entity.type for entity in layers.entities}
    found: dict[tuple[str, str], tuple[int, Argument]] = {}
    for function, tokens in trigger.frame.slots.items():
        for token in tokens:
            role = _role(function, token, trigger, lexicon, layers, types)
            if role is None:
                continue
            for filler in _fillers(token, layers, types):
                argument = _argument(role, function, filler, layers)
                if argument is not None:
                    key = (role, argument.entity or (argument.span.text if argument.span else ""))
                    found.setdefault(key, (filler.i, argument))
    if not any(role == "place" for role, _ in found):
        places = list(_sentence_places(trigger, layers, types))
        nearest = [place for place in places if place.head.i == places[0].head.i]
        for filler in dict.fromkeys(name for place in nearest for name in conjuncts(place)):
            entity = layers.by_head.get(filler.i)
            if entity is not None and not any(argument.entity == entity for _, argument in found.values()):
                found["place", entity] = (filler.i, Argument("place", entity, noun_phrase(filler)))
    return tuple(argument for _, argument in sorted(found.values(), key=lambda item: (item[0], item[1].role)))


def _role(
    function: str,
    token: Token,
    trigger: Trigger,
    lexicon: Lexicon,
    layers: Layers,
    types: Mapping[str, str],
) -> str | None:
    """The role that a function gives its filler, or None where the filler cannot have it."""
    if _in_time(token, layers) or token.tag_ in ("WDT", "WP", "EX") or token.dep_ == "expl":
        return None
    entity = layers.by_head.get(token.i)
    is_place = types.get(entity or "") in _PLACE_TYPES or token.lemma_.lower() in load_syntax_words().place_nouns
    roles = trigger.entry.roles
    told = roles.get(function)
    free = told is None or (function == "in" and told not in _PLACE_ROLES)
    if is_place and function in labels.LOCATIVE_PREPOSITIONS and free:
        return "place" if function in lexicon.place_roles else roles.get(function)
    if function == "subject" and is_place and trigger.frame.construction == "light" and _is_had(trigger):
        return "place"
    role = roles.get(function)
    if role is None and is_place:
        role = lexicon.place_roles.get(function)
    role = role or lexicon.default_roles.get(function)
    if role in _PLACE_ROLES and not is_place and (function in labels.LOCATIVE_PREPOSITIONS or entity is None):
        return None
    if function in _NAMES_ONLY and (entity is None or (types.get(entity) == "Person" and function == "compound")):
        return None
    if function == "adverb":
        return None
    return _by_filler(role, token, types.get(entity or ""))


def _is_had(trigger: Trigger) -> bool:
    """Whether the verb over an event's noun says no more of its subject than that it happened there."""
    return trigger.token.head.lemma_.lower() in load_syntax_words().having_verbs


def _by_filler(role: str | None, token: Token, kind: str | None) -> str | None:
    """Of two roles the first for those who act ("ordered the troops"), the second for things ("ordered a halt")."""
    if role is None or "|" not in role:
        return role
    actor, thing = role.split("|")
    acts = (
        kind in ("Person", "Organization", "Group", "Place") or token.lemma_.lower() in load_lexicon().nouns["people"]
    )
    return actor if acts else thing


def _fillers(token: Token, layers: Layers, types: Mapping[str, str]) -> Iterator[Token]:
    """A filler and what is coordinated with it; "the cities of X and Y" stands for X and Y."""
    for filler in conjuncts(token):
        named = [
            name
            for child in filler.children
            if child.dep_ in labels.MODIFIER | labels.APPOSITION
            and child.i > filler.i
            and preposition(child) in ("", "of")
            for name in conjuncts(child)
            if types.get(layers.by_head.get(name.i, "")) in _PLACE_TYPES
        ]
        if filler.lemma_.lower() in load_syntax_words().place_nouns and named and filler.i not in layers.by_head:
            yield from named
        else:
            yield filler


def _argument(role: str, function: str, filler: Token, layers: Layers) -> Argument | None:
    entity = entity_of(filler, layers)
    if function == "clause" or (filler.pos_ in ("VERB", "AUX") and entity is None):
        if role not in ("topic", "cause"):
            return None
        span = clause_span(filler)
        return Argument(role, None, span) if len(span.text) <= _CLAUSE_LIMIT else None
    if entity is None and (filler.pos_ in ("PRON", "DET", "ADV", "PART", "SCONJ") or filler.is_punct):
        return None
    return Argument(role, entity, noun_phrase(filler))


def _sentence_places(trigger: Trigger, layers: Layers, types: Mapping[str, str]) -> Iterator[Token]:
    """Places that stand with a locative preposition in the trigger's sentence, nearest in the parse first."""
    doc, sentence = trigger.token.doc, trigger.token.sent
    heads = [
        doc[mention.head]
        for mention in layers.mentions
        if sentence.start <= mention.head < sentence.end and types.get(mention.entity) in _PLACE_TYPES
    ]
    located = [
        head
        for head in heads
        if any(c.dep_ in labels.CASE and c.lower_ in labels.LOCATIVE_PREPOSITIONS for c in head.children)
        or _part_of_located(head)
        or _home_of_group(head, trigger, types, layers)
    ]
    yield from sorted(located, key=lambda head: (tree_distance(trigger.token, head), head.i))


def _part_of_located(place: Token) -> bool:
    """Whether a name hangs on a place noun that stands with a preposition of place: "in the western city of X"."""
    noun = place.head
    return noun.lemma_.lower() in load_syntax_words().place_nouns and any(
        c.dep_ in labels.CASE and c.lower_ in labels.LOCATIVE_PREPOSITIONS for c in noun.children
    )


def _home_of_group(place: Token, trigger: Trigger, types: Mapping[str, str], layers: Layers) -> bool:
    """Whether a place belongs to people who take part: "residents of the port"."""
    first = place
    while first.dep_ in labels.CONJUNCT:
        first = first.head
    group = first.head
    if group not in trigger.frame.get("subject") + trigger.frame.get("object"):
        return False
    people = load_lexicon().nouns["people"]
    return types.get(layers.by_head.get(group.i, "")) == "Group" or group.lemma_.lower() in people


def _in_time(token: Token, layers: Layers) -> bool:
    return any(mention.first <= token.i < mention.last for mention in layers.times if mention.kind != "set")
