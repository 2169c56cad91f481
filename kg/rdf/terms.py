"""The closed namespaces of the graph, and the addresses of what is in it.

`KG.headOfState` is an IRI as a plain string, `KG["headOfState"]` the same for a name from the data, and
`KG.term("headOfState")` its written form `<…>` for quads. A name that the vocabulary lacks raises at once.
Addresses are readable where names allow it, made of ASCII letters, digits and `-._~%` only, and depend on nothing but
the arguments.
"""

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from hashlib import blake2b
from urllib.parse import quote, unquote

from kg.errors import SchemaError
from kg.rdf.vocabulary import CLASSES, INDIVIDUALS, PROPERTIES, STANDARD

__all__ = [
    "DCTERMS",
    "DEFAULT_BASE",
    "GEO",
    "KG",
    "OA",
    "ONTOLOGY",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SEM",
    "SKOS",
    "XSD",
    "Namespace",
    "UnknownTerm",
    "article_id",
    "article_iri",
    "claim_iri",
    "comparison_iri",
    "conflicts_graph",
    "entities_graph",
    "entity_iri",
    "event_iri",
    "evidence_iri",
    "extraction_iri",
    "quantity_iri",
    "source_iri",
]

ONTOLOGY = "https://w3id.org/newsgraph/ontology"
"""The ontology's own address; also the named graph it is loaded into."""

DEFAULT_BASE = "https://newsgraph.example/id/"
"""Where instances live unless the settings say otherwise; a base ends with `/` or `#`."""


class UnknownTerm(SchemaError, AttributeError):
    """A vocabulary has no term of that name; the message tells the nearest one."""


class Namespace:
    """A vocabulary that knows its terms: attributes are IRIs, and a misspelt one raises UnknownTerm.

    `names` are local names, separated by white space.
    """

    def __init__(self, prefix: str, base: str, names: str) -> None:
        self._prefix, self._base = prefix, base
        self._iris = {name: base + name for name in names.split()}
        self._terms = {name: f"<{iri}>" for name, iri in self._iris.items()}

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):  # copying and pickling probe for these before the instance is filled
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> str:
        try:
            return self._iris[name]
        except KeyError:
            raise self._unknown(name) from None

    def __contains__(self, iri: object) -> bool:
        return isinstance(iri, str) and iri.startswith(self._base) and iri[len(self._base) :] in self._iris

    def __iter__(self) -> Iterator[str]:
        return iter(self._iris)

    def __str__(self) -> str:
        return self._base

    def term(self, name: str) -> str:
        """The term in N-Triples syntax, `<…>`.

        Raises:
            UnknownTerm: the vocabulary has no such name.
        """
        try:
            return self._terms[name]
        except KeyError:
            raise self._unknown(name) from None

    def name(self, iri: str) -> str:
        """The local name of one of this vocabulary's IRIs.

        Raises:
            UnknownTerm: the IRI is not of this vocabulary.
        """
        if iri not in self:
            raise self._unknown(iri.removeprefix(self._base))
        return iri[len(self._base) :]

    def _unknown(self, name: str) -> UnknownTerm:
        near = get_close_matches(name, self._iris, n=1, cutoff=0)
        return UnknownTerm(
            f"{self._prefix}:{name} does not exist; did you mean {self._prefix}:{near[0]} ({self._base})?"
        )


def _standard(prefix: str) -> Namespace:
    base, names = STANDARD[prefix]
    return Namespace(prefix, base, names)


KG = Namespace("kg", f"{ONTOLOGY}#", " ".join((CLASSES, PROPERTIES, INDIVIDUALS)))
RDF, RDFS, XSD, OWL = _standard("rdf"), _standard("rdfs"), _standard("xsd"), _standard("owl")
SKOS, PROV, OA = _standard("skos"), _standard("prov"), _standard("oa")
SCHEMA, SEM, GEO, DCTERMS = _standard("schema"), _standard("sem"), _standard("geo"), _standard("dcterms")

PREFIXES: dict[str, str] = {"kg": str(KG), **{prefix: base for prefix, (base, _) in STANDARD.items()}}
"""The prefix table of every query, export and page."""

_SLUG_LENGTH = 48
_NO_SLUG = re.compile(r"[^a-z0-9]+")


def article_iri(base: str, article_id: str) -> str:
    """An article, which is also the name of its graph; `article_id` gets the record's id back."""
    return f"{base}article/{quote(article_id, safe='')}"


def article_id(base: str, iri: str) -> str | None:
    """The record id inside an article's address; None if it is no article of this base."""
    start = f"{base}article/"
    return unquote(iri[len(start) :]) if iri.startswith(start) else None


def entities_graph(base: str) -> str:
    """The graph of types, labels and links of entities, and of labels of events."""
    return f"{base}graph/entities"


def conflicts_graph(base: str) -> str:
    """The graph of `kg:conflictsWith` and `kg:supersedes`."""
    return f"{base}graph/conflicts"


def entity_iri(base: str, name: str, *key: str) -> str:
    """An entity, told apart from others of its name by `key` (what resolution identifies it by)."""
    return _address(base, "entity", name, key or (name,))


def event_iri(base: str, event_type: str, *key: str) -> str:
    """An event, identified by `key` (what resolution identifies it by)."""
    return _address(base, "event", event_type, (event_type, *key))


def claim_iri(base: str, article_id: str, *key: str) -> str:
    """A claim of an article; `key` holds what identifies it there: subject, predicate, object, source, status."""
    return _address(base, "claim", "", (article_id, *key))


def comparison_iri(base: str, one: str, other: str, kind: str) -> str:
    """What two claims, given by address, are to each other."""
    return _address(base, "comparison", kind, (one, other, kind))


def evidence_iri(base: str, article_id: str, start: int, end: int) -> str:
    """The sentence at these offsets of an article; one address however many claims rest on it."""
    return _address(base, "evidence", "", (article_id, str(start), str(end)))


def quantity_iri(base: str, article_id: str, *key: str) -> str:
    """A figure given in an article; `key` holds what identifies it there, such as its claim, measure and offsets."""
    return _address(base, "quantity", "", (article_id, *key))


def extraction_iri(base: str, engine: str, rule: str, version: str) -> str:
    """A rule or model of one version; the same in every article."""
    return _address(base, "extraction", rule, (engine, rule, version))


def source_iri(base: str, article_id: str, phrase: str) -> str:
    """A source that an article names by a phrase only."""
    return _address(base, "source", phrase, (article_id, phrase))


def _address(base: str, kind: str, name: str, key: tuple[str, ...]) -> str:
    """`{base}{kind}/{slug}-{hash}`; the key's parts are joined with their lengths, so that they cannot run together."""
    joined = "".join(f"{len(part)}:{part}" for part in key)
    digest = blake2b(joined.encode(), digest_size=10).hexdigest()
    slug = _slug(name) if name else ""
    return f"{base}{kind}/{slug}-{digest}" if slug else f"{base}{kind}/{digest}"


def _slug(name: str) -> str:
    """`name` in lower-case ASCII words; empty where nothing of it is Latin."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NO_SLUG.sub("-", folded)[:_SLUG_LENGTH].strip("-")
