"""PDF and Word documents, made here with as little as they need."""

import builtins
import io
import zipfile
from pathlib import Path

import pytest

from kg.model import Article
from kg.read import Notice, read_paths

docx = pytest.importorskip("docx")
pytest.importorskip("pypdf")

LINES = [
    "Ferry sinks off Port Lime",
    "PORT LIME (Gull Wire) - A ferry with 40 people on board sank off the",
    "island on Monday, the coastguard said in a statement. All were saved by fish-",
    "ing boats from the harbour, its spokeswoman said.",
    "The mayor thanked them on Tuesday.",
]


def pdf(lines: list[str], extra: bytes = b"") -> bytes:
    """A PDF of one page with a line of text below another."""
    escaped = (line.replace("(", "\\(").replace(")", "\\)") for line in lines)
    content = "BT /F1 11 Tf 50 750 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in escaped) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, offsets = b"%PDF-1.4\n" + extra, []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    start = len(out)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF".encode()


def word(lines: list[str]) -> bytes:
    """A Word document with a paragraph a line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", bytes(300_000_000))
    return out.getvalue()


def _read(content: bytes) -> list[Article | Notice]:
    return list(read_paths(["-"], stdin=io.BytesIO(content)))


def test_pdf_is_an_article_with_its_lines_joined() -> None:
    (article,) = _read(pdf(LINES))
    assert isinstance(article, Article)
    assert article.title == "Ferry sinks off Port Lime"
    assert article.text.split("\n")[1] == (
        "PORT LIME (Gull Wire) - A ferry with 40 people on board sank off the island on Monday, the coastguard said in "
        "a statement. All were saved by fishing boats from the harbour, its spokeswoman said."
    )


def test_word_document_is_an_article() -> None:
    (article,) = _read(word([LINES[0], "A ferry sank off the island on Monday, the coastguard said.", "", LINES[-1]]))
    assert isinstance(article, Article)
    assert article.text.count("\n") == 2
    assert article.title == LINES[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdf(LINES)[:300], "PDF"),
        (b"%PDF-1.7" + bytes(range(256)) * 10, "PDF"),
        (pdf([]), "PDF without text"),
        (word(LINES)[:2000], "Word document"),
        (b"PK\x03\x04 word/ [Content_Types].xml", "Word document"),
        (word([]), "Word document without text"),
        (_bomb(), "unpacks to more than"),
    ],
)
def test_bad_document_gives_one_line(content: bytes, reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    (notice,) = _read(content)
    assert isinstance(notice, Notice)
    assert reason in notice.reason
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("name", "content"), [("pypdf", pdf(LINES)), ("docx", word(LINES))])
def test_missing_library_is_named_with_how_to_install_it(
    name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = builtins.__import__

    def _without(wanted: str, *rest: object) -> object:
        if wanted == name:
            raise ImportError(wanted)
        return known(wanted, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", _without)
    (notice,) = _read(content)
    assert isinstance(notice, Notice)
    assert "pip install 'newsgraph[documents]'" in notice.reason


def test_documents_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(LINES))
    (tmp_path / "b.docx").write_bytes(word(LINES))
    assert all(isinstance(item, Article) for item in read_paths([tmp_path]))
