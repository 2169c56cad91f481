"""The ontology's Turtle as a graph that one can ask about terms; names are local names of our namespace."""

from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.errors import SchemaError
from kg.schema.ontology import Term, TermKind

__all__ = ["KG", "Turtle"]

KG = Namespace("https://w3id.org/newsgraph/ontology#")
_SCHEMA = Namespace("https://schema.org/")

_KINDS: dict[Node, TermKind] = {
    OWL.Class: "class",
    OWL.ObjectProperty: "property",
    OWL.DatatypeProperty: "property",
    RDF.Property: "property",
    OWL.NamedIndividual: "individual",
    OWL.AnnotationProperty: "annotation",
}
_PARENTS = (RDFS.subClassOf, RDFS.subPropertyOf)
_ALIGNMENTS = (*_PARENTS, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)


class Turtle:
    """What the files say of each term. `names` are all terms, in the order of the file.

    Raises:
        SchemaError: the Turtle cannot be read, or `alignments` speaks of a term that `ontology` does not define.
    """

    def __init__(self, ontology: str, alignments: str = "") -> None:
        self._graph = Graph(bind_namespaces="none")
        self._parse(ontology)
        # rdflib iterates over subjects in no fixed order, so the order of the file is read off its lines
        self.names = sorted(self._own_subjects(), key=lambda name: (ontology.find(f"\nkg:{name} "), name))
        self._parse(alignments)
        if strangers := sorted(self._own_subjects() - set(self.names)):
            raise SchemaError(f"the alignments speak of kg:{strangers[0]}, which the ontology does not define")

    def _parse(self, text: str) -> None:
        try:
            self._graph.parse(data=text, format="turtle")
        except Exception as error:  # rdflib raises whatever its parser stumbles over
            raise SchemaError(f"the ontology is not valid Turtle: {error}") from error

    def _own_subjects(self) -> set[str]:
        return set(_own(self._graph.subjects()))

    @property
    def version(self) -> str:
        """The ontology's `owl:versionInfo`; empty if it tells none."""
        return str(self._graph.value(URIRef(KG.rstrip("#")), OWL.versionInfo) or "")

    def values(self, name: str, predicate: URIRef) -> list[Node]:
        """The objects of a property of a term, in the order of the file."""
        return list(self._graph.objects(KG[name], predicate))

    def own_values(self, name: str, predicate: URIRef) -> list[str]:
        """Those of the objects that are terms of ours, by local name."""
        return _own(self.values(name, predicate))

    def find_text(self, name: str, predicate: URIRef) -> str | None:
        """The first object as a string."""
        return next((str(value) for value in self.values(name, predicate)), None)

    def get_text(self, name: str, predicate: URIRef) -> str:
        """The first object as a string.

        Raises:
            SchemaError: the term does not have the property.
        """
        text = self.find_text(name, predicate)
        if text is None:
            raise SchemaError(f"kg:{name} has no {self._short(predicate)}; every term of its kind needs one")
        return text

    def record_name(self, name: str) -> str:
        """The name that article records use for a term."""
        return self.find_text(name, KG.recordName) or name

    def parents(self, name: str) -> list[str]:
        """Classes or properties directly above."""
        return [parent for predicate in _PARENTS for parent in self.own_values(name, predicate)]

    def above(self, name: str) -> Iterator[str]:
        """All classes or properties above, each followed by those above it."""
        for parent in self.parents(name):
            yield parent
            yield from self.above(parent)

    def below(self, top: str) -> list[str]:
        """All terms below `top`, in the order of the file."""
        return [name for name in self.names if top in self.above(name)]

    def leaves(self, top: str) -> list[str]:
        """Those below `top` that have nothing below them."""
        below = self.below(top)
        inner = [parent for name in below for parent in self.parents(name)]
        return [name for name in below if name not in inner]

    def members(self, class_name: str) -> list[str]:
        """The individuals of a class."""
        return [name for name in self.names if class_name in self.own_values(name, RDF.type)]

    def term(self, name: str) -> Term:
        """The term with all that its documentation shows.

        Raises:
            SchemaError: it lacks a type, label, definition or example.
        """
        types = self.values(name, RDF.type)
        kind = next((_KINDS[found] for found in types if found in _KINDS), None)
        if kind is None:
            raise SchemaError(f"kg:{name} is no class, property or individual; its types are {types}")
        parents = self.parents(name) if kind != "individual" else self.own_values(name, RDF.type)
        return Term(
            name=name,
            iri=str(KG[name]),
            kind=kind,
            label=self.get_text(name, RDFS.label),
            definition=self.get_text(name, SKOS.definition),
            example=self.get_text(name, SKOS.example),
            note=self.find_text(name, SKOS.scopeNote),
            record_name=self.find_text(name, KG.recordName),
            inverse_label=self.find_text(name, KG.inverseLabel),
            parents=tuple(f"kg:{parent}" for parent in parents),
            domain=tuple(self._short(value) for value in self.values(name, _SCHEMA.domainIncludes)),
            range=tuple(self._short(value) for value in self.values(name, _SCHEMA.rangeIncludes)),
            symmetric=OWL.SymmetricProperty in types,
            functional=OWL.FunctionalProperty in types,
            alignments=tuple(
                (self._short(predicate), self._short(value))
                for predicate in _ALIGNMENTS
                for value in self.values(name, predicate)
                if not str(value).startswith(KG)
            ),
        )

    def _short(self, node: Node) -> str:
        return node.n3(self._graph.namespace_manager) if isinstance(node, URIRef | Literal) else str(node)


def _own(nodes: Iterable[Node]) -> list[str]:
    return [str(node)[len(KG) :] for node in nodes if str(node).startswith(KG)]
