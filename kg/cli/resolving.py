"""`kg resolve`: what was taken to be the same, why, and people's word on it."""

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from kg.cli.options import StoreOption, workspace_at
from kg.errors import NotFound
from kg.model import Decision, Judgement, MentionKey
from kg.pipeline.graph import resolve_archive, sync_graph
from kg.pipeline.workspace import Workspace

__all__ = ["COMMANDS"]


def resolve(
    same: Annotated[
        tuple[str, str] | None, typer.Option("--same", help="Two ARTICLE#ENTITY keys that are one.")
    ] = None,
    different: Annotated[
        tuple[str, str] | None, typer.Option("--different", help="Two keys that must never be joined.")
    ] = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who decides.", envvar="USER")] = "unnamed",
    store: StoreOption = None,
) -> None:
    """List the joins of entities and events across articles with their reasons, or decide one yourself.

    A person's decision outranks every rule, survives rebuilding, and is never rewritten. Keys name an article and an
    entity or event of its record, as the list shows them.

    Examples: `kg resolve` · `kg resolve --different page-1#e3 page-2#e5 --why "father and son"`
    """
    workspace = workspace_at(store)
    if not workspace.exists:
        raise typer.BadParameter(f"{workspace.folder} holds no articles; run 'kg build PATH' first")
    if same is None and different is None:
        _list(workspace)
        return
    with workspace.store() as graph, workspace.archive() as archive:
        for pair, judgement in ((same, "same"), (different, "different")):
            if pair is not None:
                keys = [_key(text) for text in pair]
                for article, _ in keys:
                    if article not in archive:
                        raise NotFound(f"no article {article!r}; 'kg show' lists the articles there are")
                archive.decide(_decision(keys, judgement, who, why))  # type: ignore[arg-type]
        changed = sync_graph(archive, graph)
    Console(stderr=True).print(f"Decided; {changed} graphs changed.", highlight=False)


def _decision(keys: list[MentionKey], judgement: Judgement, who: str, why: str) -> Decision:
    subject = "event" if keys[0][1].startswith("v") else "entity"
    left, right = sorted(keys)
    when = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(subject, left, right, judgement, who, why or "no reason given", when=when)  # type: ignore[arg-type]


def _key(text: str) -> MentionKey:
    article, mark, local = text.rpartition("#")
    if not mark or not article or not local:
        raise typer.BadParameter(f"{text!r} is no key: expected ARTICLE#ENTITY, such as page-3f2a91c0#e4")
    return article, local


def _list(workspace: Workspace) -> None:
    with workspace.archive() as archive:
        resolution = resolve_archive(archive, workspace.base)
    table = Table("what", "left", "right", "score", "who", "why", box=None)
    for decision in resolution.decisions:
        left, right = ("#".join(key) for key in (decision.left, decision.right))
        table.add_row(decision.subject, left, right, f"{decision.score:.2f}", decision.who, decision.why)
    Console().print(table)
    Console(stderr=True).print(f"{table.row_count} decisions", highlight=False)


COMMANDS = (resolve,)
