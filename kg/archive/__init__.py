"""Article records and the ledger of decisions, kept behind one port: what was said, and what was decided."""

from kg.archive.edits import Edit, Hunk, compare, hunks
from kg.archive.port import Archive, LedgerEntry, Rejection, Reprints, Version
from kg.archive.sql import SqlArchive, open_archive

__all__ = [
    "Archive",
    "Edit",
    "Hunk",
    "LedgerEntry",
    "Rejection",
    "Reprints",
    "SqlArchive",
    "Version",
    "compare",
    "hunks",
    "open_archive",
]
