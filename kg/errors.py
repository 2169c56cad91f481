"""What can go wrong, as one tree.

KgError                      anything this package raises on purpose
├── InputError               an input cannot be read as news (file, line, reason)
├── ModelError               the language model is missing or damaged
├── SchemaError              ontology, lexicon or gazetteer contradict themselves or one another
├── StoreError               the graph store refused, is in use, or is damaged
│   ├── StoreBusyError       another process is writing to the same folder
│   └── QueryError           a query is not valid SPARQL
│       └── QueryRefused     a query is valid, but asks for what is not allowed or exceeds a limit
├── ArchiveError             the archive of records refused or is damaged
└── NotFound                 an article, entity or event of that name does not exist

Every message says what was found, what was expected, and what to do.
"""

__all__ = [
    "ArchiveError",
    "InputError",
    "KgError",
    "ModelError",
    "NotFound",
    "QueryError",
    "QueryRefused",
    "SchemaError",
    "StoreBusyError",
    "StoreError",
]


class KgError(Exception):
    """Anything this package raises on purpose; its message is meant for the user."""


class InputError(KgError):
    """An input cannot be read as news; the rest of the input is not affected."""


class ModelError(KgError):
    """The language model is missing, damaged, or of a version this code cannot run."""


class SchemaError(KgError):
    """Ontology, lexicon or gazetteer contradict themselves or one another."""


class StoreError(KgError):
    """The graph store refused an operation, is in use, or is damaged."""


class StoreBusyError(StoreError):
    """Another process has the folder open for writing."""


class QueryError(StoreError):
    """A query is not valid SPARQL; the message carries line and column."""


class QueryRefused(QueryError):
    """A query is valid, but asks for what is not allowed (SERVICE, LOAD) or exceeds a limit."""


class ArchiveError(KgError):
    """The archive of article records refused an operation, or is damaged."""


class NotFound(KgError):
    """An article, entity or event of that name or id does not exist."""
