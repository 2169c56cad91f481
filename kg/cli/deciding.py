"""`kg merge` and `kg split`: people's word on what is one and what is two; and what commands that decide share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console

from kg.cli.options import StoreOption, workspace_at
from kg.pipeline.curation import Curation, Outcome

__all__ = ["COMMANDS", "WhoOption", "WhyOption", "curation_at"]

WhyOption = Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")]
WhoOption = Annotated[str, typer.Option("--who", help="Who decides.", envvar="USER")]


@contextmanager
def curation_at(store: str | None) -> Iterator[Curation]:
    """The way to decide on what is in a store, while it is open.

    Raises:
        BadParameter: nothing was built there yet.
        StoreBusyError: another process is writing to it.
    """
    workspace = workspace_at(store)
    if not workspace.exists:
        raise typer.BadParameter(f"{workspace.folder} holds no articles; run 'kg build PATH' first")
    with workspace.store() as graph, workspace.archive() as archive:
        yield Curation(archive, graph)


def merge(
    left: Annotated[str, typer.Argument(help="An address, an ARTICLE#ID, or a name that only one entity has.")],
    right: Annotated[str, typer.Argument(help="What it is the same as.")],
    why: WhyOption = "",
    who: WhoOption = "unnamed",
    store: StoreOption = None,
) -> None:
    """Make two entities or two events one, for good; undo it with `kg resolve --undo`.

    Example: `kg merge "Ann Lee" page-2#e5 --why "married name"`
    """
    with curation_at(store) as curation:
        _tell(curation.merge(left, right, who=who, why=why))


def split(
    thing: Annotated[str, typer.Argument(help="An address, an ARTICLE#ID, or a name that only one entity has.")],
    part: Annotated[list[str], typer.Argument(help="What to part from it: ARTICLE#ID, or the ids of articles.")],
    why: WhyOption = "",
    who: WhoOption = "unnamed",
    store: StoreOption = None,
) -> None:
    """Part some of what an entity or event is made of from the rest; `kg resolve --members` lists what there is.

    Example: `kg split "John Smith" page-4#e2 page-7 --why "the painter, not the minister"`
    """
    with curation_at(store) as curation:
        _tell(curation.split(thing, part, who=who, why=why))


def _tell(outcome: Outcome) -> None:
    for iri in outcome.iris:
        typer.echo(iri)
    Console(stderr=True).print(
        f"Decision {outcome.action}; {outcome.graphs_changed} graphs changed. Undo: kg resolve --undo {outcome.action}",
        markup=False,
        highlight=False,
    )


COMMANDS = (merge, split)
