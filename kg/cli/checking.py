"""`kg check` and `kg evaluate`: is what is stored sound, and how good is extraction?"""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.options import ModelOption, StoreOption, settings_with, workspace_at
from kg.distribute import Failure
from kg.evaluate import Scoreboard, compare
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
    against: Annotated[Path | None, typer.Option(help="Other extracted records to compare with.")] = None,
    model: ModelOption = None,
) -> None:
    """Score extraction against annotated article records (the format of `kg export`), or compare two runs.

    Examples: `kg evaluate annotated.jsonl` · `kg evaluate annotated.jsonl --records new.jsonl --against old.jsonl`
    """
    wanted = _read(gold)
    if records is not None:
        found = _read(records)
    else:
        results = extract_articles((record.article for record in wanted), model=settings_with(model=model).model)
        found = [record for record in results if not isinstance(record, Failure)]
    board = _board(wanted, found)
    before = dict(_board(wanted, _read(against)).rows()) if against is not None else None
    table = Table("", "precision", "recall", "F1", *(["change"] if before is not None else []), "wanted", box=None)
    for name, score in board.rows():
        change = [f"{score.f1 - before[name].f1:+.3f}" if name in before else "new"] if before is not None else []
        row = [f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", *change, str(score.wanted)]
        table.add_row(name, *row)
    Console().print(table)
    Console(stderr=True).print(f"{len(wanted)} annotated, {len(found)} extracted articles", highlight=False)


def _board(wanted: list[ArticleRecord], found: list[ArticleRecord]) -> Scoreboard:
    told = {record.article.id: record for record in found}
    return compare((record, told[record.article.id]) for record in wanted if record.article.id in told)


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
