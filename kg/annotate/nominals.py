"""Descriptions to clusters: "the protesters", "Polish police", "the ministry", "the president", "the city"."""

from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.annotate.clusters import Cluster
from kg.annotate.knowledge import Knowledge
from kg.schema.descriptions import DescriptionWords

__all__ = ["add_descriptions", "note_titles", "stem"]

_GENDERS = {"mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f"}
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her", "our"})


def stem(token: Token) -> str:
    """The noun in lower case and singular, as the word lists have it."""
    lemma = token.lemma_.lower()
    if lemma.endswith("s") and token.tag_ in ("NNS", "NNPS") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def note_titles(doc: Doc, clusters: list[Cluster], words: DescriptionWords) -> None:
    """Remember with each person the titles set beside its names, so that later descriptions find it."""
    for cluster in clusters:
        if cluster.type != "Person":
            continue
        for mention in cluster.mentions:
            head = doc[mention.head]
            beside = [*head.children, head.head, *doc[max(0, mention.start - 4) : mention.start]]
            for token in beside:
                if token.sent == head.sent and stem(token) in words.person_nouns:
                    cluster.titles.add(stem(token))
            first = doc[mention.start - 1].lower_ if mention.start else ""
            cluster.gender = cluster.gender or {"mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f"}.get(
                first, ""
            )


def add_descriptions(doc: Doc, clusters: list[Cluster], knowledge: Knowledge, words: DescriptionWords) -> None:
    """Add a mention for every description that refers to a cluster, and clusters for groups and bodies that act."""
    taken = {i for cluster in clusters for mention in cluster.mentions for i in range(mention.start, mention.end)}
    main = _main_country(clusters)
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        noun = stem(token)
        start, end = _phrase(token)
        if _is_body(token, noun, words):
            _body(token, noun, start, end, clusters, knowledge, words, main)
        elif noun in words.place_nouns and _definite(token):
            _refer_place(token, words.place_nouns[noun], start, end, clusters, main)
        elif noun in words.person_nouns and token.tag_ in ("NN", "NNP") and _definite(token):
            _refer_person(token, noun, start, end, clusters)
        elif noun in words.groups and (token.tag_ in ("NNS", "NNPS") or noun in ("crowd", "mob", "militia", "gang")):
            _group(token, noun, start, end, clusters, knowledge)
        elif noun in words.organization_nouns and _definite(token):
            _refer_organization(token, noun, start, end, clusters)


def _phrase(head: Token) -> tuple[int, int]:
    """The tokens of a description: determiner, adjectives, compounds and head, without what follows."""
    start = head.i
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if child.dep_ in ("det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc") and not child.is_punct:
            start = min(start, child.left_edge.i)
    return start, head.i + 1


def _core(head: Token, keep: Callable[[Token], bool]) -> str:
    """The words that say what a description is of: adjectives, compounds and head, without figures and articles."""
    words = [t for t in head.lefts if t.dep_ in ("amod", "compound", "nmod:desc") and t.is_alpha and keep(t)]
    return " ".join(token.text for token in (*words, head))


def _definite(token: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in token.children if child.dep_ in ("det", "nmod:poss"))


def _is_body(token: Token, noun: str, words: DescriptionWords) -> bool:
    modifiers = [child.lower_ for child in token.children if child.dep_ in ("compound", "amod")]
    if noun in words.bodies:
        return not (noun == "authority" and token.tag_ == "NN")
    return noun in ("council", "bank", "court", "service", "force", "guard", "ministry", "commission") and any(
        f"{modifier} {noun}" in words.bodies or (noun == "ministry" and modifier) for modifier in modifiers
    )


def _country_of(token: Token, knowledge: Knowledge, clusters: list[Cluster]) -> str | None:
    """The country that a demonym, possessive or of-phrase beside the noun tells."""
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod:poss", "nmod", "nmod:desc"):
            text = child.text.removesuffix("'s").removesuffix("’s")
            code = knowledge.country(text)
            if code is not None:
                return code
            for cluster in clusters:
                if cluster.type == "Place" and any(m.head == child.i for m in cluster.mentions):
                    return cluster.country
    return None


