"""The client: one method a resource, pages fetched as they are needed, problems raised as errors."""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Literal, Self, cast
from urllib.parse import quote

import httpx

from kg.client.errors import ServerError
from kg.client.shapes import Article, Claim, Conflict, Edge, Event, Job, Path, Statement, Thing
from kg.errors import KgError

__all__ = ["Client"]

_PAGE = 100
_LOOK = 0.3
_TRIES = 5


class Client:
    """A connection to a server. `token` is sent with every request; `session` replaces the HTTP client, as in tests.

    Every method raises ServerError where the server answers with a problem, and KgError where it does not answer.
    Things are named by id, events elsewhere than in `event` by `event/ID`.
    """

    def __init__(
        self,
        address: str = "http://127.0.0.1:8000",
        *,
        token: str | None = None,
        timeout: float = 60.0,
        session: Any = None,
    ) -> None:
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._session: Any = session or httpx.Client(base_url=address.rstrip("/"), timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of connections."""
        self._session.close()

    def search(self, text: str, *, types: Sequence[str] = (), limit: int = 20) -> list[Thing]:
        """Entities and events by name, best first."""
        return cast(list[Thing], self._get("/v1/search", q=text, type=types, limit=limit)["items"])

    def entity(self, id: str) -> dict[str, Any]:
        """An entity with its names, links and literal facts."""
        return self._get(f"/v1/entities/{_part(id)}")

    def entities(self, **filters: Any) -> Iterator[Thing]:
        """All entities by id, or those of a `type`."""
        return cast(Iterator[Thing], self._all("/v1/entities", filters))

    def event(self, id: str) -> dict[str, Any]:
        """An event with its participants, figures, and what each article says of it."""
        return self._get(f"/v1/events/{_part(id)}")

    def relations(self, id: str) -> list[dict[str, Any]]:
        """How many neighbours an entity has, by property and direction."""
        return cast(list[dict[str, Any]], self._get(f"/v1/entities/{_part(id)}/relations")["relations"])

    def neighbors(self, id: str, **filters: Any) -> Iterator[tuple[Edge, Thing]]:
        """The statements between an entity and others, each with the other; `property`, `direction`, `type`, …."""
        cursor: str | None = None
        while True:
            page = self._get(f"/v1/entities/{_part(id)}/neighbors", **{"limit": _PAGE, **filters, "cursor": cursor})
            nodes = {node["id"]: node for node in page["nodes"]}
            for edge in page["edges"]:
                yield edge, nodes[edge["target"] if edge["target"] in nodes else edge["source"]]
            if (cursor := page["next"]) is None:
                return

    def events(self, **filters: Any) -> Iterator[Event]:
        """Events by date: `participant`, `place`, `type`, `bbox`, `source`, `q`, `factuality`; `from_` and `to`."""
        return cast(Iterator[Event], self._all("/v1/events", filters))

    def timeline(self, id: str, **filters: Any) -> Iterator[dict[str, Any]]:
        """What happens to an entity, by date."""
        return self._all(f"/v1/entities/{_part(id)}/timeline", filters)

    def statements(self, **filters: Any) -> Iterator[Statement]:
        """What is stated about a `subject`, an `object`, or between both."""
        return cast(Iterator[Statement], self._all("/v1/statements", filters))

    def evidence(self, statement: str) -> Iterator[Claim]:
        """The claims behind a statement (or `event/ID`), from the newest article on."""
        path = f"/v1/events/{_part(statement[6:])}" if statement.startswith("event/") else f"/v1/statements/{statement}"
        return cast(Iterator[Claim], self._all(f"{path}/evidence", {}))

    def conflicts(self, **filters: Any) -> Iterator[Conflict]:
        """Claims that contradict or update one another; `about` a thing, `disputed` or not."""
        return cast(Iterator[Conflict], self._all("/v1/conflicts", filters))

    def paths(self, start: str, end: str, **options: Any) -> list[Path]:
        """The shortest ways from one thing to another; `k`, `max_hops`, `avoid_hubs`."""
        return cast(list[Path], self._get("/v1/paths", **{"from": start, "to": end, **options})["items"])

    def statement(self, id: str) -> Statement:
        """One statement by its id."""
        return cast(Statement, self._get(f"/v1/statements/{_part(id)}"))

    def subgraph(self, ids: Sequence[str], *, layout: bool = False) -> dict[str, Any]:
        """Some things, and all statements between them: `nodes` and `edges`; with `layout`, `places` by address."""
        body = {"ids": list(ids), "layout": layout}
        return cast(dict[str, Any], self._ask("POST", "/v1/subgraph", json=body).json())

    def articles(self, **filters: Any) -> Iterator[Article]:
        """Articles, the newest first; `about` a thing, by a `source`."""
        return cast(Iterator[Article], self._all("/v1/articles", filters))

    def article(self, id: str) -> Article:
        """An article with its text and what was found where in it."""
        return cast(Article, self._get(f"/v1/articles/{_part(id)}"))

    def claims(self, article: str) -> Iterator[dict[str, Any]]:
        """What was read out of an article, in the order of its sentences, with what people made of it (`judged`)."""
        return self._all(f"/v1/articles/{_part(article)}/claims", {})

    def record(self, id: str) -> dict[str, Any]:
        """Everything that was found in an article."""
        return self._get(f"/v1/articles/{_part(id)}/record")

    def versions(self, article: str) -> Iterator[dict[str, Any]]:
        """The states in which an article was seen, the newest first, each with what it changed (`changes`)."""
        return self._all(f"/v1/articles/{_part(article)}/versions", {})

    def version(self, article: str, number: int) -> dict[str, Any]:
        """Everything that was found in one version of an article; 1 is the first."""
        return self._get(f"/v1/articles/{_part(article)}/versions/{number}")

    def version_changes(self, article: str, number: int) -> Iterator[dict[str, Any]]:
        """The sentences that a version changed against the one before it, in the order of the text."""
        return self._all(f"/v1/articles/{_part(article)}/versions/{number}/changes", {})

    def sparql(self, query: str) -> list[dict[str, str]]:
        """The rows of a SELECT query, as plain strings; of ASK, one row with `boolean`."""
        answer = self._ask("POST", "/sparql", data={"query": query}, headers={"Accept": "application/json"}).json()
        if "boolean" in answer:
            return [{"boolean": str(answer["boolean"]).lower()}]
        return [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]

    def add(self, article: Mapping[str, Any]) -> dict[str, Any]:
        """Read one article (`text` or `html`, `title`, `published` …) into the graph; its record."""
        return cast(dict[str, Any], self._ask("POST", "/v1/articles", json=dict(article)).json())

    def analyze(self, text: str, **known: Any) -> dict[str, Any]:
        """What the extraction finds in a text, without storing anything: `record`, and `explanation` if asked for."""
        return cast(dict[str, Any], self._ask("POST", "/v1/analyze", json={"text": text, **known}).json())

    def ingest(
        self, articles: Iterable[Mapping[str, Any]], *, label: str = "", key: str | None = None, wait: bool = True
    ) -> Job:
        """Read many articles; returns when they are in the graph, or at once without `wait`.

        Sending again with the same `key` does nothing new.
        """
        body = b"".join(json.dumps(dict(article), ensure_ascii=False).encode() + b"\n" for article in articles)
        headers = {"Content-Type": "application/x-ndjson", **({"Idempotency-Key": key} if key else {})}
        job = self._ask("POST", "/v1/jobs", content=body, headers=headers, params={"label": label}).json()
        while wait and job["state"] not in ("done", "cancelled"):
            time.sleep(_LOOK)
            job = self.job(job["id"])
        return cast(Job, job)

    def job(self, id: str) -> Job:
        """How far a job is."""
        return cast(Job, self._get(f"/v1/jobs/{_part(id)}"))

    def decide(
        self, what: Literal["merges", "locks"], left: str, right: str, *, why: str, who: str | None = None
    ) -> dict[str, Any]:
        """Make two things one, or keep them apart for good; the answer's `action` is what `undo` takes."""
        body = {"left": left, "right": right, "why": why, "who": who}
        return cast(dict[str, Any], self._ask("POST", f"/v1/{what}", json=body).json())

    def judge(
        self,
        statement: str,
        status: Literal["confirmed", "rejected"],
        *,
        why: str,
        claims: Sequence[str] | None = None,
        who: str | None = None,
    ) -> dict[str, Any]:
        """Say that articles say a statement, or that they do not; `claims` are those meant, all if left out."""
        body = {"status": status, "why": why, "who": who, "claims": claims and list(claims)}
        return cast(dict[str, Any], self._ask("PATCH", f"/v1/statements/{_part(statement)}", json=body).json())

    def rename(self, id: str, label: str, *, why: str, who: str | None = None) -> dict[str, Any]:
        """Call an entity otherwise; its id stays."""
        body = {"label": label, "why": why, "who": who}
        return cast(dict[str, Any], self._ask("PATCH", f"/v1/entities/{_part(id)}", json=body).json())

    def undo(self, action: int, *, why: str, who: str | None = None) -> dict[str, Any]:
        """Withdraw a decision."""
        body = {"why": why, "who": who}
        return cast(dict[str, Any], self._ask("POST", f"/v1/decisions/{action}/undo", json=body).json())

    def changes(self, after: int = 0, *, wait: float = 0.0) -> list[dict[str, Any]]:
        """What changed behind a number; waits so many seconds for something."""
        text = self._ask("GET", "/v1/changes", params={"after": after, "wait": wait}).text
        return [json.loads(line) for line in text.splitlines()]

    def export(self, form: str, **filters: Any) -> bytes:
        """The graph, or some things (`id`, `around`, filters of events), in the format of another tool."""
        parameters = _parameters({"format": form, **filters})
        return cast(bytes, self._ask("GET", "/v1/export", params=parameters).content)

    def _all(self, path: str, filters: Mapping[str, Any]) -> Iterator[Any]:
        cursor: str | None = None
        while True:
            page = self._get(path, **{"limit": _PAGE, **filters, "cursor": cursor})
            yield from page["items"]
            if (cursor := page["next"]) is None:
                return

    def _get(self, path: str, **parameters: Any) -> dict[str, Any]:
        return cast(dict[str, Any], self._ask("GET", path, params=_parameters(parameters)).json())

    def _ask(self, method: str, path: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> Any:
        for left in reversed(range(_TRIES)):
            try:
                response = self._session.request(method, path, headers={**self._headers, **(headers or {})}, **more)
            except httpx.TransportError as error:
                raise KgError(f"no answer from {self._session.base_url} ({error}): is 'kg serve' running?") from error
            if response.status_code not in (429, 503) or not left:
                break
            time.sleep(min(float(response.headers.get("retry-after", _LOOK)), 30.0))
        if response.status_code >= 400:
            try:
                problem = response.json()
            except ValueError:
                problem = {"detail": response.text[:200]}
            raise ServerError(response.status_code, problem)
        return response


def _part(id: str) -> str:
    return quote(id, safe="")


def _parameters(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is sent: nothing for None, and `from` for `from_`, which Python keeps for itself."""
    named = {"from" if name == "from_" else name: value for name, value in given.items()}
    return {
        name: list(value) if isinstance(value, (tuple, list, set)) else value
        for name, value in named.items()
        if value is not None and value != ()
    }
