"""Article records and the ledger of decisions, kept behind one port: what was said, and what was decided."""

from kg.archive.port import Archive, LedgerEntry, Rejection, Reprints
from kg.archive.sql import SqlArchive, open_archive

__all__ = ["Archive", "LedgerEntry", "Rejection", "Reprints", "SqlArchive", "open_archive"]
