"""Reads SPARQL Update requests far enough to know what they write, before the engine sees them.

Computed graphs must not be edited, and the engine has neither access rules nor a dry run. So the operations of a
request are taken apart here, by a reader that is stricter than the engine's: what it does not understand is refused.
Names of graphs in places where they are written are replaced by their full addresses, so that the engine writes to
exactly the graphs that were checked. The grammar: https://www.w3.org/TR/sparql11-query/#grammar (rules 29 to 52).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from kg.errors import QueryRefused
from kg.rdf.terms import PREFIXES
from kg.store.sparql.errors import InvalidQuery
from kg.store.sparql.refusal import refuse_network
from kg.store.sparql.tokens import Token, place, tokens

__all__ = ["DEFAULT", "EVERY", "NAMED", "Update", "read_update"]

DEFAULT, NAMED, EVERY = "DEFAULT", "NAMED", "ALL"
"""Targets that are no single named graph: the default graph, all named graphs, all graphs."""

_DEEPEST = 100
_NUMBER = re.compile(r"\d+(?:[eE]\d+)?|[eE]\d+")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Update:
    """A request that was read: the text to evaluate, what it writes to, and what it is made of."""

    text: str
    targets: frozenset[str]
    """Addresses of graphs, or DEFAULT, NAMED, EVERY."""
    operations: tuple[str, ...]
    searches: bool
    """Whether patterns are evaluated, which may take any time."""


def read_update(
    text: str, *, base: str | None = None, using: Sequence[str] = (), using_named: Sequence[str] = ()
) -> Update:
    """Take an update apart; `using` and `using_named` are the protocol's dataset, written into the text as clauses.

    Raises:
        InvalidQuery: it is no update that can be read, or has both a dataset of the protocol's and USING or WITH.
        QueryRefused: it has LOAD or SERVICE, or names a graph to write to by a variable.
    """
    refuse_network(text)
    _refuse_depth(text)
    clauses = "".join(f" USING <{_whole(graph)}>" for graph in using)
    clauses += "".join(f" USING NAMED <{_whole(graph)}>" for graph in using_named)
    return _Reader(text, base, clauses).read()


def _refuse_depth(text: str) -> None:
    """Refuse nesting that would exhaust the stack of the engine's reader, which runs in this process."""
    depth = 0
    for token in tokens(text):
        if token.kind == "mark":
            depth += (token.text in "{([") - (token.text in "})]")
            if depth > _DEEPEST:
                line, column = place(text, token.start)
                raise InvalidQuery(f"line {line}, column {column}: nested more than {_DEEPEST} deep", line, column)


def _whole(iri: str) -> str:
    if re.search(r'[<>"{}|^`\\\x00-\x20]', iri) or ":" not in iri:
        raise InvalidQuery(f"{iri!r} is no absolute address of a graph")
    return iri


