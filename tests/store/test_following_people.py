"""What people decide is seen in lists and cards that follow, just as in those that are made anew."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.archive import SqlArchive, open_archive
from kg.model import ArticleRecord
from kg.pipeline.curation import Curation
from kg.pipeline.graph import GraphKeeper
from kg.store import MEMORY, Store, open_store
from kg.store import tables as module
from kg.store.following import follow
from kg.store.state import State
from kg.store.touched import Touched
from kg.store.view import View
from tests.resolve.builder import Builder


def record(number: int, name: str) -> ArticleRecord:
    """Somebody came to a town."""
    built = Builder(f"a{number}")
    person = built.entity("Person", name, names=[name])
    town = built.entity("Place", "Leeds", country="GB", names=["Leeds"])
    built.event("Visit", f"{name} came to Leeds.", (("agent", person), ("destination", town)))
    return built.record()


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[SqlArchive]:
    with open_archive(tmp_path / "archive") as opened:
        for number, name in enumerate(["John Smith", "John Smith", "Ada Byron"]):
            opened.put(record(number, name))
        yield opened


def seen(view: View) -> dict[str, Any]:
    """Everything that a view tells of everything with a name."""
    told: dict[str, Any] = {"events": view.events(), "articles": view.articles(), "outlets": view.outlets()}
    for thing in view.things():
        told[thing.iri] = view.card(thing.iri), view.neighbours(thing.iri), view.timeline(thing.iri)
    return told


def test_decisions_are_followed(archive: SqlArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    followed = []

    def spy(old: State, source: Store, revision: int, touched: Touched) -> State:
        followed.append(revision)
        return follow(old, source, revision, touched)

    monkeypatch.setattr(module, "follow", spy)
    with open_store(MEMORY) as store:
        keeper = GraphKeeper(archive, store)
        keeper.sync()
        curation, view = Curation(archive, store, keeper=keeper), store.view()
        by = {"who": "Kim", "why": "known"}

        def judged() -> int:
            return curation.judge([("a0", claim) for claim in keeper.claims("a0")], "rejected", **by).action

        actions: list[int] = []
        steps: list[Callable[[], object]] = [
            lambda: actions.append(curation.merge("John Smith", "Ada Byron", **by).action),
            lambda: curation.name("Leeds", "Loidis", **by),
            lambda: curation.undo(actions.pop(), **by),
            lambda: curation.split("John Smith", ["a1"], **by),
            lambda: actions.append(judged()),
            lambda: curation.undo(actions.pop(), **by),
            lambda: (archive.delete("a0"), keeper.sync()),
            lambda: (archive.put(record(3, "Ada Byron")), keeper.sync()),
        ]
        for step in steps:
            before = seen(view)
            with view.held():
                step()
            assert seen(view) == seen(View(store)) != before
        assert len(followed) == len(steps)
