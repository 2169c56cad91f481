"""Descriptions of bodies, buildings, places and vessels: "the ministry", "a court in Graz", "the Ree bridge"."""

from kg.annotate.clusters import Cluster, normalized
from kg.annotate.noun_phrases import NounPhrase
from kg.annotate.organizations import load_known_organizations
from kg.annotate.scene import Scene
from kg.model import EntityType

__all__ = ["describe_body", "describe_facility", "describe_organization", "describe_place", "describe_thing"]

_CONFIDENCE = 0.6
"""Of entities that are described and never named."""
_ANY_BODY = frozenset(
    {"company", "firm", "group", "club", "agency", "party", "union", "organization", "organisation", "bloc", "alliance",
     "association", "movement", "team", "charity", "fund", "institute", "newspaper", "network", "airline", "channel"}
)  # fmt: skip
"""Nouns that any body without a type of its own in its name may be called by."""
_CALLED = {
    "alliance": frozenset({"alliance", "union"}),
    "bloc": frozenset({"alliance", "union"}),
    "union": frozenset({"union"}),
    "organization": frozenset({"union", "alliance", "agency", "ngo"}),
    "organisation": frozenset({"union", "alliance", "agency", "ngo"}),
    "agency": frozenset({"agency", "news"}),
    "newspaper": frozenset({"news"}),
    "channel": frozenset({"news"}),
    "broadcaster": frozenset({"news"}),
    "network": frozenset({"news"}),
    "court": frozenset({"court"}),
    "tribunal": frozenset({"court"}),
    "bank": frozenset({"bank"}),
    "lender": frozenset({"bank"}),
    "charity": frozenset({"ngo"}),
    "company": frozenset({"company"}),
    "firm": frozenset({"company"}),
}
"""What kinds of well-known organizations a noun may call."""
_APPOSED = frozenset({"group", "company", "firm", "faction", "clan", "militia", "club", "party", "movement", "gang"})
"""Nouns that follow a body's name and add nothing to it ("the Orion group")."""


def describe_body(scene: Scene, phrase: NounPhrase) -> None:
    """A police, government, ministry …: one cluster per country, or town, and kind."""
    head = phrase.head
    if (
        phrase.noun == "ministry"
        and phrase.end - phrase.start <= 2
        and not phrase.modifiers
        and phrase.reach == phrase.end
    ):
        describe_organization(scene, phrase)
        return
    if phrase.determiner == "no":
        return
    told = scene.country_of(head)
    parts = [t for t in phrase.modifiers if scene.knowledge.country(t.text) is None]
    core = " ".join(token.text for token in (*parts, head))
    kind = core.lower()
    if phrase.reach > phrase.end and head.doc[phrase.end].lower_ in ("in", "at"):
        core = f"{core} {scene.doc[phrase.end : phrase.reach].text}"
        kind = core
    country = told or scene.main
    canonical = scene.knowledge.body(core, country) if phrase.reach == phrase.end or kind != core else None
    for cluster in scene.clusters:
        if cluster.type == "Organization" and (
            (canonical is not None and cluster.canonical == canonical)
            or (cluster.kind == kind and (cluster.country == country or told is None))
        ):
            scene.add(cluster, phrase)
            return
    cluster = scene.create("Organization", phrase, kind, 0.8)
    cluster.name, cluster.canonical, cluster.country = core, canonical, country


def describe_organization(scene: Scene, phrase: NounPhrase) -> None:
    """Attach the description of a body to the one it names or refers to; else it introduces one."""
    head, noun = phrase.head, phrase.noun
    if _named(scene, phrase, "Organization") or _silent(scene, phrase):
        return
    beside = _compound_name(scene, phrase, "Organization")
    if beside is not None and noun in _APPOSED:
        beside.titles.add(noun)
        scene.add(beside, phrase)
        return
    found = _known(scene, phrase, "Organization") if phrase.definite else None
    if found is None and phrase.determiner == "the" and noun in _ANY_BODY and not phrase.modifiers:
        found = next((c for c in scene.latest(head.i, "Organization") if _plain(scene, c, noun)), None)
    if found is not None:
        scene.add(found, phrase)
    else:
        scene.create("Organization", phrase, _kind(phrase), _CONFIDENCE).country = scene.country_of(head)


def describe_facility(scene: Scene, phrase: NounPhrase) -> None:
    """Attach the description of a building or site to the one it refers to; else it introduces one."""
    beside = _compound_name(scene, phrase, "Place")
    if beside is not None and beside.link is None and _only_before(scene, beside, phrase.head.lower_):
        beside.type = "Facility"
        beside.titles.add(phrase.noun)
        scene.add(beside, phrase)
        return
    _describe(scene, phrase, "Facility")


