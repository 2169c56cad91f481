"""How answers go onto the wire: the server's own protocol, with an answer's headers and its body in one piece.

The server writes them one after the other, so that a client on the same machine is woken, and the system called, twice.
"""

import asyncio
from typing import Any, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["Protocol"]


class Protocol(HttpToolsProtocol):
    """The server's protocol on a transport that joins what is written together."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin with a connection."""
        super().connection_made(cast(asyncio.Transport, _Joining(transport, self.loop)))


class _Joining:
    """A transport that holds a short piece back until the next one comes, or the event loop turns."""

    _LONG = 64 * 1024
    """Bytes that are not worth copying."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._held = b""

    def write(self, data: bytes) -> None:
        """Send `data`, now or soon."""
        if self._held:
            data = self._take() + data
        elif len(data) < self._LONG:
            self._held = data
            self._loop.call_soon(self._flush)
            return
        self._transport.write(data)

    def close(self) -> None:
        """Send what there is, then close."""
        self._flush()
        self._transport.close()

    def abort(self) -> None:
        """Close at once."""
        self._held = b""
        self._transport.abort()

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        """Hand the connection over, such as to what speaks over web sockets."""
        self._flush()
        self._transport.set_protocol(protocol)

    def _flush(self) -> None:
        if self._held:
            self._transport.write(self._take())

    def _take(self) -> bytes:
        held, self._held = self._held, b""
        return held

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
