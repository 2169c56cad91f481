"""Descriptions of people: "the mayor", "a nurse called X", "his lawyer", "26 soldiers", "the strikers"."""

from kg.annotate.clusters import Cluster
from kg.annotate.noun_phrases import NounPhrase
from kg.annotate.scene import Scene
from kg.schema.relation_words import load_relation_words

__all__ = ["describe_group", "describe_person"]

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_GENDERS = {"man": "m", "woman": "f", "boy": "m", "girl": "f"}
_CONFIDENCE = 0.6
"""Of entities that are described and never named."""


def describe_person(scene: Scene, phrase: NounPhrase) -> None:
    """Attach a singular description to the person it names or refers to; else it introduces one."""
    head = phrase.head
    named = scene.named_beside(head, "Person")
    if named is not None:
        named.titles.add(phrase.noun)
        if phrase.determiner != "none" and head.i + 1 != min(
            (m.start for m in named.mentions if m.start > head.i), default=-1
        ):
            scene.add(named, phrase)
        return
    if _predicative(scene, phrase) or scene.named_beside(head, "Place", "Organization") is not None:
        return  # "Laos, a member of the bloc"
    if phrase.determiner == "no" or (phrase.determiner == "none" and head.dep_ not in _SUBJECTS):
        return
    key = _key(scene, phrase)
    found = None if phrase.determiner in ("a", "number") else _known_person(scene, phrase, key)
    if found is not None:
        scene.add(found, phrase)
        return
    cluster = scene.create("Person", phrase, key, _CONFIDENCE)
    cluster.gender = _GENDERS.get(phrase.noun, "")


def _predicative(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase says what somebody is or becomes, rather than who acts; the person then bears the title."""
    head = phrase.head
    if any(child.dep_ == "cop" for child in head.children):
        for child in head.children:
            cluster = scene.at.get(child.i)
            if child.dep_ in _SUBJECTS and cluster is not None and cluster.type == "Person":
                cluster.titles.add(phrase.noun)
        return True
    if head.dep_ == "xcomp" or any(child.dep_ == "case" and child.lower_ in ("as", "like") for child in head.children):
        return True
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return after is not None and after.ent_type_ == "PERSON" and after.ent_iob_ == "B"


def _key(scene: Scene, phrase: NounPhrase) -> str:
    """What tells persons of one noun apart: whose they are."""
    owner = phrase.possessor
    if owner is None:
        return phrase.noun
    cluster = scene.at.get(owner.i)
    return f"{cluster.name if cluster is not None else owner.lower_}:{phrase.noun}"


def _known_person(scene: Scene, phrase: NounPhrase, key: str) -> Cluster | None:
    latest = scene.latest(phrase.head.i, "Person")
    for cluster in latest:
        if cluster.kind == key:
            return cluster
    if phrase.determiner == "poss" and phrase.noun not in scene.words.person_nouns:
        return None
    titles = _titles(phrase.noun)
    for cluster in latest:
        if titles & cluster.titles and (phrase.determiner != "poss" or ":" not in cluster.kind):
            return cluster
    if phrase.determiner == "the" and not phrase.of and _tells_more(phrase):
        return next((c for c in latest if any(m.kind == "name" for m in c.mentions)), None)
    if phrase.noun in _GENDERS and phrase.determiner == "the":
        return next((c for c in latest if c.gender in ("", _GENDERS[phrase.noun])), None)
    return None


def _titles(noun: str) -> frozenset[str]:
    """The titles that somebody referred to by a noun may bear: a "head of state" is a president, a king or the like."""
    offices = load_relation_words()
    wide = {"head of state": offices.head_of_state, "head of government": offices.head_of_government}
    return wide.get(noun, frozenset({noun}))


def _tells_more(phrase: NounPhrase) -> bool:
    """Whether a description says in passing more of somebody just named: "the 45-year-old carpenter"."""
    words = phrase.head.doc[phrase.start : phrase.end]
    return any(token.lower_ in ("former", "old", "then") for token in words[1:-1])


def describe_group(scene: Scene, phrase: NounPhrase) -> None:
    """People who act together: one cluster per noun, its kind-giving modifiers, and country."""
    head = phrase.head
    if phrase.determiner == "no" or _predicative(scene, phrase) or scene.named_beside(head, "Group"):
        return
    country = scene.country_of(head)
    kinds = sorted(t.lower_ for t in phrase.compounds if scene.knowledge.country(t.text) is None)
    kind = " ".join([*kinds, _key(scene, phrase)])
    for cluster in scene.latest(head.i, "Group"):
        if cluster.kind == kind and (cluster.country == country or country is None):
            if phrase.figure and cluster.figure and phrase.figure != cluster.figure:
                continue
            cluster.figure = cluster.figure or phrase.figure
            scene.add(cluster, phrase)
            return
    cluster = scene.create("Group", phrase, kind, _CONFIDENCE)
    cluster.country, cluster.figure = country, phrase.figure
