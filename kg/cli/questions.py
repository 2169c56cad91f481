"""`kg query` and `kg show`: asking the graph."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.card import print_card
from kg.cli.options import StoreOption, workspace_at
from kg.errors import NotFound
from kg.store import Store
from kg.store.question import GRAPH_TYPES, TABLE_TYPES, Question

__all__ = ["COMMANDS"]

Format = Literal["table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld", "rdfxml", "nquads", "trig"]
_TABLES: dict[str, str] = {"json": TABLE_TYPES[0], "xml": TABLE_TYPES[1], "csv": TABLE_TYPES[2], "tsv": TABLE_TYPES[3]}
_GRAPHS: dict[str, str] = dict(
    zip(("turtle", "ntriples", "jsonld", "rdfxml", "nquads", "trig"), GRAPH_TYPES, strict=True)
)
_CELL = 160
"""Characters of a value that a table shows; other formats show all."""


def query(
    text: Annotated[
        str | None, typer.Argument(help="SPARQL, or the name of a ready-made question (see --list).")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the SPARQL from a file.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = "table",
    listing: Annotated[bool, typer.Option("--list", help="List the ready-made questions.")] = False,
    store: StoreOption = None,
) -> None:
    """Ask the graph in SPARQL; common prefixes (kg, rdf, skos, prov …) need no declaration.

    Examples: `kg query arrests` · `kg query 'SELECT ?p { ?p kg:headOfState ?c }'` · `kg query -f my.rq --format csv`
    """
    if listing:
        _list_questions()
        return
    sparql = file.read_text(encoding="utf-8") if file else _ready_made(text) or text
    if not sparql:
        raise typer.BadParameter("give a SPARQL query, the name of a ready-made question, or --file")
    with workspace_at(store).store(read_only=True) as graph:
        answer = graph.query(
            Question(sparql, table=_TABLES.get(form, TABLE_TYPES[0]), graph=_GRAPHS.get(form, GRAPH_TYPES[0]))
        )
    if form == "table" and answer.media_type == TABLE_TYPES[0]:
        _print_table(json.loads(answer.body))
    else:
        typer.echo(answer.body.decode(), nl=not answer.body.endswith(b"\n"))


def show(
    name: Annotated[
        str | None, typer.Argument(help="A name, or part of one; without it, what the graph holds.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Show what is known of somebody, something or some place, with the sentences behind it.

    Example: `kg show Tokayev`
    """
    console = Console()
    with workspace_at(store).store(read_only=True) as graph:
        view = graph.view()
        if name is None:
            numbers = view.statistics()
            console.print(
                f"{numbers.articles} articles, {numbers.entities} entities, {numbers.events} events, "
                f"{numbers.claims} claims, {numbers.quads} quads"
            )
            for line in _repeated(graph):
                console.print(line, highlight=False)
            for kind, count in numbers.types:
                console.print(f"  {count:>6}  {kind}", highlight=False)
            for article in view.articles(limit=50).items:
                console.print(f"  {article.id}  {article.published or '?'}  {article.title}", markup=False)
            return
        found = view.search(name, limit=5)
        if not found.hits:
            raise NotFound(f"nothing in the graph is called {name!r}; 'kg show' lists what it holds")
        print_card(console, view, found.hits[0].node.iri)
        if len(found.hits) > 1:
            others = ", ".join(hit.node.label for hit in found.hits[1:])
            Console(stderr=True).print(f"Also found: {others}", markup=False, highlight=False)


def _repeated(graph: Store) -> Iterator[str]:
    """One line for each way in which articles repeat others, where they do."""
    for name, meaning in (
        ("copyOf", "reprints of another article"),
        ("versionOf", "later versions of another article"),
    ):
        answer = graph.query(
            Question(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?article kg:{name} ?other }}", table=TABLE_TYPES[0])
        )
        count = int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])
        if count:
            yield f"  {count} of the articles are {meaning}"


def _questions() -> dict[str, str]:
    folder = files("ontology") / "questions"
    return {
        path.name.removesuffix(".rq"): path.read_text(encoding="utf-8")
        for path in sorted(folder.iterdir(), key=lambda p: p.name)
        if path.name.endswith(".rq")
    }


def _ready_made(text: str | None) -> str | None:
    return _questions().get(text or "")


def _list_questions() -> None:
    table = Table("name", "question", box=None)
    for name, text in _questions().items():
        first = text.splitlines()[0].removeprefix("#").strip().removeprefix("question:").strip()
        table.add_row(name, first)
    Console().print(table)


def _print_table(result: dict[str, Any]) -> None:
    console = Console()
    if "boolean" in result:
        console.print("yes" if result["boolean"] else "no")
        return
    columns = result["head"]["vars"]
    table = Table(*columns, show_lines=False, header_style="bold")
    for row in result["results"]["bindings"]:
        table.add_row(*(_cell(row.get(column)) for column in columns))
    console.print(table)
    Console(stderr=True).print(f"{table.row_count} rows", highlight=False)


def _cell(value: dict[str, str] | None) -> str:
    text = "" if value is None else value["value"]
    short = text if len(text) <= _CELL else text[: _CELL - 1] + "…"
    return short.replace("[", "\\[")


COMMANDS = (query, show)
