"""Ids: lasting, safe, and the same for the same thing."""

import re
from pathlib import Path

import pytest

from kg.read.identity import article_id, path_name, slug


def _id(given: str | None = None, url: str | None = None, title: str | None = None, place: str | None = None) -> str:
    return article_id(given=given, url=url, title=title, place=place, content=b"the content")


@pytest.mark.parametrize(
    ("known", "pattern"),
    [
        ({"given": "seed_01", "url": "https://a.example/x"}, r"seed_01"),
        ({"given": "2021/05: ferry"}, r"2021-05-ferry-[0-9a-f]{8}"),
        ({"given": "../../etc/passwd"}, r"etc-passwd-[0-9a-f]{8}"),
        ({"given": "  ", "place": "a.txt"}, r"a-[0-9a-f]{8}"),
        ({"url": "https://a.example/x", "title": "Ferry sinks!", "place": "a.txt"}, r"ferry-sinks-[0-9a-f]{8}"),
        ({"url": "https://a.example/2021/ferry-sinks.html"}, r"ferry-sinks-[0-9a-f]{8}"),
        ({"url": "http://[broken"}, r"article-[0-9a-f]{8}"),
        ({"place": "news/May 4.txt", "title": "Ferry"}, r"may-4-[0-9a-f]{8}"),
        ({"place": "news/all.jsonl.gz#7"}, r"all-[0-9a-f]{8}"),
        ({"place": "新闻.txt"}, r"article-[0-9a-f]{8}"),
        ({"title": "Ferry sinks"}, r"ferry-sinks-[0-9a-f]{8}"),
        ({}, r"article-[0-9a-f]{8}"),
    ],
)
def test_article_id_takes_the_best_name_there_is(known: dict[str, str], pattern: str) -> None:
    assert re.fullmatch(pattern, _id(**known))


def test_article_id_of_a_file_does_not_depend_on_its_content_or_title() -> None:
    first = article_id(given=None, url=None, title="One", place="a.txt", content=b"one")
    assert first == article_id(given=None, url=None, title="Two", place="a.txt", content=b"two")


def test_article_id_tells_lines_of_one_file_apart() -> None:
    assert _id(place="a.jsonl#1") != _id(place="a.jsonl#2")


def test_slug_is_cut_at_a_word() -> None:
    assert slug("word " * 40) == "-".join(["word"] * 12)


def test_path_name_is_relative_inside_the_current_folder_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert path_name(Path("a/b.txt")) == "a/b.txt"
    assert path_name(tmp_path / "a" / "b.txt") == "a/b.txt"
    assert path_name(tmp_path.parent / "c.txt") == (tmp_path.parent / "c.txt").as_posix()
