"""What can go wrong with a user's query.

QueryError
├── InvalidQuery        not valid SPARQL; knows line and column
└── QueryRefused        valid, but asks for what is not allowed (itself), or:
    ├── NetworkRefused  asks for other servers (SERVICE, LOAD)
    ├── NotAcceptable   no offered format suits the form of the result
    ├── QueryTimeout    took longer than the deadline
    ├── ResultTooLarge  the answer exceeds the cap
    ├── QueryCrashed    the evaluating process died, most likely for want of memory
    └── PoolBusy        too many queries at once
"""

from kg.errors import QueryError, QueryRefused

__all__ = [
    "InvalidQuery",
    "NetworkRefused",
    "NotAcceptable",
    "PoolBusy",
    "QueryCrashed",
    "QueryTimeout",
    "ResultTooLarge",
]


class InvalidQuery(QueryError):
    """The text is no SPARQL query; `line` and `column` count from 1, None where the engine does not tell."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message, line, column)
        self.line, self.column = line, column

    def __str__(self) -> str:
        return str(self.args[0])


class NetworkRefused(QueryRefused):
    """The query or update would reach other servers."""


class NotAcceptable(QueryRefused):
    """The result is of a form (table or graph) for which no format was asked."""


class QueryTimeout(QueryRefused):
    """The query ran past its deadline and was stopped."""


class ResultTooLarge(QueryRefused):
    """The answer is larger than the cap."""


class QueryCrashed(QueryRefused):
    """The process that evaluated the query died, most likely because it ran out of the memory it may use."""


class PoolBusy(QueryRefused):
    """All evaluating processes are busy, and the queue is full."""
