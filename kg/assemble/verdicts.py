"""People's word on single claims: which claims of an article a decision means, and what becomes of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.assemble.terms import date_term, event_type_term
from kg.model import Decision
from kg.rdf.claims import Claim, named
from kg.rdf.quads import Term, iri, literal
from kg.rdf.terms import RDF

__all__ = ["judge"]

_DATES = ("startDate", "endDate")


def judge(claims: Mapping[str, Claim], verdicts: Sequence[Decision], address: Mapping[str, str]) -> dict[str, Claim]:
    """An article's claims with the latest word of people on each; `address` gives things by their local ids.

    A claim is found again by its triple and its sentence, whatever rule found it, so a verdict outlives reading the
    article anew. Who rejects what an event is rejects what its sentence says of it with it.
    """
    judged = dict(claims)
    for verdict in verdicts:
        for found in _meant(judged, verdict, address):
            judged[found] = replace(judged[found], verdict=verdict)
    return _without_stumps(judged)


def _meant(claims: Mapping[str, Claim], verdict: Decision, address: Mapping[str, str]) -> list[str]:
    """The addresses of the claims that a verdict is on."""
    said, subject = verdict.said, address.get(verdict.left[1])
    if said is None or subject is None:
        return []
    whole = said.predicate == "type" and verdict.judgement == "rejected"
    predicate = RDF.term("type") if said.predicate == "type" else named(said.predicate)
    objects = _objects(verdict, address)
    return [
        found
        for found, claim in claims.items()
        if claim.subject == subject
        and (whole or (claim.predicate == predicate and claim.object in objects))
        and _same_sentence(claim.evidence[0].text, said.sentence)
    ]


def _objects(verdict: Decision, address: Mapping[str, str]) -> tuple[Term, ...]:
    said = verdict.said
    if said is None:
        return ()
    if said.value is None:
        target = address.get(verdict.right[1])
        return (iri(target),) if target else ()
    if said.predicate == "type":
        return (event_type_term(said.value),)
    return (date_term(said.value),) if said.predicate in _DATES else (literal(said.value),)


def _same_sentence(one: str, other: str) -> bool:
    """Whether two sentences are one; another version of the extractor may cut the same words elsewhere."""
    return one == other or (bool(one and other) and (one in other or other in one))


def _without_stumps(claims: dict[str, Claim]) -> dict[str, Claim]:
    """What is said to be part of an event that is rejected here is rejected with it."""
    types: dict[str, list[Claim]] = {}
    for claim in claims.values():
        if claim.predicate == RDF.term("type"):
            types.setdefault(claim.subject, []).append(claim)
    gone = {iri(event): told[0].verdict for event, told in types.items() if all(claim.rejected for claim in told)}
    return {
        found: replace(claim, verdict=gone[claim.object]) if claim.object in gone else claim
        for found, claim in claims.items()
    }
