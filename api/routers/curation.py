"""People's word: the review queue, merging, splitting, locking, naming, judging statements, undoing."""

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, HTTPException, Path, Query, Request

from api.addresses import Addresses
from api.auth import ANONYMOUS, Principal
from api.dependencies import AddressesDep, CuratorDep, PrincipalDep, ServicesDep, ViewDep, allow, state_tag
from api.models.curation import (
    Answer,
    Decided,
    Decisions,
    Judgement,
    Members,
    Merge,
    Naming,
    Reason,
    Review,
    ReviewQuestion,
    Split,
)
from kg.errors import InputError

__all__ = ["router"]

router = APIRouter(tags=["curation"])

_KEY = re.compile(r".+#[ev]\d+")
_CURATE = allow("curate")
_MOST_CLAIMS = 10_000


def _unchanged(request: Request, held: ServicesDep) -> None:
    """Refuse a decision that was made on an older state than the one there is, if the client says which it saw."""
    wanted = request.headers.get("if-match")
    if wanted and wanted.strip() != "*" and state_tag(held) not in {part.strip() for part in wanted.split(",")}:
        raise HTTPException(412, "the graph has changed since: look again, then decide")


_MATCH = Depends(_unchanged)


@router.get("/review")
def review(
    curator: CuratorDep,
    view: ViewDep,
    addresses: AddressesDep,
    subject: Annotated[Literal["entity", "event"] | None, Query(description="Only questions about these")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 25,
) -> Review:
    """Pairs that may be one thing, or may have been joined wrongly: those first whose answer is worth most."""
    with curator.curate() as curation:
        items = curation.queue(limit=limit, subject=subject)
    return Review(items=[ReviewQuestion.from_item(item, view, addresses) for item in items])


@router.post("/review/decisions", status_code=201, dependencies=[_CURATE, _MATCH])
def decide_review(
    answer: Answer, curator: CuratorDep, who: PrincipalDep, view: ViewDep, addresses: AddressesDep
) -> Decided:
    """Answer a question of the review queue. The graph follows at once."""
    left, right = (_key(text) for text in (answer.left, answer.right))
    with curator.curate() as curation:
        same = answer.judgement == "same"
        outcome = curation.answer(left, right, same=same, who=_name(who, answer.who), why=answer.why)
    return Decided.from_outcome(outcome, view, addresses)


@router.post("/merges", status_code=201, dependencies=[_CURATE, _MATCH])
def create_merge(
    merge: Merge, curator: CuratorDep, who: PrincipalDep, view: ViewDep, addresses: AddressesDep
) -> Decided:
    """Make two things one. Their former addresses lead to what is left."""
    left, right = (_thing(text, addresses) for text in (merge.left, merge.right))
    with curator.curate() as curation:
        outcome = curation.merge(left, right, who=_name(who, merge.who), why=merge.why)
    return Decided.from_outcome(outcome, view, addresses)


@router.post("/splits", status_code=201, dependencies=[_CURATE, _MATCH])
def create_split(
    split: Split, curator: CuratorDep, who: PrincipalDep, view: ViewDep, addresses: AddressesDep
) -> Decided:
    """Part some members of a thing from the rest; `/v1/entities/{id}/members` tells what it is made of."""
    with curator.curate() as curation:
        thing = _thing(split.thing, addresses)
        outcome = curation.split(thing, split.part, who=_name(who, split.who), why=split.why)
    return Decided.from_outcome(outcome, view, addresses)


@router.post("/locks", status_code=201, dependencies=[_CURATE, _MATCH])
def create_lock(lock: Merge, curator: CuratorDep, who: PrincipalDep, view: ViewDep, addresses: AddressesDep) -> Decided:
    """Keep two things apart for good, whatever the resolver thinks."""
    left, right = (_thing(text, addresses) for text in (lock.left, lock.right))
    with curator.curate() as curation:
        outcome = curation.lock(left, right, who=_name(who, lock.who), why=lock.why)
    return Decided.from_outcome(outcome, view, addresses)


@router.patch("/statements/{id}", dependencies=[_CURATE, _MATCH])
def judge_statement(
    id: str, judgement: Judgement, curator: CuratorDep, who: PrincipalDep, view: ViewDep, addresses: AddressesDep
) -> Decided:
    """Say that the articles behind a statement say so (`confirmed`), or that they do not (`rejected`).

    Rejected claims stay visible as such, with who, when and why; they no longer give the statement, nor count.
    """
    subject, property, object, value = addresses.statement(id)
    with curator.curate() as curation:
        about = {"subject": subject, "property": property, "object": object, "value": value}
        found = view.claims(**about, rejected=True, limit=_MOST_CLAIMS).items
        claims = [(claim.article.id, claim.iri) for claim in found if claim.article]
        if judgement.claims is not None:
            unknown = set(judgement.claims) - {iri for _, iri in claims}
            if unknown:
                raise HTTPException(404, f"the statement does not rest on {min(unknown)!r}")
            claims = [(article, iri) for article, iri in claims if iri in judgement.claims]
        if not claims:
            raise HTTPException(404, f"there is no statement {id!r}")
        name = _name(who, judgement.who)
        outcome = curation.judge(claims, judgement.status, who=name, why=judgement.why)
    return Decided.from_outcome(outcome, view, addresses)


@router.patch("/entities/{id}", dependencies=[_CURATE, _MATCH])
def name_entity(
    id: str, naming: Naming, curator: CuratorDep, who: PrincipalDep, view: ViewDep, addresses: AddressesDep
) -> Decided:
    """Call an entity otherwise. Its id stays, and its former name is kept as an alias."""
    with curator.curate() as curation:
        thing = addresses.iri("entity", id)
        outcome = curation.name(thing, naming.label, who=_name(who, naming.who), why=naming.why)
    return Decided.from_outcome(outcome, view, addresses)


@router.get("/decisions")
def list_decisions(
    curator: CuratorDep,
    addresses: AddressesDep,
    about: Annotated[str | None, Query(max_length=2000, description="Only those about this thing")] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 25,
) -> Decisions:
    """What people decided and is in force, the newest first: who, when and why."""
    with curator.curate() as curation:
        entries = curation.history(_thing(about, addresses) if about else None)
    return Decisions.from_entries(entries[::-1][:limit])


@router.post("/decisions/{action}/undo", dependencies=[_CURATE, _MATCH])
def undo_decision(
    action: Annotated[int, Path(ge=1, le=2**53)],
    reason: Reason,
    curator: CuratorDep,
    who: PrincipalDep,
    view: ViewDep,
    addresses: AddressesDep,
) -> Decided:
    """Withdraw a decision: the graph is then as if it had never been made. The ledger keeps both."""
    with curator.curate() as curation:
        outcome = curation.undo(action, who=_name(who, reason.who), why=reason.why)
    return Decided.from_outcome(outcome, view, addresses)


@router.get("/entities/{id}/members")
def entity_members(id: str, curator: CuratorDep, addresses: AddressesDep) -> Members:
    """What an entity is made of, article by article."""
    return Members.from_pairs(curator.members(addresses.iri("entity", id)))


@router.get("/events/{id}/members")
def event_members(id: str, curator: CuratorDep, addresses: AddressesDep) -> Members:
    """What an event is made of, article by article."""
    return Members.from_pairs(curator.members(addresses.iri("event", id)))


def _name(who: Principal, given: str | None) -> str:
    """Whose decision it is: the token's, else the name that was given."""
    name = (given or "").strip()
    if who is ANONYMOUS:
        return name or "anonymous"
    return f"{name} ({who.name})" if name and name != who.name else who.name


def _thing(text: str, addresses: Addresses) -> str:
    return text if _KEY.fullmatch(text) else addresses.resolve(text)


def _key(text: str) -> tuple[str, str]:
    if not _KEY.fullmatch(text):
        raise InputError(f"{text!r} is no key: expected ARTICLE#ID, as the review queue gives it")
    article, _, local = text.rpartition("#")
    return article, local
