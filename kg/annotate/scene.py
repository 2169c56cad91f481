"""What an article's descriptions are read against: the clusters so far, and which tokens mention them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.annotate.clusters import Cluster
from kg.annotate.knowledge import Knowledge
from kg.annotate.noun_phrases import NounPhrase
from kg.model import EntityType
from kg.schema.descriptions import DescriptionWords

__all__ = ["Scene"]

_PHRASE = 12
"""Tokens after a noun within which its phrase ends."""


@dataclass(slots=True)
class Scene:
    """The state of coreference while an article is read from its first word to its last."""

    doc: Doc
    clusters: list[Cluster]
    knowledge: Knowledge
    words: DescriptionWords
    main: str | None = None
    """The country that the article's places mostly lie in: countries named count by mention, cities by theirs."""
    at: dict[int, Cluster] = field(default_factory=dict)
    """The cluster that a token mentions: of names every token, of descriptions the head."""
    antecedents: Mapping[int, tuple[int, float]] = field(default_factory=dict)
    """What the language model takes a mention to refer back to: head to head, with the probability."""

    def __post_init__(self) -> None:
        """Index the names."""
        counts: dict[str, int] = {}
        for cluster in self.clusters:
            for mention in cluster.mentions:
                for i in range(mention.start, mention.end):
                    self.at.setdefault(i, cluster)
            if cluster.type in ("Place", "Facility") and cluster.country:
                counts[cluster.country] = counts.get(cluster.country, 0) + len(cluster.mentions)
        self.main = min(counts, key=lambda code: (-counts[code], code)) if counts else None

    def add(self, cluster: Cluster, phrase: NounPhrase) -> None:
        """Record a description of a cluster."""
        cluster.add(phrase.start, phrase.reach, phrase.head.i, "description")
        self.at.setdefault(phrase.head.i, cluster)

    def create(self, kind: EntityType, phrase: NounPhrase, noun: str, confidence: float) -> Cluster:
        """A cluster for something that the article describes and does not name."""
        cluster = Cluster(kind, phrase.core, kind=noun, confidence=confidence)
        cluster.titles.add(phrase.noun)
        self.clusters.append(cluster)
        self.add(cluster, phrase)
        return cluster

    def latest(self, before: int, *types: EntityType) -> list[Cluster]:
        """Clusters of some types by how lately they were mentioned before a token, the latest first."""
        dated = []
        for cluster in self.clusters:
            if cluster.type in types:
                earlier = [mention.start for mention in cluster.mentions if mention.start < before]
                if earlier:
                    dated.append((max(earlier), cluster))
        return [cluster for _, cluster in sorted(dated, key=lambda item: -item[0])]

    def referred(self, head: Token, least: float, *types: EntityType) -> Cluster | None:
        """The cluster of some types that the language model takes a description to refer back to, if it is sure."""
        at, score = self.antecedents.get(head.i, (-1, 0.0))
        while at >= 0 and score >= least:
            cluster = self.at.get(at)
            if cluster is not None:
                return cluster if cluster.type in types else None
            at, score = self.antecedents.get(at, (-1, 0.0))
        return None

    def named_beside(self, head: Token, *types: EntityType) -> Cluster | None:
        """The cluster whose name stands in apposition to a noun, or is told to be its name ("a man called X")."""
        for child in head.children:
            inner = child
            if child.dep_ == "acl" and child.lower_ in ("called", "named", "identified"):
                inner = next((c for c in child.children if c.dep_ in ("xcomp", "obj", "obl")), child)
            if inner is not child or child.dep_ in ("appos", "flat", "nmod:desc"):
                names = (inner, *(c for c in inner.children if c.dep_ in ("appos", "flat") and c.i > inner.i))
                for name in names:  # "his wife, the singer X"
                    cluster = self.at.get(name.i)
                    if cluster is not None and cluster.type in types:
                        return cluster
        over = head
        while over.dep_ in ("appos", "amod", "nummod") and over.head.i < over.i:
            over = over.head
            cluster = self.at.get(over.i)
            if cluster is not None and cluster.type in types:
                return cluster
        if head.dep_ in ("nmod:desc", "compound") and head.head.i > head.i and head.head.ent_type_:
            cluster = self.at.get(head.head.i)  # "the airline X"
            if cluster is not None and cluster.type in types:
                return cluster
        after = self.doc[head.i + 1] if head.i + 1 < head.sent.end else head
        cluster = self.at.get(after.i)
        if after.ent_iob_ == "B" and after.ent_type_ != "NORP" and cluster is not None and cluster.type in types:
            return cluster
        return self._after_comma(head, types)

    def _after_comma(self, head: Token, types: tuple[EntityType, ...]) -> Cluster | None:
        """The name after the comma that ends a noun's phrase: "the mayor of Bergen, Nils Dahl"."""
        for token in self.doc[head.i + 1 : min(head.i + _PHRASE, head.sent.end - 1)]:
            if token.text == ",":
                name = self.doc[token.i + 1]
                cluster = self.at.get(name.i)
                alone = name.dep_ == "conj" and not any(child.dep_ == "cc" for child in name.children)
                apposed = (name.dep_ == "appos" or alone) and head.i <= name.head.i < token.i
                return cluster if apposed and cluster is not None and cluster.type in types else None
            if token.pos_ in ("VERB", "AUX") or not head.is_ancestor(token):
                return None
        return None

    def country_of(self, head: Token) -> str | None:
        """The country that a demonym, possessive or of-phrase beside a noun tells."""
        for child in head.children:
            if child.dep_ in ("amod", "compound", "nmod:poss", "nmod", "nmod:desc"):
                code = self.knowledge.country(child.text.removesuffix("'s").removesuffix("’s"))
                if code is not None:
                    return code
                cluster = self.at.get(child.i)
                if cluster is not None and cluster.type == "Place":
                    return cluster.country
        return None
