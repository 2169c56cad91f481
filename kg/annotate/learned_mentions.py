"""Mentions that the language model reads and no rule finds: descriptions and pronouns, with what they refer back to."""

from spacy.tokens import Doc

from kg.annotate.clusters import Cluster
from kg.model import EntityType, EventGraph, MentionKind, PredictedMention

__all__ = ["add_learned_mentions", "add_learned_pronouns", "add_learned_sources", "join_introductions"]

LEAST = 0.5
"""Probability from which on a predicted mention counts."""
LINKED = 0.5
"""Probability from which on what it refers back to is believed."""
_SOURCE = 0.4
"""Probability from which on words count as those of a source."""
_BESIDE = 3
"""Mentions after a description among which its name is looked for."""
_SPEAKING = frozenset({"Person", "Organization", "Group"})
_BODIES = frozenset({"Organization", "Group", "Place"})
"""Types that one thing may be taken for: a state acts, a body is a group of people."""


def join_introductions(doc: Doc, clusters: list[Cluster], graph: EventGraph) -> None:
    """Joins persons without a name to the name right after that refers back to them: "Kenyan President, Ada Berg,"."""
    heads = _heads(clusters)
    for at, mention in enumerate(graph.mentions):
        nameless = heads.get(mention.head)
        if nameless is None or nameless.type != "Person" or any(one.kind == "name" for one in nameless.mentions):
            continue
        for name in graph.mentions[at + 1 : at + 1 + _BESIDE]:
            refers = name.antecedent == at and name.antecedent_score >= LINKED
            named = heads.get(name.head) if refers and doc[name.head].sent == doc[mention.head].sent else None
            if named is not None and named is not nameless and named.type == "Person":
                for one in nameless.mentions:
                    named.add(one.start, one.end, one.head, one.kind)
                clusters.remove(nameless)
                heads = _heads(clusters)
                break


def add_learned_sources(doc: Doc, clusters: list[Cluster], graph: EventGraph) -> None:
    """Adds those who vouch for an event and that no rule knows: "two people present in the room", "the fire corps".

    Other descriptions that refer to nothing are left as words: clusters of their own made fillers of roles no better
    (role score .648 against .660 on a hundred articles).
    """
    heads = _heads(clusters)
    sources = {
        arc.head
        for trigger in graph.triggers
        if not trigger.doubtful
        for arc in trigger.arcs
        if arc.label == "source" and arc.score >= _SOURCE
    }
    for mention in graph.mentions:
        token = doc[mention.head]
        if mention.head not in sources or mention.head in heads or mention.type not in _SPEAKING:
            continue
        if token.pos_ not in ("NOUN", "PROPN", "NUM") or mention.score < LEAST or token.ent_type_ == "DATE":
            continue
        if mention.antecedent_score >= LINKED and _referred(mention, graph, heads) is not None:
            continue
        start = mention.start + (doc[mention.start].lower_ in ("the", "a", "an"))
        words = doc[start : mention.end].text
        cluster = Cluster(mention.type, words, kind=token.lemma_.lower(), confidence=mention.score)
        cluster.add(mention.start, mention.end, mention.head, "description")
        clusters.append(cluster)
        heads[mention.head] = cluster


def add_learned_pronouns(doc: Doc, clusters: list[Cluster], graph: EventGraph) -> None:
    """Adds the pronouns whose antecedent, or that one's antecedent and so on, is of a cluster."""
    heads = _heads(clusters)
    for mention in graph.mentions:
        if doc[mention.head].pos_ not in ("PRON", "DET") or mention.head in heads:
            continue
        if mention.antecedent_score < LINKED:
            continue
        cluster = _referred(mention, graph, heads)
        if cluster is not None and _may_be(mention.type, cluster.type):
            cluster.add(mention.start, mention.end, mention.head, "pronoun")
            heads[mention.head] = cluster


def add_learned_mentions(doc: Doc, clusters: list[Cluster], graph: EventGraph) -> None:
    """Adds descriptions that refer back to a cluster."""
    heads = _heads(clusters)
    for mention in graph.mentions:
        token = doc[mention.head]
        if mention.head in heads or mention.score < LEAST or token.ent_type_ in ("NORP", "DATE", "NUMBER"):
            continue
        cluster = _referred(mention, graph, heads) if mention.antecedent_score >= LINKED else None
        if cluster is not None and _may_be(mention.type, cluster.type):
            cluster.add(mention.start, mention.end, mention.head, _kind(token.pos_))
            heads[mention.head] = cluster


def _heads(clusters: list[Cluster]) -> dict[int, Cluster]:
    """The cluster of each token that heads a mention, or is part of a name."""
    heads: dict[int, Cluster] = {}
    for cluster in clusters:
        for mention in cluster.mentions:
            heads.setdefault(mention.head, cluster)
            if mention.kind == "name":
                for at in range(mention.start, mention.end):
                    heads.setdefault(at, cluster)
    return heads


def _referred(mention: PredictedMention, graph: EventGraph, heads: dict[int, Cluster]) -> Cluster | None:
    at = mention.antecedent
    while at is not None:
        earlier = graph.mentions[at]
        if earlier.head in heads:
            return heads[earlier.head]
        at = earlier.antecedent
    return None


def _may_be(a: EntityType, b: EntityType) -> bool:
    return a == b or (a in _BODIES and b in _BODIES)


def _kind(tag: str) -> MentionKind:
    if tag in ("PRON", "DET"):
        return "pronoun"
    return "name" if tag == "PROPN" else "description"
