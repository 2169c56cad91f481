"""An entity's or event's card on the terminal: names, roles, events in order, who says what, conflicts, sources."""

from collections import defaultdict
from collections.abc import Iterable

from rich.console import Console

from kg.cli.disputes import COMPARISONS, concerned, find_disputes, is_about, print_dispute
from kg.cli.sources import independent_sources, originals, rows
from kg.store import Store
from kg.store.resources import ClaimRow
from kg.store.view import View

__all__ = ["print_card"]

_CLAIMS = 200
_EVENTS = 50
_SENTENCES = 3
"""Sentences shown for one fact; the rest are counted."""
_INTERNAL = frozenset({"type", "quantity", "startDate", "endDate"})
_SAID = """SELECT DISTINCT ?claim WHERE {{
  ?claim kg:attributedTo <{iri}> ; rdf:predicate rdf:type ; kg:assertedIn/kg:published ?day
}} ORDER BY ?day ?claim LIMIT {limit}"""


def print_card(console: Console, store: Store, iri: str) -> None:
    """Print everything the graph holds on a thing, each fact with the sentences and sources behind it."""
    view = store.view()
    _print_names(console, view, iri)
    about = [*view.claims(subject=iri, limit=_CLAIMS).items, *_towards(view, iri)]
    _print_facts(console, view, iri, about)
    told = _print_events(console, view, iri)
    said = [view.claim(row["claim"]) for row in rows(store, _SAID.format(iri=iri, limit=_EVENTS))]
    _print_said(console, view, said)
    repeats = originals(store)
    things = concerned(view, iri)
    disputes = [found for found in find_disputes(view, rows(store, COMPARISONS), repeats) if is_about(found, things)]
    if disputes:
        console.print("\n[bold]Side by side[/bold]")
    for dispute in disputes:
        print_dispute(console, view, dispute)
    sources = independent_sources([*about, *told], repeats)
    if sources:
        console.print(f"\n[bold]Independent sources[/bold] ({len(sources)}; reprints count once)")
        console.print(f"  {', '.join(sources)}", markup=False, highlight=False)


def _print_names(console: Console, view: View, iri: str) -> None:
    card = view.card(iri)
    console.print(f"[bold]{_plain(card.node.label)}[/bold]  {card.node.type or ''} {card.node.country or ''}".rstrip())
    console.print(card.node.iri, style="dim", markup=False, highlight=False)
    if card.aliases:
        console.print(f"also: {', '.join(card.aliases)}", markup=False, highlight=False)
    if card.node.latitude is not None:
        console.print(f"at {card.node.latitude:.3f}, {card.node.longitude:.3f}", highlight=False)
    console.print(f"in {card.articles} articles", highlight=False)


def _towards(view: View, iri: str) -> list[ClaimRow]:
    """Relations that lead to a thing: who leads it, where it is the capital."""
    found = view.claims(object=iri, limit=_CLAIMS).items
    return [claim for claim in found if "/event/" not in claim.subject]


def _print_facts(console: Console, view: View, iri: str, claims: Iterable[ClaimRow]) -> None:
    """Each relation once, with everybody who says so."""
    facts: dict[str, list[ClaimRow]] = defaultdict(list)
    for claim in claims:
        if claim.property not in _INTERNAL:
            target = claim.target.label if claim.target else claim.value
            fact = f"{claim.property} → {target}" if claim.subject == iri else f"{_label(view, claim)} {claim.property}"
            facts[fact].append(claim)
    if facts:
        console.print("\n[bold]Roles and relations[/bold]")
    for fact, behind in facts.items():
        console.print(f"  {fact}", markup=False, highlight=False)
        _print_evidence(console, behind)


def _print_events(console: Console, view: View, iri: str) -> list[ClaimRow]:
    """The events a thing has a part in, in the order of time, undated ones last; the claims behind them."""
    events = view.events(participant=iri, limit=_EVENTS).items
    events = tuple(sorted(events, key=lambda event: (event.node.start or "9999", event.node.label)))
    if events:
        console.print("\n[bold]Events[/bold]")
    told: list[ClaimRow] = []
    for event in events:
        console.print(f"  {event.node.start or '     –    '}  {event.node.label}", markup=False, highlight=False)
        claims = [c for c in view.claims(subject=event.node.iri, limit=_CLAIMS).items if c.property == "type"]
        _print_evidence(console, claims)
        told += claims
    return told


def _print_said(console: Console, view: View, said: Iterable[ClaimRow]) -> None:
    """What a thing vouches for, in the order of publication."""
    claims = list(said)
    if claims:
        console.print("\n[bold]Says[/bold]")
    for claim in claims:
        console.print(f"  {_day(claim)}  {_label(view, claim)}", markup=False, highlight=False)
        _print_evidence(console, [claim], with_source=False)


def _print_evidence(console: Console, claims: Iterable[ClaimRow], *, with_source: bool = True) -> None:
    """The sentences behind a fact, each once, with outlet, day and who vouches; and its figures."""
    lines: dict[str, list[str]] = {}
    for claim in claims:
        outlet = (claim.article.publisher or claim.article.id) if claim.article else "?"
        source = f", according to {claim.attributed_to.label}" if claim.attributed_to and with_source else ""
        figures = [
            " ".join(
                f"{f.measure}: {f.modifier or ''} {'' if f.value is None else f'{f.value:g}'} {f.unit or ''}".split()
            )
            for f in claim.figures
        ]
        for passage in claim.passages[:1]:
            lines.setdefault(f"“{passage.text}” — {outlet}, {_day(claim)}{source} ({claim.factuality})", figures)
    for text, figures in list(lines.items())[:_SENTENCES]:
        console.print(f"      {text}", style="dim", markup=False, highlight=False)
        for figure in figures:
            console.print(f"        {figure}", markup=False, highlight=False)
    if len(lines) > _SENTENCES:
        console.print(f"      and {len(lines) - _SENTENCES} more", style="dim", highlight=False)


def _label(view: View, claim: ClaimRow) -> str:
    return view.node(claim.subject).label


def _day(claim: ClaimRow) -> str:
    return (claim.article.published if claim.article else None) or "undated"


def _plain(text: str) -> str:
    return text.replace("[", "\\[")
