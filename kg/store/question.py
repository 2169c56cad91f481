"""A user's question and its answer, as values that travel between processes."""

from dataclasses import dataclass

__all__ = ["GRAPH_TYPES", "TABLE_TYPES", "Answer", "Limits", "Question"]

TABLE_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
"""Media types of tables and truth values (SELECT, ASK), the default first."""

GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-quads",
    "application/trig",
)
"""Media types of graphs (CONSTRUCT, DESCRIBE), the default first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query, the dataset it is about, and the formats its answer may have.

    Without `default_graphs` and `named_graphs` the default graph is the union of all graphs, unless the query's own
    FROM says otherwise; with either, exactly those are seen, whatever the query says. `table` and `graph` are the media
    types wanted for SELECT and ASK, and for CONSTRUCT and DESCRIBE; None means that such a result is of no use.
    """

    text: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    table: str | None = TABLE_TYPES[0]
    graph: str | None = GRAPH_TYPES[0]
    base: str | None = None
    """What relative IRIs in the query are relative to; without it they are mistakes."""

    def __reduce__(self) -> tuple[type["Question"], tuple[object, ...]]:
        """For pickle: several times faster than what data classes come with."""
        return Question, (self.text, self.default_graphs, self.named_graphs, self.table, self.graph, self.base)


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole result, serialized."""

    media_type: str
    body: bytes

    def __reduce__(self) -> tuple[type["Answer"], tuple[object, ...]]:
        """For pickle, as above."""
        return Answer, (self.media_type, self.body)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use up."""

    seconds: float = 30.0
    """Until the process that evaluates it is killed."""
    answer_bytes: int = 32 * 1024 * 1024
    memory_bytes: int = 4 * 1024 * 1024 * 1024
    """Address space of the evaluating process."""
    workers: int = 2
    """Queries evaluated at the same time."""
    waiting: int = 16
    """Queries that may wait for a worker; more are turned away at once."""
    patience: float = 10.0
    """Seconds until a waiting query is turned away."""
    staleness: float = 1.0
    """Seconds for which queries may go on seeing the dataset as it was before a change."""
    cache_bytes: int = 0
    """Answers that are kept until the store changes; 0 keeps none."""
