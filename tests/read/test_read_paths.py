"""From paths to articles: every kind of input, and one clear line for each bad one.

Inputs are written into a temporary folder that is the current one, so that names in messages and ids are short.
"""

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import Notice, read_paths

TEXT = (
    "Ferry sinks off island\n\nPORT LIME, May 4 (Gull Wire) - A ferry with 40 people on board sank off the island on "
    "Monday, the coastguard said.\n\nAll of the 40 were saved, the mayor said on Tuesday.\n\nTags: ferry, island"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _read(*paths: str, stdin: bytes | None = None) -> tuple[list[Article], list[Notice]]:
    items = list(read_paths(paths, stdin=None if stdin is None else io.BytesIO(stdin)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Notice)]


def _write(name: str, content: str | bytes) -> None:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)


def _line(**fields: object) -> str:
    return json.dumps({"text": TEXT, **fields})


def test_plain_text_is_read_with_what_it_tells() -> None:
    _write("a.txt", TEXT)
    (article,), notices = _read("a.txt")
    assert not notices
    assert (article.title, article.publisher, article.agencies, article.language, article.source) == (
        "Ferry sinks off island",
        "Gull Wire",
        ("Gull Wire",),
        "en",
        "a.txt",
    )
    assert [cut.span.text for cut in article.discarded] == ["Tags: ferry, island"]
    assert (article.published, article.published_from) == (None, None)


def test_markdown_loses_its_marks_and_keeps_its_front_matter() -> None:
    _write(
        "a.md",
        "---\ntitle: Ferry sinks\ndate: 2021-05-04\n---\n# Ferry sinks\n\nA **ferry** of [40](x) *sank* on Monday.",
    )
    (article,), _ = _read("a.md")
    assert article.text == "Ferry sinks\n\nA ferry of 40 sank on Monday."
    assert article.published is not None
    assert (article.published.value, article.published_from) == ("2021-05-04", "given")


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt", "a"])
def test_json_lines_are_told_by_content(name: str) -> None:
    _write(name, "\n".join((_line(id="x1"), "", _line(id="x2"))))
    articles, notices = _read(name)
    assert ([article.id for article in articles], notices) == (["x1", "x2"], [])


def test_json_list_yields_its_articles() -> None:
    _write("a.json", json.dumps({"articles": [{"text": TEXT}, {"no": 1}, {"text": TEXT}]}, indent=1))
    articles, notices = _read("a.json")
    assert len({article.id for article in articles}) == 2
    assert [str(notice) for notice in notices] == [
        "a.json: rejected: item 2 of the list: no text: expected an object with `text` or `html`"
    ]


def test_bad_lines_are_reported_with_their_numbers_and_the_rest_is_read() -> None:
    bad = ['{"text": "broken', json.dumps({"id": "n"}), "[1]", '{"text": " "}', '{"text": 5}', "[" * 50_000]
    _write("a.jsonl", "\n".join((_line(id="x1"), *bad, _line(id="x2"))))
    articles, notices = _read("a.jsonl")
    assert [article.id for article in articles] == ["x1", "x2"]
    assert [(notice.line, notice.severity) for notice in notices] == [(line, "rejected") for line in range(2, 8)]


@pytest.mark.parametrize("date", ["sometime", "03/04/2022", "2022-02-30", True])
def test_date_not_understood_is_a_warning_and_the_article_is_read(date: object) -> None:
    _write("a.jsonl", _line(id="x1", published=date))
    (article,), (notice,) = _read("a.jsonl")
    assert (article.published, notice.severity, notice.line) == (None, "warning", 1)
    assert "date of publication not understood" in notice.reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "only blanks"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("bytes.bin", bytes(range(256)) * 10, "binary"),
        ("numbers.txt", b"1 2 3\n4 5", "not a single word"),
        ("line.txt", b"word " * 1_000_000, "4,999,999 characters"),
        ("paragraph.txt", b"word " * 30_000, "a paragraph of 149,999 characters"),
        ("huge.txt", b"word\n" * 4_000_000, "longer than the 16 MiB"),
        ("tokyo.txt", "東京で地震がありました。".encode("shift_jis"), "not UTF-8"),
        ("broken.json", b'{"text": ', "not valid JSON"),
        ("none.json", b'{"a": 1}', "no text"),
        ("list.json", b"[]", "empty list"),
        ("deep.json", b"[" * 100_000, "not JSON that can be read"),
        ("number.json", b'{"text": ' + b"9" * 5000 + b"}", "not JSON that can be read"),
        ("void.html", b"<html><body></body></html>", "no main text"),
        ("cut.jsonl.gz", gzip.compress(b'{"text":"' + os.urandom(999).hex().encode())[:-9], "cannot be read"),
        ("not.gz", b"\x1f\x8bgarbage", "cannot be read"),
        ("wide.txt", b"\xff\xfe\x00\xd8\x00", "UTF-16"),
    ],
)
def test_bad_file_gives_one_line_and_stops_nothing(name: str, content: bytes, reason: str) -> None:
    _write(name, content)
    _write("z.txt", TEXT)
    articles, notices = _read(name, "z.txt")
    assert len(articles) == 1
    assert len(notices) == 1
    assert reason in notices[0].reason
    assert str(notices[0]).startswith(f"{name}: rejected: ")
    assert "\n" not in str(notices[0])


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing.txt", "no such file"),
        ("*.zzz", "no file matches"),
        ("a\x00b", "cannot be opened|no such file"),
        ("-", "standard input"),
        ("folder", "holds no files"),
    ],
)
def test_path_that_leads_nowhere_gives_one_line(path: str, reason: str) -> None:
    Path("folder").mkdir()
    articles, (notice,) = _read(path)
    assert not articles
    assert any(part in notice.reason for part in reason.split("|"))


