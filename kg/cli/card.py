"""An entity's or event's card on the terminal."""

from rich.console import Console

from kg.store.resources import ClaimRow
from kg.store.view import View

__all__ = ["print_card"]

_CLAIMS = 200
_INTERNAL = frozenset({"type", "quantity", "startDate", "endDate"})


def print_card(console: Console, view: View, iri: str) -> None:
    """Print names, facts, relations with their sentences, and events in the order of time."""
    card = view.card(iri)
    console.print(f"[bold]{_plain(card.node.label)}[/bold]  {card.node.type or ''} {card.node.country or ''}".rstrip())
    console.print(card.node.iri, style="dim", markup=False, highlight=False)
    if card.aliases:
        console.print(f"also: {', '.join(card.aliases)}", markup=False, highlight=False)
    if card.node.latitude is not None:
        console.print(f"at {card.node.latitude:.3f}, {card.node.longitude:.3f}", highlight=False)
    console.print(f"in {card.articles} articles", highlight=False)
    claims = view.claims(subject=iri, limit=_CLAIMS).items
    _print_claims(console, "States", [c for c in claims if c.property not in _INTERNAL])
    events = sorted(view.events(participant=iri, limit=50).items, key=lambda e: (e.node.start or "9999", e.node.label))
    if events:
        console.print("\n[bold]Events[/bold]")
    for event in events:
        console.print(f"  {event.node.start or '     –    '}  {event.node.label}", markup=False, highlight=False)
        for claim in view.claims(subject=event.node.iri, limit=20).items:
            if claim.property == "type":
                _print_evidence(console, claim)


def _print_claims(console: Console, title: str, claims: list[ClaimRow]) -> None:
    if not claims:
        return
    console.print(f"\n[bold]{title}[/bold]")
    for claim in claims:
        target = claim.target.label if claim.target else claim.value
        console.print(f"  {claim.property} → {target}", markup=False, highlight=False)
        _print_evidence(console, claim)


def _print_evidence(console: Console, claim: ClaimRow) -> None:
    outlet = (claim.article.publisher or claim.article.id) if claim.article else "?"
    day = (claim.article.published if claim.article else None) or "undated"
    source = f", according to {claim.attributed_to.label}" if claim.attributed_to else ""
    for passage in claim.passages[:1]:
        text = f"“{passage.text}” — {outlet}, {day}{source} ({claim.factuality})"
        console.print(f"      {text}", style="dim", markup=False, highlight=False)
    for figure in claim.figures:
        number = "" if figure.value is None else f"{figure.value:g}"
        line = f"      {figure.measure}: {figure.modifier or ''} {number} {figure.unit or ''} [{figure.text or ''}]"
        console.print(" ".join(line.split()), markup=False, highlight=False)


def _plain(text: str) -> str:
    return text.replace("[", "\\[")
