"""The engines of extraction: which there are, and how a choice among them is checked."""

from collections.abc import Iterable
from typing import Literal, get_args

__all__ = ["ENGINES", "Engine", "chosen_engines"]

Engine = Literal["lexicon", "graph"]
"""`lexicon`: wordings and the grammar around them; `graph`: what the language model has learned to see."""

ENGINES: tuple[Engine, ...] = get_args(Engine)


def chosen_engines(names: Iterable[str]) -> tuple[Engine, ...]:
    """The engines named, each once and in the order of `ENGINES`, however they were written.

    Raises:
        ValueError: a name is unknown, or there is none.
    """
    wanted = {name.strip().lower() for name in names} - {""}
    unknown = sorted(wanted.difference(ENGINES))
    if unknown or not wanted:
        found = f"unknown engine {', '.join(map(repr, unknown))}" if unknown else "no engine"
        raise ValueError(f"{found}; name one or more of {', '.join(ENGINES)}, separated by commas")
    return tuple(engine for engine in ENGINES if engine in wanted)