def test_file_without_permission_gives_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def _refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    _write("a.txt", TEXT)
    monkeypatch.setattr(Path, "open", _refuse)
    assert [str(notice) for notice in _read("a.txt")[1]] == ["a.txt: rejected: cannot be read: Permission denied"]


def test_folder_is_read_in_order_without_hidden_files() -> None:
    Path("news/b").mkdir(parents=True)
    for name in ("news/c.txt", "news/a.txt", "news/b/x.txt", "news/.hidden.txt"):
        _write(name, TEXT)
    _write("news/table.csv", "a,b")
    articles, notices = _read("news")
    assert [article.source for article in articles] == ["news/a.txt", "news/c.txt", "news/b/x.txt"]
    assert [notice.reason.split(";")[0] for notice in notices] == ["not a kind of file that is read here (.csv)"]


def test_pattern_stands_for_its_files() -> None:
    for name in ("a1.txt", "a2.txt", "b.txt"):
        _write(name, TEXT)
    assert [article.source for article in _read("a*.txt")[0]] == ["a1.txt", "a2.txt"]


@pytest.mark.parametrize(
    "content", [TEXT.encode(), gzip.compress(TEXT.encode()), TEXT.encode("utf-16"), TEXT.encode("utf-16-le")]
)
def test_standard_input_is_read_whatever_its_packing(content: bytes) -> None:
    (article,), notices = _read("-", stdin=content)
    assert (article.source, article.title, notices) == ("-", "Ferry sinks off island", [])


def test_compressed_lines_in_utf16_are_lines() -> None:
    _write("a.jsonl.gz", gzip.compress("\n".join((_line(id="x1"), _line(id="x2"))).encode("utf-16")))
    assert [article.id for article in _read("a.jsonl.gz")[0]] == ["x1", "x2"]


def test_lines_before_a_damaged_place_are_kept() -> None:
    packed = gzip.compress("\n".join(_line(id=f"x{i}", note=os.urandom(50).hex()) for i in range(2000)).encode())
    _write("a.jsonl.gz", packed[: len(packed) // 2])
    articles, (notice,) = _read("a.jsonl.gz")
    assert len(articles) > 10
    assert "cannot be read" in notice.reason


def test_line_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.stream.LINE_LIMIT", 1000)
    _write("a.jsonl", "\n".join((_line(id="x1"), _line(id="big", note="x" * 200_000), _line(id="x2"))))
    articles, (notice,) = _read("a.jsonl")
    assert ([article.id for article in articles], notice.line) == (["x1", "x2"], 2)


def test_changed_file_keeps_its_id_and_changes_its_hash() -> None:
    _write("a.txt", TEXT)
    (before,), _ = _read("a.txt")
    _write("a.txt", TEXT.replace("40", "41"))
    (after,), _ = _read("./a.txt")
    assert before.id == after.id
    assert before.sha256 != after.sha256


def test_assumed_encoding_is_a_warning() -> None:
    _write("a.txt", "The owners of cafés in Málaga protested on Monday against the new tax there.".encode("cp1252"))
    (article,), (notice,) = _read("a.txt")
    assert "cafés in Málaga" in article.text
    assert (notice.severity, notice.reason) == ("warning", "not valid UTF-8; read as windows-1252")


def test_nothing_is_opened_before_it_is_asked_for() -> None:
    _write("a.txt", TEXT)
    assert isinstance(next(iter(read_paths(["a.txt", "missing"]))), Article)
