"""SPARQL as users write it: refusals, evaluation, and a pool of processes with deadlines."""

from kg.store.question import GRAPH_TYPES, TABLE_TYPES, Answer, Limits, Question
from kg.store.sparql.editing import Editor
from kg.store.sparql.errors import (
    InvalidQuery,
    NetworkRefused,
    NotAcceptable,
    PoolBusy,
    QueryCrashed,
    QueryTimeout,
    ResultTooLarge,
)
from kg.store.sparql.exchange import READABLE, to_ntriples
from kg.store.sparql.pool import QueryPool

__all__ = [
    "GRAPH_TYPES",
    "READABLE",
    "TABLE_TYPES",
    "Answer",
    "Editor",
    "InvalidQuery",
    "Limits",
    "NetworkRefused",
    "NotAcceptable",
    "PoolBusy",
    "QueryCrashed",
    "QueryPool",
    "QueryTimeout",
    "Question",
    "ResultTooLarge",
    "to_ntriples",
]
