"""Names to clusters: which names of an article mean the same person, organization or place."""

from collections import Counter

from spacy.tokens import Doc, Span, Token

from kg.annotate.clusters import Cluster, normalized
from kg.annotate.knowledge import Knowledge, PlaceFact
from kg.model import EntityType
from kg.schema.capitals import capital_of
from kg.schema.descriptions import DescriptionWords

__all__ = ["cluster_names"]

_TYPES: dict[str, EntityType] = {"PERSON": "Person", "ORG": "Organization", "LOC": "Place", "EVENT": "Event"}
_ACTING = frozenset({"nsubj", "nmod:poss", "conj", "obl", "nmod"})
_DATELINE = 14
"""Tokens that a dateline has at most before its agency."""
_STOPWORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "und"})


_BRACKETED = frozenset({"(", "["})
_SITES = frozenset(
    {"hospital", "airport", "prison", "jail", "clinic", "mine", "stadium", "bridge", "plant", "refinery", "station"}
)
"""Last words of names that are taken for bodies and are sites."""


def cluster_names(doc: Doc, knowledge: Knowledge, words: DescriptionWords) -> list[Cluster]:
    """Clusters of all names, in the order of their first mention; fuller names are read before shorter ones."""
    countries = _countries(doc, knowledge)
    clusters: list[Cluster] = []
    spans = [span for span in doc.ents if span.label_ in _TYPES or span.label_ in ("NORP", "MISC")]
    for span in sorted(spans, key=lambda s: (-_length(s), s.start)):
        if _is_agency(span) or _is_field(span):
            continue
        code = _ruling(span, knowledge)
        if code is not None:
            _country(span, code, clusters, knowledge)
        elif span.label_ == "PERSON" and not _located(span, knowledge, countries):
            _person(span, clusters, words)
        elif span.label_ in ("LOC", "NORP", "PERSON") or _is_misread(span, knowledge):
            _place(span, clusters, knowledge, countries, words)
        elif span.label_ == "ORG":
            _organization(span, clusters, knowledge, countries)
        elif span.label_ == "EVENT":
            _named(span, clusters, "Event")
    return clusters


def _is_agency(span: Span) -> bool:
    """Whether a name in brackets ends a dateline: the agency that reports is no part of what is reported."""
    doc = span.doc
    if span.label_ not in ("ORG", "PERSON", "LOC") or not span.start or span.end + 1 >= len(doc):
        return False
    closes = doc[span.end].text in (")", "]") and ("\n" in doc[span.end + 1].text or doc[span.end + 1].is_punct)
    paragraph = span.start
    while paragraph and "\n" not in doc[paragraph - 1].text and span.start - paragraph < _DATELINE:
        paragraph -= 1
    opens = not paragraph or "\n" in doc[paragraph - 1].text
    return doc[span.start - 1].text in _BRACKETED and closes and opens


def _is_field(span: Span) -> bool:
    """Whether what was taken for a body is but the field of an office ("the minister of Transport")."""
    doc = span.doc
    if span.label_ != "ORG" or span.start < 2 or doc[span.start - 1].lower_ not in ("of", "for", "the"):
        return False
    before = span.start - (3 if doc[span.start - 1].lower_ == "the" else 2)
    return before >= 0 and doc[before].lower_ in ("minister", "ministers", "secretary", "ministry")


def _is_misread(span: Span, knowledge: Knowledge) -> bool:
    """Whether what was taken for a body is the adjective of a country."""
    return span.label_ == "ORG" and len(span) == 1 and knowledge.country(span.text) is not None


def _ruling(span: Span, knowledge: Knowledge) -> str | None:
    """The country whose government a capital stands for: where the name acts, and nothing says that it is a place."""
    head = span.root
    if span.label_ not in ("LOC", "ORG", "PERSON") or head.dep_ not in _ACTING:
        return None
    if head.dep_ in ("obl", "nmod", "conj") and _preposition(head) not in ("with", "by", "against"):
        return None
    if "\n" in (span.doc[span.end].text if span.end < len(span.doc) else "\n"):
        return None
    return capital_of(_text(span)) if knowledge.country(_text(span)) is None else None


def _preposition(head: Token) -> str:
    while head.dep_ == "conj":
        head = head.head
    return next((child.lower_ for child in head.children if child.dep_ == "case"), "by" if head.dep_ == "nsubj" else "")


