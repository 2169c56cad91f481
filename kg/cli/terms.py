"""The cheat sheet of `kg:` terms: every class and property on one line, on the terminal and as a document."""

from collections.abc import Iterator
from difflib import get_close_matches

from rich.console import Console
from rich.table import Table

from kg.errors import NotFound
from kg.rdf.terms import PREFIXES
from kg.schema import Ontology, Term, load_ontology

__all__ = ["cheat_sheet", "print_terms"]

_GROUPS = (
    "Kinds of things and events",
    "Relations",
    "Roles in events",
    "Other classes",
    "Other properties",
    "Values",
    "Annotations",
)
_TITLE = """# Terms for SPARQL: a cheat sheet

Every class and property of the graph, one line each. `kg query --terms` prints it, `kg query --terms arrest` a part.
The prefixes {prefixes} need no declaration.

A fact is a plain triple, `?person kg:headOfState ?country`. Who says so is in claims:

    ?claim rdf:subject ?person ; rdf:predicate kg:headOfState ; rdf:object ?country ;
           kg:assertedIn ?article ; kg:factuality ?status ; kg:confidence ?sure ; kg:evidence ?sentence .
    ?sentence kg:exactQuote ?words .

Names are `skos:prefLabel` and `skos:altLabel`. Each article is a named graph; without `GRAPH`, all are asked at once.
"""


def cheat_sheet() -> str:
    """The document, in Markdown; the same bytes every time."""
    parts = [_TITLE.format(prefixes=", ".join(f"`{prefix}:`" for prefix in PREFIXES))]
    for title, terms in _groups(load_ontology()):
        parts.append(f"## {title}\n")
        rows = [f"| `kg:{term.name}` | {_ends(term)} | {_cell(term.definition)} |" for term in terms]
        parts.append("\n".join(["| term | kind of, or from → to | meaning |", "|---|---|---|", *rows]) + "\n")
    return "\n".join(parts)


def print_terms(console: Console, about: str) -> None:
    """Print the terms whose name, label or definition has `about` in it; all if it is empty.

    Raises:
        NotFound: there is none; the message tells the nearest names.
    """
    ontology, wanted = load_ontology(), about.removeprefix("kg:").lower()
    found = 0
    for title, terms in _groups(ontology):
        some = [term for term in terms if wanted in f"{term.name} {term.label} {term.definition}".lower()]
        found += len(some)
        if some:
            table = Table("term", "from → to", "meaning", box=None, title=title, title_justify="left")
            for term in some:
                table.add_row(f"kg:{term.name}", _ends(term), term.definition.replace("[", "\\["))
            console.print(table)
    if not found:
        near = ", ".join(f"kg:{name}" for name in get_close_matches(about, list(ontology.terms), n=3, cutoff=0.3))
        raise NotFound(f"no term has to do with {about!r}" + (f"; the nearest are {near}" if near else ""))


def _groups(ontology: Ontology) -> Iterator[tuple[str, list[Term]]]:
    """Titles with their terms; every term stands in exactly one group."""
    kinds = {kind.iri for kind in ontology.entity_types.values()} | {kind.iri for kind in ontology.event_types.values()}
    relations = {predicate.iri for predicate in ontology.predicates.values()}
    roles = {role.iri for role in ontology.roles.values()}
    groups: dict[str, list[Term]] = {title: [] for title in _GROUPS}
    for term in ontology.terms.values():
        if term.iri in kinds:
            groups["Kinds of things and events"].append(term)
        elif term.iri in relations:
            groups["Relations"].append(term)
        elif term.iri in roles:
            groups["Roles in events"].append(term)
        else:
            rest = {"class": "Other classes", "property": "Other properties", "individual": "Values"}
            groups[rest.get(term.kind, "Annotations")].append(term)
    yield from ((title, found) for title, found in groups.items() if found)


def _ends(term: Term) -> str:
    """What stands at a property's ends, or above a class."""
    if term.domain or term.range:
        return f"{_names(term.domain) or 'anything'} → {_names(term.range) or 'anything'}"
    return _names(term.parents)


def _names(names: tuple[str, ...]) -> str:
    shown = [name.removeprefix("kg:") for name in names]
    return ", ".join(shown[:4]) + (" …" if len(shown) > 4 else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
