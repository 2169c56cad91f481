"""`kg conflicts`: what sources disagree on, and what was merely updated, rounded or counted otherwise."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import typer
from rich.console import Console

from kg.cli.options import StoreOption, workspace_at
from kg.cli.sources import independent_sources, originals, rows
from kg.errors import NotFound
from kg.store.resources import ClaimRow
from kg.store.view import View

__all__ = ["COMMANDS", "COMPARISONS", "Dispute", "concerned", "find_disputes", "is_about", "print_dispute"]

Kind = Literal["contradiction", "update", "retraction", "scope", "rounding"]
_KINDS: tuple[Kind, ...] = ("contradiction", "retraction", "update", "rounding", "scope")
COMPARISONS = """SELECT ?comparison ?kind ?why ?claim WHERE {
  ?comparison a kg:Comparison ; kg:comparisonKind ?kind ; kg:explanation ?why ; kg:compares ?claim
} ORDER BY ?comparison ?claim"""
"""The query whose rows `find_disputes` reads."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two claims about one thing, the earlier article's first, and what they are to each other."""

    kind: Kind
    why: str
    claims: tuple[ClaimRow, ClaimRow]
    sources: tuple[str, ...]
    """Who vouches for either of them: reprints once."""


def conflicts(
    thing: Annotated[str | None, typer.Argument(help="Only about this: a name, or part of one.")] = None,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only of this kind.")] = None,
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")] = "text",
    store: StoreOption = None,
) -> None:
    """List claims that contradict, update, take back, round or narrow one another, side by side with their sources.

    Examples: `kg conflicts` · `kg conflicts Almaty` · `kg conflicts --kind contradiction --format json`
    """
    with workspace_at(store).store(read_only=True) as graph:
        view = graph.view()
        about = None
        if thing is not None:
            found = view.search(thing, limit=1)
            if not found.hits:
                raise NotFound(f"nothing in the graph is called {thing!r}; 'kg show' lists what it holds")
            about = concerned(view, found.hits[0].node.iri)
        disputes = [
            dispute
            for dispute in find_disputes(view, rows(graph, COMPARISONS), originals(graph))
            if kind in (None, dispute.kind) and (about is None or is_about(dispute, about))
        ]
        if form == "json":
            typer.echo(json.dumps([_as_json(dispute) for dispute in disputes], ensure_ascii=False, indent=2))
            return
        console = Console()
        for dispute in disputes:
            print_dispute(console, view, dispute)
    Console(stderr=True).print(f"{len(disputes)} comparisons", highlight=False)


def concerned(view: View, iri: str) -> set[str]:
    """A thing and the events that it has a part in, by address."""
    return {iri, *(event.node.iri for event in view.events(participant=iri, limit=200).items)}


def find_disputes(view: View, found: Sequence[Mapping[str, str]], original_of: Mapping[str, str]) -> list[Dispute]:
    """The comparisons of claims in the graph: contradictions first, each kind from the newest article on."""
    kinds: dict[str, tuple[Kind, str]] = {}
    claims: dict[str, list[str]] = {}
    for row in found:
        kinds[row["comparison"]] = (row["kind"], row["why"])  # type: ignore[assignment]
        claims.setdefault(row["comparison"], []).append(row["claim"])
    disputes = []
    for comparison, pair in claims.items():
        one, other = sorted((view.claim(iri) for iri in pair[:2]), key=_order)
        kind, why = kinds[comparison]
        vouched = (other,) if _one_source(one, other, why) else (one, other)
        disputes.append(Dispute(kind, why, (one, other), tuple(independent_sources(vouched, original_of))))
    disputes.sort(key=lambda dispute: _order(dispute.claims[1]), reverse=True)
    return sorted(disputes, key=lambda dispute: _KINDS.index(dispute.kind))


def _one_source(one: ClaimRow, other: ClaimRow, why: str) -> bool:
    """Whether resolution found both claims to be of one source, though one may call it "the statement"."""
    return "the same source" in why and None not in (one.attributed_to, other.attributed_to)


def print_dispute(console: Console, view: View, dispute: Dispute) -> None:
    """One comparison, with both sentences."""
    subject = view.node(dispute.claims[1].subject).label
    console.print(f"\n[bold]{dispute.kind}[/bold]  {subject.replace('[', '(')}", highlight=False)
    console.print(f"  {dispute.why}", markup=False, highlight=False)
    for claim in dispute.claims:
        for line in _lines(claim):
            console.print(f"    {line}", markup=False, highlight=False)
    count = len(dispute.sources)
    console.print(
        f"  {count} independent {'source' if count == 1 else 'sources'}: {', '.join(dispute.sources)}",
        style="dim",
        markup=False,
        highlight=False,
    )


def _lines(claim: ClaimRow) -> Iterator[str]:
    article = claim.article
    outlet = (article.publisher or article.id) if article else "?"
    day = (article.published if article else None) or "undated"
    source = f", according to {claim.attributed_to.label}" if claim.attributed_to else ""
    figures = "; ".join(figure.text for figure in claim.figures if figure.text)
    denied = " (denied)" if claim.factuality == "denied" else ""
    yield f"{day}  {figures or claim.wording or ''}{denied} — {outlet}{source}"
    for passage in claim.passages[:1]:
        yield f"    “{passage.text}”"


def is_about(dispute: Dispute, things: set[str]) -> bool:
    """Whether a comparison is about one of some things and events, or about what one of them vouches for."""
    return any(
        claim.subject in things or (claim.attributed_to is not None and claim.attributed_to.iri in things)
        for claim in dispute.claims
    )


def _order(claim: ClaimRow) -> tuple[str, str]:
    return ((claim.article.published if claim.article else None) or "", claim.iri)


def _as_json(dispute: Dispute) -> dict[str, Any]:
    return {
        "kind": dispute.kind,
        "why": dispute.why,
        "independent_sources": list(dispute.sources),
        "claims": [
            {
                "claim": claim.iri,
                "event": claim.subject,
                "article": claim.article.id if claim.article else None,
                "publisher": claim.article.publisher if claim.article else None,
                "published": claim.article.published if claim.article else None,
                "source": claim.attributed_to.label if claim.attributed_to else None,
                "factuality": claim.factuality,
                "figures": [figure.text for figure in claim.figures],
                "sentence": claim.passages[0].text if claim.passages else None,
            }
            for claim in dispute.claims
        ],
    }


COMMANDS = (conflicts,)