def _country(span: Span, code: str, clusters: list[Cluster], knowledge: Knowledge) -> None:
    """Record a mention of a country under another name than its own."""
    fact = knowledge.country_place(code)
    if fact is None:
        return
    known = next((c for c in clusters if c.type == "Place" and c.kind == "country" and c.country == code), None)
    if known is None:
        known = Cluster("Place", fact.name, confidence=_score(span))
        _link(known, fact)
        clusters.append(known)
    _add(known, span)


def _length(span: Span) -> int:
    return sum(not token.is_punct for token in span)


def _countries(doc: Doc, knowledge: Knowledge) -> tuple[str, ...]:
    """The countries that the article names, itself or by a place in them, most often named first."""
    named = [span for span in doc.ents if span.label_ in ("LOC", "NORP")]
    codes = [knowledge.country(_text(span)) for span in named]
    counts = Counter(code for code in codes if code is not None)
    likely = tuple(code for code, _ in counts.most_common())
    within = Counter(counts)
    for span, code in zip(named, codes, strict=True):
        fact = knowledge.place(_text(span), likely) if code is None and span.label_ == "LOC" else None
        if fact is not None and fact.country is not None and fact.country in counts:
            within[fact.country] += 1
    return tuple(sorted(counts, key=lambda code: (-within[code], likely.index(code))))


def _text(span: Span) -> str:
    text = span.text
    for suffix in ("'s", "’s", "'", "’"):
        text = text.removesuffix(suffix)
    return text.removeprefix("the ").removeprefix("The ").strip()


def _located(span: Span, knowledge: Knowledge, countries: tuple[str, ...]) -> bool:
    """Whether a name taken for a person's is a place's: a known one, after a preposition of place or in a dateline."""
    before = span.doc[span.start - 1] if span.start else None
    opens = before is None or "\n" in before.text
    after = span.doc[span.end].text if span.end < len(span.doc) else ""
    dateline = opens and (after in (",", "(") or "\n" in after)
    if not dateline and (before is None or before.lower_ not in ("in", "near", "from", "outside")):
        return False
    return knowledge.place(_text(span), countries) is not None


def _add(cluster: Cluster, span: Span) -> None:
    start, end = span.start, span.end
    while end - start > 1 and span.doc[end - 1].tag_ == "POS":
        end -= 1
    if end - start > 1 and span.doc[start].lower_ == "the":
        start += 1
    cluster.add(start, end, span.doc[start:end].root.i, "name")


def _person(span: Span, clusters: list[Cluster], words: DescriptionWords) -> None:
    tokens = [token.text for token in span if token.tag_ != "POS" and not token.is_space]
    while len(tokens) > 1 and tokens[0].lower() in words.titles:
        tokens = tokens[1:]
    name = _detokenized(span, tokens)
    parts = normalized(name).split()
    if not parts:
        return
    for cluster in sorted((c for c in clusters if c.type == "Person"), key=lambda c: -c.last):
        known = normalized(cluster.name).split()
        if _same_person(parts, known):
            _add(cluster, span)
            return
    cluster = Cluster("Person", name, confidence=_score(span))
    _add(cluster, span)
    clusters.append(cluster)


def _detokenized(span: Span, tokens: list[str]) -> str:
    text = _text(span)
    at = text.find(tokens[0]) if tokens else 0
    return " ".join(text[max(at, 0) :].split())


def _same_person(parts: list[str], known: list[str]) -> bool:
    """Whether the shorter name is part of the fuller one: its surname, its given name, or both with initials."""
    if parts == known or (set(parts) <= set(known) and (parts[-1] == known[-1] or len(parts) == 1)):
        return True
    if len(parts) != len(known) or parts[-1] != known[-1]:
        return False
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(parts, known, strict=True))


def _place(
    span: Span,
    clusters: list[Cluster],
    knowledge: Knowledge,
    countries: tuple[str, ...],
    words: DescriptionWords,
) -> None:
    text = _text(span)
    code = knowledge.country(text)
    if code is None and span.label_ == "NORP":
        _named(span, clusters, "Group")
        return
    if code is not None and span.label_ == "NORP" and span.root.tag_ in ("NNS", "NNPS"):
        _named(span, clusters, "Group", country=code)
        return
    fact = knowledge.country_place(code) if code is not None else None
    facility = span.root.lower_ in words.facility_heads and len(span) > 1
    if fact is None and not facility:
        fact = knowledge.place(text, countries)
    for cluster in clusters:
        if cluster.type not in ("Place", "Facility"):
            continue
        linked = fact is not None and (cluster.link, cluster.canonical) == (fact.link or None, fact.name)
        if linked or (fact is None and normalized(cluster.name) == normalized(text)):
            _add(cluster, span)
            return
    cluster = Cluster("Facility" if facility else "Place", text, confidence=_score(span))
    if fact is not None:
        _link(cluster, fact)
    _add(cluster, span)
    clusters.append(cluster)


