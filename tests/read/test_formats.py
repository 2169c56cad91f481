"""The seam for further formats."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import Draft, Format, Notice, Stream, read_paths, rejected
from kg.read.formats import FORMATS, known_formats


def _read_shout(stream: Stream) -> Iterator[Draft | Notice]:
    for number, line in stream.lines():
        if line is None or not line.strip(b"! "):
            yield rejected(stream.name, "silence", number)
        else:
            yield Draft(line.decode().strip("! "), "0" * 64, line=number)


SHOUT = Format("shout", (".shout",), _read_shout, lambda head: head.startswith(b"!"))


@pytest.fixture
def _installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    point = EntryPoint("shout", "irrelevant:SHOUT", "kg.readers")
    monkeypatch.setattr(EntryPoint, "load", lambda _: SHOUT)
    monkeypatch.setattr("kg.read.formats.entry_points", lambda group: [point] if group == "kg.readers" else [])
    known_formats.cache_clear()
    yield
    known_formats.cache_clear()


@pytest.mark.usefixtures("_installed")
def test_installed_format_is_tried_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("! Ferry sinks off island\n!\n")
    article, notice = read_paths([tmp_path / "a.txt"])
    assert isinstance(article, Article)
    assert article.text == "Ferry sinks off island"
    assert isinstance(notice, Notice)
    assert notice.line == 2


def test_suffixes_belong_to_one_format_each() -> None:
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))
