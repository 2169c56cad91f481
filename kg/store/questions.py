"""Example queries: ready-made questions in SPARQL, which lie with the ontology whose meaning they show."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Example", "examples"]


@dataclass(frozen=True, slots=True)
class Example:
    """A query with what it answers, and what one should know about it."""

    name: str
    question: str
    note: str
    query: str


@cache
def examples() -> Mapping[str, Example]:
    """All examples by name, in the order of names."""
    folder = files("ontology") / "questions"
    found = (path for path in folder.iterdir() if path.name.endswith(".rq"))
    names = {path.name.removesuffix(".rq"): path.read_text(encoding="utf-8") for path in found}
    return {name: _read(name, names[name]) for name in sorted(names)}


def _read(name: str, text: str) -> Example:
    """An example from its file: comments at the top, the first of which is the question."""
    lines = text.splitlines()
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    question, *notes = (line.removeprefix("#").strip() for line in lines[:end])
    return Example(name, question.removeprefix("question:").strip(), " ".join(notes), text)
