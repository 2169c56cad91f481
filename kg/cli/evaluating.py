"""`kg evaluate`: how good is extraction, and how good the language model behind it?"""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.options import ModelOption, settings_with
from kg.distribute import Failure
from kg.evaluate import Scoreboard, compare
from kg.evaluate.annotated import read_annotated
from kg.evaluate.scores import AlsoTriggers
from kg.model import ArticleRecord
from kg.model.interchange import record_from_json
from kg.pipeline.extraction import extract_articles

__all__ = ["COMMANDS"]


def evaluate(
    gold: Annotated[
        Path | None, typer.Argument(help="Annotated records, JSON Lines; without: the model.", dir_okay=False)
    ] = None,
    records: Annotated[Path | None, typer.Option(help="Extracted records to score; default: extract now.")] = None,
    against: Annotated[Path | None, typer.Option(help="Other extracted records to compare with.")] = None,
    model: ModelOption = None,
    corpora: Annotated[
        Path | None, typer.Option(help="Folder with ud/ and ner/, to score the model's names and trees too.")
    ] = None,
) -> None:
    """Score extraction against annotated records (the format of `kg export`), compare two runs, or score the model.

    Without annotated records, the language model is scored head by head on the articles that it was never trained on.

    Files that end in .xz are in the form of `kg/training/data`.

    Examples: `kg evaluate annotated.jsonl` · `kg evaluate annotated.jsonl --records new.jsonl --against old.jsonl` ·
    `kg evaluate --model DIR`
    """
    chosen = settings_with(model=model).model
    if gold is None:
        _evaluate_model(chosen, corpora)
        return
    if not gold.is_file():
        raise typer.BadParameter(f"{gold} is no file of annotated records", param_hint="GOLD")
    wanted, also = read_annotated(gold) if gold.suffix == ".xz" else (_read(gold), None)
    if records is not None:
        found = _read(records)
    else:
        results = extract_articles((record.article for record in wanted), model=chosen)
        found = [record for record in results if not isinstance(record, Failure)]
    board = _board(wanted, found, also)
    before = dict(_board(wanted, _read(against), also).rows()) if against is not None else None
    table = Table("", "precision", "recall", "F1", *(["change"] if before is not None else []), "wanted", box=None)
    for name, score in board.rows():
        change = [f"{score.f1 - before[name].f1:+.3f}" if name in before else "new"] if before is not None else []
        row = [f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", *change, str(score.wanted)]
        table.add_row(name, *row)
    Console().print(table)
    Console(stderr=True).print(f"{len(wanted)} annotated, {len(found)} extracted articles", highlight=False)


def _evaluate_model(model: Path | None, corpora: Path | None) -> None:
    from kg.training.board import score_heads

    with Console(stderr=True).status("Reading what the model never saw: about a minute, several with --corpora"):
        boards = score_heads(model, corpora)
    for part, rows in boards.items():
        table = Table(part, "precision", "recall", "F1", "95 % of resamplings", "wanted", box=None)
        for kind, row in rows.items():
            share = [f"{row[name] / 100:.3f}" for name in ("precision", "recall", "f")]
            table.add_row(kind, *share, f"{row['low'] / 100:.3f} to {row['high'] / 100:.3f}", str(row["count"]))
        Console().print(table, "")


def _board(wanted: list[ArticleRecord], found: list[ArticleRecord], also: AlsoTriggers | None) -> Scoreboard:
    told = {record.article.id: record for record in found}
    return compare(((record, told[record.article.id]) for record in wanted if record.article.id in told), also)


def _read(path: Path) -> list[ArticleRecord]:
    records = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            if line.strip():
                records.append(record_from_json(_complete(json.loads(line))))
        except (ValueError, KeyError, TypeError) as error:
            why = type(error).__name__
            raise typer.BadParameter(f"{path}, line {number} is no annotated record ({why})") from error
    return records


def _complete(value: dict[str, object]) -> dict[str, object]:
    """Annotated records name no rule; the record's reader asks for one."""
    for kind in ("relations", "events"):
        for item in value[kind]:  # type: ignore[attr-defined]
            item.setdefault("rule", "annotated")
    return value


COMMANDS = (evaluate,)