def describe_place(scene: Scene, phrase: NounPhrase, kinds: tuple[str, ...]) -> None:
    """Attach a description such as "the city" to the place it refers to; else it introduces one."""
    head = phrase.head
    if phrase.reach > phrase.end and scene.doc[phrase.end].lower_ == "of":
        return  # "the city of X": X is the mention
    if _named(scene, phrase, "Place") or _silent(scene, phrase):
        return
    beside = _compound_name(scene, phrase, "Place")
    if beside is not None and (_only_before(scene, beside, head.lower_) or beside.kind in kinds):
        scene.add(beside, phrase)
        return
    if kinds == ("country",) and beside is None:
        main = next((c for c in scene.clusters if c.kind == "country" and c.country == scene.main), None)
        if main is not None:
            scene.add(main, phrase)
        return
    if phrase.definite and beside is None:
        for cluster in scene.latest(head.i, "Place"):
            if cluster.kind in kinds or phrase.noun in cluster.titles:
                scene.add(cluster, phrase)
                return
    if phrase.determiner != "none" or beside is not None:
        scene.create("Place", phrase, _kind(phrase), _CONFIDENCE)


def describe_thing(scene: Scene, phrase: NounPhrase) -> None:
    """A vessel, vehicle or prize: one cluster per noun."""
    _describe(scene, phrase, "Other")


def _describe(scene: Scene, phrase: NounPhrase, kind: EntityType) -> None:
    if _named(scene, phrase, kind) or _silent(scene, phrase):
        return
    found = _known(scene, phrase, kind) if phrase.definite else None
    if found is not None:
        scene.add(found, phrase)
    else:
        scene.create(kind, phrase, _kind(phrase), _CONFIDENCE)


def _kind(phrase: NounPhrase) -> str:
    return " ".join([*(t.lower_ for t in phrase.compounds), phrase.noun])


def _named(scene: Scene, phrase: NounPhrase, *types: EntityType) -> bool:
    """Whether a name in apposition took the description."""
    named = scene.named_beside(phrase.head, *types)
    if named is None:
        return False
    named.titles.add(phrase.noun)
    if phrase.determiner != "none":
        scene.add(named, phrase)
    return True


def _silent(scene: Scene, phrase: NounPhrase) -> bool:
    """Whether the phrase introduces nothing: negated, bare without a name in it, or said of something."""
    head = phrase.head
    if any(child.dep_ == "cop" for child in head.children) or head.dep_ == "xcomp":
        for child in head.children:
            if child.dep_ == "nsubj" and child.i in scene.at:
                scene.at[child.i].titles.add(phrase.noun)
        return True
    bare = phrase.determiner in ("none", "number") and not any(t.pos_ == "PROPN" for t in phrase.compounds)
    return phrase.determiner == "no" or bare


def _compound_name(scene: Scene, phrase: NounPhrase, kind: EntityType) -> Cluster | None:
    """The cluster of a name right before the noun ("the Haa valley")."""
    before = phrase.head.i - 1
    cluster = scene.at.get(before) if before >= phrase.start else None
    if cluster is None or cluster.type != kind or scene.doc[before].ent_type_ in ("", "NORP"):
        return None
    return cluster if scene.doc[before].tag_ != "POS" else None


def _only_before(scene: Scene, cluster: Cluster, word: str) -> bool:
    """Whether a name never stands without the noun after it."""
    ends = [m.end for m in cluster.mentions if m.kind == "name"]
    return all(end < len(scene.doc) and scene.doc[end].lower_ == word for end in ends)


def _known(scene: Scene, phrase: NounPhrase, kind: EntityType) -> Cluster | None:
    """The latest cluster that the noun names the kind of."""
    whole = _kind(phrase)
    for cluster in scene.latest(phrase.head.i, kind):
        if cluster.kind == whole:
            return cluster
        name = normalized(cluster.canonical or cluster.name).split()
        if phrase.noun in name or phrase.noun in cluster.titles or _of_kind(cluster, phrase.noun):
            special = [t for t in phrase.modifiers if t.dep_ == "compound"]
            if all(normalized(t.text) in name for t in special):
                return cluster
    return None


def _of_kind(cluster: Cluster, noun: str) -> bool:
    """Whether a well-known organization is of a kind that the noun calls: the CSTO is an alliance."""
    if cluster.canonical is None or noun not in _CALLED:
        return False
    known = load_known_organizations().find(cluster.canonical)
    return known is not None and known.kind in _CALLED[noun]


def _plain(scene: Scene, cluster: Cluster, noun: str) -> bool:
    """Whether a body is known by a name that does not tell its type, nor has been called by a noun of another kind."""
    if cluster.canonical is not None or cluster.kind or not any(m.kind == "name" for m in cluster.mentions):
        return False
    kinds = _CALLED.get(noun, frozenset())
    if any(kinds.isdisjoint(_CALLED[title]) for title in cluster.titles if title in _CALLED) and kinds:
        return False
    words = scene.words
    return not any(
        word in words.organization_nouns or word in words.bodies for word in normalized(cluster.name).split()
    )
