"""Reprints in a build: extracted once, each an article of its own, and grouped whatever the order."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Article, Discarded, Moment, Span
from kg.pipeline import BuildReport, Extraction, Workspace, build, delete_article
from kg.pipeline.checking import check_workspace, misquotes
from kg.pipeline.reprints import find_reprints, transfer

STORY = (
    "BERGEN, May 11 (Fjordwire) - Police arrested twelve people in Bergen on Tuesday after a fire in the old harbour, "
    "the mayor, Ola Strand, said.\n"
    "Norwegian Prime Minister Kari Moe condemned the fire and visited the town of Voss on Wednesday.\n"
    "A bridge near Voss collapsed in the storm of last week, and 14 houses were damaged, officials said."
)
CUT = "\n".join(STORY.split("\n")[:2])
UPDATE = STORY.replace("twelve", "thirteen").replace("14 houses", "15 houses")


class _Quiet:
    def notice(self, notice) -> None: ...

    def done(self, article, *, facts, fresh) -> None: ...

    def stage(self, name) -> None: ...


def _line(name: str, text: str, day: int, publisher: str) -> dict[str, str]:
    return {"id": name, "text": text, "published": f"2023-05-{day}", "publisher": publisher, "title": f"Story {name}"}


LINES = [
    _line("wire", STORY, 11, "Fjordwire"),
    _line("north", f"Home | News | Sport\n\n{STORY}\n\nShare this article", 11, "Daily North"),
    _line("south", CUT, 12, "South Post"),
    _line("update", UPDATE, 13, "Fjordwire"),
    _line(
        "other", "A ferry sank off Tromso on Friday, and nobody was hurt, the coast guard said in a statement.", 12, "X"
    ),
]


def _build(folder: Path, lines: list[dict[str, str]]) -> tuple[Workspace, BuildReport]:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    workspace = Workspace(folder / "graph")
    return workspace, build([str(path)], workspace, _Quiet(), workers=1)


def _kinds(workspace: Workspace) -> dict[str, tuple[str, str]]:
    with workspace.archive() as archive:
        return {name: (found.original, found.kind) for name, found in find_reprints(archive).items()}


def _dump(workspace: Workspace) -> bytes:
    with workspace.store(read_only=True) as store:
        return store.dump()


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Workspace, BuildReport]:
    return _build(tmp_path_factory.mktemp("reprints"), LINES)


def test_reprints_and_versions_point_to_whom_they_repeat(built) -> None:
    workspace, report = built
    assert _kinds(workspace) == {
        "north": ("wire", "copy"),
        "south": ("wire", "copy"),
        "update": ("wire", "version"),
    }
    assert (report.new, report.copies, report.versions) == (5, 2, 1)


def test_the_graph_says_who_repeats_whom_and_is_sound(built) -> None:
    workspace, _ = built
    dump = _dump(workspace).decode()
    assert dump.count("#copyOf> <https://newsgraph.example/id/") == 2
    assert dump.count("#versionOf> <https://newsgraph.example/id/") == 1
    assert list(check_workspace(workspace)) == []


def test_one_wording_is_extracted_once_and_every_reprint_keeps_its_facts(built) -> None:
    workspace, report = built
    assert report.extracted == 4
    with workspace.archive() as archive:
        first, copy = archive.get("wire"), archive.get("north")
    assert [event.type for event in first.events] == [event.type for event in copy.events] != []
    assert (first.article.publisher, copy.article.publisher) == ("Fjordwire", "Daily North")
    assert not list(misquotes(copy))


def test_a_reprint_that_comes_in_a_later_build_is_not_extracted_again(tmp_path) -> None:
    workspace, _ = _build(tmp_path, LINES[:1])
    _, report = _build(tmp_path, LINES[:2])
    assert (report.new, report.unchanged, report.extracted) == (1, 1, 0)
    assert _kinds(workspace)["north"] == ("wire", "copy")


def test_order_of_arrival_changes_no_byte(built, tmp_path) -> None:
    workspace, _ = _build(tmp_path, [])
    for line in reversed(LINES):
        (tmp_path / "one.jsonl").write_text(json.dumps(line) + "\n")
        (tmp_path / "one.jsonl").replace(tmp_path / "news.jsonl")
        build([str(tmp_path / "news.jsonl")], workspace, _Quiet(), workers=1)
    assert _kinds(workspace) == _kinds(built[0])


def test_deleting_the_original_leaves_the_graph_as_if_it_had_never_come(tmp_path) -> None:
    without, _ = _build(tmp_path / "a", LINES[1:3])
    workspace, _ = _build(tmp_path / "b", LINES[:3])
    delete_article(workspace, "wire")
    assert _kinds(workspace) == _kinds(without) == {"south": ("north", "copy")}


@pytest.fixture(scope="module")
def original() -> Article:
    return Article("wire", STORY, title="Fire", published=Moment("2023-05-11"), language="en")


def _framed(article: Article) -> Article:
    text = f"Home | News\n\n{article.text}\n\n\nShare this"
    cuts = tuple(
        Discarded(Span.of(text, at, at + len(cut)), "menu")
        for cut, at in (("Home | News", 0), ("Share this", len(text) - 10))
    )
    return replace(article, id="framed", text=text, discarded=cuts)


def test_transferred_facts_are_those_that_extraction_would_give(extraction: Extraction, original: Article) -> None:
    framed = _framed(original)
    first, anew = extraction.records([original, framed])
    assert transfer(first, framed) == anew
    assert anew.events


@pytest.mark.parametrize(
    "change", [{"published": Moment("2023-05-12")}, {"language": "de"}, {"text": STORY + "\nA last line, added."}]
)
def test_facts_are_not_transferred_where_extraction_might_give_others(
    extraction: Extraction, original: Article, change: dict[str, object]
) -> None:
    (first,) = extraction.records([original])
    assert transfer(first, replace(original, id="x", **change)) is None  # type: ignore[arg-type]
