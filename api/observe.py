"""What surrounds every request: an id, a line in the log, figures for monitoring, and a limit on how often."""

import json
import logging
import re
import secrets
import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem, problem

__all__ = ["Metrics", "Observe", "RateLimit"]

_access = logging.getLogger("newsgraph.access")
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_NO_SNIFFING = (b"x-content-type-options", b"nosniff")
_VERSION = "/v1/"
"""Routes know their own part of the address only, not the prefix that they are included under."""
_CLIENTS = 10_000
"""Clients whose pace is remembered."""


class Metrics:
    """Counts requests and how long they take, by route and status; writes them as Prometheus reads them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count: defaultdict[tuple[str, str, int], int] = defaultdict(int)
        self._seconds: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * (len(_SECONDS) + 2))
        self.running = 0

    def add(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request has been answered."""
        with self._lock:
            self._count[method, route, status] += 1
            buckets = self._seconds[route]
            for number, limit in enumerate(_SECONDS):
                buckets[number] += seconds <= limit
            buckets[-2] += 1
            buckets[-1] += seconds

    def text(self, gauges: Iterable[tuple[str, str, float]]) -> str:
        """Everything in the text format, with further gauges given as (name, meaning, value)."""
        lines = ["# HELP kg_requests_total Requests answered.", "# TYPE kg_requests_total counter"]
        with self._lock:
            for (method, route, status), count in sorted(self._count.items()):
                labels = f'method="{method}",route="{_label(route)}",status="{status}"'
                lines.append(f"kg_requests_total{{{labels}}} {count}")
            lines += ["# HELP kg_request_seconds Time to answer.", "# TYPE kg_request_seconds histogram"]
            for route, buckets in sorted(self._seconds.items()):
                name = f'route="{_label(route)}"'
                pairs = zip(_SECONDS, buckets, strict=False)
                lines += [f'kg_request_seconds_bucket{{{name},le="{limit}"}} {count:g}' for limit, count in pairs]
                lines.append(f'kg_request_seconds_bucket{{{name},le="+Inf"}} {buckets[-2]:g}')
                lines.append(f"kg_request_seconds_count{{{name}}} {buckets[-2]:g}")
                lines.append(f"kg_request_seconds_sum{{{name}}} {buckets[-1]:.6f}")
        for gauge, meaning, value in (("kg_requests_running", "Requests under way.", self.running), *gauges):
            lines += [f"# HELP {gauge} {meaning}", f"# TYPE {gauge} gauge", f"{gauge} {value:g}"]
        return "\n".join(lines) + "\n"


class RateLimit:
    """A bucket of tokens a client: full it allows `per_minute` requests at once, and it fills up in a minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute, self._clock = per_minute, clock
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> tuple[bool, int, int]:
        """Whether a request is allowed, how many more are, and in how many seconds the next one is."""
        now, pace = self._clock(), self.per_minute / 60
        with self._lock:
            left, since = self._left.pop(client, (float(self.per_minute), now))
            left = min(self.per_minute, left + (now - since) * pace)
            allowed = left >= 1
            left -= allowed
            self._left[client] = left, now
            if len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        return allowed, int(left), 0 if left >= 1 else max(1, round((1 - left) / pace))


class Observe:
    """Middleware, the outermost one. `log` writes a line for every request, not only for those that failed."""

    def __init__(self, app: ASGIApp, metrics: Metrics, *, limit: RateLimit | None = None, log: bool = False) -> None:
        self._app, self._metrics, self._limit, self._log = app, metrics, limit, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how it went."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        id = scope.setdefault("state", {})["request_id"] = _request_id(scope)
        began, status = time.perf_counter(), 500
        more: dict[str, str] = {}
        first = ((b"x-request-id", id.encode()), _NO_SNIFFING)

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*(pair for pair in message["headers"] if pair[0] != _NO_SNIFFING[0]), *first]
                if more:
                    MutableHeaders(scope=message).update(more)
            await send(message)

        self._metrics.running += 1
        try:
            if self._limit is None or self._may(self._limit, scope, more):
                await self._app(scope, receive, noted)
            else:
                detail = f"more than {self._limit.per_minute} requests a minute: come back later"
                answer = problem(Request(scope), Problem(429, "too-many-requests", "Too many requests"), detail)
                await answer(scope, receive, noted)
        finally:
            self._metrics.running -= 1
            seconds = time.perf_counter() - began
            self._metrics.add(scope["method"], _route(scope), status, seconds)
            if self._log or status >= 500:
                self._write(scope, id, status, seconds)

    def _may(self, limit: RateLimit, scope: Scope, more: dict[str, str]) -> bool:
        token = Headers(scope=scope).get("authorization")
        client = sha256(token.encode()).hexdigest() if token else (scope.get("client") or ("",))[0]
        allowed, left, wait = limit.take(client)
        more["RateLimit-Policy"] = f'"default";q={limit.per_minute};w=60'
        more["RateLimit"] = f'"default";r={left};t={wait}'
        if not allowed:
            more["Retry-After"] = str(wait)
        return allowed

    def _write(self, scope: Scope, id: str, status: int, seconds: float) -> None:
        principal = scope["state"].get("principal")
        line = {
            "at": round(time.time(), 3),
            "request": id,
            "client": (scope.get("client") or ("",))[0],
            "who": principal.name if principal else None,
            "method": scope["method"],
            "path": scope["path"],
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        _access.log(logging.ERROR if status >= 500 else logging.INFO, "%s", json.dumps(line, ensure_ascii=True))


def _request_id(scope: Scope) -> str:
    """The id that the client gave, if it is one; else a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            given = str(value, "latin-1")
            return given if _ID.fullmatch(given) else secrets.token_hex(8)
    return secrets.token_hex(8)


def _route(scope: Scope) -> str:
    """The template of the address, so that figures are by route and not by thing."""
    path = getattr(scope.get("route"), "path", None)
    if path is None:
        return "/assets" if scope["path"].startswith("/assets/") else "other"
    versioned = scope["path"].startswith(_VERSION) and not path.startswith(_VERSION)
    return f"{_VERSION[:-1]}{path}" if versioned else str(path)


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
