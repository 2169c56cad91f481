"""`kg query` and `kg show`: asking the graph."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.card import print_card
from kg.cli.history import history, remember
from kg.cli.options import ServerOption, StoreOption, workspace_at
from kg.cli.terms import print_terms
from kg.errors import NotFound
from kg.store import Store, open_served
from kg.store.question import GRAPH_TYPES, TABLE_TYPES, Question
from kg.store.questions import examples
from kg.store.sparql import InvalidQuery
from kg.store.sparql.hints import unknown_terms

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
        str | None, typer.Argument(help="SPARQL, or the name of an example (see --list); with --terms, a word.")
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Read the SPARQL from a file.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to print the answer.")] = "table",
    listing: Annotated[bool, typer.Option("--list", help="List the examples, with what they answer.")] = False,
    source: Annotated[bool, typer.Option("--show", help="Print the SPARQL of an example instead of asking.")] = False,
    terms: Annotated[bool, typer.Option("--terms", help="Print the ontology's terms, or those about TEXT.")] = False,
    asked: Annotated[bool, typer.Option("--history", help="List what was asked before, with numbers.")] = False,
    again: Annotated[int | None, typer.Option("--again", help="Ask number N of the history again.")] = None,
    server: ServerOption = None,
    store: StoreOption = None,
) -> None:
    """Ask the graph in SPARQL; common prefixes (kg, rdf, skos, prov …) need no declaration.

    Examples: `kg query arrests` · `kg query 'SELECT ?p { ?p kg:headOfState ?c }'` · `kg query -f my.rq --format csv` ·
    `kg query --terms arrest` · `kg query --again 3` · `kg query arrests --server http://127.0.0.1:8000`
    """
    if listing or asked or terms:
        _print_help(listing, asked, text)
        return
    sparql = _chosen(text, file, again)
    if source:
        typer.echo(sparql, nl=not sparql.endswith("\n"))
        return
    if again is None and file is None and text not in examples():
        remember(sparql)
    question = Question(sparql, table=_TABLES.get(form, TABLE_TYPES[0]), graph=_GRAPHS.get(form, GRAPH_TYPES[0]))
    for hint in unknown_terms(sparql):
        _warn(f"line {hint.line}, column {hint.column}: {hint.message}")
    try:
        with _opened(server, store) as graph:
            answer = graph.query(question)
    except InvalidQuery as error:
        _point_at(sparql, error)
        raise
    if form == "table" and answer.media_type == TABLE_TYPES[0]:
        _print_table(json.loads(answer.body))
    else:
        typer.echo(answer.body.decode(), nl=not answer.body.endswith(b"\n"))


def _chosen(text: str | None, file: Path | None, again: int | None) -> str:
    """The SPARQL to ask."""
    if file is not None:
        if not file.is_file():
            raise typer.BadParameter(f"{file} is no file; save the query there, or name an example (--list)")
        return file.read_text(encoding="utf-8")
    if again is not None:
        past = history()
        if not 1 <= again <= len(past):
            raise typer.BadParameter(f"the history has {len(past)} queries; 'kg query --history' lists them")
        return past[again - 1].query
    if not text:
        raise typer.BadParameter("give a SPARQL query, the name of an example (--list), or --file")
    if text in examples():
        return examples()[text].query
    if text.replace("_", "").isalnum() and (near := get_close_matches(text, examples(), n=1)):
        raise typer.BadParameter(f"there is no example {text!r}: did you mean {near[0]}? 'kg query --list' shows all")
    return text


@contextmanager
def _opened(server: str | None, store: str | None) -> Iterator[Store]:
    """The graph to ask: that of a running server, or of a workspace."""
    if server is None:
        with workspace_at(store).store(read_only=True) as graph:
            yield graph
        return
    with open_served(server, token=os.environ.get("KG_TOKEN")) as graph:
        yield graph


def _print_help(listing: bool, asked: bool, text: str | None) -> None:
    console = Console()
    if listing:
        table = Table("name", "question", box=None)
        for example in examples().values():
            table.add_row(example.name, example.question)
        console.print(table)
    elif asked:
        for number, past in enumerate(history(), start=1):
            console.print(f"{number:>4}  {past.at}  {' '.join(past.query.split())}", markup=False, highlight=False)
    else:
        print_terms(console, text or "")


def _warn(message: str) -> None:
    Console(stderr=True).print(message, style="yellow", markup=False, highlight=False, soft_wrap=True)


def _point_at(sparql: str, error: InvalidQuery) -> None:
    """Print the line with the mistake, and a mark below it."""
    lines = sparql.splitlines()
    if error.line is None or error.column is None or error.line > len(lines):
        return
    line = lines[error.line - 1]
    typer.echo(line.replace("\t", " "), err=True)
    typer.echo(" " * (min(error.column, len(line) + 1) - 1) + "^", err=True)


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
        print_card(console, graph, found.hits[0].node.iri)
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
