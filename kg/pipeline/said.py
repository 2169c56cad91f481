"""Claims as decisions name them: by what they are about, their object and their sentence, not by an address."""

from collections.abc import Mapping

from kg.model import ArticleRecord, Decision, Judgement, MentionKey, Said
from kg.rdf.claims import Claim
from kg.rdf.quads import text_of
from kg.rdf.terms import KG, RDF

__all__ = ["decision_on"]


def decision_on(
    claim: Claim, record: ArticleRecord, address: Mapping[str, str], judgement: Judgement, who: str, why: str, when: str
) -> Decision:
    """A person's judgement on a claim of a record; `address` gives the record's entities and events by local id."""
    subject = target = _local(claim.subject, claim, record, address)
    sentence = claim.evidence[0].text
    if claim.predicate == RDF.term("type"):
        said = Said("type", _type_of(record, subject[1]), sentence)
    elif claim.object.startswith("<"):
        target = _local(claim.object[1:-1], claim, record, address)
        said = Said(KG.name(claim.predicate[1:-1]), None, sentence)
    else:
        said = Said(KG.name(claim.predicate[1:-1]), text_of(claim.object), sentence)
    return Decision("claim", subject, target, judgement, who, why, when=when, said=said)


def _local(address: str, claim: Claim, record: ArticleRecord, addresses: Mapping[str, str]) -> MentionKey:
    """The entity or event of the record that an address means in the claim's sentence; the first, if none is there."""
    locals_ = [local for local, own in addresses.items() if own == address]
    sentence = claim.evidence[0]

    def is_there(local: str) -> bool:
        spans = [m.span for e in record.entities if e.id == local for m in e.mentions]
        spans += [event.trigger for event in record.events if event.id == local]
        return any(sentence.start <= span.start < sentence.end for span in spans)

    return record.article.id, min(sorted(locals_), key=lambda local: not is_there(local))


def _type_of(record: ArticleRecord, local: str) -> str | None:
    return next((event.type for event in record.events if event.id == local), None)
