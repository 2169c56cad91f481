"""Refuses request bodies that are too large, before they are in memory."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["BodyLimit"]


class BodyLimit:
    """Middleware: no request may send more than `most` bytes, whatever it announces; `more` are paths that may."""

    def __init__(self, app: ASGIApp, most: int, more: Mapping[str, int] | None = None) -> None:
        self._app, self._most, self._more = app, most, more or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        most = self._more.get(scope["path"].rstrip("/"), self._most)
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > most:
                raise HTTPException(413, f"the request has more than {most} bytes")
            return message

        await self._app(scope, counted, send)