class _Reader:
    """Goes through the tokens once; `edits` are what changes in the text."""

    def __init__(self, text: str, base: str | None, clauses: str) -> None:
        self._text, self._base, self._clauses = text, base, clauses
        self._tokens, self._at = list(tokens(text)), 0
        self._prefixes = dict(PREFIXES)
        self._targets: set[str] = set()
        self._operations: list[str] = []
        self._searches = False
        self._edits: list[tuple[int, int, str]] = []

    def read(self) -> Update:
        while True:
            self._prologue()
            if self._peek() is None:
                break
            self._operation()
            if self._peek() is None:
                break
            self._mark(";")
        text = self._edited(0, len(self._text))
        return Update(text, frozenset(self._targets), tuple(self._operations), self._searches)

    def _edited(self, start: int, end: int) -> str:
        """A part of the text with the edits in it."""
        parts = []
        for first, last, new in sorted(edit for edit in self._edits if start <= edit[0] and edit[1] <= end):
            parts += [self._text[start:first], new]
            start = last
        return "".join((*parts, self._text[start:end]))

    def _prologue(self) -> None:
        while (word := self._word("base", "prefix")) is not None:
            if word == "base":
                self._base = self._address(self._take("iri", what="an IRI"))
                continue
            name = self._take("name", what="a prefix")
            if not name.text.endswith(":") or name.text.count(":") > 1:
                raise self._unexpected(name, "a prefix")
            self._prefixes[name.text[:-1]] = self._address(self._take("iri", what="an IRI"))

    def _operation(self) -> None:
        start = self._peek()
        word = self._word("insert", "delete", "with", "clear", "drop", "create", "add", "move", "copy")
        if word in ("clear", "drop"):
            self._word("silent")
            self._whole_graph()
        elif word == "create":
            self._word("silent")
            self._expect("graph")
            self._graph_name()
        elif word in ("add", "move", "copy"):
            self._transfer(word)
        elif word in ("insert", "delete") and self._word("data"):
            word += " data"
            self._template(None)
        elif word is not None:
            word = self._modification(word)
        else:
            raise self._unexpected(start, "an update (INSERT, DELETE, WITH, CLEAR, DROP, CREATE, ADD, MOVE or COPY)")
        self._operations.append(word)

    def _whole_graph(self) -> None:
        chosen = self._word("default", "named", "all", "graph")
        if chosen == "graph":
            self._graph_name()
        elif chosen is None:
            raise self._unexpected(self._peek(), "GRAPH, DEFAULT, NAMED or ALL")
        else:
            self._targets.add({"default": DEFAULT, "named": NAMED, "all": EVERY}[chosen])

    def _transfer(self, word: str) -> None:
        self._word("silent")
        before = set(self._targets)
        self._graph_or_default()
        if word != "move":  # the source is only read
            self._targets = before
        self._expect("to")
        self._graph_or_default()

    def _graph_or_default(self) -> None:
        if self._word("default"):
            self._targets.add(DEFAULT)
        else:
            self._word("graph")
            self._graph_name()

    def _modification(self, word: str) -> str:
        own: str | None = None
        if word == "with":
            own = self._written(self._next("a graph's name"))
            self._no_protocol_dataset()
            word = self._word("insert", "delete") or ""
            if not word:
                raise self._unexpected(self._peek(), "INSERT or DELETE")
        elif word == "delete" and self._word("where"):
            return self._delete_where()
        self._template(own)
        if word == "delete" and self._word("insert"):
            self._template(own)
        clauses = self._peek()
        while self._word("using"):
            self._no_protocol_dataset()
            self._word("named")
            self._next("a graph's name")
        self._expect("where")
        if clauses is not None and self._clauses:
            self._edits.append((clauses.start, clauses.start, f"{self._clauses} "))
        self._group()
        return "delete/insert"

    def _delete_where(self) -> str:
        where = self._tokens[self._at - 1]
        self._searches = True
        start, end = self._template(None)
        if self._clauses:  # DELETE WHERE has no place for them; this is what it is short for
            self._edits.append((where.start, where.end, f"{self._edited(start, end)}{self._clauses} WHERE"))
        return "delete where"

    def _no_protocol_dataset(self) -> None:
        if self._clauses:
            raise InvalidQuery("using-graph-uri and using-named-graph-uri cannot be combined with USING or WITH")

    def _template(self, own: str | None) -> tuple[int, int]:
        """Quads between braces: each graph in it is written to, and `own` or the default graph by the rest."""
        start = self._mark("{").start
        inside = False
        while True:
            token = self._next("}")
            if token.text == "}" and token.kind == "mark":
                if not inside:
                    return start, token.end
                inside = False
            elif token.kind == "word" and token.text.lower() == "graph" and not inside:
                name = self._next("a graph's name")
                if name.kind == "variable":
                    line, column = place(self._text, name.start)
                    raise QueryRefused(
                        f"line {line}, column {column}: {name.text} says what to write to only while it is evaluated: "
                        "name the graph by its address"
                    )
                self._targets.add(self._written(name))
                self._mark("{")
                inside = True
            elif token.text == "{" or (token.kind == "word" and not _is_term(token.text)):
                raise self._unexpected(token, "triples, or GRAPH with a name")
            elif not inside and token.kind != "mark":
                self._targets.add(own or DEFAULT)

    def _group(self) -> None:
        """A pattern between braces: it only reads."""
        self._searches = True
        self._mark("{")
        depth = 1
        while depth:
            token = self._next("}")
            if token.kind == "mark":
                depth += {"{": 1, "}": -1}.get(token.text, 0)

    def _graph_name(self) -> None:
        self._targets.add(self._written(self._next("a graph's name")))

    def _written(self, token: Token) -> str:
        """The address that a token in a place for writing stands for, which the engine gets in full."""
        address = self._address(token)
        self._edits.append((token.start, token.end, f"<{address}>"))
        return address

    def _address(self, token: Token) -> str:
        if token.kind == "iri":
            iri = token.text[1:-1]
            if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri):
                if self._base is None:
                    raise self._unexpected(token, "an absolute IRI, since there is no BASE")
                iri = urljoin(self._base, iri)
            return iri
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self._prefixes:
            known = ", ".join(sorted(self._prefixes))
            raise self._unexpected(token, f"a graph's name (prefixes that are known: {known})")
        return self._prefixes[prefix] + _ESCAPED.sub(r"\1", local)

    def _peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _next(self, what: str) -> Token:
        token = self._peek()
        if token is None:
            raise self._unexpected(None, what)
        self._at += 1
        return token

    def _take(self, kind: str, what: str) -> Token:
        token = self._next(what)
        if token.kind != kind:
            raise self._unexpected(token, what)
        return token

    def _word(self, *words: str) -> str | None:
        token = self._peek()
        if token is None or token.kind != "word" or token.text.lower() not in words:
            return None
        self._at += 1
        return token.text.lower()

    def _expect(self, word: str) -> None:
        if self._word(word) is None:
            raise self._unexpected(self._peek(), word.upper())

    def _mark(self, mark: str) -> Token:
        token = self._next(mark)
        if token.kind != "mark" or token.text != mark:
            raise self._unexpected(token, mark)
        return token

    def _unexpected(self, token: Token | None, wanted: str) -> InvalidQuery:
        line, column = place(self._text, token.start if token else len(self._text))
        found = token.text if token else "the end"
        return InvalidQuery(
            f"not a valid SPARQL update: line {line}, column {column}: found {found}, expected {wanted}", line, column
        )


def _is_term(word: str) -> bool:
    """Whether a bare word is part of a triple."""
    return word in ("a", "true", "false") or _NUMBER.fullmatch(word) is not None
