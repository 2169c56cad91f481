"""Talking to a SPARQL 1.1 server: addresses, credentials, retries, and errors that say what to do."""

import threading
import time
from typing import Any, Literal

import httpx
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from kg.errors import QueryError, StoreError
from kg.store.sparql.errors import NotAcceptable, QueryTimeout

__all__ = ["Client", "RemoteSettings"]

_PASSING = frozenset((429, 502, 503, 504))
"""Statuses that another try may change."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 10.0
_SHOWN = 300


class RemoteSettings(BaseSettings):
    """How a server is addressed; each has an environment variable of its name behind `KG_REMOTE_`.

    Servers differ in these: without them, the addresses are those of `oxigraph serve` below the location.
    """

    model_config = SettingsConfigDict(env_prefix="KG_REMOTE_", frozen=True)

    query: str | None = None
    """The address of the query operation (default: LOCATION/query)."""
    update: str | None = None
    """The address of the update operation (default: LOCATION/update)."""
    graphs: str | None = None
    """The address of the Graph Store Protocol (default: LOCATION/store)."""
    user: str | None = None
    password: SecretStr | None = None
    token: SecretStr | None = None
    """Sent as `Authorization: Bearer …`."""
    union: str | None = None
    """The graph that is the union of all others, where queries must name it (Fuseki: urn:x-arq:UnionGraph)."""
    quads: bool = True
    """Whether to try sending quads of many graphs at once, which many servers take, before sending graph by graph."""
    timeout: float = Field(default=60.0, gt=0)
    """Seconds for one request."""
    retries: int = Field(default=4, ge=0)

    def address(self, location: str, operation: Literal["query", "update", "graphs"]) -> str:
        """The address of an operation of the server at `location`."""
        chosen: str | None = getattr(self, operation)
        return chosen or f"{location.rstrip('/')}/{'store' if operation == 'graphs' else operation}"


class Client:
    """Sends requests of one store; many threads may use it."""

    def __init__(self, location: str, settings: RemoteSettings) -> None:
        self._location, self._settings = location, settings
        self._lock = threading.Lock()
        self._client: httpx.Client | None = _client(settings)

    def send(
        self,
        operation: Literal["query", "update", "graphs"],
        method: str = "POST",
        *,
        parameters: dict[str, Any] | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
        accept: str = "*/*",
        again: bool = True,
        allow: tuple[int, ...] = (),
    ) -> httpx.Response:
        """The answer to a request; `again`: sending it twice does no harm, so it is tried again where that may help.

        Raises:
            StoreError: no answer, or a status of failure that is not among those to `allow`.
        """
        if self._client is None:
            raise StoreError("the store has been closed: open it again")
        url = self._settings.address(self._location, operation)
        headers = {"Accept": accept, **({"Content-Type": content_type} if content_type else {})}
        pause = _FIRST_PAUSE
        for left in range(self._settings.retries, -1, -1):
            try:
                response = self._client.request(method, url, params=parameters, content=content, headers=headers)
            except httpx.TransportError as error:
                reached = not isinstance(error, httpx.ConnectError)
                if not left or (reached and not again):
                    raise _unreachable(url, error, self._settings) from error
            else:
                if response.is_success or response.status_code in allow:
                    return response
                if not left or not again or response.status_code not in _PASSING:
                    raise _failure(url, response)
                pause = max(pause, _asked_pause(response))
            time.sleep(min(pause, _LONGEST_PAUSE))
            pause *= 2
        raise AssertionError("the last try returns or raises")

    def close(self) -> None:
        """Give up the connections."""
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()


def _client(settings: RemoteSettings) -> httpx.Client:
    headers, auth = {}, None
    if settings.token is not None:
        headers["Authorization"] = f"Bearer {settings.token.get_secret_value()}"
    elif settings.user is not None:
        auth = httpx.BasicAuth(settings.user, settings.password.get_secret_value() if settings.password else "")
    # redirects are not followed: they would carry data and credentials to a server that nobody chose
    return httpx.Client(headers=headers, auth=auth, timeout=settings.timeout, follow_redirects=False)


def _unreachable(url: str, error: httpx.TransportError, settings: RemoteSettings) -> StoreError:
    if isinstance(error, httpx.TimeoutException):
        return QueryTimeout(f"{url} did not answer within {settings.timeout:g} s: narrow the query, or ask later")
    return StoreError(f"no answer from {url} ({error}): is the server running, and is that its address?")


def _failure(url: str, response: httpx.Response) -> StoreError:
    said = " ".join(response.text[:_SHOWN].split())
    status = f"{response.status_code} {response.reason_phrase}".strip()
    match response.status_code:
        case 400:
            return QueryError(f"{url} finds the request not valid: {said}")
        case 401 | 403:
            return StoreError(
                f"{url} refused ({status}): set KG_REMOTE_TOKEN, or KG_REMOTE_USER and KG_REMOTE_PASSWORD. {said}"
            )
        case 404 | 405:
            return StoreError(
                f"{url} answered {status}: if the server's addresses differ, set KG_REMOTE_QUERY, KG_REMOTE_UPDATE and "
                f"KG_REMOTE_GRAPHS. {said}"
            )
        case 406:
            return NotAcceptable(f"{url} cannot answer this query in that format: {said}")
        case 301 | 302 | 307 | 308:
            return StoreError(f"{url} has moved to {response.headers.get('location')}: give that address")
    return StoreError(f"{url} answered {status}: {said}")


def _asked_pause(response: httpx.Response) -> float:
    try:
        return float(response.headers.get("retry-after", "0"))
    except ValueError:  # a date
        return 0.0
