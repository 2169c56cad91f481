"""Rows of comma-separated values that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

__all__ = ["csv_lines", "safe"]

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""What spreadsheets may take a cell for that begins with it; full-width forms are folded by some of them."""
_FULL_WIDTH = ("＝", "＋", "－", "＠")

Cell = str | int | float | None


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """A table as RFC 4180 has it, line by line, in UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    yield _taken(out)
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
        yield _taken(out)


def safe(cell: Cell) -> Cell:
    """A cell whose text is not run as a formula: it begins with an apostrophe where it could be. Numbers stay."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\u200b\ufeff").startswith((*_DANGEROUS, *_FULL_WIDTH)):
        return "'" + cell
    return cell


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode()
