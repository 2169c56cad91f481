"""`kg mcp`: the graph as tools for language-model agents (Model Context Protocol), every answer with its evidence.

The SDK is an extra: `pip install newsgraph[mcp]`.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer

from kg.errors import KgError

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from kg.client import Client

__all__ = ["make_server", "mcp"]

_INSTRUCTIONS = """A knowledge graph of news. Find ids with `search` first. Statements are what articles say, not what
is true: tell who says so, quote the sentence, and mention claims that conflict. Events and entities have ids; an event
is named `event/ID` where a thing may be either."""
P = ParamSpec("P")
T = TypeVar("T")
_MOST = 50
_START = 30.0


def mcp(
    server: Annotated[str | None, typer.Option(help="Address of a running server (instead of --store).")] = None,
    store: Annotated[
        Path | None, typer.Option("--store", "-s", help="Folder of the graph (default: ./newsgraph-data, or KG_STORE).")
    ] = None,
    token: Annotated[str | None, typer.Option(envvar="KG_TOKEN", help="A token of that server.")] = None,
) -> None:
    """Offer the graph to a language-model agent over standard input and output (Model Context Protocol).

    Examples: `kg mcp` · `kg mcp --server http://127.0.0.1:8000`
    """
    from kg.client import Client

    if server is not None:
        with Client(server, token=token) as client:
            make_server(client).run("stdio")
        return
    with _serving(store) as address, Client(address) as client:
        make_server(client).run("stdio")


def make_server(client: "Client") -> "MCPServer":
    """The tools, answered by a newsgraph server.

    Raises:
        KgError: the SDK is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
    except ImportError as error:
        raise KgError("'kg mcp' needs the MCP SDK: pip install 'newsgraph[mcp]'") from error
    made = MCPServer("newsgraph", instructions=_INSTRUCTIONS, log_level="WARNING")

    def tool(work: Callable[P, T]) -> Callable[P, T]:
        """Offer a function; what the server says to a mistake reaches the agent."""

        @wraps(work)
        def told(*args: P.args, **kwargs: P.kwargs) -> T:
            try:
                return work(*args, **kwargs)
            except KgError as error:
                raise ToolError(str(error)) from error

        return made.tool()(told)

    @tool
    def search(text: str, types: list[str] | None = None, limit: int = 10) -> list[dict[str, Any]]:
        """Find people, organizations, places and events by name (any alias, any script). Gives ids."""
        return [_brief(thing) for thing in client.search(text, types=types or (), limit=_bounded(limit))]

    @tool
    def card(id: str) -> dict[str, Any]:
        """What is known of an entity: names, facts, relations with evidence counts. For an event: pass `event/ID`."""
        if id.startswith("event/"):
            return client.event(id.removeprefix("event/"))
        return {**client.entity(id), "relations": client.relations(id)}

    @tool
    def events(
        participant: str | None = None,
        place: str | None = None,
        type: str | None = None,
        from_date: str | None = None,
        to_date: str | None = None,
        limit: int = 20,
    ) -> list[dict[str, Any]]:
        """Events by date, with who took part. Dates are ISO 8601; `type` is such as Protest, Arrest, Agreement."""
        filters = {"participant": participant, "place": place, "type": type, "from_": from_date, "to": to_date}
        found = client.events(**filters, limit=_bounded(limit))
        return [dict(event) for event, _ in zip(found, range(_bounded(limit)), strict=False)]

    @tool
    def claims(id: str, limit: int = 20) -> list[dict[str, Any]]:
        """What articles say: sentence, article, source, status, figures. `id` is a statement's id, or `event/ID`."""
        found = client.evidence(id)
        return [dict(claim) for claim, _ in zip(found, range(_bounded(limit)), strict=False)]

    @tool
    def conflicts(about: str | None = None, limit: int = 10) -> list[dict[str, Any]]:
        """Claims that contradict or update one another, with both sides' sentences and sources."""
        found = client.conflicts(about=about)
        return [dict(conflict) for conflict, _ in zip(found, range(_bounded(limit)), strict=False)]

    @tool
    def path(start: str, end: str, max_hops: int = 4) -> list[dict[str, Any]]:
        """How two things are connected: the shortest ways, each step with its evidence."""
        return [dict(way) for way in client.paths(start, end, max_hops=max_hops)]

    @tool
    def sparql(query: str, limit: int = 100) -> list[dict[str, str]]:
        """Rows of a SPARQL 1.1 SELECT query. Prefix kg: is <https://w3id.org/newsgraph/ontology#>; declare it."""
        return client.sparql(query)[: max(1, min(limit, 1000))]

    return made


def _brief(thing: Any) -> dict[str, Any]:
    names = ("label", "type", "description", "start", "claims", "matched")
    id = f"event/{thing['id']}" if thing["kind"] == "event" else thing["id"]
    return {"id": id, **{name: thing[name] for name in names if thing.get(name) is not None}}


def _bounded(limit: int) -> int:
    return max(1, min(limit, _MOST))


@contextmanager
def _serving(store: Path | None) -> Iterator[str]:
    """The address of a server of a folder, for this process alone, that ends with the context."""
    import uvicorn

    from api.app import create_app
    from api.listening import listen
    from api.settings import Settings
    from kg.store import open_store

    settings = Settings() if store is None else Settings(store=store)
    with open_store(settings.graph, base=settings.base, read_only=True) as graph, listen("127.0.0.1", 0) as listener:
        server = uvicorn.Server(
            uvicorn.Config(create_app(settings, store=graph), log_level="warning", access_log=False)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        until = time.monotonic() + _START
        while not server.started and thread.is_alive() and time.monotonic() < until:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)
