"""Descriptions to clusters: every common noun that stands for somebody or something an article speaks of."""

from spacy.tokens import Doc, Token

from kg.annotate.clusters import Cluster
from kg.annotate.described_things import (
    describe_body,
    describe_facility,
    describe_organization,
    describe_place,
    describe_thing,
)
from kg.annotate.knowledge import Knowledge
from kg.annotate.noun_phrases import NounPhrase, read_phrase, stem
from kg.annotate.people import describe_group, describe_person
from kg.annotate.scene import Scene
from kg.model import EventGraph
from kg.schema.descriptions import DescriptionWords

__all__ = ["add_descriptions", "note_titles"]

_GENDERS = {"mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f"}
_BELIEVED = 0.5
"""Probability from which on the language model's word for what a description refers back to goes before the rules: of
210 such descriptions in articles that neither had seen, 98 were then resolved rightly (91 before), no more wrongly."""
_PARTLY_BODIES = frozenset({"council", "bank", "court", "service", "force", "guard", "ministry", "commission"})


def note_titles(doc: Doc, clusters: list[Cluster], words: DescriptionWords) -> None:
    """Remember with each person the titles set beside its names, so that later descriptions find it."""
    for cluster in clusters:
        if cluster.type != "Person":
            continue
        for mention in cluster.mentions:
            head = doc[mention.head]
            beside = [*head.children, head.head, *doc[max(0, mention.start - 4) : mention.start]]
            for token in beside:
                if stem(token) in words.persons and token.sent == head.sent:
                    cluster.titles.add(stem(token))
            first = doc[mention.start - 1].lower_ if mention.start else ""
            cluster.gender = cluster.gender or _GENDERS.get(first, "")


def add_descriptions(
    doc: Doc, clusters: list[Cluster], knowledge: Knowledge, words: DescriptionWords, graph: EventGraph
) -> None:
    """Add a mention for every description that refers to a cluster, and clusters for those that introduce one."""
    antecedents = {
        mention.head: (graph.mentions[mention.antecedent].head, mention.antecedent_score)
        for mention in graph.mentions
        if mention.antecedent is not None and graph.mentions[mention.antecedent].head < mention.head
    }
    scene = Scene(doc, clusters, knowledge, words, antecedents=antecedents)
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.i in scene.at:
            continue
        if token.dep_ == "compound" and not _of_office(token, words):
            continue
        if token.ent_type_ and token.ent_type_ not in ("DATE", "NUMBER"):
            continue
        phrase = read_phrase(token)
        _describe(scene, phrase, words)


def _describe(scene: Scene, phrase: NounPhrase, words: DescriptionWords) -> None:
    noun = phrase.noun
    found = scene.referred(phrase.head, _BELIEVED, "Person", "Organization", "Group") if phrase.definite else None
    if found is not None and not scene.named_beside(phrase.head, "Person", "Organization", "Place", "Facility"):
        scene.add(found, phrase)
        return
    if _is_body(phrase, words):
        describe_body(scene, phrase)
    elif phrase.plural:
        if _is_group(phrase, words):
            describe_group(scene, phrase)
    elif noun in words.groups:
        describe_group(scene, phrase)
    elif noun in words.persons:
        describe_person(scene, phrase)
    elif noun in words.organization_nouns and _singled_out(phrase, words.vague_organizations):
        describe_organization(scene, phrase)
    elif noun in words.place_nouns:
        describe_place(scene, phrase, words.place_nouns[noun])
    elif noun in words.facility_heads and _singled_out(phrase, words.vague_facilities):
        describe_facility(scene, phrase)
    elif noun in words.things:
        describe_thing(scene, phrase)


def _of_office(token: Token, words: DescriptionWords) -> bool:
    """Whether a noun before another tells the body of an office: "the company chairman", "a party secretary"."""
    noun = stem(token)
    return stem(token.head) in words.officers and (noun in words.bodies or noun in words.organization_nouns)


def _is_body(phrase: NounPhrase, words: DescriptionWords) -> bool:
    noun = phrase.noun
    modifiers = [token.lower_ for token in phrase.modifiers]
    if noun in words.bodies:
        if noun == "court" and not modifiers and phrase.reach == phrase.end:
            return False
        return not (noun == "authority" and phrase.head.tag_ == "NN")
    return noun in _PARTLY_BODIES and any(
        f"{modifier} {noun}" in words.bodies or (noun == "ministry" and modifier) for modifier in modifiers
    )


def _is_group(phrase: NounPhrase, words: DescriptionWords) -> bool:
    noun = phrase.noun
    if noun in words.shadowy:
        return phrase.definite or bool(phrase.modifiers and phrase.determiner == "number")
    if noun in words.plural_groups:
        return phrase.definite or phrase.determiner == "number" or bool(phrase.modifiers)
    return noun in words.persons or noun in words.groups


def _singled_out(phrase: NounPhrase, vague: frozenset[str]) -> bool:
    return phrase.noun not in vague or phrase.definite or any(_proper(token) for token in phrase.compounds)


def _proper(token: Token) -> bool:
    return token.pos_ == "PROPN"
