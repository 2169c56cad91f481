"""Names to clusters: which names of an article mean the same person, organization or place."""

from spacy.tokens import Doc, Span

from kg.annotate.clusters import Cluster, normalized
from kg.annotate.knowledge import Knowledge, PlaceFact
from kg.model import EntityType
from kg.schema.descriptions import DescriptionWords

__all__ = ["cluster_names"]

_TYPES: dict[str, EntityType] = {"PERSON": "Person", "ORG": "Organization", "LOC": "Place", "EVENT": "Event"}
_STOPWORDS = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "du", "und"})


def cluster_names(doc: Doc, knowledge: Knowledge, words: DescriptionWords) -> list[Cluster]:
    """Clusters of all names, in the order of their first mention; fuller names are read before shorter ones."""
    countries = _countries(doc, knowledge)
    clusters: list[Cluster] = []
    spans = [span for span in doc.ents if span.label_ in _TYPES or span.label_ in ("NORP", "MISC")]
    for span in sorted(spans, key=lambda s: (-_length(s), s.start)):
        if span.label_ == "PERSON" and not _located(span, knowledge, countries):
            _person(span, clusters, words)
        elif span.label_ in ("LOC", "NORP", "PERSON"):
            _place(span, clusters, knowledge, countries, words)
        elif span.label_ == "ORG":
            _organization(span, clusters, knowledge, countries)
        elif span.label_ == "EVENT":
            _named(span, clusters, "Event")
    return clusters


def _length(span: Span) -> int:
    return sum(not token.is_punct for token in span)


def _countries(doc: Doc, knowledge: Knowledge) -> tuple[str, ...]:
    """The countries that the article names, most often named first."""
    counts: dict[str, int] = {}
    for span in doc.ents:
        if span.label_ in ("LOC", "NORP"):
            code = knowledge.country(_text(span))
            if code is not None:
                counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


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
        if cluster.type != "Organization":
            continue
        same_name = normalized(cluster.name) == normalized(text)
        same_known = canonical is not None and canonical == cluster.canonical
        if same_name or same_known or _is_acronym(text, cluster.name) or _is_short(text, cluster.name):
            _add(cluster, span)
            return
    cluster = Cluster("Organization", text, canonical=canonical, country=country, confidence=_score(span))
    _add(cluster, span)
    clusters.append(cluster)


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