def _link(cluster: Cluster, fact: PlaceFact) -> None:
    cluster.canonical, cluster.country, cluster.link = fact.name, fact.country, fact.link or None
    cluster.latitude, cluster.longitude, cluster.kind = fact.latitude, fact.longitude, fact.kind


def _organization(span: Span, clusters: list[Cluster], knowledge: Knowledge, countries: tuple[str, ...]) -> None:
    text = _text(span)
    country = next((c for t in span if (c := knowledge.country(t.text)) is not None), None)
    canonical = knowledge.organization(text)
    if canonical is None:
        canonical = knowledge.body(text, country or (countries[0] if countries else None))
    for cluster in clusters:
        if cluster.type not in ("Organization", "Facility"):
            continue
        same_name = normalized(cluster.name) == normalized(text)
        same_known = (canonical is not None and canonical == cluster.canonical) or text in cluster.short
        if same_name or same_known or _is_acronym(text, cluster.name) or _is_short(text, cluster.name):
            _add(cluster, span)
            return
    headed = _headed(span, clusters)
    if headed is not None:
        _add(headed, span)
        return
    explained = _explained(span, clusters)
    if explained is not None:
        explained.short.add(text)
        _add(explained, span)
        return
    kind: EntityType = "Facility" if text.split()[-1].lower() in _SITES and len(span) > 1 else "Organization"
    cluster = Cluster(kind, text, canonical=canonical, country=country, confidence=_score(span))
    _add(cluster, span)
    clusters.append(cluster)


def _headed(span: Span, clusters: list[Cluster]) -> Cluster | None:
    """The body named in full before that a capitalized noun calls by its last word: "the Front", "the Union"."""
    words = normalized(_text(span)).split()
    article = span[0].lower_ == "the" or (span.start > 0 and span.doc[span.start - 1].lower_ == "the")
    if len(words) != 1 or not article or span.text.isupper():
        return None
    named = [
        (max(before), cluster)
        for cluster in clusters
        if cluster.type == "Organization" and normalized(cluster.name).split()[-1:] == words
        if (before := [mention.start for mention in cluster.mentions if mention.start < span.start])
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _explained(span: Span, clusters: list[Cluster]) -> Cluster | None:
    """The body whose name an acronym in brackets follows, in whatever language it abbreviates."""
    doc = span.doc
    if span.start < 2 or span.end >= len(doc) or len(span) > 1 or not span.text.isupper():
        return None
    if doc[span.start - 1].text != "(" or doc[span.end].text != ")":
        return None
    before = span.start - 2
    return next(
        (c for c in clusters if c.type == "Organization" and any(m.start <= before < m.end for m in c.mentions)), None
    )


def _is_acronym(short: str, full: str) -> bool:
    """Whether the capitals of the full name's words spell the short one."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    initials = "".join(word[0] for word in full.replace("-", " ").split() if word.lower() not in _STOPWORDS)
    return len(initials) > 1 and initials.upper() == letters


def _is_short(short: str, full: str) -> bool:
    """Whether a name is the beginning of the fuller one ("Tengri" of "Tengri News")."""
    a, b = normalized(short).split(), normalized(full).split()
    return len(a) < len(b) and b[: len(a)] == a and len(a[0]) > 3 and a[0] not in ("ministry", "department", "bank")


def _named(span: Span, clusters: list[Cluster], kind: EntityType, country: str | None = None) -> None:
    text = _text(span)
    for cluster in clusters:
        if cluster.type == kind and normalized(cluster.name) == normalized(text):
            _add(cluster, span)
            return
    cluster = Cluster(kind, text, country=country, confidence=_score(span))
    _add(cluster, span)
    clusters.append(cluster)


def _score(span: Span) -> float:
    """The model's score of the name, where the pipeline gives one."""
    return float(span._.get("score")) if span.has_extension("score") and span._.get("score") is not None else 1.0
