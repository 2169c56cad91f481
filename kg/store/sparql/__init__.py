"""SPARQL as users write it: refusals, evaluation, and a pool of processes with deadlines."""

from kg.store.question import GRAPH_TYPES, TABLE_TYPES, Answer, Limits, Question
from kg.store.sparql.errors import InvalidQuery, NotAcceptable, PoolBusy, QueryCrashed, QueryTimeout, ResultTooLarge
from kg.store.sparql.pool import QueryPool

__all__ = [
    "GRAPH_TYPES",
    "TABLE_TYPES",
    "Answer",
    "InvalidQuery",
    "Limits",
    "NotAcceptable",
    "PoolBusy",
    "QueryCrashed",
    "QueryPool",
    "QueryTimeout",
    "Question",
    "ResultTooLarge",
]
