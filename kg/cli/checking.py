"""`kg check` and `kg evaluate`: is what is stored sound, and how good is extraction?"""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.options import ModelOption, StoreOption, settings_with, workspace_at
from kg.distribute import Failure
from kg.evaluate import compare
from kg.model import ArticleRecord
from kg.model.interchange import record_from_json
from kg.pipeline.checking import check_workspace
from kg.pipeline.extraction import extract_articles

__all__ = ["COMMANDS"]


def check(
    store: StoreOption = None,
    page: Annotated[Path | None, typer.Option("--page", help="Write the ontology's page to this file.")] = None,
) -> None:
    """Check everything stored: spans, shapes (SHACL), and that the graph is what records and decisions say.

    Examples: `kg check` · `kg check --page ontology.html`
    """
    if page is not None:
        from kg.rdf.page import ontology_page

        page.write_text(ontology_page(), encoding="utf-8")
        Console(stderr=True).print(f"Wrote {page}", markup=False, highlight=False)
        return
    workspace = workspace_at(store)
    if not workspace.exists:
        raise typer.BadParameter(f"{workspace.folder} holds no articles; run 'kg build PATH' first")
    found = 0
    for problem in check_workspace(workspace):
        found += 1
        typer.echo(problem)
    Console(stderr=True).print(f"{found} problems" if found else "No problem found.", highlight=False)
    if found:
        raise typer.Exit(1)


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Annotated records, JSON Lines.", exists=True, dir_okay=False)],
    records: Annotated[Path | None, typer.Option(help="Extracted records to score; default: extract now.")] = None,
    model: ModelOption = None,
) -> None:
    """Score extraction against annotated article records (the format of `kg export`).

    Example: `kg evaluate annotated.jsonl`
    """
    wanted = _read(gold)
    if records is not None:
        told = {record.article.id: record for record in _read(records)}
    else:
        results = extract_articles((record.article for record in wanted), model=settings_with(model=model).model)
        told = {r.article.id: r for r in results if not isinstance(r, Failure)}
    pairs = [(record, told[record.article.id]) for record in wanted if record.article.id in told]
    table = Table("", "precision", "recall", "F1", "wanted", box=None)
    for name, score in compare(pairs).rows():
        table.add_row(name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.wanted))
    Console().print(table)
    Console(stderr=True).print(f"{len(pairs)} of {len(wanted)} articles scored", highlight=False)


def _read(path: Path) -> list[ArticleRecord]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [record_from_json(_complete(json.loads(line))) for line in lines if line.strip()]


def _complete(value: dict[str, object]) -> dict[str, object]:
    """Annotated records name no rule; the record's reader asks for one."""
    for kind in ("relations", "events"):
        for item in value[kind]:  # type: ignore[attr-defined]
            item.setdefault("rule", "annotated")
    return value


COMMANDS = (check, evaluate)