def _main_country(clusters: list[Cluster]) -> str | None:
    """The country that the article's places mostly lie in: countries named count by mention, cities by theirs."""
    counts: dict[str, int] = {}
    for cluster in clusters:
        if cluster.type in ("Place", "Facility") and cluster.country:
            counts[cluster.country] = counts.get(cluster.country, 0) + len(cluster.mentions)
    return min(counts, key=lambda code: (-counts[code], code)) if counts else None


def _body(
    token: Token,
    noun: str,
    start: int,
    end: int,
    clusters: list[Cluster],
    knowledge: Knowledge,
    words: DescriptionWords,
    main: str | None,
) -> None:
    """A police, government, ministry …: one cluster per country and kind."""
    told = _country_of(token, knowledge, clusters)
    if (noun == "ministry" and start == token.i) or (noun == "ministry" and token.i - start == 1 and _definite(token)):
        _refer_organization(token, noun, start, end, clusters)
        return
    core = _core(token, lambda t: knowledge.country(t.text) is None)
    country = told or main
    canonical = knowledge.body(core, country)
    for cluster in clusters:
        if cluster.type == "Organization" and (
            (canonical is not None and cluster.canonical == canonical)
            or (cluster.kind == core.lower() and (cluster.country == country or told is None))
        ):
            cluster.add(start, end, token.i, "description")
            return
    cluster = Cluster("Organization", core, canonical=canonical, country=country, kind=core.lower(), confidence=0.8)
    cluster.add(start, end, token.i, "description")
    clusters.append(cluster)


def _group(token: Token, noun: str, start: int, end: int, clusters: list[Cluster], knowledge: Knowledge) -> None:
    """People who act together: one cluster per noun, its kind-giving modifiers, and country."""
    modifiers = [t for t in token.children if t.dep_ in ("compound", "amod", "nmod:desc") and t.i < token.i]
    country = _country_of(token, knowledge, clusters)
    kinds = sorted(t.lower_ for t in modifiers if t.dep_ == "compound" and knowledge.country(t.text) is None)
    kind = " ".join([*kinds, noun])
    for cluster in reversed(clusters):
        if cluster.type == "Group" and cluster.kind == kind and (cluster.country == country or country is None):
            cluster.add(start, end, token.i, "description")
            return
    cluster = Cluster("Group", _core(token, lambda _: True), country=country, kind=kind, confidence=0.7)
    cluster.add(start, end, token.i, "description")
    clusters.append(cluster)


def _latest(clusters: list[Cluster], before: int) -> list[Cluster]:
    """Clusters by how lately they were mentioned before a token, the latest first."""
    dated = []
    for cluster in clusters:
        earlier = [mention.start for mention in cluster.mentions if mention.start < before]
        if earlier:
            dated.append((max(earlier), cluster))
    return [cluster for _, cluster in sorted(dated, key=lambda item: -item[0])]


def _refer_place(
    token: Token, kinds: tuple[str, ...], start: int, end: int, clusters: list[Cluster], main: str | None
) -> None:
    if any(child.dep_ in ("nmod", "appos", "flat") and child.pos_ == "PROPN" for child in token.children):
        return  # "the city of X": X is the mention
    if kinds == ("country",):
        for cluster in clusters:
            if cluster.type == "Place" and cluster.kind == "country" and cluster.country == main:
                cluster.add(start, end, token.i, "description")
                return
        return
    for cluster in _latest(clusters, token.i):
        if cluster.type == "Place" and cluster.kind in kinds:
            cluster.add(start, end, token.i, "description")
            return


def _refer_person(token: Token, noun: str, start: int, end: int, clusters: list[Cluster]) -> None:
    for child in token.children:
        if child.dep_ in ("appos", "flat", "nmod:desc") and child.pos_ == "PROPN":
            return  # the name itself follows
    for cluster in _latest(clusters, token.i):
        if cluster.type == "Person" and noun in cluster.titles:
            cluster.add(start, end, token.i, "description")
            return


def _refer_organization(token: Token, noun: str, start: int, end: int, clusters: list[Cluster]) -> None:
    latest = [cluster for cluster in _latest(clusters, token.i) if cluster.type == "Organization"]
    for cluster in latest:
        if noun in (cluster.canonical or cluster.name).lower():
            cluster.add(start, end, token.i, "description")
            return
    if noun in ("organization", "organisation", "bloc", "alliance") and latest:
        latest[0].add(start, end, token.i, "description")
