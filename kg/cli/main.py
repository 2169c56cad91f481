"""The `kg` command: puts the commands of this package and of others together, and turns errors into one line."""

import sys
from importlib.metadata import entry_points

import typer
from rich.console import Console

from kg import __version__
from kg.cli import articles, building, checking, deciding, disputes, evaluating, keeping, questions, resolving, trying
from kg.errors import KgError

__all__ = ["app", "main"]

_EPILOG = "Data goes to standard output, progress and messages to standard error. Exit codes: 0 done, 1 something was \
rejected or failed, 2 wrong use."


def app() -> typer.Typer:
    """The command with all its subcommands."""
    result = typer.Typer(
        name="kg",
        help="A knowledge graph from news, in which every fact leads to the sentence it came from.",
        epilog=_EPILOG,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="markdown",
        pretty_exceptions_enable=False,
    )
    result.callback()(_root)
    for module in (building, questions, articles, resolving, deciding, disputes, checking, evaluating, trying, keeping):
        for command in module.COMMANDS:
            result.command(name=command.__name__.rstrip("_"))(command)
    for point in sorted(entry_points(group="kg.commands"), key=lambda p: p.name):
        result.command(name=point.name)(point.load())
    return result


def main() -> None:
    """Run the command; what goes wrong on purpose ends in one line on standard error."""
    errors = Console(stderr=True)
    try:
        app()()
    except KgError as error:
        errors.print(f"kg: {error}", style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    except KeyboardInterrupt:
        errors.print("kg: interrupted; run the same command again to go on", markup=False)
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsgraph {__version__}")
        raise typer.Exit


def _root(
    version: bool = typer.Option(
        False, "--version", help="Print the version and stop.", is_eager=True, callback=_show_version
    ),
) -> None:
    """What precedes every command."""


if __name__ == "__main__":
    main()
