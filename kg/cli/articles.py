"""`kg extract` and `kg export`: records and graphs out."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.options import EnginesOption, ModelOption, StoreOption, settings_with, workspace_at
from kg.distribute import Failure
from kg.model import Article, ArticleRecord
from kg.model.interchange import record_to_json
from kg.pipeline.exporting import graph_export, records_with_iris
from kg.pipeline.extraction import Extraction, extract_articles
from kg.read import Notice, read_paths

__all__ = ["COMMANDS"]

ExportFormat = Literal[
    "articles", "nquads", "trig", "turtle", "jsonld", "csv", "nodes", "edges", "events", "graphml", "gexf", "geojson",
    "ftm", "nanopub", "neo4j-nodes", "neo4j-relationships",
]  # fmt: skip


def extract(
    path: Annotated[str, typer.Argument(help="A file, folder, glob, or - for standard input.")],
    form: Annotated[Literal["table", "json", "jsonl"], typer.Option("--format", help="How to print.")] = "table",
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell for each sentence what was found and why, and what was refused.")
    ] = False,
    model: ModelOption = None,
    engines: EnginesOption = None,
) -> None:
    """Print what articles say, without storing anything.

    Examples: `kg extract page.txt` · `kg extract page.html --format json` · `kg extract page.txt --explain` ·
    `kg extract page.txt --engines lexicon`
    """
    settings = settings_with(model=model, engines=engines)
    notices: list[Notice] = []
    if explain:
        extraction = Extraction(settings.model, engines=settings.engines)
        for article in _readable([path], notices):
            for line in extraction.explain(article):
                typer.echo(line)
        raise typer.Exit(1 if notices else 0)
    for result in extract_articles(_readable([path], notices), model=settings.model, engines=settings.engines):
        if isinstance(result, Failure):
            _tell(Notice(result.item.source or result.item.id, None, result.reason), notices)
        elif form == "table":
            _print_record(result)
        else:
            json.dump(record_to_json(result), sys.stdout, ensure_ascii=False, indent=2 if form == "json" else None)
            sys.stdout.write("\n")
    if notices:
        raise typer.Exit(1)


def export(
    form: Annotated[ExportFormat, typer.Option("--format", help="What to export.")] = "articles",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write (default: output).")] = None,
    store: StoreOption = None,
) -> None:
    """Print everything stored: article records (JSON Lines), or the graph.

    Examples: `kg export > records.jsonl` · `kg export --format trig -o graph.trig` · `kg export --format graphml`
    """
    workspace = workspace_at(store)
    if not workspace.exists:
        raise typer.BadParameter(f"{workspace.folder} holds no articles; run 'kg build PATH' first")
    chunks = _records(store) if form == "articles" else graph_export(workspace, form)
    if output is None:
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
        return
    with output.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    Console(stderr=True).print(f"Wrote {output}", markup=False, highlight=False)


def _records(store: str | None) -> Iterator[bytes]:
    for record, iris in records_with_iris(workspace_at(store)):
        yield json.dumps(record_to_json(record, iris), ensure_ascii=False).encode() + b"\n"


def _readable(paths: list[str], notices: list[Notice]) -> Iterator[Article]:
    for item in read_paths(paths, stdin=sys.stdin.buffer):
        if isinstance(item, Notice):
            _tell(item, notices)
        else:
            yield item


def _tell(notice: Notice, notices: list[Notice]) -> None:
    notices.append(notice)
    Console(stderr=True).print(str(notice), markup=False, highlight=False, style="yellow", soft_wrap=True)


def _print_record(record: ArticleRecord) -> None:
    console = Console()
    article = record.article
    when = article.published.value if article.published else "date unknown"
    console.print(f"{article.title or article.id}  ({article.publisher or 'outlet unknown'}, {when})", markup=False)
    names = {entity.id: entity.name for entity in record.entities}
    entities = Table("entity", "type", "also called", box=None, title="Entities", title_justify="left")
    for entity in record.entities:
        entities.add_row(entity.name, entity.type, ", ".join(entity.aliases)[:80])
    events = Table(
        "event", "when", "roles", "figures", "source", "status", box=None, title="Events", title_justify="left"
    )
    for event in record.events:
        roles = "; ".join(
            f"{a.role}: {names.get(a.entity or '') or (a.span.text if a.span else '')}" for a in event.arguments
        )
        when = event.time.moment.value if event.time and event.time.moment else ""
        figures = "; ".join(quantity.span.text for quantity in event.quantities)
        said = event.attribution
        source = (names.get(said.entity or "") or said.text or "") if said else ""
        events.add_row(f"{event.type} ({event.trigger.text})", when, roles, figures, source, event.factuality)
    console.print(entities)
    for relation in record.relations:
        target = names.get(relation.object or "") or relation.value
        console.print(f"{names[relation.subject]} {relation.predicate} {target}", markup=False, highlight=False)
    console.print(events)


COMMANDS = (extract, export)
