"""HEAD wherever there is GET (RFC 9110, section 9.3.2): the same headers, and no body."""

from typing import Any

import anyio
from anyio.lowlevel import checkpoint
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Head"]


class Head:
    """Middleware: asks what is behind it for what GET gives, and sends the headers of that.

    An answer of unknown length (an export, a stream of events) is broken off as soon as its headers are there; others
    are made whole, since their headers tell how long they are. Where there is no GET, there is no HEAD (405).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as GET where it is HEAD."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            return await self._app(scope, receive, send)
        as_get: dict[str, Any] = {**scope, "method": "GET"}
        with anyio.CancelScope() as rest:
            await self._app(as_get, receive, _HeadersOnly(send, rest))
        if "route" in as_get:
            scope["route"] = as_get["route"]  # which figures go by


class _HeadersOnly:
    """Sends the headers of an answer, and an end in the place of its body; `rest` is what makes the answer."""

    def __init__(self, send: Send, rest: anyio.CancelScope) -> None:
        self._send, self._rest = send, rest
        self._ended = False

    async def __call__(self, message: Message) -> None:
        if self._ended:
            await checkpoint()  # where what is broken off stops
        elif message["type"] != "http.response.start":
            await self._end(whole=not message.get("more_body"))
        else:
            await self._send(message)
            if not any(name.lower() == b"content-length" for name, _ in message["headers"]):
                await self._end(whole=False)

    async def _end(self, *, whole: bool) -> None:
        self._ended = True
        await self._send({"type": "http.response.body", "body": b""})
        if not whole:
            self._rest.cancel()
