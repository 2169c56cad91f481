"""Reading: bytes to articles.

`read_paths` streams `Article`s from files, folders, patterns and standard input, and a `Notice` for everything that
could not be read or not be taken as given. Formats stand in one table (`kg.read.formats`): text, Markdown, web pages,
JSON and JSON Lines, feeds, web archives, e-mails, PDF and Word documents, each also packed with gzip or Zstandard.
Other packages add theirs under the entry point group `kg.readers`, as `Format` values whose `read` yields `Draft`s.

`kg.read.reprints` tells which articles repeat one another.
"""

from kg.read.draft import Draft
from kg.read.formats import ENTRY_POINTS, FORMATS, Format
from kg.read.notice import Notice, Severity, rejected, warning
from kg.read.reading import read_paths
from kg.read.stream import Stream

__all__ = [
    "ENTRY_POINTS",
    "FORMATS",
    "Draft",
    "Format",
    "Notice",
    "Severity",
    "Stream",
    "read_paths",
    "rejected",
    "warning",
]
