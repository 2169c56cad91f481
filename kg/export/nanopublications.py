"""Claims as nanopublications (https://nanopub.net): assertion, provenance, publication info."""

from collections.abc import Iterator
from datetime import UTC, datetime

from kg.export.selection import Selection
from kg.rdf.quads import iri, literal
from kg.rdf.terms import KG, PROV, RDF, RDFS
from kg.store.resources import ClaimRow
from kg.store.rows import Iri
from kg.store.view import View

__all__ = ["nanopublications"]

_NP = "http://www.nanopub.org/nschema#"
_DCT = "http://purl.org/dc/terms/"


def nanopublications(view: View, chosen: Selection, *, when: str | None = None) -> Iterator[bytes]:
    """TriG with four graphs a claim, below the claim's own address. `when` is the instant of publication."""
    instant = when or datetime.now(UTC).isoformat(timespec="seconds")
    for thing in chosen.iris(view):
        for address in view.describe_claims(thing):
            yield _nanopublication(view.claim(address), view.triple(address), instant).encode()


def _nanopublication(claim: ClaimRow, triple: tuple[str, str, str], instant: str) -> str:
    me = claim.iri
    head, assertion, provenance, info = (iri(f"{me}#{part}") for part in ("head", "assertion", "provenance", "pubinfo"))
    np = iri(f"{me}#nanopub")
    subject, predicate, value = triple
    target = iri(value) if isinstance(value, Iri) else literal(value)
    said = [f"{assertion} {PROV.term('wasDerivedFrom')} {iri(claim.article.iri)}"] if claim.article else []
    said.append(f"{assertion} {KG.term('factuality')} {KG.term(claim.factuality)}")
    said.append(f"{assertion} {KG.term('confidence')} {claim.confidence}")
    if claim.attributed_to is not None:
        said.append(f"{assertion} {PROV.term('wasAttributedTo')} {iri(claim.attributed_to.iri)}")
        said.append(f"{iri(claim.attributed_to.iri)} {RDFS.term('label')} {literal(claim.attributed_to.label)}")
    for passage in claim.passages:
        said.append(f"{assertion} {KG.term('evidence')} {iri(passage.iri)}")
        said.append(f"{iri(passage.iri)} {KG.term('exactQuote')} {literal(passage.text)}")
    made = [f'{np} <{_DCT}created> "{instant}"^^<http://www.w3.org/2001/XMLSchema#dateTime>']
    if claim.rule:
        made.append(f"{np} {KG.term('rule')} {literal(claim.rule)}")
    if claim.version:
        made.append(f"{np} {KG.term('version')} {literal(claim.version)}")
    parts = [("hasAssertion", assertion), ("hasProvenance", provenance), ("hasPublicationInfo", info)]
    heads = [f"{np} {RDF.term('type')} <{_NP}Nanopublication>", *(f"{np} <{_NP}{name}> {part}" for name, part in parts)]
    graphs = (
        (head, heads),
        (assertion, [f"{iri(subject)} {iri(predicate)} {target}"]),
        (provenance, said),
        (info, made),
    )
    return "".join(f"{name} {{\n{''.join(f'  {line} .' + chr(10) for line in lines)}}}\n" for name, lines in graphs)
