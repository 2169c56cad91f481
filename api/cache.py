"""Keeps answers of the graph's current state: what was asked before is answered without asking the graph again."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, cast

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.dependencies import Services, state_tag

__all__ = ["AnswerCache"]

_KEPT = ("/v1/search", "/v1/entities/", "/v1/events", "/v1/statements", "/v1/conflicts", "/v1/paths", "/v1/sources")
_LARGEST = 256 * 1024
_VARYING = (b"accept", b"accept-encoding")
_PERSONAL = (b"authorization", b"if-none-match", b"range")
"""Requests with these are passed on: what they get depends on more than the graph."""

_Key = tuple[str, bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Answer:
    start: Message
    body: bytes
    route: Any


class AnswerCache:
    """Middleware: remembers at most `most` bytes of answers, of one state of the graph; none if reading is not open."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most
        self._lock = threading.Lock()
        self._tag, self._size = "", 0
        self._known: OrderedDict[_Key, _Answer] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that was answered before; else pass it on, and remember the answer."""
        key = self._key(scope)
        if key is None:
            return await self._app(scope, receive, send)
        tag = state_tag(cast(Services, scope["app"].state.services))
        answer = self._get(key, tag)
        if answer is None:
            return await self._app(
                scope, receive, _Listener(send, lambda start, body: self._put(key, tag, scope, start, body))
            )
        scope["route"] = answer.route
        await send({**answer.start, "headers": list(answer.start["headers"])})
        await send({"type": "http.response.body", "body": answer.body})

    def _key(self, scope: Scope) -> _Key | None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_KEPT):
            return None
        if cast(Services, scope["app"].state.services).settings.open_reading is False:
            return None
        varying = dict.fromkeys(_VARYING, b"")
        for name, value in scope["headers"]:
            if name in _PERSONAL:
                return None
            if name in varying:
                varying[name] = value
        return (scope["path"], scope["query_string"], varying[b"accept"], varying[b"accept-encoding"])

    def _get(self, key: _Key, tag: str) -> _Answer | None:
        with self._lock:
            if tag != self._tag:
                self._known.clear()
                self._tag, self._size = tag, 0
            if key not in self._known:
                return None
            self._known.move_to_end(key)
            return self._known[key]

    def _put(self, key: _Key, tag: str, scope: Scope, start: Message, body: bytes) -> None:
        headers = dict(start["headers"])
        if start["status"] != 200 or headers.get(b"etag") != tag.encode() or len(body) > _LARGEST:
            return
        with self._lock:
            if tag != self._tag or key in self._known:
                return
            self._known[key] = _Answer(start, body, scope.get("route"))
            self._size += len(body) + 1024
            while self._size > self._most:
                self._size -= len(self._known.popitem(last=False)[1].body) + 1024


class _Listener:
    """Passes an answer on, and tells it when it is whole; one that comes in several parts is not told."""

    def __init__(self, send: Send, tell: Any) -> None:
        self._send, self._tell = send, tell
        self._start: Message | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = {**message, "headers": list(message["headers"])}
        elif self._start is not None:
            if message["type"] == "http.response.body" and not message.get("more_body"):
                self._tell(self._start, message.get("body", b""))
            self._start = None
        await self._send(message)
