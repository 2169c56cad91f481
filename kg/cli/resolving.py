"""`kg resolve`: the review queue, what was taken to be the same and why, and people's word on it."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.deciding import WhoOption, WhyOption, curation_at
from kg.cli.options import StoreOption
from kg.cli.review import ask
from kg.errors import InputError
from kg.pipeline.curation import Curation

__all__ = ["COMMANDS"]


def resolve(
    same: Annotated[tuple[str, str] | None, typer.Option("--same", help="Two ARTICLE#ID keys that are one.")] = None,
    different: Annotated[
        tuple[str, str] | None, typer.Option("--different", help="Two keys or things that must never be joined.")
    ] = None,
    review: Annotated[
        bool | None, typer.Option("--review/--list", help="Ask one by one, or only list (default: ask on a terminal).")
    ] = None,
    joins: Annotated[bool, typer.Option("--joins", help="List every join that was made, with its reason.")] = False,
    history: Annotated[bool, typer.Option("--history", help="List people's decisions in force.")] = False,
    undo: Annotated[int | None, typer.Option("--undo", help="Withdraw a decision, by its number in --history.")] = None,
    members: Annotated[str | None, typer.Option("--members", help="List what an entity or event is made of.")] = None,
    export: Annotated[Path | None, typer.Option("--export", help="Write all decisions as JSON Lines.")] = None,
    import_: Annotated[Path | None, typer.Option("--import", help="Take over decisions from JSON Lines.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Questions to list or ask.")] = 25,
    why: WhyOption = "",
    who: WhoOption = "unnamed",
    store: StoreOption = None,
) -> None:
    """Review what may be one thing or two, most valuable questions first; list, export and undo decisions.

    A person's decision outranks every rule, survives new articles and rebuilding, and can be undone. Keys name an
    article and an entity or event of its record; see also `kg merge` and `kg split`.

    Examples: `kg resolve` · `kg resolve --undo 3` · `kg resolve --different page-1#e3 page-2#e5`
    """
    console, notes = Console(), Console(stderr=True)
    with curation_at(store) as curation:
        if same is not None or different is not None:
            for pair, decide in ((same, curation.merge), (different, curation.lock)):
                if pair is not None:
                    outcome = decide(*pair, who=who, why=why)
                    notes.print(f"Decision {outcome.action}; {outcome.graphs_changed} graphs changed.", highlight=False)
        elif undo is not None:
            outcome = curation.undo(undo, who=who, why=why)
            notes.print(f"Undone; {outcome.graphs_changed} graphs changed.", highlight=False)
        elif export is not None:
            lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in curation.export_decisions()]
            export.write_text("".join(lines), encoding="utf-8")
            notes.print(f"Wrote {len(lines)} entries to {export}.", markup=False, highlight=False)
        elif import_ is not None:
            notes.print(f"Added {_import(curation, import_)} entries.", highlight=False)
        elif history:
            _history(console, curation)
        elif members is not None:
            for key, name in curation.members(members):
                console.print(f"{'#'.join(key)}  {name}", markup=False, highlight=False)
        elif joins:
            _joins(console, curation)
        elif review if review is not None else console.is_terminal:
            ask(curation, console, who=who, limit=limit)
        else:
            _queue(console, curation, limit)


def _import(curation: Curation, path: Path) -> int:
    with path.open(encoding="utf-8") as file:
        lines = []
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    lines.append(json.loads(line))
                except ValueError as error:
                    raise InputError(f"{path}, line {number}: no JSON ({error})") from error
    return curation.import_decisions(lines)


def _queue(console: Console, curation: Curation, limit: int) -> None:
    table = Table("value", "now", "left", "right", "articles", "score", "why", box=None)
    for item in curation.queue(limit=limit):
        table.add_row(
            f"{item.value:.2f}",
            "one" if item.joined else "two",
            f"{item.left_name} ({'#'.join(item.left)})",
            f"{item.right_name} ({'#'.join(item.right)})",
            f"{item.left_articles}+{item.right_articles}",
            f"{item.score:.2f}",
            item.why,
        )
    console.print(table, markup=False)
    Console(stderr=True).print(f"{table.row_count} questions; 'kg resolve --review' asks them", highlight=False)


def _history(console: Console, curation: Curation) -> None:
    table = Table("number", "when", "who", "what", "left", "right", "why", box=None)
    for entry in curation.history():
        decision = entry.decision
        if decision is not None and entry.number == entry.action:
            sides = ["#".join(key) for key in (decision.left, decision.right)]
            table.add_row(str(entry.action), decision.when, decision.who, decision.judgement, *sides, decision.why)
    console.print(table, markup=False)


def _joins(console: Console, curation: Curation) -> None:
    table = Table("what", "left", "right", "score", "rule", "why", box=None)
    for decision in curation.joins():
        left, right = ("#".join(key) for key in (decision.left, decision.right))
        rule = decision.who.removeprefix("auto:")
        table.add_row(decision.subject, left, right, f"{decision.score:.2f}", rule, decision.why)
    console.print(table, markup=False)
    Console(stderr=True).print(f"{table.row_count} joins", highlight=False)


COMMANDS = (resolve,)
